"""The part of the report on the relation with the sponsor: who was asked, and what they said, in counts."""

from collections.abc import Iterator, Sequence

from gamma.answers import SHOWN_FROM
from gamma.document import Cell, Table
from gamma.programme.labels import OPINION_NAMES
from gamma.seasons.evaluation import Evaluation
from gamma.seasons.names import MOMENT_NAMES
from gamma.seasons.report_tables import number, table
from gamma.seasons.survey import ANSWERS, QUESTIONS, SurveyCount
from gamma.seasons.survey_messages import QUESTION_LABELS, QUESTIONS_TOLD, RESPONDENT_NAMES
from gamma.text import Text
from gamma.translator import N_, Translator

_Part = tuple[str, Sequence[Text], Sequence[Table]]


def relation_part(translator: Translator, evaluation: Evaluation) -> _Part:
    """One table of who answered, and one for each question."""
    said = [
        translator.render(
            N_(
                "Teams, their sponsors (on their page, without a name) and the experts who helped "
                "answer three questions at mid-season and at the end. It is told once they are not asked "
                "any more, and never of fewer than {few} who answered."
            ),
            few=SHOWN_FROM,
        )
    ]
    title = translator.text(N_("The relation with the sponsor"))
    if not any(_told(evaluation)):
        said.append(translator.render(N_("There is nothing to tell of it yet.")))
        return title, said, []
    return title, said, [_who_answered(translator, evaluation), *_questions(translator, evaluation)]


def _told(evaluation: Evaluation) -> Iterator[tuple[str, str, SurveyCount]]:
    for moment, counts in evaluation.relation.items():
        for respondent, count in counts.items():
            if count.n:
                yield MOMENT_NAMES[moment], RESPONDENT_NAMES[respondent], count


def _who_answered(translator: Translator, evaluation: Evaluation) -> Table:
    rows = []
    for moment, counts in evaluation.relation.items():
        for respondent, count in counts.items():
            names = MOMENT_NAMES[moment], RESPONDENT_NAMES[respondent]
            few = Cell(translator.text(N_("fewer than 3, or still asked")))
            answered = few if count.n is None else number(translator, count.n)
            rows.append([*(Cell(translator.text(name)) for name in names), answered])
    return table(translator, N_("Who answered the questions"), [N_("When"), N_("Who"), N_("Number")], rows)


def _questions(translator: Translator, evaluation: Evaluation) -> Iterator[Table]:
    labels = [N_("When"), N_("Who"), *(OPINION_NAMES[answer] for answer in ANSWERS), N_("of")]
    for question in QUESTIONS:
        rows = [
            [
                Cell(translator.text(when)),
                Cell(translator.text(who)),
                *(number(translator, count.answers[question][answer]) for answer in ANSWERS),
                number(translator, count.n),
            ]
            for when, who, count in _told(evaluation)
        ]
        caption = translator.text(
            N_("{label}. {question}"),
            label=translator.text(QUESTION_LABELS[question]),
            question=translator.text(QUESTIONS_TOLD[question]),
        )
        yield table(translator, caption, labels, rows)
