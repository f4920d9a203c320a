"""From what a platform read to what it shows: one request, one transaction, one boundary for errors.

verify -> who asks -> run the words, or save the form -> what the platform shows.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from secrets import token_hex
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.apology import Overload, error_reply, outcome_of
from bot.clock import Clock
from bot.limited_calls import time_limit
from bot.logs import DOOR, PATIENCE_SECONDS, Door
from bot.metrics import ANSWER_SECONDS, REQUESTS
from bot.request import (
    NOT_IN_CHANNEL,
    Presence,
    Request,
    RequesterInfo,
    fetch_profile,
    fetch_requester_info,
    verify,
)
from bot.signing import Signer
from gamma.chat import (
    Answer,
    ChatError,
    Command,
    Errors,
    Event,
    Form,
    Message,
    Place,
    Profile,
    Reply,
)
from gamma.chat_platform import Chat
from gamma.errors import UserError
from gamma.programme.file import Programme
from gamma.public_links import PublicLinks
from gamma.spoken import INTERRUPTED, Spoken
from gamma.translator import N_, Translator, nearest_locale
from handlers.commands import COMMAND_IDS, COMMANDS
from handlers.engine.context import (
    ClarificationNeeded,
    Context,
    ForgetPerson,
    JoinChannel,
    Response,
    Visibility,
)
from handlers.engine.forms import after_form, save_form_once
from handlers.engine.resolve import NotUnderstoodError, typed_equivalent
from handlers.engine.subcommands import UnknownCommandError, run_command
from handlers.engine.suggestions import is_sentence
from handlers.sentences import propose
from storage import heard
from storage.people import people
from storage.startups import startups
from storage.store import ChangesNeededError, Store

log = logging.getLogger(__name__)

_LOOK_UP_SECONDS = 2.4
"""For all that is asked of a platform before an answer: Slack waits three seconds for it."""


@dataclass(frozen=True)
class Services:
    """What every request is answered with."""

    store: Store
    programme: Programme
    signer: Signer
    clock: Clock
    chats: Mapping[str, Chat]
    locale: str
    zone: ZoneInfo
    programme_team: Sequence[tuple[str, str]]
    """(platform, account) of those in GAMMA_ADMINS."""
    privacy_contact: str
    pages: PublicLinks


class Dispatcher:
    """Answers events; never raises."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._default_translator = Translator(services.locale)
        self._presence = Presence()
        self._overload = Overload()
        self.troubles = self._overload.troubles

    def __call__(self, event: Event) -> Answer:
        """Counted and logged: which command, what came of it and how long it took; nobody's words."""
        door = DOOR.get() or Door(token_hex(3), time.monotonic())
        token = DOOR.set(door)
        try:
            answer, command, outcome = self._answer(event, time.monotonic() - door.since)
            kind, seconds = type(event).__name__.lower(), time.monotonic() - door.since
            REQUESTS.labels(event.platform, kind, command, outcome).inc()
            ANSWER_SECONDS.labels(event.platform, kind).observe(seconds)
            told = {"platform": event.platform, "command": command, "outcome": outcome}
            log.info("%s %s: %s", kind, command or "unknown", outcome, extra={**told, "seconds": seconds})
            return answer
        finally:
            DOOR.reset(token)

    def _answer(self, event: Event, waited: float) -> tuple[Answer, str, str]:
        """The answer, the command's id and the outcome."""
        translator, request = self._default_translator, None
        place = event.place if isinstance(event, Command) else Place("")
        visibility = Visibility()
        try:
            if waited > PATIENCE_SECONDS and not isinstance(event, Spoken):  # what is heard is told again
                raise self._overload.error()
            request = verify(event, self._services.signer)
            visibility = request.visibility
            place, chat = request.place, self._services.chats[request.platform]
            with time_limit(_LOOK_UP_SECONDS):
                profile = fetch_profile(chat, request.account)
                # From here on whatever fails is told in the person's own language.
                translator = self._translator_for(request, profile)
                requester_info = fetch_requester_info(
                    chat, request, profile, self._services.store, self._presence
                )
            response, context = self._respond(chat, request, requester_info, translator)
            reply = _complete(chat, request, response, translator)
            startup = context.startup.name if context.startup and request.concerns_a_startup() else ""
            typed = partial(typed_equivalent, context)
            answer = Answer(reply, translator, place, typed, startup, context.visibility.public)
            return answer, _name(request), "errors" if isinstance(reply, Errors) else "answered"
        except Exception as error:
            public = isinstance(error, UnknownCommandError) or visibility.public
            answer = Answer(error_reply(error, event, translator), translator, place, public=public)
            return answer, _name(request), outcome_of(error)

    def _translator_for(self, request: Request, profile: Profile | None) -> Translator:
        """In the person's language as the platform says, else as last known, else in the programme's."""
        if profile is None:
            with self._services.store.read() as session:
                locale = people.locale_of(session, request.platform, request.account)
        else:
            locale = profile.locale
        spoken = nearest_locale(locale)
        return Translator(spoken) if spoken else self._default_translator

    def _respond(
        self, chat: Chat, request: Request, requester_info: RequesterInfo, translator: Translator
    ) -> tuple[Response, Context]:
        """After its transaction only the context's own values are of use."""
        respond_once = partial(self._run_or_save, chat, request, requester_info, translator)
        try:
            return respond_once()
        except IntegrityError:
            # Somebody did the same thing at the same instant: look again, now that it is there.
            return respond_once()

    def _run_or_save(
        self, chat: Chat, request: Request, requester_info: RequesterInfo, translator: Translator
    ) -> tuple[Response, Context]:
        """Words are answered in one transaction, in one that only reads where they save nothing.

        A form has two: its answers are committed before what they lead to is made, so that nothing that
        fails there undoes them.
        """
        if not request.changes_something():
            with suppress(ChangesNeededError), self._services.store.read(remembers=True) as session:
                context = self._load_context(session, chat, request, requester_info, translator)
                return _respond_or_ask(partial(_answer_words, context, request)), context
            request.visibility.public = False  # until that is found out anew
        with self._services.store.write(remembers=True) as session:
            context = self._load_context(session, chat, request, requester_info, translator)
            if request.message and not heard.mark_acted(session, request.platform, request.message):
                raise UserError(INTERRUPTED)
            if request.values is None:
                return _respond_or_ask(partial(_answer_words, context, request)), context
            try:
                form, detail = request.form()
                outcome = save_form_once(context, form, detail, request.values, request.nonce)
            except ClarificationNeeded as question:
                return question.message, context
            if isinstance(outcome, Errors):
                return outcome, context
        with self._services.store.write(remembers=True) as session:
            context = replace(context, session=session)
            return _respond_or_ask(lambda: after_form(context, form, outcome)), context

    def _load_context(
        self, session: Session, chat: Chat, request: Request, told: RequesterInfo, translator: Translator
    ) -> Context:
        services, platform, place = self._services, request.platform, request.place
        requester = startups.load_requester(
            session, platform, request.account, told.profile, place.id, told.in_channels, request.about
        )
        return Context(
            session=session,
            programme=services.programme,
            now=services.clock.now(),  # with the lock held: of two requests the later one has the later time
            zone=services.zone,
            translator=translator,
            reader=requester.person,
            reader_zone=requester.person.zone or services.zone,
            actor=requester.person,
            place=place,
            startup=requester.startup,
            here=requester.here,
            member_of=requester.member_of,
            manages=requester.manages,
            is_programme_team=(platform, request.account) in services.programme_team,
            programme_team=services.programme_team,
            privacy_contact=services.privacy_contact,
            pages=services.pages,
            profile=told.profile,
            channels=request.channels,
            in_channels=told.in_channels,
            named=told.named,
            gone=told.gone,
            are_all_asked=told.are_all_asked,
            outside=told.outside,
            mentioned=request.mentioned,
            quoted=request.quoted,
            chains_forms=chat.chains_forms,
            answers_forms=chat.answers_forms,
            command_ids=COMMAND_IDS,
            commands=COMMANDS,
            visibility=request.visibility,
        )


