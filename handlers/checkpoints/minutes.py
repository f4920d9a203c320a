"""`/gamma checkpoint minutes`: what a checkpoint led to, in one short form, and a text for the sponsor."""

from gamma.chat import Button, Form, Message
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE, Checkpoint
from gamma.checkpoints.minutes import Minutes
from gamma.checkpoints.minutes_messages import mail_bodies, mail_message, mail_subject
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.checkpoints.minutes_form import open_minutes_form
from handlers.checkpoints.sponsor_links import give_sponsor_page
from handlers.engine.command_spec import Arguments, NumberArgument, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context
from storage.checkpoints import checkpoints, minutes
from storage.startups import sponsor_contacts

_NOT_BEGUN = N_(
    "No checkpoint of {startup} has begun yet: its minutes can be written from then on. "
    "`/gamma checkpoint` shows what is planned."
)
_NO_MINUTES = N_("This checkpoint has no minutes: it was cancelled, or it is still to come.")
_NOT_WRITTEN = N_("Nobody has written the minutes of {day} yet. Do you want to?")


def _write(context: Context, given: Arguments) -> Form:
    return open_minutes_form(context, _minutes_of(context, given.startup, given.number))


def _minutes_of(context: Context, startup: Startup, number: int | None) -> Minutes:
    """Raises UserError."""
    checkpoint = _resolve_begun(context, startup, number)
    return minutes.load_or_empty(context.session, startup, checkpoint)


def _resolve_begun(context: Context, startup: Startup, number: int | None) -> Checkpoint:
    """The one with this number, else the last that has begun. Raises UserError."""
    begun = checkpoints.list_begun(context.session, startup.id, context.now)
    if number is not None:
        begun = [each for each in begun if each.id == number]
        if not begun:
            raise UserError(_NO_MINUTES)
    if not begun:
        raise UserError(_NOT_BEGUN, startup=startup.name)
    return begun[0]


def minutes_mail_message(context: Context, startup: Startup, number: int | None) -> Message:
    """In the sponsor's language, around it in the reader's."""
    written = _minutes_of(context, startup, number)
    translator, session, checkpoint = context.translator, context.session, written.checkpoint
    if not written.revision:
        day = translator.date(checkpoint.moment.day)
        says = f"checkpoint minutes #{checkpoint.id}"
        write = Button(translator.text(N_("Write the minutes")), says=says, about=startup.id, main=True)
        return Message((translator.render(_NOT_WRITTEN, day=day),), (write,))
    theirs = Translator(SPONSOR_LOCALE)
    coming = checkpoints.next_planned(session, startup.id, context.now)
    next_date = theirs.moment(coming.moment, context.now) if coming else ""
    contacts = sponsor_contacts.contacts_by_id(session, startup.id)
    contact_id = next(iter(contacts)) if len(contacts) == 1 else None
    page = give_sponsor_page(context, checkpoint, contact_id)
    bodies = mail_bodies(theirs, written, next_date, context.now, page)
    addresses = [contact.email for contact in contacts.values() if contact.email]
    subject = mail_subject(theirs, written)
    return mail_message(translator, written, subject, bodies, addresses, page, context.pages.base_url)


def _mail(context: Context, given: Arguments) -> Message:
    return minutes_mail_message(context, given.startup, given.number)


_MAIL = Subcommand(
    "mail",
    _mail,
    spellings=("mail", "courriel", "e-mail", "email", "mél", "texte", "text"),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
)
_CORRECT = Subcommand(
    "correct",
    _write,
    spellings=("correct", "corriger", "write", "écrire"),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
)
MINUTES = Subcommand(
    "minutes",
    _write,
    spellings=("minutes", "compte-rendu", "cr"),
    usages=(
        Usage(
            {"en": "checkpoint minutes", "fr": "point compte-rendu"},
            N_("what was decided; `mail` has a text for the sponsor"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    subcommands=(_MAIL, _CORRECT),
    alone=("minutes", "compte-rendu", "cr"),
)
