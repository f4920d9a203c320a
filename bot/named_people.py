"""Who may be meant by the names in a line or form: of those around the startup, and in its channels."""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.limited_calls import map_limited, time_limit
from gamma.chat import ChatError, Profile
from gamma.chat_platform import Chat
from gamma.follow_ups.owner_names import names_said
from gamma.people.person import goes_by
from storage.startups import enrolment, page

log = logging.getLogger(__name__)

_UNTOLD = Profile("")
_MOST_MEMBERS = 60
"""Of more nobody is looked for: each is asked of the platform."""
_AT_ONCE = 8
NAMED_SECONDS = 1.0
"""For all who may be meant by a name, together: people wait for the answer."""
_REMEMBERED_SECONDS = 60.0
_MOST_CHANNELS = 500

_Told = TypeVar("_Told")


def accounts_on_page(session: Session, platform: str, startup_id: str) -> list[str]:
    """The accounts, on this platform, of those on the startup's page."""
    coach = page.coach_of(session, startup_id)
    managers = enrolment.managers_of(session, startup_id)
    people = [*managers, coach] if coach else managers
    return [person.account for person in people if person.platform == platform]


class ChannelMembers:
    """Who is in which channel, remembered for a short while: names are in every line of actions."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._kept: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}

    def remembered(self, chat: Chat, channel: str) -> frozenset[str] | None:
        until, members = self._kept.get((chat.name, channel), (0.0, None))
        return members if until > self._monotonic() else None

    def ask(self, chat: Chat, channel: str) -> frozenset[str]:
        """Raises ChatError."""
        members = frozenset(chat.members(channel))
        now = self._monotonic()
        self._kept = {key: each for key, each in self._kept.items() if each[0] > now}
        if len(self._kept) < _MOST_CHANNELS:
            self._kept[chat.name, channel] = now + _REMEMBERED_SECONDS, members
        return members


@dataclass(frozen=True)
class CalledMembers:
    """named: by account. is_complete: whether all who may be meant could be asked about, else there is nobody
    in it: who goes by the same name may be among the others.
    """

    named: Mapping[str, Profile] = field(default_factory=dict)
    is_complete: bool = True


_UNASKED = CalledMembers(is_complete=False)


def members_called(
    chat: Chat, members: ChannelMembers, channels: Collection[str], words: str
) -> CalledMembers:
    """Those in the channels who go by a name that stands in these words, met before or not.

    All of it within one time; who came a moment ago is found as well.
    """
    names = names_said(words)
    if not names or not channels:
        return CalledMembers()
    try:
        with time_limit(NAMED_SECONDS):
            known = [members.remembered(chat, channel) for channel in channels]
            remembered = [each for each in known if each is not None]
            if len(remembered) == len(known):
                called = _called(chat, frozenset().union(*remembered), names)
                if called.named:
                    return called
            asked = [members.ask(chat, channel) for channel in channels]
            return _called(chat, frozenset().union(*asked), names)
    except ChatError as error:
        log.warning("not all could be asked about on %s: %s", chat.name, error.reason)
        return _UNASKED


def outside_of(
    chat: Chat, members: ChannelMembers, channels: Collection[str], accounts: Collection[str]
) -> frozenset[str]:
    """Those who are in none of the channels; nobody where that is not told in time."""
    if not accounts or not channels:
        return frozenset()
    try:
        with time_limit(NAMED_SECONDS):
            known = frozenset().union(*(members.remembered(chat, channel) or () for channel in channels))
            if known.issuperset(accounts):
                return frozenset()
            inside = frozenset().union(*(members.ask(chat, channel) for channel in channels))
    except ChatError as error:
        log.warning("who is in a channel on %s is not told: %s", chat.name, error.reason)
        return frozenset()
    return frozenset() if len(inside) > _MOST_MEMBERS else frozenset(accounts) - inside


def _called(chat: Chat, members: Collection[str], names: Collection[str]) -> CalledMembers:
    """Raises ChatError."""
    if len(members) > _MOST_MEMBERS:
        return _UNASKED
    told = _asked_at_once(partial(_profile, chat), members)
    return CalledMembers(
        {
            account: profile
            for account, profile in told.items()
            if profile.name and any(goes_by(name, (account, profile.name, *profile.names)) for name in names)
        }
    )


def _profile(chat: Chat, account: str) -> Profile:
    """Without a name of nobody: a bot, or an account that was switched off. Raises ChatError."""
    try:
        return chat.profile(account)
    except ChatError as error:
        if error.permanent and not error.token_refused:
            return _UNTOLD
        raise


def _asked_at_once(ask: Callable[[str], _Told], accounts: Collection[str]) -> dict[str, _Told]:
    asked = sorted(accounts)
    if len(asked) < 2:
        return {account: ask(account) for account in asked}
    with ThreadPoolExecutor(min(len(asked), _AT_ONCE)) as pool:
        return dict(zip(asked, map_limited(pool, ask, asked), strict=True))


def fetch_people(chat: Chat, accounts: Collection[str]) -> dict[str, Profile | None]:
    """All of them at once: Slack waits three seconds for what a form leads to."""
    return _asked_at_once(partial(_fetch_named, chat), accounts)


def _fetch_named(chat: Chat, account: str) -> Profile | None:
    """None for nobody: a bot, or an account that was switched off. While nothing is told, what is there."""
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None if error.permanent and not error.token_refused else _UNTOLD
