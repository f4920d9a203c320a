"""A value of the metric as people write it in one line: "940 prêts fin octobre", "octobre : 940"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gamma.answers import Percentage, Quantity
from gamma.errors import InvalidInputError
from gamma.metrics.metric import PERCENT, Metric, counts, in_unit
from gamma.metrics.regions import region_named
from gamma.parsing.past_day import FutureDayError, parse_past_day
from gamma.parsing.quantity import parse_quantity
from gamma.text import one_line, plain_digits, quoted
from gamma.translator import N_

_MOST_WORDS_OF_A_DAY = 6
_MARKS = " :=;,–—-"
_SAID_BEFORE = re.compile(
    r"^(?:(?:on (?:en )?est|nous sommes|on a|we are|we have|it is|c['’]est|valeur|value|la valeur est"
    r"|est|is|était|was)(?: (?:à|a|at|de|of|now))?|à|at|=|:)(?: ?:)? (?=\S)",
    re.IGNORECASE,
)
_ONLY_A_DAY = N_(
    "I read a day in “{typed}”, and no value beside it. Write for example "
    "`/gamma metric 940 end of October`. Nothing was changed."
)
_OTHER_UNIT = N_(
    "The metric counts “{unit}”, and “{typed}” is another unit. If what is counted has changed, "
    "`/gamma metric define` says so. Nothing was changed."
)
_THOUSANDS_OR_DECIMALS = re.compile(r"([1-9]\d{0,2})[.,](\d{3})(?![\d.,])")
_FAR = 50
_TWO_READINGS = N_(
    "Do you mean {thousands} or {decimals}? The last value is {last}. Write it as one of the two. "
    "Nothing was changed."
)
_NO_PERCENTAGE = N_(
    "The values so far are no percentages. If what is counted has changed, `/gamma metric define` says so. "
    "Nothing was changed."
)
_NOT_REGIONAL = N_(
    "The metric is not followed by region: `/gamma metric define` changes that. Nothing was changed."
)


@dataclass(frozen=True)
class TypedValue:
    """region: "" for the whole. day: today where none is written.

    or_decimal: what is meant where "1.240" has decimals.
    """

    number: Decimal
    day: date
    region: str = ""
    or_decimal: Decimal | None = None


def parse_value(typed: str, today: date) -> TypedValue:
    """Raises InvalidInputError."""
    text = _SAID_BEFORE.sub("", _bare(one_line(typed)))
    words, day = _without_day(text, today)
    region, words = _without_region(words)
    number = parse_quantity(words, percent=True)
    return TypedValue(number, day, region, _with_decimals(words))


def _bare(words: str) -> str:
    """Without what separates; what stands right before a figure is its sign."""
    bare = words.strip(_MARKS)
    before = words[: words.index(bare)] if bare else ""
    return f"-{bare}" if before.endswith(("-", "–")) and bare[:1].isdigit() else bare


def _with_decimals(words: str) -> Decimal | None:
    figures = _THOUSANDS_OR_DECIMALS.match(plain_digits(words))
    return Decimal(f"{figures[1]}.{figures[2]}") if figures else None


def fit_to(metric: Metric, value: TypedValue) -> TypedValue:
    """With the metric's unit. Raises InvalidInputError where it is of another, or of a region for nothing."""
    if value.region and not (metric.definition and metric.definition.regional):
        raise InvalidInputError(_NOT_REGIONAL)
    if isinstance(value.number, Percentage) and metric.values and not metric.unit:
        raise InvalidInputError(_NO_PERCENTAGE)
    if not counts(metric.unit, value.number):
        raise InvalidInputError(_OTHER_UNIT, unit=quoted(metric.unit), typed=quoted(unit_of(value.number)))
    _require_one_reading(metric, value)
    return replace(value, number=in_unit(value.number, metric.unit))


def _require_one_reading(metric: Metric, value: TypedValue) -> None:
    """ "1.240" after 1.2 is hardly a thousand times as much."""
    last, other = metric.latest, value.or_decimal
    if other is None or last is None or not last.number:
        return
    if value.number / last.number >= _FAR and other / last.number < _FAR:
        raise InvalidInputError(
            _TWO_READINGS,
            thousands=lambda words: words.exact(Decimal(value.number)),
            decimals=lambda words: words.exact(other),
            last=lambda words: words.exact(Decimal(last.number or 0)),
        )


def unit_of(number: Decimal) -> str:
    if isinstance(number, Percentage):
        return PERCENT
    return number.unit if isinstance(number, Quantity) else ""


def _without_day(text: str, today: date) -> tuple[str, date]:
    """A day stands last, or first. Raises InvalidInputError of one to come, or without a value."""
    if _is_wordy(text) and _day_in(text, today):
        raise InvalidInputError(_ONLY_A_DAY, typed=quoted(text))
    for rest, words in (*_ends(text), *_beginnings(text)):
        if _is_wordy(words) and re.search(r"\d", rest) and (day := _day_in(words, today)):
            return _bare(rest), day
    return text, today


def _is_wordy(words: str) -> bool:
    """Figures alone are no day beside a value."""
    return re.search(r"[^\W\d_]|\d[-/.]\d", words) is not None


def _day_in(words: str, today: date) -> date | None:
    """Raises FutureDayError."""
    try:
        return parse_past_day(words.strip(_MARKS), today)
    except FutureDayError:
        raise
    except InvalidInputError:
        return None


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """What stands before the last words, and these; the longest first."""
    starts = [token.start() for token in re.finditer(r"\S+", text)][1:]
    return ((text[:start], text[start:]) for start in starts[-_MOST_WORDS_OF_A_DAY:])


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """What stands after the first words, and these; the longest first."""
    ends = [token.end() for token in re.finditer(r"\S+", text)][:-1]
    return ((text[end:], text[:end]) for end in reversed(ends[:_MOST_WORDS_OF_A_DAY]))


def _without_region(text: str) -> tuple[str, str]:
    """The region that the last or first words name, "" for none; and the words beside them."""
    for rest, words in (*_ends(text), *_beginnings(text)):
        if re.search(r"\d", rest) and not re.search(r"\d", words) and (region := region_named(words)):
            return region, _bare(rest)
    return "", text
