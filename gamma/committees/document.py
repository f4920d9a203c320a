"""The file for a committee as a document for those who decide: the same facts, whole, with their dates."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from gamma.assessments.trend_messages import alternative_text, trend_heading
from gamma.assessments.trend_picture import draw_trend
from gamma.chat import Picture
from gamma.committees.file import CommitteeFile, background_lines, known_sections
from gamma.document import Document
from gamma.metrics.picture import metric_picture
from gamma.programme.file import Programme
from gamma.sections import Section
from gamma.text import Text
from gamma.translator import N_, Translator

_TREND, _METRIC = 1, 2
"""The places of how the criteria went, and of the metric, among the sections."""
_SOURCE = N_(
    "All of this comes from what {startup} shared, decided or noted with its sponsor in Gamma. "
    "Verdicts are the team’s own, by the programme’s rules; nothing is added."
)


def committee_document(
    translator: Translator, programme: Programme, file: CommitteeFile, today: date
) -> Document:
    gaps = Section(translator.render(N_("**Not known here**")), list(_gaps(translator, file)))
    return Document(
        title=_title(translator, file),
        head=[*background_lines(translator, file, today), *_dates(translator, file, today)],
        sections=[*known_sections(translator, programme, file, today), gaps],
        closing=[translator.render(_SOURCE, startup=file.startup.name)],
        pictures=dict(_pictures(translator, file, today)),
    )


def _title(translator: Translator, file: CommitteeFile) -> str:
    name, committee = file.startup.name, file.committee
    if not committee or not committee.meets_on:
        return translator.text(N_("File for the committee of {startup}"), startup=name)
    day = translator.full_day(committee.meets_on)
    return translator.text(N_("File for the committee of {startup}: {day}"), startup=name, day=day)


def _dates(translator: Translator, file: CommitteeFile, today: date) -> Iterator[Text]:
    """Of which day this is, and of which days the figures are."""
    yield translator.render(N_("As of {day}."), day=translator.date(today))
    if not file.answered:
        return
    first, last = (translator.date(day) for day in file.answered)
    if first == last:
        yield translator.render(N_("The criteria and their figures are those shared on {day}."), day=first)
        return
    sentence = N_("The criteria and their figures are those shared between {first} and {last}.")
    yield translator.render(sentence, first=first, last=last)


def _gaps(translator: Translator, file: CommitteeFile) -> Iterator[Text]:
    """Plainly, for a reader who cannot add it."""
    gaps = {
        N_("the team’s self-assessment: nothing was shared"): file.team_result is None,
        N_("the end of the envelope"): not (file.committee and file.committee.envelope_ends_on),
        N_("a checkpoint held with the sponsor"): not file.held_checkpoints,
        N_("a decision of a checkpoint"): not file.decisions,
        N_("a commitment of the sponsor"): not file.commitments,
    }
    yield from (translator.render(gap) for gap, is_missing in gaps.items() if is_missing)


def _pictures(translator: Translator, file: CommitteeFile, today: date) -> Iterator[tuple[int, Picture]]:
    if file.trend.is_comparable:
        heading = str(trend_heading(translator, file.startup, team=True))
        draw = partial(draw_trend, translator, file.trend, heading)
        yield _TREND, Picture(draw, alternative_text(translator, file.trend))
    metric = file.metric
    if metric and metric.is_stated and (picture := metric_picture(translator, file.startup, metric, today)):
        yield _METRIC, picture
