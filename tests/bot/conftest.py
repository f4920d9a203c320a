"""A sponsor with a link, and the scene behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sponsor_scene import Sponsor, SponsorScene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SponsorScene]:
    scene = SponsorScene(tmp_path)
    yield scene
    scene.close()


@pytest.fixture
def sponsor(scene: SponsorScene) -> Sponsor:
    return scene.sponsor
