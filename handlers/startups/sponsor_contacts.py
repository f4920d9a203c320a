"""`/gamma startup sponsor`: the people at the sponsor, with the address to which invitations go."""

from collections.abc import Sequence
from dataclasses import replace

from gamma.chat import Field, Form, Message
from gamma.errors import UserError
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import closest_match, normalise
from gamma.people.rights import Right
from gamma.startups.sponsor_contact import (
    ADMINISTRATION,
    EMAIL,
    NAME,
    NO_CONTACT,
    SponsorContact,
    contacts_message,
    parse_administration,
    parse_contacts,
    parse_name,
    parse_optional_email,
)
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    FormAnswers,
    FormQuestion,
    FormSpec,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.startups.manager_command import REMOVE_SPELLINGS
from storage.reader_context import ReaderContext
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

_SHOWN = 3
"""Contacts in the form's introduction; `/gamma startup` has all."""


def _add(context: Context, given: Arguments) -> Response:
    """A contact on one line, else the form."""
    if not given.text:
        return _open_form(context, given.startup)
    lines = parse_items(given.text)
    if len(lines) == 1:
        _save_line(context, given.startup, lines[0])
        return _contacts_message(context, given.startup)
    refusals = []
    for line in lines:
        try:
            with context.session.begin_nested():
                _save_line(context, given.startup, line)
        except UserError as error:
            refusals.append(error.render(context.translator))
    noted = _contacts_message(context, given.startup)
    return replace(noted, paragraphs=(*refusals, *noted.paragraphs))


def _save_line(context: Context, startup: Startup, line: str) -> None:
    """Raises UserError."""
    for contact in parse_contacts(line):
        _save_contact(context, startup, contact)


def _remove(context: Context, given: Arguments) -> Message:
    startup = given.startup
    startups.lock_startup(context.session, startup.id)
    contacts = sponsor_contacts.contacts_of(context.session, startup.id)
    contact = _find_contact(contacts, given.text)
    sponsor_contacts.remove_contact(context.session, startup.id, contact, context.now)
    done = context.translator.render(
        N_("Done: {name} is not among the contacts any more."), name=contact.name
    )
    remaining = _contacts_message(context, startup)
    return replace(remaining, paragraphs=(done, *remaining.paragraphs))


def _find_contact(contacts: list[SponsorContact], typed: str) -> SponsorContact:
    """Raises UserError where nobody of them has this name or address."""
    if not contacts:
        raise UserError(NO_CONTACT)
    names = ", ".join(contact.name for contact in contacts[:10])
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


def _save_contact(context: Context, startup: Startup, contact: SponsorContact) -> None:
    """Raises UserError where the name and the address are those of two people."""
    startups.lock_startup(context.session, startup.id)
    alike = sponsor_contacts.similar_contacts(context.session, startup.id, contact)
    if len(alike) > 1:
        raise UserError(_TWO_ALIKE, first=alike[0].name, second=alike[1].name)
    sponsor_contacts.upsert_contact(context.session, startup.id, contact, context.actor, context.now)


def _contacts_message(context: ReaderContext, startup: Startup) -> Message:
    contacts = sponsor_contacts.contacts_of(context.session, startup.id)
    return contacts_message(context.translator, startup, contacts)


def _open_form(context: Context, startup: Startup) -> Form:
    intro = N_("{startup}: who at the sponsor comes to the checkpoints? A contact already noted is updated.")
    said = context.translator.text(intro, startup=startup.name)
    noted = [each.name for each in sponsor_contacts.contacts_of(context.session, startup.id)]
    if noted:
        known = N_("Noted already: {contacts}.")
        said += " " + context.translator.text(known, contacts=context.translator.listed(noted[:_SHOWN]))
    return open_form(context, FORM, startup, intro=said)


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    text = context.translator.text
    invitations = text(N_("Invitations will go there."))
    return (
        FormQuestion(Field(NAME, text(N_("Name")), "text", required=True), parse_name),
        FormQuestion(Field(ADMINISTRATION, text(N_("Administration")), "text"), parse_administration),
        FormQuestion(Field(EMAIL, text(N_("E-mail")), "text", invitations), parse_optional_email),
    )


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup, values = require_startup(answers.startup), answers.values
    contact = SponsorContact(values[NAME], values[ADMINISTRATION], values[EMAIL])
    _save_contact(context, startup, contact)
    return {"startup": startup.id}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    return _contacts_message(context, startup) if startup else None


FORM = FormSpec(
    route="startup.sponsor",
    title=N_("Contact at the sponsor"),
    submit=N_("Keep"),
    questions=_questions,
    save=_save,
    result=_result,
    right=Right.EDIT_STARTUP,
    in_private=True,
)
SPONSOR = Subcommand(
    "sponsor",
    _add,
    spellings=("sponsor",),
    usages=(
        Usage(
            {"en": "startup sponsor", "fr": "startup sponsor"},
            N_("note who to invite at the sponsor"),
        ),
    ),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.EDIT_STARTUP,
    subcommands=(
        Subcommand(
            "remove",
            _remove,
            spellings=REMOVE_SPELLINGS,
            startup=StartupArgument.BESIDE_TEXT,
            right=Right.EDIT_STARTUP,
            changes=Changes.WITH_WORDS,
        ),
    ),
    changes=Changes.WITH_WORDS,
)
