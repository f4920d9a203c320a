"""Somebody at a startup's sponsor, who has no account here: how they are typed and told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.errors import InvalidInputError
from gamma.parsing.text import normalise, parse_line
from gamma.startups.startup import Startup
from gamma.text import Span, Text, fit_paragraphs, one_line, quoted
from gamma.translator import N_, Translator

NAME, ADMINISTRATION, EMAIL = "name", "administration", "email"
NO_CONTACT = N_(
    "No contact at the sponsor is noted yet: `/gamma startup sponsor Jeanne Martin, jeanne@example.org` "
    "notes one. Nothing was changed."
)
_DOTTED = re.compile(r"\S+\.\S+")


@dataclass(frozen=True)
class SponsorContact:
    name: str
    administration: str = ""
    email: str = ""


def split_contact(typed: str) -> dict[str, str]:
    """ "Jeanne Martin, DGE, jeanne@…": what has an @ is the address, what comes first the name."""
    words = typed.replace(",", " , ").split()
    email = next((word for word in words if "@" in word), "") or _unfinished_address(typed)
    pieces = " ".join(word for word in words if word != email).split(",")
    filled = [piece.strip() for piece in pieces if piece.strip()]
    return {NAME: filled[0] if filled else "", ADMINISTRATION: ", ".join(filled[1:]), EMAIL: email}


def _unfinished_address(typed: str) -> str:
    """ "Jeanne Martin, DGE, jeanne.martin": a dotted word that repeats the name lacks the rest of an address.

    "beta.gouv.fr" is an administration.
    """
    name, *others = (piece.strip() for piece in typed.split(","))
    named = set(normalise(name).split())
    dotted = (piece for piece in others if _DOTTED.fullmatch(piece))
    return next((piece for piece in dotted if named & set(normalise(piece).split())), "")


def parse_contact(typed: str) -> SponsorContact:
    """From one line; the name alone is needed. Raises InvalidInputError."""
    parts = split_contact(typed)
    return SponsorContact(
        parse_name(parts[NAME]),
        parse_administration(parts[ADMINISTRATION]),
        parse_optional_email(parts[EMAIL]),
    )


def parse_name(typed: str) -> str:
    """Raises InvalidInputError."""
    if not (name := parse_line(typed, SHORT_CHARACTERS)):
        raise InvalidInputError(
            N_("The name comes first, as in “Jeanne Martin, DGE, jeanne.martin@example.org”.")
        )
    return name


def parse_administration(typed: str) -> str:
    """Raises InvalidInputError."""
    return parse_line(typed, SHORT_CHARACTERS)


def parse_optional_email(typed: str) -> str:
    """Raises InvalidInputError."""
    address = parse_line(typed, SHORT_CHARACTERS)
    return parse_email(address) if address else ""


def parse_email(typed: str) -> str:
    """As it is written to, its domain in small letters. Raises InvalidInputError.

    Nothing is asked of the network: whether mail arrives there is not known.
    """
    try:
        return validate_email(one_line(typed), check_deliverability=False).normalized
    except EmailNotValidError as error:
        sentence = N_(
            "“{typed}” is not a whole e-mail address. One looks like this: jeanne.martin@example.org."
        )
        raise InvalidInputError(sentence, typed=quoted(typed)) from error


def contact_line(contact: SponsorContact) -> Text:
    """The address as code: it is copied as it is, without what keeps words from becoming links."""
    label = f"{contact.name} ({contact.administration})" if contact.administration else contact.name
    return Text((Span(f"{label}, "), Span(contact.email, "code"))) if contact.email else Text((Span(label),))


def contacts_message(translator: Translator, startup: Startup, contacts: Sequence[SponsorContact]) -> Message:
    """All that are noted, after one was added or removed."""
    title = translator.render(N_("**Contacts at the sponsor of {startup}**"), startup=startup.name)
    if contacts:
        text = Text.lines(title, *map(contact_line, contacts))
    else:
        text = translator.render(
            N_("No contact at the sponsor of **{startup}** is noted now."), startup=startup.name
        )
    button = Button(translator.text(N_("The startup’s page")), says="startup", about=startup.id)
    return Message(fit_paragraphs([text]), (button,))
