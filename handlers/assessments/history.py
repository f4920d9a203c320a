"""`/gamma assess history`: how the verdicts went over the quarters, in words and as a picture in private."""

from gamma.assessments.trend import Trend
from gamma.assessments.trend_messages import trend_paragraphs
from gamma.chat import Button, Message
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.assessments.results import no_result_yet, nothing_shared_message
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context
from storage.assessments.trends import Trends


def history(context: Context, given: Arguments) -> Message:
    """A member's own; for those beside the team, the team's."""
    startup = given.startup
    if not context.may(Right.ASSESS, startup.id):
        return team_history(context, given)
    trends = Trends(context.session, context.programme, context.zone)
    trend = trends.own(startup.id, context.actor.id)
    if not trend.quarters:
        raise no_result_yet(context, startup)
    label, says = N_("The team’s trend"), "assess history team"
    if not trends.has_team_trend(startup.id):
        label, says = N_("My result"), "assess result"
    button = Button(context.translator.text(label), says=says, about=startup.id)
    return _history_message(context, startup, trend, (button,), team=False)


def team_history(context: Context, given: Arguments) -> Message:
    startup, translator = given.startup, context.translator
    context.require(Right.SEE_SHARED_RESULTS, startup)
    trends = Trends(context.session, context.programme, context.zone)
    trend, is_member = trends.team(startup.id), context.may(Right.ASSESS, startup.id)
    if not trend.quarters:
        return nothing_shared_message(context, is_member=is_member)
    buttons = [Button(translator.text(N_("The team’s result")), says="assess result team", about=startup.id)]
    if is_member and trends.has_own_trend(startup.id, context.actor.id):
        buttons.append(Button(translator.text(N_("My trend")), says="assess history", about=startup.id))
    return _history_message(context, startup, trend, tuple(buttons), team=True)


def _history_message(
    context: Context, startup: Startup, trend: Trend, buttons: tuple[Button, ...], *, team: bool
) -> Message:
    """In words; where there is a trend to see, its picture follows in private."""
    paragraphs = trend_paragraphs(context.translator, startup, trend, team=team)
    if trend.is_comparable:
        whose = {} if team else {"own": context.actor.id}
        key = f"assessment-history:{context.actor.id}:{context.now.isoformat()}"
        context.notify(context.actor, "assessment_history", key, {"startup": startup.id, **whose})
        coming = context.translator.render(N_("The picture comes to our direct conversation."))
        paragraphs = (*paragraphs, coming)
    return Message(paragraphs, buttons)
