"""Errors that are expected: those with a sentence for the person who asked, and those of a platform."""

from gamma.text import Text
from gamma.words import Words


class UserError(Exception):
    """Something a person can put right. `sentence` is an English text of the catalogue with its values.

    A value may be a function of Words, for what each language writes in its own way: numbers and dates.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def told(self, words: Words) -> Text:
        values = {name: value(words) if callable(value) else value for name, value in self.values.items()}
        return words.rich(self.sentence, **values)

    def tell(self, words: Words) -> str:
        return str(self.told(words))


class TypedError(UserError):
    """What was typed into a field cannot be kept; the sentence is shown at that field."""


class ChatError(Exception):
    """A platform could not do what it was asked. Raised by platforms only.

    permanent: asking again will not help (no such channel, not a member, token revoked).
    unsure: the platform may have done it all the same (time-out, dropped answer, 5xx).
    retry_after: seconds the platform asked to wait, if it said so.
    token_refused: it is the bot's own token that is refused: whoever runs the bot can mend that.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        unsure: bool = False,
        retry_after: float | None = None,
        token_refused: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.unsure = unsure
        self.retry_after = retry_after
        self.token_refused = token_refused
