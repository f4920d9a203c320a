"""What begins with no command: it is proposed what was perhaps meant, and nothing is done without a press.

A question that is sure, and that changes nothing, is answered at once.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gamma.chat import Button, Message
from gamma.experts.domain_suggestion import is_courtesy
from gamma.parsing.text import normalise
from gamma.programme.sentence_words import SHOWING, asked_to_see, is_question
from gamma.programme.sentences import Guess, load_sentences
from gamma.sections import bullet
from gamma.text import Text, one_line, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context, Response
from handlers.engine.did_you_mean import did_you_mean
from handlers.engine.resolve import strip_mentions
from handlers.engine.subcommands import UnknownCommandError, run_command
from handlers.engine.suggestions import (
    begins_as_spelled,
    is_sentence,
    is_slip_of_command,
    spelled_whole,
    suggest,
)
from handlers.engine.typed_text import MOST_CARRIED, MOST_REPEATED, typed_line
from handlers.sentence_parts import ASK, StartupNamed, startup_named, weigh, what_fills
from handlers.sentence_roles import fitting
from handlers.sentence_topics import names_workshop_alone

PROPOSALS = 3
_COURTESIES = ("help hello", "help thanks", "help all-right")
_COURTEOUS_WORDS = 6
"""More of them say something beside."""
_COURTEOUS_SAID = 2
"""Words of small talk that mean nothing beside."""
_HEARD, _HEARD_IN_FEW_WORDS, _LEAST = 8.0, 11.0, 4.0
"""What the likest needs, and what goes with it: so much is heard in any words."""
_CLEAR, _CLEAR_IN_FEW_WORDS = 22.0, 34.0
"""From this on a sentence is heard although it begins like the end of a line."""
_BESIDE_THE_FIRST = 0.3
_SURE, _SURE_BESIDE, _SURE_TO_SEE = 14.0, 1.5, 1.25
"""From this on, and so much before the next, a question is answered without asking back; and what is asked
to be seen, beside what else shows something."""
_SHORT = 5
"""Words of what names a thing that may be shown: "the dates of our checkpoints"."""
_OF_ONESELF = ("actions mine", "assess result")
_ONESELF = frozenset({"j", "je", "m", "me", "moi", "mon", "ma", "mes", "ai", "i", "my", "mine"})
_EMOJI = re.compile(r"(?::[\w+-]+:\s*)+")


@dataclass(frozen=True)
class _Proposal:
    """says: the line by ids, with what was understood. shown: the one to type, where that is another."""

    label: str
    says: str
    shown: str = ""


def _answer(context: Context, given: Arguments) -> Response:
    typed = given.typed
    if _is_emoji(typed) or _is_courteous(context, typed):
        said = [each.says for each in load_sentences().guesses(typed)[:1] if each.says in _COURTESIES]
        return _run(context, said[0] if said else "help all-right")
    slips = suggest(context.commands, typed)
    if names_workshop_alone(typed):
        slips = [line for line in slips if line.startswith("workshop")]
    named = startup_named(context, typed)
    guesses = _guesses(context, named.rest)
    is_slip = bool(slips) and is_slip_of_command(context.commands, typed)
    if is_slip and not _is_another_sentence(typed, slips, guesses):
        return did_you_mean(context.commands, context.translator, typed, slips)
    if line := _at_once(context, named, guesses):
        return _run(context, line)
    is_heard = bool(guesses) and asked_to_see(named.rest)
    if slips and not is_heard and _is_rather_a_line(context, typed, guesses):
        return did_you_mean(context.commands, context.translator, typed, slips)
    proposals = list(_proposals(context, typed, named, guesses))
    if not proposals:
        raise UnknownCommandError(typed)
    return _message(context, typed, named, proposals, is_clear=_is_clear(guesses))


def _at_once(context: Context, named: StartupNamed, guesses: list[Guess]) -> str:
    """The line that is answered without asking back, "" for none."""
    if shown := _named_to_see(context, named.rest):
        return f"{shown} {named.id}".strip()
    if not guesses:
        return ""
    if named.id and guesses[0].says in _COURTESIES:  # "velo-facile va bien ?"
        return f"startup {named.id}"
    return _answered(context, guesses[0], named) if _is_sure(guesses, named.rest) else ""


def _named_to_see(context: Context, typed: str) -> str:
    """ "voir mes actions" names to the letter what it wants to see."""
    line = spelled_whole(context.commands, asked_to_see(typed))
    meaning = load_sentences().meanings.get(line)
    return line if meaning and meaning.answers else ""


def _is_another_sentence(typed: str, slips: Sequence[str], guesses: Sequence[Guess]) -> bool:
    """ "rappelle à Inès d'écrire" is no slip of "rappels", "piont planifier mardi 14h" is one of "point"."""
    if not is_sentence(typed) or not guesses or guesses[0].score < _CLEAR:
        return False
    meant, near = guesses[0].says.split()[0], {line.split()[0] for line in slips}
    return meant not in near or len(near) > 1


def _is_rather_a_line(context: Context, typed: str, guesses: Sequence[Guess]) -> bool:
    """ "add review the budget" is the end of a line, unless a sentence speaks clearly for something."""
    score = guesses[0].score if guesses else 0.0
    if not is_sentence(typed):
        return score < _CLEAR_IN_FEW_WORDS
    is_clear = score >= _CLEAR
    return not is_clear and "?" not in typed and begins_as_spelled(context.commands, typed)


def propose(context: Context, typed: str, least: float = _SURE) -> Message | None:
    """What a sentence means; None where less than this speaks for anything."""
    named = startup_named(context, typed)
    guesses = _guesses(context, named.rest)
    if not guesses or guesses[0].score < least:
        return None
    proposals = list(_proposals(context, typed, named, guesses))
    return _message(context, typed, named, proposals, is_clear=_is_clear(guesses))


def _is_clear(guesses: Sequence[Guess]) -> bool:
    """Whether the first was plainly understood, so that nobody is told it was not."""
    return bool(guesses) and guesses[0].score >= _CLEAR


def _about(guess: Guess, named: StartupNamed) -> str:
    return "" if guess.says in _COURTESIES else named.id


def _answered(context: Context, guess: Guess, named: StartupNamed) -> str:
    """The line that answers at once, with what the sentence fills."""
    filled = what_fills(context, load_sentences().meanings[guess.says].fills, named)
    return " ".join(filter(None, (guess.says, filled, _about(guess, named))))


def _run(context: Context, says: str) -> Response:
    name, _, rest = says.partition(" ")
    command = next(each for each in context.commands if each.id == name)
    return run_command(context, command, rest)


def _is_emoji(typed: str) -> bool:
    """Signs alone, or their names as some platforms send them: ":tada:"."""
    if _EMOJI.fullmatch(typed):
        return True
    return not normalise(typed) and any(unicodedata.category(sign) == "So" for sign in typed)


def _is_courteous(context: Context, typed: str) -> bool:
    """A word or two of the programme's small talk: "ok", "bien vu"; or an example of it to the letter."""
    words = normalise(typed).split()
    if load_sentences().examples.get(" ".join(words)) in _COURTESIES:
        return True
    if not words or len(words) > _COURTEOUS_SAID or suggest(context.commands, typed):
        return False
    return all(is_courtesy(context.programme, word) for word in words)


