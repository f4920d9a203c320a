"""What verdicts and opinions are called, wherever they are said."""

from collections.abc import Mapping

from gamma.answers import NO, PARTLY, UNKNOWN, YES
from gamma.programme.criteria import Verdict
from gamma.translator import N_, Translator

VERDICTS: Mapping[Verdict, str] = {
    "reached": N_("reached"),
    "partly": N_("partly"),
    "not_yet": N_("not yet"),
    "unknown": N_("unknown so far"),
}
"""The best first."""

OPINIONS: Mapping[str, str] = {
    YES: N_("Yes"),
    PARTLY: N_("Partly"),
    NO: N_("No"),
    UNKNOWN: N_("I do not know"),
}


def verdict_name(translator: Translator, verdict: Verdict) -> str:
    return translator.text(VERDICTS[verdict])
