"""What is said when a portfolio manager gave their view: to the team's channel, and to themselves."""

from gamma.assessments.outside_view_confirmation import kept_message
from gamma.assessments.outside_view_messages import to_the_team
from gamma.assessments.team_result import TeamQuarter
from gamma.chat import Message
from gamma.dates import Quarter
from gamma.startups.startup import Startup
from jobs.message_context import MessageContext, Render, Subject
from storage.assessments import team_results
from storage.assessments.trends import Trends
from storage.startups import startups


def counter_view(context: MessageContext, subject: Subject) -> Message | None:
    """To the team's channel. before: what it knew of this view; if that stands again, nothing is said."""
    found = _found(context, subject)
    if not found:
        return None
    startup, known = found
    view = next((view for view in known.views if view.person_id == subject["person"]), None)
    if view is None or view.verdicts == subject["before"]:
        return None
    return to_the_team(context.translator, context.programme, startup, known.quarter, view, known.result)


def counter_view_kept(context: MessageContext, subject: Subject) -> Message | None:
    """To the manager: what was shown after their form, where it lasts."""
    found = _found(context, subject)
    if not found:
        return None
    startup, known = found
    trend = Trends(context.session, context.programme, context.zone).team_tells(startup.id)
    return kept_message(context.translator, context.programme, startup, known, subject["told"], trend=trend)


def _found(context: MessageContext, subject: Subject) -> tuple[Startup, TeamQuarter] | None:
    startup, quarter = startups.load(context.session, subject["startup"]), Quarter(*subject["quarter"])
    if not startup:
        return None
    session, programme, zone, commands = context.session, context.programme, context.zone, context.command_ids
    return startup, team_results.of_quarter(session, programme, startup.id, quarter, zone, commands)


RENDERS: tuple[Render, ...] = (counter_view, counter_view_kept)