def _answer_words(context: Context, request: Request) -> Response:
    """What is said; or what a sentence may mean that only begins with a command's name."""
    try:
        return run_command(context, *request.command)
    except NotUnderstoodError:
        if is_sentence(request.words) and (proposed := propose(context, request.words)):
            return proposed
        raise


def _respond_or_ask(ask: Callable[[], Response]) -> Response:
    """What is said, or asked back where it needs the person to say more first."""
    try:
        return ask()
    except ClarificationNeeded as question:
        return question.message


def _complete(chat: Chat, request: Request, response: Response, translator: Translator) -> Reply:
    """What the platform has to do goes after all is saved."""
    match response:
        case JoinChannel():
            return _join_channel(chat, response, translator)
        case ForgetPerson():
            chat.forget(request.account)
            return response.message
    return response


def _join_channel(chat: Chat, response: JoinChannel, translator: Translator) -> Message | Form:
    """Enter the channel after all is saved; where somebody has to invite the bot, say how.

    The first message to the channel says so too, by the outbox, should this answer be lost. A form that could
    not be sent from there is not opened.
    """
    message = response.reply
    try:
        if chat.join(response.channel):
            return message
    except ChatError as error:
        log.warning("could not join a channel on %s: %s", chat.name, error.reason)
    if isinstance(message, Form):
        return Message((translator.render(NOT_IN_CHANNEL),))
    how = translator.render(N_("I cannot read or post here yet. Please invite me: `/invite @gamma`."))
    return Message((*message.paragraphs, how), message.buttons)


def _name(request: Request | None) -> str:
    """Of the command, or the form, that was asked for; "" where none was understood."""
    if request is None:
        return ""
    if request.values is not None:
        return ".".join(request.words.split(".", 2)[:2])
    try:
        return request.command[0].id
    except UserError:
        return ""
