"""What verdicts, opinions and criteria are called, wherever they are said."""

from collections.abc import Mapping

from gamma.answers import NO, PARTLY, UNKNOWN, YES
from gamma.programme.criteria import Criterion, Verdict
from gamma.translator import N_, Translator

VERDICT_NAMES: Mapping[Verdict, str] = {
    "reached": N_("reached"),
    "partly": N_("partly"),
    "not_yet": N_("not yet"),
    "unknown": N_("unknown so far"),
}
"""The best first."""

OPINION_NAMES: Mapping[str, str] = {
    YES: N_("Yes"),
    PARTLY: N_("Partly"),
    NO: N_("No"),
    UNKNOWN: N_("I do not know"),
}


def verdict_name(translator: Translator, verdict: Verdict) -> str:
    return translator.text(VERDICT_NAMES[verdict])


def criterion_word(translator: Translator, criterion: Criterion) -> str:
    """By which a command names it: one word."""
    short = translator.local(criterion.short).lower()
    return criterion.id if " " in short else short
