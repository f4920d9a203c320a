"""A language changed on the platform counts for what is said next, not only once the person speaks."""

import pytest

from gamma.chat import ChatError, Profile
from tests.jobs.conftest import Bench


def test_the_language_that_the_platform_tells_now_is_spoken_and_remembered(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.plan_for("ines", "one", locale="fr")
    bench.deliver()
    monkeypatch.setattr(bench.chat, "profile", lambda person: Profile("Inès", "en", "Europe/Paris"))
    bench.plan_for("ines", "two", locale="fr")
    bench.deliver()
    french, english = (post.text for post in bench.chat.posts)
    assert "invite-moi" in french.lower()
    assert "Please invite me" in english


def test_while_the_platform_does_not_tell_the_last_known_language_is_spoken(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_person: str) -> Profile:
        raise ChatError("not reached")

    monkeypatch.setattr(bench.chat, "profile", unknown)
    bench.plan_for("ines", "one", locale="en")
    bench.deliver()
    assert "Please invite me" in bench.chat.posts[0].text
