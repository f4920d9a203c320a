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


def _assessment(facts: MessageContext, subject: Subject) -> tuple[Assessment, Startup] | None:
    assessment = Assessments(facts.session, facts.programme).load(subject["assessment"])
    startup = startups.load(facts.session, assessment.startup_id) if assessment else None
    return (assessment, startup) if assessment and startup else None


def assessment_next(facts: MessageContext, subject: Subject) -> Message | None:
    """A page is kept; the button for the next one, where a form cannot follow a form."""
    found = _assessment(facts, subject)
    if not found:
        return None
    _, startup = found
    translator, criterion = facts.translator, facts.programme.criterion(subject["page"])
    kept = translator.render(
        N_("Kept for **{startup}**. Next page: {title}. You can go on now or later."),
        startup=startup.name,
        title=criterion.title.said(translator.locale),
    )
    label = translator.text(N_("Continue"))
    return Message((kept,), (Button(label, says="assess", about=startup.id, main=True),))


def assessment_result(facts: MessageContext, subject: Subject) -> Message | None:
    """A person's own result, where it lasts."""
    found = _assessment(facts, subject)
    if not found:
        return None
    assessment, startup = found
    before = Assessments(facts.session, facts.programme).before(assessment)
    return own_result(
        facts.translator,
        facts.programme,
        startup,
        assessment,
        before,
        facts.zone,
        facts.commands,
        trend=Trends(facts.session, facts.programme, facts.zone).own_tells(startup.id, assessment.person_id),
    )


def assessment_shared(facts: MessageContext, subject: Subject) -> Message | None:
    """The team's result, in its channel, after somebody shared theirs."""
    found = _assessment(facts, subject)
    if not found or not found[0].sent_at:
        return None
    assessment, startup = found
    quarter = Quarter.of(assessment.sent_at or facts.now, facts.zone)
    session, programme, zone, commands = facts.session, facts.programme, facts.zone, facts.commands
    known = team_results.of_quarter(session, programme, startup.id, quarter, zone, commands)
    if not known.result:
        return None
    tells = Trends(facts.session, facts.programme, facts.zone).team_tells(startup.id)
    return team_message(facts.translator, startup, known, known.result, invite=True, trend=tells)


def assessment_history(facts: MessageContext, subject: Subject) -> Message | None:
    """As a picture, to who asked. subject: the startup, and whose own history it is; nobody's: the team's."""
    startup = startups.load(facts.session, subject["startup"])
    if not startup:
        return None
    trends = Trends(facts.session, facts.programme, facts.zone)
    person = subject.get("own")
    trend = trends.team(startup.id) if person is None else trends.own(startup.id, person)
    if not trend.tells:
        return None
    translator = facts.translator
    title = str(heading(translator, startup, team=person is None))
    picture = Picture(partial(draw, translator, trend, title), alternative(translator, trend))
    return Message(told(translator, startup, trend, team=person is None), picture=picture)


RENDERS: tuple[Render, ...] = (
    assessment_next,
    assessment_result,
    assessment_shared,
    assessment_history,
)
