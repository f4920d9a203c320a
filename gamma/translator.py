"""The bot's voice in one language: its sentences, filled; numbers and dates as a reader writes them."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from itertools import groupby
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from gamma.answers import Percentage
from gamma.dates import LocalMoment, day_in
from gamma.text import Span, Style, Text, one_line

LOCALES = ("fr", "en")
SOURCE_LOCALE = "en"
_CATALOGUES = Path(__file__).parent / "locale"
_WEEKDAY_DATE = "EEEE d MMMM"
_DATE = "d MMMM y"
_FULL_DATE = "EEEE d MMMM y"
_PERCENT = "#,##0.######"
_NEAR_DAYS = 180
_MARKUP = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ELIDED = re.compile(r"\b(d|D|qu|Qu)e (\*{0,2})\{(\w+)\}")
_VOWELS = frozenset("aeiouæœ")


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogue where it is written before it is said."""
    return sentence


class BilingualText(Protocol):
    """A text that somebody wrote in both languages: those of the programme file."""

    @property
    def fr(self) -> str: ...
    @property
    def en(self) -> str: ...


class Translator:
    """Speaks one language. Sentences are the catalogue's English ones, with {placeholders}."""

    def __init__(self, locale: str) -> None:
        self.locale = nearest_locale(locale) or SOURCE_LOCALE
        self._catalogue = _catalogue(self.locale)

    def text(self, sentence: str, **values: object) -> str:
        """The sentence as plain text: its markup is dropped."""
        return str(self.render(sentence, **values))

    def render(self, sentence: str, **values: object) -> Text:
        return self._filled(self._catalogue.gettext(sentence), **values)

    def plural(self, one: str, many: str, count: int, **values: object) -> Text:
        """The sentence for this count, which is also its {count}."""
        template = self._catalogue.ngettext(one, many, count)
        return self._filled(template, count=self.number(count), **values)

    def local(self, text: BilingualText) -> str:
        """The text as it is written in this language."""
        return text.fr if self.locale == "fr" else text.en

    def _filled(self, template: str, **values: object) -> Text:
        if self.locale == "fr":
            template = _elided(template, values)
        return render(template, **values)

    def name(self, known: str) -> str:
        """The name, or that it is somebody, where none is known."""
        return known or self.text(N_("Somebody"))

    def number(self, value: Decimal | int) -> str:
        """As read in this language: 20 000 or 12,5 (at most two decimals)."""
        return format_decimal(value, format="#,##0.##", locale=self.locale)

    def exact(self, value: Decimal) -> str:
        """As typed in this language, with all its decimals, so that it is read back as the same number."""
        decimals = -int(value.normalize().as_tuple().exponent)
        like_thousands = decimals == 3 and value >= 1  # 1.125 would be read as 1125, 1.1250 is not
        of_percent = isinstance(value, Percentage)
        whole = "0" if of_percent else "#,##0"  # 1,250% has two readings, 1250% has not
        pattern = f"{whole}.0000" if like_thousands else f"{whole}." + "#" * max(decimals, 1)
        number = format_decimal(value, format=pattern, locale=self.locale)
        return self.text(N_("{number}%"), number=number) if of_percent else number

    def percent(self, share: Decimal, limits: Iterable[Decimal] = ()) -> str:
        """A share (0.02) as percent, rounded: "2 %", "26,7 %".

        Only what is whole reads as whole, and nothing as on the other side of a limit that it is compared
        with, with more decimals if it must: 0.9996 % is not 1 %.
        """
        exact, compared = share * 100, tuple(limits)

        def says_true(near: Decimal) -> bool:
            sides = all((near > limit, near < limit) == (exact > limit, exact < limit) for limit in compared)
            return near == exact or (sides and near != near.to_integral_value())

        rounded = (
            exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) for places in range(1, 7)
        )
        near = next(filter(says_true, rounded), exact)
        return self.text(N_("{number}%"), number=format_decimal(near, format=_PERCENT, locale=self.locale))

    def day(self, day: date, today: date) -> str:
        """With its weekday when it is near ("mardi 8 décembre"), with its year unless it is this one."""
        near = abs((day - today).days) < _NEAR_DAYS
        return _written(day, _near_pattern(day, today), self.locale) if near else self.date(day)

    def full_day(self, day: date) -> str:
        """Always with its weekday and its year."""
        return _written(day, _FULL_DATE, self.locale)

    def weekday(self, day: date) -> str:
        return _written(day, "EEEE", self.locale)

    def month(self, day: date) -> str:
        """ "août 2020"."""
        return _written(day, "MMMM y", self.locale)

    def date(self, day: date) -> str:
        return _written(day, _DATE, self.locale)

    def clock(self, at: time) -> str:
        """ "14 h 30" or "14:30"."""
        if self.locale != "fr":
            return f"{at:%H:%M}"
        return f"{at.hour}\u00a0h" + (f"\u00a0{at:%M}" if at.minute else "")

    def duration(self, minutes: int) -> str:
        """ "45 min", "1 h", "1 h 30"."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.text(N_("{minutes} min"), minutes=rest)
        if not rest:
            return self.text(N_("{hours} h"), hours=hours)
        return self.text(N_("{hours} h {minutes}"), hours=hours, minutes=f"{rest:02}")

    def moment(self, moment: LocalMoment, now: datetime, reader: ZoneInfo | None = None) -> str:
        """Always with its weekday: "mardi 8 décembre à 14 h 30", with its year unless it is this one.

        To a reader whose clock shows another hour then, with the place it is meant for: "(heure de Cayenne)".
        """
        local, today = moment.local, day_in(now, moment.zone)
        near = abs((local.date() - today).days) < _NEAR_DAYS
        pattern = _near_pattern(local.date(), today) if near else _FULL_DATE
        day = _written(local.date(), pattern, self.locale)
        said = self.text(N_("{day} at {time}"), day=day, time=self.clock(local.time()))
        if reader is None or local.astimezone(reader).utcoffset() == local.utcoffset():
            return said
        return self.text(N_("{moment} ({place} time)"), moment=said, place=self.place(moment.zone))

    def moment_ahead(self, moment: LocalMoment, now: datetime, reader: ZoneInfo | None = None) -> str:
        """The same of what is about to come: "demain, mardi 8 décembre à 14 h 30"."""
        said = self.moment(moment, now, reader)
        match (moment.day - day_in(now, moment.zone)).days:
            case 0:
                return self.text(N_("today, {moment}"), moment=said)
            case 1:
                return self.text(N_("tomorrow, {moment}"), moment=said)
        return said

    def place(self, zone: ZoneInfo) -> str:
        """The town or island by whose name a zone goes: "Cayenne"."""
        return get_timezone_location(zone, locale=self.locale, return_city=True)

    def listed(self, items: list[str]) -> str:
        return ", ".join(items)


def render(template: str, **values: object) -> Text:
    """Our own template with **bold**, `code` and {placeholders}; values stay literal, Text values nest."""
    spans: list[Span] = []
    end = 0
    for match in _MARKUP.finditer(template):
        spans += _fill(template[end : match.start()], "plain", values)
        style: Style = "bold" if match["bold"] is not None else "code"
        spans += _fill(match["bold"] or match["code"], style, values)
        end = match.end()
    spans += _fill(template[end:], "plain", values)
    return Text(tuple(merge_spans(spans)))


def merge_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one style as one: a command and its words are one piece of code."""
    shown = (span for span in spans if span.text)
    for (style, url), run in groupby(shown, key=lambda span: (span.style, span.url)):
        yield Span("".join(span.text for span in run), style, url)


