"""Reading the words after a command's name: sub-commands in both languages, and which startup is meant."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.folding import closest, fold
from gamma.people import Startup
from gamma.search import find_startup
from gamma.text import quoted
from gamma.words import N_, SOURCE_LOCALE
from handlers.context import Context, Said
from storage import startups

_NUMBER = re.compile(r"(?:#|n ?°|no\.?)?\s*(?P<number>\d{1,9})(?!\w)[\s:.,—-]*", re.IGNORECASE | re.ASCII)

Verbs = Mapping[str, tuple[str, ...]]
"""Spellings by sub-command: the English one, the French one (the same where none follows), any other."""

SayVerb = Callable[[Context, str], Said]
"""What a sub-command says to the words after it."""


def split(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""


def after_colon(typed: str) -> str:
    """Without the colon that stands before what is stated; in French a space goes before it."""
    return typed.strip().removeprefix(":").lstrip()


def verb_in(word: str, verbs: Verbs) -> str | None:
    """The sub-command spelled like this, accents and case aside."""
    folded = fold(word)
    return next((verb for verb, spellings in verbs.items() if folded in map(fold, spellings)), None)


def spelled(verb: str, verbs: Verbs, locale: str) -> str:
    """The sub-command as it is written in this language."""
    english, *others = verbs[verb]
    return others[0] if others and locale != SOURCE_LOCALE else english


def as_typed(context: Context, asking: str) -> str:
    """A command as the reader would type it: "startup withdraw" is "startup retirer" in French."""
    locale = context.words.locale
    name, *words = asking.split()
    intent = next(each for each in context.commands if each.id == name)
    said = []
    for word, verbs in zip(words, intent.verbs, strict=False):
        if word not in verbs:
            break
        said.append(spelled(word, verbs, locale))
    return " ".join([intent.names[locale], *said, *words[len(said) :]])


def is_yes(word: str) -> bool:
    return fold(word) in ("yes", "oui")


def number_first(typed: str) -> tuple[int | None, str]:
    """ "#12 …", "12 …" or "n° 12 …" as 12 and the rest."""
    found = _NUMBER.match(typed.strip())
    return (int(found["number"]), typed.strip()[found.end() :]) if found else (None, typed.strip())


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
    mine = _reachable(context, typed)
    if not mine and context.is_programme_team:
        which = N_(
            "Which startup is it about? Write its name or its id, as in `/gamma {asking} velo-facile`."
        )
        raise UserError(which, asking=as_typed(context, asking))
    if not mine:
        raise UserError(
            N_(
                "I do not know which startup you are with. Type this in your team’s channel, once it is "
                "linked to your startup (`/gamma startup link …`)."
            )
        )
    if not typed and len(mine) > 1:
        return _choice(context, mine, asking)
    chosen = _named(context, typed, mine, asking, known or {}) if typed else next(iter(mine))
    return chosen if isinstance(chosen, Message) else startups.named(context.session, [chosen])[0]


def own(context: Context) -> frozenset[str]:
    """The ids of the startups the person is with, as a member or as portfolio manager."""
    return context.member_of | context.manages


def _reachable(context: Context, typed: str) -> dict[str, str]:
    """The names, by id, of the startups the person may mean; the programme team may name any."""
    names = startups.names(context.session)
    chosen = names if typed and context.is_programme_team else own(context) & names.keys()
    return {startup: names[startup] for startup in sorted(chosen, key=lambda s: names[s].casefold())}


def _named(
    context: Context, typed: str, mine: Mapping[str, str], asking: str, known: Mapping[str, str]
) -> str | Message:
    """The startup's id, or the question which of those that resemble it."""
    found = find_startup(typed, mine)
    if found.exact:
        return found.exact
    meant = closest(typed[:60], known)
    if meant:
        sentence = N_("I do not know “{typed}”. Did you mean `/gamma {meant}`?")
        raise UserError(sentence, typed=typed[:60], meant=known[meant])
    if found.near:
        return _choice(context, {near: mine[near] for near in found.near}, asking)
    names = context.words.listed([quoted(name) for name in list(mine.values())[:10]])
    raise UserError(
        N_("I cannot find “{typed}” among your startups: {names}."), typed=typed[:60], names=names
    )


def _choice(context: Context, mine: Mapping[str, str], asking: str) -> Message:
    words = context.words
    paragraphs = [words.rich(N_("Which startup is it about?"))]
    if len(mine) > MESSAGE_BUTTONS:
        names = words.listed([quoted(name) for name in list(mine.values())[:30]])
        more = N_("Type `/gamma {asking}` followed by its name: {names}.")
        paragraphs.append(words.rich(more, asking=as_typed(context, asking), names=names))
    shown = list(labels(mine).items())[:MESSAGE_BUTTONS]
    buttons = [Button(label, says=asking, about=startup) for startup, label in shown]
    return Message(tuple(paragraphs), tuple(buttons))


def labels(names: Mapping[str, str]) -> dict[str, str]:
    """What a button says for each startup: its name, or its id where names that are cut look the same."""
    cut = {startup: quoted(name) for startup, name in names.items()}
    alike = Counter(cut.values())
    return {startup: quoted(startup) if alike[name] > 1 else name for startup, name in cut.items()}
