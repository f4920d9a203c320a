"""All that is known of a startup, from every subject that has its part in it: for who follows it."""

from dataclasses import replace

from gamma.dates import Quarter, day_in
from gamma.portfolio.overview import Overview
from gamma.startups.startup import Startup
from storage import agenda
from storage.assessments import outside_views
from storage.checkpoints import checkpoints
from storage.portfolio import rows
from storage.reader_context import ReaderContext
from storage.startups import page


def load(context: ReaderContext, startup: Startup, *, reads_questions: bool) -> Overview:
    """reads_questions: else only how many there are; confidential ones are not among them."""
    session, zone = context.session, context.zone
    coming = checkpoints.next_planned(session, startup.id, context.now)
    last = checkpoints.last_held(session, startup.id)
    assembled = agenda.assemble(session, context, startup, coming)
    if not reads_questions:
        assembled = replace(assembled, questions=(), question_count=len(assembled.questions))
    (row,) = rows.load(context, [startup.id], with_facts=True)
    quarter = row.result.quarter if row.result else Quarter.of(context.now, zone)
    stated = page.stated_at(session, startup.id)
    return Overview(
        agenda=assembled,
        row=row,
        views=outside_views.since_quarter(session, startup.id, quarter, zone),
        stated={field: day_in(moment, zone) for field, moment in stated.items()},
        since=last.moment.day if last else None,
        pages=page.public_pages(session, startup.id),
    )
