"""A startup all round in words: short, each part in a few lines, what asks for attention first."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gamma.assessments.outside_view_messages import view_line, view_reasons
from gamma.assessments.results import SIGNS
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.agenda import CriterionChange
from gamma.checkpoints.agenda_messages import TITLES, nothing_to_report
from gamma.dates import day_in
from gamma.experts.question_messages import headline as question_line
from gamma.experts.question_messages import underway_line
from gamma.follow_ups.follow_up import Commitment
from gamma.follow_ups.messages import NOTHING_TO_REPORT, action_line, commitment_line, sort_by_kind
from gamma.metrics.messages import metric_line
from gamma.portfolio.overview import Overview
from gamma.portfolio.row_messages import (
    PLAN,
    checkpoint_line,
    committee_line,
    next_step,
    reason_text,
    sponsor_seen,
)
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.startups.public_pages import public_pages_line
from gamma.text import Text
from gamma.translator import N_, Translator

_MOST_CHARACTERS = 2600
"""Read in a few minutes; less than any platform takes."""
_UNSHARED = N_("{criterion}: nothing shared yet")
_SAID = N_("{sign} {criterion}: {verdict}")
_MOVED = N_("{sign} {criterion}: {verdict} (at the last checkpoint: {before})")


def overview_message(
    translator: Translator,
    programme: Programme,
    overview: Overview,
    headline: Text,
    now: datetime,
    zone: ZoneInfo,
    buttons: Sequence[Button],
) -> Message:
    """zone: by whose clock it is read. buttons: other ways on, after the next useful one."""
    every = list(_sections(translator, programme, overview, zone))
    told = [section for section in every if section.lines]
    empty = nothing_to_report(translator, every)
    closing = [literal_text(empty)] if empty else []
    head = [
        headline,
        *_followed_by(translator, overview),
        *_asking(translator, overview, now, zone),
        _meetings(translator, overview, now, zone),
    ]
    step = next_step(translator, overview.row, named=False) or _checkpoint(translator, overview, now)
    ways = {button.says: button for button in (*buttons, step)}
    ways = {step.says: step, **ways}
    paragraphs = fit_sections(translator, [Text.lines(*head)], told, closing, _MOST_CHARACTERS)
    return Message(paragraphs, tuple(ways.values())[:MESSAGE_BUTTONS])


def _asking(translator: Translator, overview: Overview, now: datetime, zone: ZoneInfo) -> Iterator[Text]:
    row = overview.row
    reasons = [reason_text(translator, row, each, now, zone) for each in row.attention]
    if reasons:
        yield translator.render(N_("**To look at:** {reasons}"), reasons=join_line(reasons))


def _followed_by(translator: Translator, overview: Overview) -> Iterator[Text]:
    names = [translator.name(each.name) for each in overview.row.startup.managers]
    if names:
        yield translator.render(N_("**Portfolio manager:** {names}"), names=translator.listed(names))


def _meetings(translator: Translator, overview: Overview, now: datetime, zone: ZoneInfo) -> Text:
    """The next checkpoint, when the sponsor was last there, the committee."""
    coming = checkpoint_line(translator, overview.row.startup.next_checkpoint(now), now, zone)
    seen = sponsor_seen(translator, overview.row, zone)
    return join_line([coming, seen, *committee_line(translator, overview.row, day_in(now, zone))])


def _checkpoint(translator: Translator, overview: Overview, now: datetime) -> Button:
    label, says = PLAN, "checkpoint plan"
    if overview.row.startup.next_checkpoint(now):
        label, says = N_("See the agenda"), "checkpoint agenda"
    return Button(translator.text(label), says, overview.row.startup.startup_id, main=True)


def _sections(
    translator: Translator, programme: Programme, overview: Overview, zone: ZoneInfo
) -> Iterator[Section]:
    agenda, today = overview.agenda, overview.agenda.today
    words = translator.text
    yield _section(translator, N_("Key criteria"), list(_criteria(translator, programme, overview)))
    metric = metric_line(translator, agenda.metric, today) if agenda.metric else ""
    counted = [literal_text(metric)] if metric else []
    counted += public_pages_line(translator, overview.pages)
    yield _section(translator, TITLES["impact"], counted)
    late = [action_line(translator, each, today) for each in overview.late_actions]
    yield _section(translator, N_("Actions that are late"), late, words(N_("actions")))
    promised = [_promised(translator, each, today, zone) for each in sort_by_kind(agenda.commitments)]
    yield _section(translator, TITLES["promised"], promised, words(N_("commitments")))
    yield _section(
        translator,
        TITLES["questions"],
        _questions(translator, programme, overview),
        words(N_("expert status")),
    )
    page = words(N_("startup show"))
    yield _section(translator, TITLES["objectives"], list(_objectives(translator, programme, overview)), page)
    yield _section(translator, TITLES["obstacles"], _obstacles(translator, overview), page)


def _section(translator: Translator, title: str, lines: Sequence[Text], rest: str = "") -> Section:
    heading = translator.render(N_("**{title}**"), title=translator.text(title))
    return Section(heading, lines, translator.render(NOTHING_TO_REPORT), rest)


def _criteria(translator: Translator, programme: Programme, overview: Overview) -> Iterator[Text]:
    """The team's own verdict, how it moved, and how it looks from outside."""
    changes = {change.criterion.id: change for change in overview.agenda.criterion_changes}
    if not changes and not overview.views:
        return
    for criterion in programme.criteria:
        own = _own(translator, criterion, changes.get(criterion.id))
        yield join_line([own, *_from_outside(translator, overview, criterion)])
    yield from view_reasons(translator, overview.views)


