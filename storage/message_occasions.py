"""Which of the messages that come on occasion a person may get, by what they have to do with."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.message_choices import FamilyId
from storage.experts import experts
from storage.metrics import metrics
from storage.peers import proposals
from storage.seasons import surveys
from storage.workshops import workshops


def families_of(session: Session, person_id: int, now: datetime) -> Iterator[FamilyId]:
    """An owner of a metric, who comes to a workshop, who is asked in a season or of a peer, an expert."""
    if person_id in metrics.owners(session).values():
        yield "metric"
    if workshops.of_person(session, person_id, now):
        yield "workshops"
    if surveys.is_asked(session, person_id):
        yield "survey"
    if experts.load(session, person_id):
        yield "thanks"
    if proposals.of_person(session, person_id):
        yield "peers"
