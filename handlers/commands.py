"""The table of everything people can ask. Help, completion and the platforms' menus derive from it."""

from handlers import help as what_to_ask
from handlers import home, overview, reminders, sentences
from handlers.assessments import commands
from handlers.checkpoints import commands as checkpoint
from handlers.committees import dates
from handlers.engine.command_spec import CommandSpec
from handlers.engine.subcommands import CommandTable
from handlers.experts import commands as expert
from handlers.follow_ups import actions, commitments, decisions
from handlers.metrics import commands as metric
from handlers.peers import commands as peer
from handlers.portfolio import commands as portfolio
from handlers.privacy import commands as privacy
from handlers.resources import commands as resource
from handlers.seasons import commands as season
from handlers.workshops import commands as workshop

COMMANDS: tuple[CommandSpec, ...] = (
    home.COMMAND,
    commands.COMMAND,
    checkpoint.COMMAND,
    actions.COMMAND,
    decisions.COMMAND,
    commitments.COMMAND,
    dates.COMMAND,
    expert.COMMAND,
    resource.COMMAND,
    overview.COMMAND,
    metric.COMMAND,
    workshop.COMMAND,
    peer.COMMAND,
    portfolio.COMMAND,
    season.COMMAND,
    reminders.COMMAND,
    privacy.COMMAND,
    what_to_ask.COMMAND,
)
COMMAND_IDS = frozenset(command.id for command in COMMANDS)
COMMAND_TABLE = CommandTable(COMMANDS, sentences.COMMAND)
FORM_RESULTS = {form.route: form.result for command in COMMANDS for form in command.forms if form.result}
"""What is told of each form that was sent, by its route."""
