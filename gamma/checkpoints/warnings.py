"""What is unusual about a moment for a meeting: people may want it all the same, once they have seen it."""

from gamma.calendar import EARLIEST, LATEST, Region, holiday_on
from gamma.dates import LocalMoment
from gamma.translator import N_, Translator

_SATURDAY = 5


def unusual_moment_warnings(translator: Translator, moment: LocalMoment, region: Region) -> list[str]:
    """In whole sentences; none where the day and the hour are as usual."""
    local = moment.local
    warnings = []
    if holiday := holiday_on(local.date(), region, translator):
        warnings.append(translator.text(N_("That is a public holiday: {name}."), name=holiday))
    elif local.weekday() >= _SATURDAY:
        warnings.append(translator.text(N_("That is a {weekday}."), weekday=translator.weekday(local.date())))
    if local.time() < EARLIEST:
        warnings.append(translator.text(N_("That is early: before {hour}."), hour=translator.clock(EARLIEST)))
    elif local.time() > LATEST:
        warnings.append(translator.text(N_("That is late: after {hour}."), hour=translator.clock(LATEST)))
    return warnings
