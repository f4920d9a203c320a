"""Messages to the bot without a command: each is answered once, and what is private in private.

What is said goes the way of what is typed behind `/gamma`: the same dispatch. A message is taken up by one
process, in the database; that it was acted upon is saved with what it led to.
"""

import logging
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError

from bot.clock import Clock
from gamma.chat import Answer, Button, ChatError, Dispatch, Errors, Form, Message
from gamma.dates import LocalMoment
from gamma.first_contact import (
    greeting,
    introduce_to_channel,
    introduce_to_person,
    link_first_message,
)
from gamma.spoken import INTERRUPTED, Entered, Missed, Spoken, Voice, naming_startup, without_address
from gamma.translator import N_, Translator, nearest_locale
from handlers.engine.typed_text import MOST_CARRIED
from storage import heard
from storage.heard import Claim
from storage.people import people
from storage.startups import startups
from storage.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)
"""Longer than an answer takes: who has not answered by then has ended."""

_MISSED = N_(
    "I was away when you wrote to me ({when}), and I did nothing about it. "
    "Write it again if it is still of use."
)
_IN_PRIVATE = N_("I have answered you in private, in our direct conversation.")


class Hearing:
    """Hears for all platforms; see gamma.spoken.Hear."""

    def __init__(self, store: Store, dispatch: Dispatch, clock: Clock, locale: str, zone: ZoneInfo) -> None:
        """locale: spoken where nobody in particular is spoken to."""
        self._store = store
        self._dispatch = dispatch
        self._clock = clock
        self._translator = Translator(locale)
        self._zone = zone

    def __call__(self, message: Spoken | Entered | Missed, voice: Voice) -> bool:
        """Raises ChatError where the answer is known not to be there, StoreBusyError: tell it again later."""
        if isinstance(message, Missed):
            return self._excuse(message, voice)
        claim = self._claim(message)
        if claim in (Claim.ANSWERED, Claim.OTHERS):
            return claim is Claim.ANSWERED
        try:
            if isinstance(message, Entered):
                self._enter(message, voice)
            else:
                self._answer(message, voice, interrupted=claim is Claim.INTERRUPTED)
        except ChatError as error:
            log.warning("a message on %s could not be answered: %s", message.platform, error.reason)
            if not error.permanent and not error.unsure:
                raise
        with self._store.write() as session:
            heard.mark_answered(session, message.platform, message.message)
        return True

    def _claim(self, message: Spoken | Entered) -> Claim:
        with self._store.write() as session:
            now = self._clock.real_now()
            return heard.claim(session, message.platform, message.message, now, LEASE)

    def _excuse(self, missed: Missed, voice: Voice) -> bool:
        """Said once for all that was missed, and by one process; False while another is at some of it."""
        with self._store.write() as session:
            now = self._clock.real_now()
            claims = {
                each: heard.claim(session, missed.platform, each, now, LEASE) for each in missed.messages
            }
        lines = []
        translator = self._translator_of(missed.platform, missed.person)
        if Claim.INTERRUPTED in claims.values():
            lines.append(translator.render(INTERRUPTED))
        if Claim.OURS in claims.values():
            when = translator.moment(LocalMoment.of(missed.written_at, self._zone), now)
            lines.append(translator.render(_MISSED, when=when))
        if lines:
            excuse = Message(tuple(lines))
            voice.privately(excuse, Answer(excuse, translator, missed.place))
        with self._store.write() as session:
            for message, claim in claims.items():
                if claim is not Claim.OTHERS:
                    heard.mark_answered(session, missed.platform, message)
        return Claim.OTHERS not in claims.values()

    def _enter(self, entered: Entered, voice: Voice) -> None:
        """A channel that is linked was greeted when it was linked."""
        if not self._is_linked(entered) and self._meets_channel(entered):
            introduction = introduce_to_channel(self._translator)
            voice.here(introduction, Answer(introduction, self._translator, entered.place))

    def _answer(self, spoken: Spoken, voice: Voice, *, interrupted: bool) -> None:
        spoken = replace(spoken, text=without_address(spoken.text))
        answer = self._interrupted(spoken) if interrupted else self._dispatch(spoken)
        message = _as_message(answer, spoken.text)
        if spoken.place.direct or self._is_linked(spoken):
            introduced = self._introduce(spoken, answer, voice)
            is_said = bool(spoken.text) and message != greeting(answer.translator)
            if is_said or not introduced:
                _say(spoken, message, answer, voice)
        elif answer.public and isinstance(answer.reply, Form):  # the one that links the channel
            voice.here(message, answer)
        else:
            self._answer_in_unlinked(spoken, message, answer, voice)

    def _answer_in_unlinked(self, spoken: Spoken, message: Message, answer: Answer, voice: Voice) -> None:
        """Whatever was said there, it is said how to begin."""
        if spoken.text:
            (voice.here if answer.public else voice.privately)(message, answer)
        first = self._meets_channel(spoken)
        translator = answer.translator
        begin = introduce_to_channel(translator) if first else link_first_message(translator)
        voice.here(begin, answer)

    def _introduce(self, spoken: Spoken, answer: Answer, voice: Voice) -> bool:
        """Before the first answer to a person, what the bot is for."""
        if not self._meets_person(spoken):
            return False
        say = voice.here if spoken.alone else voice.privately
        say(introduce_to_person(answer.translator), answer)
        return True

    def _meets_person(self, spoken: Spoken) -> bool:
        try:
            with self._store.write() as session:
                return heard.meet_person(session, spoken.platform, spoken.person, self._clock.real_now())
        except IntegrityError:
            return False  # somebody else meets them at this instant

    def _meets_channel(self, message: Spoken | Entered) -> bool:
        with self._store.write() as session:
            return heard.meet_channel(session, message.platform, message.place.id, self._clock.real_now())

    def _is_linked(self, message: Spoken | Entered) -> bool:
        with self._store.read() as session:
            return startups.startup_of_channel(session, message.platform, message.place.id) is not None

    def _translator_of(self, platform: str, account: str) -> Translator:
        """In the person's language as last known, else in the programme's."""
        with self._store.read() as session:
            locale = nearest_locale(people.locale_of(session, platform, account))
        return Translator(locale) if locale else self._translator

    def _interrupted(self, spoken: Spoken) -> Answer:
        translator = self._translator_of(spoken.platform, spoken.person)
        return Answer(Message((translator.render(INTERRUPTED),)), translator, spoken.place)


def _say(spoken: Spoken, message: Message, answer: Answer, voice: Voice) -> None:
    if spoken.alone or answer.public:
        voice.here(message, answer)
        return
    voice.privately(naming_startup(answer.startup, message), answer)
    voice.here(Message((answer.translator.render(_IN_PRIVATE),)), answer)


def _as_message(answer: Answer, typed: str) -> Message:
    """A form needs a press: only that brings what opens it."""
    reply, translator = answer.reply, answer.translator
    if isinstance(reply, Errors):
        return reply.as_message()
    if isinstance(reply, Message):
        return reply
    if len(typed.encode()) > MOST_CARRIED:
        too_long = N_("**{title}**: your words are too long for a button. Type them behind `/gamma` instead.")
        return Message((translator.render(too_long, title=reply.title),), given_back=typed)
    sentence = translator.render(N_("**{title}**: press, and the form opens."), title=reply.title)
    button = Button(translator.text(N_("Open the form")), typed, reply.about, main=True)
    return Message((sentence,), (button,))
