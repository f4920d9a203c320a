"""Words after a sub-command of `/gamma expert`: they go with it, or a question begins like it."""

from collections.abc import Callable, Mapping

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import InvalidInputError, UserError
from gamma.experts.conversation_messages import can_be_shared
from gamma.experts.parse_expertise import parse_capacity
from gamma.experts.parse_question import parse_question
from gamma.experts.question import Question
from gamma.experts.question_messages import SHORT_LENGTH, headline
from gamma.parsing.text import normalise
from gamma.startups.search import find_startup
from gamma.text import Text, shorten
from gamma.translator import N_
from handlers.engine.command_spec import Subcommand
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.resolve import resolve_startup_beside
from handlers.engine.typed_text import MOST_REPEATED, spelling, split_leading_number
from handlers.experts.conversation import is_no
from handlers.experts.one_question import offered_to
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


def begins_question(context: Context, name: str, rest: str) -> bool:
    """Whether a question begins with this sub-command's name: "capacity of our servers, what to do?"."""
    if name in _ALONE:
        return not _goes_with(context, name, rest)
    if len(rest.split()) < 2:
        return False
    if name in _QUESTIONS_FOR or name == "capacity":
        return split_leading_number(rest)[0] is None and not _may_go_with(context, name, rest)
    if name == "ask" or parse_question(context.programme, rest).domain:
        return False
    return "?" in rest or (name == "answers" and split_leading_number(rest)[0] is None)


def require_clear(context: Context, subcommand: Subcommand, rest: str) -> None:
    """Raises ClarificationNeeded where the words may answer one of the person's questions or be a new one."""
    name = subcommand.id
    if len(rest.split()) < 2 or name not in _QUESTIONS_FOR or split_leading_number(rest)[0] is not None:
        return
    candidates = _QUESTIONS_FOR[name](context)[: MESSAGE_BUTTONS - 1]
    if not candidates or _is_refusal(name, rest) or not (context.own_startups or name == "take"):
        return
    raise _which(context, subcommand, rest, candidates)


def _which(
    context: Context, subcommand: Subcommand, rest: str, candidates: list[Question]
) -> ClarificationNeeded:
    translator, first = context.translator, spelling(subcommand, context.translator.locale)
    unsure = N_(
        "I am not sure: does “{typed}” go with a question that is there already, or is it a new one? "
        "Nothing was changed."
    )
    how = N_("There already: `/gamma expert {verb} {number}`. A new one: `/gamma expert ask` and your words.")
    lines = [headline(context.programme, translator, each) for each in candidates]
    asked = translator.render(unsure, typed=shorten(f"{first} {rest}", SHORT_LENGTH))
    return ClarificationNeeded(
        Message(
            (asked, Text.lines(*lines), translator.render(how, verb=first, number=candidates[0].id)),
            (
                *_choices(context, subcommand.id, rest, candidates),
                *_new_question(context, f"{first} {rest}"),
            ),
        )
    )


def _choices(context: Context, name: str, rest: str, candidates: list[Question]) -> list[Button]:
    label = context.translator.text(_LABELS[name])
    return [
        Button(label if len(candidates) == 1 else f"#{each.id}", f"expert {name} {each.id} {rest}")
        for each in candidates
    ]


def _new_question(context: Context, typed: str) -> list[Button]:
    """For those who may ask."""
    label = context.translator.text(N_("A new question"))
    return [Button(label, f"expert ask {typed}")] if context.own_startups else []


def _goes_with(context: Context, name: str, rest: str) -> bool:
    if not rest or normalise(rest) in _NOTHING_MORE:
        return True
    if name == "status":
        return split_leading_number(rest)[1] == "" or _names_startup(context, rest)
    parsed = parse_question(context.programme, rest)
    return name == "list" and parsed.domain != "" and not parsed.text


def _names_startup(context: Context, typed: str) -> bool:
    """Also where it is mistyped, or not theirs: the sub-command says so."""
    try:
        _, rest = resolve_startup_beside(context, typed, "expert status")
    except (UserError, ClarificationNeeded):
        rest = typed
    if rest != typed:
        return True
    if "?" in typed or len(typed.split()) > _WORDS_OF_A_NAME:
        return False
    match = find_startup(typed, startups.names_by_id(context.session))
    return bool(match.exact or match.candidates)


def _may_go_with(context: Context, name: str, rest: str) -> bool:
    """Whether the sub-command reads the words, or there is a question they go with."""
    if name == "capacity":
        return _is_capacity(rest)
    if "?" in rest or len(rest) > MOST_REPEATED:
        return False
    not_yet = name == "talked" and is_no(rest)
    return not_yet or not context.own_startups or bool(_QUESTIONS_FOR[name](context))


def _is_capacity(typed: str) -> bool:
    try:
        parse_capacity(typed)
    except InvalidInputError:
        return False
    return True


def _is_refusal(name: str, rest: str) -> bool:
    """ "talked not yet": read by the sub-command itself."""
    return name in ("talked", "share") and is_no(rest)


# --- the questions that a sub-command may be about ---------------------------------------------


def _asked_or_taken(context: Context) -> list[Question]:
    session, person = context.session, context.actor.id
    return [*questions.asked_by(session, person), *questions.taken_by(session, person)]


def _taken(context: Context) -> list[Question]:
    return [each for each in _asked_or_taken(context) if each.state == "taken"]


def _to_close(context: Context) -> list[Question]:
    return [each for each in _taken(context) if each.asker_id == context.actor.id]


def _to_share(context: Context) -> list[Question]:
    return [each for each in _asked_or_taken(context) if can_be_shared(each)]


def _drafts(context: Context) -> list[Question]:
    return questions.drafts_of(context.session, context.actor.id)


def _to_withdraw(context: Context) -> list[Question]:
    asked = questions.asked_by(context.session, context.actor.id)
    return [*_drafts(context), *(each for each in asked if each.state == "open")]


_QUESTIONS_FOR: Mapping[str, Callable[[Context], list[Question]]] = {
    "take": offered_to,
    "pass": offered_to,
    "later": offered_to,
    "talked": _taken,
    "close": _to_close,
    "share": _to_share,
    "withdraw": _to_withdraw,
    "choose": _drafts,
}
