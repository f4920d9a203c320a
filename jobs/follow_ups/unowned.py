"""An action that nobody took though the channel was told of it becomes a point of the next agenda, once."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from gamma.dates import day_in
from gamma.follow_ups.follow_up import Action
from gamma.follow_ups.messages import unowned_point
from gamma.follow_ups.unowned import agenda_fact, is_left, is_left_without_channel, naming_facts
from gamma.outbox import Recipient
from gamma.translator import Translator
from jobs.context import JobContext
from storage import told
from storage.checkpoints import agenda, checkpoints
from storage.follow_ups import actions
from storage.people import people
from storage.startups import startups
from storage.store import JOB_PATIENCE


def put_unowned_on_agendas(job: JobContext) -> None:
    with job.store.read(JOB_PATIENCE) as session:
        found = list(_left_unowned(job, session))
    for action in found:
        with job.store.write(JOB_PATIENCE) as session:
            startups.lock_startup(session, action.startup_id)
            if not _is_on_agenda(session, action):
                text = unowned_point(Translator(job.locale), action)
                agenda.add_point(session, action.startup_id, text, "", None, job.now())
                told.record(session, _startup(action), {agenda_fact(action): ""}, job.now())


def _left_unowned(job: JobContext, session: Session) -> Iterator[Action]:
    """Late by the startup's own day, wherever that is: nowhere is it later than tomorrow."""
    tomorrow = day_in(job.now(), job.zone) + timedelta(days=1)
    for action in actions.due_until(session, tomorrow):
        owner = people.by_id(session, action.owner_id) if action.owner_id else None
        if (owner and not owner.erased) or _is_on_agenda(session, action):
            continue
        today = checkpoints.startup_today(session, action.startup_id, job.now(), job.zone)
        if action.is_late(today) and _nobody_took(job, session, action, today):
            yield action


def _nobody_took(job: JobContext, session: Session, action: Action, today: date) -> bool:
    channel = startups.team_channel(session, action.startup_id)
    if channel is None:
        return is_left_without_channel(action, today)
    times = job.programme.messages.unowned_told
    reader = Recipient(channel.platform, channel.channel, None)
    return is_left(told.load(session, reader, naming_facts(action, times)), times, job.now())


def _is_on_agenda(session: Session, action: Action) -> bool:
    """It was, be it that the point is closed by now."""
    return bool(told.load(session, _startup(action), [agenda_fact(action)]))


def _startup(action: Action) -> Recipient:
    """Wherever its channel is: the agenda is the startup's."""
    return Recipient("startup", action.startup_id, None)
