"""What a reminder says below the date: long before what to prepare, just before what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from gamma.checkpoints.reminders import Offset
from gamma.sections import join_line, join_sentences
from gamma.text import Text
from gamma.translator import N_, Translator


@dataclass(frozen=True)
class Preparation:
    """How far the next one is prepared. done, agreed: of the actions of the one before.

    late: how many actions are, whenever they were agreed. points: that people added since the one before.

    metric: the impact beside its target. questions: those to experts under way, in words.
    has_link: whether the sponsor has a link to answer by. is_confirmed: the date, by that link.
    """

    done: int
    agreed: int
    late: int
    metric: Text | None
    points: int
    has_link: bool
    is_confirmed: bool
    questions: Sequence[Text]


def is_at_its_time(offset: str) -> bool:
    """So short before that nothing is left to prepare."""
    return _parse_offset(offset).is_at_its_time


def preparation_lines(translator: Translator, preparation: Preparation, offset: str) -> list[Text]:
    """offset: its id; another one says what the day before does."""
    if is_at_its_time(offset):
        return [_points_line(translator, preparation)] if preparation.points else []
    if _parse_offset(offset).days > 1:
        lines = [
            *_progress_lines(translator, preparation),
            *preparation.questions,
            _sponsor_line(translator, preparation),
        ]
    else:
        lines = [
            join_sentences([_points_line(translator, preparation), _sponsor_line(translator, preparation)])
        ]
    return [Text.lines(*lines)]


def _parse_offset(offset: str) -> Offset:
    try:
        return Offset.of_id(offset)
    except ValueError:
        return Offset(days=1)


def _progress_lines(translator: Translator, preparation: Preparation) -> list[Text]:
    parts = [preparation.metric] if preparation.metric else []
    if preparation.agreed:
        done = translator.plural(
            "{count} action of {all} done",
            "{count} actions of {all} done",
            preparation.done,
            all=translator.number(preparation.agreed),
        )
        parts.insert(0, done)
    lines = (
        [translator.render(N_("Since the last checkpoint, {said}"), said=join_line(parts))] if parts else []
    )
    if preparation.late:
        lines.append(translator.plural("One action is late.", "{count} actions are late.", preparation.late))
    return lines


def _points_line(translator: Translator, preparation: Preparation) -> Text:
    if not preparation.points:
        return translator.render(N_("The team has not added anything to the agenda yet."))
    return translator.plural(
        "The team added one thing to the agenda.",
        "The team added {count} things to the agenda.",
        preparation.points,
    )


def _sponsor_line(translator: Translator, preparation: Preparation) -> Text:
    if preparation.is_confirmed:
        return translator.render(N_("The date is confirmed by the sponsor’s link."))
    if preparation.has_link:
        return translator.render(N_("The sponsor has not confirmed the date yet."))
    return translator.render(N_("Does the sponsor know the date? A text for them is ready."))
