"""Several things asked in one command, by numbers or line by line: each done in turn, answered together."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.text import fit_paragraphs
from handlers.engine.context import ClarificationNeeded, Context, Response


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
    """Each line on its own, as in a form with one item a line. A single one is answered as such."""
    if len(items) == 1:
        return answer(items[0])
    return answer_each(context, [partial(answer, item) for item in items])
