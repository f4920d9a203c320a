"""`/gamma checkpoint`: the meetings with the sponsor, planned in one line or by a short form."""

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.parsing.text import closest_match
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
)
from handlers.checkpoints.resolve import resolve_plannable_startup
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context, Response
from handlers.engine.subcommands import run_subcommand, split_first_word
from handlers.engine.typed_text import MOST_REPEATED

_UNKNOWN = N_(
    "I do not know what “{typed}” means for a checkpoint. `/gamma help checkpoint` shows what there is. "
    "Nothing was changed."
)


def _list(context: Context, given: Arguments) -> Response:
    """What is planned, and what there was. Words that name no startup may be another command's."""
    try:
        startup = resolve_plannable_startup(context, given.text, "checkpoint")
    except UserError:
        suggestion = _suggested_response(context, given.text)
        if suggestion is None and given.text and context.startup:
            raise UserError(_UNKNOWN, typed=given.text[:60]) from None
        if suggestion is None:
            raise
        return suggestion
    return overview.overview_message(context, startup)


def _suggested_response(context: Context, typed: str) -> Response | None:
    """A moment without its verb, or a verb spelled otherwise: asked, with the command that is meant."""
    first, rest = split_first_word(typed)
    nearest = closest_match(first, [spelling for each in _SUBCOMMANDS for spelling in each.spellings])
    if nearest is None:
        is_moment = schedule.is_moment(context, typed)
        return run_subcommand(context, "checkpoint plan", schedule.PLAN, typed) if is_moment else None
    command = f"{nearest} {rest[:MOST_REPEATED]}".strip()
    sentence = N_("I do not know “{first}”. Did you mean `/gamma checkpoint {said}`?")
    button = Button(context.translator.text(N_("Yes, that")), says=f"checkpoint {command}", main=True)
    return Message((context.translator.render(sentence, first=first[:60], said=command),), (button,))


_SUBCOMMANDS = (
    schedule.PLAN,
    Subcommand("list", _list, spellings=("list", "liste", "lister")),
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
    snooze.REMIND,
    snooze.STOP,
    snooze.RESUME,
)
COMMAND = CommandSpec(
    id="checkpoint",
    names={"en": "checkpoint", "fr": "point"},
    aliases=("checkpoints", "points", "point-d'étape", "point-etape", "rdv", "meeting"),
    summary=N_("checkpoints with the sponsor, and what is planned"),
    plain=Subcommand("", _list),
    subcommands=_SUBCOMMANDS,
    forms=(agenda.POINT, minutes_form.MINUTES_FORM, schedule_form.SCHEDULE, settings.FORM),
)
