"""The relation with the sponsor: three questions at the middle and the end of a season, read in counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from gamma.answers import NO, PARTLY, SHOWN_FROM, UNKNOWN, YES
from gamma.seasons.season import Season

SurveyMoment = Literal["middle", "exit"]
Respondent = Literal["team", "sponsor", "expert"]

MOMENTS: tuple[SurveyMoment, ...] = ("middle", "exit")
RESPONDENTS: tuple[Respondent, ...] = ("team", "sponsor", "expert")
QUESTIONS = ("goals", "support", "future")
"""The three things that the gap between team and sponsor slows down, as the programme's first review says."""
ANSWERS = (YES, PARTLY, NO, UNKNOWN)


_MIDDLE_LASTS, _BEFORE_END, _AFTER_END = timedelta(days=42), timedelta(days=13), timedelta(days=30)


@dataclass(frozen=True)
class SurveyCount:
    """n: how many answered; None: fewer than 3, or it is asked still, or not yet.

    answers: by question, how many said what; empty where n is not told.
    """

    n: int | None
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


NOT_TOLD = SurveyCount(None)

Relation = Mapping[SurveyMoment, Mapping[Respondent, SurveyCount]]


def asked_between(season: Season, moment: SurveyMoment) -> tuple[date, date]:
    """The days on which it is asked, both included; those of the two moments never meet."""
    end_begins = max(season.ends_on - _BEFORE_END, season.middle + timedelta(days=1))
    if moment == "middle":
        return season.middle, min(season.middle + _MIDDLE_LASTS, end_begins - timedelta(days=1))
    return end_begins, season.ends_on + _AFTER_END


def moment_at(season: Season, day: date) -> SurveyMoment | None:
    """The one that is asked on that day."""
    for moment in MOMENTS:
        first, last = asked_between(season, moment)
        if first <= day <= last:
            return moment
    return None


def count_answers(given: Iterable[Mapping[str, str]]) -> SurveyCount:
    """given: of each who answered, by question; what was left out is not known."""
    said = [{question: each.get(question) or UNKNOWN for question in QUESTIONS} for each in given]
    return told_from(
        {
            question: {answer: sum(each[question] == answer for each in said) for answer in ANSWERS}
            for question in QUESTIONS
        }
    )


def told_from(counted: Mapping[str, Mapping[str, int]]) -> SurveyCount:
    """Nothing of fewer than three. counted: each who answered stands once below each question."""
    n = sum(counted[QUESTIONS[0]].values())
    return SurveyCount(n, counted) if n == 0 or n >= SHOWN_FROM else NOT_TOLD
