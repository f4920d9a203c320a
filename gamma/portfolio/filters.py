"""Which startups of a portfolio are meant by a line such as "impact pas encore, en accélération"."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gamma.errors import UserError
from gamma.parsing.text import closest_match, normalise
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.reason_words import REASON_WORDS
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import VERDICT_NAMES, verdict_name
from gamma.sections import literal_text
from gamma.text import Text, quoted
from gamma.translator import LOCALES, N_, Translator

_VERDICT_WORDS: dict[tuple[Verdict, ...], tuple[str, ...]] = {
    ("reached",): ("reached", "atteint", "atteinte", "atteints", "atteintes", "oui", "ok", "✔"),
    ("partly",): ("partly", "partial", "en partie", "partiel", "partielle", "partiellement", "◐"),
    ("not_yet",): ("not yet", "pas encore", "✖"),
    ("unknown",): ("unknown", "unknown so far", "inconnu", "inconnue", "pas connu", "on ne sait pas", "○"),
    ("partly", "not_yet", "unknown"): (
        *("not reached", "pas atteint", "pas atteinte", "non atteint", "non atteinte"),
        *("pas encore atteint", "pas encore atteinte", "not yet reached"),
    ),
}
_ATTENTION = (
    *("attention", "à regarder", "à regarder d’abord", "needs attention", "urgent", "urgentes", "to look at"),
    *("to look at first", "demandent attention", "asking for attention"),
)
_CALM = ("calme", "calmes", "sans attention", "rien à signaler", "quiet", "calm", "without attention")
_MUTED = ("mises de côté", "mise de côté", "en sourdine", "muted", "set aside", "tues")
_MINE = ("les miennes", "à moi", "moi", "mes startups", "mine", "my startups", "my own")
_FILLERS = frozenset(
    normalise(
        "de du des d la le les l en au aux et avec dans pour par qui sont est the of in with and by "
        "phase incubateur incubator responsable manager critère criterion startup startups toutes tous all "
        "ou or celles ceux dont those which are on suivies suivie followed point"
    ).split()
)
_MOST_WORDS = 10
_MOST_MISTYPED, _LEAST_MISTYPED, _NEAR = 4, 5, 85
_UNKNOWN = N_(
    "I do not know which startups “{words}” means. You can name an incubator, a phase, a portfolio manager, "
    "a criterion with its verdict, or what asks for attention: `/gamma portfolio impact not yet`. "
    "Nothing was changed."
)

Facet = Literal["criterion", "incubator", "phase", "attention", "reason", "manager", "startup"]


@dataclass(frozen=True)
class Condition:
    """One thing that is asked for. value: what it is in the rows. verdicts: of a criterion, "" for any."""

    facet: Facet
    value: str = ""
    verdicts: tuple[Verdict, ...] = ()


class CriterionAloneError(UserError):
    """A criterion is named, and no verdict beside it."""

    def __init__(self, criterion: Criterion, phrase: str) -> None:
        super().__init__(
            N_("{criterion}: with which verdict? For example `/gamma portfolio {word} not yet`."),
            criterion=lambda words: words.local(criterion.short),
            word=lambda words: normalise(words.local(criterion.short)),
        )
        self.phrase = phrase

    def completed(self, typed: str, verdict: str) -> str:
        """The same line with that verdict beside the criterion."""
        return " ".join(_words(typed)).replace(self.phrase, f"{self.phrase} {verdict}", 1)


class UnknownFilterError(UserError):
    """Some of the words name nothing that the rows have."""

    def __init__(self, words: str) -> None:
        super().__init__(_UNKNOWN, words=quoted(words))


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


# --- the words ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vocabulary:
    """What may be named, by normalised words: conditions; criteria, and verdicts that follow them."""

    conditions: Mapping[str, Sequence[Condition]]
    criteria: Mapping[str, Criterion]
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)

    def __contains__(self, words: str) -> bool:
        return words in self.conditions or words in self.criteria or words in self.verdicts


def vocabulary(programme: Programme, rows: Sequence[PortfolioRow], reader: int | None) -> Vocabulary:
    """What these rows have. reader: who "mine" is."""
    criteria = {
        normalise(name): each
        for each in programme.criteria
        for name in (each.id, each.short.fr, each.short.en, each.title.fr, each.title.en, *each.aliases)
    }
    conditions: dict[str, list[Condition]] = {}
    for spelling, asked in _spelled(programme, rows, reader):
        meant = conditions.setdefault(normalise(spelling), [])
        if asked not in meant and (not meant or meant[0].facet == asked.facet):
            meant.append(asked)
    conditions.pop("", None)
    verdicts = {normalise(word) or word: found for word, found in _verdict_words()}
    return Vocabulary(conditions, criteria, verdicts)


def _verdict_words() -> Iterator[tuple[str, tuple[Verdict, ...]]]:
    """Each word with what it means."""
    for verdicts, words in _VERDICT_WORDS.items():
        yield from ((word, verdicts) for word in words)
    for verdict in VERDICT_NAMES:
        yield from ((verdict_name(Translator(locale), verdict), (verdict,)) for locale in LOCALES)


def _spelled(
    programme: Programme, rows: Sequence[PortfolioRow], reader: int | None
) -> Iterator[tuple[str, Condition]]:
    """Of two facets that are spelled alike, the first counts."""
    for value, said in (("yes", _ATTENTION), ("no", _CALM), ("muted", _MUTED)):
        yield from ((word, Condition("attention", value)) for word in said)
    for kind, words in REASON_WORDS.items():
        yield from ((word, Condition("reason", kind)) for word in words)
    mine = Condition("manager", str(reader))
    yield from ((word, mine) for word in _MINE if reader is not None)
    for phase in {*programme.phases, *(row.known.phase for row in rows)}:
        yield from ((word, Condition("phase", phase)) for word in _phase_words(programme, phase))
    yield from ((row.known.incubator, Condition("incubator", row.known.incubator)) for row in rows)
    managers = [person for row in rows for person in row.startup.managers]
    yield from ((person.name, Condition("manager", str(person.id))) for person in managers)
    for row in rows:
        asked = Condition("startup", row.startup.startup_id)
        yield from ((words, asked) for words in (row.startup.startup_id, row.startup.name))


def _phase_words(programme: Programme, phase: str) -> Iterator[str]:
    """ "en accélération" may be said without its first word."""
    yield phase
    for locale in LOCALES:
        name = programme.phase_name(phase, Translator(locale))
        yield name
        yield re.sub(r"^(?:en|in) ", "", name)


def parse_filter(typed: str, known: Vocabulary, managers: Collection[int] = ()) -> Filter:
    """managers: those that were named with @. Raises CriterionAloneError, UnknownFilterError."""
    found = [Condition("manager", str(each)) for each in managers]
    criterion, named, is_said = None, "", True
    for phrase in _phrases(typed, known):
        if verdicts := known.verdicts.get(phrase):
            found.append(Condition("criterion", criterion.id if criterion else "", verdicts))
            is_said = True
            continue
        if criterion and not is_said:
            raise CriterionAloneError(criterion, named)
        criterion, named = known.criteria.get(phrase), phrase
        is_said = criterion is None
        found += known.conditions.get(phrase, ()) if is_said else ()
    if criterion and not is_said:
        raise CriterionAloneError(criterion, named)
    return Filter(tuple(dict.fromkeys(found)))


def _phrases(typed: str, known: Vocabulary) -> Iterator[str]:
    """The known ones, in order. Raises UnknownFilterError."""
    words = _words(typed)
    while words:
        phrase, count = _longest(words, known)
        if phrase:
            yield phrase
        elif words[0] not in _FILLERS:
            phrase, count = _nearest(words, known)
            if not phrase:
                raise UnknownFilterError(typed)
            yield phrase
        words = words[count or 1 :]


def _nearest(words: Sequence[str], known: Vocabulary) -> tuple[str, int]:
    """With a typing error in it."""
    spelled = [*known.conditions, *known.criteria, *known.verdicts]
    for count in range(min(len(words), _MOST_MISTYPED), 0, -1):
        phrase = " ".join(words[:count])
        if len(phrase) >= _LEAST_MISTYPED and (near := closest_match(phrase, spelled, at_least=_NEAR)):
            return near, count
    return "", 0


def _words(typed: str) -> list[str]:
    """Normalised; signs of verdicts stay."""
    pieces = (normalise(piece).split() or [piece] for piece in re.findall(r"[\w'’‐‑-]+|[✔◐✖○]", typed))
    return [word for piece in pieces for word in piece]


def _longest(words: Sequence[str], known: Vocabulary) -> tuple[str, int]:
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        phrase = " ".join(words[:count])
        if phrase in known:
            return phrase, count
    return "", 0
