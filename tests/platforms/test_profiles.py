"""What a platform said of people is remembered for ten minutes, and no longer."""

import gc

import pytest

from bot.platforms import profiles
from bot.platforms.profiles import LIFE_SECONDS, Profiles
from gamma.chat import ChatError, Profile


class Platform:
    """Says who somebody is, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.now = 0.0
        self.kept = Profiles(self.ask, lambda: self.now)

    def ask(self, person: str) -> Profile:
        self.asked.append(person)
        if person == "nobody":
            raise ChatError("not a person", permanent=True)
        return Profile(f"{person} {len(self.asked)}")

    def remembered(self) -> set[str]:
        """Whose profiles are in memory, wherever they are kept."""
        return {each.name for each in gc.get_objects() if type(each) is Profile}


@pytest.fixture
def platform() -> Platform:
    return Platform()


def test_a_profile_is_asked_for_once_in_its_time(platform: Platform) -> None:
    assert platform.kept.of("ada").name == "ada 1"
    platform.now = LIFE_SECONDS - 1
    assert platform.kept.of("ada").name == "ada 1"
    platform.now = LIFE_SECONDS
    assert platform.kept.of("ada").name == "ada 2"


def test_who_does_not_come_back_is_dropped_when_the_next_comes(platform: Platform) -> None:
    platform.kept.of("ada")
    assert "ada 1" in platform.remembered()
    platform.now = LIFE_SECONDS
    platform.kept.of("noe")
    assert platform.remembered() & {"ada 1", "noe 2"} == {"noe 2"}


def test_who_is_to_be_forgotten_is_asked_about_again(platform: Platform) -> None:
    platform.kept.of("ada")
    platform.kept.forget("ada")
    platform.kept.forget("somebody never seen")
    assert "ada 1" not in platform.remembered()
    assert platform.kept.of("ada").name == "ada 2"


def test_a_failure_is_not_remembered(platform: Platform) -> None:
    for _ in range(2):
        with pytest.raises(ChatError):
            platform.kept.of("nobody")
    assert platform.asked == ["nobody", "nobody"]


def test_the_oldest_makes_room(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_REMEMBERED", 2)
    for person in ("ada", "noe", "ines", "noe", "ada"):
        platform.kept.of(person)
    assert platform.asked == ["ada", "noe", "ines", "ada"]
