"""Lines of minutes as people type them: "what — who — by when". What is not understood stays in the text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gamma.follow_ups.due_dates import DueDate, take_due_date, whole_day
from gamma.follow_ups.follow_up import COMMITMENT_KINDS, CommitmentKind
from gamma.follow_ups.owner_names import is_about_time, is_mention, is_short, looks_like_a_name
from gamma.parsing.line_parts import Part, join_parts, split_line, split_tight
from gamma.parsing.text import MENTION, normalise
from gamma.text import one_line

IsKnownName = Callable[[str], bool]
"""Whether these words name somebody who is known."""

_NAMED_FIRST = re.compile(r"^(?P<who>[^:]{2,40}?)\s*:\s+(?P<what>.+)$")
_COPIED = re.compile(
    r"\b(?:b?cci?|copie(?: à)?|copy(?: to)?|fyi|pour info)\s*+:?\s*+"
    r"(?:@[^\s@,]++\s*+(?:(?:,|et|and|&)\s*+)?)*+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class ParsedLine:
    """The last three are in `what` too, and are to be said back.

    unread: what stands for a day and is none. not_due: a day, but no deadline: "pas avant mars".
    kept: parts that are neither a day nor somebody.
    """

    what: str
    due: date | None = None
    unread: str = ""
    not_due: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParsedAction(ParsedLine):
    """who: as it was written, without its @."""

    who: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedCommitment(ParsedLine):
    kind: CommitmentKind


_KIND_WORDS: Mapping[CommitmentKind, tuple[str, ...]] = {
    "funding": ("financement", "financements", "financer", "funding", "budget", "argent", "money"),
    "communication": ("communication", "communiquer", "com", "comm", "promotion", "promouvoir"),
    "relays": ("relais", "relai", "relay", "relays", "local relays", "relais locaux", "relais local"),
    "other": ("autre", "autres", "other", "divers"),
}
_KIND_OF = {normalise(word): kind for kind in COMMITMENT_KINDS for word in _KIND_WORDS[kind]}
_MONEY = re.compile(r"€|(?<![^\W\d_])[kKmM]?(?:euros?|EUR|eur)\b")
_KIND_FIRST = re.compile(
    r"^(?P<word>[^\W\d_]+(?: loca\w+)?)(?P<mark>\s*[:—–;,]\s*|\s+-\s+|\s+|$)(?P<rest>.*)$"
)


def parse_action(line: str, today: date, is_known: IsKnownName) -> ParsedAction:
    """Never refuses: at worst all of it is what is to be done."""
    found = take_due_date(_parts(line, today), today)
    who, rest = _take_assignee(found, is_known)
    what = found.with_words(join_parts(rest))
    if not what:
        return ParsedAction(what=one_line(line))
    said = {found.unread, found.not_due}
    left = [
        part.text
        for part in rest[1:]
        if not part.after_comma and part.text not in said and (part.sure or _may_be_meant(part.text))
    ]
    unread = found.unread
    if not (found.day or unread or found.not_due):
        unread = next(filter(is_about_time, left), "") or _time_after_comma(rest)
    kept = tuple(text for text in left if text != unread)
    return ParsedAction(what=what, who=who, due=found.day, unread=unread, not_due=found.not_due, kept=kept)


def _may_be_meant(words: str) -> bool:
    """After a hyphen: as somebody, or as a day. It is asked about, never left out silently."""
    return looks_like_a_name(words) or (is_short(words) and is_about_time(words))


def _time_after_comma(parts: Sequence[Part]) -> str:
    """ "mi-décembre" of "relancer la région, mi-décembre"."""
    last = parts[-1]
    is_time = last.after_comma and is_short(last.text) and is_about_time(last.text, figures=False)
    return last.text if is_time else ""


def parse_commitment(line: str, today: date) -> ParsedCommitment:
    stated, rest = _take_kind(line)
    found = take_due_date(_parts(rest, today), today)
    what = join_parts(found.parts)
    if not what:
        return ParsedCommitment(kind=stated or _usual_kind(line), what=one_line(line))
    if stated is None and found.day:  # "12/12 — financement : 50 k€"
        stated, what = _take_kind(what)
    kind, what = stated or _usual_kind(what), found.with_words(what)
    return ParsedCommitment(kind=kind, what=what, due=found.day, unread=found.unread, not_due=found.not_due)


def _usual_kind(what: str) -> CommitmentKind:
    """Of a promise that names none: money is funding."""
    return "funding" if _MONEY.search(what) else "other"


def _parts(line: str, today: date) -> list[Part]:
    parts = split_line(line)
    tight = split_tight(line) if len(parts) == 1 else []
    return tight if any(whole_day(part.text, today) for part in tight[1:]) else parts


def _take_assignee(found: DueDate, is_known: IsKnownName) -> tuple[str, Sequence[Part]]:
    """Who is to do it, and the other parts: who stands in the owner's place, before who is in a sentence."""
    parts = found.parts
    for place, part in enumerate(parts):
        words = part.text
        named = is_mention(words) or (len(parts) > 1 and is_short(words) and is_known(words))
        if named and words not in (found.unread, found.not_due):
            return words.lstrip("@").strip(), _without(parts, place)
    return (
        _take_leading(parts, is_known)
        or _take_last_named(parts, is_known)
        or _take_named(found)
        or _take_mentioned(parts)
        or ("", parts)
    )


