"""Who asks and what: an event with its signature verified, and what the platform says of the people in it."""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from bot.named_people import (
    CalledMembers,
    ChannelMembers,
    accounts_on_page,
    fetch_people,
    members_called,
    outside_of,
)
from bot.signing import Signer
from gamma.chat import ChatError, Command, Event, Place, Profile, Submission
from gamma.chat_platform import Chat
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.quoted import QuotedMessage
from gamma.spoken import Spoken
from gamma.startups.startup import Channel
from gamma.text import clean_typed
from gamma.translator import N_
from handlers.commands import COMMAND_TABLE, COMMANDS
from handlers.engine.command_spec import CommandSpec, FormSpec
from handlers.engine.context import Visibility
from handlers.engine.subcommands import split_first_word
from handlers.startups.channels import LINK, UNLINK
from storage.startups import participants, startups
from storage.store import Store

log = logging.getLogger(__name__)

NOT_IN_CHANNEL = N_("I am not in this channel yet. Invite me first: `/invite @gamma`, then try again.")

_ENTERED_SECONDS = 600.0
"""How long a channel that the bot was in is not asked about again."""
_UNINVITED = frozenset(normalise(word) for each in (LINK, UNLINK) for word in each.spellings)
_MAX_NAMED = 5
"""People of one command whom the platform is asked about."""


@dataclass(frozen=True)
class Request:
    """Words, typed or of a pressed button; or a form that was sent: then there are values, and a nonce.

    words: what follows `/gamma`; of a form its route. about: the id of its startup, "" for none.
    message: the id of the message that the words are from, "" of what is typed behind `/gamma`.
    """

    platform: str
    account: str
    place: Place
    words: str
    about: str = ""
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    typed: bool = False
    nonce: str = ""
    values: Mapping[str, str] | None = None
    quoted: QuotedMessage | None = None
    message: str = ""
    visibility: Visibility = field(default_factory=Visibility, compare=False)

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Those of the people named in the words whom the platform is asked about.

        Only where they are given something to do: elsewhere a mention is a word like others.
        """
        gives = self.people and self.command[0].mentions_people
        return self.people[:_MAX_NAMED] if gives else ()

    @cached_property
    def command(self) -> tuple[CommandSpec, str]:
        """The command that is said, and the words after its name."""
        return self._understood[:2]

    @cached_property
    def _understood(self) -> tuple[CommandSpec, str, bool]:
        return COMMAND_TABLE.understood(self.words)

    def form(self) -> tuple[FormSpec, str]:
        """Who reads this form, and the end of its route."""
        command_id, name, *detail = self.words.split(".", 2)
        command = next(command for command in COMMANDS if command.id == command_id)
        end = detail[0] if detail else ""
        return next(form for form in command.forms if form.route == f"{command_id}.{name}"), end

    def changes_something(self) -> bool:
        """Whether what is said, or where it is said, is known to change something."""
        return self.values is not None or bool(self.message) or self._understood[2]

    def works_uninvited(self) -> bool:
        """Whether nothing that follows, be it a click, needs the bot in the channel."""
        if self.values is not None:
            return False
        if not self.concerns_a_startup():
            return True
        command, rest = self.command
        return command.id == "startup" and normalise(split_first_word(rest)[0]) in _UNINVITED

    def concerns_a_startup(self) -> bool:
        """Whether it matters with which startups the person is: not for help."""
        return self.values is not None or self.command[0].about_startups


def verify(event: Event, signer: Signer) -> Request:
    """The platforms vouch for what is typed; buttons and forms carry their own proof.

    Raises UserError where a signature is not ours, not theirs or too old.
    """
    if isinstance(event, Command):
        return Request(
            platform=event.platform,
            account=event.person,
            place=event.place,
            words=_cleaned(event.text),
            channels=event.channels,
            people=event.people,
            typed=True,
            quoted=event.quoted,
            message=event.message if isinstance(event, Spoken) else "",
        )
    is_form = isinstance(event, Submission)
    state = (signer.verify_form if is_form else signer.verify_button)(event.signed_state, event.person)
    return Request(
        platform=event.platform,
        account=event.person,
        place=state.place,
        words=state.words,
        about=state.about,
        nonce=state.nonce,
        values={name: _cleaned(value) for name, value in event.values.items()}
        if isinstance(event, Submission)
        else None,
    )


def _cleaned(typed: str) -> str:
    return typed if typed.isascii() and "&" not in typed else clean_typed(typed)


@dataclass(frozen=True)
class RequesterInfo:
    """What the platform says of the people of a request, asked before any transaction for changes.

    profile: None while the platform says nothing. named: those named or picked, by account.
    gone: of those mentioned, or called by a mere name, who is switched off or no person.
    in_channels: of those here, the person's. are_all_asked: whether all who may be meant by a mere name were.
    outside: of those named or picked, who is not in the startup's channel.
    """

    profile: Profile | None
    in_channels: frozenset[str]
    named: Mapping[str, Profile]
    gone: frozenset[str] = frozenset()
    are_all_asked: bool = True
    outside: frozenset[str] = frozenset()


def fetch_profile(chat: Chat, account: str) -> Profile | None:
    """None, and a warning in the log, where the platform does not say."""
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None


class Presence:
    """In which channels the bot is, remembered for a short while."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.members = ChannelMembers(monotonic)
        self._monotonic = monotonic
        self._until: dict[tuple[str, str], float] = {}

    def require(self, chat: Chat, channel: str) -> None:
        """Enter it if need be. Raises UserError where somebody has to invite the bot: what is pressed or
        sent there proves nothing of who is in a channel that the bot does not see.
        """
        key = chat.name, channel
        if self._until.get(key, 0.0) > self._monotonic():
            return
        try:
            entered = chat.join(channel)
        except ChatError as error:
            log.warning("it is not known whether a channel on %s can be entered: %s", chat.name, error.reason)
            return
        if not entered:
            raise UserError(NOT_IN_CHANNEL)
        self._until[key] = self._monotonic() + _ENTERED_SECONDS


