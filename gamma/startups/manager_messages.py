"""What is said of those who follow a startup: who else does, and who had answered as a member of its team."""

from collections.abc import Sequence

from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator

_TO_WHO_NAMES = N_(
    "{person} has answered the self-assessment of **{startup}** as a member of its team. Following it, "
    "they can neither answer any more nor see results of their own; nothing is lost. If that is not what "
    "you want: `/gamma startup manager remove`, then `@` and their name."
)
_TO_THE_PERSON = N_(
    "You had answered its self-assessment as a member of the team. Following it, you can neither answer any "
    "more nor see results of your own; nothing is lost. If you would rather stay in the team, ask the "
    "programme team to type `/gamma startup manager remove`, then `@` and your name."
)


def left_team_warning(translator: Translator, startup: Startup, name: str) -> Text:
    """To who names them."""
    return translator.render(_TO_WHO_NAMES, startup=startup.name, person=name)


def self_left_team_warning(translator: Translator) -> Text:
    """To the person themselves."""
    return translator.render(_TO_THE_PERSON)


def other_managers(translator: Translator, startup: Startup, others: Sequence[str]) -> Text:
    """others: the names of its further portfolio managers."""
    sentence = N_("Also following **{startup}**: {names}.")
    return translator.render(sentence, startup=startup.name, names=translator.listed(list(others)))
