"""The startups that are silent, for the programme team: counts and names, and no ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gamma.chat import Button, Message
from gamma.sections import Section, fit, literal_text
from gamma.text import Text, quoted, truncate
from gamma.translator import N_, Translator

_LAST_DAY = 7
"""Of a month, on which its first Monday may be."""
_LONGEST_FOLD = 400


@dataclass(frozen=True)
class SilentStartup:
    """is_new: the reader was never told that it is silent since then."""

    id: str
    name: str
    is_new: bool
    has_manager: bool


def is_told_in_week_of(monday: date) -> bool:
    """Once a month: in the week of its first Monday."""
    return monday.day <= _LAST_DAY


def silent_message(
    translator: Translator, silent: Sequence[SilentStartup], enrolled: int, weeks: int, stop: Button
) -> tuple[Message, Sequence[SilentStartup]]:
    """Those that became silent by name, those told before in a line; and what of them it tells.

    enrolled: how many take part.
    """
    head = translator.plural(
        "**{count} startup of {enrolled} is silent:** nothing assessed, planned, held or asked for {weeks} "
        "weeks.",
        "**{count} startups of {enrolled} are silent:** nothing assessed, planned, held or asked for {weeks} "
        "weeks.",
        len(silent),
        enrolled=enrolled,
        weeks=weeks,
    )
    in_order = sorted(silent, key=lambda each: each.name.casefold())
    new, known = ([each for each in in_order if each.is_new is is_new] for is_new in (True, False))
    without = [each for each in in_order if not each.has_manager]
    before = _fold(translator, N_("**Told before, and still silent:** {names}."), known)
    folded = [*before, *_fold(translator, N_("**Without portfolio manager:** {names}."), without)]
    lines = [literal_text(quoted(each.name)) for each in new]
    section = Section(translator.render(N_("**Since last time**")), lines)
    closing = translator.render(
        N_("Their portfolio managers know. Silence may be fine: a call tells more than a message.")
    )
    fitted = fit(translator, [head], [section], [*folded, closing])
    again = [each for each in known if any(quoted(each.name) in str(line) for line in before)]
    return Message(fitted.paragraphs, (stop,)), [*new[: fitted.shown], *again]


def _fold(translator: Translator, title: str, startups: Sequence[SilentStartup]) -> list[Text]:
    """Nothing where there are none."""
    names = translator.listed([quoted(each.name) for each in startups])
    return [truncate(translator.render(title, names=names), _LONGEST_FOLD)] if startups else []
