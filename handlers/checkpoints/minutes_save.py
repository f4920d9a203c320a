"""Keeps what a form of minutes changed: each line as a decision, an action or a commitment of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gamma.checkpoints import minutes_messages
from gamma.checkpoints.minutes import LISTS, TEXTS, Changes, Minutes, changes, prints_of
from gamma.follow_ups.follow_up import Decision
from gamma.follow_ups.parse_line import parse_action, parse_commitment, parse_items
from gamma.form_fingerprint import form_changes as texts_changed
from handlers.context import Context
from handlers.follow_ups.assignees import Assignees
from storage.checkpoints import checkpoints, minutes, reminder_plan
from storage.follow_ups import actions, commitments, decisions
from storage.startups import startups


@dataclass(frozen=True)
class Kept:
    """unread: what was not understood; gone: numbers of what was taken off, by list."""

    unread: Sequence[str]
    gone: Mapping[str, Sequence[int]]


def keep(context: Context, found: Minutes, shown: Sequence[str], texts: Mapping[str, str]) -> Kept:
    """shown: prints of what the form showed. Written minutes tell that the checkpoint took place."""
    *lists, two_texts = shown
    touched = {
        name: _touched(context, found, name, was, texts[name]) for name, was in zip(LISTS, lists, strict=True)
    }
    known = {"summary": found.summary, "notes": found.notes}
    rewritten = texts_changed(two_texts, {name: texts[name] for name in TEXTS}, known).values
    unread = _keep_lists(context, found, touched)
    after = minutes.of_checkpoint(context.session, found.startup, found.checkpoint)
    if rewritten or not found.revision or after != found:
        kept = {**known, **rewritten}
        minutes.keep(context.session, found, kept["summary"], kept["notes"], context.actor, context.now)
        _tell_channel(context, found)
    if found.checkpoint.state == "planned":
        held = checkpoints.end(context.session, found.checkpoint, "held", context.now)
        reminder_plan.after_change(context.session, held, context.now, context.zone)
    return Kept(unread, {name: list(each.gone) for name, each in touched.items() if each.gone})


def _touched(context: Context, found: Minutes, name: str, shown: str, typed: str) -> Changes:
    """A form that was opened before a decision was replaced shows it still: it is not taken off by that."""
    standing = minutes_messages.typed_lists(context.translator, found)[name]
    if shown == prints_of(list(standing.values())):
        return changes(shown, parse_items(typed), standing)
    every = minutes_messages.typed_lists(context.translator, found, replaced=True)[name]
    touched = changes(shown, parse_items(typed), every)
    return replace(touched, gone=[number for number in touched.gone if number in standing])


def _tell_channel(context: Context, found: Minutes) -> None:
    """The team's channel has each revision once."""
    revision = found.revision + 1
    subject = {"checkpoint": found.checkpoint.id, "revision": revision, "person": context.actor.id}
    channel = startups.team_channel(context.session, found.startup.id)
    if channel:
        key = f"minutes:{found.checkpoint.id}:{revision}"
        context.notify(channel, "minutes_recap", key, subject)


def _keep_lists(context: Context, found: Minutes, touched: Mapping[str, Changes]) -> list[str]:
    _keep_decisions(context, found, touched["decisions"])
    unread = _keep_actions(context, found, touched["actions"])
    return [each for each in (*unread, *_keep_commitments(context, found, touched["commitments"])) if each]


def _keep_decisions(context: Context, found: Minutes, touched: Changes) -> None:
    """What is changed long after it was written down is a new decision, of today."""
    session, now, checkpoint = context.session, context.now, found.checkpoint
    standing = {decision.id: decision for decision in found.decisions}
    for number in touched.gone:
        decisions.withdraw(session, number, now)
    for number, line in touched.corrected.items():
        if standing[number].may_be_corrected(now):
            decisions.correct(session, number, line)
        else:
            _replace(context, found, standing[number], line)
    for line in touched.added:
        day = checkpoint.moment.day
        decisions.add(session, found.startup.id, line, day, context.actor, now, checkpoint_id=checkpoint.id)


def _replace(context: Context, found: Minutes, decision: Decision, line: str) -> None:
    session, now, number = context.session, context.now, found.checkpoint.id
    old = decisions.latest_replacement(session, decision).id
    day = minutes_messages.today_of(found, now)
    actor, startup_id = context.actor, found.startup.id
    decisions.add(session, startup_id, line, day, actor, now, checkpoint_id=number, replaces=old)


def _keep_actions(context: Context, found: Minutes, touched: Changes) -> list[str]:
    session, now = context.session, context.now
    today, owners = minutes_messages.today_of(found, now), Assignees(context, found.startup)
    standing = {(each.text, each.owner_name, each.due_on) for each in found.actions}
    unread = []
    for number in touched.gone:
        actions.end(session, number, "dropped", now)
    for number, line in touched.corrected.items():
        read = parse_action(line, today, owners.is_known)
        actions.correct(session, number, read.what, owners.resolve(read.who), read.due)
        unread.append(read.unread)
    for line in touched.added:
        read = parse_action(line, today, owners.is_known)
        owner = owners.resolve(read.who)
        if (read.what, owner.name, read.due) not in standing:
            what, due, actor = read.what, read.due, context.actor
            actions.add(session, found.startup.id, what, owner, due, actor, now, found.checkpoint.id)
        unread.append(read.unread)
    return unread


def _keep_commitments(context: Context, found: Minutes, touched: Changes) -> list[str]:
    session, now = context.session, context.now
    today = minutes_messages.today_of(found, now)
    standing = {(each.kind, each.text, each.due_on) for each in found.commitments}
    unread = []
    for number in touched.gone:
        commitments.end(session, number, "dropped", now)
    for number, line in touched.corrected.items():
        read = parse_commitment(line, today)
        commitments.correct(session, number, read.kind, read.what, read.due)
        unread.append(read.unread)
    for line in touched.added:
        read = parse_commitment(line, today)
        if (read.kind, read.what, read.due) not in standing:
            kind, what, due, actor = read.kind, read.what, read.due, context.actor
            commitments.add(session, found.startup.id, kind, what, due, actor, now, found.checkpoint.id)
        unread.append(read.unread)
    return unread
