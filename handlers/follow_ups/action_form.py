"""The form for one action: what, who, by when; and how one is kept, however it was typed."""

from collections.abc import Mapping
from datetime import date

from gamma.chat import SHORT_CHARACTERS, Errors, Field, Form, Message
from gamma.errors import InvalidInputError
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import action_noted
from gamma.follow_ups.parse_line import parse_due_date
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_
from handlers.context import Context, Outcome
from handlers.follow_ups.assignees import Assignees
from handlers.startups.resolve import require_form_startup
from storage.follow_ups import actions
from storage.follow_ups.actions import Owner
from storage.startups import startups


def kept(context: Context, startup: Startup, what: str, owner: Owner, due: date | None) -> Action:
    """Noted twice, it is one."""
    startups.lock_startup(context.session, startup.id)
    wanted = (what, owner.name, due)
    known = actions.open_of(context.session, [startup.id])
    same = [each for each in known if (each.text, each.owner_name, each.due_on) == wanted]
    if same:
        return same[0]
    return actions.add(context.session, startup.id, what, owner, due, context.actor, context.now)


def noted(context: Context, action: Action, unread: str = "") -> Message:
    return action_noted(context.translator, action, context.today_in(action.startup_id), unread)


def form(context: Context, startup: Startup) -> Form:
    translator = context.translator
    who = translator.text(N_("A name, or “me”. May be left empty."))
    due = translator.text(N_("For example “12 December” or “Friday”. May be left empty."))
    return Form(
        route="actions.action",
        title=translator.text(N_("Something to do")),
        intro=translator.text(N_("{startup}: the sponsor can read it on the agenda."), startup=startup.name),
        fields=(
            Field("what", translator.text(N_("What")), "text", required=True),
            Field("who", translator.text(N_("Who")), "text", help=who),
            Field("due", translator.text(N_("By when")), "date", help=due),
        ),
        submit=translator.text(N_("Add")),
        about=startup.id,
    )


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    translator, day = context.translator, one_line(typed.get("due", ""))
    what, who = (one_line(typed.get(name, ""))[:SHORT_CHARACTERS] for name in ("what", "who"))
    try:
        due = parse_due_date(day, context.today_in(startup.id)) if day else None
    except InvalidInputError as error:
        return Errors({"due": error.tell(translator)})
    if not what:
        return Errors({"what": translator.text(N_("Write a word or two."))})
    action = kept(context, startup, what, Assignees(context, startup).called(who.lstrip("@")), due)
    key = f"action-noted:{action.id}:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("action_added", key, {"action": action.id})
    return {"action": action.id}


def show(context: Context, outcome: Outcome) -> Message:
    require_form_startup(context, Right.PLAN_CHECKPOINTS)
    action = actions.load(context.session, outcome["action"])
    return (
        noted(context, action) if action else Message((context.translator.render(N_("It is gone by now.")),))
    )
