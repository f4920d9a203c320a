"""What is said of workshops: the one post of each, reminders, what moved, and what is asked after."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import Button, Message
from gamma.text import Text
from gamma.translator import N_
from gamma.workshops.feedback import asked_message
from gamma.workshops.messages import (
    Reader,
    Words,
    calendar_file,
    headline,
    host_buttons,
    notes_lines,
    one_message,
    post_message,
)
from gamma.workshops.workshop import Workshop
from jobs.message_context import (
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
    no_message,
)
from storage.workshops import feedback, sign_ups, workshops


def _load(context: MessageContext, subject: Subject, state: str = "planned") -> Workshop:
    """In this state, and unchanged since this was planned. Raises NothingLeftToSay."""
    workshop = workshops.load(context.session, subject["workshop"])
    same = workshop is not None and subject.get("revision", workshop.revision) == workshop.revision
    if workshop is None or not same or workshop.state != state:
        raise NothingLeftToSay
    return workshop


def _words(context: MessageContext) -> Words:
    return Words(context.translator, context.programme, context.now, context.reader_zone)


def workshop_post(context: MessageContext, subject: Subject) -> Message | None:
    workshop = workshops.load(context.session, subject["workshop"])
    if workshop is None:
        return None
    attendance = sign_ups.attendance(context.session, workshop)
    return post_message(_words(context), workshop, attendance, context.name_of(workshop.host_id))


def _as_it_stands(context: MessageContext, workshop: Workshop) -> Message:
    """To somebody in private, with its calendar file for who comes."""
    attendance = sign_ups.attendance(context.session, workshop)
    me = context.reader.id if context.reader else 0
    host = context.name_of(workshop.host_id)
    standing = attendance.standing(me)
    is_host = me == workshop.host_id
    rank = attendance.rank(me) if standing == "waiting" else 0
    shown = one_message(_words(context), workshop, attendance, host, Reader(standing, rank, is_host, is_host))
    comes = is_host or standing == "place"
    return replace(shown, file=calendar_file(context.translator, workshop, host) if comes else None)


def _told(context: MessageContext, workshop: Workshop, said: Text) -> Message:
    """What happened, and the workshop as it stands."""
    shown = _as_it_stands(context, workshop)
    return replace(shown, paragraphs=(said, *shown.paragraphs))


def workshop_moved_up(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing to who left meanwhile, or once it has begun."""
    workshop, reader = _load(context, subject), context.reader
    if reader is None or not workshop.is_ahead(context.now):
        return None
    if not sign_ups.had_place(context.session, workshop.id, reader.id):
        return None
    sentence = N_(
        "A place has become free, and it is yours. You cannot come? Please give it up for the next one."
    )
    return _told(context, workshop, context.translator.render(sentence))


def workshop_moved(context: MessageContext, subject: Subject) -> Message | None:
    workshop = _load(context, subject)
    if not workshop.is_ahead(context.now):
        return None
    sentence = N_("{person} moved a workshop that you signed up for. Nothing else of it changed.")
    return _told(context, workshop, _by_whom(context, subject, sentence))


def workshop_cancelled(context: MessageContext, subject: Subject) -> Message:
    workshop = _load(context, subject, "cancelled")
    said = _by_whom(context, subject, N_("{person} cancelled a workshop that you signed up for, sorry."))
    host = context.name_of(workshop.host_id)
    file = calendar_file(context.translator, workshop, host)
    others = Button(context.translator.text(N_("Workshops to come")), "workshop")
    return Message((Text.lines(said, headline(_words(context), workshop)),), (others,), file=file)


def workshop_host(context: MessageContext, subject: Subject) -> Message | None:
    """To whoever is to host it, where somebody else announced it."""
    workshop = _load(context, subject)
    if context.reader is None or context.reader.id != workshop.host_id:
        return None
    sentence = N_("{person} announced a workshop that you host. A mistake? You can move or cancel it.")
    return _told(context, workshop, _by_whom(context, subject, sentence))


def _by_whom(context: MessageContext, subject: Subject, sentence: str) -> Text:
    return context.translator.render(sentence, person=context.name_of(subject["person"]))


def workshop_invitation(context: MessageContext, subject: Subject) -> Message:
    workshop = _load(context, subject)
    how = context.translator.render(N_("Open the file to have it in your calendar."))
    lines = Text.lines(headline(_words(context), workshop), how)
    file = calendar_file(context.translator, workshop, context.name_of(workshop.host_id))
    return Message((lines,), file=file)


def workshop_reminder(context: MessageContext, subject: Subject) -> Message | None:
    """While it is planned as it was, to who comes still."""
    workshop = _load(context, subject)
    if not workshop.is_ahead(context.now) or not _comes(context, workshop):
        return None
    message = _as_it_stands(context, workshop)
    buttons = [button for button in message.buttons if "invitation" not in button.says]
    return replace(message, buttons=(*buttons, context.stop_button("workshops")), file=None)


