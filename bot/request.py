"""A request as the bot handles it: what was said or sent, by whom and where, with its seal opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.signing import Signer
from gamma.chat import Command, Event, Place, Submission
from handlers.command_spec import FormReader, FormSpec
from handlers.commands import COMMANDS, UnknownCommandError, match_command


@dataclass(frozen=True)
class Request:
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

    def form(self) -> tuple[FormReader | FormSpec, str]:
        """Who reads this form, and the end of its route."""
        intent_id, name, *detail = self.words.split(".", 2)
        intent = next(intent for intent in COMMANDS if intent.id == intent_id)
        end = detail[0] if detail else ""
        if name in intent.readers:
            return intent.readers[name], end
        return next(form for form in intent.forms if form.route == f"{intent_id}.{name}"), end

    def concerns_a_startup(self) -> bool:
        """Whether it matters with which startups the person is: not for help and words not understood."""
        try:
            return self.values is not None or match_command(self.words)[0].about_startups
        except UnknownCommandError:
            return False


def verify(event: Event, seals: Signer) -> Request:
    """Raises UserError where the seal is not ours, not theirs or too old."""
    if isinstance(event, Command):
        return Request(
            platform=event.platform,
            account=event.person,
            place=event.place,
            words=event.text,
            channels=event.channels,
            people=event.people,
            typed=True,
        )
    is_form = isinstance(event, Submission)
    sealed = (seals.open_form if is_form else seals.open_button)(event.seal, event.person)
    return Request(
        platform=event.platform,
        account=event.person,
        place=sealed.place,
        words=sealed.words,
        about=sealed.about,
        nonce=sealed.nonce,
        values=event.values if isinstance(event, Submission) else None,
    )
