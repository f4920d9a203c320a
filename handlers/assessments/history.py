"""`/gamma assess history`: how the verdicts went over the quarters, in words and as a picture in private."""

from gamma.assessments.trend import Trend
from gamma.assessments.trend_messages import told
from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context
from handlers.resolve import resolve_startup
from handlers.typed_text import Verbs, split, verb_in
from storage.assessments.trends import Trends

TEAM: Verbs = {"team": ("team", "équipe")}


def history(context: Context, typed: str) -> Message:
    """A member's own; with "team", and for those beside the team, the team's."""
    first, rest = split(typed)
    team = verb_in(first, TEAM) is not None
    startup = resolve_startup(
        context, rest if team else typed, "assess history team" if team else "assess history"
    )
    if isinstance(startup, Message):
        return startup
    member = context.may(Right.ASSESS, startup.id)
    if team or not member:
        return _of_team(context, startup, member=member)
    return _own(context, startup)


def _own(context: Context, startup: Startup) -> Message:
    trends = Trends(context.session, context.programme, context.zone)
    trend = trends.own(startup.id, context.actor.id)
    if not trend.quarters:
        sentence = N_("You have no result for {startup} yet. `/gamma assess` takes a few minutes.")
        raise UserError(sentence, startup=startup.name)
    label, says = N_("The team’s trend"), "assess history team"
    if not trends.team_tells(startup.id):
        label, says = N_("My result"), "assess result"
    button = Button(context.translator.text(label), says=says, about=startup.id)
    return _told(context, startup, trend, team=False, buttons=(button,))


def _of_team(context: Context, startup: Startup, *, member: bool) -> Message:
    context.require(Right.SEE_SHARED_RESULTS, startup)
    trends = Trends(context.session, context.programme, context.zone)
    trend, translator = trends.team(startup.id), context.translator
    if not trend.quarters:
        nothing = N_("Nobody has shared a result yet. `/gamma assess share` shares yours, if you like.")
        for_others = N_("The team has not shared a result yet.")
        return Message((translator.render(nothing if member else for_others),))
    buttons = [Button(translator.text(N_("The team’s result")), says="assess result team", about=startup.id)]
    if member and trends.own_tells(startup.id, context.actor.id):
        buttons.append(Button(translator.text(N_("My trend")), says="assess history", about=startup.id))
    return _told(context, startup, trend, team=True, buttons=tuple(buttons))


def _told(
    context: Context, startup: Startup, trend: Trend, *, team: bool, buttons: tuple[Button, ...]
) -> Message:
    paragraphs = told(context.translator, startup, trend, team=team)
    if trend.tells:
        whose = {} if team else {"own": context.actor.id}
        key = f"assessment-history:{context.actor.id}:{context.now.isoformat()}"
        context.notify(context.actor, "assessment_history", key, {"startup": startup.id, **whose})
        coming = context.translator.render(N_("The picture comes to our direct conversation."))
        paragraphs = (*paragraphs, coming)
    return Message(paragraphs, buttons)
