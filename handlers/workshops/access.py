"""Which workshop is meant, who may announce one, and who may change it; what a reader is for it."""

from gamma.chat import MESSAGE_BUTTONS, Message
from gamma.errors import UserError
from gamma.translator import N_
from gamma.workshops.messages import Reader, Words, choice_button
from gamma.workshops.workshop import Attendance, Workshop
from handlers.engine.context import ClarificationNeeded, Context, NotAllowedError
from handlers.engine.typed_text import MOST_REPEATED
from storage.experts import experts
from storage.people import people
from storage.reader_context import ReaderContext
from storage.workshops import sign_ups, workshops

_UNKNOWN = N_("I know no workshop #{number}. `/gamma workshop` shows those to come. Nothing was changed.")
_NONE_AHEAD = N_(
    "No workshop is announced just now. `/gamma workshop` shows the next ones. Nothing was changed."
)
_NONE_OVER = N_("No workshop has begun yet: this is for those that have. Nothing was changed.")
_MAY_NOT_ANNOUNCE = N_(
    "Workshops are announced by the programme team, portfolio managers and experts. To be one "
    "of the experts: "
    "`/gamma expert join`. An idea for one? Please tell the programme team. Nothing was changed."
)
_MAY_NOT_CHANGE = N_(
    "This is for who hosts or announced the workshop, and the programme team. Nothing was changed."
)


def words_of(context: ReaderContext) -> Words:
    return Words(context.translator, context.programme, context.now, context.reader_zone)


def require_announcer(context: Context) -> None:
    """Raises NotAllowedError."""
    may = context.is_programme_team or context.manages
    if not (may or experts.load(context.session, context.actor.id)):
        raise NotAllowedError(_MAY_NOT_ANNOUNCE)


def is_responsible(context: Context, workshop: Workshop) -> bool:
    return context.is_programme_team or context.actor.id in (workshop.host_id, workshop.announced_by)


def require_responsible(context: Context, workshop: Workshop) -> None:
    """Raises NotAllowedError."""
    if not is_responsible(context, workshop):
        raise NotAllowedError(_MAY_NOT_CHANGE)


def resolve_workshop(
    context: Context, number: int | None, command: str, *, rest: str = "", past: bool = False
) -> Workshop:
    """The one with this number, or the only one it can be; asked where there are several. Nobody else changes
    it, or who comes, meanwhile. rest: what was typed beside. past: it is meant for those that have begun.

    Raises UserError, ClarificationNeeded.
    """
    if number is not None:
        workshop = workshops.lock(context.session, number)
        if workshop is None:
            raise UserError(_UNKNOWN, number=number)
        return workshop
    choose_from = workshops.latest if past else workshops.ahead
    found = choose_from(context.session, context.now)
    if not found:
        raise UserError(_NONE_OVER if past else _NONE_AHEAD)
    likely = _likely(context, found, command) or found
    if len(likely) > 1:
        raise _which(context, likely, command, rest)
    return workshops.lock(context.session, likely[0].id) or likely[0]


def _likely(context: Context, found: list[Workshop], command: str) -> list[Workshop]:
    """Those that this person may do this with. Nobody is signed up for one that they did not name."""
    attended, me = sign_ups.attendances(context.session, found), context.actor.id

    def is_likely(workshop: Workshop) -> bool:
        standing = attended[workshop.id].standing(me)
        match command:
            case "join":
                return True
            case "leave":
                return standing != "none"
            case "feedback":
                return standing == "place"
            case "invitation":
                return standing == "place" or me == workshop.host_id
            case _:
                return is_responsible(context, workshop)

    return [each for each in found if is_likely(each)]


def _which(context: Context, found: list[Workshop], command: str, rest: str) -> ClarificationNeeded:
    question, carried = context.translator.render(N_("Which workshop?")), rest[:MOST_REPEATED]
    buttons = [choice_button(context.translator, each, command, carried) for each in found[:MESSAGE_BUTTONS]]
    return ClarificationNeeded(Message((question,), tuple(buttons)))


def reader_of(context: Context, workshop: Workshop, attendance: Attendance) -> Reader:
    standing = attendance.standing(context.actor.id)
    return Reader(
        standing=standing,
        rank=attendance.rank(context.actor.id) if standing == "waiting" else 0,
        is_responsible=is_responsible(context, workshop),
        hosts=context.actor.id == workshop.host_id,
    )


def attendee_names(context: Context, attendance: Attendance) -> list[str]:
    """For who is responsible: of those with a place, in their order."""
    known = people.by_ids(context.session, attendance.coming)
    return [context.translator.name(known[each].name) for each in attendance.coming]


def standing_of(context: Context, workshop: Workshop) -> tuple[Attendance, Reader]:
    attendance = sign_ups.attendance(context.session, workshop)
    return attendance, reader_of(context, workshop, attendance)
