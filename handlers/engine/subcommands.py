"""Runs what is typed: the command that is meant, its sub-command, startup, number, right and last "yes".

Outside a startup's channel, whatever is answered of it names it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from gamma.chat import Form, Message
from gamma.errors import UserError
from gamma.parsing.text import match_spelling, normalise, strip_first
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    CommandSpec,
    NumberArgument,
    StartupArgument,
    Subcommand,
    all_below,
)
from handlers.engine.context import ClarificationNeeded, Context, Response
from handlers.engine.did_you_mean import meant_subcommand
from handlers.engine.resolve import (
    UnknownStartupError,
    resolve_startup,
    resolve_startup_beside,
    startup_first,
)
from handlers.engine.several import answer_each, require_nothing_else
from handlers.engine.typed_text import (
    after_colon,
    confirmed,
    confirmed_first,
    split_leading_number,
    split_leading_numbers,
    split_page,
    split_signed_number,
)
from storage.startups import startups

_HEADING = N_("**{startup}**")


class UnknownCommandError(UserError):
    """The line begins with no command's name, and is no sentence that is understood."""

    def __init__(self, typed: str) -> None:
        sentence = N_(
            "I do not know “{typed}”. `/gamma help` shows what you can ask me. Nothing was changed."
        )
        super().__init__(sentence, typed=typed[:60])


class CommandTable:
    """The commands, found by what is typed. The first is what is meant where nothing is typed.

    otherwise: what reads the lines that begin with no command's name.
    """

    def __init__(self, commands: Sequence[CommandSpec], otherwise: CommandSpec) -> None:
        self._commands = commands
        self._otherwise = otherwise
        self._by_spelling: dict[str, tuple[CommandSpec, str]] = {}
        self._by_phrase: dict[str, tuple[CommandSpec, str]] = {}
        # Of two with the same spelling, the first of the table.
        for command in commands:
            for spelling in command.spellings():
                self._by_spelling.setdefault(normalise(spelling), (command, ""))
        for command, says, each in all_below(commands):
            for spelling in each.alone:
                self._by_spelling.setdefault(normalise(spelling), (command, says))
            for phrase in each.phrases:
                self._by_phrase.setdefault(normalise(phrase) or phrase, (command, says))

    def understood(self, text: str) -> tuple[CommandSpec, str, bool]:
        """As match, with whether these words change something."""
        command, words = self.match(text)
        return command, words, _changes_something(command, words)

    def match(self, text: str) -> tuple[CommandSpec, str]:
        """The command and the words after its name."""
        typed = text.strip()
        if not typed:
            return self._commands[0], ""
        if as_spelled := self._by_spelling.get(typed):
            return as_spelled
        phrase = self._by_phrase.get(normalise(typed) or typed)
        found, rest = (phrase, "") if phrase else match_spelling(self._by_spelling, typed)
        if found:
            command, below = found
            return command, f"{below} {rest}".strip()
        return self._otherwise, typed


def _changes_something(command: CommandSpec, typed: str) -> bool:
    """Whether these words change something, as far as they tell before anything is looked up."""
    subcommand, words, below = command.plain, typed, command.by_spelling
    while words:
        found, rest = match_spelling(below, words)
        if found is None:
            break
        subcommand, words, below = found, rest, found.by_spelling
    match subcommand.changes:
        case Changes.ALWAYS:
            return True
        case Changes.CONFIRMED:
            return confirmed(words)[0] or confirmed_first(words)[0]
        case Changes.WITH_WORDS:
            return bool(words)
        case Changes.WITH_NUMBER:
            return any(character.isdigit() for character in words)
    return False


def run_command(context: Context, command: CommandSpec, typed: str) -> Response:
    """The sub-command that is meant, else what the command alone does."""
    found, rest = (command.interpret or _first_words)(context, command, typed)
    if found:
        words = after_colon(rest) if command.colon else rest
        return run_subcommand(context, f"{command.id} {found.id}", found, words)
    try:
        return run_subcommand(context, command.id, command.plain, typed)
    except UnknownStartupError:
        if meant := meant_subcommand(context, command, typed):
            raise meant from None
        raise


def _first_words(context: Context, command: CommandSpec, typed: str) -> tuple[Subcommand | None, str]:
    return _find(context, command.by_spelling, typed)


def _find(
    context: Context, by_spelling: Mapping[str, Subcommand], typed: str
) -> tuple[Subcommand | None, str]:
    """A startup's name may stand before the sub-command as well as behind it."""
    if not typed:
        return None, ""
    found, rest = match_spelling(by_spelling, typed)
    if found or not by_spelling:
        return found, rest
    startup_id, after = startup_first(context, typed)
    found, rest = match_spelling(by_spelling, after) if startup_id else (None, "")
    return (found, f"{startup_id} {rest}".strip()) if found else (None, typed)


