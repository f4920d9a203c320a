"""How the lists of the minutes are kept: each line is a decision, an action or a commitment of its own."""

from collections.abc import Iterable, Mapping, Sequence

from gamma.checkpoints.minutes import ListEdits, Minutes
from gamma.checkpoints.minutes_messages import today_of
from gamma.follow_ups.follow_up import Decision
from gamma.follow_ups.parse_line import ParsedLine, parse_action, parse_commitment
from gamma.parsing.no_value import is_value
from handlers.engine.context import Context
from handlers.follow_ups.assignees import Assignees
from storage.follow_ups import actions, commitments, decisions
from storage.follow_ups.origin import Origin


def save_lists(
    context: Context, existing: Minutes, edits: Mapping[str, ListEdits], assignees: Assignees
) -> Sequence[ParsedLine]:
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
) -> Iterable[ParsedLine]:
    session, now = context.session, context.now
    today = today_of(existing, now)
    current = {(each.text, each.owner_name, each.due_on) for each in existing.actions}
    read = list[ParsedLine]()
    for number in edits.removed:
        actions.end(session, number, "dropped", now)
    for number, line in edits.corrected.items():
        parsed = parse_action(line, today, assignees.is_known)
        actions.correct(session, number, parsed.what, assignees.resolve(parsed.who), parsed.due)
        read.append(parsed)
    for line in edits.added:
        parsed = parse_action(line, today, assignees.is_known)
        owner = assignees.resolve(parsed.who)
        if is_value(parsed.what) and (parsed.what, owner.name, parsed.due) not in current:
            actions.add(session, _origin(context, existing), parsed.what, owner, parsed.due)
        read.append(parsed)
    return read


def _save_commitments(context: Context, existing: Minutes, edits: ListEdits) -> Iterable[ParsedLine]:
    session, now = context.session, context.now
    today = today_of(existing, now)
    current = {(each.kind, each.text, each.due_on) for each in existing.commitments}
    read = list[ParsedLine]()
    for number in edits.removed:
        commitments.end(session, number, "dropped", now)
    for number, line in edits.corrected.items():
        parsed = parse_commitment(line, today)
        commitments.correct(session, number, parsed.kind, parsed.what, parsed.due)
        read.append(parsed)
    for line in edits.added:
        parsed = parse_commitment(line, today)
        if is_value(parsed.what) and (parsed.kind, parsed.what, parsed.due) not in current:
            origin = _origin(context, existing)
            commitments.add(session, origin, parsed.kind, parsed.what, parsed.due)
        read.append(parsed)
    return read
