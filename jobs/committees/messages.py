"""What is said about committees: their dates, that they come closer, their file, what they decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gamma.chat import Message
from gamma.committees import messages
from gamma.committees.committee import Committee
from gamma.committees.file import file_paragraphs, missing_parts
from gamma.committees.messages import edit_button, file_button, outcome_button, page_button, relative_day
from gamma.dates import day_in
from gamma.sections import bullet
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import (
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
    is_reminded,
    load_startup,
    no_message,
)
from storage.committees import committees
from storage.committees.file import collect

_MOST_MISSING = 4


def _load(context: MessageContext, subject: Subject) -> tuple[Committee, Startup]:
    """Raises NothingLeftToSay."""
    committee = committees.load(context.session, subject["committee"])
    if committee is None:
        raise NothingLeftToSay
    return committee, load_startup(context, committee.startup_id)


def _today(context: MessageContext) -> date:
    return day_in(context.now, context.reader_zone)


# --- what somebody noted ----------------------------------------------------------------------


def _load_unchanged(context: MessageContext, subject: Subject) -> tuple[Committee, Startup]:
    """Raises NothingLeftToSay, also where it was changed since: that is told for itself."""
    committee, startup = _load(context, subject)
    if committee.stamp != subject["stamp"]:
        raise NothingLeftToSay
    return committee, startup


def committee_dated(context: MessageContext, subject: Subject) -> Message:
    committee, startup = _load_unchanged(context, subject)
    translator = context.translator
    head = translator.render(
        N_("**Committee of {startup}**: {person} noted its dates."),
        startup=startup.name,
        person=context.name_of(subject["person"]),
    )
    lines = messages.date_lines(translator, committee, _today(context))
    buttons = (page_button(translator, startup, for_all=context.for_all),)
    return Message((Text.lines(head, *lines),), buttons)


def committee_decided(context: MessageContext, subject: Subject) -> Message:
    committee, startup = _load_unchanged(context, subject)
    translator = context.translator
    decision = translator.render(
        N_("**Committee of {startup}**: {outcome}. {person} noted it."),
        startup=startup.name,
        outcome=messages.outcome_text(translator, committee),
        person=context.name_of(subject["person"]),
    )
    paragraphs = [decision]
    if committee.conditions:
        to_prove = N_("What convinces next time: {to_prove}")
        paragraphs.append(translator.render(to_prove, to_prove=committee.conditions))
    return Message(tuple(paragraphs), (page_button(translator, startup, for_all=context.for_all),))


# --- what its date asks -----------------------------------------------------------------------


@dataclass(frozen=True)
class _CommitteeAhead:
    """day: the committee's, or where it has none the end of the envelope."""

    committee: Committee
    startup: Startup
    day: date
    meets: bool


def _load_ahead(context: MessageContext, subject: Subject) -> _CommitteeAhead:
    """Raises NothingLeftToSay where it has an outcome, or another date than this was planned for."""
    committee, startup = _load(context, subject)
    day = committee.reference_day
    if day is None or committee.outcome or day.isoformat() != subject["day"]:
        raise NothingLeftToSay
    if not is_reminded(context, startup.id):
        raise NothingLeftToSay
    return _CommitteeAhead(committee, startup, day, meets=committee.meets_on is not None)


def committee_ahead(context: MessageContext, subject: Subject) -> Message | None:
    """It comes closer: what helps to prepare it. Of an envelope without a committee, to fix its date."""
    ahead, today = _load_ahead(context, subject), _today(context)
    if ahead.day < today:
        return None
    translator = context.translator
    sentence = N_("**Committee of {startup}: {day}** ({far}).")
    if not ahead.meets:
        sentence = N_(
            "**The envelope of {startup} runs until {day}** ({far}), and the committee has no date yet."
        )
    day, far = translator.full_day(ahead.day), relative_day(translator, ahead.day, today)
    paragraphs = [translator.render(sentence, startup=ahead.startup.name, day=day, far=far)]
    if not ahead.meets:
        request = N_("Could you agree on one with the sponsor? `/gamma committee 12 march` notes it.")
        paragraphs.append(translator.render(request))
    for_all = context.for_all
    edit = edit_button(translator, ahead.startup, for_all=for_all, main=not ahead.meets)
    see = file_button(translator, ahead.startup, for_all=for_all)
    return Message((*paragraphs, _preparation(context, ahead)), (edit, see))


def _preparation(context: MessageContext, ahead: _CommitteeAhead) -> Text:
    """What the file lacks, beside the dates that were just spoken of."""
    file = collect(context.session, context.programme, ahead.startup, ahead.committee, context.zone)
    lines = [
        bullet(each) for each in missing_parts(context.translator, context.programme, file)[:_MOST_MISSING]
    ]
    if not lines:
        return context.translator.render(
            N_("The file has everything I can gather: have a look when you like.")
        )
    return Text.lines(context.translator.render(N_("What would still help its file, if you like:")), *lines)


def committee_file_ready(context: MessageContext, subject: Subject) -> Message | None:
    """The file, a week before."""
    ahead = _load_ahead(context, subject)
    if not ahead.meets or ahead.day < _today(context):
        return None
    translator, startup, for_all = context.translator, ahead.startup, context.for_all
    file = collect(context.session, context.programme, startup, ahead.committee, context.zone)
    buttons = (
        edit_button(translator, startup, for_all=for_all),
        page_button(translator, startup, for_all=for_all),
    )
    return Message(file_paragraphs(translator, context.programme, file, _today(context)), buttons)


def _missed_file_message(context: MessageContext, subject: Subject) -> Message | None:
    ahead = _load_ahead(context, subject)
    if not ahead.meets:
        return None
    sentence = N_("My file for the committee of **{startup}** ({day}) did not come in time: sorry.")
    day = context.translator.full_day(ahead.day)
    line = context.translator.render(sentence, startup=ahead.startup.name, day=day)
    return Message((line,), (file_button(context.translator, ahead.startup, for_all=context.for_all),))


def committee_outcome_asked(context: MessageContext, subject: Subject) -> Message | None:
    """A week after, kindly: only the team can know."""
    ahead = _load_ahead(context, subject)
    if not ahead.meets:
        return None
    translator, startup, for_all = context.translator, ahead.startup, context.for_all
    sentence = N_(
        "How did the committee of **{startup}** go, on {day}? Noting what it decided takes a moment."
    )
    question = translator.render(sentence, startup=startup.name, day=translator.full_day(ahead.day))
    way_out = translator.render(N_("If it did not meet, its new date is just as welcome. No hurry."))
    outcome = outcome_button(translator, startup, for_all=for_all, main=True)
    return Message((question, way_out), (outcome, edit_button(translator, startup, for_all=for_all)))


MESSAGES: Mapping[str, MessageKind] = {
    "committee_dated": MessageKind(committee_dated, Timing.NEWS),
    "committee_decided": MessageKind(committee_decided, Timing.NEWS),
    "committee_ahead": MessageKind(
        committee_ahead,
        Timing.REMINDER,
        missed=no_message,
        recurs=True,
        channel_family="committee",
        is_budgeted=True,
    ),
    "committee_file_ready": MessageKind(committee_file_ready, Timing.REMINDER, missed=_missed_file_message),
    "committee_outcome_asked": MessageKind(
        committee_outcome_asked,
        Timing.REMINDER,
        missed=committee_outcome_asked,
        channel_family="committee",
        is_budgeted=True,
    ),
}
