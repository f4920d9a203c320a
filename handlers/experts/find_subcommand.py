"""What the words after `/gamma expert` mean: a sub-command, in people's own words too, or a question."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.experts.parse_question import parse_question
from gamma.parsing.text import closest_match, normalise
from gamma.text import one_line
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.subcommands import split_first_word
from handlers.engine.typed_text import spelling
from handlers.experts.about import about_message
from handlers.experts.subcommand_or_question import begins_question, require_clear
from storage.experts import offers, questions

_HELP = "help"

_ALIKE = 75
_MOST_WORDS = 4
"""More words before a number are rather a question."""
_PHRASES: Mapping[tuple[str, str], str] = {
    ("take", ""): "je prends, je la prends, je le prends, je m'en occupe, i take, i take it",
    ("pass", ""): "pas pour moi, je passe, je passe mon tour, not for me",
    ("later", ""): "plus tard, later on",
    ("talked", "no"): "pas encore, not yet",
    ("talked", ""): "nous nous sommes parlé, on s'est parlé, we have talked",
    ("withdraw", ""): "supprimer, supprime, effacer, oublier, delete, remove, forget, take it back",
    (
        "status",
        "",
    ): "où ça en est, où en est, où en est ma question, où en sont mes questions, mes questions, "
    "where it stands, where is my question, my questions",
    (
        "join",
        "",
    ): "je veux aider, j'aimerais aider, je voudrais aider, je peux aider, aider, aider à mon tour, "
    "i want to help, i can help, help others",
    (_HELP, ""): "aide, à l'aide, help, commandes, commands",
}
"""The sub-command and what follows its number; the phrases that mean it."""
_BY_PHRASE = {
    normalise(phrase): meant for meant, phrases in _PHRASES.items() for phrase in phrases.split(",")
}
_BEFORE_A_NUMBER = frozenset(normalise("question questions la the ma my numéro number no n de pour").split())


def find_subcommand(context: Context, command: CommandSpec, typed: str) -> tuple[Subcommand | None, str]:
    """The sub-command and the words after it; None with all of them where they are a question.

    Raises ClarificationNeeded where they may be both.
    """
    if phrase := _subcommand_of_phrase(typed):
        name, rest = phrase
        return (_ALL_WAYS if name == _HELP else command.by_spelling[name]), rest
    first, rest = split_first_word(typed)
    subcommand = command.by_spelling.get(normalise(first)) if first else None
    if subcommand is None:
        _require_no_slip(context, command, typed)
        return None, typed
    if begins_question(context, subcommand.id, rest):
        return None, typed
    require_clear(context, subcommand, rest)
    return subcommand, rest


def _all_ways_message(context: Context, _given: Arguments) -> Message:
    return about_message(context, all_ways=True)


_ALL_WAYS = Subcommand(_HELP, _all_ways_message)
"""Not of the table: a question may begin with "help"."""


def _subcommand_of_phrase(typed: str) -> tuple[str, str] | None:
    """The id of the sub-command that these words are, all of them, and what goes after it."""
    before, number = _split_last_number(typed)
    if number and not before:
        return "status", number
    found = _BY_PHRASE.get(normalise(typed) if not number else before) or _BY_PHRASE.get(before)
    if found is None or (number and found[0] in ("join", _HELP)):
        return None
    name, after = found
    return name, f"{number} {after}".strip() if number else ""


def _require_no_slip(context: Context, command: CommandSpec, typed: str) -> None:
    """ "retirr 36": what looks like a sub-command and a question's number is asked back, and not kept."""
    before, number = _split_last_number(typed)
    words = before.split()
    if not (number and words) or "?" in typed or len(words) > _MOST_WORDS:
        return
    near = closest_match(words[0], command.by_spelling, at_least=_ALIKE) if len(words) == 1 else None
    parsed = parse_question(context.programme, typed)
    if not (near or _is_theirs(context, int(number))) or parsed.domain or parsed.near:
        return
    raise _which_subcommand(context, typed, number, command.by_spelling[near or "status"])


def _which_subcommand(
    context: Context, typed: str, number: str, subcommand: Subcommand
) -> ClarificationNeeded:
    translator = context.translator
    line = f"{spelling(subcommand, translator.locale)} {number}"
    asked = translator.render(
        N_(
            "I do not know “{typed}”. Did you mean `/gamma expert {command}`? A new question: "
            "`/gamma expert ask` and your words. Nothing was changed."
        ),
        typed=one_line(typed)[:60],
        command=line,
    )
    yes = Button(line, f"expert {subcommand.id} {number}", main=True)
    new = Button(translator.text(N_("A new question")), f"expert ask {one_line(typed)}")
    return ClarificationNeeded(Message((asked,), (yes, new)))


def _split_last_number(typed: str) -> tuple[str, str]:
    """What stands before a number at the end, and that number; "" where there is none."""
    words = normalise(typed).split()
    if not words or not (words[-1].isascii() and words[-1].isdecimal() and len(words[-1]) < 10):
        return " ".join(words), ""
    number = words.pop()
    while words and words[-1] in _BEFORE_A_NUMBER:
        words.pop()
    return " ".join(words), number


def _is_theirs(context: Context, number: int) -> bool:
    question = questions.load(context.session, number)
    person = context.actor.id
    return question is not None and (
        person in (question.asker_id, question.expert_id)
        or offers.to_person(context.session, number, person) is not None
    )
