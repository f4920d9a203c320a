"""The three questions on the relation with the sponsor, as each who is asked reads them, and around them."""

from collections.abc import Mapping, Sequence

from gamma.answers import SHOWN_FROM
from gamma.chat import Button, Field, Message, Option
from gamma.programme.labels import OPINION_NAMES
from gamma.seasons.names import MOMENT_NAMES
from gamma.seasons.season import Season
from gamma.seasons.survey import ANSWERS, QUESTIONS, Respondent, SurveyMoment
from gamma.translator import N_, Translator

QUESTION_LABELS: Mapping[str, str] = {
    "goals": N_("Shared goals"),
    "support": N_("Support given"),
    "future": N_("What comes next"),
}
RESPONDENT_NAMES: Mapping[Respondent, str] = {
    "team": N_("teams"),
    "sponsor": N_("sponsors"),
    "expert": N_("experts"),
}
QUESTION_TEXTS: Mapping[Respondent, Mapping[str, str]] = {
    "team": {
        "goals": N_("Are the goals (product, team, growth, impact) clear between your team and its sponsor?"),
        "support": N_("Does the sponsor give the support you need (funding, communication, local relays)?"),
        "future": N_("Do your team and the sponsor see the future of the service in the same way?"),
    },
    "sponsor": {
        "goals": N_(
            "Are the goals of the service (product, team, growth, impact) clear between you and the team?"
        ),
        "support": N_(
            "Can you give the team the support it asks of you (funding, communication, local relays)?"
        ),
        "future": N_("Do you and the team see the future of the service in the same way?"),
    },
    "expert": {
        "goals": N_("The teams you helped: are their goals clear between them and their sponsor?"),
        "support": N_(
            "Do these teams get the support they need of their sponsor (funding, communication, relays)?"
        ),
        "future": N_("Do these teams and their sponsor see the future of the service in the same way?"),
    },
}
QUESTIONS_TOLD: Mapping[str, str] = {
    "goals": N_("Are the goals clear between the team and its sponsor?"),
    "support": N_("Does the sponsor give the team the support it needs?"),
    "future": N_("Do the team and its sponsor see the future of the service in the same way?"),
}
"""What all of them were asked, as a report says it."""
_LEFT_OUT = "none"


def survey_fields(translator: Translator, respondent: Respondent, given: Mapping[str, str]) -> list[Field]:
    """given: what was answered before, which may be changed."""
    text = translator.text
    options = (
        Option(text(N_("no answer")), _LEFT_OUT),
        *(Option(text(OPINION_NAMES[answer]), answer) for answer in ANSWERS),
    )
    texts = QUESTION_TEXTS[respondent]
    return [
        Field(name, text(QUESTION_LABELS[name]), "choice", text(texts[name]), given.get(name, ""), options)
        for name in QUESTIONS
    ]


def parse_choice(typed: str) -> str:
    return typed if typed in ANSWERS else ""


def survey_intro(translator: Translator, season: Season, moment: SurveyMoment) -> str:
    """Above the questions."""
    sentence = N_(
        "Season {name}, {when}. Your answers are counted with those of others, without your name; nobody is "
        "told fewer than {few}."
    )
    when = translator.text(MOMENT_NAMES[moment])
    return translator.text(sentence, name=season.name, when=when, few=SHOWN_FROM)


def ask_message(
    translator: Translator, season: Season, moment: SurveyMoment, respondent: Respondent, stop: Button
) -> Message:
    """One short message, with one way to answer and a way out."""
    about = {
        "team": N_("**Three questions on the relation between your team and its sponsor**"),
        "expert": N_("**Three questions on the relation of the teams you helped with their sponsors**"),
    }
    nothing = {
        "team": N_("It takes a minute, and changes nothing for your team."),
        "expert": N_("It takes a minute, and changes nothing for the teams you helped."),
    }
    why = N_(
        "Would you answer them, for the season {name}, {when}? {nothing} Your answers have no name on them: "
        "they are read in counts, from {few} on. Not answering is fine too."
    )
    answer = Button(translator.text(N_("Answer")), f"season survey {season.id}", main=True)
    said = translator.render(
        why,
        name=season.name,
        when=translator.text(MOMENT_NAMES[moment]),
        few=SHOWN_FROM,
        nothing=translator.text(nothing[respondent]),
    )
    return Message((translator.render(about[respondent]), said), (answer, stop))


def thanks_message(translator: Translator, season: Season) -> Message:
    said = N_(
        "Thank you! Your answers are kept, without your name in what anybody reads. As long as it is asked "
        "you can change them: `/gamma season survey`. `/gamma privacy data` shows them to you."
    )
    again = Button(translator.text(N_("Change my answers")), f"season survey {season.id}")
    return Message((translator.render(said),), (again,))


def sponsor_labels(translator: Translator) -> Mapping[str, str]:
    """Around the questions on a sponsor's page."""
    sentences = {
        "title": N_("Your relation with the team: three questions"),
        "why": N_(
            "Would you answer them? It takes a minute. They say how the programme helps teams and sponsors "
            "to work together. Your answers are only added to those of other sponsors: neither your name "
            "nor the service is kept with them, and the team does not see them. That this link was used is "
            "noted: they can be sent once."
        ),
        "send": N_("Send my answers"),
        "done": N_("Thank you! Your answers are counted, without your name."),
    }
    return {name: translator.text(sentence) for name, sentence in sentences.items()}


def sponsor_questions(translator: Translator) -> Sequence[tuple[str, str]]:
    texts = QUESTION_TEXTS["sponsor"]
    return [(name, translator.text(texts[name])) for name in QUESTIONS]


def sponsor_answers(translator: Translator) -> Sequence[tuple[str, str]]:
    return [(answer, translator.text(OPINION_NAMES[answer])) for answer in ANSWERS]
