"""`/gamma checkpoint mail` and `link`: a text to mail to the sponsor, and the page where they can answer."""

from collections.abc import Mapping, Sequence

from gamma.chat import Button, Message
from gamma.checkpoints import agenda_messages
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE, Checkpoint
from gamma.checkpoints.messages import numbered
from gamma.checkpoints.sponsor_mail import sponsor_mail, to_mail, to_whom
from gamma.checkpoints.sponsor_page import SponsorLink
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.normalise import closest_match, normalise
from gamma.startups.sponsor_contact import SponsorContact
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator
from handlers.checkpoints import minutes
from handlers.checkpoints.resolve import (
    NOTHING_PLANNED,
    number_in,
    resolve_plannable_startup,
    which_checkpoint,
)
from handlers.checkpoints.sponsor_links import page_for
from handlers.context import Context, Response
from handlers.typed_text import Verbs, split, verb_in
from storage import agenda
from storage.checkpoints import checkpoints, sponsor_links
from storage.startups import sponsor_contacts

_MOST_OTHERS = 4
REVOKE: Verbs = {"revoke": ("revoke", "retirer", "révoquer")}


def mail(context: Context, typed: str) -> Response:
    """For the next checkpoint, or the one with this number; a name chooses among several contacts."""
    number, name = number_in(typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint mail {typed}".strip())
    checkpoint = _meant(context, startup, number)
    if checkpoint.state == "held":
        return minutes.say(context, f"mail {numbered(checkpoint)}")
    contacts = sponsor_contacts.contacts_by_id(context.session, startup.id)
    chosen = _called(contacts, name)
    if chosen is None and (name or len(contacts) > 1):
        names = [contact.name for contact in contacts.values()]
        asked = _like(names, name) if name else names
        return to_whom(context.translator, startup, checkpoint, asked)
    return _text(context, startup, checkpoint, chosen, contacts.get(chosen or 0))


def _text(
    context: Context,
    startup: Startup,
    checkpoint: Checkpoint,
    contact_id: int | None,
    contact: SponsorContact | None,
) -> Message:
    """In the sponsor's language, around it in the reader's."""
    theirs = Translator(SPONSOR_LOCALE)
    told = agenda.assemble(
        context.session,
        context.programme,
        startup,
        checkpoint,
        context.now,
        context.zone,
        context.command_ids,
    )
    sections = agenda_messages.sections(theirs, context.programme, told, inside=False)
    page = page_for(context, checkpoint, contact_id)
    confirmed = bool(page) and sponsor_links.is_confirmed(context.session, checkpoint, (contact_id,))
    text = sponsor_mail(theirs, startup, checkpoint, sections, page, confirmed=confirmed)
    name, address = (contact.name, contact.email) if contact else ("", "")
    return to_mail(context.translator, text, address, name, context.pages.own)


def _called(contacts: Mapping[int, SponsorContact], name: str) -> int | None:
    """The contact with this name; without one, the only contact."""
    if not name:
        return next(iter(contacts)) if len(contacts) == 1 else None
    by_name = {normalise(contact.name) or contact.name: number for number, contact in contacts.items()}
    return by_name.get(normalise(name) or name)


def _like(names: Sequence[str], typed: str) -> list[str]:
    """Those with this first or last name, else the one spelled nearly so. Raises UserError for none."""
    said = set(normalise(typed).split())
    found = [name for name in names if said and said <= set(normalise(name).split())]
    if not found and (nearest := closest_match(typed[:60], names)):
        return [nearest]
    if not found:
        shown = ", ".join(names) or "–"
        raise UserError(
            N_("I cannot find “{typed}” among the contacts: {names}."), typed=typed[:60], names=shown
        )
    return found


def _meant(context: Context, startup: Startup, number: int | None) -> Checkpoint:
    """Raises UserError."""
    if number is None:
        coming = checkpoints.coming(context.session, startup.id, context.now)
        if coming is None:
            raise UserError(NOTHING_PLANNED, startup=startup.name)
        return coming
    found = checkpoints.load(context.session, number)
    if found is None or found.startup_id != startup.id or found.state == "cancelled":
        raise UserError(N_("This checkpoint is no longer planned. `/gamma checkpoint` shows what is."))
    return found


def link(context: Context, typed: str) -> Response:
    """Who has a link to the checkpoint's page; `revoke` takes all of them back."""
    first, rest = split(typed)
    verb = verb_in(first, REVOKE)
    number, _ = number_in(rest if verb else typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint link {typed}".strip())
    pages = _pages(context, startup)
    if number is None and not verb:
        coming = checkpoints.coming(context.session, startup.id, context.now)
        pages = [coming, *(each for each in pages if each != coming)] if coming else pages
        if not pages:
            raise UserError(NOTHING_PLANNED, startup=startup.name)
        return _links(context, startup, pages)
    if number is not None:
        pages = [_of(startup, checkpoints.load(context.session, number))]
    if len(pages) > 1:
        return which_checkpoint(context, startup, pages, "checkpoint link revoke #")
    if not pages:
        return _none(context)
    return _revoked(context, pages[0]) if verb else _links(context, startup, pages)


def _pages(context: Context, startup: Startup) -> list[Checkpoint]:
    """The startup's checkpoints to whose page a link leads, past and cancelled ones too, the latest first."""
    every = checkpoints.all_of(context.session, [startup.id])
    found = [each for each in every if sponsor_links.of_checkpoint(context.session, each, context.now)]
    return sorted(found, key=lambda each: each.starts_at, reverse=True)


def _of(startup: Startup, found: Checkpoint | None) -> Checkpoint:
    """Raises UserError."""
    if found is None or found.startup_id != startup.id:
        raise UserError(N_("I cannot find this checkpoint. `/gamma checkpoint` shows what is planned."))
    return found


def _none(context: Context) -> Message:
    return Message((context.translator.render(N_("There is no link to take back.")),))


def _links(context: Context, startup: Startup, pages: Sequence[Checkpoint]) -> Message:
    """Of the first; the next ones can be asked for."""
    translator, checkpoint = context.translator, pages[0]
    links = sponsor_links.of_checkpoint(context.session, checkpoint, context.now)
    others = [
        Button(
            translator.text(N_("Page of {day}"), day=translator.date(each.moment.day)),
            f"checkpoint link {numbered(each)}",
            startup.id,
        )
        for each in pages[1:_MOST_OTHERS]
    ]
    is_on = checkpoint.state != "cancelled"
    ways = [_mail_button(translator, checkpoint, main=not links)] if is_on else []
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    if not links:
        told = N_("No link leads the sponsor to the checkpoint of {when}. The text to mail makes one.")
        return Message((translator.render(told, when=when),), (*ways, *others))
    title = translator.render(N_("**Links to the page of the checkpoint of {when}**"), when=when)
    lines = [_link(context, each) for each in links[:20]]
    label = translator.text(N_("Take the links back"))
    revoke = Button(label, f"checkpoint link revoke {numbered(checkpoint)}", startup.id)
    return Message((Text.lines(title, *lines),), (*ways, revoke, *others))


def _mail_button(translator: Translator, checkpoint: Checkpoint, *, main: bool) -> Button:
    label, says = translator.text(N_("Text for the sponsor")), f"checkpoint mail {numbered(checkpoint)}"
    return Button(label, says, checkpoint.startup_id, main=main)


def _link(context: Context, link: SponsorLink) -> Text:
    translator = context.translator
    return translator.render(
        N_("{contact}: made by {person} on {day}"),
        contact=link.contact or translator.text(N_("the sponsor")),
        person=context.name_of(link.made_by),
        day=translator.date(day_in(link.made_at, context.reader_zone)),
    )


def _revoked(context: Context, checkpoint: Checkpoint) -> Message:
    count = sponsor_links.revoke(context.session, checkpoint, context.now)
    done = N_("Done: no link leads to this checkpoint any more. What was answered stays.")
    return Message((context.translator.render(done),)) if count else _none(context)
