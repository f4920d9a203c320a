"""What a handler is given for one request, and the shape of an intent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.chat import Errors, Message, Place, Profile, Reply
from gamma.checkpoints.links import PublicLinks
from gamma.errors import UserError
from gamma.local_time import zone_named
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.people.rights import Right, Role, Roles
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from storage import outbox
from storage.checkpoints import checkpoints
from storage.checkpoints import reminder_plan as reminding
from storage.committees import reminder_plan
from storage.people import people, programme_team


class NotAllowedError(UserError):
    """The person's role does not allow this here."""


@dataclass(frozen=True)
class Context:
    """One request: who asks, where, and what is known about both. All inside one transaction.

    startup: the one this channel is linked to, or the one a button or form was about.
    here: the one this channel is linked to.
    member_of: ids of the startups in whose linked channels the platform says the person is.
    in_channels: of the channels that matter here, this one and those named, the ones the person is in.
    profile: what the platform says of who asks, None while it says nothing.
    named: the people named in the words or picked in the form, by account, as the platform knows them.
    chains_forms: whether the answer to a form can be the next form.
    """

    session: Session
    programme: Programme
    now: datetime
    zone: ZoneInfo
    translator: Translator
    actor: Person
    place: Place
    startup: Startup | None
    here: Startup | None
    member_of: frozenset[str]
    manages: frozenset[str]
    is_programme_team: bool
    programme_team: Sequence[tuple[str, str]]
    privacy_contact: str
    pages: PublicLinks
    profile: Profile | None
    channels: tuple[str, ...]
    in_channels: frozenset[str]
    named: Mapping[str, Profile]
    chains_forms: bool
    commands: "Sequence[CommandSpec]"

    @property
    def reader_zone(self) -> ZoneInfo:
        """By whose clock the person lives, as far as the platform tells."""
        return zone_named(self.actor.zone, self.zone)

    @property
    def own_startups(self) -> frozenset[str]:
        """The ids of those the person is with, as a member or as portfolio manager."""
        return self.member_of | self.manages

    def zone_in(self, startup_id: str) -> ZoneInfo:
        """Where the startup plans: its own zone, or the programme's."""
        return checkpoints.startup_zone(self.session, startup_id, self.zone)

    def today_in(self, startup_id: str) -> date:
        """The date where the startup is."""
        return checkpoints.startup_today(self.session, startup_id, self.now, self.zone)

    def role_in(self, startup_id: str) -> Role:
        return self._roles_in(startup_id).role

    def may(self, right: Right, startup_id: str) -> bool:
        return self._roles_in(startup_id).may(right)

    def _roles_in(self, startup_id: str) -> Roles:
        return Roles(
            is_programme_team=self.is_programme_team,
            is_manager=startup_id in self.manages,
            is_member=startup_id in self.member_of,
        )

    def require(self, right: Right, startup: Startup, otherwise: str = "") -> None:
        """Raises NotAllowedError unless the person may; `otherwise` says it better than in general."""
        if not self.may(right, startup.id):
            sentence = otherwise or N_("This is for the team of {startup}. Nothing was changed.")
            raise NotAllowedError(sentence, startup=startup.name)

    def person_named(self, account: str) -> Person:
        """Somebody of this platform who was named or picked, remembered from now on. Raises UserError."""
        if account not in self.named:
            raise UserError(N_("I cannot find this person here. Nothing was changed."))
        return people.upsert_person(self.session, self.actor.platform, account, self.named[account])

    def name_of(self, person_id: int | None) -> str:
        """Of somebody whom the bot has met, or that it is somebody."""
        return self.translator.name(people.name_of(self.session, person_id))

    def command_ids(self) -> frozenset[str]:
        return frozenset(intent.id for intent in self.commands)

    def remind_again(self, startup_id: str) -> None:
        """Who is reminded of the startup's checkpoints and committee, or how, has changed."""
        reminding.plan_all_again(self.session, startup_id, self.now, self.zone)
        reminder_plan.plan_all_again(self.session, startup_id, self.now, self.zone)

    def tell_person(self, person: Person, kind: str, key: str, subject: Mapping[str, Any]) -> bool:
        """Plan a private message, sent once this request is saved. False if the key was planned before."""
        notice = Notification(key, kind, subject, person.platform, due_at=self.now, person_id=person.id)
        return outbox.plan(self.session, notice)

    def tell_after_form(self, kind: str, key: str, subject: Mapping[str, Any]) -> None:
        """In private, what a form led to, where the platform shows nothing after a form."""
        if not self.chains_forms:
            self.tell_person(self.actor, kind, key, subject)

    def tell_channel(
        self, platform: str, channel: str, kind: str, key: str, subject: Mapping[str, Any]
    ) -> bool:
        """Plan a message to a channel, sent once this request is saved."""
        notice = Notification(key, kind, subject, platform, due_at=self.now, channel=channel)
        return outbox.plan(self.session, notice)

    def tell_programme_team(self, kind: str, key: str, subject: Mapping[str, Any]) -> None:
        programme_team.tell(self.session, self.programme_team, kind, key, subject, self.now)


@dataclass(frozen=True)
class JoinChannel:
    """Say this, and have the bot enter the channel; if it cannot, how to invite it is said too."""

    message: Message
    channel: str


@dataclass(frozen=True)
class ForgetPerson:
    """Say this, and keep nothing of who asked in memory either."""

    message: Message


Response = Reply | JoinChannel | ForgetPerson
Outcome = Mapping[str, Any]


@dataclass(frozen=True)
class FormReader:
    """What happens to one kind of form, whose route is "intent.form" or "intent.form.detail".

    save(context, detail, values) keeps the answers once and gives the outcome, or Errors and keeps nothing;
    show(context, outcome) says what comes after: the same again when the form arrives twice.
    detail is the end of the route: "market" of "assess.page.market".
    people: the names of its person fields.
    """

    save: Callable[[Context, str, Mapping[str, str]], Outcome | Errors]
    show: Callable[[Context, Outcome], Response]
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Usage:
    """One more way to use a command: what follows `/gamma` in each language, and what it does."""

    says: Mapping[str, str]
    summary: str


@dataclass(frozen=True)
class CommandSpec:
    """One thing people can ask: `/gamma {name} …`. The table of them is commands.py."""

    id: str
    names: Mapping[str, str]
    """How it is written in each language; all of them are understood in both."""
    summary: str
    say: Callable[[Context, str], Response]
    aliases: tuple[str, ...] = ()
    more: tuple[Usage, ...] = ()
    verbs: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    """Its sub-commands, then the words that may follow them: the English spelling, the French, any other."""
    about_startups: bool = True
    """Whether it matters which startups the person is with; if not, the platform is not asked."""
    forms: Mapping[str, FormReader] = field(default_factory=dict)

    def ways(self) -> tuple[Usage, ...]:
        """All the ways to use it, the plain one first."""
        return (Usage(self.names, self.summary), *self.more)

    def spellings(self) -> tuple[str, ...]:
        return (*self.names.values(), *self.aliases)
