"""What is said about committees: their dates, that they come closer, their file, what they decided."""

from dataclasses import dataclass
from datetime import date

from gamma.chat import Message
from gamma.committees import messages
from gamma.committees.committee import Committee
from gamma.committees.file import file_told, missing
from gamma.committees.messages import edit_button, file_button, how_far, outcome_button, page_button
from gamma.committees.parsing import dates_noted
from gamma.dates import day_in
from gamma.sections import bullet
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, ReminderKind, Render, Subject, is_reminded
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.committees.file import collect
from storage.startups import startups

_MOST_MISSING = 4


def _found(context: MessageContext, subject: Subject) -> tuple[Committee, Startup] | None:
    committee = committees.load(context.session, subject["committee"])
    startup = startups.load(context.session, committee.startup_id) if committee else None
    return (committee, startup) if committee and startup else None


def _today(context: MessageContext) -> date:
    return day_in(context.now, context.reader_zone)


# --- what somebody noted ----------------------------------------------------------------------


def _as_noted(context: MessageContext, subject: Subject) -> tuple[Committee, Startup] | None:
    """Nothing where it was changed since: that is told for itself."""
    found = _found(context, subject)
    return found if found and found[0].stamp == subject["stamp"] else None


def committee_dated(context: MessageContext, subject: Subject) -> Message | None:
    found = _as_noted(context, subject)
    if not found:
        return None
    committee, startup = found
    translator = context.translator
    head = translator.render(
        N_("**Committee of {startup}**: {person} noted its dates."),
        startup=startup.name,
        person=context.name_of(subject["person"]),
    )
    lines = messages.date_lines(translator, committee, _today(context))
    buttons = (page_button(translator, startup, for_all=context.for_all),)
    return Message((Text.lines(head, *lines),), buttons)


def committee_decided(context: MessageContext, subject: Subject) -> Message | None:
    found = _as_noted(context, subject)
    if not found:
        return None
    committee, startup = found
    translator = context.translator
    told = translator.render(
        N_("**Committee of {startup}**: {outcome}. {person} noted it."),
        startup=startup.name,
        outcome=messages.outcome_said(translator, committee),
        person=context.name_of(subject["person"]),
    )
    paragraphs = [told]
    if committee.to_prove:
        to_prove = N_("What convinces next time: {to_prove}")
        paragraphs.append(translator.render(to_prove, to_prove=committee.to_prove))
    return Message(tuple(paragraphs), (page_button(translator, startup, for_all=context.for_all),))


def committee_to_confirm(context: MessageContext, subject: Subject) -> Message | None:
    """After a form that cannot show it: what was understood, before it counts."""
    startup = startups.load(context.session, subject["startup"])
    dates = dates_noted(subject["dates"])
    return messages.to_confirm(context.translator, startup, dates) if startup else None


def committee_noted(context: MessageContext, subject: Subject) -> Message | None:
    """After a form that cannot show it: what was noted, and what comes next."""
    found = _found(context, subject)
    if not found:
        return None
    committee, startup = found
    session = context.session
    return messages.outcome_kept(
        context.translator,
        startup,
        committee,
        committees.ahead(session, startup.id),
        checkpoints.startup_region(session, startup.id, context.zone),
        checkpoints.startup_today(session, startup.id, context.now, context.zone),
    )


# --- what its date asks -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Ahead:
    """day: the committee's, or where it has none the end of the envelope."""

    committee: Committee
    startup: Startup
    day: date
    meets: bool


def _still_so(context: MessageContext, subject: Subject) -> _Ahead | None:
    """Without an outcome, and at the date that this was planned for."""
    found = _found(context, subject)
    day = found[0].day if found else None
    if not found or day is None or found[0].outcome or day.isoformat() != subject["day"]:
        return None
    if not is_reminded(context, found[1].id):
        return None
    return _Ahead(*found, day, meets=found[0].meets_on is not None)


