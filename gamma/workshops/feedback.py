"""What people thought of a workshop: three questions, and what its host reads of the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gamma.answers import SHOWN_FROM
from gamma.chat import Button, Message
from gamma.sections import Section, fit_sections, literal_text
from gamma.text import Text
from gamma.translator import N_, Translator
from gamma.workshops.workshop import Workshop

USEFUL: Mapping[int, str] = {
    5: N_("5: I will use it at once"),
    4: N_("4: useful"),
    3: N_("3: a little"),
    2: N_("2: hardly"),
    1: N_("1: not at all"),
}


@dataclass(frozen=True)
class Feedback:
    useful: int
    taken_along: str = ""
    lacking: str = ""


def results_message(translator: Translator, workshop: Workshop, given: Sequence[Feedback]) -> Message:
    """To the host and the programme team: counts and words, from three answers on, without who or when."""
    heading = translator.render(N_("**What people say of “{title}”**"), title=workshop.title)
    if len(given) < SHOWN_FROM:
        return Message((heading, _too_few(translator, len(given))))
    counted = Counter(each.useful for each in given)
    degrees = [
        translator.render(
            N_("{degree} · {count}"), degree=translator.text(USEFUL[useful]), count=counted[useful]
        )
        for useful in USEFUL
        if counted[useful]
    ]
    answers = translator.plural("{count} answer", "{count} answers", len(given))
    sections = [
        Section(answers, degrees),
        _words(translator.render(N_("**What they take along**")), [each.taken_along for each in given]),
        _words(translator.render(N_("**What was lacking**")), [each.lacking for each in given]),
    ]
    return Message(fit_sections(translator, [heading], sections))


def _too_few(translator: Translator, count: int) -> Text:
    if not count:
        return translator.render(N_("Nobody has answered yet."))
    return translator.plural(
        "{count} answer so far. I show them from three on, so that nobody can guess who said what.",
        "{count} answers so far. I show them from three on, so that nobody can guess who said what.",
        count,
    )


def _words(title: Text, typed: Sequence[str]) -> Section:
    """In the order of the alphabet: the order in which they came could tell whose they are."""
    return Section(title, [literal_text(words) for words in sorted(filter(None, typed), key=str.casefold)])


def asked_message(translator: Translator, workshop: Workshop) -> Message:
    """To somebody who had a place, once it is over."""
    sentence = N_(
        "You had a place in the workshop **{title}**. Three short questions, all of them optional but the "
        "first? Whoever hosted or announced it, and the programme team, read the answers without names, "
        "and only from three on."
    )
    answer = Button(translator.text(N_("Answer")), f"workshop feedback {workshop.id}", main=True)
    return Message((translator.render(sentence, title=workshop.title),), (answer,))
