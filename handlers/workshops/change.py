"""`/gamma workshop move`, `cancel`, `places` and `notes`: changes that those who signed up are told of."""

from collections.abc import Sequence

from gamma.chat import Button, Field, Message
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.moment import AmbiguousMomentError, parse_moment
from gamma.parsing.no_value import read_no_value
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from gamma.workshops.messages import headline, notes_lines, places_line, see_button
from gamma.workshops.parse_line import parse_link, parse_places
from gamma.workshops.workshop import Workshop
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import ClarificationNeeded, Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.workshops.access import require_responsible, resolve_workshop, words_of
from storage.reader_context import ReaderContext
from storage.workshops import reminder_plan, sign_ups, workshops

_NOT_AHEAD = N_("The workshop “{title}” has begun, is over or is cancelled. Nothing was changed.")
_TAKEN = N_(
    "{taken} places are taken already, and whoever has one keeps it: write {taken} or more. "
    "Nothing was changed."
)
_NOT_YET = N_("The notes come once it has begun. Nothing was changed.")
_NO_LINK = N_(
    "Write the address of the notes: `/gamma workshop notes {number} https://…`. Nothing was changed."
)
_NO_NOTES = N_("It has no notes. Nothing was changed.")
_NOTES_GONE = N_("The notes are taken back: nothing leads to them any more, not even the resources.")


def move(context: Context, given: Arguments) -> Response:
    """The moment is shown back first: those who signed up are told at once."""
    workshop = _resolve_changeable(context, given, "move")
    if not given.text:
        intro = str(headline(words_of(context), workshop))
        return open_form(context, MOVE, None, str(workshop.id), intro)
    try:
        moment = parse_moment(given.text, context.now, workshop.moment.zone)
    except AmbiguousMomentError as ambiguous:
        buttons = tuple(
            Button(context.translator.moment(each, context.now), f"workshop move {workshop.id} {each.code}")
            for each in ambiguous.choices
        )
        raise ClarificationNeeded(Message((ambiguous.render(context.translator),), buttons)) from None
    return _move(context, workshop, moment) if given.confirmed else _ask_to_move(context, workshop, moment)


def _ask_to_move(context: ReaderContext, workshop: Workshop, moment: LocalMoment) -> Message:
    translator = context.translator
    if moment == workshop.moment:
        stands = translator.render(N_("It stands so already: nothing was changed."))
        return Message((headline(words_of(context), workshop), stands))
    question = translator.render(
        N_("Move it to **{when}**? {told}"),
        when=translator.moment(moment, context.now, context.reader_zone),
        told=_how_many_are_told(context, workshop),
    )
    yes = Button(
        translator.text(N_("Yes, move it")), f"workshop move {workshop.id} {moment.code} yes", main=True
    )
    no = Button(translator.text(N_("No, leave it so")), f"workshop {workshop.id}")
    return Message((headline(words_of(context), workshop), question), (yes, no))


def _how_many_are_told(context: ReaderContext, workshop: Workshop) -> Text:
    signed_up = sign_ups.attendance(context.session, workshop).sign_ups
    if not signed_up:
        return context.translator.render(N_("Nobody has signed up yet."))
    translator, waiting = context.translator, [each for each in signed_up if each.waiting]
    with_place = len(signed_up) - len(waiting)
    coming = translator.plural("{count} person with a place", "{count} people with a place", with_place)
    wait = translator.plural("{count} who waits", "{count} who wait", len(waiting))
    if not waiting:
        return translator.render(N_("I tell them: {who}."), who=coming)
    if not with_place:
        return translator.render(N_("I tell them: {who}."), who=wait)
    return translator.render(N_("I tell them: {coming} and {waiting}."), coming=coming, waiting=wait)


def _move(context: Context, workshop: Workshop, moment: LocalMoment) -> Message:
    if moment == workshop.moment:
        return _ask_to_move(context, workshop, moment)
    moved = workshops.change(context.session, workshop, context.now, moment=moment)
    _tell_everybody(context, moved, "workshop_moved")
    done = context.translator.render(
        N_("It is moved. Those who signed up are told, and the reminders follow.")
    )
    see = see_button(context.translator, moved)
    return Message((Text.lines(headline(words_of(context), moved), done),), (see,))


def cancel(context: Context, given: Arguments) -> Message:
    workshop, translator = _resolve_changeable(context, given, "cancel"), context.translator
    head = headline(words_of(context), workshop)
    if not given.confirmed:
        told = _how_many_are_told(context, workshop)
        question = translator.render(N_("Cancel it for good? {told}"), told=told)
        yes = Button(translator.text(N_("Yes, cancel it")), f"workshop cancel {workshop.id} yes")
        no = Button(translator.text(N_("No, leave it so")), f"workshop {workshop.id}", main=True)
        return Message((head, question), (yes, no))
    cancelled = workshops.change(context.session, workshop, context.now, state="cancelled")
    _tell_everybody(context, cancelled, "workshop_cancelled")
    return Message(
        (Text.lines(head, translator.render(N_("It is cancelled. Those who signed up are told."))),)
    )


def _tell_everybody(context: Context, workshop: Workshop, kind: str) -> None:
    session, now = context.session, context.now
    signed_up = [each.person_id for each in sign_ups.attendance(session, workshop).sign_ups]
    everybody = dict.fromkeys([*signed_up, workshop.host_id])
    reminder_plan.replan_all(session, workshop, now, context.zone)
    reminder_plan.tell(session, workshop, everybody, kind, now, context.actor.id)