def committee_ahead(context: MessageContext, subject: Subject) -> Message | None:
    """It comes closer: what helps to prepare it. Of an envelope without a committee, to fix its date."""
    ahead, today = _still_so(context, subject), _today(context)
    if not ahead or ahead.day < today:
        return None
    translator = context.translator
    told = N_("**Committee of {startup}: {day}** ({far}).")
    if not ahead.meets:
        told = N_(
            "**The envelope of {startup} runs until {day}** ({far}), and the committee has no date yet."
        )
    day, far = translator.full_day(ahead.day), how_far(translator, ahead.day, today)
    paragraphs = [translator.render(told, startup=ahead.startup.name, day=day, far=far)]
    if not ahead.meets:
        asked = N_("Could you agree on one with the sponsor? `/gamma committee 12 march` notes it.")
        paragraphs.append(translator.render(asked))
    for_all = context.for_all
    edit = edit_button(translator, ahead.startup, for_all=for_all, main=not ahead.meets)
    see = file_button(translator, ahead.startup, for_all=for_all)
    return Message((*paragraphs, _to_prepare(context, ahead)), (edit, see))


def _to_prepare(context: MessageContext, ahead: _Ahead) -> Text:
    """What the file lacks, beside the dates that were just spoken of."""
    file = collect(context.session, context.programme, ahead.startup, ahead.committee, context.zone)
    lines = [bullet(each) for each in missing(context.translator, context.programme, file)[:_MOST_MISSING]]
    if not lines:
        return context.translator.render(
            N_("The file has everything I can gather: have a look when you like.")
        )
    return Text.lines(context.translator.render(N_("What would still help its file, if you like:")), *lines)


def committee_file_ready(context: MessageContext, subject: Subject) -> Message | None:
    """The file, a week before."""
    ahead = _still_so(context, subject)
    if not ahead or not ahead.meets or ahead.day < _today(context):
        return None
    translator, startup, for_all = context.translator, ahead.startup, context.for_all
    file = collect(context.session, context.programme, startup, ahead.committee, context.zone)
    buttons = (
        edit_button(translator, startup, for_all=for_all),
        page_button(translator, startup, for_all=for_all),
    )
    return Message(file_told(translator, context.programme, file, _today(context)), buttons)


def _file_missed(context: MessageContext, subject: Subject) -> Message | None:
    ahead = _still_so(context, subject)
    if not ahead or not ahead.meets:
        return None
    told = N_("My file for the committee of **{startup}** ({day}) did not come in time: sorry.")
    day = context.translator.full_day(ahead.day)
    line = context.translator.render(told, startup=ahead.startup.name, day=day)
    return Message((line,), (file_button(context.translator, ahead.startup, for_all=context.for_all),))


def committee_outcome_asked(context: MessageContext, subject: Subject) -> Message | None:
    """A week after, kindly: only the team can know."""
    ahead = _still_so(context, subject)
    if not ahead or not ahead.meets:
        return None
    translator, startup, for_all = context.translator, ahead.startup, context.for_all
    asked = N_("How did the committee of **{startup}** go, on {day}? Noting what it decided takes a moment.")
    question = translator.render(asked, startup=startup.name, day=translator.full_day(ahead.day))
    way_out = translator.render(N_("If it did not meet, its new date is just as welcome. No hurry."))
    outcome = outcome_button(translator, startup, for_all=for_all, main=True)
    return Message((question, way_out), (outcome, edit_button(translator, startup, for_all=for_all)))


def _nothing(_facts: MessageContext, _subject: Subject) -> None:
    """Once the date is past, that it came closer is no news."""


NEWS: tuple[Render, ...] = (committee_dated, committee_decided)
RENDERS: tuple[Render, ...] = (*NEWS, committee_to_confirm, committee_noted)
REMINDERS: tuple[ReminderKind, ...] = (
    ReminderKind(committee_ahead, missed=_nothing),
    ReminderKind(committee_file_ready, missed=_file_missed),
    ReminderKind(committee_outcome_asked, missed=committee_outcome_asked),
)
