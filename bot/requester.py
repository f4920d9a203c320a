"""What the platform says about the people of a request, asked before any transaction."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.request import Request
from gamma.chat import ChatError, Profile
from gamma.chat_platform import Chat
from gamma.errors import UserError
from gamma.translator import N_
from storage.startups import enrolment, page, startups
from storage.store import Store

log = logging.getLogger(__name__)

_MOST_NAMED = 5
"""People of one command whom the platform is asked about."""


@dataclass(frozen=True)
class RequesterInfo:
    """What the platform says about those concerned.

    channels: of those that matter here, the ones the person is in. named: people by account.
    """

    profile: Profile | None
    channels: frozenset[str]
    named: Mapping[str, Profile]


def profile_of(chat: Chat, account: str) -> Profile | None:
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None


def fetch_requester(chat: Chat, request: Request, profile: Profile | None, store: Store) -> RequesterInfo:
    """Raises UserError where the platform does not tell who is in a channel."""
    named = _people_named(chat, request, store)
    return RequesterInfo(profile, _channels_present(chat, request, store), named)


def _channels_present(chat: Chat, request: Request, store: Store) -> frozenset[str]:
    """The channels that matter here and that the person is in, asked before any transaction.

    Words typed in a channel prove that their author is in it; a button or form proves nothing.
    """
    with store.read() as session:
        linked = startups.linked_channels(session, request.platform)
    in_channel = not request.place.direct
    proven = {request.place.id} if request.typed and in_channel else set()
    here = next((each.startup_id for each in linked if each.channel == request.place.id), "")
    about = request.about or here
    asked = {each.channel for each in linked if about in ("", each.startup_id)}
    if (here and proven) or not request.concerns_a_startup():
        asked = set()
    asked = (asked | set(request.channels)) - proven
    present = _memberships(chat, request.account, asked) if asked else set()
    if in_channel and not here and not proven:
        present |= _present_in_new(chat, request)
    return frozenset(proven | present)


def _present_in_new(chat: Chat, request: Request) -> set[str]:
    """Whether the person is in the channel that may be linked now: a platform may tell only who is in it."""
    if request.concerns_a_startup():
        with suppress(ChatError):
            chat.join(request.place.id)
        return _memberships(chat, request.account, {request.place.id})
    return set()


def _people_named(chat: Chat, request: Request, store: Store) -> dict[str, Profile]:
    """Those named in the words or picked in the form; whom the platform does not know is left out.

    Where nobody is picked, those who stood there: who left could not be shown, and was not taken out.
    """
    accounts = list(request.people[:_MOST_NAMED])
    if request.values is not None and (fields := request.form()[0].people):
        picked = [request.values.get(field, "") for field in fields]
        accounts += picked if all(picked) else [*picked, *_standing(request, store)]
    profiles = {account: profile_of(chat, account) for account in accounts if account}
    return {account: profile for account, profile in profiles.items() if profile}


def _standing(request: Request, store: Store) -> list[str]:
    """The accounts, on this platform, of those on the page of the startup that a form is about."""
    with store.read() as session:
        coach = page.coach_of(session, request.about)
        managers = enrolment.managers_of(session, request.about)
    around = [*managers, coach] if coach else managers
    return [person.account for person in around if person.platform == request.platform][:_MOST_NAMED]


def _memberships(chat: Chat, account: str, channels: set[str]) -> set[str]:
    try:
        return chat.memberships(account, channels)
    except ChatError as error:
        log.warning("no memberships from %s: %s", chat.name, error.reason)
        sentence = N_(
            "I cannot check just now who is in the team’s channel. "
            "Nothing was changed; try again in a minute."
        )
        raise UserError(sentence) from error
