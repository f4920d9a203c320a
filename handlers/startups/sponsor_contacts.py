"""`/gamma startup sponsor`: the people at the sponsor, with the address to which invitations go."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import Errors, Field, Form, Message
from gamma.errors import UserError
from gamma.normalise import closest_match, normalise
from gamma.people.rights import Right
from gamma.startups.sponsor_contact import (
    ADMINISTRATION,
    EMAIL,
    NAME,
    SponsorContact,
    contacts_told,
    parse_contact,
    parts,
)
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup, resolve_startup_first
from handlers.startups.managers import REMOVE
from handlers.startups.page_form import once
from handlers.typed_text import split, verb_in
from storage.startups import sponsor_contacts, startups

_TWO_ALIKE = N_(
    "The name is that of {first}, the address that of {second}. If they are one person, remove one first: "
    "`/gamma startup sponsor remove {second}`. Nothing was changed."
)
_WHOM = N_(
    "Whom? Write the name after it, as in `/gamma startup sponsor remove Jeanne Martin`. "
    "The contacts: {names}. Nothing was changed."
)
_NOT_THERE = N_("I cannot find “{typed}” among the contacts: {names}. Nothing was changed.")


def say(context: Context, typed: str) -> Response:
    """A contact on one line, else the form."""
    first, rest = split(typed)
    if verb_in(first, REMOVE):
        return _remove(context, rest)
    startup, typed = resolve_startup_first(context, typed, "startup sponsor")
    context.require(Right.EDIT_STARTUP, startup)
    if not typed:
        return _form(context, startup)
    contact, errors = parse_contact(parts(typed))
    for error in errors.values():
        raise error
    _keep(context, startup, contact)
    return _contacts(context, startup)


def save(context: Context, _detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.EDIT_STARTUP)
    contact, errors = parse_contact(typed)
    if errors:
        return Errors({field: error.text(context.translator) for field, error in errors.items()})
    _keep(context, startup, contact)
    outcome = {"startup": startup.id}
    key = f"contact-stated:{startup.id}:{context.actor.id}:{once(context, typed)}"
    context.notify(context.actor, "contact_stated", key, outcome)
    return outcome


def show(context: Context, _outcome: Outcome) -> Message:
    return _contacts(context, require_form_startup(context, Right.SEE_STARTUP))


def _contacts(context: Context, startup: Startup) -> Message:
    known = sponsor_contacts.contacts_of(context.session, startup.id)
    return contacts_told(context.translator, startup, known)


def _keep(context: Context, startup: Startup, contact: SponsorContact) -> None:
    """Raises UserError where the name and the address are those of two people."""
    startups.lock_startup(context.session, startup.id)
    alike = sponsor_contacts.alike(context.session, startup.id, contact)
    if len(alike) > 1:
        raise UserError(_TWO_ALIKE, first=alike[0].name, second=alike[1].name)
    sponsor_contacts.keep_contact(context.session, startup.id, contact, context.actor, context.now)


def _remove(context: Context, typed: str) -> Message:
    startup, typed = resolve_startup_first(context, typed, "startup sponsor remove")
    context.require(Right.EDIT_STARTUP, startup)
    startups.lock_startup(context.session, startup.id)
    contacts = sponsor_contacts.contacts_of(context.session, startup.id)
    contact = _named(contacts, typed)
    sponsor_contacts.remove_contact(context.session, startup.id, contact, context.now)
    done = context.translator.render(
        N_("Done: {name} is not among the contacts any more."), name=contact.name
    )
    left = _contacts(context, startup)
    return replace(left, paragraphs=(done, *left.paragraphs))


def _named(contacts: list[SponsorContact], typed: str) -> SponsorContact:
    """Raises UserError where nobody of them has this name or address."""
    names = ", ".join(contact.name for contact in contacts[:10]) or "–"
    if not typed:
        raise UserError(_WHOM, names=names)
    for contact in contacts:
        if (normalise(typed) or typed) in (normalise(contact.name) or contact.name, normalise(contact.email)):
            return contact
    near = closest_match(typed[:60], [contact.name for contact in contacts])
    if near:
        sentence = N_(
            "I cannot find “{typed}” among the contacts. Did you mean “{meant}”? Nothing was changed."
        )
        raise UserError(sentence, typed=typed[:60], meant=near)
    raise UserError(_NOT_THERE, typed=typed[:60], names=names)


def _form(context: Context, startup: Startup) -> Form:
    translator = context.translator
    fields = (
        Field(NAME, translator.text(N_("Name")), "text", required=True),
        Field(ADMINISTRATION, translator.text(N_("Administration")), "text"),
        Field(
            EMAIL, translator.text(N_("E-mail")), "text", translator.text(N_("Invitations will go there."))
        ),
    )
    intro = N_("{startup}: who at the sponsor comes to the checkpoints? A contact already noted is updated.")
    return Form(
        route="startup.sponsor",
        title=translator.text(N_("Contact at the sponsor")),
        intro=translator.text(intro, startup=startup.name),
        fields=fields,
        submit=translator.text(N_("Keep")),
        about=startup.id,
    )
