"""What becomes of the points that stood on a checkpoint's agenda, asked in the form of its minutes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from gamma.chat import Button, Field
from gamma.checkpoints.agenda import AgendaPoint
from gamma.checkpoints.minutes import Minutes
from gamma.checkpoints.points_kept import parse_points_kept
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_, Translator
from handlers.engine.command_spec import FormAnswers, FormQuestion
from handlers.engine.context import Context, Outcome
from storage.checkpoints import agenda
from storage.reader_context import ReaderContext

FIELD = "again"
_MOST = 10
_STILL_TO_ANSWER = "r"
"""Before the numbers, of a form that stays open since this answer could not be read."""
_BETWEEN = "-"
_HELP = N_("Points of the agenda that stay, one a line: a number or a few words. The others leave it.")
_ON_AGENDA = N_("On its agenda: {points}.")
_DEALT_WITH = N_(
    "Dealt with, and off the agenda: {points}. To put one back: `/gamma checkpoint agenda restore {number}`."
)
_STILL_ON = N_("Still on the agenda: {points}.")


def to_ask(session: Session, minutes: Minutes) -> Sequence[AgendaPoint]:
    """Once for each checkpoint: what was kept then is for the next one. More than fit stay on the agenda."""
    return () if minutes.revision else agenda.points_of_checkpoint(session, minutes.checkpoint)[:_MOST]


def mark(points: Sequence[AgendaPoint]) -> list[str]:
    """The end of the form's detail, by which it is known what was asked; nothing where nothing was."""
    return [_BETWEEN.join(str(point.id) for point in points)] if points else []


def renew_mark(asked: Sequence[str], *, refused: bool) -> list[str]:
    """Of a form that stays open."""
    return [(_STILL_TO_ANSWER if refused else "") + each.lstrip(_STILL_TO_ANSWER) for each in asked]


def asked(session: Session, startup: Startup, detail: str) -> Sequence[AgendaPoint]:
    """Those that the form asks about, also once they are dealt with."""
    loaded = (agenda.load_point(session, number) for number in _numbers(detail))
    return [found[0] for found in loaded if found and found[0].startup_id == startup.id]


def _numbers(detail: str) -> list[int]:
    _, _, numbers = _parts(detail)
    return [int(number) for number in numbers.lstrip(_STILL_TO_ANSWER).split(_BETWEEN) if number]


def _parts(detail: str) -> tuple[str, str, str]:
    """The checkpoint's number, the marks of what is shown, the points asked about."""
    checkpoint, marks, *points = detail.split(".")
    return checkpoint, marks, "".join(points)


def intro(translator: Translator, points: Sequence[AgendaPoint]) -> list[str]:
    return [translator.text(_ON_AGENDA, points=_listed(translator, points))] if points else []


def question(translator: Translator, points: Sequence[AgendaPoint]) -> FormQuestion:
    field = Field(FIELD, translator.text(N_("To take up again")), "long_text", translator.text(_HELP))
    return FormQuestion(field, partial(parse_points_kept, points=points))


def save(context: Context, before: Minutes, answers: FormAnswers) -> dict[str, list[int]]:
    """The numbers of those that leave the agenda and of those that stay; {} where none was asked about.

    Of two forms that were open at a time the first answer counts; a later one takes up again, and no more.
    """
    points, kept = asked(context.session, before.startup, answers.detail), answers.values.get(FIELD)
    if not points or kept is None:
        return {}
    is_first = not before.revision or _parts(answers.detail)[2].startswith(_STILL_TO_ANSWER)
    gone = [point.id for point in points if point.id not in kept] if is_first else []
    for number in gone:
        agenda.close_point(context.session, number, context.now)
    for number in kept:
        agenda.reopen_point(context.session, number, context.now)
    return {"gone": gone, "kept": kept}


def remarks(context: ReaderContext, outcome: Outcome) -> list[Text]:
    """What is told of it."""
    translator, told = context.translator, []
    for name, sentence in (("gone", _DEALT_WITH), ("kept", _STILL_ON)):
        numbers: Sequence[Any] = outcome.get("points", {}).get(name, ())
        loaded = [found[0] for number in numbers if (found := agenda.load_point(context.session, number))]
        if loaded:
            points = _listed(translator, loaded)
            told.append(translator.render(sentence, points=points, number=loaded[0].id))
    return told


def _listed(translator: Translator, points: Sequence[AgendaPoint]) -> str:
    return translator.listed([f"#{point.id} {quoted(point.text)}" for point in points])


def plan_button(context: ReaderContext, minutes: Minutes) -> Button:
    """In place of the field for the next date, which gives way to the points."""
    label = context.translator.text(N_("Plan the next one"))
    return Button(label, "checkpoint plan", minutes.startup.id)
