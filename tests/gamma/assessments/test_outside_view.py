"""An outside view beside the team's verdicts: when it is far apart, and that it fits a message."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gamma.assessments.outside_view import OutsideView, far_apart, notification_days
from gamma.assessments.outside_view_confirmation import view_saved_message
from gamma.assessments.outside_view_messages import outside_view_message, views_without_result
from gamma.assessments.team_result import TeamQuarter, team_result
from gamma.dates import Quarter
from gamma.programme.criteria import Verdict
from gamma.programme.file import ProgrammeError, load_programme
from gamma.startups.startup import Startup
from gamma.text import MESSAGE_CHARACTERS
from gamma.translator import Translator
from tests.gamma.assessments.trends import programme_of
from tests.programmes import file_of

FRENCH = Translator("fr")
STARTUP = Startup("velo", "Vélo", "", "", ())
AUTUMN = Quarter(2026, 4)
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("reached", "not_yet", True),
        ("not_yet", "reached", True),
        ("reached", "partly", False),
        ("partly", "not_yet", False),
        ("reached", "reached", False),
        ("reached", "unknown", False),
        ("unknown", "not_yet", False),
    ],
)
def test_two_levels_are_far_apart_and_unknown_is_no_level(one: Verdict, other: Verdict, *, far: bool) -> None:
    assert far_apart(one, other) is far


def test_the_longest_programme_and_many_managers_fit_a_message() -> None:
    wide = programme_of(["Un titre vraiment très long " * 8] * 6)
    verdicts: dict[str, Verdict] = {criterion.id: "not_yet" for criterion in wide.criteria}
    views = [
        OutsideView(number, "Marie-Antoinette de la Rochefoucauld " * 3, verdicts) for number in range(8)
    ]
    result = team_result(wide, [{"people": "yes", "roles": "yes"}] * 3, {})
    known = TeamQuarter(AUTUMN, result, views)
    unshared = TeamQuarter(AUTUMN, None, views)
    made = [view_saved_message(FRENCH, wide, STARTUP, each, "now", trend=True) for each in (known, unshared)]
    made += [outside_view_message(FRENCH, wide, STARTUP, AUTUMN, views[0], each) for each in (result, None)]
    for message in made:
        assert 1000 < len(str(message)) <= MESSAGE_CHARACTERS


def test_names_stay_words() -> None:
    view = OutsideView(1, "**@channel** {title} `x`", {"c0": "partly"})
    programme = programme_of(["Marché"])
    told = "\n".join(str(paragraph) for paragraph in views_without_result(FRENCH, programme, AUTUMN, [view]))
    assert "Vu par **@channel** {title} `x`\u00a0: en partie" in told


def test_a_programme_has_no_more_criteria_than_the_form_has_questions(tmp_path: Path) -> None:
    assert len(load_programme(file_of(6, tmp_path)).criteria) == 6
    with pytest.raises(ProgrammeError, match="has 7 criteria, at most 6 fit on a form"):
        load_programme(file_of(7, tmp_path))


@pytest.mark.parametrize(
    ("now", "day", "following"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=PARIS), date(2026, 11, 23), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 8, 59, tzinfo=PARIS), date(2026, 11, 23), date(2026, 11, 24)),
        (datetime(2026, 11, 27, 17, 0, tzinfo=PARIS), date(2026, 11, 27), date(2026, 11, 30)),
        (datetime(2026, 11, 29, 12, 0, tzinfo=PARIS), date(2026, 11, 27), date(2026, 11, 30)),
        (datetime(2026, 11, 11, 12, 0, tzinfo=PARIS), date(2026, 11, 10), date(2026, 11, 12)),
    ],
)
def test_a_day_of_telling_lasts_from_nine_to_the_next_working_days_nine(
    now: datetime, day: date, following: date
) -> None:
    assert notification_days(now, PARIS) == (day, following)
