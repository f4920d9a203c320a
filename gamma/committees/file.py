"""The file for a committee: what is known here, gathered in one message, and what is missing said plainly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gamma.assessments.results import team_verdict_line
from gamma.assessments.team_result import TeamResult
from gamma.assessments.trend import Trend
from gamma.assessments.trend_messages import quarter_name, trend_line
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.committees.committee import Committee
from gamma.committees.messages import envelope_lines, outcome_with_proof, relative_day
from gamma.dates import Quarter
from gamma.follow_ups.follow_up import Commitment, Decision
from gamma.follow_ups.messages import commitment_line, decision_line
from gamma.metrics.messages import agreement_lines, metric_line
from gamma.metrics.metric import Metric
from gamma.parsing.no_value import is_value
from gamma.programme.file import Programme
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator

_DAYS_NAMED = 8


@dataclass(frozen=True)
class CommitteeFile:
    """team_result: of what was shared in that quarter; None where nothing was.

    previous: the committee before, if its outcome is known; held_checkpoints, decisions and the commitments
    that were kept are those since then. commitments: those still open too.
    details: what the startup's page says, by field. answered: the first and last day on which what was shared
    in that quarter was answered.
    """

    startup: Startup
    committee: Committee | None
    previous: Committee | None
    team_result: TeamResult | None
    quarter: Quarter | None
    trend: Trend
    answered: tuple[date, date] | None
    held_checkpoints: Sequence[Checkpoint]
    decisions: Sequence[Decision]
    commitments: Sequence[Commitment]
    details: dict[str, str]
    metric: Metric | None = None


def file_paragraphs(
    translator: Translator,
    programme: Programme,
    file: CommitteeFile,
    today: date,
    page: Sequence[Text] = (),
) -> tuple[Text, ...]:
    """page: where the same can be read as a page."""
    title = headline(translator, file.startup, file.committee, today)
    head = [Text.lines(title, *background_lines(translator, file, today))]
    gaps = Section(
        translator.render(N_("**What I do not have**")),
        [*missing_dates(translator, file), *missing_parts(translator, programme, file)],
    )
    sections = [*known_sections(translator, programme, file, today), gaps]
    closing = N_(
        "All of this comes from what was said here; nothing is added, and all can still be put right."
    )
    return fit_sections(translator, head, sections, [*page, translator.render(closing)])


def background_lines(translator: Translator, file: CommitteeFile, today: date) -> list[Text]:
    """Until when there is money, and from when on the file tells."""
    return [
        *envelope_lines(translator, file.committee, today),
        *_previous_committee(translator, file.previous),
    ]


def known_sections(
    translator: Translator, programme: Programme, file: CommitteeFile, today: date
) -> list[Section]:
    """What is known; how the criteria went is the second."""
    return [
        _criteria(translator, file),
        _trend(translator, file),
        _metric(translator, file, today),
        _checkpoints(translator, file),
        Section(
            translator.render(N_("**Decisions**")),
            [decision_line(translator, each) for each in file.decisions],
        ),
        _commitments(translator, file, today),
        _objectives(translator, programme, file),
    ]


def headline(translator: Translator, startup: Startup, committee: Committee | None, today: date) -> Text:
    if not committee or not committee.meets_on:
        return translator.render(
            N_("**File for the committee of {startup}**, without a date yet"), startup=startup.name
        )
    sentence = N_("**File for the committee of {startup}: {day}** ({far})")
    day = committee.meets_on
    return translator.render(
        sentence, startup=startup.name, day=translator.full_day(day), far=relative_day(translator, day, today)
    )


def _previous_committee(translator: Translator, last: Committee | None) -> list[Text]:
    """From when on it tells."""
    if last is None or last.meets_on is None:
        return []
    sentence = N_("The committee before, on {day}: {outcome}. What follows tells what happened since then.")
    return [
        translator.render(
            sentence, day=translator.date(last.meets_on), outcome=outcome_with_proof(translator, last)
        )
    ]


def _criteria(translator: Translator, file: CommitteeFile) -> Section:
    """Each verdict with its reasons, the metric against its target among them."""
    if not file.team_result or not file.quarter:
        return Section(translator.render(N_("**The criteria**")), [])
    title = translator.plural(
        "**The criteria** · {quarter}, {count} shared answer",
        "**The criteria** · {quarter}, {count} shared answers",
        file.team_result.people,
        quarter=quarter_name(translator, file.quarter),
    )
    order = {criterion.criterion.id: place for place, criterion in enumerate(file.trend.lines)}
    results = sorted(file.team_result.criteria, key=lambda each: order.get(each.result.criterion.id, 0))
    return Section(title, [team_verdict_line(translator, team) for team in results])


def _trend(translator: Translator, file: CommitteeFile) -> Section:
    lines = (
        [trend_line(translator, file.trend, line) for line in file.trend.lines]
        if file.trend.is_comparable
        else []
    )
    return Section(translator.render(N_("**How they went**")), lines)


def _metric(translator: Translator, file: CommitteeFile, today: date) -> Section:
    """Where it is followed for itself: its value with the day, each target, with whom it was agreed."""
    title = translator.render(N_("**Impact metric**"))
    if file.metric is None or not file.metric.is_stated:
        return Section(title, [])
    line = metric_line(translator, file.metric, today)
    definition = file.metric.definition
    is_agreed = definition is not None and bool(definition.agreed_on or definition.agreed_with)
    agreed = agreement_lines(translator, file.metric) if is_agreed else ()
    return Section(title, [*([literal_text(line)] if line else []), *agreed])


def _checkpoints(translator: Translator, file: CommitteeFile) -> Section:
    if not file.held_checkpoints:
        return Section(translator.render(N_("**Checkpoints**")), [])
    days = [translator.date(each.moment.day) for each in reversed(file.held_checkpoints)]
    named = translator.listed(days[:_DAYS_NAMED]) + ("…" if len(days) > _DAYS_NAMED else "")
    title = translator.plural(
        "**{count} checkpoint held** with the sponsor",
        "**{count} checkpoints held** with the sponsor",
        len(days),
    )
    return Section(title, [literal_text(named)])


def _commitments(translator: Translator, file: CommitteeFile, today: date) -> Section:
    lines = []
    for each in file.commitments:
        line = commitment_line(translator, each, today, numbered=False)
        lines.append(join_line([line, translator.render(N_("kept"))]) if each.resolution == "done" else line)
    return Section(translator.render(N_("**Commitments of the sponsor**")), lines)


def _objectives(translator: Translator, programme: Programme, file: CommitteeFile) -> Section:
    fields = page_fields.objective_fields(programme, translator)
    lines = [
        translator.render(
            N_("**{label}:** {value}"), label=field.label, value=_on_one_line(file.details[name])
        )
        for name, field in fields.items()
        if is_value(file.details.get(name, ""))
    ]
    return Section(translator.render(N_("**What the sponsor expects**")), lines)


def missing_dates(translator: Translator, file: CommitteeFile) -> list[Text]:
    """Of its dates, those that are not known, each with its command."""
    committee = file.committee
    gaps = {
        N_("the committee’s date (`/gamma committee 12 march`)"): not (committee and committee.meets_on),
        N_("the end of the envelope (`/gamma committee envelope 30 june`)"): not (
            committee and committee.envelope_ends_on
        ),
    }
    return [translator.render(gap) for gap, is_missing in gaps.items() if is_missing]


def missing_parts(translator: Translator, programme: Programme, file: CommitteeFile) -> list[Text]:
    """What the team could still add, each with its command."""
    expected = [name for name in page_fields.objective_fields(programme, translator) if name != OBSTACLES]
    gaps = {
        N_("a shared self-assessment (`/gamma assess`, then `/gamma assess share`)"): file.team_result
        is None,
        _NO_CHECKPOINT if file.previous is None else _NONE_SINCE: not file.held_checkpoints,
        _NO_DECISION if file.previous is None else _NO_DECISION_SINCE: not file.decisions,
        N_("a commitment of the sponsor (`/gamma checkpoint minutes`)"): not file.commitments,
        N_("what the sponsor expects (`/gamma startup objectives`)"): not any(
            is_value(file.details.get(name, "")) for name in expected
        ),
    }
    since = translator.date(file.previous.meets_on) if file.previous and file.previous.meets_on else ""
    return [translator.render(gap, since=since) for gap, is_missing in gaps.items() if is_missing]


_NO_CHECKPOINT = N_("a checkpoint that was held (`/gamma checkpoint`)")
_NONE_SINCE = N_("a checkpoint held since the committee of {since} (`/gamma checkpoint`)")
_NO_DECISION = N_("a decision of a checkpoint (`/gamma decisions`)")
_NO_DECISION_SINCE = N_("a decision since the committee of {since} (`/gamma decisions`)")


def _on_one_line(value: str) -> str:
    return " / ".join(line for line in value.splitlines() if line)
