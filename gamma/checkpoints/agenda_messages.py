"""The agenda of a checkpoint in words: each section filled, or with an explicit "nothing to report"."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.answers import Answers
from gamma.assessments.answer_labels import fill
from gamma.assessments.readiness import judge
from gamma.assessments.results import SIGNS
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.agenda import IMPACT, Agenda, Gap, Point, SectionId, Step
from gamma.checkpoints.messages import numbered
from gamma.experts.question_messages import counted
from gamma.experts.question_messages import headline as question_line
from gamma.follow_ups.messages import NOTHING, action_line, by_kind, commitment_line
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.sections import Section, bullet, fitted, joined, literal
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_, Translator
from gamma.truncate import fit_paragraphs

TITLES: Mapping[SectionId, str] = {
    "decisions": N_("Last decisions"),
    "actions": N_("Open actions"),
    "criteria": N_("Key criteria"),
    "impact": N_("Impact metric"),
    "questions": N_("Questions to the expert network"),
    "support": N_("Support from the sponsor"),
    "objectives": N_("What the sponsor expects"),
    "obstacles": N_("Obstacles in existing IT"),
    "vision": N_("Long-term vision"),
}
_INSIDE: tuple[SectionId, ...] = ("questions",)
"""Sections that are for the team alone, and not for its sponsor."""
_THEIRS: Mapping[SectionId, str] = {"support": N_("The support we need"), "objectives": N_("What you expect")}
"""Titles as the sponsor reads them."""
_ADD = N_("Add a point: `/gamma checkpoint agenda add hiring`.")
_REMOVE = N_("Take one off: `/gamma checkpoint agenda remove {number}`.")
_NO_RESULT = N_("nothing to report: nobody has shared a result yet")
_NO_METRIC = N_("nothing to report: nobody has shared an impact metric yet")


def proposed(
    words: Translator,
    programme: Programme,
    agenda: Agenda,
    now: datetime,
    reader: ZoneInfo | None,
    *,
    for_all: bool = False,
) -> Message:
    """For the team, with what can be done about it."""
    every = sections(words, programme, agenda)
    filled = [section for section in every if section.lines or section.nothing != words.rich(NOTHING)]
    empty = unsaid(words, [section for section in every if section not in filled])
    how = [words.rich(_ADD), *(words.rich(_REMOVE, number=point.id) for point in agenda.points[:1])]
    closing = [literal(empty)] if empty else []
    told = fitted(words, [headline(words, agenda, now, reader)], filled, [*closing, Text.lines(*how)])
    return Message(told, _buttons(words, agenda, for_all=for_all))


def unsaid(words: Translator, every: Sequence[Section]) -> str:
    """The sections that say so where there is nothing, each by its name, in one sentence."""
    empty = [str(section.title) for section in every if section.nothing and not section.lines]
    titles = words.listed([f"{title[:1].lower()}{title[1:]}" for title in empty])
    return words.text(N_("Nothing to report yet: {titles}."), titles=titles) if titles else ""


def headline(words: Translator, agenda: Agenda, now: datetime, reader: ZoneInfo | None) -> Text:
    name = agenda.startup.name
    if agenda.checkpoint is None:
        return words.rich(N_("**Proposed agenda: {startup}** · no date is planned yet"), startup=name)
    when = words.moment(agenda.checkpoint.moment, now, reader)
    told = N_("**Proposed agenda: {startup}, {when}**")
    return words.rich(told, startup=name, when=when)


def sections(
    words: Translator, programme: Programme, agenda: Agenda, *, inside: bool = True
) -> list[Section]:
    """Only points are numbered, by which they are taken off. inside: for the team, with the gaps too."""
    shown = [section for section in agenda.sections if inside or section not in _INSIDE]
    loose = [point for point in agenda.points if point.section not in shown]
    lines = [_point(point, inside=inside) for point in loose]
    if inside:
        lines += [_gap(words, gap) for gap in agenda.gaps]
    told = [Section(words.rich(N_("**Points of the team**")), lines, words.rich(NOTHING))]
    for section in shown:
        lines = _LINES[section](words, programme, agenda)
        lines += [_point(point, inside=inside) for point in agenda.points if point.section == section]
        name = TITLES[section] if inside else _THEIRS.get(section, TITLES[section])
        title = words.rich(N_("**{title}**"), title=words.text(name))
        told.append(
            Section(title, lines, words.rich(_NOTHING.get(section, NOTHING)), _rest(words, section, inside))
        )
    return told


_NOTHING: Mapping[SectionId, str] = {"criteria": _NO_RESULT, "impact": _NO_METRIC}


def _rest(words: Translator, section: SectionId, inside: bool) -> str:
    """The command that shows all of a section's lines."""
    commands: Mapping[SectionId, str] = {
        "decisions": N_("decisions"),
        "actions": N_("actions"),
        "support": N_("commitments"),
        "questions": N_("expert status"),
    }
    return words.text(commands[section]) if inside and section in commands else ""


def _point(point: Point, *, inside: bool) -> Text:
    return literal(f"#{point.id} {point.text}" if inside else point.text)


