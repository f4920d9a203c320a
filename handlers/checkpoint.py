"""`/gamma checkpoint`: the meetings with the sponsor, planned in one line or by a short form."""

from collections.abc import Callable, Mapping

from gamma.chat import Button, Message
from gamma.checkpoint_words import change_buttons, headline
from gamma.errors import UserError
from gamma.people import Startup
from gamma.text import Text
from gamma.words import N_
from handlers import (
    checkpoint_agenda,
    checkpoint_calendar,
    checkpoint_end,
    checkpoint_mail,
    checkpoint_minutes,
    checkpoint_plan,
    checkpoint_postpone,
    checkpoint_reminders,
    checkpoint_rhythm,
    minutes_form,
)
from handlers.checkpoint_meant import NOT_ENROLLED, startup_for
from handlers.context import Context, Example, FormReader, Intent, Said
from handlers.verbs import Verbs, split, verb_in
from storage import checkpoints, enrolment

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
    "invitation": ("invitation", "ics", "invite"),
    "feed": ("feed", "calendar", "calendrier"),
    "cadence": ("cadence", "rythme", "rhythm", "fréquence"),
    "zone": ("zone", "region", "région", "fuseau"),
    "reminders": ("reminders", "rappels"),
    "place": ("place", "lieu", "lien"),
    "settings": ("settings", "réglages"),
    "remind": ("remind", "rappeler"),
    "stop": ("stop", "arrêter"),
    "resume": ("resume", "reprendre"),
}
_SHOWN_HELD = 3


def say(context: Context, typed: str) -> Said:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, rest) if verb else _list(context, typed)


def _list(context: Context, typed: str) -> Message:
    """What is planned, and what there was."""
    try:
        startup = startup_for(context, "checkpoint", typed)
    except UserError:
        if typed and context.startup:
            raise UserError(_UNKNOWN, typed=typed[:60]) from None
        raise
    return startup if isinstance(startup, Message) else _of(context, startup)


_UNKNOWN = N_(
    "I do not know what “{typed}” means for a checkpoint. To plan one: `/gamma checkpoint plan {typed}`. "
    "Nothing was changed."
)


def _of(context: Context, startup: Startup) -> Message:
    words = context.words
    planned = checkpoints.planned(context.session, startup.id)
    lines = [headline(words, startup, each, context.now, context.reader_zone) for each in planned]
    if not lines:
        lines = [words.rich(N_("No checkpoint of {startup} is planned."), startup=startup.name)]
    paragraphs = [Text.lines(*lines), *_before(context, startup)]
    if not enrolment.enrolled_at(context.session, startup.id):
        paragraphs.append(words.rich(NOT_ENROLLED))
    buttons = list(change_buttons(words, planned[0])) if len(planned) == 1 else []
    plan = Button(
        words.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id, main=not planned
    )
    settings = Button(words.text(N_("Rhythm")), says="checkpoint settings", about=startup.id)
    return Message(tuple(paragraphs), (plan, *buttons, settings))


def _before(context: Context, startup: Startup) -> list[Text]:
    """The last ones that took place."""
    every = checkpoints.all_of(context.session, [startup.id])
    held = [each for each in every if each.state == "held"][-_SHOWN_HELD:]
    if not held:
        return []
    words = context.words
    days = words.listed([words.date(each.moment.day) for each in reversed(held)])
    return [words.rich(N_("The last ones: {days}"), days=days)]


_SAID: Mapping[str, Callable[[Context, str], Said]] = {
    "plan": checkpoint_plan.plan,
    "list": _list,
    "move": checkpoint_plan.move,
    "postpone": checkpoint_postpone.postpone,
    "cancel": checkpoint_end.cancel,
    "held": checkpoint_end.held,
    "agenda": checkpoint_agenda.say,
    "minutes": checkpoint_minutes.say,
    "mail": checkpoint_mail.mail,
    "link": checkpoint_mail.link,
    "invitation": checkpoint_calendar.invitation,
    "feed": checkpoint_calendar.feed,
    "settings": checkpoint_rhythm.say,
    "remind": checkpoint_reminders.remind,
    "stop": checkpoint_reminders.stop,
    "resume": checkpoint_reminders.resume,
    **checkpoint_rhythm.ONE_LINES,
}


INTENT = Intent(
    id="checkpoint",
    names={"en": "checkpoint", "fr": "point"},
    aliases=("checkpoints", "points", "point-d'étape", "point-etape", "rdv", "meeting"),
    summary=N_("checkpoints with the sponsor: what is planned"),
    more=(
        Example(
            {
                "en": "checkpoint plan tuesday 8 december 2:30 pm",
                "fr": "point planifier mardi 8 décembre 14h30",
            },
            N_("plan a checkpoint; alone, it proposes three moments"),
        ),
        Example({"en": "checkpoint move thursday 10am", "fr": "point déplacer jeudi 10h"}, N_("move it")),
        Example({"en": "checkpoint cancel", "fr": "point annuler"}, N_("cancel it")),
        Example({"en": "checkpoint held", "fr": "point tenu"}, N_("say that it took place")),
        Example(
            {"en": "checkpoint agenda", "fr": "point ordre-du-jour"},
            N_("what to talk about; `add` and `remove` change it"),
        ),
        Example(
            {"en": "checkpoint minutes", "fr": "point compte-rendu"},
            N_("what was decided; `mail` has a text for the sponsor"),
        ),
        Example(
            {"en": "checkpoint mail", "fr": "point courriel"},
            N_("a text to mail to the sponsor, with a page to answer on; `link revoke` closes the page"),
        ),
        Example(
            {"en": "checkpoint feed", "fr": "point calendrier"},
            N_("the checkpoints in your own calendar; `invitation` gives one as a file"),
        ),
        Example(
            {"en": "checkpoint cadence every 6 weeks", "fr": "point cadence toutes les 6 semaines"},
            N_("how often; `settings` has the rest: region, reminders, place"),
        ),
        Example(
            {"en": "checkpoint remind tomorrow", "fr": "point rappeler demain"}, N_("remind me again later")
        ),
        Example({"en": "checkpoint stop", "fr": "point arrêter"}, N_("no more reminders in private")),
    ),
    say=say,
    forms={
        "point": FormReader(save=checkpoint_agenda.save, show=checkpoint_agenda.show),
        "minutes": FormReader(save=minutes_form.save, show=minutes_form.show),
        "plan": FormReader(save=checkpoint_plan.save, show=checkpoint_plan.show),
        "rhythm": FormReader(save=checkpoint_rhythm.save, show=checkpoint_rhythm.show),
    },
)
