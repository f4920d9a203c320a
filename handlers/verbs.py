"""Reading the words after a command's name: sub-commands in both languages, and which startup is meant."""

from collections.abc import Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.folding import closest, fold
from gamma.people import Startup
from gamma.search import find_startup
from gamma.words import N_
from handlers.context import Context
from storage import startups

Verbs = Mapping[str, tuple[str, ...]]
"""Spellings in both languages by sub-command."""


def split(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, _, rest = text.strip().partition(" ")
    return first, rest.strip()


def verb_in(word: str, verbs: Verbs) -> str | None:
    """The sub-command spelled like this, accents and case aside."""
    folded = fold(word)
    return next((verb for verb, spellings in verbs.items() if folded in map(fold, spellings)), None)


def startup_meant(
    context: Context, typed: str, asking: str, known: Mapping[str, str] | None = None
) -> Startup | Message:
    """The startup of this channel or button; elsewhere the one typed, or asked among the person's own.

    asking: the command to repeat with the chosen startup.
    known: what else could have been typed, with the whole command it makes.
    Raises UserError where no startup is meant.
    """
    if context.startup and not typed:
        return context.startup
    mine = startups.named(context.session, context.member_of | context.manages)
    if not mine:
        raise UserError(
            N_("I do not know which startup you are with. Type this in your team’s channel, once linked.")
        )
    if typed:
        return _named(context, typed, mine, known or {})
    if len(mine) == 1:
        return mine[0]
    return _choice(context, mine, asking)


def _named(context: Context, typed: str, mine: list[Startup], known: Mapping[str, str]) -> Startup:
    found = find_startup(typed, {startup.id: startup.name for startup in mine})
    chosen = next((startup for startup in mine if startup.id == found.exact), None)
    if chosen:
        return chosen
    meant = closest(typed[:60], known)
    if meant:
        sentence = N_("I do not know “{typed}”. Did you mean `/gamma {meant}`?")
        raise UserError(sentence, typed=typed[:60], meant=known[meant])
    names = context.words.listed([startup.name for startup in mine[:10]])
    raise UserError(
        N_("I do not find “{typed}” among your startups: {names}."), typed=typed[:60], names=names
    )


def _choice(context: Context, mine: list[Startup], asking: str) -> Message:
    words = context.words
    paragraphs = [words.rich(N_("Which startup is it about?"))]
    if len(mine) > MESSAGE_BUTTONS:
        names = words.listed([startup.name for startup in mine[:30]])
        more = N_("Type `/gamma {asking}` followed by its name: {names}.")
        paragraphs.append(words.rich(more, asking=asking, names=names))
    buttons = [Button(startup.name[:40], says=asking, about=startup.id) for startup in mine[:MESSAGE_BUTTONS]]
    return Message(tuple(paragraphs), tuple(buttons))
