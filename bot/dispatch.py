"""From what a platform read to what it shows: one request, one transaction, one boundary for errors."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.apology import apology
from bot.clock import Clock
from bot.seals import Seals
from gamma.chat import (
    Answer,
    Button,
    Chat,
    ChatError,
    Command,
    Errors,
    Event,
    Message,
    Place,
    Profile,
    Reply,
    Submission,
)
from gamma.errors import UserError
from gamma.pages import Pages
from gamma.people import Startup
from gamma.programme import Programme
from gamma.text import Span, Text
from gamma.words import N_, Words, nearest_locale
from handlers.commands import COMMANDS, UnknownCommandError, understand
from handlers.context import AndJoin, Context, FormReader, Outcome, Said
from storage import forms, people, startups
from storage.store import Store, StoreBusyError

log = logging.getLogger(__name__)

_MOST_NAMED = 5
"""People of one command whom the platform is asked about."""


@dataclass(frozen=True)
class House:
    """What every request is answered with."""

    store: Store
    programme: Programme
    seals: Seals
    clock: Clock
    chats: Mapping[str, Chat]
    locale: str
    zone: ZoneInfo
    programme_team: Sequence[tuple[str, str]]
    """(platform, account) of those in GAMMA_ADMINS."""
    privacy_contact: str
    pages: Pages


@dataclass(frozen=True)
class _Request:
    """An event with its seal opened. Words said, or a form sent (then it has a nonce)."""

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

    def form(self) -> tuple[FormReader, str]:
        """Who reads this form, and the end of its route."""
        intent_id, name, *detail = self.words.split(".", 2)
        intent = next(intent for intent in COMMANDS if intent.id == intent_id)
        return intent.forms[name], detail[0] if detail else ""


@dataclass(frozen=True)
class _Met:
    """What the platform says about those concerned, asked before any transaction.

    channels: of those that matter here, the ones the person is in. named: people by account.
    """

    profile: Profile | None
    channels: frozenset[str]
    named: Mapping[str, Profile]


class Dispatcher:
    """Answers events; never raises."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, event: Event) -> Answer:
        words = Words(self._house.locale)
        place = event.place if isinstance(event, Command) else Place("")
        is_form = isinstance(event, Submission)
        try:
            request = self._opened(event)
            place, chat = request.place, self._house.chats[request.platform]
            profile = _profile(chat, request.account)
            words = Words(self._locale_of(request, profile))
            reply = self._answer(chat, request, profile, words)
        except Exception as error:
            reply = _told(error, words, is_form=is_form)
        return Answer(reply, words.locale, place)

    def _locale_of(self, request: _Request, profile: Profile | None) -> str:
        """The person's language as the platform says, else as last known, else the programme's."""
        if profile is None:
            with self._house.store.read() as session:
                known = people.locale_of(session, request.platform, request.account)
        else:
            known = profile.locale
        return nearest_locale(known) or self._house.locale

    def _opened(self, event: Event) -> _Request:
        if isinstance(event, Command):
            return _Request(
                platform=event.platform,
                account=event.person,
                place=event.place,
                words=event.text,
                channels=event.channels,
                people=event.people,
                typed=True,
            )
        seals = self._house.seals
        is_form = isinstance(event, Submission)
        sealed = (seals.open_form if is_form else seals.open_button)(event.seal, event.person)
        return _Request(
            platform=event.platform,
            account=event.person,
            place=sealed.place,
            words=sealed.words,
            about=sealed.about,
            nonce=sealed.nonce,
            values=event.values if isinstance(event, Submission) else None,
        )

    def _answer(self, chat: Chat, request: _Request, profile: Profile | None, words: Words) -> Reply:
        present = self._channels_present(chat, request)
        met = _Met(profile, present, _people_named(chat, request))
        run = partial(self._handled, chat, request, met, words)
        try:
            said = run()
        except IntegrityError:
            # Somebody did the same thing at the same instant: look again, now that it is there.
            said = run()
        return _joined(chat, said, words) if isinstance(said, AndJoin) else said

    def _channels_present(self, chat: Chat, request: _Request) -> frozenset[str]:
        """The channels that matter here and that the person is in, asked before any transaction.

        Words typed in a channel prove that their author is in it; a button or form proves nothing.
        """
        with self._house.store.read() as session:
            linked = startups.channels_on(session, request.platform)
        in_channel = not request.place.direct
        proven = {request.place.id} if request.typed and in_channel else set()
        here = next((each.startup_id for each in linked if each.channel == request.place.id), "")
        about = request.about or here
        asked = {each.channel for each in linked if about in ("", each.startup_id)}
        if (here and proven) or not _concerns_a_startup(request):
            asked = set()
        asked = (asked | set(request.channels)) - proven
        present = _memberships(chat, request.account, asked) if asked else set()
        if in_channel and not here and not proven:
            present |= _present_in_new(chat, request)
        return frozenset(proven | present)

    def _handled(self, chat: Chat, request: _Request, met: _Met, words: Words) -> Said:
        """Words are answered in one transaction; what a form leads to is shown once it is kept."""
        with self._house.store.write() as session:
            context = self._context(session, chat, request, met, words)
            if request.values is None:
                intent, rest = understand(request.words)
                return intent.say(context, rest)
            form, outcome = _kept(context, request)
            if isinstance(outcome, Errors):
                return outcome
        with self._house.store.write() as session:
            return form.show(self._context(session, chat, request, met, words), outcome)

    def _context(
        self,
        session: Session,
        chat: Chat,
        request: _Request,
        met: _Met,
        words: Words,
    ) -> Context:
        actor = people.meet(session, request.platform, request.account, met.profile)
        here = startups.linked_to(session, request.platform, request.place.id)
        linked = startups.channels_on(session, request.platform)
        return Context(
            session=session,
            programme=self._house.programme,
            now=self._house.clock.now(),
            zone=self._house.zone,
            words=words,
            actor=actor,
            place=request.place,
            startup=_about(session, request) or here,
            here=here,
            member_of=frozenset(each.startup_id for each in linked if each.channel in met.channels),
            manages=frozenset(startups.managed_by(session, actor.id)),
            is_programme_team=(request.platform, request.account) in self._house.programme_team,
            programme_team=self._house.programme_team,
            privacy_contact=self._house.privacy_contact,
            pages=self._house.pages,
            channels=request.channels,
            in_channels=met.channels,
            named=met.named,
            chains_forms=chat.chains_forms,
            commands=COMMANDS,
        )


