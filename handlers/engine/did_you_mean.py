"""Asks back where what was typed is nearly a command: what was meant, with the rest of the line."""

from collections.abc import Iterable, Sequence

from gamma.chat import BUTTON_CHARACTERS, MESSAGE_BUTTONS, Button, Message
from gamma.text import Text, one_line, quoted, shorten
from gamma.translator import N_, Translator
from handlers.engine.command_spec import CommandSpec
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.suggestions import is_sentence, suggest_subcommand
from handlers.engine.typed_text import MOST_REPEATED, typed_line

_LINE = N_("`/gamma {line}`")


def did_you_mean(
    commands: Sequence[CommandSpec], translator: Translator, typed: str, suggested: Sequence[str]
) -> Message:
    """suggested: whole lines by ids. A sentence may as well be a question to somebody."""
    lines = [typed_line(commands, translator.locale, each) for each in suggested]
    one = N_("I do not know “{typed}”. Did you mean `/gamma {meant}`?")
    several = N_("I do not know “{typed}”. Did you mean one of these?")
    asked = translator.render(
        one if len(lines) == 1 else several,
        typed=quoted(typed[:60]),
        meant=one_line(lines[0])[:MOST_REPEATED],
    )
    listed = [translator.render(_LINE, line=one_line(line)[:MOST_REPEATED]) for line in lines]
    paragraphs = (asked,) if len(lines) == 1 else (asked, Text.lines(*listed))
    buttons = [
        Button(shorten(f"/gamma {line}", BUTTON_CHARACTERS), says)
        for line, says in zip(lines, suggested, strict=True)
        if len(says) <= MOST_REPEATED
    ]
    buttons += _as_question(commands, translator, typed)
    return Message(paragraphs, tuple(buttons[:MESSAGE_BUTTONS]))


def meant_subcommand(context: Context, command: CommandSpec, typed: str) -> ClarificationNeeded | None:
    """Where the words begin with a slip of a sub-command of this command."""
    suggested = suggest_subcommand(command, typed)
    if not suggested:
        return None
    return ClarificationNeeded(did_you_mean(context.commands, context.translator, typed, suggested))


def _as_question(commands: Iterable[CommandSpec], translator: Translator, typed: str) -> list[Button]:
    label = translator.text(N_("Ask the network"))
    return [
        Button(label, f"{command.id} {command.answers_sentences} {typed}")
        for command in commands
        if command.answers_sentences and is_sentence(typed) and len(typed) <= MOST_REPEATED
    ]
