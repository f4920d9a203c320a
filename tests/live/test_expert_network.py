"""A question to the expert network on a real Mattermost: asked, declined, taken, connected, closed.

The bot's own process runs on real time, so asker and experts live where it is noon. It is started anew
between any two steps.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk
from tests.talk import SeenMessage
from tests.waiting import until

is_there_or_skip()

ASKED = "Comment mesurer l’acquisition ?"
_SECONDS = 30


def noon_somewhere() -> str:
    """Zones of this kind are named by how far they are behind: Etc/GMT+5 is five hours before UTC."""
    hours = datetime.now(UTC).hour - 12
    return f"Etc/GMT{hours:+d}" if hours else "Etc/GMT"


def appears(live: LiveTalk, place: str, containing: str) -> SeenMessage:
    """What is said there once the clock of the bot's process has seen to it."""
    found: list[SeenMessage] = []

    def is_there() -> bool:
        found[:] = [post for post in live.driver.posts(place) if containing in post.text]
        return bool(found)

    until(is_there, _SECONDS, f"nobody says {containing!r}", every=0.2)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("locale", "take", "not_for_me", "together", "close", "thanked"),
    [
        (
            "fr",
            "Je prends",
            "Pas pour moi",
            "vous voilà en relation",
            "expert clore {} 5 On a doublé",
            "sur 5",
        ),
        ("en", "I take it", "Not for me", "you are in touch here", "expert close {} 5 We doubled", "5 of 5"),
    ],
)
def test_from_a_question_to_its_answer(
    live: LiveTalk, locale: str, take: str, not_for_me: str, together: str, close: str, thanked: str
) -> None:
    zone = noon_somewhere()
    if datetime.now(ZoneInfo(zone)).weekday() >= 5:
        pytest.skip("nobody works today")
    asker = live.english if locale == "en" else live.member
    experts = [live.driver.person(name, locale) for name in ("Expert One", "Expert Two")]
    for person in (asker, *experts):
        manual = {"useAutomaticTimezone": "false", "automaticTimezone": "", "manualTimezone": zone}
        live.live.account(person)("PUT", "/users/me/patch", {"timezone": manual})
    live.link()
    for expert in experts:
        live.say("expert join growth", as_=expert, in_=live.driver.direct(expert))
    live.say(f"expert growth {ASKED}", as_=asker)
    places = [live.driver.direct(expert) for expert in experts]
    until(lambda: any(live.driver.posts(place) for place in places), _SECONDS, "nobody is asked", every=0.2)
    first = next(number for number, place in enumerate(places) if live.driver.posts(place))
    live.restart()
    live.press(appears(live, places[first], ASKED), not_for_me, as_=experts[first])
    live.restart()
    second = 1 - first
    live.press(appears(live, places[second], ASKED), take, as_=experts[second])
    live.restart()
    group = live.driver.group([asker, experts[second]])
    assert ASKED in appears(live, group, together).text
    live.restart()
    number = live.count("questions")
    assert thanked in live.say(close.format(number), as_=asker, in_=live.driver.direct(asker)).text
    appears(live, places[second], thanked)
    live.restart()
    live.app.tick()
    for place in (*places, group):
        texts = [post.text for post in live.driver.posts(place)]
        assert len(texts) == len(set(texts))
