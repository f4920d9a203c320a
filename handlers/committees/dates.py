"""`/gamma committee`: the sponsor's committee on a startup's future, its dates and its file."""

from collections.abc import Mapping
from datetime import date

from gamma.chat import Errors, Field, Form, Message
from gamma.committees import messages
from gamma.committees.committee import Committee
from gamma.committees.file import file_told
from gamma.committees.parsing import DATES, Dates, Which, dates_noted, noted, parse_date, parse_dates
from gamma.errors import InvalidInputError, UserError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.checkpoints.resolve import NOT_ENROLLED
from handlers.command_spec import CommandSpec, FormReader, Usage
from handlers.committees import outcome as committee_outcome
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup, resolve_startup_first
from handlers.typed_text import SayVerb, Verbs, confirmed, split, verb_in
from storage.committees import committees, reminder_plan
from storage.committees.file import collect
from storage.startups import enrolment, startups

_VERBS: Verbs = {
    "outcome": ("outcome", "résultat", "result", "décision", "decision"),
    "file": ("file", "dossier"),
    "edit": ("edit", "modifier", "change", "changer", "dates"),
}
_SHOWN_ENDED = 5
_NOT_UNDERSTOOD = N_(
    "I do not understand “{typed}” here. A date: `/gamma committee 12 march`. "
    "The end of the envelope: `/gamma committee envelope 30 june`. Nothing was changed."
)


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, rest) if verb else _page_or_dates(context, typed)


def _page_or_dates(context: Context, typed: str) -> Response:
    startup, rest = resolve_startup_first(context, typed, "committee")
    first, after = split(rest)
    if verb := verb_in(first, _VERBS):
        return _SAID[verb](context, f"{startup.id} {after}" if context.startup is None else after)
    if not rest:
        return _page(context, startup)
    context.require(Right.PLAN_CHECKPOINTS, startup)
    sure, words = confirmed(rest)
    if _names_a_date_only(words):
        return _form(context, startup)
    dates = _read(context, startup, words)
    if not sure:
        return messages.to_confirm(context.translator, startup, dates)
    return _kept(context, startup, dates)


def _names_a_date_only(words: str) -> bool:
    """Which date, but not when."""
    return words.casefold() in ("enveloppe", "envelope", "date")


def _read(context: Context, startup: Startup, typed: str) -> Dates:
    """Raises UserError; of words that are no date at all, with both ways to write one."""
    try:
        return parse_dates(typed, context.today_in(startup.id))
    except InvalidInputError:
        if any(character.isdigit() for character in typed):
            raise
        raise UserError(_NOT_UNDERSTOOD, typed=typed[:60]) from None


# --- what is known ----------------------------------------------------------------------------


def _page(context: Context, startup: Startup) -> Message:
    context.require(Right.SEE_STARTUP, startup)
    session, translator = context.session, context.translator
    ahead = committees.ahead(session, startup.id)
    ended = [
        (each, context.name_of(each.recorded_by))
        for each in committees.ended(session, startup.id)[:_SHOWN_ENDED]
    ]
    enrolled = enrolment.enrolled_at(session, startup.id)
    closing = [] if enrolled else [translator.render(NOT_ENROLLED)]
    today = context.today_in(startup.id)
    buttons = [messages.file_button(translator, startup)]
    if context.may(Right.PLAN_CHECKPOINTS, startup.id):
        met = bool(ahead and ahead.meets_on and ahead.meets_on <= today)
        buttons.insert(0, messages.edit_button(translator, startup, main=not met))
        buttons.append(messages.outcome_button(translator, startup, main=met))
    return Message(messages.page(translator, startup, ahead, ended, today, closing), tuple(buttons))


def _file(context: Context, typed: str) -> Message:
    startup, _ = resolve_startup_first(context, typed, "committee file")
    context.require(Right.SEE_SHARED_RESULTS, startup)
    translator = context.translator
    ahead = committees.ahead(context.session, startup.id)
    file = collect(context.session, context.programme, startup, ahead, context.zone)
    told = file_told(translator, context.programme, file, context.today_in(startup.id))
    return Message(told, (messages.page_button(translator, startup),))


# --- its dates --------------------------------------------------------------------------------


