"""Runs what is typed: the command that is meant, its sub-command, startup, number, right and last "yes"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gamma.errors import UserError
from gamma.parsing.text import closest_match, normalise
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, NumberArgument, StartupArgument, Subcommand
from handlers.engine.context import Context, Response
from handlers.engine.resolve import resolve_startup, resolve_startup_first, resolve_startup_ignoring_mentions
from handlers.engine.several import answer_each, require_nothing_else
from handlers.engine.typed_text import (
    after_colon,
    confirmed,
    split_leading_number,
    split_leading_numbers,
    split_signed_number,
)


class UnknownCommandError(UserError):
    """The first word is no command's name. meant: the one it resembles."""

    def __init__(self, typed: str, meant: str | None) -> None:
        self.meant = meant
        if meant:
            super().__init__(
                N_("I do not know “{typed}”. Did you mean `/gamma {meant}`?"), typed=typed, meant=meant
            )
        else:
            sentence = N_(
                "I do not know “{typed}”. `/gamma help` shows what can be asked. Nothing was changed."
            )
            super().__init__(sentence, typed=typed)


class Spellings:
    """The commands by each of their names. The first is what is meant where nothing is typed."""

    def __init__(self, commands: Sequence[CommandSpec]) -> None:
        self._commands = commands
        # Of two commands with the same spelling, the first of the table.
        self._by_spelling = {
            normalise(spelling): command for command in reversed(commands) for spelling in command.spellings()
        }

    def match(self, text: str) -> tuple[CommandSpec, str]:
        """The command and the words after its name. Raises UnknownCommandError."""
        first, rest = split_first_word(text)
        if not first:
            return self._commands[0], ""
        command = self._by_spelling.get(first) or self._by_spelling.get(normalise(first))
        if command:
            return command, rest
        ways = [
            whole for command in self._commands for way in command.ways()[1:] for whole in way.says.values()
        ]
        known = {split_first_word(whole)[1]: whole for whole in reversed(ways)}
        known |= {spelling: spelling for command in self._commands for spelling in command.spellings()}
        meant = closest_match(first[:60], known)
        raise UnknownCommandError(first[:60], known[meant] if meant else None)


def run_command(context: Context, command: CommandSpec, typed: str) -> Response:
    """The sub-command that is meant, else what the command alone does."""
    found, rest = (command.interpret or _first_word)(context, command, typed)
    if found:
        words = after_colon(rest) if command.colon else rest
        return run_subcommand(context, f"{command.id} {found.id}", found, words)
    return run_subcommand(context, command.id, command.plain, typed)


def _first_word(_context: Context, command: CommandSpec, typed: str) -> tuple[Subcommand | None, str]:
    first, rest = split_first_word(typed)
    return (command.by_spelling.get(normalise(first)) if first else None), rest


def run_subcommand(context: Context, asking: str, subcommand: Subcommand, typed: str) -> Response:
    """asking: the words that led here, which a question back repeats."""
    first, rest = split_first_word(typed)
    if first and (inner := subcommand.by_spelling.get(normalise(first))):
        return run_subcommand(context, f"{asking} {inner.id}", inner, rest)
    sure, words = confirmed(typed) if subcommand.asks else (False, typed)
    numbers, words = _numbers(subcommand, words)
    whole = f"{asking} {typed}".strip() if subcommand.startup is StartupArgument.HERE else asking
    startup, text = _startup(context, subcommand, words, whole)
    if subcommand.right is not None and startup is not None:
        context.require(subcommand.right, startup, subcommand.refusal)
    if subcommand.number is NumberArgument.SEVERAL and numbers:
        is_prose = asking.startswith("expert ") and not any(map(str.isdecimal, text))
        if not is_prose:  # "passer 12 désolé, pas le temps"
            require_nothing_else(context, numbers, text)
    given = Arguments(text, typed, startup, numbers[0] if numbers else None, sure)
    if len(numbers) < 2:
        return subcommand.run(context, given)
    asked = [partial(subcommand.run, context, replace(given, number=number)) for number in numbers]
    return answer_each(context, asked)


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
        case StartupArgument.FIRST:
            return resolve_startup_first(context, words, asking)
        case StartupArgument.HERE:
            return resolve_startup(context, "", asking), words
        case StartupArgument.BESIDE_PEOPLE:
            return resolve_startup_ignoring_mentions(context, words, asking), words


def split_first_word(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""