def _gap(words: Translator, gap: Gap) -> Text:
    told = N_("{title}: the team says “{team}”, from outside it looks “{outside}”. Worth talking about.")
    return words.rich(
        told,
        title=gap.criterion.title.said(words.locale),
        team=verdict_name(words, gap.team),
        outside=verdict_name(words, gap.outside),
    )


def _decisions(words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [joined([literal(each.text), literal(words.date(each.decided_on))]) for each in agenda.decisions]


def _actions(words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [action_line(words, each, agenda.today, numbered=False) for each in agenda.actions]


def _criteria(words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [_step(words, step) for step in agenda.steps]


def _step(words: Translator, step: Step) -> Text:
    told = N_("{sign} {title}: {verdict}")
    if step.before is not None and step.before != step.now:
        told = N_("{sign} {title}: {verdict} (last time: {before})")
    elif step.before is not None:
        told = N_("{sign} {title}: {verdict}, as last time")
    return words.rich(
        told,
        sign=SIGNS[step.now],
        title=step.criterion.title.said(words.locale),
        verdict=verdict_name(words, step.now),
        before=verdict_name(words, step.before or "unknown"),
    )


def _impact(words: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    return impact(words, programme, agenda.facts or {})


def impact(words: Translator, programme: Programme, facts: Answers) -> list[Text]:
    """The programme's own first reason says the metric beside its target."""
    criterion = next((each for each in programme.criteria if each.id == IMPACT), None)
    if criterion is None or not facts:
        return []
    reasons = judge(criterion, facts).reasons
    return [fill(words, criterion, reason.text, facts) for reason in reasons[:1]]


def _questions(words: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    if agenda.counted is not None:
        return counted(words, agenda.counted)
    return [question_line(programme, words, each) for each in agenda.questions]


def _support(words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [
        commitment_line(words, each, agenda.today, numbered=False) for each in by_kind(agenda.commitments)
    ]


def _objectives(words: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    said = agenda.details or {}
    fields = page_fields.objectives(programme, words)
    return [
        words.rich(N_("{label}: {text}"), label=field.label, text=said[name])
        for name, field in fields.items()
        if name in said and name != OBSTACLES
    ]


def _obstacles(_words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    lines = (agenda.details or {}).get(OBSTACLES, "").splitlines()
    return [literal(line) for line in lines if line.strip()]


def _vision(words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    """What is known of the service's return to the administration, and of its funding."""
    told = []
    if agenda.committee:
        day = words.day(agenda.committee, agenda.today)
        told.append(words.rich(N_("The committee meets on {day}."), day=day))
    if agenda.envelope_ends:
        day = words.day(agenda.envelope_ends, agenda.today)
        told.append(words.rich(N_("The funding ends on {day}."), day=day))
    return told


_LINES: Mapping[SectionId, Callable[[Translator, Programme, Agenda], list[Text]]] = {
    "decisions": _decisions,
    "actions": _actions,
    "criteria": _criteria,
    "impact": _impact,
    "questions": _questions,
    "support": _support,
    "objectives": _objectives,
    "obstacles": _obstacles,
    "vision": _vision,
}


def added(words: Translator, point: Point) -> Message:
    told = N_(
        "On the agenda: #{number} {text}. It stays there until somebody takes it off, and the sponsor can "
        "read it."
    )
    see = Button(words.text(N_("See the agenda")), "checkpoint agenda", point.startup_id, main=True)
    remove = Button(words.text(N_("Take it off")), f"checkpoint agenda remove {point.id}", point.startup_id)
    return Message((words.rich(told, number=point.id, text=point.text),), (see, remove))


def _buttons(words: Translator, agenda: Agenda, *, for_all: bool) -> tuple[Button, ...]:
    """The points can be taken off one by one while their buttons fit."""
    about = agenda.startup.id
    ways = [(words.text(N_("Add a point")), "checkpoint agenda add")]
    if for_all:
        ways.append((words.text(N_("See it as it is now")), "checkpoint agenda"))
    if agenda.checkpoint:
        ways.append((words.text(N_("Move the checkpoint")), f"checkpoint move {numbered(agenda.checkpoint)}"))
    else:
        ways.append((words.text(N_("Plan a checkpoint")), "checkpoint plan"))
    if len(agenda.points) > MESSAGE_BUTTONS - len(ways):
        ways.append((words.text(N_("Take a point off")), "checkpoint agenda remove"))
    else:
        label = N_("Take #{number} off")
        ways += [
            (words.text(label, number=point.id), f"checkpoint agenda remove {point.id}")
            for point in agenda.points
        ]
    return tuple(Button(label, says, about, for_all=for_all) for label, says in ways)


def which_point(words: Translator, startup: Startup, points: Sequence[Point]) -> Message:
    """Several may be meant."""
    asked = words.rich(N_("Which point shall I take off the agenda of **{startup}**?"), startup=startup.name)
    lines = [bullet(literal(f"#{point.id} {point.text}")) for point in points]
    how = words.rich(_REMOVE, number=points[0].id)
    buttons = tuple(
        Button(quoted(f"#{point.id} {point.text}"), f"checkpoint agenda remove {point.id}", startup.id)
        for point in points[:MESSAGE_BUTTONS]
    )
    return Message(fit_paragraphs([Text.lines(asked, *lines), how]), buttons)
