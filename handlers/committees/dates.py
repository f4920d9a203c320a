"""`/gamma committee`: the sponsor's committee on a startup's future, its dates and its file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gamma.chat import Field, Form, Message
from gamma.committees import messages
from gamma.committees.parsing import (
    DATE_FIELDS,
    Dates,
    dates_from_json,
    dates_to_json,
    parse_date,
    parse_dates,
    with_day,
)
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.day import AmbiguousDayError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.checkpoints.resolve import NOT_ENROLLED
from handlers.committees import file, outcome, outcome_form
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    CommandSpec,
    FormAnswers,
    FormQuestion,
    FormSpec,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.either_day import which_day
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.engine.typed_text import confirmed
from storage.committees import committees, prompt_plan
from storage.reader_context import ReaderContext
from storage.startups import enrolment, startups

_SHOWN_ENDED = 5
_NOT_UNDERSTOOD = N_(
    "I do not understand “{typed}” here. A date: `/gamma committee 12 march`. "
    "The end of the envelope: `/gamma committee envelope 30 june`. Nothing was changed."
)


def _page_or_dates(context: Context, given: Arguments) -> Response:
    startup, rest = given.startup, given.text
    if not rest:
        return _page_message(context, startup)
    context.require(Right.PLAN_CHECKPOINTS, startup)
    # Only now: what stands last before the startup's name is known may be a part of that.
    sure, words = confirmed(rest)
    sure = sure or given.confirmed
    if _names_a_date_only(words):
        return _open_dates(context, startup)
    dates = _parse_dates(context, startup, words)
    if not sure:
        return messages.confirm_dates_message(context.translator, startup, dates)
    return _set_and_confirm_dates(context, startup, dates)


def _names_a_date_only(words: str) -> bool:
    """Which date, but not when."""
    return words.casefold() in ("enveloppe", "envelope", "date")


def _parse_dates(context: Context, startup: Startup, typed: str) -> Dates:
    """Raises UserError; of words that are no date at all, with both ways to write one.

    Raises ClarificationNeeded where a day may be two.
    """
    today = context.today_in(startup.id)
    try:
        return parse_dates(typed, today)
    except AmbiguousDayError as ambiguous:
        raise which_day(
            context, ambiguous, lambda day: f"committee {with_day(typed, day, today)}", startup.id
        ) from None
    except InvalidInputError:
        if any(character.isdigit() for character in typed):
            raise
        raise UserError(_NOT_UNDERSTOOD, typed=typed[:60]) from None


# --- what is known ----------------------------------------------------------------------------


def _page_message(context: Context, startup: Startup) -> Message:
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
    return Message(
        messages.page_paragraphs(translator, startup, ahead, ended, today, closing), tuple(buttons)
    )


# --- its dates --------------------------------------------------------------------------------


def _edit(context: Context, given: Arguments) -> Response:
    return _open_dates(context, given.startup)


def _open_dates(context: Context, startup: Startup) -> Form:
    intro = context.translator.text(N_("{startup}: both may be left empty."), startup=startup.name)
    return open_form(context, _DATES_FORM, startup, intro=intro)


def _date_questions(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    startup, translator = require_startup(startup), context.translator
    ahead, today = committees.ahead(context.session, startup.id), context.today_in(startup.id)
    meets = Field(
        "meets_on",
        translator.text(N_("Committee’s date")),
        "date",
        help=translator.text(N_("For example “12 march 2027”.")),
    )
    ends = Field(
        "envelope_ends_on",
        translator.text(N_("End of the envelope")),
        "date",
        help=translator.text(N_("Until when there is money, if known.")),
    )
    return (
        _date_question(translator, meets, ahead.meets_on if ahead else None, today),
        _date_question(translator, ends, ahead.envelope_ends_on if ahead else None, today),
    )


def _date_question(translator: Translator, field: Field, day: date | None, today: date) -> FormQuestion:
    """day: the one noted by now, which may be past."""
    noted_day = translator.date(day) if day else ""

    def parse(typed: str) -> date | None:
        text = typed.strip()
        if not text:
            return None
        return day if day and text in (noted_day, day.isoformat()) else parse_date(text, today)

    return FormQuestion(replace(field, value=noted_day, picked=day.isoformat() if day else ""), parse)


def _save_dates(context: Context, answers: FormAnswers) -> Outcome:
    """Nothing counts yet: what changes is shown back first."""
    startup = require_startup(answers.startup)
    ahead = committees.ahead(context.session, startup.id)
    changed: Dates = {
        which: answers.values[which]
        for which in DATE_FIELDS
        if answers.values[which] != getattr(ahead, which, None)
    }
    return {"startup": startup.id, "dates": dates_to_json(changed)}


def _stated_dates(outcome: Outcome) -> Dates:
    """Earlier versions kept the dates alone."""
    return dates_from_json(outcome.get("dates", outcome))


def _dates_question(context: ReaderContext, outcome: Outcome) -> Message | None:
    dates, startup = _stated_dates(outcome), startups.load(context.session, outcome["startup"])
    return messages.confirm_dates_message(context.translator, startup, dates) if dates and startup else None


def _dates_response(context: Context, outcome: Outcome) -> Response:
    startup, dates = require_startup(context.startup), _stated_dates(outcome)
    return (
        messages.confirm_dates_message(context.translator, startup, dates)
        if dates
        else _page_message(context, startup)
    )


def _set_and_confirm_dates(context: Context, startup: Startup, dates: Dates) -> Message:
    """Keep them and plan what people are told of them. Said twice, it is once."""
    session, now = context.session, context.now
    startups.lock_startup(session, startup.id)
    changed = committees.set_dates(session, startup.id, dates, context.actor, now)
    if changed:
        prompt_plan.replan(session, changed, now, context.zone)
        if changed.reference_day:
            prompt_plan.announce(session, changed, "committee_dated", context.actor, now, context.zone)
    committee = changed or committees.ahead(session, startup.id)
    if committee is None:
        return _page_message(context, startup)
    coming = prompt_plan.coming_prompts(session, committee, now, context.zone)
    return messages.dates_noted_message(
        context.translator, startup, committee, coming, context.today_in(startup.id)
    )


_DATES_FORM = FormSpec(
    route="committee.dates",
    title=N_("Committee’s dates"),
    submit=N_("Continue"),
    questions=_date_questions,
    save=_save_dates,
    result=_dates_question,
    show=_dates_response,
    right=Right.PLAN_CHECKPOINTS,
)
_EDIT = Subcommand(
    "edit",
    _edit,
    spellings=("edit", "modifier", "change", "changer", "dates"),
    startup=StartupArgument.BESIDE,
    right=Right.PLAN_CHECKPOINTS,
)

COMMAND = CommandSpec(
    id="committee",
    names={"en": "committee", "fr": "comité"},
    aliases=("committees", "comités"),
    summary=N_("the sponsor’s committee, its date, its file, what it decided"),
    plain=Subcommand(
        "",
        _page_or_dates,
        asks=True,
        usages=(
            Usage(
                {"en": "committee 12 march", "fr": "comité 12 mars"},
                N_("note when it meets; `envelope 30 june` notes until when there is money"),
            ),
        ),
        startup=StartupArgument.BESIDE,
        changes=Changes.WITH_NUMBER,
    ),
    subcommands=(file.SUBCOMMAND, outcome.SUBCOMMAND, _EDIT),
    forms=(_DATES_FORM, outcome_form.OUTCOME),
)
