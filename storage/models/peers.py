"""Proposals that two teams talk with each other, one of which has reached what the other works on."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class PeerProposalRow(Base):
    """Of a criterion and two startups there is one: it is not proposed again.

    state: offered, looking, introduced, over. Who says no is kept nowhere: the state is that of nobody found.
    people: as long as it is theirs to answer, and some days after both were introduced.
    """

    __tablename__ = "peer_proposals"
    __table_args__ = (UniqueConstraint("criterion", "gap_id", "peer_id", name="peer_proposals_once"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40))
    gap_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    peer_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    gap_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    peer_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    named: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
