"""Which startups of a portfolio are meant by a line such as "impact pas encore, en accélération"."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gamma.portfolio.followed import PortfolioRow
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.sections import literal_text
from gamma.text import Text, quoted
from gamma.translator import N_, Translator

Facet = Literal["criterion", "incubator", "phase", "attention", "reason", "manager", "startup", "season"]


@dataclass(frozen=True)
class Condition:
    """One thing that is asked for. value: what it is in the rows. verdicts: of a criterion, "" for any."""

    facet: Facet
    value: str = ""
    verdicts: tuple[Verdict, ...] = ()


TO_LOOK_AT = Condition("attention", "yes")


@dataclass(frozen=True)
class Filter:
    """Of one facet one of the conditions is enough; each facet has to hold."""

    conditions: tuple[Condition, ...] = ()

    def as_json(self) -> list[Any]:
        return [[each.facet, each.value, list(each.verdicts)] for each in self.conditions]

    @staticmethod
    def from_json(stored: Iterable[Any]) -> "Filter":
        return Filter(tuple(Condition(facet, value, tuple(verdicts)) for facet, value, verdicts in stored))

    def applied(self, rows: Iterable[PortfolioRow]) -> list[PortfolioRow]:
        return [row for row in rows if self._holds(row)]

    def _holds(self, row: PortfolioRow) -> bool:
        facets: dict[tuple[str, str], bool] = {}
        for each in self.conditions:
            key = (each.facet, each.value if each.facet == "criterion" else "")
            facets[key] = facets.get(key, False) or _is_met(row, each)
        return all(facets.values())

    def described(self, translator: Translator, programme: Programme, names: Mapping[str, str]) -> list[Text]:
        """As the list says what it shows. names: of persons and startups, by id."""
        return [_described(translator, programme, each, names) for each in self.conditions]


def _is_met(row: PortfolioRow, asked: Condition) -> bool:
    if asked.facet == "criterion":
        return _has_verdict(row, asked)
    return asked.value in _values(row, asked.facet)


def _values(row: PortfolioRow, facet: Facet) -> Collection[str]:
    """What the row has of it."""
    match facet:
        case "attention":
            return {"yes" if row.attention else "no", *(["muted"] if row.muted else [])}
        case "reason":
            return {reason.kind for reason in row.attention}
        case "manager":
            return {str(person.id) for person in row.startup.managers}
        case "season":
            return row.known.seasons.keys()
    own = {"incubator": row.known.incubator, "phase": row.known.phase, "startup": row.startup.startup_id}
    return {own[facet]}


def _has_verdict(row: PortfolioRow, asked: Condition) -> bool:
    """A startup that shared nothing is unknown in each criterion."""
    if row.result is None:
        return "unknown" in asked.verdicts
    found = [verdict for name, verdict in row.result.verdicts.items() if asked.value in ("", name)]
    return any(verdict in asked.verdicts for verdict in found)


def _described(
    translator: Translator, programme: Programme, asked: Condition, names: Mapping[str, str]
) -> Text:
    match asked.facet:
        case "criterion":
            verdicts = translator.listed([verdict_name(translator, each) for each in asked.verdicts])
            if not asked.value:
                return literal_text(verdicts)
            criterion = translator.local(programme.criterion(asked.value).short)
            return translator.render(N_("{criterion}, {verdict}"), criterion=criterion, verdict=verdicts)
        case "phase":
            return literal_text(programme.phase_name(asked.value, translator))
        case "attention":
            return translator.render(_ATTENTION_NAMES[asked.value])
        case "reason":
            return translator.render(REASON_NAMES[asked.value])
    return literal_text(quoted(names.get(asked.value, asked.value)))


_ATTENTION_NAMES = {
    "yes": N_("to look at first"),
    "no": N_("nothing to look at"),
    "muted": N_("with something set aside"),
}
REASON_NAMES: Mapping[str, str] = {
    "unclosed": N_("a checkpoint to close"),
    "undecided": N_("an outcome of a committee to note"),
    "envelope": N_("an envelope that ends"),
    "silent": N_("silent"),
    "gap": N_("without a checkpoint for long"),
    "postponed": N_("a checkpoint put off several times"),
    "unfollowed": N_("no portfolio manager"),
}
