"""The agenda of a checkpoint in words: each section filled, or with an explicit "nothing to report"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.answers import Answers
from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.readiness import evaluate
from gamma.assessments.results import SIGNS
from gamma.calendar import METROPOLE
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.agenda import IMPACT, Agenda, AgendaPoint, CriterionChange, Gap, SectionId
from gamma.checkpoints.agenda_points import REMOVE
from gamma.checkpoints.messages import number_sign
from gamma.experts.question_messages import headline as question_line
from gamma.experts.question_messages import underway_line
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import NOTHING_TO_REPORT, action_line, commitment_line, sort_by_kind
from gamma.list_pages import ListCommand, fit_pages
from gamma.metrics.messages import metric_line
from gamma.parsing.no_value import is_value
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.resources.messages import Reader, proposal
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.text import Text
from gamma.translator import N_, Translator

TITLES: Mapping[SectionId, str] = {
    "decisions": N_("Last decisions"),
    "actions": N_("Open actions"),
    "criteria": N_("Key criteria"),
    "impact": N_("Impact metric"),
    "questions": N_("Questions to the expert network"),
    "support": N_("Support from the sponsor"),
    "promised": N_("Commitments of the sponsor"),
    "objectives": N_("What the sponsor expects"),
    "obstacles": N_("Obstacles in existing IT"),
    "vision": N_("Long-term vision"),
}
_TEAM_ONLY: tuple[SectionId, ...] = ("questions",)
"""Sections that are for the team alone, and not for its sponsor."""
_OF_ASSESSMENTS: tuple[SectionId, ...] = ("criteria", "impact")
"""What came out of self-assessments: the team may leave it out of what the sponsor reads."""
_SPONSOR_TITLES: Mapping[SectionId, str] = {
    "support": N_("The support we need"),
    "promised": N_("Your commitments"),
    "objectives": N_("What you expect"),
}
"""Titles as the sponsor reads them."""
_ADD = N_("Add a point: `/gamma checkpoint agenda add hiring`.")
_WHOLE = N_("checkpoint agenda page 1")
_NO_RESULT = N_("nothing to report: nobody has shared a result yet")
_NO_METRIC = N_("nothing to report: nobody has shared an impact metric yet")


def agenda_message(
    translator: Translator,
    programme: Programme,
    agenda: Agenda,
    now: datetime,
    reader: ZoneInfo | None,
    *,
    for_all: bool = False,
    page: int = 0,
) -> Message:
    """For the team, with what can be done about it. page: of the whole; 0: what one message takes."""
    every = sections(translator, programme, agenda)
    filled = [
        section
        for section in every
        if section.lines or section.placeholder != translator.render(NOTHING_TO_REPORT)
    ]
    empty = nothing_to_report(translator, [section for section in every if section not in filled])
    how = [
        translator.render(_ADD),
        *(translator.render(REMOVE, number=point.id) for point in agenda.points[:1]),
    ]
    head = [headline(translator, agenda, now, reader)]
    to_read = proposal(Reader(programme, translator, agenda.today, reader or METROPOLE.zone), agenda.reading)
    closing = [*to_read, *([literal_text(empty)] if empty else []), Text.lines(*how)]
    buttons = _buttons(translator, agenda, for_all=for_all)
    if page:
        command = ListCommand("checkpoint agenda", agenda.startup.id, page)
        return fit_pages(translator, command, head, filled, closing, buttons)
    return Message(fit_sections(translator, head, filled, closing), buttons)


def shows_verdicts(agenda: Agenda) -> bool:
    """To the sponsor."""
    has_any = bool(agenda.criterion_changes) and "criteria" in agenda.sections
    return has_any and not agenda.without_verdicts


def nothing_to_report(translator: Translator, every: Sequence[Section]) -> str:
    """The sections that say so where there is nothing, each by its name, in one sentence."""
    empty = [str(section.title) for section in every if section.placeholder and not section.lines]
    titles = translator.listed([f"{title[:1].lower()}{title[1:]}" for title in empty])
    return translator.text(N_("Nothing to report yet: {titles}."), titles=titles) if titles else ""


def headline(translator: Translator, agenda: Agenda, now: datetime, reader: ZoneInfo | None) -> Text:
    name = agenda.startup.name
    if agenda.checkpoint is None:
        return translator.render(N_("**Proposed agenda: {startup}** · no date is planned yet"), startup=name)
    when = translator.moment(agenda.checkpoint.moment, now, reader)
    sentence = N_("**Proposed agenda: {startup}, {when}**")
    return translator.render(sentence, startup=name, when=when)


def sections(
    translator: Translator, programme: Programme, agenda: Agenda, *, inside: bool = True
) -> list[Section]:
    """Only points are numbered, by which they are taken off. inside: for the team, with the gaps too."""
    agenda = agenda if inside else replace(agenda, actions=_for_sponsor(agenda.actions))
    hidden = (*_TEAM_ONLY, *(_OF_ASSESSMENTS if agenda.without_verdicts else ()))
    shown = [section for section in agenda.sections if inside or section not in hidden]
    loose = [point for point in agenda.points if point.section not in shown]
    lines = [_point_line(point, inside=inside) for point in loose]
    if inside:
        lines += [_gap_line(translator, gap) for gap in agenda.gaps]
    title, nothing = translator.render(N_("**Team topics**")), translator.render(NOTHING_TO_REPORT)
    result = [Section(title, lines, nothing, translator.text(_WHOLE) if inside else "")]
    for section in shown:
        lines = _LINES[section](translator, programme, agenda)
        lines += [_point_line(point, inside=inside) for point in agenda.points if point.section == section]
        name = TITLES[section] if inside else _SPONSOR_TITLES.get(section, TITLES[section])
        title = translator.render(N_("**{title}**"), title=translator.text(name))
        result.append(
            Section(
                title,
                lines,
                translator.render(_NOTHING.get(section, NOTHING_TO_REPORT)),
                _full_list_command(translator, section, inside),
            )
        )
    return result


_NOTHING: Mapping[SectionId, str] = {"criteria": _NO_RESULT, "impact": _NO_METRIC}


def _full_list_command(translator: Translator, section: SectionId, inside: bool) -> str:
    """The command that shows all of a section's lines."""
    commands: Mapping[SectionId, str] = {
        "decisions": N_("decisions"),
        "actions": N_("actions"),
        "promised": N_("commitments"),
        "questions": N_("expert status"),
    }
    return translator.text(commands.get(section, _WHOLE)) if inside else ""


