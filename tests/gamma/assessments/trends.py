"""Trends as tests write them: one row of verdicts a criterion, "-" for a quarter without an answer."""

from collections.abc import Sequence

from gamma.assessments.trend import Trend, build_trend
from gamma.dates import Quarter
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme, load_programme
from gamma.programme.texts import LocalText

PROGRAMME = load_programme()
_WRITTEN: dict[str, Verdict] = {"+": "reached", "~": "partly", "x": "not_yet", "?": "unknown"}


def trend(
    rows: Sequence[str], first: Quarter, *, programme: Programme = PROGRAMME, people: Sequence[int] = ()
) -> Trend:
    """rows: "x-~+" is not yet, nothing, partly, reached. people: how many made each, of a team's."""
    quarters = [first]
    while len(quarters) < len(rows[0]):
        quarters.append(quarters[-1].following())
    results = {
        quarter: {
            criterion.id: _WRITTEN[row[place]]
            for criterion, row in zip(programme.criteria, rows, strict=True)
        }
        for place, quarter in enumerate(quarters)
        if rows[0][place] != "-"
    }
    made_by = {quarter: count for quarter, count in zip(quarters, people, strict=False) if quarter in results}
    return build_trend(programme, results, earlier=False, people=made_by)


def programme_of(titles: Sequence[str]) -> Programme:
    """The shipped programme with other criteria of these titles."""
    criteria = [_criterion(place, title) for place, title in enumerate(titles)]
    return PROGRAMME.model_copy(update={"criteria": tuple(criteria)})


def _criterion(place: int, title: str) -> Criterion:
    given = {"id": f"c{place}", "title": LocalText(fr=title, en=title)}
    return PROGRAMME.criteria[place % len(PROGRAMME.criteria)].model_copy(update=given)
