"""Fixtures of conversations around a checkpoint."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled


@pytest.fixture
def public(talk: Talk) -> Talk:
    """An installation with a public address, a startup with its checkpoint and one contact at its sponsor."""
    talk.have_public_address()
    enrolled(talk)
    talk.say("checkpoint plan 2026-12-08 14:30, 20 avenue de Ségur yes")
    talk.say("startup sponsor Jeanne Martin, DGE, jeanne@example.org")
    talk.tick()
    return talk
