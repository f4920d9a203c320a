"""What a portfolio manager's week is made of: all that stands open in their startups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.checkpoints.checkpoint import Checkpoint
from gamma.committees.committee import PREPARED_FROM, Committee
from gamma.dates import day_in
from gamma.portfolio.followed import AttentionKind, muted_until
from gamma.portfolio.week import LateActions, Meeting, Week, week_end
from gamma.startups.startup import Startup
from storage.checkpoints import agenda, checkpoints
from storage.committees import committees
from storage.follow_ups import actions
from storage.portfolio import mutes
from storage.startups import enrolment, startups

_ENVELOPE_TOLD = timedelta(days=7)
"""After its end an envelope without a committee is no news any more."""


def collect(
    session: Session, person_id: int, monday: date, now: datetime, reader: ZoneInfo, default: ZoneInfo
) -> Week:
    """Of the startups that this person follows and that take part. default: the programme's zone."""
    enrolled = set(enrolment.enrolled_ids(session))
    followed = [
        startup
        for startup in startups.load_all(session, enrolment.managed_by(session, person_id))
        if startup.id in enrolled
    ]
    by_id = {startup.id: startup for startup in followed}
    planned = [each for each in checkpoints.list_all(session, by_id) if each.state == "planned"]
    until, today = week_end(monday, reader), day_in(now, reader)
    coming = [each for each in planned if now <= each.starts_at < until]
    return Week(
        meetings=list(_meetings(session, by_id, coming, default)),
        late=list(_late_actions(session, followed, today)),
        committees=list(_committees(session, by_id, today)),
        unclosed=[
            Meeting(by_id[each.startup_id], each, region=None, has_points=False)
            for each in planned
            if each.ends_at <= now
        ],
    )


def without_muted(session: Session, week: Week, now: datetime, reader: ZoneInfo, default: ZoneInfo) -> Week:
    """What portfolios set aside is left out until that is over. default: the programme's zone."""
    today = day_in(now, reader)
    muted = mutes.of_startups(session, [each.id for each in week.startups()], day_in(now, default))

    def asks(startup: Startup, kind: AttentionKind, day: date | None) -> bool:
        return muted_until(muted.get(startup.id, ()), kind, day) is None

    def committee_asks(startup: Startup, committee: Committee) -> bool:
        if committee.meets_on is None:
            return asks(startup, "envelope", committee.envelope_ends_on)
        return committee.meets_on >= today or asks(startup, "undecided", committee.meets_on)

    return replace(
        week,
        committees=[each for each in week.committees if committee_asks(*each)],
        unclosed=[
            each for each in week.unclosed if asks(each.startup, "unclosed", each.checkpoint.moment.day)
        ],
    )


def _meetings(
    session: Session, by_id: Mapping[str, Startup], coming: Sequence[Checkpoint], default: ZoneInfo
) -> Iterator[Meeting]:
    """The next first."""
    meeting = {each.startup_id for each in coming}
    regions = checkpoints.startup_regions(session, meeting, default)
    with_points = agenda.with_open_points(session, meeting)
    for each in coming:
        id_ = each.startup_id
        yield Meeting(by_id[id_], each, region=regions[id_], has_points=id_ in with_points)


def _late_actions(session: Session, followed: Sequence[Startup], today: date) -> Iterator[LateActions]:
    open_actions = actions.open_in_startups(session, [startup.id for startup in followed])
    for startup in followed:
        late = {
            action.id: action.due_on
            for action in open_actions
            if action.startup_id == startup.id and action.due_on and action.is_late(today)
        }
        if late:
            yield LateActions(startup, late)


def _committees(
    session: Session, by_id: Mapping[str, Startup], today: date
) -> Iterator[tuple[Startup, Committee]]:
    """Within 45 days, or past: without an outcome, or an envelope that ended since the last Monday."""
    for committee in committees.due_by(session, by_id, today + PREPARED_FROM):
        has_ended = committee.meets_on is None and committee.reference_day
        if not has_ended or has_ended >= today - _ENVELOPE_TOLD:
            yield by_id[committee.startup_id], committee
