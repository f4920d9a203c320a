"""Words after a sub-command of `/gamma expert`: they go with it, or a question begins like it."""

from collections.abc import Callable, Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import InvalidInputError, UserError
from gamma.experts.conversation_messages import can_be_shared
from gamma.experts.parse_expertise import parse_capacity
from gamma.experts.parse_question import parse_question
from gamma.experts.question import Question
from gamma.experts.question_messages import headline, in_short
from gamma.normalise import normalise
from gamma.startups.search import find_startup
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.experts.conversation import is_no
from handlers.experts.question_status import offered_to
from handlers.resolve import resolve_startup_first
from handlers.typed_text import MOST_REPEATED, Verbs, number_first, spelled
from storage.experts import questions
from storage.startups import startups

_WORDS_OF_A_NAME = 4
"""A startup's mistyped name has no more."""
_NOTHING_MORE = frozenset(
    map(
        normalise,
        (
            *("now", "please", "all", "my questions", "of my questions", "experts", "domains", "me"),
            *("maintenant", "svp", "stp", "s'il te plaît", "s'il vous plaît", "tout", "moi"),
            *("mes questions", "de mes questions", "des experts", "domaines", "des domaines"),
        ),
    )
)
"""What says no more than the sub-command before it."""
_ALONE = frozenset({"status", "list", "profile", "resume"})
"""Sub-commands that stand alone; a startup may follow the first, a domain the second."""
_LABELS: Mapping[str, str] = {
    "take": N_("I take it"),
    "pass": N_("Not for me"),
    "later": N_("Later"),
    "talked": N_("We have talked"),
    "close": N_("Close it"),
    "share": N_("Share it"),
    "withdraw": N_("Take it back"),
    "choose": N_("Choose a domain"),
}


def asks(context: Context, verb: str, rest: str) -> bool:
    """Whether these are a question that begins like a sub-command: "capacity of our servers, what to do?"."""
    if verb in _ALONE:
        return not _goes_with(context, verb, rest)
    if len(rest.split()) < 2:
        return False
    if verb in _OPEN or verb == "capacity":
        return number_first(rest)[0] is None and not _answers(context, verb, rest)
    if verb == "ask" or parse_question(context.programme, rest).domain:
        return False
    return "?" in rest or (verb == "answers" and number_first(rest)[0] is None)


def doubt(context: Context, verb: str, rest: str, verbs: Verbs) -> Message | None:
    """Words that may as well answer one of the person's questions as be a new one are asked back."""
    if len(rest.split()) < 2 or verb not in _OPEN or number_first(rest)[0] is not None:
        return None
    found = _OPEN[verb](context)[: MESSAGE_BUTTONS - 1]
    if not found or _refuses(verb, rest) or not (context.own_startups or verb == "take"):
        return None
    translator, first = context.translator, spelled(verb, verbs, context.translator.locale)
    told = N_(
        "I am not sure: does “{typed}” go with a question that is there already, or is it a new one? "
        "Nothing was changed."
    )
    how = N_("There already: `/gamma expert {verb} {number}`. A new one: `/gamma expert ask` and your words.")
    lines = [headline(context.programme, translator, each) for each in found]
    asked = translator.render(told, typed=in_short(f"{first} {rest}"))
    return Message(
        (asked, Text.lines(*lines), translator.render(how, verb=first, number=found[0].id)),
        (*_choices(context, verb, rest, found), *_anew(context, f"{first} {rest}")),
    )


def _choices(context: Context, verb: str, rest: str, found: list[Question]) -> list[Button]:
    label = context.translator.text(_LABELS[verb])
    return [
        Button(label if len(found) == 1 else f"#{each.id}", f"expert {verb} {each.id} {rest}")
        for each in found
    ]


def _anew(context: Context, typed: str) -> list[Button]:
    """For those who may ask."""
    label = context.translator.text(N_("A new question"))
    return [Button(label, f"expert ask {typed}")] if context.own_startups else []


def _goes_with(context: Context, verb: str, rest: str) -> bool:
    if not rest or normalise(rest) in _NOTHING_MORE:
        return True
    if verb == "status":
        return number_first(rest)[1] == "" or _names_startup(context, rest)
    read = parse_question(context.programme, rest)
    return verb == "list" and read.domain != "" and not read.text


def _names_startup(context: Context, typed: str) -> bool:
    """Also where it is mistyped, or not theirs: the sub-command says so."""
    try:
        _, rest = resolve_startup_first(context, typed, "expert status")
    except UserError:
        rest = typed
    if rest != typed:
        return True
    if "?" in typed or len(typed.split()) > _WORDS_OF_A_NAME:
        return False
    found = find_startup(typed, startups.names_by_id(context.session))
    return bool(found.exact or found.candidates)


def _answers(context: Context, verb: str, rest: str) -> bool:
    """Whether the sub-command could be meant: it reads the words, or there is a question they go with."""
    if verb == "capacity":
        return _is_capacity(rest)
    if "?" in rest or len(rest) > MOST_REPEATED:
        return False
    not_yet = verb == "talked" and is_no(rest)
    return not_yet or not context.own_startups or bool(_OPEN[verb](context))


def _is_capacity(typed: str) -> bool:
    try:
        parse_capacity(typed)
    except InvalidInputError:
        return False
    return True


def _refuses(verb: str, rest: str) -> bool:
    """ "talked not yet": read by the sub-command itself."""
    return verb in ("talked", "share") and is_no(rest)


# --- the questions that a sub-command may be about ---------------------------------------------


def _of_both(context: Context) -> list[Question]:
    session, person = context.session, context.actor.id
    return [*questions.of_asker(session, person), *questions.taken_by(session, person)]


def _taken(context: Context) -> list[Question]:
    return [each for each in _of_both(context) if each.state == "taken"]


def _to_close(context: Context) -> list[Question]:
    return [each for each in _taken(context) if each.asker_id == context.actor.id]


def _to_share(context: Context) -> list[Question]:
    return [each for each in _of_both(context) if can_be_shared(each)]


def _to_choose(context: Context) -> list[Question]:
    return questions.drafts_of(context.session, context.actor.id)


def _to_withdraw(context: Context) -> list[Question]:
    asked = questions.of_asker(context.session, context.actor.id)
    return [*_to_choose(context), *(each for each in asked if each.state == "open")]


_OPEN: Mapping[str, Callable[[Context], list[Question]]] = {
    "take": offered_to,
    "pass": offered_to,
    "later": offered_to,
    "talked": _taken,
    "close": _to_close,
    "share": _to_share,
    "withdraw": _to_withdraw,
    "choose": _to_choose,
}
