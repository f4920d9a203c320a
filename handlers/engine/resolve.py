"""Which startup is meant: by the channel, a button, a form, or the words; and the people named beside it."""

from collections import Counter
from collections.abc import Collection, Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.parsing.text import MENTION, find_mentions, normalise
from gamma.people.person import Person
from gamma.startups.search import find_startup
from gamma.startups.startup import Startup
from gamma.text import Span, Text, quoted
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.startup_names import named_first, named_last
from handlers.engine.typed_text import MOST_REPEATED, as_typed
from storage.people import people
from storage.startups import startups

STARTUP_UNKNOWN = N_("I do not know this startup any more. Nothing was changed.")

_GONE = N_("{names}: no longer active here, or no person. Name somebody else. Nothing was changed.")
_SOMEBODY_GONE = N_(
    "One of those named is no longer active here, or no person. Name somebody else. Nothing was changed."
)

_ONESELF = frozenset(map(normalise, ("moi", "me", "myself", "moi-même", "je")))


class NoStartupError(UserError):
    """No startup is meant, and the person is with none."""

    next_steps = ((N_("What you can ask me"), "help"), (N_("Help other teams"), "expert join"))


class NoneNamedError(UserError):
    """The programme team is with none, and may name any."""

    next_steps = ((N_("The portfolio"), "portfolio"), (N_("What you can ask me"), "help"))


class NotUnderstoodError(UserError):
    """The words after a command's name say nothing to it: they may be a sentence that begins like it."""


class UnknownStartupError(NotUnderstoodError):
    """The words name no startup the person may mean: they may be something else."""


def resolve_startup(context: Context, typed: str, command: str) -> Startup:
    """The startup of this channel or button; elsewhere the one typed, or asked among the person's own.

    command: what to repeat with the chosen startup.
    Raises UserError where no startup is meant, ClarificationNeeded where several are.
    """
    if context.startup and not typed:
        return context.startup
    names = _reachable(context, typed)
    if not names and context.is_programme_team:
        which = N_(
            "Which startup is it about? Write its name or its id, as in `/gamma {asking} velo-facile`."
        )
        raise NoneNamedError(which, asking=as_typed(context, command))
    if not names:
        raise NoStartupError(
            N_(
                "I do not know which startup you are with. Type this in your team’s channel, once it is "
                "linked to your startup (`/gamma startup link …`)."
            )
        )
    if not typed and len(names) > 1:
        raise _which_startup(context, names, command)
    startup_id = _match_startup(context, typed, names, command) if typed else next(iter(names))
    return _load_startup(context, startup_id)


def resolve_startup_beside(
    context: Context, typed: str, command: str, *, keeps_text: bool = False
) -> tuple[Startup, str]:
    """The startup, and the rest of the words.

    In its channel or from its button all the words are the rest, unless they are just a startup's id or
    this one's name. Elsewhere its name or id stands first or last; who is with one startup only may leave
    it out.
    keeps_text: whether the rest is kept as it is typed; a name at its end is then left in it, unless it
    stands apart. Raises UserError, also where another team's startup is named; ClarificationNeeded.
    """
    names = _reachable(context, typed)
    if context.startup or not typed:
        if typed in names:
            return _load_startup(context, typed), ""
        is_its_name = context.startup is not None and normalise(typed) == normalise(context.startup.name)
        return resolve_startup(context, "", command), "" if is_its_name else typed
    if named := named_first(names, typed) or named_last(names, typed):
        return _load_startup(context, named.id), named.kept if keeps_text else named.rest
    _require_no_other(context, names, typed, keeps_text=keeps_text)
    repeated = f"{command} {typed}" if len(typed) <= MOST_REPEATED else command
    return resolve_startup(context, "", repeated), typed


def startup_first(context: Context, typed: str) -> tuple[str, str]:
    """The id of the startup that the first words name, where the place does not tell; and the rest."""
    if context.startup or not typed:
        return "", typed
    named = named_first(_reachable(context, typed), typed)
    return (named.id, named.rest) if named else ("", typed)


def startup_last(context: Context, typed: str) -> str:
    """The words with the startup's id behind them, where they begin with its name."""
    startup_id, rest = startup_first(context, typed)
    return f"{rest} {startup_id}".strip() if startup_id else typed


def option_labels(names: Mapping[str, str]) -> dict[str, str]:
    """What a button says for each startup: its name, or its id where names that are cut look the same."""
    shortened = {startup: quoted(name) for startup, name in names.items()}
    occurrences = Counter(shortened.values())
    return {
        startup: quoted(startup) if occurrences[name] > 1 else name for startup, name in shortened.items()
    }


def typed_equivalent(context: Context, button: Button) -> str:
    """What to type where a button cannot be shown.

    After some commands a name is a place, a contact or words to keep: it stands only where the command would
    be about another startup, or about none. Who has several is asked which.
    """
    is_implied = button.about == context.here.id if context.here else button.about in context.own_startups
    about = "" if is_implied else button.about
    return f"{as_typed(context, button.says)} {about}".strip()


def require_startup(startup: Startup | None) -> Startup:
    """The one that a form is about, if there is any. Raises UserError."""
    if startup is None:
        raise UserError(STARTUP_UNKNOWN)
    return startup


def is_oneself(name: str) -> bool:
    """Whether somebody means themselves by it."""
    return normalise(name) in _ONESELF


def has_mentions(typed: str) -> bool:
    return MENTION.search(typed) is not None


def strip_mentions(typed: str) -> str:
    """Also without the mark that stood behind them: "@pauline, velo-facile"."""
    return " ".join(MENTION.sub(" ", typed).split()).strip(" ,;:")


