"""Which startup a form is about, and which startup and people the words of a command name first."""

import re
from collections.abc import Mapping

from gamma.chat import MESSAGE_BUTTONS, Message
from gamma.errors import UserError
from gamma.folding import fold
from gamma.people import Person, Startup
from gamma.rights import Right
from gamma.text import Span, Text
from gamma.words import N_
from handlers.context import Context
from handlers.verbs import as_typed, own, startup_meant
from storage import startups

_MENTION = re.compile(r"(?<!\w)@\S+")
_MOST_WORDS_OF_A_NAME = 12
_MOST_REPEATED = 200
"""A button's words have little room."""


def startup_then(context: Context, typed: str, asking: str) -> tuple[Startup | Message, str]:
    """The startup, and the rest of the words.

    In its channel or from its button all the words are the rest, unless they are just a startup's id or
    this one's name. Elsewhere its name or id comes first; who is with one startup only may leave it out.
    """
    mine = _reachable(context)
    if context.startup or not typed:
        if typed in mine:
            return _loaded(context, typed), ""
        is_its_name = context.startup is not None and fold(typed) == fold(context.startup.name)
        return startup_meant(context, "", asking), "" if is_its_name else typed
    named, rest = _first_words(mine, typed)
    if named:
        return _loaded(context, named), rest
    repeated = 0 < len(own(context)) <= MESSAGE_BUTTONS and len(typed) <= _MOST_REPEATED
    return startup_meant(context, "", f"{asking} {typed}" if repeated else asking), typed


def startup_of(context: Context) -> Startup:
    """The one a form is about, whoever sent it. Raises UserError."""
    return still_there(context.startup)


def still_there(startup: Startup | None) -> Startup:
    """Raises UserError."""
    if startup is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    return startup


def of_form(context: Context, right: Right, otherwise: str = "") -> Startup:
    """The startup a form is about. Raises UserError, also where the person may not."""
    startup = startup_of(context)
    context.require(right, startup, otherwise)
    return startup


def names_people(typed: str) -> bool:
    return _MENTION.search(typed) is not None


def without_people(typed: str) -> str:
    return " ".join(_MENTION.sub(" ", typed).split())


def startup_beside_people(context: Context, typed: str, asking: str) -> Startup | Message:
    """The startup meant by the words around the people named.

    A button would not carry who was named: where several startups may be meant, the lines are told to type.
    """
    startup = startup_meant(context, without_people(typed), asking)
    if isinstance(startup, Startup) or not names_people(typed):
        return startup
    named = " ".join(mention[:60] for mention in _MENTION.findall(typed)[:5])
    ids = [button.about for button in startup.buttons]
    command = as_typed(context, asking)
    lines = [Text((Span(f"/gamma {command} {one} {named}", "code"),)) for one in ids]
    which = N_("Which startup is it about? Please type the line that is meant:")
    return Message((Text.lines(context.words.rich(which), *lines),))


def people_named(context: Context, typed: str) -> list[Person]:
    """Everybody named with @. Raises UserError where one of them is not known here."""
    written = {fold(mention): mention for mention in _MENTION.findall(typed)}
    if len(written) > len(context.named):
        names = context.words.listed([mention[:60] for mention in written.values()][:5])
        sentence = N_(
            "I cannot find everybody here: {names}. Choose the names as they are offered after “@”. "
            "Nothing was changed."
        )
        raise UserError(sentence, names=names)
    return [context.person_named(account) for account in context.named]


def _reachable(context: Context) -> dict[str, str]:
    """The names, by id, of the startups the person may name."""
    names = startups.names(context.session)
    return names if context.is_programme_team else {each: names[each] for each in own(context) & names.keys()}


def _first_words(mine: Mapping[str, str], typed: str) -> tuple[str, str]:
    """The startup that the first words name, and the rest; "" where they name none, or two."""
    by_name: dict[str, str] = {}
    for startup, name in mine.items():
        by_name[fold(name)] = "" if fold(name) in by_name else startup
    by_name |= {fold(startup): startup for startup in mine}
    words = typed.split()
    for count in range(min(len(words), _MOST_WORDS_OF_A_NAME), 0, -1):
        if named := by_name.get(fold(" ".join(words[:count]))):
            return named, " ".join(words[count:])
    return "", typed


def _loaded(context: Context, startup_id: str) -> Startup:
    return startups.named(context.session, [startup_id])[0]
