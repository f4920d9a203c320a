"""`/gamma checkpoint`: the meetings with the sponsor, planned in one line or by a short form."""

from gamma.translator import N_
from handlers.checkpoints import (
    agenda,
    calendar,
    close,
    minutes,
    minutes_form,
    overview,
    schedule,
    schedule_form,
    settings,
    snooze,
    sponsor_links,
    sponsor_mail,
    sponsor_verdicts,
)
from handlers.checkpoints.resolve import resolve_plannable_startup
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context, Response
from handlers.engine.did_you_mean import meant_subcommand
from handlers.engine.resolve import NotUnderstoodError, UnknownStartupError
from handlers.engine.subcommands import run_subcommand

_UNKNOWN = N_(
    "I do not know what “{typed}” means for a checkpoint. `/gamma help checkpoint` shows what there is. "
    "Nothing was changed."
)


def _list(context: Context, given: Arguments) -> Response:
    """What is planned, and what there was. Words that name no startup may be a moment without its verb."""
    try:
        startup = resolve_plannable_startup(context, given.text, "checkpoint")
    except UnknownStartupError:
        if schedule.is_moment(context, given.text):
            return run_subcommand(context, "checkpoint plan", schedule.PLAN, given.text)
        if meant := meant_subcommand(context, COMMAND, given.text):
            raise meant from None
        if context.startup:
            raise NotUnderstoodError(_UNKNOWN, typed=given.text[:60]) from None
        raise
    context.open_to_team(startup.id)
    return overview.overview_message(context, startup)


_SUBCOMMANDS = (
    schedule.PLAN,
    Subcommand(
        "list",
        _list,
        spellings=("list", "liste", "lister"),
        phrases=(
            *("prochain point", "le prochain point", "quand est le prochain point", "next checkpoint"),
            *("the next checkpoint", "when is the next checkpoint", "when is our next checkpoint"),
        ),
    ),
    schedule.MOVE,
    schedule.POSTPONE,
    close.CANCEL,
    close.HELD,
    close.NOT_HELD,
    agenda.AGENDA,
    minutes.MINUTES,
    sponsor_mail.MAIL,
    sponsor_links.LINK,
    calendar.INVITATION,
    calendar.FEED,
    *settings.SUBCOMMANDS,
    sponsor_verdicts.VERDICTS,
    snooze.REMIND,
    snooze.STOP,
    snooze.RESUME,
)
COMMAND = CommandSpec(
    id="checkpoint",
    names={"en": "checkpoint", "fr": "point"},
    aliases=(
        "checkpoints",
        "points",
        "point-d'étape",
        "point-étape",
        "rdv",
        "rendez-vous",
        "réunion",
        "meeting",
    ),
    summary=N_("checkpoints with the sponsor, and what is planned"),
    plain=Subcommand("", _list),
    subcommands=_SUBCOMMANDS,
    forms=(agenda.POINT, minutes_form.MINUTES_FORM, schedule_form.SCHEDULE, settings.FORM),
)
