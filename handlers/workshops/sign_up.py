"""`/gamma workshop join`, `leave` and `invitation`: a place, or the waiting list, and out of both again."""

from gamma.chat import Message
from gamma.errors import UserError
from gamma.text import Text
from gamma.translator import N_
from gamma.workshops.messages import headline, joined_message, left_message, notes_lines
from gamma.workshops.workshop import Workshop
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from handlers.workshops.access import reader_of, resolve_workshop, standing_of, words_of
from storage.workshops import reminder_plan, sign_ups

_CANCELLED = N_("The workshop “{title}” is cancelled. `/gamma workshop` shows the next ones.")
_HOSTS = N_("You host it: there is a place for you anyway. Nothing was changed.")
_NO_PLACE = N_("You have no place in it: the calendar file is for those who come. Nothing was changed.")
_BEGUN = N_("It has begun, or is over: nothing was changed. `/gamma workshop` shows the next ones.")


def join(context: Context, given: Arguments) -> Message:
    """Also on a late, second or mistaken press: each has its sentence."""
    workshop = _resolve_ahead(context, given, "join")
    if workshop.host_id == context.actor.id:
        raise UserError(_HOSTS)
    before, _ = standing_of(context, workshop)
    again = before.standing(context.actor.id) != "none"
    after = sign_ups.add(context.session, workshop, context.actor.id, context.now)
    reminder_plan.replan(context.session, workshop, [context.actor.id], context.now)
    reader = reader_of(context, workshop, after)
    return joined_message(words_of(context), workshop, reader, again=again)


def leave(context: Context, given: Arguments) -> Message:
    """Whoever is next on the waiting list has the place, and is told."""
    workshop = _resolve_ahead(context, given, "leave")
    _, reader = standing_of(context, workshop)
    moved = sign_ups.remove(context.session, workshop, context.actor.id, context.now)
    concerned = [*moved, context.actor.id]
    reminder_plan.replan(context.session, workshop, concerned, context.now)
    full = sign_ups.attendance(context.session, workshop).is_full
    return left_message(words_of(context), workshop, had=reader.standing, full=full)


def invitation(context: Context, given: Arguments) -> Message:
    """A file lasts only in a posted message: it comes in private."""
    workshop = _resolve_ahead(context, given, "invitation")
    attendance, _ = standing_of(context, workshop)
    if attendance.standing(context.actor.id) != "place" and context.actor.id != workshop.host_id:
        raise UserError(_NO_PLACE)
    key = f"workshop-invitation:{workshop.id}:{context.actor.id}:{context.now.isoformat()}"
    context.notify(context.actor, "workshop_invitation", key, {"workshop": workshop.id})
    sentence = N_("The calendar file comes in our direct conversation.")
    return Message((Text.lines(headline(words_of(context), workshop), context.translator.render(sentence)),))


def _resolve_ahead(context: Context, given: Arguments, command: str) -> Workshop:
    """Raises UserError, ClarificationNeeded; also where it is cancelled, or has begun."""
    workshop = resolve_workshop(context, given.number, command)
    if workshop.state == "cancelled":
        raise UserError(_CANCELLED, title=workshop.title)
    if not workshop.is_ahead(context.now):
        translator = context.translator
        lines = Text.lines(headline(words_of(context), workshop), translator.render(_BEGUN))
        raise ClarificationNeeded(Message((lines, *notes_lines(translator, workshop))))
    return workshop
