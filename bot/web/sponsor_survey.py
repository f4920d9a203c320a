"""Three questions on a sponsor's page, on the relation with the team: counted, and joined with nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from gamma.checkpoints.sponsor_page import SponsorPage
from gamma.errors import UserError
from gamma.seasons.season import Season
from gamma.seasons.survey import ANSWERS, QUESTIONS, SurveyMoment
from gamma.seasons.survey_messages import sponsor_answers, sponsor_labels, sponsor_questions
from gamma.translator import N_, Translator
from storage.seasons import surveys

ANSWER = "survey"
"""What the button of the form says."""

_ONE_AT_LEAST = N_("Please choose one answer at least; “I do not know” is one.")


@dataclass(frozen=True)
class SurveyView:
    """labels: around the questions. questions, answers: name and words. chosen: what was chosen before."""

    labels: Mapping[str, str]
    questions: Any
    answers: Any
    chosen: Mapping[str, str]


def load_asked(session: Session, page: SponsorPage) -> tuple[Season, SurveyMoment] | None:
    return surveys.for_sponsor(session, page.link, page.startup.id)


def survey_view(translator: Translator, asked: tuple[Season, SurveyMoment] | None) -> SurveyView | None:
    if asked is None:
        return None
    questions, answers = sponsor_questions(translator), sponsor_answers(translator)
    return SurveyView(sponsor_labels(translator), questions, answers, _chosen())


def save_survey(session: Session, page: SponsorPage) -> None:
    """Once for each sponsor and moment; sent again, it changes nothing. Raises UserError."""
    given = _chosen()
    if not given:
        raise UserError(_ONE_AT_LEAST)
    if asked := load_asked(session, page):
        surveys.answer_as_sponsor(session, page.link, asked, given)


def thanks(translator: Translator) -> str:
    return sponsor_labels(translator)["done"]


def _chosen() -> dict[str, str]:
    return {name: said for name in QUESTIONS if (said := request.form.get(name, "")) in ANSWERS}
