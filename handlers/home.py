"""`/gamma` alone: what matters now for this channel's startup."""

from datetime import datetime

from gamma.assessments.assessment import Assessment
from gamma.assessments.page import next_page
from gamma.assessments.results import SEE_TREND, reached_summary
from gamma.chat import Button, Message
from gamma.committees.messages import summary_lines
from gamma.dates import day_in
from gamma.experts.question import Question, visible_to_team
from gamma.experts.question_messages import underway_line
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.assessments.pages import progress_of
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from handlers.startups.page import startup_headline
from storage.assessments.trends import Trends
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.experts import offers, questions


def _home(context: Context, given: Arguments) -> Message:
    if not given.text and not context.startup:
        if not context.place.direct:
            context.open_to_team()
            return _unlinked_channel_message(context)
        if not context.own_startups:
            return _greeting_message(context)
    return _summary_message(context, resolve_startup(context, given.text, "now"))


def _summary_message(context: Context, startup: Startup) -> Message:
    context.require(Right.SEE_STARTUP, startup)
    translator = context.translator
    coming = _upcoming_lines(context, startup)
    headline = Text.lines(startup_headline(context, startup), *coming, *_assessment_lines(context, startup))
    buttons = [Button(translator.text(N_("Help")), says="help")]
    if context.may(Right.ASSESS, startup.id):
        buttons = [*_assessment_buttons(context, startup), *buttons]
    else:
        label = translator.text(N_("The team’s result"))
        buttons.insert(0, Button(label, says="assess result team", about=startup.id))
    if context.may(Right.ASK_EXPERT, startup.id):
        ask = Button(translator.text(N_("Ask an expert")), says="expert ask", about=startup.id)
        buttons.insert(1, ask)
        if _open_questions(context, startup):
            stands = Button(translator.text(N_("Where it stands")), says="expert status", about=startup.id)
            buttons.insert(2, stands)
    if _has_history(context, startup):
        see = Button(translator.text(SEE_TREND), says="assess history", about=startup.id)
        buttons.insert(-1, see)
    return Message((headline,), tuple(buttons))


def _upcoming_lines(context: Context, startup: Startup) -> list[Text]:
    """The next checkpoint, the committee and the questions under way, where there are any."""
    translator, session = context.translator, context.session
    checkpoint = checkpoints.next_planned(session, startup.id, context.now)
    lines = []
    if checkpoint:
        when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
        lines.append(translator.render(N_("Next checkpoint with the sponsor: {when}"), when=when))
    last = committees.last(session, startup.id)
    today = day_in(context.now, context.zone)
    return [
        *lines,
        *summary_lines(translator, committees.ahead(session, startup.id), last, today),
        *underway_line(translator, len(_open_questions(context, startup))),
    ]


def _open_questions(context: Context, startup: Startup) -> list[Question]:
    """Under way in the expert network, as far as the person may know of them."""
    return visible_to_team(questions.underway_of(context.session, startup.id), context.actor.id)


def _has_history(context: Context, startup: Startup) -> bool:
    """Whether there is a history to see: one's own, or for those beside the team, the team's."""
    trends = Trends(context.session, context.programme, context.zone)
    if context.may(Right.ASSESS, startup.id):
        return trends.has_own_trend(startup.id, context.actor.id)
    return trends.has_team_trend(startup.id)


def _assessment_buttons(context: Context, startup: Startup) -> list[Button]:
    translator = context.translator
    progress = progress_of(context, startup)
    label = N_("Continue") if progress.draft else N_("Assess")
    buttons = [Button(translator.text(label), says="assess", about=startup.id, main=True)]
    if progress.latest:
        buttons.append(Button(translator.text(N_("My result")), says="assess result", about=startup.id))
    return buttons


def _assessment_lines(context: Context, startup: Startup) -> list[Text]:
    """The person's own last assessment, and what is still to come."""
    if not context.may(Right.ASSESS, startup.id):
        return []
    translator = context.translator
    lines = []
    progress = progress_of(context, startup)
    waiting = next_page(context.programme, progress.draft.pages) if progress.draft else None
    if waiting:
        page = translator.local(waiting.title)
        lines.append(
            translator.render(N_("Your self-assessment is waiting for you at the page: {page}"), page=page)
        )
    latest = progress.latest
    if latest and latest.sent_at:
        lines.append(_last_assessment_line(context, latest, latest.sent_at))
    if not lines:
        pages = len(context.programme.criteria)
        lines.append(
            translator.plural(
                "You have not assessed your startup yet: {count} short page.",
                "You have not assessed your startup yet: {count} short pages, a few minutes.",
                pages,
            )
        )
    return lines


def _last_assessment_line(context: Context, latest: Assessment, sent_at: datetime) -> Text:
    translator = context.translator
    day = translator.day(day_in(sent_at, context.zone), day_in(context.now, context.zone))
    reached = reached_summary(translator, context.programme, latest.answers)
    if not reached:
        return translator.render(N_("Your last self-assessment: {day}"), day=day)
    return translator.render(N_("Your last self-assessment: {day}, {reached}"), day=day, reached=reached)


def _greeting_message(context: Context) -> Message:
    translator = context.translator
    help_ = Button(translator.text(N_("Help")), says="help")
    if waiting := offers.open_to(context.session, context.actor.id):
        waiting_line = translator.plural(
            "Hello! {count} question to the experts is waiting for your answer: `/gamma expert status`",
            "Hello! {count} questions to the experts are waiting for your answer: `/gamma expert status`",
            len(waiting),
        )
        see = Button(translator.text(N_("See what waits")), says="expert status", main=True)
        return Message((waiting_line,), (see, help_))
    hello = N_(
        "Hello! I am Gamma. Type `/gamma` in your team’s channel, and I will follow your startup there."
    )
    return Message((translator.render(hello),), (help_,))


def _unlinked_channel_message(context: Context) -> Message:
    translator = context.translator
    hello = N_("Hello! This channel is not linked to a startup yet. Once it is, I can help its team here.")
    link = Button(translator.text(N_("Link a startup")), says="startup link", main=True)
    return Message((translator.render(hello),), (link,))


COMMAND = CommandSpec(
    id="now",
    names={"en": "now", "fr": "maintenant"},
    aliases=("status", "statut", "accueil", "home"),
    summary=N_("what matters now for your startup"),
    plain=Subcommand(
        "",
        _home,
        phrases=("quoi de neuf", "quoi de neuf aujourd’hui", "ça va", "what’s new", "what’s up"),
    ),
)
