"""`/gamma checkpoint verdicts`: whether the sponsor reads what came out of the team's self-assessments."""

from dataclasses import replace

from gamma.chat import Button, Message
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context
from storage.checkpoints import checkpoints
from storage.startups import startups

_YES = frozenset(("yes", "oui", "with", "avec", "show", "montrer", "on"))
_NO = frozenset(
    ("no", "non", "without", "sans", "hide", "cacher", "masquer", "off", "leave out", "retirer", "enlever")
)
_SHOWN = N_(
    "The sponsor of **{startup}** reads the verdicts of the team’s result and its impact metric, on the page "
    "and in the text you mail, without anybody’s name."
)
_LEFT_OUT = N_(
    "The sponsor of **{startup}** reads neither the verdicts of the team’s result nor its impact metric: "
    "both are left out of the page and of the text you mail. What was mailed before has been read."
)
_UNREAD = N_("`/gamma checkpoint verdicts no` leaves them out, `yes` shows them again.")


def _verdicts(context: Context, given: Arguments) -> Message:
    """Said alone, how it stands."""
    startup, words = given.startup, normalise(given.text)
    if words in _YES | _NO:
        _set(context, startup, left_out=words in _NO)
    settings = checkpoints.settings_of(context.session, startup.id)
    translator, is_out = context.translator, settings.without_verdicts
    told = [translator.render(_LEFT_OUT if is_out else _SHOWN, startup=startup.name)]
    if words and words not in _YES | _NO:
        told.append(translator.render(_UNREAD))
    label = N_("Show them to the sponsor") if is_out else N_("Leave them out")
    turn = Button(translator.text(label), f"checkpoint verdicts {'yes' if is_out else 'no'}", startup.id)
    mail = Button(translator.text(N_("Text for the sponsor")), "checkpoint mail", startup.id)
    return Message(tuple(told), (turn, mail))


def _set(context: Context, startup: Startup, *, left_out: bool) -> None:
    startups.lock_startup(context.session, startup.id)
    settings = checkpoints.settings_of(context.session, startup.id)
    checkpoints.save_settings(context.session, startup.id, replace(settings, without_verdicts=left_out))


VERDICTS = Subcommand(
    "verdicts",
    _verdicts,
    spellings=("verdicts", "verdicts", "verdict"),
    usages=(
        Usage(
            {"en": "checkpoint verdicts no", "fr": "point verdicts non"},
            N_("leave the team’s verdicts out of what the sponsor reads; `yes` shows them"),
        ),
    ),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.WITH_WORDS,
)