def fetch_requester_info(
    chat: Chat, request: Request, profile: Profile | None, store: Store, presence: Presence
) -> RequesterInfo:
    """Raises UserError where the bot has to be invited, or the platform does not tell who is in a channel."""
    accounts, some_blank = _accounts_named(request)
    channel, or_all = "" if request.place.direct else request.place.id, request.concerns_a_startup()
    with store.read() as session:
        linked = startups.linked_around(session, request.platform, channel, request.about, or_all=or_all)
        if some_blank:
            accounts += accounts_on_page(session, request.platform, request.about)[:_MAX_NAMED]
        words = _owners_words(request)
        around = _startups_meant(request, session, linked, words) if words else []
        called = _accounts_called(request, session, around, words) if words else []
    is_linked = any(each.channel == request.place.id for each in linked)
    if is_linked and not request.works_uninvited():
        presence.require(chat, request.place.id)
    for account in {*request.mentioned, *called} - {request.account}:
        chat.forget(account)  # who left a minute ago is not made responsible
    profiles = fetch_people(chat, {*accounts, *called}) if accounts or called else {}
    named = {each: told for each in (*accounts, *called) if (told := profiles.get(each)) and told.name}
    gone = frozenset(each for each in (*request.mentioned, *called) if profiles[each] is None)
    present = _channels_present(chat, request, linked)
    called_here, outside = CalledMembers(), frozenset[str]()
    if words:
        channels = {each.channel for each in linked if around == [each.startup_id]} or present
        called_here = members_called(chat, presence.members, channels, words)
        outside = outside_of(chat, presence.members, channels, accounts)
    named = {**called_here.named, **named}
    return RequesterInfo(profile, present, named, gone, called_here.is_complete, outside)


def _owners_words(request: Request) -> str:
    """In which somebody may be made responsible by name; "" where nobody is."""
    if request.values is not None:
        return "\n".join(request.values.values()) if request.form()[0].names_owners else ""
    command, rest = request.command
    return rest if command.names_owners else ""


def _startups_meant(request: Request, session: Session, linked: Collection[Channel], words: str) -> list[str]:
    here = [each.startup_id for each in linked if each.channel == request.place.id]
    return [request.about] if request.about else here or startups.named_in(session, words)


def _accounts_called(request: Request, session: Session, around: list[str], words: str) -> list[str]:
    """Of those called by a mere name who may be meant."""
    return participants.accounts_named_in(session, request.platform, around, words, _MAX_NAMED)


def _channels_present(chat: Chat, request: Request, linked: Collection[Channel]) -> frozenset[str]:
    """The channels that matter here and that the person is in.

    Words typed in a channel prove that their author is in it; a button or form proves nothing.
    """
    in_channel = not request.place.direct
    proven = {request.place.id} if request.typed and in_channel else set()
    startup_here = next((each.startup_id for each in linked if each.channel == request.place.id), "")
    about = request.about or startup_here
    to_check = {each.channel for each in linked if about in ("", each.startup_id)}
    if (startup_here and proven) or not request.concerns_a_startup():
        to_check = set()
    to_check = (to_check | set(request.channels)) - proven
    present = _fetch_memberships(chat, request.account, to_check) if to_check else set()
    if in_channel and not startup_here and not proven:
        present |= _present_in_new_channel(chat, request)
    return frozenset(proven | present)


def _present_in_new_channel(chat: Chat, request: Request) -> set[str]:
    """Whether the person is in the channel that may be linked now: a platform may tell only who is in it."""
    if request.concerns_a_startup():
        with suppress(ChatError):
            chat.join(request.place.id)
        return _fetch_memberships(chat, request.account, {request.place.id})
    return set()


def _accounts_named(request: Request) -> tuple[list[str], bool]:
    """Those named in the words or picked in the form; and whether nobody was picked in one of its fields.

    Those on the startup's page are asked about then: who left could not be shown, and was not taken out.
    """
    if request.values is None:
        return list(request.mentioned), False
    form = request.form()[0]
    picked = [request.values.get(field, "") for field in form.people]
    return [each for each in picked if each[:1] not in ("", "@")], form.guarded and not all(picked)


def _fetch_memberships(chat: Chat, account: str, channels: set[str]) -> set[str]:
    try:
        return chat.memberships(account, channels)
    except ChatError as error:
        log.warning("no memberships from %s: %s", chat.name, error.reason)
        sentence = N_(
            "I cannot check just now who is in the team’s channel. "
            "Nothing was changed; try again in a minute."
        )
        raise UserError(sentence) from error
