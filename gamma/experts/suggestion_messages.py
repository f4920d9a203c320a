"""To whom shall a question that names no domain be offered: those proposed, each with the reason for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gamma.chat import BUTTON_CHARACTERS, Button, Message
from gamma.experts.domain_suggestion import SUGGESTIONS, Suggestion, is_small_talk, suggest
from gamma.experts.parse_question import match_domain, split_domain
from gamma.experts.question import Question
from gamma.experts.question_messages import QUOTE_LENGTH, domain_name, withdraw_button
from gamma.programme.file import Programme
from gamma.sections import bullet
from gamma.text import Text, shorten
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class SuggestedDomain:
    """domain: its id. is_sure: more than a guess. mistyped: the word that was to name it, with a slip."""

    domain: str
    why: Text
    is_sure: bool
    mistyped: str = ""


def suggest_domains(programme: Programme, translator: Translator, typed: str) -> list[SuggestedDomain]:
    """The most likely first: what the first words may be meant to name, then what the words speak for."""
    asked = split_domain(programme, typed)
    mistyped = "" if match_domain(programme, asked.named).exact else asked.named
    why = _by_words(translator, (asked.named,)) if asked.named else translator.render(N_("you name it"))
    named = [SuggestedDomain(domain.id, why, is_sure=True, mistyped=mistyped) for domain in asked.near]
    known = {each.domain for each in named}
    spoken = [
        SuggestedDomain(each.domain.id, _reason(translator, each), each.is_sure)
        for each in suggest(programme, typed, translator.locale)
        if each.domain.id not in known
    ]
    return [*named, *spoken][:SUGGESTIONS]


def _reason(translator: Translator, suggestion: Suggestion) -> Text:
    if not suggestion.example:
        return _by_words(translator, suggestion.words)
    if not suggestion.words:
        return translator.render(N_("it resembles “{example}”"), example=suggestion.example)
    sentence = N_("you write {words}; it resembles “{example}”")
    return translator.render(
        sentence, words=_quoted(translator, suggestion.words), example=suggestion.example
    )


def _by_words(translator: Translator, typed: tuple[str, ...]) -> Text:
    return translator.render(N_("you write {words}"), words=_quoted(translator, typed))


def _quoted(translator: Translator, typed: tuple[str, ...]) -> str:
    return translator.listed([translator.text(N_("“{text}”"), text=word) for word in typed])


# --- a draft --------------------------------------------------------------------------------------


def choose_domain(programme: Programme, translator: Translator, question: Question) -> Message:
    """A draft: in which domain is it? Those that its words speak for are proposed, each with why."""
    suggested = suggest_domains(programme, translator, question.text)
    text = translator.render(N_("“{text}”"), text=shorten(question.text, QUOTE_LENGTH))
    ask = translator.render(_what_to_choose(programme, question, suggested))
    paragraphs = (text, ask, *_proposed(programme, translator, suggested))
    choices = [
        Button(
            _label(programme, translator, each.domain),
            f"expert choose {question.id} {each.domain}",
            question.startup_id,
        )
        for each in suggested
    ]
    label = N_("Another domain") if choices else N_("Choose a domain")
    form = Button(
        translator.text(label), f"expert choose {question.id}", question.startup_id, main=not choices
    )
    return Message(paragraphs, (*choices, form, withdraw_button(translator, question)))


def _what_to_choose(programme: Programme, question: Question, suggested: Sequence[SuggestedDomain]) -> str:
    if suggested and question.confidential:
        return N_("Who should I ask (confidentially)? Nothing goes out before you choose.")
    if suggested:
        return N_("Who should I ask? Nothing goes out before you choose.")
    if is_small_talk(programme, question.text):
        return N_(
            "I see no question in it yet. What are you stuck on? Tell me in one sentence. "
            "What you wrote stays in the form, and nobody has seen it."
        )
    if question.confidential:
        return N_("In which domain shall I ask it (confidential)? Nothing is asked before you choose.")
    return N_("In which domain shall I ask it? Nothing is asked before you choose.")


def _proposed(
    programme: Programme, translator: Translator, suggested: Sequence[SuggestedDomain]
) -> Iterator[Text]:
    mistyped = [each for each in suggested if each.mistyped]
    if mistyped:
        meant = translator.listed([domain_name(programme, translator, each.domain) for each in mistyped])
        sentence = N_("“{typed}”: did you mean **{domains}**?")
        yield translator.render(sentence, typed=mistyped[0].mistyped, domains=meant)
    others = [each for each in suggested if not each.mistyped]
    sure = [each for each in others if each.is_sure]
    guessed = [each for each in others if not each.is_sure]
    if sure:
        heading = translator.plural("I see this one:", "I see these:", len(sure))
        yield Text.lines(heading, *_reasons(programme, translator, sure))
    if guessed:
        heading = translator.render(N_("Maybe:"))
        yield Text.lines(heading, *_reasons(programme, translator, guessed))


def _reasons(
    programme: Programme, translator: Translator, suggested: Sequence[SuggestedDomain]
) -> list[Text]:
    sentence = N_("**{domain}**: {why}")
    return [
        bullet(
            translator.render(sentence, domain=domain_name(programme, translator, each.domain), why=each.why)
        )
        for each in suggested
    ]


def _label(programme: Programme, translator: Translator, domain: str) -> str:
    known = programme.domain(domain)
    return translator.local(known.label) if known else domain[:BUTTON_CHARACTERS]
