"""What a portfolio manager is told before a checkpoint: two things at most where their eye would help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.checkpoints.agenda import IMPACT, Agenda
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.parsing.no_value import is_value
from gamma.programme.labels import verdict_name
from gamma.text import Text, quoted
from gamma.translator import N_, Translator

MOST_THINGS = 2


@dataclass(frozen=True)
class Thing:
    """Where an eye from outside would help. fact: its name; state: what has to change for it to be news."""

    fact: str
    state: str
    text: str


def things(translator: Translator, agenda: Agenda, *, is_near: bool) -> Iterator[Thing]:
    """What matters most first. is_near: the agenda is proposed by now, and so may be found empty."""
    today = agenda.today
    for promise in agenda.commitments:
        if promise.due_on and promise.is_late(today):
            sentence = N_("“{text}”, promised by the sponsor, was for {day}")
            day = translator.day(promise.due_on, today)
            yield Thing(
                f"commitment:{promise.id}",
                str(promise.due_on),
                translator.text(sentence, text=quoted(promise.text), day=day),
            )
    for gap in agenda.gaps:
        sentence = N_("on “{criterion}”, the view from outside and the team’s own are far apart")
        title = translator.local(gap.criterion.title)
        yield Thing(
            f"gap:{gap.criterion.id}", f"{gap.team} {gap.outside}", translator.text(sentence, criterion=title)
        )
    for action in agenda.actions:
        if action.due_on and action.is_late(today):
            day = translator.day(action.due_on, today)
            sentence = N_("the action “{text}” was for {day}")
            text = translator.text(sentence, text=quoted(action.text), day=day)
            yield Thing(f"action:{action.id}", str(action.due_on), text)
    yield from _criterion_things(translator, agenda)
    if is_near and not any(point.by_people for point in agenda.points):
        yield Thing("points", "none", translator.text(N_("nobody added a point to the agenda yet")))


def _criterion_things(translator: Translator, agenda: Agenda) -> Iterator[Thing]:
    for change in agenda.criterion_changes:
        if change.criterion.id == IMPACT and (missing := _missing_of_impact(agenda)):
            yield Thing("impact", missing, translator.text(missing))
        elif change.now in ("not_yet", "partly"):
            title, verdict = translator.local(change.criterion.title), verdict_name(translator, change.now)
            text = translator.text(N_("{criterion}: {verdict}"), criterion=title, verdict=verdict)
            yield Thing(f"criterion:{change.criterion.id}", change.now, text)


def _missing_of_impact(agenda: Agenda) -> str:
    facts = agenda.facts or {}
    if not is_value(str(facts.get("metric", ""))):
        return N_("no impact metric is named yet")
    return "" if facts.get("target") else N_("the impact metric has no target yet")


def manager_reminder(
    translator: Translator,
    agenda: Agenda,
    checkpoint: Checkpoint,
    chosen: Sequence[Thing],
    now: datetime,
    reader: ZoneInfo,
) -> Message:
    """chosen: what they were not told for this checkpoint yet; nothing: one short line."""
    moment = translator.moment_ahead(checkpoint.moment, now, reader)
    when = f"{moment[:1].upper()}{moment[1:]}"
    head = translator.render(
        N_("**{when}, {startup} meets its sponsor.**"), when=when, startup=agenda.startup.name
    )
    paragraphs = [head]
    if chosen:
        help_ = translator.plural(
            "One thing where your eye would help: {things}.",
            "Two things where your eye would help: {things}.",
            len(chosen),
            things=translator.text(N_("; ")).join(each.text for each in chosen),
        )
        paragraphs = [Text.lines(head, help_)]
    return Message(tuple(paragraphs), _buttons(translator, agenda, checkpoint))


def _buttons(translator: Translator, agenda: Agenda, checkpoint: Checkpoint) -> tuple[Button, ...]:
    """What they can do for the checkpoint, and how to have fewer of these."""
    about = agenda.startup.id
    ways = (
        (N_("See the agenda"), "checkpoint agenda"),
        (N_("Text for the sponsor"), f"checkpoint mail {number_sign(checkpoint)}"),
        (N_("Add a point"), "checkpoint agenda add"),
    )
    fewer = ((N_("Weekly only"), "reminders weekly"), (N_("No reminders"), "reminders none"))
    return (
        *(Button(translator.text(label), says, about) for label, says in ways),
        *(Button(translator.text(label), says) for label, says in fewer),
    )