def resolve_startup_ignoring_mentions(context: Context, typed: str, command: str) -> Startup:
    """The startup meant by the words around the people named.

    A button would not carry who was named: where several startups may be meant, the lines are told to type.
    """
    try:
        return resolve_startup(context, strip_mentions(typed), command)
    except ClarificationNeeded as question:
        if not has_mentions(typed):
            raise
        startup_ids = [button.about for button in question.message.buttons]
    mentions = " ".join(mention[:60] for mention in MENTION.findall(typed)[:5])
    translated_command = as_typed(context, command)
    lines = [
        Text((Span(f"/gamma {translated_command} {startup_id} {mentions}", "code"),))
        for startup_id in startup_ids
    ]
    sentence = N_("Which startup is it about? Please type the line that is meant:")
    raise ClarificationNeeded(Message((Text.lines(context.translator.render(sentence), *lines),)))


def resolve_mentions(context: Context, typed: str, *, also_gone: bool = False) -> list[Person]:
    """Everybody named with @. Raises UserError where one of them is not known here.

    also_gone: whether they may have no account here any more, where nothing is given to them.
    """
    gone = [account for account in context.mentioned if account in context.gone]
    met = [people.by_account(context.session, context.actor.platform, each) for each in gone]
    known = [person for person in met if person] if also_gone else []
    if len(known) < len(gone):
        raise gone_error(context, typed, gone)
    mentions = {normalise(mention): mention for mention in MENTION.findall(typed)}
    if len(mentions) > len(context.named) + len(known):
        names = context.translator.listed([mention[:60] for mention in mentions.values()][:5])
        sentence = N_(
            "I cannot find everybody here: {names}. Choose the names as they are offered after “@”. "
            "Nothing was changed."
        )
        raise UserError(sentence, names=names)
    return [*(context.person_named(account) for account in context.named), *known]


def mentioned_accounts(context: Context, typed: str) -> dict[str, str]:
    """The account of each who is named with @, by the folded name; nothing where it is not clear whose."""
    written, accounts = find_mentions(typed), context.mentioned
    return dict(zip(written, accounts, strict=True)) if len(written) == len(accounts) else {}


def gone_error(context: Context, typed: str, accounts: Collection[str]) -> UserError:
    """Nobody is made to wait for somebody who reads nothing any more."""
    asked = mentioned_accounts(context, typed)
    written = {normalise(mention): mention for mention in MENTION.findall(typed)}
    names = [written[name] for name, account in asked.items() if account in accounts]
    if not names:
        return UserError(_SOMEBODY_GONE)
    return UserError(_GONE, names=lambda translator: translator.listed(names))


def _require_no_other(
    context: Context, reachable: Mapping[str, str], typed: str, *, keeps_text: bool
) -> None:
    """Raises UserError where the words name a startup the person is not with."""
    if not context.own_startups:
        return
    names = startups.names_by_id(context.session)
    others = {startup: name for startup, name in names.items() if startup not in reachable}
    for named in (named_first(others, typed), named_last(others, typed)):
        if named and (named.is_apart or not keeps_text):
            raise _not_theirs(context, names[named.id], keeps_text=keeps_text and bool(named.rest))


def _not_theirs(context: Context, name: str, *, keeps_text: bool = False) -> UserError:
    names = startups.names_by_id(context.session)
    own = [quoted(names[startup]) for startup in sorted(context.own_startups & names.keys())[:10]]
    sentence = N_("You are not with {startup}, so nothing was done for it. Yours: {names}.")
    if keeps_text:
        sentence = N_(
            "You are not with {startup}, so nothing was done. Yours: {names}. If that name is part of what "
            "you write, begin with your startup’s own."
        )
    return UserError(sentence, startup=quoted(name), names=context.translator.listed(own))


def _load_startup(context: Context, startup_id: str) -> Startup:
    return startups.load_all(context.session, [startup_id])[0]


def _reachable(context: Context, typed: str) -> dict[str, str]:
    """The names, by id, of the startups the person may mean; the programme team may name any."""
    names = startups.names_by_id(context.session)
    chosen = names if typed and context.is_programme_team else context.own_startups & names.keys()
    return {startup: names[startup] for startup in sorted(chosen, key=lambda s: names[s].casefold())}


def _match_startup(context: Context, typed: str, names_by_id: Mapping[str, str], command: str) -> str:
    """The startup's id. Raises UserError, ClarificationNeeded where several resemble it."""
    match = find_startup(typed, names_by_id)
    if match.exact:
        return match.exact
    every = startups.names_by_id(context.session)
    if other := find_startup(typed, every).exact:
        raise _not_theirs(context, every[other])
    if match.candidates:
        raise _which_startup(context, {each: names_by_id[each] for each in match.candidates}, command)
    names = context.translator.listed([quoted(name) for name in list(names_by_id.values())[:10]])
    raise UnknownStartupError(
        N_("I cannot find “{typed}” among your startups: {names}."), typed=typed[:60], names=names
    )


def _which_startup(context: Context, names_by_id: Mapping[str, str], command: str) -> ClarificationNeeded:
    translator = context.translator
    paragraphs = [translator.render(N_("Which startup is it about?"))]
    if len(names_by_id) > MESSAGE_BUTTONS:
        names = translator.listed([quoted(name) for name in list(names_by_id.values())[:30]])
        sentence = N_("Type `/gamma {asking}` followed by its name: {names}.")
        paragraphs.append(translator.render(sentence, asking=as_typed(context, command), names=names))
    options = list(option_labels(names_by_id).items())[:MESSAGE_BUTTONS]
    buttons = [Button(label, says=command, about=startup) for startup, label in options]
    return ClarificationNeeded(Message(tuple(paragraphs), tuple(buttons)))
