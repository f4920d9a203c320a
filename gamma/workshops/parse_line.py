"""A workshop as it is announced on one line: what is understood of each part fills the form."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError
from gamma.experts.parse_question import match_domain
from gamma.parsing.line_parts import split_all
from gamma.parsing.moment import PAST, parse_moment
from gamma.programme.file import Programme
from gamma.resources.resource import clean_address
from gamma.text import one_line, plain_digits, quoted
from gamma.translator import N_
from gamma.workshops.workshop import MOST_PLACES

USUAL_PLACES = 12

_PLACES = re.compile(r"(\d{1,6})(?:\s*(?:places?|personnes?|seats?|people|pers\.?))?", re.IGNORECASE)
_HOST = re.compile(
    r"[,;]?\s*(?:animée?\s+par|présentée?\s+par|hosted\s+by|avec|par|with|by)\s+(?=@|<@)", re.IGNORECASE
)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_NOT_PLACES = N_("How many places? Write a whole number from 1 to {most}.")
_NOT_A_LINK = N_("“{typed}” is no address: it begins with https://.")


@dataclass(frozen=True)
class Draft:
    """What is known before the form is sent; "" or None where nothing is."""

    title: str = ""
    domain: str = ""
    moment: LocalMoment | None = None
    places: int | None = None
    link: str = ""


def split_host(typed: str) -> tuple[str, str]:
    """What stands before "with @somebody" or "par @quelqu’un", and that; "" where nobody is named so."""
    match = _HOST.search(typed)
    if match is None:
        return typed, ""
    who, _, after = typed[match.end() :].partition(",")
    return ", ".join(filter(None, (typed[: match.start()].strip(), after.strip()))), who.strip()


def parse_draft(programme: Programme, typed: str, now: datetime, zone: ZoneInfo) -> Draft:
    """Part by part; what is nothing else is the title. Raises InvalidInputError of a moment that has been."""
    draft, title = Draft(), list[str]()
    for part in split_all(one_line(typed)):
        text = part.text.strip()
        filled = _filled(programme, draft, text, now, zone)
        if filled is None:
            title.append(text)
        else:
            draft = filled
    return replace(draft, title=", ".join(title))


def _filled(programme: Programme, draft: Draft, text: str, now: datetime, zone: ZoneInfo) -> Draft | None:
    if not draft.link and _LINK.fullmatch(text):
        return replace(draft, link=text)
    if draft.places is None and not text.isdigit() and (match := _PLACES.fullmatch(plain_digits(text))):
        return replace(draft, places=min(int(match[1]), MOST_PLACES))
    if not draft.domain and (domain := match_domain(programme, text).exact):
        return replace(draft, domain=domain.id)
    if draft.moment is None:
        try:
            return replace(draft, moment=parse_moment(text, now, zone))
        except InvalidInputError as error:
            if error.sentence in PAST:
                raise
    return None


def parse_places(typed: str) -> int:
    """Raises InvalidInputError."""
    match = _PLACES.fullmatch(plain_digits(one_line(typed)))
    if match is None or not 1 <= int(match[1]) <= MOST_PLACES:
        raise InvalidInputError(_NOT_PLACES, most=MOST_PLACES)
    return int(match[1])


def parse_link(typed: str) -> str:
    """ "" for nothing. Raises InvalidInputError."""
    text = one_line(typed)
    address = clean_address(text) if _LINK.fullmatch(text) else None
    if text and address is None:
        raise InvalidInputError(_NOT_A_LINK, typed=quoted(text))
    return address or ""
