"""Runs what is typed: the command that is meant, its sub-command, startup, number, right and last "yes"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from gamma.startups.startup import Startup
from handlers.engine.command_spec import Arguments, CommandSpec, NumberArgument, StartupArgument, Subcommand
from handlers.engine.context import Context, Response
from handlers.engine.did_you_mean import meant_subcommand
from handlers.engine.naming import naming
from handlers.engine.resolve import (
    UnknownStartupError,
    resolve_startup,
    resolve_startup_beside,
    startup_first,
)
from handlers.engine.several import answer_each, require_nothing_else
from handlers.engine.spellings import match_spelling
from handlers.engine.typed_text import (
    after_colon,
    confirmed,
    split_leading_number,
    split_leading_numbers,
    split_page,
    split_signed_number,
)


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
    page, typed = split_page(typed) if subcommand.pages else (0, typed)
    given, numbers = _read(context, asking, subcommand, typed)
    given = replace(given, page=page)
    if subcommand.right is not None and given.named_startup is not None:
        context.require(subcommand.right, given.startup, subcommand.refusal)
    with naming(context, given.named_startup) as named:
        if len(numbers) < 2:
            return named(subcommand.run(context, given))
        asked = [partial(subcommand.run, context, replace(given, number=number)) for number in numbers]
        return named(answer_each(context, asked))


def _read(
    context: Context, asking: str, subcommand: Subcommand, typed: str
) -> tuple[Arguments, Sequence[int]]:
    """What is typed, taken apart, and all the numbers. Raises UserError, ClarificationNeeded."""
    sure, words = confirmed(typed) if subcommand.asks else (False, typed)
    numbers, rest = _numbers(subcommand, words)
    startup, text = _startup(context, subcommand, rest, f"{asking} {words.removesuffix(rest)}".strip())
    if not numbers and text:  # "velo-facile #3 yes"
        after = text if startup else startup_first(context, text)[1]
        numbers, after = _numbers(subcommand, after)
        text = after if numbers else text
    if subcommand.asks and not sure:
        sure, text = confirmed(text)
    if subcommand.number is NumberArgument.SEVERAL and numbers:
        require_nothing_else(context, numbers, text, prose=subcommand.prose)
    return Arguments(text, typed, startup, numbers[0] if numbers else None, sure), numbers


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


def split_first_word(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""