def _edit(context: Context, typed: str) -> Response:
    startup, _ = resolve_startup_first(context, typed, "committee edit")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    return _form(context, startup)


def _form(context: Context, startup: Startup) -> Form:
    translator = context.translator
    ahead = committees.ahead(context.session, startup.id)
    fields = (
        _field(translator, "meets_on", N_("Committee’s date"), N_("For example “12 march 2027”."), ahead),
        _field(
            translator,
            "envelope_ends_on",
            N_("End of the envelope"),
            N_("Until when there is money, if known."),
            ahead,
        ),
    )
    return Form(
        route="committee.dates",
        title=translator.text(N_("Committee’s dates")),
        intro=translator.text(N_("{startup}: both may be left empty."), startup=startup.name),
        fields=fields,
        submit=translator.text(N_("Continue")),
        about=startup.id,
    )


def _field(translator: Translator, name: Which, label: str, help: str, ahead: Committee | None) -> Field:
    day: date | None = getattr(ahead, name) if ahead else None
    value = translator.date(day) if day else ""
    return Field(name, translator.text(label), "date", help=translator.text(help), value=value)


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    """Nothing counts yet: what changes is shown back first."""
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    ahead = committees.ahead(context.session, startup.id)
    dates: dict[Which, date | None] = {}
    errors: dict[str, str] = {}
    for which in DATES:
        known: date | None = getattr(ahead, which) if ahead else None
        try:
            day = _typed_day(context, startup, typed.get(which, "").strip(), known)
        except InvalidInputError as error:
            errors[which] = error.tell(context.translator)
        else:
            dates |= {} if day == known else {which: day}
    if errors:
        return Errors(errors)
    if dates:
        key = f"committee-dates:{context.actor.id}:{context.now.isoformat()}"
        subject = {"startup": startup.id, "dates": noted(dates)}
        context.tell_after_form("committee_to_confirm", key, subject)
    return noted(dates)


def _typed_day(context: Context, startup: Startup, typed: str, known: date | None) -> date | None:
    """A date that was there already may be past. Raises TypedError."""
    if not typed or (known and typed == context.translator.date(known)):
        return known if typed else None
    return parse_date(typed, context.today_in(startup.id))


def show(context: Context, outcome: Outcome) -> Response:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    if not outcome:
        return _page(context, startup)
    return messages.to_confirm(context.translator, startup, dates_noted(outcome))


def _kept(context: Context, startup: Startup, dates: Dates) -> Message:
    """Keep them and plan what people are told of them. Said twice, it is once."""
    session, now = context.session, context.now
    startups.lock_startup(session, startup.id)
    changed = committees.set_dates(session, startup.id, dates, context.actor, now)
    if changed:
        reminder_plan.plan_again(session, changed, now, context.zone)
        if changed.day:
            reminder_plan.announce(session, changed, "committee_dated", context.actor, now, context.zone)
    committee = changed or committees.ahead(session, startup.id)
    if committee is None:
        return _page(context, startup)
    coming = reminder_plan.coming(session, committee, now, context.zone)
    return messages.dates_kept(context.translator, startup, committee, coming, context.today_in(startup.id))


_SAID: Mapping[str, SayVerb] = {
    "outcome": committee_outcome.say,
    "file": _file,
    "edit": _edit,
}


COMMAND = CommandSpec(
    id="committee",
    names={"en": "committee", "fr": "comité"},
    aliases=("committees", "comités"),
    summary=N_("the sponsor’s committee, its date, its file, what it decided"),
    more=(
        Usage(
            {"en": "committee 12 march", "fr": "comité 12 mars"},
            N_("note when it meets; `envelope 30 june` notes until when there is money"),
        ),
        Usage({"en": "committee file", "fr": "comité dossier"}, N_("what I know for it, in one message")),
        Usage(
            {"en": "committee outcome granted", "fr": "comité résultat accordé"},
            N_("note what it decided; without more, I ask"),
        ),
    ),
    say=say,
    verbs=(_VERBS,),
    readers={
        "dates": FormReader(save=save, show=show),
        "outcome": FormReader(save=committee_outcome.save, show=committee_outcome.show),
    },
)
