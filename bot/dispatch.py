"""From what a platform read to what it shows: one request, one transaction, one boundary for errors."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

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
from gamma.outbox import Notice
from gamma.people import Startup
from gamma.programme import Programme
from gamma.words import N_, Words, nearest_locale
from handlers.commands import COMMANDS, UnknownCommandError, understand
from handlers.context import AndJoin, Context, Said
from storage import forms, outbox, people, startups
from storage.store import Store, StoreBusyError

log = logging.getLogger(__name__)


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


@dataclass(frozen=True)
class _Request:
    """An event with its seal opened. Words said, or a form sent (then it has a nonce)."""

    platform: str
    account: str
    place: Place
    words: str
    about: str = ""
    channels: tuple[str, ...] = ()
    typed: bool = False
    nonce: str = ""
    values: Mapping[str, str] | None = None


class Dispatcher:
    """Answers events; never raises."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, event: Event) -> Answer:
        chat = self._house.chats[event.platform]
        profile = _profile(chat, event.person)
        words = Words(nearest_locale(profile.locale if profile else "") or self._house.locale)
        place = event.place if isinstance(event, Command) else Place("")
        try:
            request = self._opened(event)
            place = request.place
            reply = self._answer(chat, request, profile, words)
        except Exception as error:
            reply = _told(error, words, is_form=isinstance(event, Submission))
        return Answer(reply, words.locale, place)

    def _opened(self, event: Event) -> _Request:
        if isinstance(event, Command):
            return _Request(
                event.platform, event.person, event.place, event.text, channels=event.channels, typed=True
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
        try:
            said = self._handled(chat, request, profile, words, present)
        except IntegrityError:
            # Somebody did the same thing at the same instant: look again, now that it is there.
            said = self._handled(chat, request, profile, words, present)
        return self._joined(chat, request, said, words) if isinstance(said, AndJoin) else said

    def _channels_present(self, chat: Chat, request: _Request) -> frozenset[str]:
        """The channels that matter here and that the person is in, asked before any transaction.

        Words typed in a channel prove that their author is in it; a button or form proves nothing.
        """
        with self._house.store.read() as session:
            linked = startups.channels_on(session, request.platform)
        proven = {request.place.id} if request.typed and not request.place.direct else set()
        here = next((each.startup_id for each in linked if each.channel == request.place.id), "")
        about = request.about or here
        asked = {each.channel for each in linked if about in ("", each.startup_id)}
        if here and proven:
            asked = set()
        asked = (asked | set(request.channels)) - proven
        return frozenset(proven | (_memberships(chat, request.account, asked) if asked else set()))

    def _handled(
        self, chat: Chat, request: _Request, profile: Profile | None, words: Words, present: frozenset[str]
    ) -> Said:
        with self._house.store.write() as session:
            context = self._context(session, chat, request, profile, words, present)
            if request.values is None:
                intent, rest = understand(request.words)
                return intent.say(context, rest)
            return _form_read(context, request)

    def _context(
        self,
        session: Session,
        chat: Chat,
        request: _Request,
        profile: Profile | None,
        words: Words,
        present: frozenset[str],
    ) -> Context:
        actor = people.meet(session, request.platform, request.account, profile)
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
            member_of=frozenset(each.startup_id for each in linked if each.channel in present),
            manages=frozenset(startups.managed_by(session, actor.id)),
            is_programme_team=(request.platform, request.account) in self._house.programme_team,
            programme_team=self._house.programme_team,
            channels=request.channels,
            in_channels=present,
            chains_forms=chat.chains_forms,
            commands=COMMANDS,
        )

    def _joined(self, chat: Chat, request: _Request, said: AndJoin, words: Words) -> Message:
        """Enter the channel after all is saved; where somebody has to invite the bot, say how, lastingly."""
        try:
            inside = chat.join(said.channel)
        except ChatError as error:
            log.warning("could not join a channel on %s: %s", chat.name, error.reason)
            inside = False
        if inside:
            return said.message
        with self._house.store.write() as session:
            person = people.meet(session, request.platform, request.account)
            now = self._house.clock.now()
            key = f"invite-me:{request.platform}:{said.channel}:{now.isoformat()}"
            subject = {"channel": said.channel}
            outbox.plan(session, Notice(key, "invite_me", subject, chat.name, now, person_id=person.id))
        how = words.rich(N_("I cannot read or post here yet. Please invite me: `/invite @gamma`."))
        return Message((*said.message.paragraphs, how), said.message.buttons)


def _about(session: Session, request: _Request) -> Startup | None:
    return startups.load(session, request.about) if request.about else None


def _form_read(context: Context, request: _Request) -> Said:
    """Save a form once; sent again, show what it led to and change nothing."""
    intent_id, _, detail = request.words.partition(".")
    form = next(intent.form for intent in COMMANDS if intent.id == intent_id and intent.form)
    outcome = forms.outcome_of(context.session, request.nonce)
    if outcome is None:
        saved = form.save(context, detail, request.values or {})
        if isinstance(saved, Errors):
            return saved
        outcome = saved
        forms.spend(context.session, request.nonce, outcome, context.now)
    return form.show(context, outcome)


def _profile(chat: Chat, account: str) -> Profile | None:
    try:
        return chat.profile(account)
    except ChatError as error:
        log.warning("no profile from %s: %s", chat.name, error.reason)
        return None


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
    buttons: tuple[Button, ...] = ()
    if isinstance(error, UserError):
        sentence, values = error.sentence, error.values
        if isinstance(error, UnknownCommandError) and error.meant:
            buttons = (Button(f"/gamma {error.meant}", says=error.meant),)
    elif isinstance(error, StoreBusyError):
        sentence, values = N_("I am busy just now. Nothing is lost: try again in a moment."), {}
    else:
        reference = secrets.token_hex(3)
        log.error("request failed, reference %s", reference, exc_info=error)
        sentence = N_(
            "Something went wrong on my side (reference {reference}). Nothing was changed; please try again."
        )
        values = {"reference": reference}
    if is_form:
        return Errors(general=words.text(sentence, **values))
    return Message((words.rich(sentence, **values),), buttons)
