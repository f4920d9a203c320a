"""Proposals that two teams talk with each other: who is asked, what they say, and what becomes of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.peers.pairs import Pair, Proposal, Standing, State
from gamma.programme.file import Programme
from storage import outbox
from storage.models import PeerProposalRow
from storage.peers import standings
from storage.peers.standings import Moment
from storage.people import people

_WITHDRAWN = "it is no more wanted"


def add(session: Session, pair: Pair, now: datetime, until: datetime) -> Proposal | None:
    """None where this was proposed before."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values: dict[str, Any] = {
        "criterion": pair.criterion,
        "gap_id": pair.gap,
        "peer_id": pair.peer,
        "gap_person_id": pair.person,
        "named": False,
        "state": "offered",
        "asked_at": now,
        "until": until,
    }
    added = insert(PeerProposalRow).values(values).on_conflict_do_nothing()
    number = session.scalar(added.returning(PeerProposalRow.id))
    return load(session, number) if number else None


def load(session: Session, number: int) -> Proposal | None:
    row = session.get(PeerProposalRow, number)
    return _proposal(row) if row else None


def lock(session: Session, number: int) -> Proposal | None:
    """As it stands now; nobody else answers it until this transaction ends."""
    row = session.get(PeerProposalRow, number, with_for_update=True, populate_existing=True)
    return _proposal(row) if row else None


def known(session: Session) -> set[tuple[str, str, str]]:
    """By criterion, gap and peer."""
    columns = (PeerProposalRow.criterion, PeerProposalRow.gap_id, PeerProposalRow.peer_id)
    return {(criterion, gap, peer) for criterion, gap, peer in session.execute(select(*columns))}


def busy_since(session: Session, since: datetime) -> set[str]:
    """The startups that one is about since then, on either side."""
    columns = select(PeerProposalRow.gap_id, PeerProposalRow.peer_id)
    return {each for row in session.execute(columns.where(PeerProposalRow.asked_at >= since)) for each in row}


def of_person(session: Session, person_id: int) -> list[Proposal]:
    """The last one first."""
    theirs = (PeerProposalRow.gap_person_id == person_id) | (PeerProposalRow.peer_person_id == person_id)
    rows = session.scalars(select(PeerProposalRow).where(theirs).order_by(PeerProposalRow.id.desc()))
    return [_proposal(row) for row in rows]


def sides(
    session: Session, programme: Programme, proposal: Proposal, at: Moment
) -> tuple[Standing, Standing]:
    """Where both stand now, the gap first. Of one that takes no part any more nothing is known."""
    found = standings.of_startups(session, programme, (proposal.gap, proposal.peer), at)
    gap, peer = (found.get(each, Standing(each)) for each in (proposal.gap, proposal.peer))
    return gap, peer


def change(session: Session, proposal: Proposal, **values: Any) -> Proposal:
    row = session.get_one(PeerProposalRow, proposal.id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _proposal(row)


def tell(
    session: Session, proposal: Proposal, kind: str, person_id: int, startup_id: str, due: datetime
) -> None:
    """Once, while they are of this team."""
    person = people.by_id(session, person_id)
    subject = {"proposal": proposal.id, ASKED_AS_MEMBER: startup_id}
    key, group = f"{proposal.group_key}:{kind}:{person_id}", proposal.group_key
    told = Notification(key, kind, subject, person.platform, due, person_id=person_id, group_key=group)
    outbox.plan(session, told)


def end(session: Session, proposal: Proposal, now: datetime) -> None:
    """The team with the gap does not want it, or no more: nobody hears anything of it from now on."""
    change(session, proposal, state="over", gap_person_id=None, peer_person_id=None)
    outbox.cancel(session, proposal.group_key, _WITHDRAWN, now)


def decline(session: Session, proposal: Proposal) -> None:
    """By the other team: it stays as it is where nobody is found."""
    change(session, proposal, peer_person_id=None)


def forget_people(session: Session, now: datetime, introduced_before: datetime) -> None:
    """Of what is over. Who was introduced finds the other's name for some days more."""
    unanswered = (PeerProposalRow.state != "introduced") & (PeerProposalRow.until <= now)
    old = (PeerProposalRow.state == "introduced") & (PeerProposalRow.until <= introduced_before)
    nobody = {"gap_person_id": None, "peer_person_id": None}
    session.execute(update(PeerProposalRow).where(unanswered).values(state="over", **nobody))
    session.execute(update(PeerProposalRow).where(old).values(nobody))


def take_out(session: Session, person_id: int, now: datetime) -> None:
    """Somebody who is erased: of theirs what was asked of them goes, and is not asked of others."""
    for proposal in of_person(session, person_id):
        if proposal.gap_person == person_id and proposal.state != "introduced":
            end(session, proposal, now)
            continue
        side = "gap_person_id" if proposal.gap_person == person_id else "peer_person_id"
        change(session, proposal, **{side: None})


def _proposal(row: PeerProposalRow) -> Proposal:
    state: State = row.state  # type: ignore[assignment]  # the column holds nothing else
    return Proposal(
        id=row.id,
        criterion=row.criterion,
        gap=row.gap_id,
        peer=row.peer_id,
        state=state,
        until=row.until,
        gap_person=row.gap_person_id,
        peer_person=row.peer_person_id,
        named=row.named,
    )
