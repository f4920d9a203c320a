"""Days in the minutes that are to be asked about: which of two is meant, or one that is past already."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.minutes import Minutes
from gamma.dates import day_in
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.checkpoints.minutes_lists import ReadLine
from handlers.engine.context import Outcome
from handlers.follow_ups.which_day import either_day
from storage.follow_ups import actions
from storage.reader_context import ReaderContext

_MOST = 5
_WHICH = N_(
    "#{number} “{action}”: by {first} or by {second}? Say which: `/gamma actions date {number} {example}`."
)
_PAST = N_(
    "#{number} “{action}”: {day} is past already. If another day is meant: "
    "`/gamma actions date {number} friday`."
)
_KNOWN = N_("Noted already, so not a second time: #{number} “{action}”.")


def asked(lines: Sequence[ReadLine], today: date) -> dict[str, list[object]]:
    """For the form's outcome: by name what is asked back, and what was not understood as a day at all."""
    either, unread = list[object](), list[object]()
    for line in lines:
        ambiguous = either_day(line.parsed, today)
        if line.action and ambiguous:
            either.append([line.action, *(day.isoformat() for day in ambiguous.choices)])
        elif line.parsed.unread:
            unread.append(line.parsed.unread)
    past: list[object] = [line.action for line in lines if line.action and line.is_past]
    known: list[object] = [line.action for line in lines if line.is_known]
    return {"unread": unread, "either": either, "past": past, "known": known}


def remarks(context: ReaderContext, outcome: Outcome) -> list[Text]:
    """Earlier versions kept none of it."""
    translator, today = context.translator, day_in(context.now, context.reader_zone)
    told = list[Text]()
    for number, *days in outcome.get("either", ())[:_MOST]:
        first, second = (translator.full_day(date.fromisoformat(day)) for day in days)
        if action := actions.load(context.session, number):
            words = {"number": number, "action": quoted(action.text), "first": first, "second": second}
            told.append(
                translator.render(_WHICH, **words, example=translator.date(date.fromisoformat(days[0])))
            )
    for name, sentence in (("past", _PAST), ("known", _KNOWN)):
        for number in outcome.get(name, ())[:_MOST]:
            if action := actions.load(context.session, number):
                day = translator.day(action.due_on, today) if action.due_on else ""
                said = quoted(action.text)
                told.append(translator.render(sentence, number=number, action=said, day=day))
    return told


def ask(context: ReaderContext, message: Message, written: Minutes, outcome: Outcome) -> Message:
    """Where one action is asked about, both of its days are buttons."""
    either = outcome.get("either", ())
    if len(either) != 1:
        return message
    number, *days = either[0]
    label, translator = N_("#{number}: {day}"), context.translator
    buttons = [
        Button(
            translator.text(label, number=number, day=translator.date(date.fromisoformat(day))),
            f"actions date {number} {day}",
            written.startup.id,
        )
        for day in days
    ]
    return replace(message, buttons=(*buttons, *message.buttons)[:MESSAGE_BUTTONS])