def _point_line(point: AgendaPoint, *, inside: bool) -> Text:
    return literal_text(f"#{point.id} {point.text}" if inside else point.text)


def _gap_line(translator: Translator, gap: Gap) -> Text:
    sentence = N_("{title}: the team says “{team}”, from outside it looks “{outside}”. Worth talking about.")
    return translator.render(
        sentence,
        title=translator.local(gap.criterion.title),
        team=verdict_name(translator, gap.team),
        outside=verdict_name(translator, gap.outside),
    )


def _decisions(translator: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [
        join_line([literal_text(each.text), literal_text(translator.date(each.decided_on))])
        for each in agenda.decisions
    ]


def _actions(translator: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [action_line(translator, each, agenda.today, numbered=False) for each in agenda.actions]


def _for_sponsor(actions: Sequence[Action]) -> list[Action]:
    """What was agreed on with them; who does it is the team's own affair."""
    return [replace(each, owner_id=None, owner_name="") for each in actions if each.agreed]


def _criteria_lines(translator: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [_criterion_line(translator, step) for step in agenda.criterion_changes]


def _criterion_line(translator: Translator, step: CriterionChange) -> Text:
    sentence = N_("{sign} {title}: {verdict}")
    if step.before is not None and step.before != step.now:
        sentence = N_("{sign} {title}: {verdict} (last time: {before})")
    elif step.before is not None:
        sentence = N_("{sign} {title}: {verdict}, as last time")
    return translator.render(
        sentence,
        sign=SIGNS[step.now],
        title=translator.local(step.criterion.title),
        verdict=verdict_name(translator, step.now),
        before=verdict_name(translator, step.before or "unknown"),
    )


def _impact(translator: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    """With the days of its values, where these were stated for themselves."""
    if agenda.metric and agenda.metric.is_stated:
        line = metric_line(translator, agenda.metric, agenda.today)
        return [literal_text(line)] if line else []
    return impact_lines(translator, programme, agenda.facts or {})


def impact_lines(translator: Translator, programme: Programme, facts: Answers) -> list[Text]:
    """The programme's own first reason says the metric beside its target."""
    criterion = next((each for each in programme.criteria if each.id == IMPACT), None)
    if criterion is None or not facts:
        return []
    reasons = evaluate(criterion, facts).reasons[:1]
    return [render_criterion_text(translator, criterion, each.said_by_team, facts) for each in reasons]


def _questions(translator: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    if agenda.question_count is not None:
        return underway_line(translator, agenda.question_count)
    return [question_line(programme, translator, each) for each in agenda.questions]


def _promised(translator: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    return [
        commitment_line(translator, each, agenda.today, numbered=False)
        for each in sort_by_kind(agenda.commitments)
    ]


def _objectives(translator: Translator, programme: Programme, agenda: Agenda) -> list[Text]:
    details = agenda.details or {}
    fields = page_fields.objective_fields(programme, translator)
    return [
        translator.render(N_("{label}: {text}"), label=field.label, text=details[name])
        for name, field in fields.items()
        if is_value(details.get(name, "")) and name != OBSTACLES
    ]


def _obstacles(_words: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    lines = (agenda.details or {}).get(OBSTACLES, "").splitlines()
    return [literal_text(line) for line in lines if is_value(line)]


def _vision(translator: Translator, _programme: Programme, agenda: Agenda) -> list[Text]:
    """What is still to come of the service's return to the administration, and of its funding."""
    sentences = []
    if agenda.committee and agenda.committee >= agenda.today:
        day = translator.day(agenda.committee, agenda.today)
        sentences.append(translator.render(N_("The committee meets on {day}."), day=day))
    if agenda.envelope_ends and agenda.envelope_ends >= agenda.today:
        day = translator.day(agenda.envelope_ends, agenda.today)
        sentences.append(translator.render(N_("The funding ends on {day}."), day=day))
    return sentences


_LINES: Mapping[SectionId, Callable[[Translator, Programme, Agenda], list[Text]]] = {
    "decisions": _decisions,
    "actions": _actions,
    "criteria": _criteria_lines,
    "impact": _impact,
    "questions": _questions,
    "support": lambda _translator, _programme, _agenda: [],  # what the team needs, its points say
    "promised": _promised,
    "objectives": _objectives,
    "obstacles": _obstacles,
    "vision": _vision,
}


def _buttons(translator: Translator, agenda: Agenda, *, for_all: bool) -> tuple[Button, ...]:
    """The points can be taken off one by one while their buttons fit."""
    about = agenda.startup.id
    commands = [(translator.text(N_("Add a point")), "checkpoint agenda add")]
    if for_all:
        commands.append((translator.text(N_("See it as it is now")), "checkpoint agenda"))
    if agenda.checkpoint:
        commands.append(
            (translator.text(N_("Move the checkpoint")), f"checkpoint move {number_sign(agenda.checkpoint)}")
        )
    else:
        commands.append((translator.text(N_("Plan a checkpoint")), "checkpoint plan"))
    if len(agenda.points) > MESSAGE_BUTTONS - len(commands):
        commands.append((translator.text(N_("Remove a topic")), "checkpoint agenda remove"))
    else:
        label = N_("Remove #{number}")
        commands += [
            (translator.text(label, number=point.id), f"checkpoint agenda remove {point.id}")
            for point in agenda.points
        ]
    return tuple(Button(label, says, about, for_all=for_all) for label, says in commands)
