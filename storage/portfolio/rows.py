"""The rows of a portfolio: of each startup its criteria with their movement and what asks for attention.

However many startups there are, the queries are as many.
"""

from collections.abc import Collection, Sequence

from gamma.answers import Answers
from gamma.assessments.trend import team_verdicts
from gamma.dates import Quarter, day_in
from gamma.metrics.metric import Metric
from gamma.portfolio.followed import PortfolioFacts, PortfolioRow, SharedResult, in_order, set_aside
from gamma.programme.file import Programme
from storage.assessments import recent_results
from storage.metrics import metrics
from storage.portfolio import facts, mutes
from storage.portfolio.attention import watched_startups
from storage.reader_context import ReaderContext
from storage.startups import enrolment


def ids_seen_by(context: ReaderContext) -> Collection[str] | None:
    """The startups of the reader's own portfolio; None: all of them."""
    if context.is_programme_team:
        return None
    return enrolment.managed_by(context.session, context.reader.id) if context.reader else ()


def load(
    context: ReaderContext, ids: Collection[str] | None = None, *, with_facts: bool = False
) -> list[PortfolioRow]:
    """Of all that take part, or of these; what asks for attention first, else by name.

    That somebody has no portfolio manager matters only to who sees them all.
    with_facts: also what a portfolio tells beside what matters now, with the impact metric.
    """
    watched = watched_startups(context.session, context.now, ids)
    startup_ids = [each.startup_id for each in watched]
    results = recent_results.of_startups(context.session, context.programme, startup_ids, context.zone)
    today = day_in(context.now, context.zone)
    known: dict[str, PortfolioFacts] = {}
    metric: dict[str, Metric] = {}
    if with_facts:
        metric = metrics.load_all(context.session, startup_ids, context.zone)
        known, muted = facts.with_mutes(context.session, startup_ids, today)
    else:
        muted = mutes.of_startups(context.session, startup_ids, today)
    rows = []
    for each in watched:
        reasons = each.attention(context.now, context.programme.messages.silent_after, context.zone)
        shown = [reason for reason in reasons if ids is None or reason.kind != "unfollowed"]
        asking, aside = set_aside(shown, muted.get(each.startup_id, ()), today)
        result = _shared_result(context.programme, results.get(each.startup_id, ()))
        rows.append(
            PortfolioRow(each, result, asking, aside, known.get(each.startup_id), metric.get(each.startup_id))
        )
    return in_order(rows)


def _shared_result(
    programme: Programme, quarters: Sequence[tuple[Quarter, Sequence[Answers]]]
) -> SharedResult | None:
    if not quarters:
        return None
    (quarter, shared), *earlier = quarters
    verdicts = team_verdicts(programme, shared)
    if not earlier:
        return SharedResult(quarter, verdicts)
    before, shared_before = earlier[0]
    return SharedResult(quarter, verdicts, before, team_verdicts(programme, shared_before))
