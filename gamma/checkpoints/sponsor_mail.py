"""The text that the team mails to its sponsor before a checkpoint, and where the sponsor can answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.checkpoints.sponsor_page_messages import full_moment
from gamma.mailto import mailto
from gamma.sections import Section, literal_text
from gamma.startups.startup import Startup
from gamma.text import Span, Text, fit_paragraphs, link, truncate
from gamma.translator import N_, Translator

TEXT_IS_READY = N_("Does the sponsor know? A text for them is ready.")
_LINES_OF_A_SECTION = 3
_LINE_CHARACTERS = 120
_MOST_NAMED = 4


@dataclass(frozen=True)
class SponsorMail:
    """In the sponsor's language. page: the address where they can answer, "" where there are no pages.

    agenda: "" where there is nothing to talk about yet; its short form stands where all is too long.
    is_cancellation: of a checkpoint that will not take place, so without a page to answer on.
    """

    subject: str
    before: str
    page: str
    agenda: str
    short_agenda: str
    signature: str
    is_cancellation: bool = False

    @property
    def after(self) -> str:
        return "\n\n".join(filter(None, (self.agenda, self.signature)))

    @property
    def bodies(self) -> tuple[str, ...]:
        """The whole mail, then shorter ones, whole as well."""
        return tuple(
            "\n\n".join(filter(None, (self.before, self.page, agenda, self.signature)))
            for agenda in (self.agenda, self.short_agenda, "")
        )


def compose_mail(
    translator: Translator,
    startup: Startup,
    checkpoint: Checkpoint,
    sections: Sequence[Section],
    page: str,
    *,
    confirmed: bool,
) -> SponsorMail:
    """The page comes first: where a mail program takes no long texts, the end is what is lost.

    confirmed: whoever it is for has said yes to the date on the page.
    """
    when = full_moment(translator, checkpoint.moment)
    before = [
        translator.text(N_("Hello,")),
        translator.text(N_("The team of {startup} will meet you {when}."), startup=startup.name, when=when),
    ]
    if checkpoint.place:
        before.append(translator.text(N_("Place: {place}"), place=checkpoint.place))
    if page:
        before.append(translator.text(_CONFIRMED if confirmed else _ON_PAGE))
    else:
        before.append(translator.text(N_("Does this date suit you? A short answer to this mail is enough.")))
    return SponsorMail(
        subject=translator.text(N_("Checkpoint of {startup}: {when}"), startup=startup.name, when=when),
        before="\n\n".join(before),
        page=page,
        agenda=_agenda(translator, sections, _LINES_OF_A_SECTION),
        short_agenda=_agenda(translator, sections, 1),
        signature=translator.text(N_("The team of {startup}"), startup=startup.name),
    )


def compose_cancellation_mail(
    translator: Translator, startup: Startup, checkpoint: Checkpoint, following: Checkpoint | None
) -> SponsorMail:
    """following: the next one that is planned, if there is one."""
    when = full_moment(translator, checkpoint.moment)
    sentences = [
        translator.text(N_("Hello,")),
        translator.text(N_("Our checkpoint planned for {when} will not take place."), when=when),
        translator.text(_FOLLOWING, when=full_moment(translator, following.moment))
        if following
        else translator.text(N_("We are sorry for the change. Which other date would suit you?")),
    ]
    return SponsorMail(
        subject=translator.text(
            N_("Cancelled: checkpoint of {startup}, {when}"), startup=startup.name, when=when
        ),
        before="\n\n".join(sentences),
        page="",
        agenda="",
        short_agenda="",
        signature=translator.text(N_("The team of {startup}"), startup=startup.name),
        is_cancellation=True,
    )


_FOLLOWING = N_("We are sorry for the change. The next checkpoint is planned for {when}.")
_ON_PAGE = N_(
    "On this page, without an account, you can confirm the date, propose another and read the agenda:"
)
_CONFIRMED = N_(
    "You have confirmed this date: thank you! On this page, without an account, you can read the agenda, "
    "and propose another date should it no longer suit you:"
)


def _agenda(translator: Translator, sections: Sequence[Section], most: int) -> str:
    """What there is to say, section by section, in as many lines each."""
    paragraphs = [_section_text(section, most) for section in sections if section.lines]
    if not paragraphs:
        return ""
    return "\n\n".join([translator.text(N_("What we would like to talk about:")), *paragraphs])


def _section_text(section: Section, most: int) -> str:
    lines = [str(truncate(line, _LINE_CHARACTERS)) for line in section.lines[:most]]
    if len(section.lines) > most:
        lines.append("…")
    return "\n".join([str(section.title), *(f"- {line}" for line in lines)])


def mail_message(translator: Translator, mail: SponsorMail, address: str, name: str, own: str) -> Message:
    """The text to copy, and a mail that has it already. own: our public address."""
    sentence = N_(
        "Here is a text for the sponsor. I send nothing: read it, change it if you like, and send it from "
        "your own mailbox."
    )
    label = (
        translator.text(N_("Write to {name}"), name=name)
        if name
        else translator.text(N_("Open it as a mail"))
    )
    paragraphs = [
        translator.render(sentence),
        *([] if mail.page or mail.is_cancellation else [translator.render(_NO_PAGE)]),
        link(label, mailto(address, mail.subject, *mail.bodies)),
        Text((Span(mail.subject, "bold"),)),
        _literal_lines(mail.before),
        *([link(mail.page, mail.page, own)] if mail.page else []),
        _literal_lines(mail.after),
    ]
    if not address:
        hint = N_(
            "To have the address filled in: `/gamma startup sponsor Jeanne Martin, DGE, jeanne@example.org`."
        )
        paragraphs.append(translator.render(hint))
    return Message(fit_paragraphs(paragraphs))


_NO_PAGE = N_(
    "This installation has no public address (GAMMA_URL): there is no page to answer on, the sponsor writes "
    "to you."
)


def recipient_question(
    translator: Translator, startup: Startup, checkpoint: Checkpoint, names: Sequence[str]
) -> Message:
    """Each contact has a page of their own, so each gets a mail of their own."""
    number, shown = number_sign(checkpoint), names[:_MOST_NAMED]
    question = translator.render(
        N_("Who at the sponsor of **{startup}** is the text for?"), startup=startup.name
    )
    buttons = tuple(Button(name[:40], f"checkpoint mail {number} {name}", startup.id) for name in shown)
    if len(names) <= _MOST_NAMED:
        return Message((question,), buttons)
    how = N_("Or type `/gamma checkpoint mail {number}` followed by a name: {names}.")
    others = translator.listed(list(names[_MOST_NAMED:]))
    return Message(fit_paragraphs([question, translator.render(how, number=number, names=others)]), buttons)


def _literal_lines(text: str) -> Text:
    return Text.lines(*(literal_text(line) for line in text.splitlines()))
