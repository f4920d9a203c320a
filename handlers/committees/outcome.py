"""`/gamma committee outcome`: what a committee decided, noted in one line or by a short form."""

from collections.abc import Mapping
from datetime import date, timedelta

from gamma.chat import Button, Errors, Field, Form, Message, Option
from gamma.committees import messages
from gamma.committees.committee import OUTCOMES, Committee, OutcomeId, StatedOutcome
from gamma.committees.parsing import PROVE_CHARACTERS, decided, parse_months, parse_outcome
from gamma.dates import day_in
from gamma.errors import InvalidInputError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_, Translator
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup, resolve_startup_first
from handlers.typed_text import MOST_REPEATED, Verbs, split, verb_in
from storage.checkpoints import checkpoints
from storage.committees import committees, reminder_plan
from storage.startups import startups

_CORRECTED_WITHIN = timedelta(days=14)
_CORRECT = "correct"
_WHICH: Verbs = {"sure": ("yes", "oui"), "met": ("met", "réuni"), _CORRECT: ("correct", "corriger")}
"""What was understood is right; the committee to come has met already; the last outcome is put right."""

_LABELS: Mapping[OutcomeId, str] = {
    "granted": N_("Granted: 6 months, or as written"),
    "provisional": N_("Provisional: 1 or 2 months, with something to prove"),
    "stop": N_("The funding ends"),
    "permanent": N_("The service becomes permanent"),
    "not_permanent": N_("It does not become permanent"),
}


def say(context: Context, typed: str) -> Response:
    startup, rest = resolve_startup_first(context, typed, "committee outcome")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    first, after = split(rest)
    which = verb_in(first, _WHICH)
    words = after if which else rest
    stated = parse_outcome(words) if words else None
    asks_first = which in (None, "sure") and _is_still_to_come(context, startup)
    if asks_first and len(words) <= MOST_REPEATED:
        return _already(context, startup, stated, words)
    correcting = which == _CORRECT
    too_long_to_ask = not which and len(words) > MOST_REPEATED
    if stated is None or not stated.is_complete or asks_first or too_long_to_ask:
        return _form(context, startup, stated, correcting=correcting)
    return _counted(context, startup, stated, words, which)


def _counted(
    context: Context, startup: Startup, stated: StatedOutcome, typed: str, which: str | None
) -> Message:
    """Nothing counts before it was shown back; nor in place of another outcome, unless that is meant."""
    startups.lock_startup(context.session, startup.id)
    standing = None if which == _CORRECT else _standing(context, startup)
    if standing and _states(standing) == stated:
        return _told(context, startup, standing)
    if standing:
        return _to_replace(context, startup, standing, stated, typed)
    if not which:
        return _to_confirm(context, startup, stated, typed)
    return _told(context, startup, _note(context, startup, stated, correcting=which == _CORRECT))


def _standing(context: Context, startup: Startup) -> Committee | None:
    """The outcome that another one would replace."""
    return _last(context, startup) if committees.ahead(context.session, startup.id) is None else None


def _to_confirm(context: Context, startup: Startup, stated: StatedOutcome, typed: str) -> Message:
    translator = context.translator
    told = N_("For **{startup}**, I understand: {outcome}. Nothing is noted yet: is that right?")
    outcome = messages.outcome_with_proof(translator, stated)
    buttons = (
        Button(translator.text(N_("Yes, note it")), f"committee outcome yes {typed}", startup.id, main=True),
        Button(translator.text(N_("Something else")), says="committee outcome", about=startup.id),
    )
    return Message((translator.render(told, startup=startup.name, outcome=outcome),), buttons)


def _to_replace(
    context: Context, startup: Startup, standing: Committee, stated: StatedOutcome, typed: str
) -> Message:
    translator = context.translator
    told = N_("{person} noted for **{startup}** on {day}: {outcome}. Shall I put in its place: {other}?")
    values = _noted_before(context, standing)
    other = messages.outcome_with_proof(translator, stated)
    question = translator.render(told, startup=startup.name, other=other, **values)
    replace = Button(
        translator.text(N_("Yes, replace it")), f"committee outcome {_CORRECT} {typed}", startup.id
    )
    return Message((question,), (replace, messages.page_button(translator, startup)))


def _noted_before(context: Context, standing: Committee) -> dict[str, str]:
    """Who noted what, and when."""
    translator = context.translator
    noted_at = standing.recorded_at or context.now
    return {
        "person": context.name_of(standing.recorded_by),
        "day": translator.date(day_in(noted_at, context.reader_zone)),
        "outcome": messages.outcome_with_proof(translator, standing),
    }


def _is_still_to_come(context: Context, startup: Startup) -> bool:
    ahead = committees.ahead(context.session, startup.id)
    return bool(ahead and ahead.meets_on and ahead.meets_on > context.today_in(startup.id))


def _last(context: Context, startup: Startup) -> Committee | None:
    """The one whose outcome may still be put right."""
    last = committees.last(context.session, startup.id)
    noted_at = last.recorded_at if last else None
    return last if noted_at and context.now - noted_at <= _CORRECTED_WITHIN else None


def _already(context: Context, startup: Startup, stated: StatedOutcome | None, typed: str) -> Message:
    """The committee that is known is still to come: has it met before, or is the last one meant?"""
    translator = context.translator
    understood = []
    if stated:
        outcome = messages.outcome_with_proof(translator, stated)
        understood = [
            translator.render(N_("I understand: {outcome}. Nothing is noted yet."), outcome=outcome)
        ]
    ahead, last = committees.ahead(context.session, startup.id), _last(context, startup)
    day = translator.full_day(ahead.meets_on) if ahead and ahead.meets_on else ""
    question = N_("The committee of **{startup}** is planned for **{day}**. Has it met already?")
    yes = Button(
        translator.text(N_("Yes, it has")), says=f"committee outcome met {typed}".strip(), about=startup.id
    )
    buttons = [yes]
    if last and last.meets_on:
        label = translator.text(N_("No: that of {day}"), day=translator.date(last.meets_on))
        buttons.append(Button(label, says=f"committee outcome {_CORRECT} {typed}".strip(), about=startup.id))
    buttons.append(messages.page_button(translator, startup))
    return Message((*understood, translator.render(question, startup=startup.name, day=day)), tuple(buttons))


