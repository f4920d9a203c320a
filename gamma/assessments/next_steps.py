"""From a gap to a step in one press: what a result proposes, as buttons that put it where it belongs."""

from collections.abc import Collection, Sequence

from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.readiness import CriterionResult
from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.text import Text, quoted, shorten
from gamma.translator import N_, Translator

SHARED = "shared"
"""Before the criterion in a command: the team's result is meant, and not one's own."""
_ROOM_IN_MESSAGE = 5


def is_gap(result: CriterionResult) -> bool:
    return result.step is not None or any(reason.agenda for reason in result.reasons)


def gap_buttons(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    results: Sequence[CriterionResult],
    commands: Collection[str],
    room: int,
    *,
    shared: bool = False,
) -> list[Button]:
    """Of a single gap its steps, where there is room; of several, a button each that leads to them."""
    gaps = [result for result in results if is_gap(result)]
    if len(gaps) == 1:
        steps = step_buttons(translator, programme, startup, gaps[0], commands)
        if len(steps) <= room:
            return steps
    label, before = N_("Next step: {criterion}"), f"{SHARED} " if shared else ""
    return [
        Button(
            translator.text(label, criterion=translator.local(gap.criterion.short)),
            f"assess step {before}{gap.criterion.id}",
            startup.id,
        )
        for gap in gaps
    ][: max(room, 0)]


def step_buttons(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    result: CriterionResult,
    commands: Collection[str],
) -> list[Button]:
    """To talk about it at the next checkpoint, to do it, to ask somebody: as far as the bot has that."""
    buttons = []
    for reason in result.reasons:
        if reason.agenda and "checkpoint" in commands:
            point = _words(render_criterion_text(translator, result.criterion, reason.agenda, result.answers))
            label = translator.text(N_("On the agenda: {point}"), point=point)
            buttons.append(Button(quoted(label), f"checkpoint agenda add {point}", startup.id))
    if result.step is None:
        return buttons
    step = _words(render_criterion_text(translator, result.criterion, result.step.text, result.answers))
    if "checkpoint" in commands:
        label = translator.text(N_("Add it to the agenda"))
        buttons.append(Button(label, f"checkpoint agenda add {step}", startup.id))
    if "actions" in commands:
        buttons.append(Button(translator.text(N_("Make it an action")), f"actions add {step}", startup.id))
    if "expert" in commands:
        buttons.append(_expert_button(translator, programme, startup, result))
    return buttons[:_ROOM_IN_MESSAGE]


def _expert_button(
    translator: Translator, programme: Programme, startup: Startup, result: CriterionResult
) -> Button:
    """In the domain of the step, else of the criterion's other steps, else of one to choose."""
    steps = [result.step, *result.criterion.steps]
    named = next((step.domain for step in steps if step and step.domain), "")
    domain = programme.domain(named) if named else None
    if domain is None:
        return Button(translator.text(N_("Ask an expert")), "expert ask", startup.id)
    label = translator.text(N_("Ask: {domain}"), domain=translator.local(domain.label))
    return Button(label, f"expert {domain.id}", startup.id)


def steps_message(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    results: Sequence[CriterionResult],
    commands: Collection[str],
    *,
    shared: bool,
) -> Message:
    """results: of the criteria that are asked about."""
    gaps = [result for result in results if is_gap(result)]
    if not gaps:
        nothing = N_("**{startup}**: this result proposes no next step.")
        return Message((translator.render(nothing, startup=startup.name),))
    title = translator.render(N_("**Next steps: {startup}**"), startup=startup.name)
    lines = [line for gap in gaps for line in _lines(translator, gap)]
    buttons = gap_buttons(translator, programme, startup, gaps, commands, _ROOM_IN_MESSAGE, shared=shared)
    return Message((Text.lines(title, *lines),), tuple(buttons))


def _lines(translator: Translator, gap: CriterionResult) -> list[Text]:
    """What the criterion lacks, and what may come next."""
    sentence, criterion = N_("**{criterion}**: {text}"), translator.local(gap.criterion.short)
    texts = [reason.text for reason in gap.reasons if reason.agenda]
    texts += [gap.step.text] if gap.step else []
    rendered = (render_criterion_text(translator, gap.criterion, text, gap.answers) for text in texts)
    return [translator.render(sentence, criterion=criterion, text=text) for text in rendered]


def _words(text: Text) -> str:
    """As a point or an action is written: no full stop, and it fits into a line."""
    words = str(text).strip().rstrip(".")
    return shorten(f"{words[:1].upper()}{words[1:]}", SHORT_CHARACTERS)