def run_subcommand(context: Context, asking: str, subcommand: Subcommand, typed: str) -> Response:
    """asking: the words that led here, which a question back repeats."""
    inner, rest = _find(context, subcommand.by_spelling, typed)
    if inner:
        return run_subcommand(context, f"{asking} {inner.id}", inner, rest)
    if subcommand.said_anyway and not startup_first(context, typed)[0]:
        typed = strip_first(subcommand.said_anyway, typed)
    page, typed = split_page(typed) if subcommand.pages else (0, typed)
    given, numbers, beside = _read(context, asking, subcommand, typed)
    given, context = replace(given, page=page), replace(context, beside=beside)
    if subcommand.public:
        context.open_to_team(given.named_startup.id if given.named_startup else "")
    if subcommand.right is not None and given.named_startup is not None:
        context.require(subcommand.right, given.startup, subcommand.refusal)
    with naming(context, given.named_startup) as named:
        if len(numbers) < 2:
            return named(subcommand.run(context, given))
        asked = [partial(subcommand.run, context, replace(given, number=number)) for number in numbers]
        return named(answer_each(context, asked))


def _read(
    context: Context, asking: str, subcommand: Subcommand, typed: str
) -> tuple[Arguments, Sequence[int], str]:
    """What is typed, taken apart, all the numbers, and the id of the startup named beside them, if any.

    Raises UserError, ClarificationNeeded.
    """
    sure, words = confirmed(typed) if subcommand.asks else (False, typed)
    if subcommand.asks and not sure:
        sure, words = confirmed_first(words)
    numbers, rest = _numbers(subcommand, words)
    startup, text = _startup(context, subcommand, rest, f"{asking} {words.removesuffix(rest)}".strip())
    beside = ""
    if not numbers and text:  # "velo-facile #3 yes"
        first, after = ("", text) if startup else startup_first(context, text)
        numbers, after = _numbers(subcommand, after)
        text, beside = (after, first) if numbers else (text, "")
    if subcommand.asks and not sure:
        sure, text = confirmed(text)
    if subcommand.number is NumberArgument.SEVERAL and numbers:
        beside = require_nothing_else(context, numbers, text, prose=subcommand.prose) or beside
    return Arguments(text, typed, startup, numbers[0] if numbers else None, sure), numbers, beside


def _numbers(subcommand: Subcommand, words: str) -> tuple[list[int], str]:
    match subcommand.number:
        case None:
            return [], words
        case NumberArgument.SEVERAL:
            return split_leading_numbers(words)
        case NumberArgument.SIGNED:
            number, rest = split_signed_number(words)
        case NumberArgument.ANY:
            number, rest = split_leading_number(words)
    return ([] if number is None else [number]), rest


def _startup(context: Context, subcommand: Subcommand, words: str, asking: str) -> tuple[Startup | None, str]:
    """The startup, and the words that are left. Raises UserError, ClarificationNeeded."""
    match subcommand.startup:
        case None:
            return None, words
        case StartupArgument.NAMED:
            return resolve_startup(context, words, asking), ""
        case StartupArgument.BESIDE | StartupArgument.BESIDE_TEXT:
            keeps_text = subcommand.startup is StartupArgument.BESIDE_TEXT
            return resolve_startup_beside(context, words, asking, keeps_text=keeps_text)


@contextmanager
def naming(context: Context, startup: Startup | None) -> Iterator[Callable[[Response], Response]]:
    """Gives what puts the name into an answer; a refusal or a question back gets it as well.

    startup: the one that the words are about; None where a number or the buttons tell.
    """
    about = startup or context.startup
    try:
        yield lambda answer: _named(context, about, answer)
    except ClarificationNeeded as question:
        raise ClarificationNeeded(_named_message(context, about, question.message)) from None
    except UserError as error:
        if about and _is_elsewhere(context, about):
            error.about = about.name
        raise


def _is_elsewhere(context: Context, startup: Startup) -> bool:
    return context.here is None or context.here.id != startup.id


def _named(context: Context, startup: Startup | None, answer: Response) -> Response:
    if isinstance(answer, Message):
        return _named_message(context, startup, answer)
    if not isinstance(answer, Form) or startup is None or not _is_elsewhere(context, startup):
        return answer
    if startup.name in f"{answer.title} {answer.intro}":
        return answer
    return replace(answer, intro="\n".join(filter(None, (startup.name, answer.intro))))


def _named_message(context: Context, startup: Startup | None, message: Message) -> Message:
    about = startup or _of_buttons(context, message)
    if about is None or not _is_elsewhere(context, about) or about.name in str(message):
        return message
    first, *others = message.paragraphs
    heading = context.translator.render(_HEADING, startup=about.name)
    return replace(message, paragraphs=(Text.lines(heading, first), *others))


def _of_buttons(context: Context, message: Message) -> Startup | None:
    """The only startup that the buttons are about."""
    about = {button.about for button in message.buttons}
    return startups.load(context.session, about.pop()) if len(about) == 1 and "" not in about else None


def split_first_word(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""
