"""Errors that carry a sentence for the person who asked."""

from gamma.words import Words


class UserError(Exception):
    """Something a person can put right. `sentence` is an English text of the catalogue with its values."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def tell(self, words: Words) -> str:
        return words.text(self.sentence, **self.values)
