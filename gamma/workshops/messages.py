"""How a workshop is said: its one post, one alone, the list, and what comes of signing up and leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import BUTTON_CHARACTERS, Button, File, Message
from gamma.checkpoints.calendar_file import CalendarEvent
from gamma.checkpoints.messages import place_text
from gamma.programme.file import Programme
from gamma.sections import join_line, literal_text
from gamma.text import Text, shorten
from gamma.translator import N_, Translator
from gamma.workshops.workshop import Attendance, Standing, Workshop


@dataclass(frozen=True)
class Words:
    """Whose words it is said in: the reader's language and clock, at this moment.

    reminding: a day that is near is named so; what stays to be read says its date alone.
    """

    translator: Translator
    programme: Programme
    now: datetime
    zone: ZoneInfo
    reminding: bool = False

    def when(self, workshop: Workshop) -> str:
        moment = self.translator.moment_ahead if self.reminding else self.translator.moment
        return moment(workshop.moment, self.now, self.zone)

    def domain(self, workshop: Workshop) -> str:
        """ "" where it is of none, or of one that the programme does not name any more."""
        domain = self.programme.domain(workshop.domain)
        return self.translator.local(domain.title) if domain else ""


def headline(words: Words, workshop: Workshop) -> Text:
    sentence = N_("**Workshop #{number}: {title}** · {when}")
    return words.translator.render(
        sentence, number=workshop.id, title=workshop.title, when=words.when(workshop)
    )


def places_line(translator: Translator, attendance: Attendance) -> Text:
    """ "8 places sur 12"."""
    taken = translator.plural(
        "{count} place of {of} taken", "{count} places of {of} taken", attendance.taken, of=attendance.places
    )
    if not attendance.waiting:
        return taken
    waiting = translator.plural(
        "{count} person is waiting", "{count} people are waiting", len(attendance.waiting)
    )
    return join_line([taken, waiting])


def post_message(words: Words, workshop: Workshop, attendance: Attendance, host: str) -> Message:
    """Its one post, as it stands now; whoever is in the channel may press its buttons."""
    translator = words.translator
    head = Text.lines(headline(words, workshop), _about_line(words, workshop, host))
    if workshop.state == "cancelled":
        return Message((head, translator.render(N_("It is cancelled. Those who had signed up know."))))
    if not workshop.is_ahead(words.now):
        return Message((head, *_over_lines(words, workshop)))
    places = places_line(translator, attendance)
    if attendance.is_full:
        full = N_("It is full: whoever signs up waits, and I tell them if a place becomes free.")
        places = Text.lines(places, translator.render(full))
    join, leave = _join_button(translator, workshop), _leave_button(translator, workshop)
    return Message((head, places), tuple(_for_all(button) for button in (join, leave)))


def _for_all(button: Button) -> Button:
    return Button(button.label, button.says, main=button.main, for_all=True)


def _about_line(words: Words, workshop: Workshop, host: str) -> Text:
    translator, domain = words.translator, words.domain(workshop)
    hosted = translator.render(N_("hosted by {host}"), host=host)
    return join_line([literal_text(domain), hosted]) if domain else hosted


def _over_lines(words: Words, workshop: Workshop) -> list[Text]:
    sentence = N_("It has begun: nobody can sign up any more.")
    if workshop.is_over(words.now):
        sentence = N_("It is over: nobody can sign up any more.")
    return [words.translator.render(sentence), *notes_lines(words.translator, workshop)]


def notes_lines(translator: Translator, workshop: Workshop) -> list[Text]:
    if not workshop.notes:
        return []
    return [translator.render(N_("Notes: {link}"), link=place_text(workshop.notes))]


# --- one of them, and all of them -----------------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """standing: what the reader is for it. is_responsible: may change it. hosts: needs no place in it.

    names: of who has a place, for those who may.
    """

    standing: Standing
    rank: int = 0
    is_responsible: bool = False
    hosts: bool = False
    names: Sequence[str] = ()


def one_message(
    words: Words, workshop: Workshop, attendance: Attendance, host: str, reader: Reader
) -> Message:
    translator = words.translator
    head = Text.lines(headline(words, workshop), _about_line(words, workshop, host))
    if workshop.state == "cancelled":
        return Message((head, translator.render(N_("It is cancelled."))))
    lines = [places_line(translator, attendance)]
    if standing := standing_line(translator, reader):
        lines.append(standing)
    if workshop.link and (reader.standing == "place" or reader.is_responsible):
        lines.append(translator.render(N_("Link: {link}"), link=place_text(workshop.link)))
    if reader.names:
        names = translator.listed(list(reader.names))
        lines.append(translator.render(N_("With a place: {names}"), names=names))
    if not workshop.is_ahead(words.now):
        lines += _over_lines(words, workshop)
        return Message((head, Text.lines(*lines)), tuple(_buttons_after(words, workshop, reader)))
    return Message((head, Text.lines(*lines)), tuple(_buttons_before(translator, workshop, reader)))


def standing_line(translator: Translator, reader: Reader) -> Text | None:
    match reader.standing:
        case "place":
            return translator.render(N_("You have a place."))
        case "waiting":
            return translator.render(N_("You are number {rank} on the waiting list."), rank=reader.rank)
        case "none":
            return None


def _buttons_before(translator: Translator, workshop: Workshop, reader: Reader) -> list[Button]:
    buttons = []
    if reader.hosts:
        buttons.append(_calendar_button(translator, workshop))
    elif reader.standing == "none":
        buttons.append(_join_button(translator, workshop))
    else:
        buttons += [_calendar_button(translator, workshop)] if reader.standing == "place" else []
        buttons.append(_leave_button(translator, workshop))
    if reader.is_responsible:
        buttons.append(Button(translator.text(N_("Move it")), f"workshop move {workshop.id}"))
        buttons.append(Button(translator.text(N_("Cancel it")), f"workshop cancel {workshop.id}"))
    return buttons


def _buttons_after(words: Words, workshop: Workshop, reader: Reader) -> list[Button]:
    translator, buttons = words.translator, []
    if reader.standing == "place" and workshop.is_over(words.now):
        label = translator.text(N_("Say what you thought"))
        buttons.append(Button(label, f"workshop feedback {workshop.id}", main=True))
    return buttons + (host_buttons(translator, workshop) if reader.is_responsible else [])


def host_buttons(translator: Translator, workshop: Workshop) -> list[Button]:
    """What whoever hosted it does after."""
    return [
        Button(translator.text(N_("Add the notes")), f"workshop notes {workshop.id}"),
        Button(translator.text(N_("Read what people say")), f"workshop results {workshop.id}"),
    ]


def list_line(words: Words, workshop: Workshop, attendance: Attendance, reader: Reader) -> Text:
    translator = words.translator
    parts = [headline(words, workshop), places_line(translator, attendance)]
    if standing := standing_line(translator, reader):
        parts.append(standing)
    return join_line(parts)


def past_line(words: Words, workshop: Workshop) -> Text:
    """With its notes: what is left of it for those who were not there."""
    return join_line([headline(words, workshop), *notes_lines(words.translator, workshop)])


def see_button(translator: Translator, workshop: Workshop) -> Button:
    return Button(translator.text(N_("See #{number}"), number=workshop.id), f"workshop {workshop.id}")


def choice_button(translator: Translator, workshop: Workshop, command: str, rest: str = "") -> Button:
    """Where several may be meant: the command with the number of this one, and what was typed beside."""
    label = translator.text(N_("#{number} {title}"), number=workshop.id, title=workshop.title)
    return Button(shorten(label, BUTTON_CHARACTERS), f"workshop {command} {workshop.id} {rest}".strip())


def _join_button(translator: Translator, workshop: Workshop) -> Button:
    return Button(translator.text(N_("Sign up")), f"workshop join {workshop.id}", main=True)


def _leave_button(translator: Translator, workshop: Workshop) -> Button:
    return Button(translator.text(N_("Give up my place")), f"workshop leave {workshop.id}")


def _calendar_button(translator: Translator, workshop: Workshop) -> Button:
    return Button(translator.text(N_("The calendar file")), f"workshop invitation {workshop.id}")


# --- what comes of signing up and leaving -----------------------------------------------------------------


def joined_message(words: Words, workshop: Workshop, reader: Reader, *, again: bool) -> Message:
    """again: it was so before."""
    translator = words.translator
    if reader.standing == "waiting":
        sentence = N_("It is full: you are number {rank} on the waiting list. I tell you if a place is free.")
        if again:
            sentence = N_(
                "You are on the waiting list already, number {rank}. I tell you if a place is free."
            )
        said = translator.render(sentence, rank=reader.rank)
    else:
        sentence = N_(
            "You have a place; whoever hosts or announced it, and the programme team, see your name. "
            "I remind you the day before and an hour before."
        )
        if again:
            sentence = N_("You have a place already: nothing was changed.")
        said = translator.render(sentence)
    lines = Text.lines(headline(words, workshop), said)
    if reader.standing == "place" and workshop.link:
        link = translator.render(N_("Link: {link}"), link=place_text(workshop.link))
        lines = Text.lines(lines, link)
    return Message((lines,), tuple(_buttons_before(translator, workshop, reader)))


def left_message(words: Words, workshop: Workshop, *, had: Standing, full: bool = False) -> Message:
    translator = words.translator
    sentence = N_("You were not signed up: nothing was changed.")
    if had == "place":
        sentence = N_(
            "Your place is free again, thank you for saying so. You can come back while there is room."
        )
        if full:
            sentence = N_("Your place goes to whoever is next, thank you for saying so.")
    elif had == "waiting":
        sentence = N_("You are not on the waiting list any more.")
    lines = Text.lines(headline(words, workshop), translator.render(sentence))
    return Message((lines,), (_join_button(translator, workshop),))


# --- in calendars ---------------------------------------------------------------------------------------


def calendar_event(translator: Translator, workshop: Workshop, host: str) -> CalendarEvent:
    summary = translator.text(N_("Workshop: {title}"), title=workshop.title)
    cancelled = workshop.state == "cancelled"
    if cancelled:
        summary = translator.text(N_("Cancelled: {summary}"), summary=summary)
    return CalendarEvent(
        uid=workshop.uid,
        sequence=workshop.revision,
        changed_at=workshop.changed_at,
        cancelled=cancelled,
        moment=workshop.moment,
        ends_at=workshop.ends_at,
        summary=summary,
        organizer=host,
        place=workshop.link,
        description=translator.text(
            N_("You signed up with Gamma. `/gamma workshop` shows it, and lets you leave.")
        ),
    )


def calendar_file(translator: Translator, workshop: Workshop, host: str) -> File:
    from gamma.checkpoints.calendar_writing import event_file

    event = calendar_event(translator, workshop, host)
    return File(f"atelier-{workshop.moment.day}.ics", event_file(event))
