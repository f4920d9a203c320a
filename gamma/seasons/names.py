"""What the moments of a season, and two of them together, are called."""

from collections.abc import Mapping

from gamma.seasons.season import Moment
from gamma.translator import N_

MOMENT_NAMES: Mapping[Moment, str] = {
    "entry": N_("at entry"),
    "middle": N_("at mid-season"),
    "exit": N_("at the end"),
    "after": N_("two months after"),
}
PAIR_NAMES: Mapping[str, str] = {
    "entry_exit": N_("from entry to the end"),
    "entry_middle": N_("from entry to mid-season"),
    "entry_after": N_("from entry to two months after"),
    "exit_after": N_("from the end to two months after"),
}
