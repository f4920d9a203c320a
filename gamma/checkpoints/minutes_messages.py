"""Minutes in words: the recap for the team, the text for the sponsor, and the lines to correct them in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.messages import confirm_message, number_sign
from gamma.checkpoints.minutes import Minutes
from gamma.dates import LocalMoment, day_in
from gamma.follow_ups.messages import (
    action_as_typed,
    action_line,
    commitment_as_typed,
    commitment_line,
    decision_for_sponsor,
    decision_line,
    sort_by_kind,
)
from gamma.mailto import mailto
from gamma.parsing.line_parts import parse_items
from gamma.sections import Section, fit_sections, literal_text
from gamma.text import MESSAGE_CHARACTERS, Text, fit_paragraphs, link, quoted
from gamma.translator import N_, Translator

_PROMISED = N_("**Commitments of the sponsor**")
_MOST_UNREAD = 5
_WHOLE = N_("checkpoint minutes {number}")
_ROOM_FOR_NEXT = 300


def today_of(minutes: Minutes, now: datetime) -> date:
    return day_in(now, minutes.checkpoint.moment.zone)


def title(translator: Translator, minutes: Minutes) -> Text:
    sentence = N_("**Minutes of the checkpoint of {day}: {startup}**")
    day = translator.date(minutes.checkpoint.moment.day)
    return translator.render(sentence, day=day, startup=minutes.startup.name)


def sections(
    translator: Translator, minutes: Minutes, now: datetime, *, inside: bool, notes: bool = False
) -> list[Section]:
    """inside: for the team, with the numbers that its commands take. notes: with its notes, for whoever wrote
    them: a channel may have guests.
    """
    today = today_of(minutes, now)
    decisions = [
        decision_line(translator, each, dated=False) if inside else decision_for_sponsor(translator, each)
        for each in minutes.decisions
    ]
    actions = [action_line(translator, each, today, numbered=inside) for each in minutes.actions]
    commitments = [
        commitment_line(translator, each, today, numbered=inside)
        for each in sort_by_kind(minutes.commitments)
    ]
    parts = (
        (N_("**In short**"), _lines(minutes.summary), _WHOLE),
        (N_("**Decisions**"), decisions, N_("decisions")),
        (N_("**Actions**"), actions, N_("actions")),
        (_PROMISED if inside else N_("**Your commitments**"), commitments, N_("commitments")),
    )

    def rest(command: str) -> str:
        return translator.text(command, number=number_sign(minutes.checkpoint)) if inside else ""

    result = [Section(translator.render(head), lines, None, rest(command)) for head, lines, command in parts]
    if notes:
        head = translator.render(N_("**Internal notes** (not for the sponsor, nor in the channel)"))
        result.append(Section(head, _lines(minutes.notes), None, rest(_WHOLE)))
    return result


def recap_message(translator: Translator, minutes: Minutes, now: datetime, *, for_all: bool) -> Message:
    """For the team."""
    closing = [translator.render(_NOTES_APART)] if minutes.notes else []
    paragraphs = fit_sections(
        translator, [title(translator, minutes)], sections(translator, minutes, now, inside=True), closing
    )
    return Message(paragraphs, minutes_buttons(translator, minutes, for_all=for_all))


_NOTES_APART = N_("The internal notes are not posted here: “Correct” shows them to the team.")


def minutes_buttons(translator: Translator, minutes: Minutes, *, for_all: bool = False) -> tuple[Button, ...]:
    which, about = number_sign(minutes.checkpoint), minutes.startup.id
    commands = (
        (N_("Correct"), f"checkpoint minutes {which}"),
        (N_("Text for the sponsor"), f"checkpoint minutes mail {which}"),
        (N_("Open actions"), "actions"),
    )
    return tuple(Button(translator.text(label), says, about, for_all=for_all) for label, says in commands)


def saved_message(
    translator: Translator,
    minutes: Minutes,
    outcome: Mapping[str, Any],
    now: datetime,
    remarks: Sequence[Text] = (),
) -> Message:
    """To whoever wrote them. outcome: of the form, with what could not be read as it may have been meant.

    remarks: what else came of it.
    """
    told = N_("Kept, thank you! The team’s channel has the recap.")
    thanks = told if outcome.get("told", True) else N_("Kept, thank you!")
    head = [translator.render(thanks), title(translator, minutes)]
    closing = list(remarks)
    if removed := outcome["gone"]:
        sentence = N_("Taken off, since it is no longer in the form: {items}.")
        items = [
            translator.text(_TAKEN_OFF[name], number=number)
            for name in _TAKEN_OFF
            for number in removed.get(name, ())
        ]
        closing.append(translator.render(sentence, items=translator.listed(items)))
    for name, sentence in _SAID_BACK.items():
        words = list(dict.fromkeys(outcome.get(name, ())))[:_MOST_UNREAD]
        quotes = [translator.text(N_("“{words}”"), words=quoted(each)) for each in words]
        if quotes:
            closing.append(translator.render(sentence, words=translator.listed(quotes)))
    limit = MESSAGE_CHARACTERS - _ROOM_FOR_NEXT
    paragraphs = fit_sections(
        translator,
        head,
        sections(translator, minutes, now, inside=True, notes=outcome.get("with_notes", True)),
        closing,
        limit,
    )
    return Message(paragraphs, minutes_buttons(translator, minutes))


_SAID_BACK = {
    "unread": N_("I did not understand as a date: {words}. It is kept in the text; you can correct it."),
    "kept": N_("Neither a deadline nor somebody I know: {words}. It is kept in the text."),
    "nothing": N_("That says that there is nothing, so nothing is kept of it: {words}."),
    "unknown": N_("I know nobody here by this name, so I cannot write to them: {words}."),
    "unasked": N_("I could not find out just now who this is, so I cannot write to them yet: {words}."),
    "no_account": N_("No longer here: {words}. Who takes over what is theirs?"),
}
"""By name in the form's outcome; earlier versions told less."""
_TAKEN_OFF = {
    "decisions": N_("decision #{number}"),
    "actions": N_("action #{number}"),
    "commitments": N_("commitment #{number}"),
}


