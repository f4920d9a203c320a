"""Somebody at a startup's sponsor, who has no account here: how they are typed and told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from email_validator import EmailNotValidError, validate_email

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.errors import InvalidInputError
from gamma.parsing.line_parts import split_all
from gamma.parsing.text import normalise, parse_line
from gamma.startups.startup import Startup
from gamma.text import Span, Text, fit_paragraphs, one_line, quoted
from gamma.translator import N_, Translator

NAME, ADMINISTRATION, EMAIL = "name", "administration", "email"
NO_CONTACT = N_(
    "No contact at the sponsor is noted yet: `/gamma startup sponsor Jeanne Martin, jeanne@example.org` "
    "notes one. Nothing was changed."
)
_WRITTEN_ADDRESS = re.compile(r"[<(\[]?\s*(?P<address>[^\s<>()\[\]\",;]*@[^\s<>()\[\]\",;]*)\s*[>)\]]?")
_IN_A_MAIL_PROGRAM = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+\s*[>)\]]")
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<more>[^()]+)\)")
_TWO_ADDRESSES = N_(
    "These are several addresses: {addresses}. A contact has one: write each contact on a line of their own. "
    "Nothing was changed."
)
_DOTTED = re.compile(r"\S+\.\S+")


@dataclass(frozen=True)
class SponsorContact:
    name: str
    administration: str = ""
    email: str = ""


def parse_contacts(typed: str) -> list[SponsorContact]:
    """From one line, as people or mail programs write it; the name alone is needed.

    "Jeanne Martin, DGE, jeanne@…", also with dashes or semicolons; "Jeanne Martin <jeanne@…>"; several of
    those in a row. Raises InvalidInputError: also of two addresses that one name would have.
    """
    pieces = _pieces(typed)
    addressed = [place for place, piece in enumerate(pieces) if piece.address]
    if len({pieces[place].address for place in addressed}) < 2:
        return [_contact(pieces, typed)]
    ends = [place + 1 for place in addressed]
    groups = [pieces[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    if ends[-1] == len(pieces) and all(group[0].words for group in groups):  # each name, then its address
        return [_contact(group, "") for group in groups]
    if not all(pieces[place].words for place in addressed) or addressed[0] != 0:
        addresses = [quoted(pieces[place].address) for place in addressed]
        raise InvalidInputError(_TWO_ADDRESSES, addresses=lambda words: words.listed(addresses))
    starts = [*addressed[1:], len(pieces)]
    return [_contact(pieces[start:end], "") for start, end in zip(addressed, starts, strict=True)]


@dataclass(frozen=True)
class _Piece:
    """What stands between two separators: words, and an address."""

    words: str
    address: str = ""


def _pieces(typed: str) -> list[_Piece]:
    return [_piece(part.text) for part in split_all(typed.replace("\t", " ; ").replace("mailto:", ""))]


def _piece(text: str) -> _Piece:
    """ "Jeanne Martin <jeanne@…>" or "(jeanne@…)", as the standard library reads it."""
    found = _WRITTEN_ADDRESS.search(text)
    if not found:
        return _Piece(text.strip("<> ,;|—–"))
    words = f"{text[: found.start()]} {text[found.end() :]}".strip()
    name, address = parseaddr(f"{words} <{found['address']}>" if words else found["address"])
    if not address or (words and '"' not in words):  # it leaves out what stands in brackets
        name, address = words, found["address"]
    return _Piece(" ".join(name.strip('<>"“”« »').split()), address.rstrip(".:?!"))


def _contact(pieces: Sequence[_Piece], typed: str) -> SponsorContact:
    """Raises InvalidInputError."""
    address = next((piece.address for piece in pieces if piece.address), "") or _unfinished_address(typed)
    words = [piece.words for piece in pieces if piece.words and piece.words != address]
    name, administrations = (words[0] if words else ""), words[1:]
    if bracketed := _IN_BRACKETS.fullmatch(name):
        name, administrations = bracketed["name"], [bracketed["more"], *administrations]
    return SponsorContact(
        parse_name(name), parse_administration(", ".join(administrations)), parse_optional_email(address)
    )


def _unfinished_address(typed: str) -> str:
    """ "Jeanne Martin, DGE, jeanne.martin": a dotted word that repeats the name lacks the rest of an address.

    "beta.gouv.fr" is an administration.
    """
    name, *others = (part.text for part in split_all(typed)) if typed.strip() else ("",)
    named = set(normalise(name).split())
    dotted = (piece for piece in others if _DOTTED.fullmatch(piece))
    return next((piece for piece in dotted if named & set(normalise(piece).split())), "")


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
    text = parse_line(typed, SHORT_CHARACTERS)
    pieces = _pieces(text)
    found = {piece.address for piece in pieces if piece.address}
    if not _IN_A_MAIL_PROGRAM.search(text) and any(piece.words for piece in pieces):
        return parse_email(text)  # which says what is wrong with it
    if len(found) > 1:
        raise InvalidInputError(_TWO_ADDRESSES, addresses=lambda words: words.listed(sorted(found)))
    return parse_email(next(iter(found), text)) if text else ""


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
    button = Button(translator.text(N_("The startup’s page")), says="startup show", about=startup.id)
    return Message(fit_paragraphs([text]), (button,))
