"""From what a platform read to what it shows: one request, one transaction, one boundary for errors."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.error_reference import internal_error
from bot.request import Request, verify
from bot.requester import RequesterInfo, fetch_requester, profile_of
from bot.signing import Signer
from gamma.chat import (
    Answer,
    Button,
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
from gamma.chat_platform import Chat
from gamma.checkpoints.links import PublicLinks
from gamma.errors import UserError
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import N_, Translator, nearest_locale
from handlers.command_spec import FormReader, FormSpec
from handlers.commands import COMMAND_IDS, COMMANDS, UnknownCommandError, match_command
from handlers.context import ClarificationNeeded, Context, ForgetPerson, JoinChannel, Outcome, Response
from handlers.forms import after_form, save_form
from handlers.resolve import typed_equivalent
from handlers.subcommands import run_command
from storage import forms
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import Store, StoreBusyError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Services:
    """What every request is answered with."""

    store: Store
    programme: Programme
    seals: Signer
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

    def __init__(self, house: Services) -> None:
        self._house = house

    def __call__(self, event: Event) -> Answer:
        translator = Translator(self._house.locale)
        place = event.place if isinstance(event, Command) else Place("")
        is_form = isinstance(event, Submission)
        try:
            request = verify(event, self._house.seals)
            place, chat = request.place, self._house.chats[request.platform]
            profile = profile_of(chat, request.account)
            translator = Translator(self._locale_of(request, profile))
            said, context = self._said(chat, request, profile, translator)
            return Answer(
                _shown(chat, request, said, translator),
                translator.locale,
                place,
                partial(typed_equivalent, context),
            )
        except Exception as error:
            return Answer(_told(error, translator, is_form=is_form), translator.locale, place)

    def _locale_of(self, request: Request, profile: Profile | None) -> str:
        """The person's language as the platform says, else as last known, else the programme's."""
        if profile is None:
            with self._house.store.read() as session:
                known = people.locale_of(session, request.platform, request.account)
        else:
            known = profile.locale
        return nearest_locale(known) or self._house.locale

    def _said(
        self, chat: Chat, request: Request, profile: Profile | None, translator: Translator
    ) -> tuple[Response, Context]:
        """What is said, and by what: after its transaction only the context's own values are of use."""
        known = fetch_requester(chat, request, profile, self._house.store)
        run = partial(self._handled, chat, request, known, translator)
        try:
            return run()
        except IntegrityError:
            # Somebody did the same thing at the same instant: look again, now that it is there.
            return run()

    def _handled(
        self, chat: Chat, request: Request, known: RequesterInfo, translator: Translator
    ) -> tuple[Response, Context]:
        """Words are answered in one transaction; what a form leads to is shown once it is kept."""
        with self._house.store.write() as session:
            context = self._context(session, chat, request, known, translator)
            try:
                if request.values is None:
                    return _run(context, request.words), context
                form, outcome = _kept(context, request)
            except ClarificationNeeded as question:
                return question.message, context
            if isinstance(outcome, Errors):
                return outcome, context
        with self._house.store.write() as session:
            context = replace(context, session=session)
            return _after_form(context, form, outcome), context

    def _context(
        self,
        session: Session,
        chat: Chat,
        request: Request,
        known: RequesterInfo,
        translator: Translator,
    ) -> Context:
        actor = people.upsert_person(session, request.platform, request.account, known.profile)
        here = startups.by_channel(session, request.platform, request.place.id)
        linked = startups.linked_channels(session, request.platform)
        return Context(
            session=session,
            programme=self._house.programme,
            now=self._house.clock.now(),
            zone=self._house.zone,
            translator=translator,
            reader=actor,
            actor=actor,
            place=request.place,
            startup=_about(session, request) or here,
            here=here,
            member_of=frozenset(each.startup_id for each in linked if each.channel in known.channels),
            manages=frozenset(enrolment.managed_by(session, actor.id)),
            is_programme_team=(request.platform, request.account) in self._house.programme_team,
            programme_team=self._house.programme_team,
            privacy_contact=self._house.privacy_contact,
            pages=self._house.pages,
            profile=known.profile,
            channels=request.channels,
            in_channels=known.channels,
            named=known.named,
            chains_forms=chat.chains_forms,
            command_ids=COMMAND_IDS,
            commands=COMMANDS,
        )


def _shown(chat: Chat, request: Request, said: Response, translator: Translator) -> Reply:
    """What the platform has to do goes after all is saved."""
    match said:
        case JoinChannel():
            return _joined(chat, said, translator)
        case ForgetPerson():
            chat.forget(request.account)
            return said.message
    return said


def _joined(chat: Chat, said: JoinChannel, translator: Translator) -> Message:
    """Enter the channel after all is saved; where somebody has to invite the bot, say how.

    The first message to the channel says so too, by the outbox, should this answer be lost.
    """
    try:
        if chat.join(said.channel):
            return said.message
    except ChatError as error:
        log.warning("could not join a channel on %s: %s", chat.name, error.reason)
    how = translator.render(N_("I cannot read or post here yet. Please invite me: `/invite @gamma`."))
    return Message((*said.message.paragraphs, how), said.message.buttons)


def _about(session: Session, request: Request) -> Startup | None:
    return startups.load(session, request.about) if request.about else None


def _run(context: Context, words: str) -> Response:
    command, rest = match_command(words)
    return command.say(context, rest) if command.say else run_command(context, command, rest)


def _after_form(context: Context, form: FormReader | FormSpec, outcome: Outcome) -> Response:
    try:
        if isinstance(form, FormSpec):
            return after_form(context, form, outcome)
        return form.show(context, outcome)
    except ClarificationNeeded as question:
        return question.message


def _kept(context: Context, request: Request) -> tuple[FormReader | FormSpec, Outcome | Errors]:
    """Save a form once; sent again, it leads to what it led to and changes nothing."""
    form, detail = request.form()
    outcome = forms.outcome_of(context.session, request.nonce)
    if outcome is not None:
        return form, outcome
    typed = request.values or {}
    if isinstance(form, FormSpec):
        saved = save_form(context, form, detail, typed, request.nonce)
    else:
        saved = form.save(context, detail, typed)
    if not isinstance(saved, Errors):
        forms.keep_outcome(context.session, request.nonce, saved, context.now)
    return form, saved


def _told(error: Exception, translator: Translator, *, is_form: bool) -> Message | Errors:
    """The sentence for the person; what they cannot put right is logged with a reference to quote."""
    if isinstance(error, UserError):
        sentence = error.render(translator)
    elif isinstance(error, StoreBusyError):
        sentence = translator.render(N_("I am busy just now. Nothing is lost: try again in a moment."))
    else:
        sentence = Text((Span(internal_error(translator)),))
    if is_form:
        return Errors(general=str(sentence))
    meant = error.meant if isinstance(error, UnknownCommandError) else None
    buttons = (Button(f"/gamma {meant}", says=meant),) if meant else ()
    return Message((sentence,), buttons)
