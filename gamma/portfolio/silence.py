"""The startups that are silent, for the programme team: counts and names, and no ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from gamma.chat import Button, Message
from gamma.sections import Section, fit_sections, literal_text
from gamma.text import quoted
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class SilentStartup:
    """is_new: the reader was not told of it lately."""

    name: str
    is_new: bool
    has_manager: bool


def silent_message(
    translator: Translator, silent: Sequence[SilentStartup], enrolled: int, weeks: int, stop: Button
) -> Message:
    """By name, in the order of the alphabet. enrolled: how many take part."""
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
    parts = (
        (N_("**Since last time**"), [each.name for each in in_order if each.is_new]),
        (N_("**Still**"), [each.name for each in in_order if not each.is_new]),
        (N_("**Without portfolio manager**"), [each.name for each in in_order if not each.has_manager]),
    )
    sections = [
        Section(translator.render(title), [literal_text(quoted(name)) for name in names])
        for title, names in parts
    ]
    closing = N_("Their portfolio managers know. Silence may be fine: a call tells more than a message.")
    return Message(fit_sections(translator, [head], sections, [translator.render(closing)]), (stop,))
