"""What people write to the expert network in their own words: the buttons' labels, and slips."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.experts.parse_question import parse_question
from gamma.normalise import closest_match, normalise
from gamma.text import one_line
from gamma.translator import N_
from handlers.context import Context
from handlers.typed_text import Verbs, spelled
from storage.experts import offers, questions

HELP = "help"

_ALIKE = 75
_MOST_WORDS = 4
"""More words before a number are rather a question."""
_SAID_SO: Mapping[tuple[str, str], str] = {
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
    (HELP, ""): "aide, à l'aide, help, commandes, commands",
}
"""The sub-command and what follows its number; the phrases that mean it."""
_MEANT = {normalise(said): verb for verb, phrases in _SAID_SO.items() for said in phrases.split(",")}
_BEFORE_A_NUMBER = frozenset(normalise("question questions la the ma my numéro number no n de pour").split())


def phrase(typed: str) -> tuple[str, str] | None:
    """The sub-command that these words are, all of them, and what goes after it."""
    said, number = _with_number(typed)
    if number and not said:
        return "status", number
    found = _MEANT.get(normalise(typed) if not number else said) or _MEANT.get(said)
    if found is None or (number and found[0] in ("join", HELP)):
        return None
    verb, after = found
    return verb, f"{number} {after}".strip() if number else ""


def slip(context: Context, typed: str, verbs: Verbs) -> Message | None:
    """ "retirr 36": what looks like a sub-command and a question's number is asked back, and not kept."""
    said, number = _with_number(typed)
    words = said.split()
    if not (number and words) or "?" in typed or len(words) > _MOST_WORDS:
        return None
    spelled = {normalise(each): verb for verb, spellings in verbs.items() for each in spellings}
    near = closest_match(words[0], spelled, at_least=_ALIKE) if len(words) == 1 else None
    known = _is_theirs(context, int(number))
    read = parse_question(context.programme, typed)
    if not (near or known) or read.domain or read.near:
        return None
    return _asked_back(context, typed, number, spelled[near] if near else "status", verbs)


def _asked_back(context: Context, typed: str, number: str, verb: str, verbs: Verbs) -> Message:
    translator = context.translator
    command = f"{spelled(verb, verbs, translator.locale)} {number}"
    told = translator.render(
        N_(
            "I do not know “{typed}”. Did you mean `/gamma expert {command}`? A new question: "
            "`/gamma expert ask` and your words. Nothing was changed."
        ),
        typed=one_line(typed)[:60],
        command=command,
    )
    meant = Button(command, f"expert {verb} {number}", main=True)
    new = Button(translator.text(N_("A new question")), f"expert ask {one_line(typed)}")
    return Message((told,), (meant, new))


def _with_number(typed: str) -> tuple[str, str]:
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
