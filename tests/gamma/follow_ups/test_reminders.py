"""Reminders of actions: what of them a message has room for."""

from datetime import UTC, date, datetime

from gamma.chat import Button
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import reminder, unowned_reminder
from gamma.text import MESSAGE_CHARACTERS
from gamma.translator import Translator

TODAY = date(2026, 11, 30)
STOP = Button("Ne plus me le dire", "reminders off actions")


def action(number: int, day: int) -> Action:
    text = f"étape {number:03} " + "avec les régions et les communes " * 20
    return Action(number, "velo", text, 1, "Ana", date(2026, 12, day), datetime(2026, 11, 1, tzinfo=UTC))


def test_what_a_persons_reminder_cuts_is_not_among_what_it_shows() -> None:
    late, soon = ([(action(number, 1), "Vélo") for number in part] for part in (range(150), range(200, 203)))
    message, shown = reminder(Translator("fr"), late, soon, TODAY, STOP)
    assert len(str(message)) <= MESSAGE_CHARACTERS
    assert 3 < len(shown) < 153
    assert all(f"étape {each.id:03}" in str(message) for each in shown)
    assert str(message).count("étape") == len(shown)


def test_what_a_channels_reminder_cuts_is_not_among_what_it_shows() -> None:
    message, shown = unowned_reminder(
        Translator("fr"), [action(number, 1) for number in range(150)], TODAY, STOP, last=True
    )
    assert 0 < len(shown) < 150
    assert str(message).count("étape") == len(shown)


def test_what_fits_is_shown_to_the_last() -> None:
    _, shown = reminder(Translator("fr"), [(action(1, 1), "Vélo")], [(action(2, 3), "Vélo")], TODAY, STOP)
    assert [each.id for each in shown] == [1, 2]
