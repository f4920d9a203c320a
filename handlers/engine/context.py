"""What a handler is given for one request, and what it may answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gamma.chat import Form, Message, Place, Profile, Reply
from gamma.errors import UserError
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.people.rights import Right, Role, Roles
from gamma.public_links import PublicLinks
from gamma.quoted import QuotedMessage
from gamma.startups.startup import Channel, Startup
from gamma.translator import N_
from storage import exports, outbox
from storage.checkpoints import checkpoints, reminder_plan
from storage.committees import prompt_plan
from storage.people import people, programme_team
from storage.reader_context import ReaderContext

if TYPE_CHECKING:
    from handlers.engine.command_spec import CommandSpec


class ProgrammeTeam:
    """An audience: each of those in GAMMA_ADMINS, in private."""


PROGRAMME_TEAM = ProgrammeTeam()
Audience = Person | Channel | ProgrammeTeam


class ClarificationNeeded(Exception):  # noqa: N818 - it asks, nothing has gone wrong
    """The person has to say more first: which startup, which of two days. Caught once, in dispatch."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotAllowedError(UserError):
    """The person's role does not allow this here."""


@dataclass
class Visibility:
    """Whether the answer to a message that others read as well may be read by them too."""

    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Context(ReaderContext):
    """One request: who asks, where, and what is known about both. All inside one transaction.

    actor: who asks, who is also the reader.
    startup: the one this channel is linked to, or the one a button or form was about.
    here: the one this channel is linked to.
    beside: the id of the one named beside numbers, which are then numbers of it alone; "" for none.
    member_of: ids of the startups in whose linked channels the platform says the person is.
    in_channels: of the channels that matter here, this one and those named, the ones the person is in.
    profile: what the platform says of who asks, None while it says nothing.
    named: the people named in the words or picked in the form, by account, as the platform knows them.
    gone: of those called by a mere name who may be made responsible, the accounts that are switched off.
    are_all_asked: whether the platform said in time who goes by a name that stands in the words.
    outside: of those named or picked, who is not in the startup's channel.
    mentioned: the accounts named in the words, in order, also of those whom the platform does not know.
    chains_forms, answers_forms: whether the answer to a form can be the next form, or a message.
    quoted: the message that the words are about, where one was chosen.
    visibility: of what is answered; open_to_team opens it.
    """

    actor: Person
    place: Place
    startup: Startup | None
    here: Startup | None
    member_of: frozenset[str]
    manages: frozenset[str]
    programme_team: Sequence[tuple[str, str]]
    privacy_contact: str
    pages: PublicLinks
    profile: Profile | None
    channels: tuple[str, ...]
    in_channels: frozenset[str]
    named: Mapping[str, Profile]
    mentioned: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    are_all_asked: bool = True
    outside: frozenset[str] = frozenset()
    quoted: QuotedMessage | None = None
    chains_forms: bool
    answers_forms: bool
    commands: "Sequence[CommandSpec]"
    beside: str = ""
    visibility: Visibility = field(default_factory=Visibility)

    @property
    def own_startups(self) -> frozenset[str]:
        """The ids of those the person is with, as a member or as portfolio manager."""
        return self.member_of | self.manages

    @property
    def today(self) -> date:
        """The date where the programme is."""
        return self.now.astimezone(self.zone).date()

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
        return Roles(self.is_programme_team, startup_id in self.manages, startup_id in self.member_of)

    def require(self, right: Right, startup: Startup, otherwise: str = "") -> None:
        """Raises NotAllowedError unless the person may; `otherwise` says it better than in general."""
        if not self.may(right, startup.id):
            sentence = otherwise or N_("This is for the team of {startup}. Nothing was changed.")
            raise NotAllowedError(sentence, startup=startup.name)

    def open_to_team(self, startup_id: str = "") -> None:
        """All who read here may read the answer, where it is about this channel's startup or about none."""
        here = self.here.id if self.here else ""
        self.visibility.public = startup_id in ("", here)

    def person_named(self, account: str) -> Person:
        """Somebody of this platform who was named or picked, remembered from now on. Raises UserError."""
        if account not in self.named:
            raise UserError(N_("I cannot find this person here. Nothing was changed."))
        return people.upsert_person(self.session, self.actor.platform, account, self.named[account])

    def remind_again(self, startup_id: str) -> None:
        """Who is reminded of the startup's checkpoints and committee, or how, has changed."""
        reminder_plan.replan_all(self.session, startup_id, self.now, self.zone)
        prompt_plan.replan_startup(self.session, startup_id, self.now, self.zone)

    def note_export(self, what: exports.What, about: str = "") -> None:
        """In the journal, where it is somebody of the programme team, who may read all of it."""
        if self.is_programme_team:
            exports.note(self.session, what, self.now, person_id=self.actor.id, about=about)

    def notify(self, audience: Audience, kind: str, key: str, subject: Mapping[str, Any]) -> bool:
        """Plan a message, sent once this request is saved. False if the key was planned before."""
        if isinstance(audience, ProgrammeTeam):
            return programme_team.notify(self.session, self.programme_team, kind, key, subject, self.now)
        if isinstance(audience, Channel):
            to: dict[str, Any] = {"channel": audience.channel}
        else:
            to = {"person_id": audience.id}
        notification = Notification(key, kind, subject, audience.platform, due_at=self.now, **to)
        return outbox.plan(self.session, notification)


@dataclass(frozen=True)
class JoinChannel:
    """Say this, and have the bot enter the channel; if it cannot, how to invite it is said too.

    A form is not opened then: what it sends would be refused.
    """

    reply: Message | Form
    channel: str


@dataclass(frozen=True)
class ForgetPerson:
    """Say this, and keep nothing of who asked in memory either."""

    message: Message


Response = Reply | JoinChannel | ForgetPerson
Outcome = Mapping[str, Any]