def places(context: Context, given: Arguments) -> Message:
    """More of them are for whoever waits; never fewer than are taken."""
    workshop, wanted = _resolve_changeable(context, given, "places"), parse_places(given.text)
    taken = sign_ups.attendance(context.session, workshop).taken
    if wanted < taken:
        raise UserError(_TAKEN, taken=taken)
    changed = workshops.set_places(context.session, workshop, wanted)
    moved = sign_ups.move_up(context.session, changed, context.now)
    reminder_plan.replan(context.session, changed, moved, context.now, context.zone)
    attendance = sign_ups.attendance(context.session, changed)
    lines = Text.lines(headline(words_of(context), changed), places_line(context.translator, attendance))
    return Message((lines,), (see_button(context.translator, changed),))


def notes(context: Context, given: Arguments) -> Response:
    """The address of what is left of it: on its post, in the list and among the resources; or it is taken
    back."""
    workshop = resolve_workshop(context, given.number, "notes", past=True)
    require_responsible(context, workshop)
    if workshop.state == "cancelled" or context.now < workshop.starts_at:
        raise UserError(_NOT_YET)
    if not given.text:
        intro = str(headline(words_of(context), workshop))
        return open_form(context, NOTES, None, str(workshop.id), intro)
    if read_no_value(given.text):
        return _take_notes_back(context, workshop)
    return _keep_notes(context, workshop, parse_link(given.text))


def _take_notes_back(context: Context, workshop: Workshop) -> Message:
    if not workshop.notes:
        raise UserError(_NO_NOTES)
    workshops.take_notes_back(context.session, workshop, context.now)
    gone = context.translator.render(_NOTES_GONE)
    again = Button(context.translator.text(N_("Add the notes")), f"workshop notes {workshop.id}")
    return Message((Text.lines(headline(words_of(context), workshop), gone),), (again,))


def _keep_notes(context: Context, workshop: Workshop, link: str) -> Message:
    if not link:
        raise UserError(_NO_LINK, number=workshop.id)
    kept = workshops.keep_notes(
        context.session, context.programme, workshop, link, context.actor, context.now
    )
    return _notes_kept(context, kept)


def _notes_kept(context: ReaderContext, workshop: Workshop) -> Message:
    translator = context.translator
    done = translator.render(
        N_("Kept, thank you: its post, `/gamma workshop` and `/gamma resources` show them.")
    )
    head = headline(words_of(context), workshop)
    back = Button(translator.text(N_("Take the notes back")), f"workshop notes {workshop.id} none")
    return Message((Text.lines(head, *notes_lines(translator, workshop), done),), (back,))


def _resolve_changeable(context: Context, given: Arguments, command: str) -> Workshop:
    workshop = resolve_workshop(context, given.number, command)
    require_responsible(context, workshop)
    if not workshop.is_ahead(context.now):
        raise UserError(_NOT_AHEAD, title=workshop.title)
    return workshop


# --- the forms ------------------------------------------------------------------------------------------


def _arguments(detail: str) -> Arguments:
    return Arguments("", number=int(detail))


def _move_questions(context: Context, _startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    workshop, translator = _resolve_changeable(context, _arguments(detail), "move"), context.translator
    help_ = translator.text(N_("For example “tuesday 8 december 2:30 pm”."))
    value = translator.moment(workshop.moment, context.now)
    picked = workshop.moment.instant.isoformat().replace("+00:00", "Z")
    field = Field("when", translator.text(N_("When")), "datetime", help_, value, required=True, picked=picked)

    def parse(typed: str) -> LocalMoment:
        return parse_moment(typed, context.now, workshop.moment.zone)

    return (FormQuestion(field, parse),)


def _save_move(_context: Context, answers: FormAnswers) -> Outcome:
    """Nothing yet: it is asked back first."""
    return {"workshop": int(answers.detail), "when": answers.values["when"].code}


def _move_result(context: ReaderContext, outcome: Outcome) -> Message | None:
    workshop = workshops.load(context.session, outcome["workshop"])
    if workshop is None or not workshop.is_ahead(context.now):
        return None
    return _ask_to_move(context, workshop, LocalMoment.of_code(outcome["when"], workshop.moment.zone))


def _notes_questions(context: Context, _startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    workshop, translator = resolve_workshop(context, int(detail), "notes"), context.translator
    require_responsible(context, workshop)
    help_ = translator.text(N_("Where the notes, the slides or the recording are."))
    label = translator.text(N_("Address of the notes"))
    return (FormQuestion(Field("link", label, "text", help_, workshop.notes, required=True), _parse_notes),)


def _parse_notes(typed: str) -> str:
    link = parse_link(typed)
    if not link:
        raise InvalidInputError(N_("Write an address that begins with https://."))
    return link


def _save_notes(context: Context, answers: FormAnswers) -> Outcome:
    workshop = resolve_workshop(context, int(answers.detail), "notes")
    require_responsible(context, workshop)
    _keep_notes(context, workshop, answers.values["link"])
    return {"workshop": workshop.id}


def _notes_result(context: ReaderContext, outcome: Outcome) -> Message | None:
    workshop = workshops.load(context.session, outcome["workshop"])
    return _notes_kept(context, workshop) if workshop else None


MOVE = FormSpec(
    route="workshop.move",
    title=N_("Move the workshop"),
    submit=N_("Continue"),
    questions=_move_questions,
    save=_save_move,
    result=_move_result,
)
NOTES = FormSpec(
    route="workshop.notes",
    title=N_("Notes of the workshop"),
    submit=N_("Keep"),
    questions=_notes_questions,
    save=_save_notes,
    result=_notes_result,
)
