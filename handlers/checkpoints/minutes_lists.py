"""How the lists of the minutes are kept: each line is a decision, an action or a commitment of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gamma.checkpoints.minutes import ListEdits, Minutes
from gamma.checkpoints.minutes_messages import today_of
from gamma.follow_ups.follow_up import Decision
from gamma.follow_ups.parse_line import ParsedLine, parse_action, parse_commitment
from gamma.parsing.no_value import is_value
from handlers.engine.context import Context
from handlers.follow_ups import action_forms
from handlers.follow_ups.assignees import Assignees
from storage.follow_ups import actions, commitments, decisions
from storage.follow_ups.origin import Origin


@dataclass(frozen=True)
class ReadLine:
    """A line that is new or was corrected. action: its number. is_past: by a day that is past already.

    is_known: an open action says the same, so that this one was not added.
    """

    parsed: ParsedLine
    action: int | None = None
    is_past: bool = False
    is_known: bool = False


def is_past(due: date | None, today: date) -> bool:
    return due is not None and due < today


def save_lists(
    context: Context, existing: Minutes, edits: Mapping[str, ListEdits], assignees: Assignees
) -> Sequence[ReadLine]:
    """How the lines were read that are new or were corrected."""
    _save_decisions(context, existing, edits["decisions"])
    return [
        *_save_actions(context, existing, edits["actions"], assignees),
        *_save_commitments(context, existing, edits["commitments"]),
    ]


def _save_decisions(context: Context, existing: Minutes, edits: ListEdits) -> None:
    """What is changed long after it was written down is a new decision, of today."""
    session, now = context.session, context.now
    current = {decision.id: decision for decision in existing.decisions}
    for number in edits.removed:
        decisions.withdraw(session, number, now)
    for number, line in edits.corrected.items():
        if current[number].may_be_corrected(now):
            decisions.correct(session, number, line)
        else:
            _replace_decision(context, existing, current[number], line)
    for line in edits.added:
        decisions.add(session, _origin(context, existing), line, existing.checkpoint.moment.day)


def _replace_decision(context: Context, existing: Minutes, decision: Decision, line: str) -> None:
    latest = decisions.latest_replacement(context.session, decision).id
    today = today_of(existing, context.now)
    decisions.add(context.session, _origin(context, existing), line, today, replaces=latest)


def _origin(context: Context, existing: Minutes) -> Origin:
    return Origin(existing.startup.id, context.actor, context.now, existing.checkpoint.id)


def _save_actions(
    context: Context, existing: Minutes, edits: ListEdits, assignees: Assignees
) -> Iterable[ReadLine]:
    session, now = context.session, context.now
    today = today_of(existing, now)
    current = {each.id: each for each in existing.actions}
    read = list[ReadLine]()
    for number in edits.removed:
        actions.end(session, number, "dropped", now)
    for number, line in edits.corrected.items():
        parsed = parse_action(line, today, assignees.is_known)
        actions.correct(session, number, parsed.what, assignees.resolve(parsed.who), parsed.due)
        is_new_day = parsed.due != current[number].due_on
        read.append(ReadLine(parsed, number, is_past=is_new_day and is_past(parsed.due, today)))
    for line in edits.added:
        parsed = parse_action(line, today, assignees.is_known)
        owner = assignees.resolve(parsed.who)
        if not is_value(parsed.what):
            read.append(ReadLine(parsed))
            continue
        added = action_forms.add_once(context, _origin(context, existing), parsed.what, owner, parsed.due)
        is_known = added.recorded_at < now and added.id not in current
        read.append(ReadLine(parsed, added.id, is_past(parsed.due, today), is_known=is_known))
    return read


def _save_commitments(context: Context, existing: Minutes, edits: ListEdits) -> Iterable[ReadLine]:
    session, now = context.session, context.now
    today = today_of(existing, now)
    current = {(each.kind, each.text, each.due_on) for each in existing.commitments}
    read = list[ReadLine]()
    for number in edits.removed:
        commitments.end(session, number, "dropped", now)
    for number, line in edits.corrected.items():
        parsed = parse_commitment(line, today)
        commitments.correct(session, number, parsed.kind, parsed.what, parsed.due)
        read.append(ReadLine(parsed))
    for line in edits.added:
        parsed = parse_commitment(line, today)
        if is_value(parsed.what) and (parsed.kind, parsed.what, parsed.due) not in current:
            origin = _origin(context, existing)
            commitments.add(session, origin, parsed.kind, parsed.what, parsed.due)
        read.append(ReadLine(parsed))
    return read
