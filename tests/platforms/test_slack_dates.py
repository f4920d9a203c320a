"""Dates on Slack: a calendar, words beside it, and windows that the version before opened."""

from typing import Any

import pytest

from bot.platforms.slack import render
from bot.platforms.slack.submissions import errors_at_fields, parse_submission
from gamma.chat import Errors, Field, Form
from gamma.translator import Translator
from tests.fakes.blocks import home_problems, view_problems

FORM = Form(
    "r",
    "Dates",
    (
        Field("day", "Jour", "date", "Une aide", "8 décembre 2026", required=True, picked="2026-12-08"),
        Field("moment", "Moment", "datetime"),
        Field("words", "Jour", "date", value="fin 2027"),
    ),
    "Envoyer",
)
VIEW = render.form_view(FORM, Translator("fr"), "sealed")


def sent(blocks: list[dict[str, Any]], **state: Any) -> dict[str, Any]:
    by_action = {
        block["block_id"]: {block["element"]["action_id"]: state.get(block["block_id"].replace("-", "_"), {})}
        for block in blocks
    }
    return {"user": {"id": "U1"}, "view": {"blocks": blocks, "state": {"values": by_action}}}


def values(blocks: list[dict[str, Any]], **state: Any) -> dict[str, str]:
    return dict(parse_submission(sent(blocks, **state)).values)


def test_a_date_is_a_calendar_with_words_beside_it_and_neither_has_to_be_filled_alone() -> None:
    assert view_problems(VIEW) == []
    day, day_words, moment, moment_words, _, words = VIEW["blocks"]
    assert (day["element"]["type"], day["element"]["initial_date"]) == ("datepicker", "2026-12-08")
    assert (day["hint"]["text"], day["optional"], day_words["optional"]) == ("Une aide", True, True)
    assert (moment["element"]["type"], moment_words["label"]["text"]) == ("datetimepicker", "Ou en mots")
    assert "initial_value" not in day_words["element"]
    assert words["element"]["initial_value"] == "fin 2027"


def test_what_is_picked_is_read() -> None:
    found = values(
        VIEW["blocks"],
        day={"type": "datepicker", "selected_date": "2026-12-12"},
        moment={"type": "datetimepicker", "selected_date_time": 1796736600},
        words={"type": "datepicker", "selected_date": None},
    )
    assert found == {"day": "2026-12-12", "moment": "2026-12-08T13:30:00Z", "words": ""}


def test_what_is_typed_beside_counts_and_its_error_stands_there() -> None:
    state = {
        "day": {"type": "datepicker", "selected_date": "2026-12-08"},
        "day_words": {"type": "plain_text_input", "value": " vendredi "},
        "moment_words": {"type": "plain_text_input", "value": None},
    }
    assert values(VIEW["blocks"], **state)["day"] == "vendredi"
    errors = errors_at_fields(Errors({"day": "Quoi ?", "moment": "Quand ?"}), sent(VIEW["blocks"], **state))
    assert errors == {"day-words": "Quoi ?", "moment": "Quand ?"}


def test_a_window_of_the_version_before_is_still_read() -> None:
    """It had one text input for a date."""
    old = {"type": "input", "block_id": "day", "element": {"type": "plain_text_input", "action_id": "r.day"}}
    assert values([old], day={"type": "plain_text_input", "value": "12 décembre"}) == {"day": "12 décembre"}
    assert errors_at_fields(Errors({"day": "Quoi ?"}), sent([old])) == {"day": "Quoi ?"}


@pytest.mark.parametrize("day", ["8/12/2026", "20261208", "2026-12-8", "demain", 5])
def test_the_played_slack_takes_no_other_day(day: object) -> None:
    element = {**VIEW["blocks"][0]["element"], "initial_date": day}
    assert view_problems({**VIEW, "blocks": [{**VIEW["blocks"][0], "element": element}]})


@pytest.mark.parametrize("more", [{"initial_date_time": "1796736600"}, {"placeholder": {}}])
def test_the_played_slack_takes_no_other_moment(more: dict[str, object]) -> None:
    element = {**VIEW["blocks"][2]["element"], **more}
    assert view_problems({**VIEW, "blocks": [{**VIEW["blocks"][2], "element": element}]})


def test_the_home_tab_has_no_calendar_of_moments() -> None:
    assert home_problems({"type": "home", "blocks": [VIEW["blocks"][0]]}) == []
    assert home_problems({"type": "home", "blocks": [VIEW["blocks"][2]]})
