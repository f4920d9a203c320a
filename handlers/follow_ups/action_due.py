"""`/gamma actions date`: another day for an action, typed or by a form of one field."""

from collections.abc import Iterator, Mapping

from gamma.chat import Button, Errors, Field, Form, Message
from gamma.errors import InvalidInputError
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.parse_line import AmbiguousDueDateError, parse_due_date
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.follow_ups.action_form import noted
from handlers.follow_ups.action_resolve import resolve_action
from handlers.subcommands import number_first
from storage.follow_ups import actions
from storage.startups import startups


def say(context: Context, typed: str) -> Response:
    action = resolve_action(context, typed)
    if action.ended_as:
        return noted(context, action)
    _, day = number_first(typed)
    try:
        return noted(context, _put_off(context, action, day)) if day else _form(context, action)
    except AmbiguousDueDateError as question:
        return Message((question.told(context.translator),), tuple(_choices(context, action, question)))


def _choices(context: Context, action: Action, question: AmbiguousDueDateError) -> Iterator[Button]:
    for day in question.choices:
        says = f"actions date {action.id} {day.isoformat()}"
        yield Button(context.translator.full_day(day), says, action.startup_id)


def _put_off(context: Context, action: Action, typed: str) -> Action:
    """Raises TypedError."""
    due = parse_due_date(typed, context.today_in(action.startup_id))
    startups.lock_startup(context.session, action.startup_id)
    return actions.put_off(context.session, action.id, due)


def _form(context: Context, action: Action) -> Form:
    translator = context.translator
    help_ = translator.text(N_("For example “12 December” or “Friday”."))
    value = translator.date(action.due_on) if action.due_on else ""
    return Form(
        route=f"actions.due.{action.id}",
        title=translator.text(N_("Another day")),
        intro=f"#{action.id} {action.text}",
        fields=(Field("due", translator.text(N_("By when")), "date", help_, value, required=True),),
        submit=translator.text(N_("Keep")),
        about=action.startup_id,
    )


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    action = resolve_action(context, detail)
    try:
        action = _put_off(context, action, typed.get("due", ""))
    except InvalidInputError as error:
        return Errors({"due": error.tell(context.translator)})
    key = f"action-put-off:{action.id}:{context.actor.id}:{context.now.isoformat()}"
    context.tell_after_form("action_added", key, {"action": action.id})
    return {"action": action.id}


def show(context: Context, outcome: Outcome) -> Message:
    return noted(context, resolve_action(context, str(outcome["action"])))
