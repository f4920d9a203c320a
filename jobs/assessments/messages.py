"""What is said about self-assessments: the team's result, the history as a picture, an outside view."""

from collections.abc import Mapping
from functools import partial

from gamma.assessments.outside_view_messages import outside_view_message
from gamma.assessments.results import team_result_message
from gamma.assessments.trend_messages import alternative_text, trend_heading
from gamma.assessments.trend_picture import draw_trend
from gamma.chat import Message, Picture
from gamma.dates import Quarter
from jobs.message_context import MessageContext, MessageKind, Subject, load_startup
from storage.assessments import team_results
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends


def assessment_shared(context: MessageContext, subject: Subject) -> Message | None:
    """The team's result, in its channel, after somebody shared theirs."""
    assessment = Assessments(context.session, context.programme).load(subject["assessment"])
    if assessment is None or assessment.sent_at is None or assessment.shared_at is None:
        return None  # gone, or taken back before it was told
    startup = load_startup(context, assessment.startup_id)
    quarter = Quarter.of(assessment.sent_at, context.zone)
    shared = team_results.of_quarter(context, startup.id, quarter)
    if shared.result is None:
        return None
    trend = Trends(context.session, context.programme, context.zone).has_team_trend(startup.id)
    return team_result_message(context.translator, startup, shared, shared.result, invite=True, trend=trend)


def assessment_history(context: MessageContext, subject: Subject) -> Message | None:
    """As a picture, to who has just read it in words. subject: the startup, and whose own history it is;
    nobody's: the team's.
    """
    startup = load_startup(context, subject["startup"])
    trends = Trends(context.session, context.programme, context.zone)
    person = subject.get("own")
    trend = trends.team(startup.id) if person is None else trends.own(startup.id, person)
    if not trend.is_comparable:
        return None
    translator = context.translator
    heading = trend_heading(translator, startup, team=person is None)
    draw = partial(draw_trend, translator, trend, str(heading))
    return Message((heading,), picture=Picture(draw, alternative_text(translator, trend)))


def counter_view(context: MessageContext, subject: Subject) -> Message | None:
    """To the team's channel; nothing where all is as it knew it (before, reason)."""
    startup, quarter = load_startup(context, subject["startup"]), Quarter(*subject["quarter"])
    shared = team_results.of_quarter(context, startup.id, quarter)
    view = next((view for view in shared.views if view.person_id == subject["person"]), None)
    if view is None or (view.verdicts, view.reason) == (subject["before"], subject.get("reason", "")):
        return None
    return outside_view_message(context.translator, context.programme, startup, quarter, view, shared.result)


MESSAGES: Mapping[str, MessageKind] = {
    "assessment_shared": MessageKind(assessment_shared),
    "assessment_history": MessageKind(assessment_history),
    "counter_view": MessageKind(counter_view),
}
