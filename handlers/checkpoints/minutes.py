"""`/gamma checkpoint minutes`: what a checkpoint led to, in one short form, and a text for the sponsor."""

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE, Checkpoint
from gamma.checkpoints.minutes import Minutes
from gamma.checkpoints.minutes_messages import mail_body, mail_message, mail_subject
from gamma.errors import UserError
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.checkpoints.minutes_form import form
from handlers.checkpoints.resolve import number_in, resolve_plannable_startup
from handlers.checkpoints.sponsor_links import page_for
from handlers.context import Context, Response
from handlers.typed_text import Verbs, split, verb_in
from storage.checkpoints import checkpoints, minutes
from storage.startups import sponsor_contacts

VERBS: Verbs = {
    "mail": ("mail", "courriel", "e-mail", "email", "mél", "texte", "text"),
    "correct": ("correct", "corriger", "write", "écrire"),
}
_NOT_BEGUN = N_(
    "No checkpoint of {startup} has begun yet: its minutes can be written from then on. "
    "`/gamma checkpoint` shows what is planned."
)
_NOT_THIS_ONE = N_("This checkpoint has no minutes: it was cancelled, or it is still to come.")
_NOT_WRITTEN = N_("Nobody has written the minutes of {day} yet. Do you want to?")


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, VERBS)
    number, _ = number_in(rest if verb else typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint minutes {typed}".strip())
    found = minutes.of_checkpoint(context.session, startup, _meant(context, startup, number))
    return _mail(context, found) if verb == "mail" else form(context, found)


def _meant(context: Context, startup: Startup, number: int | None) -> Checkpoint:
    """The one with this number, else the last that has begun. Raises UserError."""
    begun = minutes.begun(context.session, startup.id, context.now)
    if number is not None:
        begun = [each for each in begun if each.id == number]
        if not begun:
            raise UserError(_NOT_THIS_ONE)
    if not begun:
        raise UserError(_NOT_BEGUN, startup=startup.name)
    return begun[0]


def _mail(context: Context, found: Minutes) -> Message:
    """In the sponsor's language, around it in the reader's."""
    translator, session, startup = context.translator, context.session, found.startup
    if not found.revision:
        day = translator.date(found.checkpoint.moment.day)
        says = f"checkpoint minutes #{found.checkpoint.id}"
        write = Button(translator.text(N_("Write the minutes")), says=says, about=startup.id, main=True)
        return Message((translator.render(_NOT_WRITTEN, day=day),), (write,))
    theirs = Translator(SPONSOR_LOCALE)
    coming = checkpoints.coming(session, startup.id, context.now)
    following = theirs.moment(coming.moment, context.now) if coming else ""
    contacts = sponsor_contacts.contacts_by_id(session, startup.id)
    page = page_for(context, found.checkpoint, next(iter(contacts)) if len(contacts) == 1 else None)
    body = mail_body(theirs, found, following, context.now, page)
    addresses = [contact.email for contact in contacts.values() if contact.email]
    subject = mail_subject(theirs, found)
    return mail_message(translator, found, subject, body, addresses, page, context.pages.own)
