"""Who may be meant by the names in a line or form: of those around the startup, and in its channels."""

import logging
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy.orm import Session

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


def accounts_on_page(session: Session, platform: str, startup_id: str) -> list[str]:
    """The accounts, on this platform, of those on the startup's page."""
    coach = page.coach_of(session, startup_id)
    managers = enrolment.managers_of(session, startup_id)
    people = [*managers, coach] if coach else managers
    return [person.account for person in people if person.platform == platform]


def members_called(chat: Chat, channels: Collection[str], words: str) -> Mapping[str, Profile]:
    """Those in the channels who go by a name that stands in these words, met before or not."""
    names = names_said(words)
    if not names:
        return {}
    try:
        members = sorted({member for channel in channels for member in chat.members(channel)})
    except ChatError:
        return {}
    if not members or len(members) > _MOST_MEMBERS:
        return {}
    with ThreadPoolExecutor(min(len(members), _AT_ONCE)) as pool:
        told = dict(zip(members, pool.map(lambda member: _profile(chat, member), members), strict=True))
    return {
        account: profile
        for account, profile in told.items()
        if profile.name and any(goes_by(name, (account, profile.name, *profile.names)) for name in names)
    }


def _profile(chat: Chat, account: str) -> Profile:
    """Without a name where nothing is told: of a bot, or an account that was switched off."""
    try:
        return chat.profile(account)
    except ChatError:
        return _UNTOLD


def fetch_people(chat: Chat, accounts: Collection[str]) -> dict[str, Profile | None]:
    """All of them at once: Slack waits three seconds for what a form leads to."""
    fetch = partial(_fetch_named, chat)
    if len(accounts) < 2:
        return {account: fetch(account) for account in accounts}
    with ThreadPoolExecutor(len(accounts)) as pool:
        return dict(zip(accounts, pool.map(fetch, accounts), strict=True))


def _fetch_named(chat: Chat, account: str) -> Profile | None:
    """None for nobody: a bot, or an account that was switched off. While nothing is told, what is there."""
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None if error.permanent and not error.token_refused else _UNTOLD
