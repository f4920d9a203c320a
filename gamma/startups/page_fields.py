"""What people may say of a startup for its page: how each thing is asked, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gamma.answers import NO, PARTLY, UNKNOWN, YES
from gamma.chat import SHORT_CHARACTERS, Field, Kind, Option
from gamma.errors import InvalidInputError
from gamma.parsing.no_value import is_removal
from gamma.parsing.text import closest_match, normalise, parse_choice, parse_line, parse_lines
from gamma.programme.file import Programme
from gamma.programme.labels import OPINION_NAMES
from gamma.programme.startups import Area
from gamma.translator import N_, Translator

MANAGER, COACH, TERRITORY, MARKET_TYPE, LAW = "manager", "coach", "territory", "market_type", "law"
OBSTACLES = "obstacles"
OBJECTIVE_CHARACTERS = 400
OBSTACLES_CHARACTERS = 800
"""The page shows all of them in one message."""

_LAW = {
    YES: ("oui", "yes"),
    PARTLY: ("en partie", "partly", "partiellement"),
    NO: ("non", "no", "aucune", "none"),
    UNKNOWN: ("ne sait pas", "je ne sais pas", "inconnu", "unknown", "i do not know"),
}
"""What people type, in both languages."""


@dataclass(frozen=True)
class Choice:
    """One of a few values; spellings: what else people type for it."""

    value: str
    label: str
    spellings: Sequence[str]


@dataclass(frozen=True)
class PageField:
    """In the words of one reader."""

    name: str
    label: str
    help: str
    kind: Kind = "text"
    limit: int = SHORT_CHARACTERS
    choices: Sequence[Choice] = field(default=())

    def form_field(self, value: str) -> Field:
        """As a form shows it. A choice that is no longer offered is not shown."""
        options = tuple(Option(choice.label, choice.value) for choice in self.choices)
        shown = value if not options or value in [option.value for option in options] else ""
        return Field(self.name, self.label, self.kind, self.help, shown, options)

    def parse_value(self, typed: str) -> str:
        """What a form's field holds, "" where nothing is. Raises InvalidInputError."""
        if self.kind == "choice":
            return typed and parse_choice(typed, [choice.value for choice in self.choices])
        return (parse_lines if self.kind == "long_text" else parse_line)(typed, self.limit)

    def parse_words(self, typed: str) -> str:
        """What is typed on one line, a choice by any of its names. Raises InvalidInputError."""
        if self.kind != "choice":
            return "" if is_removal(typed) else self.parse_value(typed)
        values_by_name = {
            normalise(name): c.value for c in self.choices for name in (c.value, c.label, *c.spellings)
        }
        if (name_typed := normalise(typed)) in values_by_name:
            return values_by_name[name_typed]
        labels = ", ".join(choice.label for choice in self.choices)
        sentence = N_("I do not know “{typed}” here. You can choose among: {labels}. Nothing was changed.")
        raise InvalidInputError(sentence, typed=typed[:60], labels=labels)

    def display(self, value: str) -> str:
        """A kept value in the reader's words, its lines in one; a choice no longer offered as it is kept."""
        one_line = ", ".join(value.splitlines())
        return next((choice.label for choice in self.choices if choice.value == value), one_line)


def manager_field(translator: Translator) -> PageField:
    """Asked when a startup is enrolled."""
    help_ = translator.text(N_("Who follows it, and is told so in private. Further ones can be added later."))
    return PageField(MANAGER, translator.text(N_("Portfolio manager")), help_, "person")


def detail_fields(programme: Programme, translator: Translator) -> dict[str, PageField]:
    """The short ones, by name."""
    territory_help = translator.text(N_("A department, a region, the whole country…"))
    market_help = translator.text(N_("For whom the service is."))
    law_help = translator.text(N_("Does the service need a law or a decree, or could one end it?"))
    fields = (
        PageField(
            COACH, translator.text(N_("Coach")), translator.text(N_("Who coaches the team.")), "person"
        ),
        PageField(TERRITORY, translator.text(N_("Territory")), territory_help),
        PageField(
            MARKET_TYPE,
            translator.text(N_("Type of market")),
            market_help,
            "choice",
            choices=_market_choices(programme, translator),
        ),
        PageField(
            LAW,
            translator.text(N_("Dependence on law")),
            law_help,
            "choice",
            choices=_law_choices(translator),
        ),
    )
    return {field.name: field for field in fields if field.kind != "choice" or field.choices}


def _market_choices(programme: Programme, translator: Translator) -> list[Choice]:
    types = programme.market_types
    return [Choice(each.id, translator.local(each.label), each.names) for each in types]


def _law_choices(translator: Translator) -> list[Choice]:
    return [
        Choice(value, translator.text(OPINION_NAMES[value]), spellings) for value, spellings in _LAW.items()
    ]


def objective_fields(programme: Programme, translator: Translator) -> dict[str, PageField]:
    """One for each area, then the obstacles, by name."""
    limit = translator.number(OBJECTIVE_CHARACTERS)
    objective_help = translator.text(
        N_("What the sponsor expects here, in a few words: {limit} characters at most."), limit=limit
    )
    fields = [
        PageField(
            objective_field_name(area),
            translator.local(area.label),
            objective_help,
            "long_text",
            OBJECTIVE_CHARACTERS,
        )
        for area in programme.areas
    ]
    obstacles_help = N_(
        "What holds you up in the IT that is there, one obstacle a line: {limit} characters at most."
    )
    fields.append(
        PageField(
            OBSTACLES,
            translator.text(N_("Obstacles in IT")),
            translator.text(obstacles_help, limit=translator.number(OBSTACLES_CHARACTERS)),
            "long_text",
            OBSTACLES_CHARACTERS,
        )
    )
    return {each.name: each for each in fields}


def objective_field_name(area: Area) -> str:
    """The name of the field that keeps the sponsor's objective for this area."""
    return f"objective_{area.id}"


def find_area(programme: Programme, typed: str) -> Area | None:
    """By its id, label or another name, in any language."""
    folded = normalise(typed)
    return next((area for area in programme.areas if folded in map(normalise, area.names)), None)


def closest_area(programme: Programme, typed: str) -> Area | None:
    """The one that was probably meant."""
    spellings: Mapping[str, Area] = {name: area for area in programme.areas for name in area.names}
    spelling = closest_match(typed, spellings)
    return spellings[spelling] if spelling else None
