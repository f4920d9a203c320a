"""Values that were corrected or taken back, and the curves that ended, in words."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from gamma.assessments.answer_labels import format_value
from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.metrics.messages import heading, value_line
from gamma.metrics.metric import Metric, MetricValue
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator


def history_message(translator: Translator, startup: Startup, metric: Metric, zone: ZoneInfo) -> Message:
    """What was corrected or taken back, and the curves that ended. zone: by whose days it is told."""
    corrected = [_replaced_line(translator, before, after, zone) for before, after in metric.replaced]
    sections = [
        Section(
            translator.render(N_("**Corrected or taken back**")),
            corrected,
            translator.render(N_("nothing was corrected")),
        )
    ]
    for curve in reversed(metric.earlier):
        title = translator.render(N_("**Before, when something else was counted**"))
        sections.append(Section(title, [value_line(translator, each) for each in reversed(curve)]))
    return Message(fit_sections(translator, [heading(translator, startup, metric)], sections))


def replaced_message(
    translator: Translator,
    startup: Startup,
    metric: Metric,
    person: str,
    values: Sequence[tuple[date, str]],
    zone: ZoneInfo,
) -> Message | None:
    """For the team: what somebody from outside replaced. None where all of it stands again as it was."""
    latest: dict[tuple[date, str], Text] = {}
    for before, after in metric.replaced:  # the latest first
        if (after.day, after.region) in values:
            line = _replaced_line(translator, before, after, zone)
            latest.setdefault((after.day, after.region), line)
    if not latest:
        return None
    title = translator.plural(
        "**{startup}:** {person} has replaced a value of the impact metric that the team had stated.",
        "**{startup}:** {person} has replaced {count} values of the impact metric that the team had stated.",
        len(latest),
        startup=startup.name,
        person=person,
    )
    how = translator.render(N_("If it is not right: `/gamma metric 940 end of October` states it anew."))
    see = Button(translator.text(N_("Corrections")), "metric history", startup.id, for_all=True)
    section = Section(title, list(latest.values()), rest_command=translator.text(N_("metric history")))
    return Message(fit_sections(translator, [], [section], [how]), (see,))


def _replaced_line(translator: Translator, before: MetricValue, after: MetricValue, zone: ZoneInfo) -> Text:
    sentence = N_("{day}: {before}, since {since} {after}")
    if after.number is None:
        sentence = N_("{day}: {before}, taken back on {since}")
    said = translator.render(
        sentence,
        day=translator.date(after.day),
        before=format_value(translator, before.number) if before.number is not None else "",
        after=format_value(translator, after.number) if after.number is not None else "",
        since=translator.date(day_in(after.stated_at, zone)),
    )
    return join_line([said, *([literal_text(after.region)] if after.region else [])])
