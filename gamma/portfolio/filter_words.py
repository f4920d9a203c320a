"""The words by which a line says which startups of a portfolio are meant, and how they are read."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gamma.errors import UserError
from gamma.parsing.text import closest_match, normalise
from gamma.portfolio.filters import Condition, Facet, Filter
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.reason_words import REASON_WORDS
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import VERDICT_NAMES, verdict_name
from gamma.text import quoted
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
        "phase critère criterion startup startups toutes tous all "
        "ou or celles ceux dont those which are on suivies suivie followed point"
    ).split()
)
_KINDS: Mapping[str, Facet] = {
    **dict.fromkeys(("responsable", "responsables", "manager", "managers"), "manager"),
    **dict.fromkeys(("incubateur", "incubateurs", "incubator", "incubators"), "incubator"),
    **dict.fromkeys(("saison", "saisons", "season", "seasons"), "season"),
}
_PARTS_OF: tuple[Facet, ...] = ("manager", "incubator", "startup", "season")
_THIS_SEASON = ("saison en cours", "cette saison", "current season", "this season")
_LEAST_OF_A_WORD = 3
_MOST_NAMED = 8
_UNKNOWN_ONE = N_("I do not know which startups “{words}” means. There are: {names}. Nothing was changed.")
_WHICH_ONE = N_("“{words}” may mean several: {names}. Which one?")
_MOST_WORDS = 10
_MOST_MISTYPED, _LEAST_MISTYPED, _NEAR = 4, 5, 85
_UNKNOWN = N_(
    "I do not know which startups “{words}” means. You can name an incubator, a phase, a portfolio manager, "
    "a season, a criterion with its verdict, or what asks for attention: `/gamma portfolio impact not yet`. "
    "Nothing was changed."
)


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
    """Some of the words name nothing that the rows have. known: what they have of the kind that was named."""

    def __init__(self, words: str, known: Sequence[str] = ()) -> None:
        listed = [quoted(name) for name in known[:_MOST_NAMED]]
        sentence = _UNKNOWN_ONE if listed else _UNKNOWN
        super().__init__(sentence, words=quoted(words), names=lambda translator: translator.listed(listed))


class SeveralMeantError(UserError):
    """A part of a name that several have."""

    def __init__(self, phrase: str, names: Sequence[str]) -> None:
        listed = [quoted(name) for name in names[:_MOST_NAMED]]
        super().__init__(_WHICH_ONE, words=quoted(phrase), names=lambda words: words.listed(listed))
        self.phrase, self.names = phrase, names

    def completed(self, typed: str, name: str) -> str:
        """The same line with the whole name."""
        return " ".join(_words(typed)).replace(self.phrase, name, 1)


@dataclass(frozen=True)
class Vocabulary:
    """What may be named, by normalised words: conditions; criteria, and verdicts that follow them.

    named: what may be called by a part of its name as well, each with that name.
    """

    conditions: Mapping[str, Sequence[Condition]]
    criteria: Mapping[str, Criterion]
    verdicts: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    named: Mapping[Condition, str] = field(default_factory=dict)

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
    return Vocabulary(conditions, criteria, verdicts, dict(_named(rows)))


def _named(rows: Sequence[PortfolioRow]) -> Iterator[tuple[Condition, str]]:
    """In the order in which a part of a name is looked for."""
    for row in rows:
        for person in row.startup.managers:
            yield Condition("manager", str(person.id)), person.name
    yield from ((Condition("incubator", row.known.incubator), row.known.incubator) for row in rows)
    yield from ((Condition("startup", row.startup.startup_id), row.startup.name) for row in rows)
    yield from ((Condition("season", id_), name) for row in rows for id_, (name, _) in _seasons(row))


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

    for id_, (name, goes_on) in (season for row in rows for season in _seasons(row)):
        for word in (id_, name, *(_THIS_SEASON if goes_on else ())):
            yield word, Condition("season", id_)


def _seasons(row: PortfolioRow) -> Iterable[tuple[str, tuple[str, bool]]]:
    return row.known.seasons.items()


def _phase_words(programme: Programme, phase: str) -> Iterator[str]:
    """ "en accélération" may be said without its first word."""
    yield phase
    for locale in LOCALES:
        name = programme.phase_name(phase, Translator(locale))
        yield name
        yield re.sub(r"^(?:en|in) ", "", name)


def parse_filter(typed: str, known: Vocabulary, managers: Collection[int] = ()) -> Filter:
    """managers: those that were named with @.

    Raises CriterionAloneError, SeveralMeantError, UnknownFilterError.
    """
    found = [Condition("manager", str(each)) for each in managers]
    criterion, named, is_said = None, "", True
    for phrase in _phrases(typed, known):
        if isinstance(phrase, Condition):
            found.append(phrase)
            continue
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


def _phrases(typed: str, known: Vocabulary) -> Iterator[str | Condition]:
    """The known ones, in order; who or what is called by a part of its name. Raises UserError."""
    words, kind = _words(typed), None
    while words:
        phrase, count = _longest(words, known)
        longer, of_longer = _called(words, known, kind, above=count) if phrase else (None, 0)
        if longer:
            yield longer
            count = of_longer
        elif phrase:
            yield phrase
        elif words[0] in _KINDS:
            kind, words = _KINDS[words[0]], words[1:]
            continue
        elif words[0] not in _FILLERS:
            found, count = _called(words, known, kind)
            if found:
                yield found
            else:
                phrase, count = _nearest(words, known)
                if not phrase:
                    names = [name for each, name in known.named.items() if each.facet == kind and name]
                    raise UnknownFilterError(typed, sorted(set(names)))
                yield phrase
        kind, words = (kind if words[0] in _FILLERS else None), words[count or 1 :]


def _called(
    words: Sequence[str], known: Vocabulary, kind: Facet | None, *, above: int = 0
) -> tuple[Condition | None, int]:
    """The one whose name has the longest of these words in it. Raises SeveralMeantError.

    above: more words than so many.
    """
    for count in range(min(len(words), _MOST_WORDS), above, -1):
        part = words[:count]
        meant = {
            each: name
            for each, name in known.named.items()
            if kind in (None, each.facet) and _has_part(normalise(name).split(), part)
        }
        facets = {each.facet for each in meant}
        first = next((facet for facet in _PARTS_OF if facet in facets), None)
        of_first = {each: name for each, name in meant.items() if each.facet == first}
        if len(of_first) > 1:
            raise SeveralMeantError(" ".join(part), sorted(of_first.values()))
        if of_first:
            return next(iter(of_first)), count
    return None, 0


def _has_part(name: Sequence[str], part: Sequence[str]) -> bool:
    """Whether these words stand in the name; of the last one its beginning does."""
    *whole, last = part
    if len(last) < _LEAST_OF_A_WORD:
        return False
    for start in range(len(name) - len(part) + 1):
        piece = name[start : start + len(part)]
        if piece[:-1] == whole and piece[-1].startswith(last):
            return True
    return False


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
