"""What a newcomer may try on the sandbox's page: the README's tour, as buttons where nothing was done yet."""

from dataclasses import dataclass
from typing import Any

from bot.platforms.sandbox.workspace import direct_conversation
from gamma.translator import LOCALES, N_, Translator

_TEAM, _NEW_TEAM = "equipe-velo-facile", "nouvelle-equipe"


@dataclass(frozen=True)
class Step:
    """label is an English sentence of the catalogue; people: for whom, or for everybody there."""

    place: str
    label: str
    command: dict[str, str]
    people: tuple[str, ...] = ()


_MEMBERS = ("camille", "noe", "ines")
STEPS = (
    Step(_TEAM, N_("See what Gamma knows of your startup"), {"en": "", "fr": ""}),
    Step(
        _TEAM, N_("Look at where your startup stands"), {"en": " assess", "fr": " évaluer"}, people=_MEMBERS
    ),
    Step(
        _TEAM,
        N_("Plan a checkpoint with the sponsor"),
        {
            "en": " checkpoint plan in two weeks at 2:30 pm",
            "fr": " point planifier dans deux semaines à 14h30",
        },
    ),
    Step(
        _NEW_TEAM,
        N_("Link this channel to a startup"),
        {"en": " startup link ruche-ouverte", "fr": " startup lier ruche-ouverte"},
    ),
    Step(
        direct_conversation("pauline"),
        N_("See the startups you follow"),
        {"en": " portfolio", "fr": " portefeuille"},
    ),
    Step(
        direct_conversation("pauline"),
        N_("Say how you see Vélo facile from outside"),
        {"en": " assess view velo-facile", "fr": " évaluer regard velo-facile"},
    ),
    Step(
        direct_conversation("elias"),
        N_("Help other teams, in growth"),
        {"en": " expert join growth", "fr": " expert rejoindre growth"},
    ),
    Step(
        direct_conversation("elias"),
        N_("See in which domains somebody helps"),
        {"en": " expert list", "fr": " expert liste"},
    ),
    Step(
        direct_conversation("nadia"),
        N_("Have a startup take part in the programme"),
        {"en": " startup enrol ruche-ouverte", "fr": " startup inscrire ruche-ouverte"},
    ),
)


def render_tours() -> list[dict[str, Any]]:
    """Each step with its words and its command in every language."""
    return [
        {
            "place": step.place,
            "people": step.people,
            "label": {locale: Translator(locale).text(step.label) for locale in LOCALES},
            "command": {locale: f"/gamma{step.command[locale]}" for locale in LOCALES},
        }
        for step in STEPS
    ]
