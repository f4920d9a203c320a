"""What people may switch off of all that the bot says by itself, and the button that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gamma.chat import Button
from gamma.parsing.text import closest_match, name_key, normalise
from gamma.translator import N_, Translator

FamilyId = Literal[
    "",
    "meetings",
    "week",
    "attention",
    "actions",
    "follow_ups",
    "waiting",
    "network",
    "silent",
    "unowned",
    "committee",
    "metric",
    "survey",
    "thanks",
    "workshops",
    "peers",
]


@dataclass(frozen=True)
class Family:
    """Messages that are switched off together. title: as it stands in a list.

    names: as it is typed, the English one, the French one, any other. of_channel: it is the channel's.
    """

    title: str
    names: tuple[str, ...]
    of_channel: bool = False


FAMILIES: Mapping[FamilyId, Family] = {
    "meetings": Family(N_("before each checkpoint of your startups"), ("checkpoints", "points")),
    "week": Family(N_("your week with the startups you follow"), ("week", "semaine")),
    "attention": Family(N_("what asks for your eye, as it comes up"), ("attention", "regard")),
    "actions": Family(N_("your actions that are due"), ("actions", "actions")),
    "follow_ups": Family(N_("what becomes of your questions to experts"), ("questions", "questions")),
    "waiting": Family(N_("questions that nobody takes"), ("waiting", "attente", "en attente")),
    "network": Family(N_("who is missing in the expert network"), ("network", "réseau")),
    "silent": Family(N_("startups that are silent"), ("silent", "silence", "silencieuses")),
    "metric": Family(N_("a value of a metric you follow that is missing"), ("metric", "métrique", "valeur")),
    "survey": Family(
        N_("three questions on the relation with the sponsor, twice a season"), ("survey", "sondage")
    ),
    "thanks": Family(N_("how many teams you helped in a season"), ("thanks", "merci")),
    "workshops": Family(N_("workshops: reminders and what is asked after"), ("workshops", "ateliers")),
    "peers": Family(N_("whether you would talk with another team, once a quarter"), ("peers", "pairs")),
    "unowned": Family(N_("actions without owner"), ("unowned", "sans responsable"), of_channel=True),
    "committee": Family(N_("the committee that comes closer"), ("committee", "comité"), of_channel=True),
}

MANAGERS_OWN: tuple[FamilyId, ...] = ("meetings", "attention", "week")
"""What a portfolio manager chooses at once: each of them, the weekly one only, or none."""


def family_named(typed: str) -> FamilyId:
    """ "" where there is none by this name."""
    named = normalise(typed)
    for id_, family in FAMILIES.items():
        if named and named in (id_, *map(normalise, family.names)):
            return id_
    return ""


def family_near(typed: str) -> FamilyId:
    """The one whose name was probably meant: "point", "the actions". "" where none is near."""
    by_key = {name_key(name): id_ for id_, family in FAMILIES.items() for name in (id_, *family.names)}
    near = closest_match(name_key(typed), by_key)
    return by_key[near] if near else ""


def stop_button(
    translator: Translator, family: FamilyId, about: str = "", *, for_all: bool = False
) -> Button:
    """Where it stands, the message needs no other way out."""
    label = N_("No longer tell us") if for_all else N_("No longer tell me")
    return Button(translator.text(label), f"reminders off {family}", about, for_all=for_all)
