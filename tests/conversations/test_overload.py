"""More requests than can be answered: who waited for too long is told so, and nothing is done late."""

import pytest

from tests.conversation import Talk

PATIENCE = ("bot.dispatch.PATIENCE_SECONDS", "bot.platforms.slack.client.PATIENCE_SECONDS")
TOLD = "Beaucoup de demandes arrivent en ce moment"


def test_who_waits_for_too_long_is_told_kindly_and_nothing_is_done(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.link()
    with monkeypatch.context() as crowded:
        for patience in PATIENCE:
            crowded.setattr(patience, -1.0)
        for words in ("actions add call the region", "now", "help"):
            assert TOLD in talk.say(words).text
    assert "call the region" not in talk.say("actions").text


def test_readiness_tells_it_while_it_lasts(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert talk.app.dispatch.troubles() == []
    for patience in PATIENCE:
        monkeypatch.setattr(patience, -1.0)
    for _ in range(3):
        talk.say("help")
    told = [*talk.app.troubles()]
    assert any("try again" in each or "not answered" in each for each in told), told