def _comes(context: MessageContext, workshop: Workshop) -> bool:
    me = context.reader.id if context.reader else 0
    return me == workshop.host_id or sign_ups.had_place(context.session, workshop.id, me)


def workshop_feedback(context: MessageContext, subject: Subject) -> Message | None:
    """To who had a place and has not answered yet."""
    workshop, reader = _load_over(context, subject), context.reader
    if reader is None or not sign_ups.had_place(context.session, workshop.id, reader.id):
        return None
    if feedback.of_person(context.session, workshop.id, reader.id):
        return None
    message = asked_message(context.translator, workshop)
    notes = notes_lines(context.translator, workshop)
    stop = context.stop_button("workshops")
    return replace(message, paragraphs=(*message.paragraphs, *notes), buttons=(*message.buttons, stop))


def _load_over(context: MessageContext, subject: Subject) -> Workshop:
    workshop = workshops.load(context.session, subject["workshop"])
    if workshop is None or workshop.state == "cancelled" or not workshop.is_over(context.now):
        raise NothingLeftToSay
    return workshop


def workshop_no_place(context: MessageContext, subject: Subject) -> Message | None:
    """To who waited until it was over."""
    workshop, reader = _load_over(context, subject), context.reader
    if reader is None or reader.id not in sign_ups.attendance(context.session, workshop).waiting:
        return None
    sentence = N_(
        "No place became free in **{title}**, sorry: you were on the waiting list. If there are notes, they "
        "come to its channel and to `/gamma workshop`."
    )
    said = context.translator.render(sentence, title=workshop.title)
    others = Button(context.translator.text(N_("Workshops to come")), "workshop", main=True)
    return Message((said,), (others, context.stop_button("workshops")))


def workshop_after(context: MessageContext, subject: Subject) -> Message | None:
    """To who hosted it: what is left to do."""
    workshop = _load_over(context, subject)
    if context.reader is None or context.reader.id != workshop.host_id:
        return None
    sentence = N_(
        "Thank you for hosting **{title}**! Those who had a place are asked three questions; you read the "
        "answers without names, from three on. If there are notes, they help those who could not come."
    )
    said = context.translator.render(sentence, title=workshop.title)
    return Message((said,), (*host_buttons(context.translator, workshop), context.stop_button("workshops")))


def workshop_notes(context: MessageContext, subject: Subject) -> Message | None:
    """To the channel, once: edited where the address changes, or they are taken back."""
    workshop = workshops.load(context.session, subject["workshop"])
    if workshop is None:
        return None
    if not workshop.notes:
        gone = context.translator.render(N_("The notes of a workshop were taken back:"))
        return Message((Text.lines(gone, headline(_words(context), workshop)),))
    sentence = N_("The notes of a workshop are there, for everybody:")
    said = context.translator.render(sentence)
    head = headline(_words(context), workshop)
    return Message((Text.lines(said, head, *notes_lines(context.translator, workshop)),))


def workshop_proposed(context: MessageContext, subject: Subject) -> Message | None:
    """To the programme team: how many asked, and never who or what."""
    domain = context.programme.domain(subject["domain"])
    if domain is None:
        return None
    translator = context.translator
    sentence = N_(
        "{count} startups asked the expert network about **{domain}** within a month. A workshop may help "
        "all of them, and others. Nothing needs doing if you would rather not."
    )
    said = translator.render(sentence, count=subject["startups"], domain=translator.local(domain.title))
    announce = Button(translator.text(N_("Announce a workshop")), f"workshop announce {domain.id}", main=True)
    return Message((said,), (announce, context.stop_button("workshops")))


MESSAGES: Mapping[str, MessageKind] = {
    "workshop_post": MessageKind(workshop_post, Timing.NEWS, living=True),
    "workshop_moved_up": MessageKind(workshop_moved_up, Timing.NEWS),
    "workshop_place_now": MessageKind(workshop_moved_up),
    "workshop_moved": MessageKind(workshop_moved, Timing.NEWS),
    "workshop_cancelled": MessageKind(workshop_cancelled, Timing.NEWS),
    "workshop_host": MessageKind(workshop_host, Timing.NEWS),
    "workshop_invitation": MessageKind(workshop_invitation),
    "workshop_reminder": MessageKind(
        workshop_reminder, Timing.REMINDER, missed=no_message, family="workshops"
    ),
    "workshop_feedback": MessageKind(
        workshop_feedback, Timing.IN_HOURS, family="workshops", is_budgeted=True
    ),
    "workshop_no_place": MessageKind(
        workshop_no_place, Timing.IN_HOURS, family="workshops", is_budgeted=True
    ),
    "workshop_after": MessageKind(workshop_after, Timing.IN_HOURS, family="workshops", is_budgeted=True),
    "workshop_notes": MessageKind(workshop_notes, Timing.IN_HOURS, living=True, is_budgeted=True),
    "workshop_proposed": MessageKind(
        workshop_proposed, Timing.IN_HOURS, family="workshops", is_budgeted=True
    ),
}
