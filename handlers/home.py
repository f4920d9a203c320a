"""`/gamma` alone: what matters now for this channel's startup."""

from datetime import datetime

from gamma.assessments.assessment import Assessment, next_page
from gamma.assessments.results import SEE_TREND, summary
from gamma.chat import Button, Message
from gamma.committees.messages import in_short
from gamma.dates import day_in
from gamma.experts.question import Question, visible_to_team
from gamma.experts.question_messages import underway_line
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.assessments.pages import draft_of
from handlers.command_spec import CommandSpec
from handlers.context import Context
from handlers.resolve import resolve_startup
from handlers.startups.page import headline_of
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.experts import offers, questions


def say(context: Context, typed: str) -> Message:
    if not typed and not context.startup:
        if not context.place.direct:
            return _of_unlinked_channel(context)
        if not context.own_startups:
            return _hello(context)
    startup = resolve_startup(context, typed, "now")
    return _of_startup(context, startup)


def _of_startup(context: Context, startup: Startup) -> Message:
    context.require(Right.SEE_STARTUP, startup)
    translator = context.translator
    coming = _coming(context, startup)
    headline = Text.lines(headline_of(context, startup), *coming, *_assessments(context, startup))
    buttons = [Button(translator.text(N_("Help")), says="help")]
    if context.may(Right.ASSESS, startup.id):
        buttons = [*_own_buttons(context, startup), *buttons]
    else:
        label = translator.text(N_("The team’s result"))
        buttons.insert(0, Button(label, says="assess result team", about=startup.id))
    if context.may(Right.ASK_EXPERT, startup.id):
        ask = Button(translator.text(N_("Ask an expert")), says="expert ask", about=startup.id)
        buttons.insert(1, ask)
        if _questions(context, startup):
            stands = Button(translator.text(N_("Where it stands")), says="expert status", about=startup.id)
            buttons.insert(2, stands)
    if _tells(context, startup):
        see = Button(translator.text(SEE_TREND), says="assess history", about=startup.id)
        buttons.insert(-1, see)
    return Message((headline,), tuple(buttons))


def _coming(context: Context, startup: Startup) -> list[Text]:
    """The next checkpoint, the committee and the questions under way, where there are any."""
    translator, session = context.translator, context.session
    checkpoint = checkpoints.coming(session, startup.id, context.now)
    told = []
    if checkpoint:
        when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
        told.append(translator.render(N_("Next checkpoint with the sponsor: {when}"), when=when))
    last = committees.last(session, startup.id)
    today = day_in(context.now, context.zone)
    return [
        *told,
        *in_short(translator, committees.ahead(session, startup.id), last, today),
        *underway_line(translator, len(_questions(context, startup))),
    ]


def _questions(context: Context, startup: Startup) -> list[Question]:
    """Under way in the expert network, as far as the person may know of them."""
    return visible_to_team(questions.underway_of(context.session, startup.id), context.actor.id)


def _tells(context: Context, startup: Startup) -> bool:
    """Whether there is a history to see: one's own, or for those beside the team, the team's."""
    trends = Trends(context.session, context.programme, context.zone)
    if context.may(Right.ASSESS, startup.id):
        return trends.own_tells(startup.id, context.actor.id)
    return trends.team_tells(startup.id)


def _own_buttons(context: Context, startup: Startup) -> list[Button]:
    translator = context.translator
    label = N_("Continue") if draft_of(context, startup) else N_("Assess")
    buttons = [Button(translator.text(label), says="assess", about=startup.id, main=True)]
    if Assessments(context.session, context.programme).latest(startup.id, context.actor.id):
        buttons.append(Button(translator.text(N_("My result")), says="assess result", about=startup.id))
    return buttons


def _assessments(context: Context, startup: Startup) -> list[Text]:
    """The person's own last assessment, and what is still to come."""
    if not context.may(Right.ASSESS, startup.id):
        return []
    translator = context.translator
    told = []
    draft = draft_of(context, startup)
    waiting = next_page(context.programme, draft.pages) if draft else None
    if waiting:
        page = waiting.title.said(translator.locale)
        told.append(
            translator.render(N_("Your self-assessment is waiting for you at the page: {page}"), page=page)
        )
    latest = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    if latest and latest.sent_at:
        told.append(_last(context, latest, latest.sent_at))
    if not told:
        pages = len(context.programme.criteria)
        told.append(
            translator.plural(
                "You have not assessed your startup yet: {count} short page.",
                "You have not assessed your startup yet: {count} short pages, a few minutes.",
                pages,
            )
        )
    return told


def _last(context: Context, latest: Assessment, sent_at: datetime) -> Text:
    translator = context.translator
    day = translator.day(day_in(sent_at, context.zone), day_in(context.now, context.zone))
    reached = summary(translator, context.programme, latest.answers)
    if not reached:
        return translator.render(N_("Your last self-assessment: {day}"), day=day)
    return translator.render(N_("Your last self-assessment: {day}, {reached}"), day=day, reached=reached)


def _hello(context: Context) -> Message:
    translator = context.translator
    help_ = Button(translator.text(N_("Help")), says="help")
    if waiting := offers.open_to(context.session, context.actor.id):
        told = translator.plural(
            "Hello! {count} question to the experts is waiting for your answer: `/gamma expert status`",
            "Hello! {count} questions to the experts are waiting for your answer: `/gamma expert status`",
            len(waiting),
        )
        see = Button(translator.text(N_("See what waits")), says="expert status", main=True)
        return Message((told,), (see, help_))
    hello = N_(
        "Hello! I am Gamma. Type `/gamma` in your team’s channel, and I will follow your startup there."
    )
    return Message((translator.render(hello),), (help_,))


def _of_unlinked_channel(context: Context) -> Message:
    translator = context.translator
    hello = N_("Hello! This channel is not linked to a startup yet. Once it is, I can help its team here.")
    link = Button(translator.text(N_("Link a startup")), says="startup link", main=True)
    return Message((translator.render(hello),), (link,))


COMMAND = CommandSpec(
    id="now",
    names={"en": "now", "fr": "maintenant"},
    aliases=("status", "statut", "accueil", "home"),
    summary=N_("what matters now for your startup"),
    say=say,
)
