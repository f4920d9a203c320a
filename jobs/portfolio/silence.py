"""Once a month the programme team sees the startups that are silent, in one message without ranking."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from gamma.chat import Message
from gamma.dates import day_in
from gamma.portfolio.followed import FollowedStartup, muted_until
from gamma.portfolio.silence import SilentStartup, is_told_in_week_of, silent_message
from jobs.context import JobContext
from jobs.experts.coverage import due_at, next_report, week_to_report
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing
from storage.people import programme_team
from storage.portfolio import mutes
from storage.portfolio.attention import followed_startups
from storage.store import JOB_PATIENCE


def report_silence(job: JobContext) -> datetime:
    """On the first Monday of a month, or the first working day after; looked at a little ahead."""
    now = job.now()
    monday = week_to_report(now, job.zone)
    if monday is not None and is_told_in_week_of(monday):
        _report_silence(job, monday, now)
    return next_report(now, job.zone)


def _report_silence(job: JobContext, monday: date, now: datetime) -> None:
    key = f"silent:{monday}"
    with job.store.read(JOB_PATIENCE) as session:
        if programme_team.was_planned(session, job.programme_team, key):
            return
    with job.store.write(JOB_PATIENCE) as session:
        due = due_at(monday, now, job.zone)
        team = job.programme_team
        programme_team.notify(session, team, "silent_startups", key, {}, due, once=True, folds=True)


def silent_startups(context: MessageContext, _: Subject) -> Message | None:
    """Of those that were told before it is asked alone whether it is to be said again."""
    weeks = context.programme.messages.silent_after
    every = followed_startups(context.session, context.now)
    silent = _not_muted(context, [each for each in every if each.is_silent(context.now, weeks)])
    facts = {_fact(each.startup_id): each.last_sign.isoformat() for each in silent}
    news, untold = context.find_news(facts), context.find_untold(facts)
    if not news:
        return None
    listed = [
        SilentStartup(
            id=each.startup_id,
            name=each.name,
            is_new=_fact(each.startup_id) in untold,
            has_manager=bool(each.managers),
        )
        for each in silent
    ]
    stop = context.stop_button("silent")
    message, told = silent_message(context.translator, listed, len(every), weeks, stop)
    said = {_fact(each.id) for each in told} & news
    return FactMessage.of(message, {fact: facts[fact] for fact in said})


def _not_muted(context: MessageContext, silent: Sequence[FollowedStartup]) -> list[FollowedStartup]:
    today = day_in(context.now, context.zone)
    muted = mutes.of_startups(context.session, [each.startup_id for each in silent], today)

    def is_muted(startup: FollowedStartup) -> bool:
        since = day_in(startup.last_sign, startup.zone(context.zone))
        return muted_until(muted.get(startup.startup_id, ()), "silent", since) is not None

    return [each for each in silent if not is_muted(each)]


def _fact(startup_id: str) -> str:
    """Not the one that its manager is told: who is both is told both."""
    return f"silent:{startup_id}"


MESSAGES: Mapping[str, MessageKind] = {
    "silent_startups": MessageKind(silent_startups, Timing.IN_HOURS, family="silent", is_budgeted=True),
}
