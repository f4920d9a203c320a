"""`/gamma season survey`: who was asked about the relation with the sponsor answers three questions."""

from collections.abc import Sequence

from gamma.chat import Message
from gamma.errors import UserError
from gamma.seasons.survey_messages import parse_choice, survey_fields, survey_intro, thanks_message
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import FormRefusedError, open_form
from storage.reader_context import ReaderContext
from storage.seasons import seasons, surveys
from storage.seasons.surveys import OwnSurvey

_NOTHING = N_(
    "Nothing is asked of you just now. At the middle and at the end of a season I ask teams, their sponsors "
    "and the experts who helped them three questions on the relation with the sponsor."
)
_OVER = N_("These questions are not asked any more. Nothing was changed.")
_ONE_AT_LEAST = N_("One answer at least, please; “I do not know” is one.")


def answer_survey(context: Context, given: Arguments) -> Response:
    """The one named, else what is not answered yet, else what was: it may be changed."""
    own = surveys.of_person(context.session, context.actor.id)
    named = [each for each in own if each.season.id == given.text] or own
    if not named:
        return Message((context.translator.render(_NOTHING),))
    asked = named[0]
    intro = survey_intro(context.translator, asked.season, asked.moment)
    return open_form(context, FORM, detail=f"{asked.moment}.{asked.season.id}", intro=intro)


def _own(context: Context, detail: str) -> OwnSurvey:
    """Raises UserError where it is over, or was never theirs."""
    moment, _, season = detail.partition(".")
    for each in surveys.of_person(context.session, context.actor.id):
        if (each.moment, each.season.id) == (moment, season):
            return each
    raise UserError(_OVER)


def _questions(context: Context, _startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    own = _own(context, detail)
    fields = survey_fields(context.translator, own.respondent, own.given)
    return [FormQuestion(field, parse_choice) for field in fields]


def _save(context: Context, answers: FormAnswers) -> Outcome:
    locked = seasons.lock(context.session, answers.detail.partition(".")[2])
    if locked is None or locked.closed_at:
        raise UserError(_OVER)
    own = _own(context, answers.detail)
    if not any(answers.values.values()):
        raise FormRefusedError({next(iter(answers.values)): UserError(_ONE_AT_LEAST)})
    surveys.answer(context.session, own, context.actor.id, answers.values)
    return {"season": own.season.id}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    season = seasons.load(context.session, outcome["season"])
    return thanks_message(context.translator, season) if season else None


FORM = FormSpec(
    route="season.survey",
    title=N_("The sponsor relation"),
    submit=N_("Send"),
    questions=_questions,
    save=_save,
    result=_result,
)