def _take_leading(parts: Sequence[Part], is_known: IsKnownName) -> tuple[str, Sequence[Part]] | None:
    """ "Camille : relancer la région", or "@camille relancer la région"."""
    first = parts[0].text if parts else ""
    if (named := _NAMED_FIRST.match(first)) and is_known(named["who"]):
        return named["who"].strip().lstrip("@"), [Part(named["what"]), *parts[1:]]
    if mention := MENTION.match(first):
        return mention[0][1:], [Part(_remove_mention(first, mention)), *parts[1:]]
    return None


def _take_last_named(parts: Sequence[Part], is_known: IsKnownName) -> tuple[str, Sequence[Part]] | None:
    """Beside other marks: "relire la note, Camille - vendredi"."""
    for place, part in enumerate(parts):
        before, _, last = part.text.rpartition(", ")
        if before.strip() and is_short(last) and is_known(last):
            left = Part(before.strip(), part.mark, part.sure)
            return last.strip(), [*parts[:place], left, *parts[place + 1 :]]
    return None


def _take_named(found: DueDate) -> tuple[str, Sequence[Part]] | None:
    """Somebody unknown where the owner stands: the only part that looks like a name.

    After a hyphen nobody is guessed, after a comma only before a day: "mails, Camille, 12 décembre".
    """
    parts = found.parts
    candidates = [
        place
        for place in range(1, len(parts))
        if parts[place].text not in (found.unread, found.not_due) and _is_set_apart(parts, place)
    ]
    if found.parts[1:] and parts[1].after_comma:
        candidates = [place for place in candidates if found.day and place == len(parts) - 1]
    named = [place for place in candidates if looks_like_a_name(parts[place].text)]
    return (parts[named[0]].text, _without(parts, named[0])) if len(named) == 1 else None


def _is_set_apart(parts: Sequence[Part], place: int) -> bool:
    """Not by a hyphen on either side."""
    return parts[place].sure and (place + 1 == len(parts) or parts[place + 1].sure)


def _take_mentioned(parts: Sequence[Part]) -> tuple[str, Sequence[Part]] | None:
    """Whoever is mentioned first in a sentence, and not only in copy."""
    for place, part in enumerate(parts):
        for mention in MENTION.finditer(part.text):
            if not _COPIED.search(part.text[: mention.start()]):
                left = Part(_remove_mention(part.text, mention), part.mark, part.sure)
                return mention[0][1:], [*parts[:place], left, *parts[place + 1 :]]
    return None


def _without(parts: Sequence[Part], place: int) -> list[Part]:
    return [*parts[:place], *parts[place + 1 :]]


def _remove_mention(part: str, mention: re.Match[str]) -> str:
    """A mention goes where it stands before or after the rest, and stays in the middle of a sentence."""
    at_an_end = mention.start() == 0 or mention.end() == len(part)
    if not at_an_end or len(MENTION.findall(part)) > 1:
        return part
    return (part[: mention.start()] + part[mention.end() :]).strip().lstrip(":, ")


def _take_kind(line: str) -> tuple[CommitmentKind | None, str]:
    """By the word at the start, which goes only where a mark sets it apart. None: it names no kind."""
    text = one_line(line)
    match = _KIND_FIRST.match(text)
    kind = _KIND_OF.get(normalise(match["word"])) if match else None
    if not match or kind is None:
        return None, text
    return kind, match["rest"] if match["mark"].strip() and match["rest"] else text
