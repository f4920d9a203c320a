"""Once a season is over each expert hears how many teams they helped; nobody with none, and nothing more."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar import METROPOLE, later_working_instant, region_of_zone
from gamma.chat import Message
from gamma.dates import LocalMoment, day_in
from gamma.outbox import Notification
from gamma.seasons.messages import thanks_for_season
from gamma.seasons.season import Season
from jobs.context import JobContext
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage import outbox
from storage.experts.helped import teams_helped
from storage.people import people
from storage.seasons import seasons
from storage.store import JOB_PATIENCE

_TOLD_WITHIN = timedelta(days=14)
"""Of its end: who was away for longer is not told of a season that others have left behind."""


def thank_experts(job: JobContext) -> None:
    with job.store.read(JOB_PATIENCE) as session:
        over = [season for season in seasons.every(session) if _is_just_over(job, season)]
    for season in over:
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            for person_id in sorted(teams_helped(session, *span_of(season, job.zone))):
                person = people.by_id(session, person_id)
                if person.erased:
                    continue
                zone = person.zone or job.zone
                due = later_working_instant(job.now(), zone, region_of_zone(zone) or METROPOLE)
                key, subject = f"season-thanks:{season.id}:{person.id}", {"season": season.id}
                notification = Notification(
                    key, "season_thanks", subject, person.platform, due, person_id=person.id
                )
                if not outbox.entries_of(session, [key]):
                    outbox.plan(session, notification)


def _is_just_over(job: JobContext, season: Season) -> bool:
    today = day_in(job.now(), job.zone)
    return season.ends_on < today <= season.ends_on + _TOLD_WITHIN


def span_of(season: Season, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From its first day until the end of its last."""
    first = LocalMoment(season.starts_on, time(0), zone).instant
    return first, LocalMoment(season.ends_on + timedelta(days=1), time(0), zone).instant


def season_thanks(context: MessageContext, subject: Subject) -> Message | None:
    season = seasons.load(context.session, subject["season"])
    if season is None or context.reader is None:
        return None
    count = teams_helped(context.session, *span_of(season, context.zone)).get(context.reader.id, 0)
    if not count:
        return None
    return thanks_for_season(context.translator, season.name, count, context.stop_button("thanks"))


MESSAGES: Mapping[str, MessageKind] = {
    "season_thanks": MessageKind(season_thanks, Timing.IN_HOURS, family="thanks", is_budgeted=True),
}
