"""An action that nobody took though the channel was told of it becomes a point of the next agenda, once."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import unowned_point
from gamma.outbox import Recipient
from gamma.translator import Translator
from jobs.context import JobContext
from jobs.follow_ups.action_messages import unowned_facts
from storage import told
from storage.checkpoints import agenda, checkpoints
from storage.follow_ups import actions
from storage.people import people
from storage.startups import startups
from storage.store import JOB_PATIENCE

_TIME_TO_TAKE_IT = timedelta(days=7)
"""After it was named for the last time."""


def put_unowned_on_agendas(job: JobContext) -> None:
    with job.store.read(JOB_PATIENCE) as session:
        found = list(_left_unowned(job, session))
    for action in found:
        with job.store.write(JOB_PATIENCE) as session:
            startups.lock_startup(session, action.startup_id)
            if not _is_on_agenda(session, action):
                text = unowned_point(Translator(job.locale), action)
                agenda.add_point(session, action.startup_id, text, "", None, job.now())
                told.record(session, _startup(action), {_fact(action): ""}, job.now())


def _left_unowned(job: JobContext, session: Session) -> Iterator[Action]:
    for action in actions.due_until(session, job.now().date()):
        owner = people.by_id(session, action.owner_id) if action.owner_id else None
        if (owner and not owner.erased) or _is_on_agenda(session, action):
            continue
        today = checkpoints.startup_today(session, action.startup_id, job.now(), job.zone)
        if action.is_late(today) and _was_named(job, session, action, today):
            yield action


def _was_named(job: JobContext, session: Session, action: Action, today: date) -> bool:
    """As often as it is to be in the channel, where there is one, and nobody took it since."""
    channel = startups.team_channel(session, action.startup_id)
    if channel is None:
        return bool(action.due_on and action.due_on + _TIME_TO_TAKE_IT <= today)
    facts = unowned_facts(action, job.programme.messages.unowned_told)
    known = told.load(session, Recipient(channel.platform, channel.channel, None), facts)
    last = max((each.told_at for each in known.values()), default=None)
    return len(known) == len(facts) and (last is None or last + _TIME_TO_TAKE_IT <= job.now())


def _is_on_agenda(session: Session, action: Action) -> bool:
    """It was, be it that the point is closed by now."""
    return bool(told.load(session, _startup(action), [_fact(action)]))


def _fact(action: Action) -> str:
    return f"unowned:{action.id}:agenda"


def _startup(action: Action) -> Recipient:
    """Wherever its channel is: the agenda is the startup's."""
    return Recipient("startup", action.startup_id, None)