def _note(context: Context, startup: Startup, stated: StatedOutcome, *, correcting: bool) -> Committee:
    """Note it for the committee that is known; where there is none, put the last outcome right."""
    session, now = context.session, context.now
    last = _last(context, startup)
    if last and (correcting or committees.ahead(session, startup.id) is None):
        if _states(last) == stated:
            return last
        noted = committees.correct(session, last, stated, context.actor, now)
    else:
        met_on = _met_on(committees.ahead(session, startup.id), context.today_in(startup.id))
        noted = committees.record(session, startup.id, stated, met_on, context.actor, now)
    reminder_plan.plan_again(session, noted, now, context.zone)
    reminder_plan.announce(session, noted, "committee_decided", context.actor, now, context.zone)
    return noted


def _states(committee: Committee) -> StatedOutcome:
    return StatedOutcome(committee.outcome, committee.months, committee.to_prove)


def _met_on(ahead: Committee | None, today: date) -> date:
    """A committee that met before its date, or without one, is taken to have met today."""
    return min(ahead.meets_on, today) if ahead and ahead.meets_on else today


def _told(context: Context, startup: Startup, committee: Committee) -> Message:
    session = context.session
    return messages.outcome_kept(
        context.translator,
        startup,
        committee,
        committees.ahead(session, startup.id),
        checkpoints.startup_region(session, startup.id, context.zone),
        context.today_in(startup.id),
    )


# --- by form ----------------------------------------------------------------------------------


def _form(context: Context, startup: Startup, known: StatedOutcome | None, *, correcting: bool) -> Form:
    translator = context.translator
    standing = _standing(context, startup)
    options = tuple(Option(translator.text(_LABELS[outcome]), outcome) for outcome in OUTCOMES)
    months = translator.text(N_("6 where granted, 1 or 2 where provisional."))
    limit = translator.number(PROVE_CHARACTERS)
    prove = translator.text(
        N_("For a provisional outcome: what convinces next time. {limit} characters fit."), limit=limit
    )
    fields = (
        _outcome_field(translator, options, known),
        Field(
            *("months", translator.text(N_("Months")), "number"),
            help=months,
            value=str(known.months) if known and known.months else "",
        ),
        Field(
            *("to_prove", translator.text(N_("To prove")), "long_text"),
            help=prove,
            value=known.to_prove if known else "",
        ),
    )
    return Form(
        route=f"committee.outcome.{_CORRECT if correcting or standing else ''}",
        title=translator.text(N_("The outcome")),
        intro=_intro(context, startup, standing),
        fields=fields,
        submit=translator.text(N_("Keep")),
        about=startup.id,
    )


_INTRO = N_("{startup}: what the committee decided. It can be put right for two weeks.")
_INTRO_REPLACING = N_("{startup}: {person} noted on {day}: {outcome}. What you keep here takes its place.")


def _intro(context: Context, startup: Startup, standing: Committee | None) -> str:
    if standing is None:
        return context.translator.text(_INTRO, startup=startup.name)
    values = _noted_before(context, standing)
    return context.translator.text(_INTRO_REPLACING, startup=startup.name, **values)


def _outcome_field(translator: Translator, options: tuple[Option, ...], known: StatedOutcome | None) -> Field:
    label = translator.text(N_("What it decided"))
    return Field(
        "outcome", label, "choice", options=options, value=known.outcome if known else "", required=True
    )


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    read = _read(context.translator, typed)
    if isinstance(read, Errors):
        return read
    startups.lock_startup(context.session, startup.id)
    standing = None if detail == _CORRECT else _standing(context, startup)
    if standing and _states(standing) != read:
        return Errors(general=context.translator.text(_MEANWHILE, **_noted_before(context, standing)))
    noted = _note(context, startup, read, correcting=detail == _CORRECT)
    key = f"committee-noted:{noted.id}:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("committee_noted", key, {"committee": noted.id})
    return {"committee": noted.id}


_MEANWHILE = N_(
    "{person} noted an outcome meanwhile: {outcome}. Nothing was changed. To replace it, open the form again."
)


def _read(translator: Translator, typed: Mapping[str, str]) -> StatedOutcome | Errors:
    outcome = next((each for each in OUTCOMES if each == typed.get("outcome")), None)
    if outcome is None:
        return Errors({"outcome": translator.text(N_("Choose one of the answers in the list."))})
    try:
        months = parse_months(typed.get("months", ""))
    except InvalidInputError as error:
        return Errors({"months": error.tell(translator)})
    try:
        stated = decided(outcome, months, one_line(typed.get("to_prove", "")))
    except InvalidInputError as error:
        too_long = len(typed.get("to_prove", "")) > PROVE_CHARACTERS
        return Errors({"to_prove" if too_long else "months": error.tell(translator)})
    if stated.is_complete:
        return stated
    if stated.months is None:
        return Errors({"months": translator.text(N_("For how many months: 1 or 2?"))})
    return Errors(
        {"to_prove": translator.text(N_("What has to be proved until then? A few words are enough."))}
    )


def show(context: Context, outcome: Outcome) -> Response:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    return _told(context, startup, committees.by_id(context.session, outcome["committee"]))
