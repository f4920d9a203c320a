"""Once a season is over each expert hears how many teams they helped; nobody with none, and nothing more."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, later_working_instant, region_of_zone
from gamma.chat import Message
from gamma.dates import day_in
from gamma.outbox import Notification
from gamma.people.person import Person
from gamma.seasons.messages import thanks_for_season
from gamma.seasons.season import Season
from jobs.context import JobContext
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage import outbox
from storage.experts.helped import teams_helped
from storage.people import people
from storage.planned_messages import PlanDiff, apply_diff
from storage.seasons import seasons
from storage.store import JOB_PATIENCE

_BATCH_SIZE = 50
_TOLD_WITHIN = timedelta(days=14)
"""Of its end: who was away for longer is not told of a season that others have left behind."""


def thank_experts(job: JobContext) -> None:
    with job.store.read(JOB_PATIENCE) as session:
        over = [season for season in seasons.every(session) if _is_just_over(job, season)]
        untold = [each for season in over for each in _untold(job, session, season)]
    for part in PlanDiff(untold).parts(_BATCH_SIZE):
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            apply_diff(session, part, job.now())


def _untold(job: JobContext, session: Session, season: Season) -> list[Notification]:
    """Whatever became of one that was planned, it is planned once."""
    helped = people.by_ids(session, teams_helped(session, *season.span(job.zone)))
    thanks = [_thanks(job, season, person) for _, person in sorted(helped.items()) if not person.erased]
    planned = outbox.entries_of(session, [each.key for each in thanks])
    keys = {each.notification.key for each in planned}
    return [each for each in thanks if each.key not in keys]


def _thanks(job: JobContext, season: Season, person: Person) -> Notification:
    zone = person.zone or job.zone
    due = later_working_instant(job.now(), zone, region_of_zone(zone) or METROPOLE)
    key, subject = f"season-thanks:{season.id}:{person.id}", {"season": season.id}
    return Notification(key, "season_thanks", subject, person.platform, due, person_id=person.id)


def _is_just_over(job: JobContext, season: Season) -> bool:
    today = day_in(job.now(), job.zone)
    return season.ends_on < today <= season.ends_on + _TOLD_WITHIN


def season_thanks(context: MessageContext, subject: Subject) -> Message | None:
    season = seasons.load(context.session, subject["season"])
    if season is None or context.reader is None:
        return None
    count = teams_helped(context.session, *season.span(context.zone)).get(context.reader.id, 0)
    if not count:
        return None
    return thanks_for_season(context.translator, season.name, count, context.stop_button("thanks"))


MESSAGES: Mapping[str, MessageKind] = {
    "season_thanks": MessageKind(season_thanks, Timing.IN_HOURS, family="thanks", is_budgeted=True),
}
