"""`/gamma committee outcome`: what a committee decided, noted in one line or asked for by a form."""

from collections.abc import Mapping
from typing import Literal

from gamma.chat import Button, Message
from gamma.committees import messages
from gamma.committees.committee import Committee, StatedOutcome
from gamma.committees.parsing import parse_outcome
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.committees.outcome_form import (
    CORRECT,
    authorship,
    correctable,
    note,
    noted_message,
    open_outcome,
    replaceable,
)
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context, Response
from handlers.engine.subcommands import split_first_word
from handlers.engine.typed_text import MOST_REPEATED
from storage.committees import committees
from storage.startups import startups

_Confirmation = Literal["yes", "met", "correct"]
_SPELLINGS: Mapping[_Confirmation, tuple[str, ...]] = {
    "yes": ("yes", "oui"),
    "met": ("met", "réuni"),
    "correct": ("correct", "corriger"),
}
"""What was understood is right; the committee to come has met already; the last outcome is put right."""
_CONFIRMATIONS = {normalise(word): each for each, words in _SPELLINGS.items() for word in words}


def _state_outcome(context: Context, given: Arguments) -> Response:
    startup = given.startup
    first, after = split_first_word(given.text)
    confirmation = _CONFIRMATIONS.get(normalise(first))
    words = after if confirmation else given.text
    stated = parse_outcome(words) if words else None
    asks_first = confirmation in (None, "yes") and _is_still_to_come(context, startup)
    if asks_first and len(words) <= MOST_REPEATED:
        return _which_committee_question(context, startup, stated, words)
    too_long_to_ask = not confirmation and len(words) > MOST_REPEATED
    if stated is None or not stated.is_complete or asks_first or too_long_to_ask:
        return open_outcome(context, startup, stated, correcting=confirmation == CORRECT)
    return _note_or_ask(context, startup, stated, words, confirmation)


def _note_or_ask(
    context: Context,
    startup: Startup,
    stated: StatedOutcome,
    typed: str,
    confirmation: _Confirmation | None,
) -> Message:
    """Nothing counts before it was shown back; nor in place of another outcome, unless that is meant."""
    startups.lock_startup(context.session, startup.id)
    earlier = None if confirmation == "correct" else replaceable(context, startup)
    if earlier and earlier.stated == stated:
        return noted_message(context, startup, earlier)
    if earlier:
        return _replacement_question(context, startup, earlier, stated, typed)
    if not confirmation:
        return _confirmation_question(context, startup, stated, typed)
    committee = note(context, startup, stated, correcting=confirmation == "correct")
    return noted_message(context, startup, committee)


def _is_still_to_come(context: Context, startup: Startup) -> bool:
    ahead = committees.ahead(context.session, startup.id)
    return bool(ahead and ahead.meets_on and ahead.meets_on > context.today_in(startup.id))


# --- asked before it counts -------------------------------------------------------------------


def _confirmation_question(context: Context, startup: Startup, stated: StatedOutcome, typed: str) -> Message:
    translator = context.translator
    sentence = N_("For **{startup}**, I understand: {outcome}. Nothing is noted yet: is that right?")
    outcome = messages.outcome_with_proof(translator, stated)
    buttons = (
        Button(translator.text(N_("Yes, note it")), f"committee outcome yes {typed}", startup.id, main=True),
        Button(translator.text(N_("Something else")), says="committee outcome", about=startup.id),
    )
    return Message((translator.render(sentence, startup=startup.name, outcome=outcome),), buttons)


def _replacement_question(
    context: Context, startup: Startup, earlier: Committee, stated: StatedOutcome, typed: str
) -> Message:
    translator = context.translator
    sentence = N_("{person} noted for **{startup}** on {day}: {outcome}. Shall I put in its place: {other}?")
    other = messages.outcome_with_proof(translator, stated)
    question = translator.render(sentence, startup=startup.name, other=other, **authorship(context, earlier))
    label = translator.text(N_("Yes, replace it"))
    replacement = Button(label, f"committee outcome {CORRECT} {typed}", startup.id)
    return Message((question,), (replacement, messages.page_button(translator, startup)))


def _which_committee_question(
    context: Context, startup: Startup, stated: StatedOutcome | None, typed: str
) -> Message:
    """The committee that is known is still to come: has it met before, or is the last one meant?"""
    translator = context.translator
    understood = []
    if stated:
        outcome = messages.outcome_with_proof(translator, stated)
        understood = [
            translator.render(N_("I understand: {outcome}. Nothing is noted yet."), outcome=outcome)
        ]
    ahead, last = committees.ahead(context.session, startup.id), correctable(context, startup)
    day = translator.full_day(ahead.meets_on) if ahead and ahead.meets_on else ""
    question = N_("The committee of **{startup}** is planned for **{day}**. Has it met already?")
    yes = Button(
        translator.text(N_("Yes, it has")), says=f"committee outcome met {typed}".strip(), about=startup.id
    )
    buttons = [yes]
    if last and last.meets_on:
        label = translator.text(N_("No: that of {day}"), day=translator.date(last.meets_on))
        buttons.append(Button(label, says=f"committee outcome {CORRECT} {typed}".strip(), about=startup.id))
    buttons.append(messages.page_button(translator, startup))
    return Message((*understood, translator.render(question, startup=startup.name, day=day)), tuple(buttons))


SUBCOMMAND = Subcommand(
    "outcome",
    _state_outcome,
    spellings=("outcome", "résultat", "result", "décision", "decision"),
    usages=(
        Usage(
            {"en": "committee outcome granted", "fr": "comité résultat accordé"},
            N_("note what it decided; without more, I ask"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.WITH_WORDS,
)
