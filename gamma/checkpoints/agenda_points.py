"""What is said of a single point of the agenda, and of several of which one is meant."""

from collections.abc import Sequence

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.agenda import AgendaPoint
from gamma.sections import bullet, literal_text
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs, quoted
from gamma.translator import N_, Translator

REMOVE = N_("Remove one: `/gamma checkpoint agenda remove {number}`.")


def point_added_message(translator: Translator, point: AgendaPoint) -> Message:
    sentence = N_(
        "On the agenda: #{number} {text}. It stays there until it is dealt with or taken off, and the "
        "sponsor can read it."
    )
    see = Button(translator.text(N_("See the agenda")), "checkpoint agenda", point.startup_id, main=True)
    remove = Button(
        translator.text(N_("Take it off")), f"checkpoint agenda remove {point.id}", point.startup_id
    )
    return Message((translator.render(sentence, number=point.id, text=point.text),), (see, remove))


def which_point_question(translator: Translator, startup: Startup, points: Sequence[AgendaPoint]) -> Message:
    """Several may be meant."""
    question = translator.render(
        N_("Which point shall I take off the agenda of **{startup}**?"), startup=startup.name
    )
    lines = [bullet(literal_text(f"#{point.id} {point.text}")) for point in points]
    how = translator.render(REMOVE, number=points[0].id)
    buttons = tuple(
        Button(quoted(f"#{point.id} {point.text}"), f"checkpoint agenda remove {point.id}", startup.id)
        for point in points[:MESSAGE_BUTTONS]
    )
    return Message(fit_paragraphs([Text.lines(question, *lines), how]), buttons)
