"""`/gamma checkpoint mail`: a text to mail to the sponsor, with a page where they can answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gamma.chat import Button, Message
from gamma.checkpoints import agenda_messages
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE, Checkpoint
from gamma.checkpoints.sponsor_mail import (
    compose_cancellation_mail,
    compose_mail,
    mail_message,
    recipient_question,
)
from gamma.errors import UserError
from gamma.parsing.text import closest_match, normalise
from gamma.people.rights import Right
from gamma.startups.sponsor_contact import NO_CONTACT, SponsorContact
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.checkpoints.minutes import minutes_mail_message
from handlers.checkpoints.resolve import NOTHING_PLANNED
from handlers.checkpoints.sponsor_links import LINK_OF_MAIL, give_sponsor_page
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import ClarificationNeeded, Context
from storage import agenda
from storage.checkpoints import checkpoints, sponsor_links
from storage.startups import sponsor_contacts


def _mail(context: Context, given: Arguments) -> Message:
    """For the next checkpoint, or the one with this number; a name chooses among several contacts."""
    startup, name = given.startup, given.text
    checkpoint = _resolve_checkpoint(context, startup, given.number)
    if checkpoint.state == "held":
        return minutes_mail_message(context, startup, checkpoint.id)
    contacts = sponsor_contacts.contacts_by_id(context.session, startup.id)
    contact_id = _contact_id(contacts, name)
    if contact_id is None and (name or len(contacts) > 1):
        names = [contact.name for contact in contacts.values()]
        choices = _like(names, name) if name else names
        raise ClarificationNeeded(recipient_question(context.translator, startup, checkpoint, choices))
    return _mail_message(context, startup, checkpoint, contact_id, contacts.get(contact_id or 0))


def _mail_message(
    context: Context,
    startup: Startup,
    checkpoint: Checkpoint,
    contact_id: int | None,
    contact: SponsorContact | None,
) -> Message:
    """In the sponsor's language, around it in the reader's."""
    theirs = Translator(SPONSOR_LOCALE)
    name, address = (contact.name, contact.email) if contact else ("", "")
    if checkpoint.state == "cancelled":
        following = checkpoints.next_planned(context.session, startup.id, context.now)
        cancellation = compose_cancellation_mail(theirs, startup, checkpoint, following)
        return mail_message(context.translator, cancellation, address, name, context.pages.base_url)
    assembled = agenda.assemble(context.session, context, startup, checkpoint)
    sections = agenda_messages.sections(theirs, context.programme, assembled, inside=False)
    page = give_sponsor_page(context, checkpoint, contact_id)
    confirmed = bool(page) and sponsor_links.is_confirmed(context.session, checkpoint, (contact_id,))
    text = compose_mail(theirs, startup, checkpoint, sections, page, confirmed=confirmed)
    message = mail_message(context.translator, text, address, name, context.pages.base_url)
    if not agenda_messages.shows_verdicts(assembled):
        return message
    label = context.translator.text(N_("Without the verdicts"))
    return replace(message, buttons=(Button(label, "checkpoint verdicts no", startup.id),))


def _contact_id(contacts: Mapping[int, SponsorContact], name: str) -> int | None:
    """Of the contact with this name; without one, of the only contact."""
    if not name:
        return next(iter(contacts)) if len(contacts) == 1 else None
    by_name = {normalise(contact.name) or contact.name: number for number, contact in contacts.items()}
    return by_name.get(normalise(name) or name)


def _like(names: Sequence[str], typed: str) -> list[str]:
    """Those with this first or last name, else the one spelled nearly so. Raises UserError for none."""
    words = set(normalise(typed).split())
    matching = [name for name in names if words and words <= set(normalise(name).split())]
    if not matching and (nearest := closest_match(typed[:60], names)):
        return [nearest]
    if not names:
        raise UserError(NO_CONTACT)
    if not matching:
        raise UserError(
            N_("I cannot find “{typed}” among the contacts: {names}."),
            typed=typed[:60],
            names=", ".join(names),
        )
    return matching


def _resolve_checkpoint(context: Context, startup: Startup, number: int | None) -> Checkpoint:
    """The one with this number, else the next; of which the sponsor may not know that it was cancelled.

    Raises UserError.
    """
    if number is None:
        coming = checkpoints.next_planned(context.session, startup.id, context.now)
        coming = coming or checkpoints.next_cancelled(context.session, startup.id, context.now)
        if coming is None:
            raise UserError(NOTHING_PLANNED, startup=startup.name)
        return coming
    checkpoint = checkpoints.load(context.session, number)
    if checkpoint is None or checkpoint.startup_id != startup.id or _is_past_and_off(context, checkpoint):
        raise UserError(N_("This checkpoint is no longer planned. `/gamma checkpoint` shows what is."))
    return checkpoint


def _is_past_and_off(context: Context, checkpoint: Checkpoint) -> bool:
    """Nobody waits for it any more."""
    return checkpoint.state == "cancelled" and checkpoint.starts_at <= context.now


MAIL = Subcommand(
    "mail",
    _mail,
    spellings=("mail", "courriel", "e-mail", "email", "mél"),
    usages=(
        Usage(
            {"en": "checkpoint mail", "fr": "point courriel"},
            N_("a text to mail to the sponsor, with a page to answer on"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    subcommands=(LINK_OF_MAIL,),
    changes=Changes.ALWAYS,
)
