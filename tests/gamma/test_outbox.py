"""What a planned message is, before anything is stored."""

from datetime import UTC, datetime

from gamma.outbox import KEY_CHARACTERS, Notification

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def key(given: str) -> str:
    return Notification(given, "invite_me", {}, "slack", NOW, channel="team").key


def test_a_key_too_long_is_cut_and_stays_the_only_one_of_its_kind() -> None:
    assert key("k" * KEY_CHARACTERS) == "k" * KEY_CHARACTERS
    one, other = (f"left:{'a' * KEY_CHARACTERS}:{end}" for end in "12")
    assert len(key(one)) == KEY_CHARACTERS
    assert key(one) == key(one) == key(key(one)) != key(other)
    assert key(one).startswith("left:aaa"), "whoever reads the outbox sees what it is about"
