"""What is said of rounds: the invitation that lives, reminders in private, the team's result in short."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from gamma.assessments.round_messages import (
    RoundDays,
    invitation_message,
    reminder_message,
    result_summary,
    taken_back_message,
)
from gamma.assessments.trend import Trend
from gamma.assessments.trend_messages import alternative_text, trend_heading
from gamma.assessments.trend_picture import draw_trend
from gamma.chat import Message, Picture
from gamma.dates import Quarter, day_in
from gamma.startups.startup import Startup
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, load_startup, no_message
from storage.assessments import result_posts, round_plans, rounds, team_results
from storage.assessments.trends import Trends
from storage.startups import enrolment, startups


def round_invitation(context: MessageContext, subject: Subject) -> Message | None:
    """Where the channel is the startup's no more, what stands there stays as it is."""
    round = rounds.load(context.session, subject["round"])
    startup = startups.load(context.session, round.startup_id) if round else None
    if round is None or startup is None or context.channel_of != startup.id:
        return None
    zone = context.reader_zone
    plan = round_plans.load(context.session, startup.id)
    resumes = round.resumes_at if round.resumes_at and round.resumes_at > context.now else None
    days = RoundDays(
        today=day_in(context.now, zone),
        counts_from=day_in(round.counts_from(context.zone), zone),
        closes=day_in(round.closes_at, zone),
        resumes=day_in(resumes, zone) if resumes else None,
        following=day_in(plan.next_at, zone) if plan and plan.next_at else None,
    )
    count = rounds.count(context.session, round, context.zone)
    return invitation_message(context.translator, startup, round, count, days)


def round_reminder(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing to who has answered, left the team or wants none; nor once it is put off or closed."""
    round = rounds.load(context.session, subject["round"])
    startup = startups.load(context.session, round.startup_id) if round else None
    if round is None or startup is None or context.reader is None or not round.asks_at(context.now):
        return None
    if round.closes_at <= context.now or not enrolment.enrolled_at(context.session, startup.id):
        return None
    if not rounds.waits_for(context.session, round, context.reader.id, context.zone):
        return None
    if any(datetime.fromisoformat(following) <= context.now for following in subject["until"]):
        return None  # the next one says it
    closes, today = (day_in(moment, context.reader_zone) for moment in (round.closes_at, context.now))
    return reminder_message(context.translator, startup, closes, today, last=subject["last"])


def team_result(context: MessageContext, subject: Subject) -> Message | None:
    """Once a round has closed, with the picture of how it went."""
    startup = load_startup(context, subject["startup"])
    if context.channel_of != startup.id:
        return None
    shared = team_results.of_quarter(context, startup.id, Quarter(*subject["quarter"]))
    if shared.result is None:
        return taken_back_message(context.translator, startup, shared.quarter)
    trend = Trends(context.session, context.programme, context.zone).team(startup.id)
    picture = _picture(context, startup, trend) if subject.get("picture") and trend.is_comparable else None
    return result_summary(
        context.translator,
        startup,
        shared,
        shared.result,
        picture,
        trend=trend.is_comparable,
        taken_back=bool(subject.get(result_posts.TAKEN_BACK)),
    )


def _picture(context: MessageContext, startup: Startup, trend: Trend) -> Picture:
    translator = context.translator
    heading = str(trend_heading(translator, startup, team=True))
    return Picture(partial(draw_trend, translator, trend, heading), alternative_text(translator, trend))


MESSAGES: Mapping[str, MessageKind] = {
    "round_invitation": MessageKind(round_invitation, Timing.IN_HOURS, living=True),
    "round_reminder": MessageKind(round_reminder, Timing.REMINDER, missed=no_message),
    "team_result": MessageKind(team_result, living=True),
}