def _own(translator: Translator, criterion: Criterion, change: CriterionChange | None) -> Text:
    short = translator.local(criterion.short)
    if change is None:
        return translator.render(_UNSHARED, criterion=short)
    moved = change.before is not None and change.before != change.now
    return translator.render(
        _MOVED if moved else _SAID,
        sign=SIGNS[change.now],
        criterion=short,
        verdict=verdict_name(translator, change.now),
        before=verdict_name(translator, change.before) if change.before else "",
    )


def _from_outside(translator: Translator, overview: Overview, criterion: Criterion) -> Iterator[Text]:
    for view in overview.views:
        if verdict := view.verdicts.get(criterion.id):
            yield view_line(translator, view, verdict)


def _promised(translator: Translator, commitment: Commitment, today: date, zone: ZoneInfo) -> Text:
    """With how old it is."""
    line = commitment_line(translator, commitment, today)
    if commitment.recorded_at is None:
        return line
    days = max((today - day_in(commitment.recorded_at, zone)).days, 0)
    age = translator.plural("promised {count} day ago", "promised {count} days ago", days)
    return join_line([line, age if days else translator.render(N_("promised today"))])


def _questions(translator: Translator, programme: Programme, overview: Overview) -> list[Text]:
    """Those that the team knows of; how many, for who may not read them."""
    agenda = overview.agenda
    if agenda.question_count is not None:
        return underway_line(translator, agenda.question_count)
    return [question_line(programme, translator, each) for each in agenda.questions]


def _objectives(translator: Translator, programme: Programme, overview: Overview) -> Iterator[Text]:
    """By area; what was changed or taken off since the last checkpoint says so."""
    details = overview.agenda.details or {}
    for name, field in page_fields.objective_fields(programme, translator).items():
        if name == OBSTACLES:
            continue
        changed = overview.changed(name)
        if text := details.get(name, ""):
            said = translator.render(N_("{label}: {text}"), label=field.label, text=text)
            yield join_line([said, *_since(translator, overview, name)])
        elif changed:
            sentence = N_("{label}: taken off on {day}, since the last checkpoint")
            yield translator.render(sentence, label=field.label, day=translator.date(changed))


def _obstacles(translator: Translator, overview: Overview) -> list[Text]:
    lines = [line for line in (overview.agenda.details or {}).get(OBSTACLES, "").splitlines() if line]
    if not lines:
        return []
    changed = list(_since(translator, overview, OBSTACLES))
    return [*(literal_text(line) for line in lines[:-1]), join_line([literal_text(lines[-1]), *changed])]


def _since(translator: Translator, overview: Overview, field: str) -> Iterator[Text]:
    if changed := overview.changed(field):
        sentence = N_("changed on {day}, since the last checkpoint")
        yield translator.render(sentence, day=translator.date(changed))
