"""Invents what teams, sponsors and experts said of the relation with the sponsor in a season that is over."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from gamma.seasons.season import Season
from gamma.seasons.survey import ANSWERS, MOMENTS, QUESTIONS, SurveyMoment
from storage.seasons import surveys
from storage.seasons.surveys import Asked, OwnSurvey

_SPONSORS = 14
_WEIGHTS: dict[SurveyMoment, Sequence[int]] = {"middle": (4, 4, 4, 1), "exit": (6, 4, 2, 1)}
"""How often each answer comes."""


def invent_survey(
    session: Session,
    chance: Random,
    season: Season,
    people: tuple[Sequence[int], Sequence[int]],
    now: datetime,
) -> None:
    """people: those of the teams, and experts."""
    team, experts = people
    for moment in MOMENTS:
        surveys.open_(session, season, moment, now)
        everybody = [Asked(each, "team") for each in team] + [Asked(each, "expert") for each in experts]
        for asked in everybody:
            surveys.ask(session, season, moment, asked)
            if chance.random() < 0.6:
                own = OwnSurvey(season, moment, asked.respondent, {})
                surveys.answer(session, own, asked.person_id, _given(chance, moment))
        for _ in range(_SPONSORS):
            surveys.count_sponsor(session, season, moment, _given(chance, moment))
    surveys.end_others(session, season, None, now)


def _given(chance: Random, moment: SurveyMoment) -> dict[str, str]:
    return {question: chance.choices(ANSWERS, _WEIGHTS[moment])[0] for question in QUESTIONS}
