"""The people and channels of the sandbox, all invented."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from gamma.parsing.text import normalise
from gamma.translator import N_
from storage import sandbox

DIRECT, GROUP = sandbox.DIRECT, sandbox.GROUP


@dataclass
class Person:
    """role is an English sentence of the catalogue; locale changes with the page's language switch."""

    id: str
    name: str
    role: str
    locale: str


@dataclass
class Channel:
    id: str
    members: set[str]
    private: bool
    has_bot: bool = False


@dataclass
class Workspace:
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def add_person(self, name: str, role: str = "", locale: str = "fr") -> Person:
        """Their id is their first name, with a number where it is taken."""
        person = Person(_unused_id(normalise(name).split()[0], self.people), name, role, locale)
        self.people[person.id] = person
        return person

    def add_channel(self, name: str, members: Collection[str], *, private: bool = False) -> Channel:
        channel = Channel(_unused_id(normalise(name).replace(" ", "-"), self.channels), set(members), private)
        self.channels[channel.id] = channel
        return channel

    def leave(self, person: str, channel: str) -> None:
        self.channels[channel].members.discard(person)

    def invite_bot(self, channel: str) -> None:
        self.channels[channel].has_bot = True

    def is_in(self, person: str, place: str) -> bool:
        """Whether the person may speak there: a channel of theirs, or a conversation with the bot."""
        channel = self.channels.get(place)
        return person in channel.members if channel else person in people_in_conversation(place)

    def channels_named(self, person: str, text: str) -> tuple[str, ...]:
        """The #channels named in a text that the person can see, in order."""
        channels = [self.channels.get(name) for name in re.findall(r"#([\w-]+)", text)]
        return tuple(c.id for c in channels if c and (not c.private or person in c.members))

    def people_named(self, text: str) -> tuple[str, ...]:
        """The @people named in a text, in order."""
        ids = {normalise(id_): id_ for id_ in self.people}
        named = (ids.get(normalise(name), "") for name in re.findall(r"(?<!\w)@([\w-]+)", text))
        return tuple(filter(None, dict.fromkeys(named)))


def direct_conversation(person: str) -> str:
    """The id of the person's direct conversation with the bot."""
    return DIRECT + person


def group_conversation(people: Collection[str]) -> str:
    """The id of the one conversation of these people and the bot."""
    return GROUP + GROUP.join(sorted(people))


def people_in_conversation(place: str) -> list[str]:
    """Whose conversation with the bot it is, as its id says; nobody's for a channel."""
    if place.startswith(DIRECT):
        return [place.removeprefix(DIRECT)]
    return place.removeprefix(GROUP).split(GROUP) if place.startswith(GROUP) else []


def initial_workspace() -> Workspace:
    """Everybody needed to play the programme's stories."""
    workspace = Workspace()
    team = [
        workspace.add_person(name, N_("team member")).id
        for name in ("Camille Moreau", "Noé Petit", "Inès Diallo")
    ]
    manager = workspace.add_person("Pauline Roche", N_("portfolio manager")).id
    elias = workspace.add_person("Elias Fontaine", N_("expert")).id
    nadia = workspace.add_person("Nadia Benali", N_("programme team")).id
    workspace.add_channel("equipe-velo-facile", [*team, manager, nadia])
    workspace.add_channel("nouvelle-equipe", [*team[:2], manager])
    workspace.add_channel("communaute", [*team, manager, elias, nadia])
    return workspace


def _unused_id(name: str, taken: Collection[str]) -> str:
    unused, number = name, 1
    while unused in taken:
        number += 1
        unused = f"{name}-{number}"
    return unused
