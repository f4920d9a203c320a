"""The table of everything people can ask. Help, completion and the platforms' menus derive from it."""

from gamma.errors import UserError
from gamma.normalise import closest_match, normalise
from gamma.translator import N_
from handlers import help as what_to_ask
from handlers import home
from handlers.assessments import commands
from handlers.checkpoints import commands as checkpoint
from handlers.command_spec import CommandSpec
from handlers.committees import dates
from handlers.experts import commands as expert
from handlers.follow_ups import actions, commitments, decisions
from handlers.privacy import commands as privacy
from handlers.startups import commands as startup
from handlers.subcommands import split_first_word

COMMANDS: tuple[CommandSpec, ...] = (
    home.COMMAND,
    commands.COMMAND,
    checkpoint.COMMAND,
    actions.COMMAND,
    decisions.COMMAND,
    commitments.COMMAND,
    dates.COMMAND,
    expert.COMMAND,
    startup.COMMAND,
    privacy.COMMAND,
    what_to_ask.COMMAND,
)
COMMAND_IDS = frozenset(command.id for command in COMMANDS)
_BY_SPELLING = {
    normalise(spelling): command for command in reversed(COMMANDS) for spelling in command.spellings()
}
"""Of two commands with the same spelling, the first of the table."""
FORM_RESULTS = {form.route: form.result for command in COMMANDS for form in command.forms if form.result}
"""What is told of each form that was sent, by its route."""


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


def match_command(text: str) -> tuple[CommandSpec, str]:
    """The command and the words after its name. Raises UnknownCommandError."""
    first, rest = split_first_word(text)
    if not first:
        return home.COMMAND, ""
    command = _BY_SPELLING.get(first) or _BY_SPELLING.get(normalise(first))
    if command:
        return command, rest
    ways = [whole for command in COMMANDS for way in command.ways()[1:] for whole in way.says.values()]
    known = {split_first_word(whole)[1]: whole for whole in reversed(ways)}
    known |= {spelling: spelling for command in COMMANDS for spelling in command.spellings()}
    meant = closest_match(first[:60], known)
    raise UnknownCommandError(first[:60], known[meant] if meant else None)
