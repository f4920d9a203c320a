"""Why a result is what it is: the rule that decided each verdict, of a person's own or of the team's."""

from collections.abc import Iterable

from gamma.answers import Answers
from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.readiness import CriterionResult, evaluate_all
from gamma.assessments.results import SIGNS
from gamma.assessments.team_result import MIN_ANSWERS_FOR_RANGE, TeamResult
from gamma.chat import Message
from gamma.dates import Quarter
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.programme.labels import criterion_word, verdict_name
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

_SKIPPED = N_("“I do not know” or a question left empty never counts as “not yet”.")
_MIDDLE = N_(
    "For each question the middle answer of the team counts, of two the lower one; "
    "numbers and names are those of the latest result shared."
)
_RANGE = N_(
    "The range goes from the lowest to the highest verdict when each answer is read alone; "
    "it is told from {count} answers on."
)


def why_message(
    translator: Translator, programme: Programme, startup: Startup, answers: Answers, only: Criterion | None
) -> Message:
    """only: the one criterion asked about."""
    title = translator.render(N_("**Why these results: {startup}**"), startup=startup.name)
    page = criterion_word(translator, only or programme.criteria[0])
    put_right = translator.render(N_("To correct a page: `/gamma assess {page}`."), page=page)
    rules = _rules(translator, evaluate_all(programme, answers), only)
    return Message((title, *rules, translator.render(_SKIPPED), put_right))


def team_why_message(
    translator: Translator, startup: Startup, quarter: Quarter, result: TeamResult, only: Criterion | None
) -> Message:
    title = translator.render(
        N_("**Why this result of the team: {startup}** · Q{quarter} {year}"),
        startup=startup.name,
        quarter=quarter.number,
        year=quarter.year,
    )
    how = Text.lines(
        translator.render(_MIDDLE), translator.render(_RANGE, count=translator.number(MIN_ANSWERS_FOR_RANGE))
    )
    rules = _rules(translator, [team.result for team in result.criteria], only)
    return Message(fit_paragraphs((title, *rules, how, translator.render(_SKIPPED))))


def _rules(translator: Translator, results: Iterable[CriterionResult], only: Criterion | None) -> list[Text]:
    return [_rule(translator, each) for each in results if only is None or each.criterion.id == only.id]


def _rule(translator: Translator, result: CriterionResult) -> Text:
    return translator.render(
        N_("{sign} **{title}: {verdict}**, because {rule}"),
        sign=SIGNS[result.verdict],
        title=translator.local(result.criterion.title),
        verdict=verdict_name(translator, result.verdict),
        rule=render_criterion_text(translator, result.criterion, result.rule.rule, result.answers),
    )
