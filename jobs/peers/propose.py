"""Once a quarter asks teams in private whether one may tell the other how it reached a criterion."""

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, later_working_instant, region_of_zone
from gamma.dates import Quarter
from gamma.peers.pairs import Pair, answered_by, choose_pairs, is_asked
from jobs.context import JobContext
from storage.peers import proposals, standings
from storage.peers.standings import Moment
from storage.people import people
from storage.startups import startups
from storage.store import JOB_PATIENCE


def propose_peers(job: JobContext) -> None:
    """The team with the gap is asked first. Each startup has to do with one proposal a quarter."""
    if not is_asked(job.programme.peers, job.now(), job.zone):
        return
    with job.store.read(JOB_PATIENCE) as session:
        found = standings.of_enrolled(session, job.programme, Moment(job.now(), job.zone))
        pairs = choose_pairs(found, _busy(job, session), proposals.known(session))
    for pair in pairs:
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            for startup_id in sorted((pair.gap, pair.peer)):
                startups.lock_startup(session, startup_id)
            if not _busy(job, session) & {pair.gap, pair.peer}:
                _ask(job, session, pair)


def _busy(job: JobContext, session: Session) -> set[str]:
    quarter = Quarter.of(job.now(), job.zone)
    return proposals.busy_since(session, quarter.starts(job.zone))


def _ask(job: JobContext, session: Session, pair: Pair) -> None:
    person = people.by_id(session, pair.person)
    if person.erased:
        return
    zone = person.zone or job.zone
    due = later_working_instant(job.now(), zone, region_of_zone(zone) or METROPOLE)
    until = answered_by(job.programme.peers, job.now(), zone)
    proposal = proposals.add(session, pair, job.now(), until)
    if proposal:
        proposals.tell(session, proposal, "peers_asked_gap", person.id, pair.gap, due)
