"""Several things asked in one command, by numbers or line by line: each done in turn, answered together."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.parsing.no_value import is_value
from gamma.parsing.text import normalise
from gamma.text import fit_paragraphs, quoted
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context, Response
from handlers.engine.typed_text import POLITE_WORDS
from storage.startups import startups

_NO_VALUE = N_("“{words}” says that there is nothing, so I keep nothing of it. Nothing was changed.")
_LEFT_OVER = N_(
    "I read {numbers}, and do not understand “{words}” after it. Write only the numbers, as in “2, 3” or "
    "“2-4”. Nothing was changed."
)


def answer_each(context: Context, asked: Iterable[Callable[[], Response]]) -> Message:
    """What could not be done is said beside what was; of it nothing stays."""
    paragraphs, buttons = [], list[Button]()
    for ask in asked:
        try:
            with context.session.begin_nested():
                answer = ask()
        except UserError as error:
            paragraphs.append(error.render(context.translator))
            continue
        except ClarificationNeeded as question:
            answer = question.message
        if not isinstance(answer, Message):
            raise TypeError("what is said of several things cannot be said together")
        paragraphs += [each for each in answer.paragraphs if each not in paragraphs]
        buttons += [button for button in answer.buttons if button not in buttons]
    labels = Counter(button.label for button in buttons)
    shown = [button for button in buttons if labels[button.label] == 1]  # others could not be told apart
    return Message(fit_paragraphs(paragraphs), tuple(shown[:MESSAGE_BUTTONS]))


def answer_items(context: Context, items: list[str], answer: Callable[[str], Response]) -> Response:
    """Each line on its own, as in a form with one item a line. A single one is answered as such.

    One that says that there is nothing is no item.
    """

    def answer_item(item: str) -> Response:
        require_value(item)
        return answer(item)

    if len(items) == 1:
        return answer_item(items[0])
    return answer_each(context, [partial(answer_item, item) for item in items])


def require_value(words: str) -> None:
    """Raises UserError where they say that there is nothing: "aucune", "RAS"."""
    if not is_value(words):
        raise UserError(_NO_VALUE, words=quoted(words))


def require_nothing_else(context: Context, numbers: Sequence[int], words: str, *, prose: bool = False) -> str:
    """Numbers are all that counts here, but for the startup's name, a "yes" or thanks. Raises UserError.

    The id of the startup that is named, "" for none.

    prose: whether a person may be spoken to behind them, without a digit: "passer 12 désolé, pas le temps".
    """
    if prose and not any(map(str.isdecimal, words)):
        return ""
    left = " ".join(word for word in normalise(words).split() if word not in POLITE_WORDS)
    names = startups.names_by_id(context.session) if left else {}
    named = next((each for each, name in names.items() if left in (normalise(each), normalise(name))), "")
    if left and not named:
        shown = context.translator.listed([f"#{number}" for number in numbers])
        raise UserError(_LEFT_OVER, numbers=shown, words=quoted(words))
    return named
