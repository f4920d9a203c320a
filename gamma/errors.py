"""Errors that are expected: those with a sentence for the person who asked."""

from collections.abc import Sequence

from gamma.text import Span, Text
from gamma.translator import Translator


class UserError(Exception):
    """Something a person can put right. `sentence` is an English text of the catalogue with its values.

    A value may be a function of the Translator, for what each language writes in its own way.
    about: the name of what it is about, where the place does not tell.
    next_steps: what can be done instead, as the label of a button and the command that it says.
    """

    about = ""
    next_steps: Sequence[tuple[str, str]] = ()

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def render(self, translator: Translator) -> Text:
        values = {
            name: value(translator) if callable(value) else value for name, value in self.values.items()
        }
        said = translator.render(self.sentence, **values)
        if not self.about or self.about in str(said):
            return said
        return Text.lines(Text((Span(self.about, "bold"),)), said)

    def text(self, translator: Translator) -> str:
        return str(self.render(translator))


class InvalidInputError(UserError):
    """What was typed into a field cannot be kept; the sentence is shown at that field."""