# --- what may be meant ---------------------------------------------------------------------------------


def _guesses(context: Context, typed: str) -> list[Guess]:
    """The likest first. What a sentence tells speaks for a command as well."""
    typed = strip_mentions(typed)
    known = weigh(context, typed, load_sentences().guesses(typed))
    likely = sorted((each for each in known if each.score >= _LEAST), key=lambda each: -each.score)
    heard = _HEARD if is_sentence(typed) else _HEARD_IN_FEW_WORDS
    return likely if likely and likely[0].score >= heard else []


def _is_sure(guesses: list[Guess], typed: str) -> bool:
    """Whether the first is to be answered without asking back."""
    first, *others = guesses
    if first.says in _COURTESIES:
        return len(normalise(typed).split()) <= _COURTEOUS_WORDS
    if not _asks_to_see(first.says, typed):
        return False
    meanings = load_sentences().meanings
    sees = bool(asked_to_see(typed))
    rivals = (each.score for each in others if not sees or meanings[each.says].answers)
    enough = (_SURE_TO_SEE if sees else _SURE_BESIDE) * max(rivals, default=0.0)
    return meanings[first.says].answers and first.score >= max(_SURE, enough)


def _asks_to_see(says: str, typed: str) -> bool:
    """ "we are late with everything, I give up" does not; nor is it one's own that Noé has done."""
    words = normalise(typed).split()
    if says in _OF_ONESELF and not _ONESELF.intersection(words):
        return False
    return len(words) <= _SHORT or is_question(typed) or not SHOWING.isdisjoint(words)


def _proposals(
    context: Context, typed: str, named: StartupNamed, guesses: list[Guess]
) -> Iterator[_Proposal]:
    """Up to three; of a sentence the last is to ask somebody, with all that was typed."""
    meanings = load_sentences().meanings
    likely = [
        each.says
        for each in fitting(context, guesses)
        if each.says not in _COURTESIES and each.score >= _BESIDE_THE_FIRST * guesses[0].score
    ]
    if asked_to_see(named.rest):
        likely = [says for says in likely if says == likely[0] or meanings[says].answers]
    likely = likely[:PROPOSALS]
    if is_sentence(typed) and ASK not in likely:
        likely = [*likely[: PROPOSALS - 1], ASK]
    for says in likely:
        meaning = meanings[says]
        words = typed if meaning.fills == "everything" else what_fills(context, meaning.fills, named)
        pressed = says
        if meaning.otherwise and not words:
            pressed, words = meaning.otherwise, named.rest
        line = f"{pressed} {words}".strip()
        line = line if len(line.encode()) <= MOST_CARRIED else says
        yield _Proposal(context.translator.local(meaning.label), line, says if pressed != says else "")


def _message(
    context: Context, typed: str, named: StartupNamed, proposals: list[_Proposal], *, is_clear: bool
) -> Message:
    translator = context.translator
    unsure = N_("“{typed}”: I am not sure what you would like. Do you want to…")
    asked = translator.render(N_("Do you want to…") if is_clear else unsure, typed=quoted(typed))
    sentence = N_("**{label}**: `/gamma {line}`")
    lines = [
        bullet(
            translator.render(
                sentence,
                label=each.label,
                line=_shortened(
                    one_line(typed_line(context.commands, translator.locale, each.shown or each.says))
                ),
            )
        )
        for each in proposals
    ]
    closing = translator.render(N_("Nothing is done before you choose."))
    buttons = [Button(each.label, each.says, named.id) for each in proposals]
    is_carried = len(typed.encode()) <= MOST_CARRIED
    return Message(
        (Text.lines(asked, *lines), closing),
        tuple(buttons),
        given_back="" if is_carried else typed,
    )


def _shortened(line: str) -> str:
    return line if len(line) <= MOST_REPEATED else f"{line[:MOST_REPEATED].rstrip()}…"


COMMAND = CommandSpec(
    id="sentence",
    names={"en": "", "fr": ""},
    summary="",
    plain=Subcommand("", _answer),
)
"""Of no table: what the lines go to that begin with no command's name."""
