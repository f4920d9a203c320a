"""`/gamma checkpoint`: the meetings with the sponsor, planned in one line or by a short form."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.normalise import closest_match
from gamma.translator import N_
from handlers.checkpoints import (
    agenda,
    calendar,
    close,
    minutes,
    minutes_form,
    overview,
    postpone,
    schedule,
    settings,
    snooze,
    sponsor_mail,
)
from handlers.checkpoints.resolve import resolve_plannable_startup
from handlers.command_spec import CommandSpec, FormReader, Usage
from handlers.context import Context, Response
from handlers.typed_text import MOST_REPEATED, SayVerb, Verbs, split, verb_in

_VERBS: Verbs = {
    "plan": ("plan", "planifier", "prévoir", "programmer", "schedule"),
    "list": ("list", "liste", "lister"),
    "move": ("move", "déplacer", "décaler"),
    "postpone": ("postpone", "reporter"),
    "cancel": ("cancel", "annuler"),
    "held": ("held", "tenu", "eu-lieu", "fait"),
    "agenda": ("agenda", "ordre-du-jour", "odj"),
    "minutes": ("minutes", "compte-rendu", "cr"),
    "mail": ("mail", "courriel", "e-mail", "email", "mél"),
    "link": ("link", "page", "lien-sponsor"),
    "invitation": ("invitation", "invitation", "ics", "invite"),
    "feed": ("feed", "calendrier", "calendar"),
    "cadence": ("cadence", "cadence", "rythme", "rhythm", "fréquence"),
    "zone": ("zone", "région", "region", "fuseau"),
    "reminders": ("reminders", "rappels"),
    "place": ("place", "lieu", "lien"),
    "settings": ("settings", "réglages"),
    "remind": ("remind", "rappeler"),
    "stop": ("stop", "arrêter"),
    "resume": ("resume", "reprendre"),
}


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, rest) if verb else _list(context, typed)


def _list(context: Context, typed: str) -> Response:
    """What is planned, and what there was. Words that name no startup may be another command's."""
    try:
        startup = resolve_plannable_startup(context, typed, "checkpoint")
    except UserError:
        meant = _meant(context, typed)
        if meant is None and typed and context.startup:
            raise UserError(_UNKNOWN, typed=typed[:60]) from None
        if meant is None:
            raise
        return meant
    return overview.shown(context, startup)


_UNKNOWN = N_(
    "I do not know what “{typed}” means for a checkpoint. `/gamma help checkpoint` shows what there is. "
    "Nothing was changed."
)


def _meant(context: Context, typed: str) -> Response | None:
    """A moment without its verb, or a verb spelled otherwise: asked, with the command that is meant."""
    first, rest = split(typed)
    nearest = closest_match(first, [spelling for spellings in _VERBS.values() for spelling in spellings])
    if nearest is None:
        return schedule.plan(context, typed) if schedule.is_moment(context, typed) else None
    said = f"{nearest} {rest[:MOST_REPEATED]}".strip()
    told = N_("I do not know “{first}”. Did you mean `/gamma checkpoint {said}`?")
    button = Button(context.translator.text(N_("Yes, that")), says=f"checkpoint {said}", main=True)
    return Message((context.translator.render(told, first=first[:60], said=said),), (button,))


_SAID: Mapping[str, SayVerb] = {
    "plan": schedule.plan,
    "list": _list,
    "move": schedule.move,
    "postpone": postpone.postpone,
    "cancel": close.cancel,
    "held": close.held,
    "agenda": agenda.say,
    "minutes": minutes.say,
    "mail": sponsor_mail.mail,
    "link": sponsor_mail.link,
    "invitation": calendar.invitation,
    "feed": calendar.feed,
    "settings": settings.say,
    "remind": snooze.remind,
    "stop": snooze.stop,
    "resume": snooze.resume,
    **settings.ONE_LINES,
}


COMMAND = CommandSpec(
    id="checkpoint",
    names={"en": "checkpoint", "fr": "point"},
    aliases=("checkpoints", "points", "point-d'étape", "point-etape", "rdv", "meeting"),
    summary=N_("checkpoints with the sponsor, and what is planned"),
    more=(
        Usage(
            {
                "en": "checkpoint plan tuesday 8 december 2:30 pm",
                "fr": "point planifier mardi 8 décembre 14h30",
            },
            N_("plan a checkpoint; without a date, I propose three moments"),
        ),
        Usage({"en": "checkpoint move thursday 10am", "fr": "point déplacer jeudi 10h"}, N_("move it")),
        Usage({"en": "checkpoint cancel", "fr": "point annuler"}, N_("cancel it")),
        Usage({"en": "checkpoint held", "fr": "point tenu"}, N_("say that it took place")),
        Usage(
            {"en": "checkpoint agenda", "fr": "point ordre-du-jour"},
            N_("what to talk about; `add` and `remove` change it"),
        ),
        Usage(
            {"en": "checkpoint minutes", "fr": "point compte-rendu"},
            N_("what was decided; `mail` has a text for the sponsor"),
        ),
        Usage(
            {"en": "checkpoint mail", "fr": "point courriel"},
            N_("a text to mail to the sponsor, with a page to answer on; `link revoke` closes the page"),
        ),
        Usage(
            {"en": "checkpoint feed", "fr": "point calendrier"},
            N_("the checkpoints in your own calendar; `invitation` gives one as a file"),
        ),
        Usage(
            {"en": "checkpoint cadence every 6 weeks", "fr": "point cadence toutes les 6 semaines"},
            N_("how often; `settings` has the rest: region, reminders, place"),
        ),
        Usage(
            {"en": "checkpoint remind tomorrow", "fr": "point rappeler demain"}, N_("remind me again later")
        ),
        Usage({"en": "checkpoint stop", "fr": "point arrêter"}, N_("no more reminders in private")),
    ),
    say=say,
    verbs=(_VERBS, {**agenda.VERBS, **minutes.VERBS, **sponsor_mail.REVOKE}),
    readers={
        "point": FormReader(save=agenda.save, show=agenda.show),
        "minutes": FormReader(save=minutes_form.save, show=minutes_form.show),
        "plan": FormReader(save=schedule.save, show=schedule.show),
        "rhythm": FormReader(save=settings.save, show=settings.show),
    },
)
