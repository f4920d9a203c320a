"""`/gamma` alone: what matters now for this channel's startup."""

from datetime import date

from gamma.calendar import day_in
from gamma.chat import Button, Message
from gamma.people import Startup, months_between
from gamma.results import summary
from gamma.rights import Right, may
from gamma.text import Text
from gamma.words import N_
from handlers.context import Context, Intent
from storage import startups
from storage.assessments import Assessments


def say(context: Context, _typed: str) -> Message:
    if context.startup:
        return _of_startup(context, context.startup)
    if context.place.direct:
        return _of_person(context)
    return _of_unlinked_channel(context)


def _of_startup(context: Context, startup: Startup) -> Message:
    context.require(Right.SEE_STARTUP, startup)
    words = context.words
    headline = Text.lines(headline_of(context, startup), *_assessments(context, startup))
    buttons = [Button(words.text(N_("Help")), says="help")]
    if may(context.role_in(startup.id), Right.ASSESS):
        buttons.insert(0, Button(words.text(N_("Assess")), says="assess", about=startup.id, main=True))
    else:
        label = words.text(N_("The team’s result"))
        buttons.insert(0, Button(label, says="assess result team", about=startup.id))
    return Message((headline,), tuple(buttons))


def headline_of(context: Context, startup: Startup) -> Text:
    """The startup's name and for how long it has been in its phase."""
    words, today = context.words, day_in(context.now, context.zone)
    title = words.rich(
        N_("**{programme} · {startup}**"), programme=context.programme.name, startup=startup.name
    )
    phase = startup.phase_on(today)
    if phase is None or phase.started_on is None:
        return title
    name = context.programme.phase(phase.name, words.locale)
    since = _for_how_long(context, phase.started_on, today)
    return words.rich(N_("{title}: {phase} {since}"), title=title, phase=name, since=since)


def _for_how_long(context: Context, start: date, today: date) -> Text:
    months = months_between(start, today)
    if months < 1:
        return context.words.rich(N_("since this month"))
    return context.words.plural("for {count} month", "for {count} months", months)


def _assessments(context: Context, startup: Startup) -> list[Text]:
    """The person's own last assessment, or what is still to come."""
    words = context.words
    if not may(context.role_in(startup.id), Right.ASSESS):
        return []
    own = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    if own is None or own.sent_at is None:
        return [words.rich(N_("You have not assessed your startup yet: three short pages, five minutes."))]
    today = day_in(context.now, context.zone)
    day = words.day(day_in(own.sent_at, context.zone), today)
    reached = summary(words, context.programme, own.answers)
    return [words.rich(N_("Your last self-assessment: {day}, {reached}"), day=day, reached=reached)]


def _of_person(context: Context) -> Message:
    words = context.words
    mine = startups.named(context.session, context.member_of | context.manages)
    if not mine:
        hello = N_(
            "Hello! I am Gamma. Type `/gamma` in your team’s channel, and I will follow your startup there."
        )
        return Message((words.rich(hello),), (Button(words.text(N_("Help")), says="help"),))
    if len(mine) == 1:
        return _of_startup(context, mine[0])
    paragraphs = [words.rich(N_("Hello! Which startup is it about?"))]
    buttons = [Button(startup.name[:40], says="now", about=startup.id) for startup in mine[:5]]
    return Message(tuple(paragraphs), tuple(buttons))


def _of_unlinked_channel(context: Context) -> Message:
    words = context.words
    hello = N_("Hello! This channel is not linked to a startup yet. Once it is, I can help its team here.")
    link = Button(words.text(N_("Link a startup")), says="startup link", main=True)
    return Message((words.rich(hello),), (link,))


INTENT = Intent(
    id="now",
    names={"en": "now", "fr": "maintenant"},
    aliases=("status", "statut", "accueil", "home"),
    summary=N_("what matters now for your startup"),
    say=say,
)
