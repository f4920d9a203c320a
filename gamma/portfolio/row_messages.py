"""Startups as a list: what asks for attention first, with its reason, else by name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gamma.assessments.results import SIGNS
from gamma.assessments.trend_messages import quarter_name
from gamma.chat import Button
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.checkpoints.parse_cadence import describe_cadence
from gamma.dates import day_in
from gamma.metrics.messages import metric_line
from gamma.portfolio.followed import Attention, AttentionKind, MutedReason, PortfolioRow, SharedResult
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.sections import Section, join_line, literal_text
from gamma.text import Text, quoted
from gamma.translator import N_, Translator

PLAN = N_("Plan a checkpoint")
_NONE_PLANNED = N_("No checkpoint planned")
_REASONS: Mapping[AttentionKind, str] = {
    "unclosed": N_("the checkpoint of {day}: did it take place?"),
    "undecided": N_("committee of {day}: no outcome recorded yet"),
    "envelope": N_("the envelope ends on {day}, the committee has no date yet"),
    "silent": N_("nothing assessed, planned, held or asked since {day}"),
    "gap": N_("no checkpoint noted as held since {day}, its rhythm: {cadence}"),
    "postponed": N_("the checkpoint of {day} was put off several times"),
    "unfollowed": N_("no portfolio manager"),
}
_ENVELOPE_ENDED = N_("the envelope ended on {day}, and the committee has no date")
_STEPS: Mapping[AttentionKind, tuple[str, str]] = {
    "unclosed": (N_("It took place"), "checkpoint held"),
    "undecided": (N_("Note the outcome"), "committee outcome"),
    "envelope": (N_("The committee"), "committee"),
    "silent": (PLAN, "checkpoint plan"),
    "gap": (PLAN, "checkpoint plan"),
    "postponed": (N_("See the agenda"), "checkpoint agenda"),
    "unfollowed": (N_("The startup’s page"), "startup show"),
}


def row_sections(
    translator: Translator,
    programme: Programme,
    title: Text,
    rows: Sequence[PortfolioRow],
    now: datetime,
    zone: ZoneInfo,
) -> list[Section]:
    """title: of all of them. zone: by whose clock they are read."""
    asking = [row for row in rows if row.attention]
    others = [row for row in rows if not row.attention]
    first = join_line([title, translator.render(N_("to look at first"))])
    then = translator.render(N_("**The others, by name**")) if asking else title
    return [
        Section(
            heading,
            [_row_text(translator, programme, row, now, zone) for row in part],
            names=[row.startup.name for row in part],
        )
        for heading, part in ((first, asking), (then, others))
        if part
    ]


def _row_text(
    translator: Translator, programme: Programme, row: PortfolioRow, now: datetime, zone: ZoneInfo
) -> Text:
    name = translator.render(N_("**{startup}**"), startup=quoted(row.startup.name))
    reasons = [reason_text(translator, row, each, now, zone) for each in row.attention]
    muted = [muted_text(translator, row, *each, now, zone) for each in row.muted]
    result = result_line(translator, programme, row.result)
    checkpoint = checkpoint_line(translator, row.startup.next_checkpoint(now), now, zone)
    known = join_line([checkpoint, *_facts(translator, row, day_in(now, zone), zone)])
    below = (result, known) if row.result else (join_line([result, known]),)
    return Text.lines(join_line([name, *reasons]), *muted, *below, *_metric(translator, row, now, zone))


def _metric(translator: Translator, row: PortfolioRow, now: datetime, zone: ZoneInfo) -> Iterator[Text]:
    if row.metric is None:
        return
    said = metric_line(translator, row.metric, day_in(now, zone))
    yield literal_text(said) if said else translator.render(N_("No impact metric yet"))


def _facts(translator: Translator, row: PortfolioRow, today: date, zone: ZoneInfo) -> Iterator[Text]:
    """What a portfolio tells beside what the home does."""
    if row.facts is None:
        return
    yield sponsor_seen(translator, row, zone)
    if row.facts.open_questions:
        yield translator.plural(
            "{count} question to the experts is open",
            "{count} questions to the experts are open",
            row.facts.open_questions,
        )
    yield from committee_line(translator, row, today)


def sponsor_seen(translator: Translator, row: PortfolioRow, zone: ZoneInfo) -> Text:
    seen = row.sponsor_seen(zone)
    if seen is None:
        return translator.render(N_("no meeting with the sponsor noted yet"))
    day, where = seen
    sentence = _SEEN_AT[where]
    return translator.render(sentence, day=translator.date(day))


def committee_line(translator: Translator, row: PortfolioRow, today: date) -> Iterator[Text]:
    """Where it has a date."""
    if committee := row.committee_on(today):
        when = translator.full_day(committee)
        yield translator.plural(
            "committee in {count} day ({day})",
            "committee in {count} days ({day})",
            (committee - today).days,
            day=when,
        )


NOBODY_TAKES_PART = N_("No startup takes part yet: `/gamma startup enrol`, followed by its name, enrols one.")

_SEEN_AT = {
    "checkpoint": N_("sponsor last seen on {day}, at a checkpoint"),
    "committee": N_("sponsor last seen on {day}, at a committee"),
}


def muted_text(
    translator: Translator,
    row: PortfolioRow,
    reason: Attention,
    muted: MutedReason,
    now: datetime,
    zone: ZoneInfo,
) -> Text:
    """What is set aside, until when and why."""
    plain, why = N_("Set aside until {day}: {reason}"), N_("Set aside until {day}: {reason} ({note})")
    sentence = why if muted.note else plain
    return translator.render(
        sentence,
        day=translator.date(muted.until),
        reason=reason_text(translator, row, reason, now, zone),
        note=muted.note,
    )


def reason_text(
    translator: Translator, row: PortfolioRow, reason: Attention, now: datetime, zone: ZoneInfo
) -> Text:
    sentence, today = _REASONS[reason.kind], day_in(now, zone)
    if reason.kind == "envelope" and reason.day and reason.day < today:
        sentence = _ENVELOPE_ENDED
    day = translator.day(reason.day, today) if reason.day else ""
    cadence = describe_cadence(row.startup.cadence, translator) if reason.kind == "gap" else ""
    return translator.render(sentence, day=day, cadence=cadence)


def result_line(translator: Translator, programme: Programme, result: SharedResult | None) -> Text:
    """Each criterion with its verdict, and with the one of the quarter before where it moved."""
    if result is None:
        return translator.render(N_("No shared result yet"))
    quarter = quarter_name(translator, result.quarter)
    verdicts = [_verdict(translator, result, each) for each in programme.criteria]
    return translator.render(N_("{quarter}: {verdicts}"), quarter=quarter, verdicts=join_line(verdicts))


def _verdict(translator: Translator, result: SharedResult, criterion: Criterion) -> Text:
    verdict = result.verdicts[criterion.id]
    sentence = N_("{sign} {criterion}, {verdict}")
    earlier = result.earlier_verdict(criterion.id)
    if earlier:
        sentence = N_("{sign} {criterion}, {verdict} (before: {earlier})")
    return translator.render(
        sentence,
        sign=SIGNS[verdict],
        criterion=translator.local(criterion.short),
        verdict=verdict_name(translator, verdict),
        earlier=verdict_name(translator, earlier) if earlier else "",
    )


def checkpoint_line(
    translator: Translator, checkpoint: Checkpoint | None, now: datetime, zone: ZoneInfo
) -> Text:
    if checkpoint is None:
        return translator.render(_NONE_PLANNED)
    when = translator.moment(checkpoint.moment, now, zone)
    return translator.render(N_("Next checkpoint with the sponsor: {when}"), when=when)


def next_step(translator: Translator, row: PortfolioRow, *, named: bool) -> Button | None:
    """What to do about the first reason. named: it stands beside those of other startups."""
    if not row.attention:
        return None
    reason, startup = row.attention[0], row.startup
    label, says = _STEPS[reason.kind]
    if reason.checkpoint and reason.kind == "unclosed":
        says = f"{says} {number_sign(reason.checkpoint)}"
    words = translator.text(label)
    return Button(
        quoted(f"{words} · {startup.name}") if named else words, says, startup.startup_id, main=True
    )


def startup_button(row: PortfolioRow) -> Button:
    """Leads to what matters now for it."""
    return Button(quoted(row.startup.name), "now", row.startup.startup_id)
