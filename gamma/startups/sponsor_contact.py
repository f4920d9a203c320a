"""Somebody at a startup's sponsor, who has no account here: how they are typed and told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.errors import InvalidInputError
from gamma.normalise import normalise
from gamma.parsing.text import parse_line
from gamma.startups.email_address import parse_email
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import N_, Translator
from gamma.truncate import fit_paragraphs

NAME, ADMINISTRATION, EMAIL = "name", "administration", "email"
_DOTTED = re.compile(r"\S+\.\S+")


@dataclass(frozen=True)
class SponsorContact:
    name: str
    administration: str = ""
    email: str = ""


def parts(typed: str) -> dict[str, str]:
    """ "Jeanne Martin, DGE, jeanne@…": what has an @ is the address, what comes first the name."""
    words = typed.replace(",", " , ").split()
    email = next((word for word in words if "@" in word), "") or _begun_address(typed)
    pieces = " ".join(word for word in words if word != email).split(",")
    said = [piece.strip() for piece in pieces if piece.strip()]
    return {NAME: said[0] if said else "", ADMINISTRATION: ", ".join(said[1:]), EMAIL: email}


def _begun_address(typed: str) -> str:
    """ "Jeanne Martin, DGE, jeanne.martin": a dotted word that repeats the name lacks the rest of an address.

    "beta.gouv.fr" is an administration.
    """
    name, *others = (piece.strip() for piece in typed.split(","))
    named = set(normalise(name).split())
    dotted = (piece for piece in others if _DOTTED.fullmatch(piece))
    return next((piece for piece in dotted if named & set(normalise(piece).split())), "")


def parse_contact(typed: Mapping[str, str]) -> tuple[SponsorContact, dict[str, InvalidInputError]]:
    """Who is meant, and what cannot be kept, by field. The name alone is needed."""
    values, errors = {}, {}
    for field in (NAME, ADMINISTRATION, EMAIL):
        try:
            values[field] = _read(field, typed.get(field, ""))
        except InvalidInputError as error:
            values[field], errors[field] = "", error
    return SponsorContact(values[NAME], values[ADMINISTRATION], values[EMAIL]), errors


def _read(field: str, typed: str) -> str:
    line = parse_line(typed, SHORT_CHARACTERS)
    if field == NAME and not line:
        raise InvalidInputError(
            N_("The name comes first, as in “Jeanne Martin, DGE, jeanne.martin@example.org”.")
        )
    return parse_email(line) if field == EMAIL and line else line


def contact_line(contact: SponsorContact) -> Text:
    """The address as code: it is copied as it is, without what keeps words from becoming links."""
    told = f"{contact.name} ({contact.administration})" if contact.administration else contact.name
    return Text((Span(f"{told}, "), Span(contact.email, "code"))) if contact.email else Text((Span(told),))


def contacts_told(translator: Translator, startup: Startup, contacts: Sequence[SponsorContact]) -> Message:
    """All that are noted, after one was added or removed."""
    title = translator.render(N_("**Contacts at the sponsor of {startup}**"), startup=startup.name)
    if contacts:
        told = Text.lines(title, *map(contact_line, contacts))
    else:
        told = translator.render(
            N_("No contact at the sponsor of **{startup}** is noted now."), startup=startup.name
        )
    button = Button(translator.text(N_("The startup’s page")), says="startup", about=startup.id)
    return Message(fit_paragraphs([told]), (button,))