def _concerns_a_startup(request: _Request) -> bool:
    """Whether it matters with which startups the person is: not for help and words not understood."""
    try:
        return request.values is not None or understand(request.words)[0].about_startups
    except UnknownCommandError:
        return False


def _present_in_new(chat: Chat, request: _Request) -> set[str]:
    """Whether the person is in the channel that may be linked now: a platform may tell only who is in it."""
    if _concerns_a_startup(request):
        with suppress(ChatError):
            chat.join(request.place.id)
        return _memberships(chat, request.account, {request.place.id})
    return set()


def _joined(chat: Chat, said: AndJoin, words: Words) -> Message:
    """Enter the channel after all is saved; where somebody has to invite the bot, say how.

    The first message to the channel says so too, by the outbox, should this answer be lost.
    """
    try:
        if chat.join(said.channel):
            return said.message
    except ChatError as error:
        log.warning("could not join a channel on %s: %s", chat.name, error.reason)
    how = words.rich(N_("I cannot read or post here yet. Please invite me: `/invite @gamma`."))
    return Message((*said.message.paragraphs, how), said.message.buttons)


def _about(session: Session, request: _Request) -> Startup | None:
    return startups.load(session, request.about) if request.about else None


def _kept(context: Context, request: _Request) -> tuple[FormReader, Outcome | Errors]:
    """Save a form once; sent again, it leads to what it led to and changes nothing."""
    form, detail = request.form()
    outcome = forms.outcome_of(context.session, request.nonce)
    if outcome is not None:
        return form, outcome
    saved = form.save(context, detail, request.values or {})
    if not isinstance(saved, Errors):
        forms.spend(context.session, request.nonce, saved, context.now)
    return form, saved


def _profile(chat: Chat, account: str) -> Profile | None:
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None


def _people_named(chat: Chat, request: _Request) -> dict[str, Profile]:
    """Those named in the words or picked in the form; whom the platform does not know is left out."""
    accounts = list(request.people[:_MOST_NAMED])
    if request.values is not None:
        accounts += [request.values.get(field, "") for field in request.form()[0].people]
    profiles = {account: _profile(chat, account) for account in accounts if account}
    return {account: profile for account, profile in profiles.items() if profile}


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


def _told(error: Exception, words: Words, *, is_form: bool) -> Message | Errors:
    """The sentence for the person; what they cannot put right is logged with a reference to quote."""
    if isinstance(error, UserError):
        sentence = error.told(words)
    elif isinstance(error, StoreBusyError):
        sentence = words.rich(N_("I am busy just now. Nothing is lost: try again in a moment."))
    else:
        sentence = Text((Span(apology(words)),))
    if is_form:
        return Errors(general=str(sentence))
    meant = error.meant if isinstance(error, UnknownCommandError) else None
    buttons = (Button(f"/gamma {meant}", says=meant),) if meant else ()
    return Message((sentence,), buttons)
