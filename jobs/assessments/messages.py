"""What is said about self-assessments: the next page, the result of one and of the team, the history."""

from functools import partial

from gamma.assessments.assessment import Assessment
from gamma.assessments.results import own_result, team_message
from gamma.assessments.trend_messages import alternative, heading, told
from gamma.assessments.trend_picture import draw
from gamma.chat import Button, Message, Picture
from gamma.dates import Quarter
from gamma.startups.startup import Startup
from gamma.translator import N_
from jobs.message_context import MessageContext, Render, Subject
from storage.assessments import team_results
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.startups import startups


def _assessment(context: MessageContext, subject: Subject) -> tuple[Assessment, Startup] | None:
    assessment = Assessments(context.session, context.programme).load(subject["assessment"])
    startup = startups.load(context.session, assessment.startup_id) if assessment else None
    return (assessment, startup) if assessment and startup else None


def assessment_next(context: MessageContext, subject: Subject) -> Message | None:
    """A page is kept; the button for the next one, where a form cannot follow a form."""
    found = _assessment(context, subject)
    if not found:
        return None
    _, startup = found
    translator, criterion = context.translator, context.programme.criterion(subject["page"])
    kept = translator.render(
        N_("Kept for **{startup}**. Next page: {title}. You can go on now or later."),
        startup=startup.name,
        title=criterion.title.said(translator.locale),
    )
    label = translator.text(N_("Continue"))
    return Message((kept,), (Button(label, says="assess", about=startup.id, main=True),))


def assessment_result(context: MessageContext, subject: Subject) -> Message | None:
    """A person's own result, where it lasts."""
    found = _assessment(context, subject)
    if not found:
        return None
    assessment, startup = found
    before = Assessments(context.session, context.programme).before(assessment)
    return own_result(
        context.translator,
        context.programme,
        startup,
        assessment,
        before,
        context.zone,
        context.command_ids,
        trend=Trends(context.session, context.programme, context.zone).own_tells(
            startup.id, assessment.person_id
        ),
    )


def assessment_shared(context: MessageContext, subject: Subject) -> Message | None:
    """The team's result, in its channel, after somebody shared theirs."""
    found = _assessment(context, subject)
    if not found or not found[0].sent_at:
        return None
    assessment, startup = found
    quarter = Quarter.of(assessment.sent_at or context.now, context.zone)
    session, programme, zone, commands = context.session, context.programme, context.zone, context.command_ids
    known = team_results.of_quarter(session, programme, startup.id, quarter, zone, commands)
    if not known.result:
        return None
    tells = Trends(context.session, context.programme, context.zone).team_tells(startup.id)
    return team_message(context.translator, startup, known, known.result, invite=True, trend=tells)


def assessment_history(context: MessageContext, subject: Subject) -> Message | None:
    """As a picture, to who asked. subject: the startup, and whose own history it is; nobody's: the team's."""
    startup = startups.load(context.session, subject["startup"])
    if not startup:
        return None
    trends = Trends(context.session, context.programme, context.zone)
    person = subject.get("own")
    trend = trends.team(startup.id) if person is None else trends.own(startup.id, person)
    if not trend.tells:
        return None
    translator = context.translator
    title = str(heading(translator, startup, team=person is None))
    picture = Picture(partial(draw, translator, trend, title), alternative(translator, trend))
    return Message(told(translator, startup, trend, team=person is None), picture=picture)


RENDERS: tuple[Render, ...] = (
    assessment_next,
    assessment_result,
    assessment_shared,
    assessment_history,
)