def add_next_date(
    translator: Translator,
    message: Message,
    minutes: Minutes,
    moment: LocalMoment,
    now: datetime,
    reader: ZoneInfo,
) -> Message:
    """Below, the next date as it was understood: it counts once it is confirmed."""
    question = confirm_message(translator, minutes.startup, None, moment, "", now, reader)
    buttons = (*question.buttons, *message.buttons)[:MESSAGE_BUTTONS]
    return Message((*message.paragraphs, *question.paragraphs), buttons)


# --- for the sponsor --------------------------------------------------------------------------


def mail_subject(translator: Translator, minutes: Minutes) -> str:
    sentence = N_("Minutes of the checkpoint of {day}: {startup}")
    return translator.text(
        sentence, day=translator.date(minutes.checkpoint.moment.day), startup=minutes.startup.name
    )


_LINES_IN_A_MAIL = (1000, 3, 1, 0)
"""Of each section, the whole first: a program that takes less has a shorter mail, not a cut one."""


def mail_bodies(
    translator: Translator, minutes: Minutes, following: str, now: datetime, page: str
) -> tuple[str, ...]:
    """Plain text, without what is inside the team only. following: the next checkpoint's moment, if known.

    page: where the sponsor can read and approve them, "" where there are no pages. It comes first: where a
    mail program takes no long texts, the end is what is lost. The first says all, the others ever less.
    """
    return tuple(_body(translator, minutes, following, now, page, most) for most in _LINES_IN_A_MAIL)


def _body(
    translator: Translator, minutes: Minutes, following: str, now: datetime, page: str, most: int
) -> str:
    day = translator.date(minutes.checkpoint.moment.day)
    noted = translator.text(N_("Here is what we noted at our checkpoint of {day}."), day=day)
    paragraphs = [translator.text(N_("Hello,")), noted]
    if page:
        paragraphs += [
            translator.text(N_("You can read and approve these minutes here, without an account:")),
            page,
        ]
    for section in sections(translator, minutes, now, inside=False):
        if section.lines:
            lines = [f"- {line}" for line in section.lines[:most]]
            left = len(section.lines) - len(lines)
            lines += [str(translator.plural("…and one more", "…and {count} more", left))] if left else []
            paragraphs.append("\n".join([str(section.title), *lines]))
    if following:
        paragraphs.append(translator.text(N_("Next checkpoint: {when}."), when=following))
    paragraphs.append(translator.text(N_("If anything is missing or wrong, please tell us.")))
    paragraphs.append(translator.text(N_("The team of {startup}"), startup=minutes.startup.name))
    return "\n\n".join(paragraphs)


def mail_message(
    translator: Translator,
    minutes: Minutes,
    subject: str,
    bodies: Sequence[str],
    addresses: Sequence[str],
    page: str,
    own: str,
) -> Message:
    """The text to copy, and a mail that has it already. own: our public address, below which the page is.

    bodies: the whole text, then those that stand in the mail where it is too long for one.
    """
    intro = translator.render(
        N_("Here is a text for the sponsor, without your internal notes. Change it as you like.")
    )
    ready = link(translator.text(N_("Open it as a mail")), mailto(list(addresses), subject, *bodies))
    room = MESSAGE_CHARACTERS - sum(len(str(each)) + 4 for each in (intro, ready, subject))
    shown = next((body for body in bodies if len(body) <= room), bodies[-1])
    parts = (subject, *shown.split("\n\n"))
    paragraphs = [link(part, part, own) if part == page else _literal_lines(part) for part in parts]
    return Message(fit_paragraphs([intro, *paragraphs, ready]), minutes_buttons(translator, minutes)[:1])


def _literal_lines(typed: str) -> Text:
    return Text.lines(*(literal_text(line) for line in typed.splitlines()))


# --- in the form ------------------------------------------------------------------------------


def editable_lines(
    translator: Translator, minutes: Minutes, *, replaced: bool = False
) -> dict[str, dict[int, str]]:
    """Each list line by line, by number, as somebody could type it, and as it is read again.

    A decision that was replaced is no longer for these minutes to change. replaced: with them too.
    """
    lists = {
        "decisions": {each.id: each.text for each in minutes.decisions if replaced or not each.replaced_by},
        "actions": {each.id: action_as_typed(translator, each) for each in minutes.actions},
        "commitments": {each.id: commitment_as_typed(translator, each) for each in minutes.commitments},
    }
    return {
        name: {number: " ".join(parse_items(line)) or line for number, line in lines.items()}
        for name, lines in lists.items()
    }


def _lines(typed: str) -> list[Text]:
    return [literal_text(line) for line in typed.splitlines() if line]