def _fill(template: str, style: Style, values: dict[str, object]) -> list[Span]:
    spans: list[Span] = []
    for place, part in enumerate(_PLACEHOLDER.split(template)):
        if place % 2 == 0:
            spans += [Span(part, style)] if part else []
            continue
        value = values[part]
        spans += value.spans if isinstance(value, Text) else [Span(one_line(str(value)), style)]
    return spans


def _elided(template: str, values: Mapping[str, object]) -> str:
    """ "Le comité d’Agir", "le comité de Vélo"; of an h nobody knows whether it is heard: "de Hugo"."""

    def before(match: re.Match[str]) -> str:
        particle, bold, name = match.groups()
        begins = unicodedata.normalize("NFD", str(values[name]).lstrip()[:1]).casefold()
        return f"{particle}’{bold}{{{name}}}" if begins[:1] in _VOWELS else match[0]

    return _ELIDED.sub(before, template)


def _near_pattern(day: date, today: date) -> str:
    return _WEEKDAY_DATE if day.year == today.year else _FULL_DATE


def _written(day: date, pattern: str, locale: str) -> str:
    """French says "1er juillet", which Babel's patterns do not."""
    first = locale == "fr" and day.day == 1
    return format_date(day, pattern.replace("d", "d'er'") if first else pattern, locale=locale)


def nearest_locale(wanted: str) -> str | None:
    """Gamma's locale for a platform's ("fr-FR", "en_US", "fr"), None where it speaks neither."""
    language = wanted.replace("_", "-").split("-")[0].lower()
    return language if language in LOCALES else None


@cache
def _catalogue(locale: str) -> NullTranslations:
    """English is the source, so its catalogue is empty; the others are read from their .po file."""
    if locale == SOURCE_LOCALE:
        return NullTranslations()
    path = _CATALOGUES / locale / "LC_MESSAGES" / "gamma.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
