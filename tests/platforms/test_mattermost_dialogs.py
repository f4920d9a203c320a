"""Dialogs of a server since 11.1: pickers, and a dialog in answer to a dialog; of an older one, as ever."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.platforms.mattermost.server_version import KNOWN_SECONDS, RETRY_SECONDS, ServerVersion
from gamma.chat import ChatError, Errors, Event, Field, Form, Reply, Submission
from tests.fakes.mattermost import Fault
from tests.fakes.mattermost_rules import dialog_complaints
from tests.platforms.mattermost_scene import FORM, Played, playing, said
from tests.talk import SeenForm

DATES = Form(
    "r",
    "Dates",
    (
        Field("day", "Jour", "date", "Une aide", "8 décembre 2026", required=True, picked="2026-12-08"),
        Field("moment", "Moment", "datetime"),
    ),
    "Envoyer",
)
NEXT = Form("s", "Suite", (Field("more", "Encore", "text"),), "Envoyer")


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as scene:
        yield scene


def opened(played: Played, version: str, form: Form = DATES) -> SeenForm:
    played.server.version = version
    played.reply = lambda event: form
    shown = played.driver.say(played.ada, played.team, "").form
    assert shown is not None
    return shown


def elements(played: Played) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = played.server.dialogs[-1].dialog["elements"]
    return found


def last_sent(played: Played) -> dict[str, str]:
    event = played.events[-1]
    assert isinstance(event, Submission)
    return dict(event.values)


def after(reply: Reply) -> Callable[[Event], Reply]:
    return lambda event: reply


def test_an_older_server_shows_a_line_to_type_the_date_in(played: Played) -> None:
    form = opened(played, "11.0.4")
    assert [(e["name"], e["type"]) for e in elements(played)] == [("day", "text"), ("moment", "text")]
    assert form["day"].value == "8 décembre 2026"


@pytest.mark.parametrize("version", ["11.1.0", "11.10.2", "12.0.0"])
def test_a_newer_one_shows_a_picker_and_words_beside_it(played: Played, version: str) -> None:
    opened(played, version)
    shown = [(e["name"], e["type"], e["default"], e["optional"]) for e in elements(played)]
    assert shown == [
        ("day", "date", "2026-12-08", True),
        ("day-words", "text", "", True),
        ("moment", "datetime", "", True),
        ("moment-words", "text", "", True),
    ]


def test_what_is_picked_and_what_is_typed_is_read(played: Played) -> None:
    form = opened(played, "11.1.0")
    played.reply = after(said("merci"))
    played.driver.send(played.ada, form, {"day": "2026-12-12", "moment": "2026-12-08T13:30:00Z"})
    assert last_sent(played) == {"day": "2026-12-12", "moment": "2026-12-08T13:30:00Z"}
    played.driver.send(played.ada, form, {"day": "vendredi", "moment": "mardi 14h"})
    assert last_sent(played) == {"day": "vendredi", "moment": "mardi 14h"}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2026-12-08T13:30Z", "2026-12-08T13:30:00Z"),
        ("2026-12-08T14:30:00+01:00", "2026-12-08T13:30:00Z"),
        ("mardi 14h", "mardi 14h"),
        (None, ""),
    ],
)
def test_a_picker_of_any_client_is_read(played: Played, sent: str | None, read: str) -> None:
    """A phone's is a line to type in."""
    form = opened(played, "11.1.0")
    played.reply = after(said("merci"))
    state = form.handle.dialog.dialog["state"]
    played.driver.submit(played.ada, state, {"moment": sent or "", "moment-words": ""}, played.team)
    assert last_sent(played) == {"moment": read}


def test_an_error_stands_at_what_was_used(played: Played) -> None:
    form = opened(played, "11.1.0")
    played.reply = after(Errors({"day": "Quoi ?", "moment": "Quand ?"}))
    screen = played.driver.send(played.ada, form, {"day": "vendredi", "moment": "2026-12-08T13:30:00Z"})
    assert screen.form
    assert screen.form.errors == {"day": "Quoi ?", "moment": "Quand ?"}
    assert set(played.driver._last_answer["errors"]) == {"day-words", "moment"}


def test_a_newer_server_goes_on_to_the_next_form(played: Played) -> None:
    form = opened(played, "11.1.0", FORM)
    played.reply = after(NEXT)
    following = played.driver.send(played.ada, form, {"what": "Un sujet"}).form
    assert following
    assert following.title == "Suite"
    played.reply = after(said("merci"))
    assert played.driver.send(played.ada, following, {"more": "Encore"}).form is None
    assert last_sent(played)["more"] == "Encore"


def test_an_older_one_closes_it(played: Played) -> None:
    form = opened(played, "10.12.0", FORM)
    played.reply = after(NEXT)
    assert played.driver.send(played.ada, form, {"what": "Un sujet"}).form is None


def test_a_server_that_does_not_tell_is_treated_as_an_old_one(played: Played) -> None:
    played.server.faults = lambda call: Fault(status=500) if call.path == "/config/client" else None
    opened(played, "11.1.0")
    assert [e["type"] for e in elements(played)] == ["text", "text"]


def test_the_version_is_asked_now_and_then() -> None:
    told: list[str | ChatError] = [ChatError("no answer"), "11.0.9", ChatError("no answer"), "11.1.0"]
    now = [0.0]

    def ask() -> str:
        answer = told.pop(0)
        if isinstance(answer, ChatError):
            raise answer
        return answer

    version, seen = ServerVersion(ask, lambda: now[0]), []
    for seconds in (0.0, 1.0, RETRY_SECONDS, 1.0, KNOWN_SECONDS, RETRY_SECONDS, 1.0):
        now[0] += seconds
        version.refresh()
        seen.append((version.has_newer_dialogs, len(told)))
    assert seen == [(False, 3), (False, 3), (False, 2), (False, 2), (False, 1), (True, 0), (True, 0)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "date", "default": "8 décembre"},
        {"type": "datetime", "time_interval": 15, "default": "2026-12-08 14:30"},
        {"type": "datetime", "time_interval": 0},
        {"type": "datetime", "time_interval": 7},
    ],
)
def test_the_played_server_complains_of_a_wrong_picker(wrong: dict[str, object]) -> None:
    element = {"display_name": "Jour", "name": "day", "help_text": "", "default": "", "optional": True}
    assert dialog_complaints({"title": "T", "elements": [element | wrong]}, "11.1.0")


def test_a_form_of_six_dates_fits(played: Played) -> None:
    fields = tuple(replace(DATES.fields[0], name=n * 40) for n in "abcdef")
    opened(played, "11.1.0", replace(DATES, fields=fields))
    assert len(elements(played)) == 12
