"""What a committee decided: how it is noted, however it was typed; and the form that asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from gamma.chat import Field, Form, Message, Option
from gamma.committees import messages
from gamma.committees.committee import OUTCOMES, Committee, OutcomeId, StatedOutcome
from gamma.committees.parsing import PROVE_CHARACTERS, check_outcome, parse_months
from gamma.dates import day_in
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.text import parse_choice
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import require_startup
from storage.checkpoints import checkpoints
from storage.committees import committees, prompt_plan
from storage.reader_context import ReaderContext
from storage.startups import startups

CORRECT = "correct"
"""The last outcome is put right: as a word after the command, and at the end of the form's route."""
_CORRECTED_WITHIN = timedelta(days=14)

_LABELS: Mapping[OutcomeId, str] = {
    "granted": N_("Granted: 6 months, or as written"),
    "provisional": N_("Provisional: 1 or 2 months, with something to prove"),
    "stop": N_("The funding ends"),
    "permanent": N_("The service becomes permanent"),
    "not_permanent": N_("It does not become permanent"),
}
_INTRO = N_("{startup}: what the committee decided. It can be put right for two weeks.")
_INTRO_REPLACING = N_("{startup}: {person} noted on {day}: {outcome}. What you keep here takes its place.")
_MEANWHILE = N_(
    "{person} noted an outcome meanwhile: {outcome}. Nothing was changed. To replace it, open the form again."
)


def replaceable(context: Context, startup: Startup) -> Committee | None:
    """The outcome that another one would replace."""
    return correctable(context, startup) if committees.ahead(context.session, startup.id) is None else None


def correctable(context: Context, startup: Startup) -> Committee | None:
    """The last one, while its outcome may still be put right."""
    last = committees.last(context.session, startup.id)
    noted_at = last.recorded_at if last else None
    return last if noted_at and context.now - noted_at <= _CORRECTED_WITHIN else None


def authorship(context: Context, committee: Committee) -> dict[str, str]:
    """Who noted what, and when, as values of a sentence."""
    translator = context.translator
    noted_at = committee.recorded_at or context.now
    return {
        "person": context.name_of(committee.recorded_by),
        "day": translator.date(day_in(noted_at, context.reader_zone)),
        "outcome": messages.outcome_with_proof(translator, committee),
    }


def note(context: Context, startup: Startup, stated: StatedOutcome, *, correcting: bool) -> Committee:
    """Note it for the committee that is known; where there is none, put the last outcome right."""
    session, now = context.session, context.now
    last = correctable(context, startup)
    if last and (correcting or committees.ahead(session, startup.id) is None):
        if last.stated == stated:
            return last
        committee = committees.correct(session, last, stated, context.actor, now)
    else:
        met_on = _met_on(committees.ahead(session, startup.id), context.today_in(startup.id))
        committee = committees.record(session, startup.id, stated, met_on, context.actor, now)
    prompt_plan.replan(session, committee, now, context.zone)
    prompt_plan.announce(session, committee, "committee_decided", context.actor, now, context.zone)
    return committee


def _met_on(ahead: Committee | None, today: date) -> date:
    """A committee that met before its date, or without one, is taken to have met today."""
    return min(ahead.meets_on, today) if ahead and ahead.meets_on else today


def noted_message(context: ReaderContext, startup: Startup, committee: Committee) -> Message:
    session = context.session
    return messages.outcome_noted_message(
        context.translator,
        startup,
        committee,
        committees.ahead(session, startup.id),
        checkpoints.startup_region(session, startup.id, context.zone),
        checkpoints.startup_today(session, startup.id, context.now, context.zone),
    )


# --- the form ---------------------------------------------------------------------------------


def open_outcome(
    context: Context, startup: Startup, stated: StatedOutcome | None, *, correcting: bool
) -> Form:
    """stated: what was typed before, which stands in the form."""
    earlier, translator = replaceable(context, startup), context.translator
    intro = translator.text(_INTRO, startup=startup.name)
    if earlier:
        intro = translator.text(_INTRO_REPLACING, startup=startup.name, **authorship(context, earlier))
    form = replace(OUTCOME, questions=partial(_questions, stated=stated))
    return open_form(context, form, startup, CORRECT if correcting or earlier else "", intro)


def _questions(
    context: Context, _startup: Startup | None, _detail: str, stated: StatedOutcome | None = None
) -> Sequence[FormQuestion]:
    translator = context.translator
    options = tuple(Option(translator.text(_LABELS[outcome]), outcome) for outcome in OUTCOMES)
    outcome = Field(
        "outcome",
        translator.text(N_("What it decided")),
        "choice",
        options=options,
        value=stated.outcome if stated else "",
        required=True,
    )
    months = Field(
        "months",
        translator.text(N_("Months")),
        "number",
        help=translator.text(N_("6 where granted, 1 or 2 where provisional.")),
        value=str(stated.months) if stated and stated.months else "",
    )
    limit = translator.number(PROVE_CHARACTERS)
    prove = N_("For a provisional outcome: what convinces next time. {limit} characters fit.")
    to_prove = Field(
        "to_prove",
        translator.text(N_("To prove")),
        "long_text",
        help=translator.text(prove, limit=limit),
        value=stated.conditions if stated else "",
    )
    return (
        FormQuestion(outcome, partial(parse_choice, options=OUTCOMES)),
        FormQuestion(months, parse_months),
        FormQuestion(to_prove),
    )


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup, stated = require_startup(answers.startup), _stated(answers)
    startups.lock_startup(context.session, startup.id)
    correcting = answers.detail == CORRECT
    earlier = None if correcting else replaceable(context, startup)
    if earlier and earlier.stated != stated:
        raise UserError(_MEANWHILE, **authorship(context, earlier))
    return {"committee": note(context, startup, stated, correcting=correcting).id}


def _stated(answers: FormAnswers) -> StatedOutcome:
    """Raises FormRefusedError where one answer does not go with another."""
    values = answers.values
    try:
        stated = check_outcome(values["outcome"], values["months"], values["to_prove"])
    except InvalidInputError as error:
        too_long = len(answers.typed.get("to_prove", "")) > PROVE_CHARACTERS
        raise FormRefusedError({"to_prove" if too_long else "months": error}) from None
    if stated.is_complete:
        return stated
    if stated.months is None:
        raise FormRefusedError({"months": UserError(N_("For how many months: 1 or 2?"))})
    sentence = N_("What has to be proved until then? A few words are enough.")
    raise FormRefusedError({"to_prove": UserError(sentence)})


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    committee = committees.by_id(context.session, outcome["committee"])
    startup = startups.load(context.session, committee.startup_id)
    return noted_message(context, startup, committee) if startup else None


OUTCOME = FormSpec(
    route="committee.outcome",
    title=N_("The outcome"),
    submit=N_("Keep"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.PLAN_CHECKPOINTS,
)
