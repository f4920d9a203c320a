"""Those whom a question may still be offered to, with what makes it their turn or not."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.expert_choice import LATELY, Candidate, month_begun
from gamma.moments import zone_named
from gamma.questions import Question
from gamma.regions import METROPOLE, region_in
from storage import experts, offers, people


def of_question(session: Session, question: Question, now: datetime, default: ZoneInfo) -> list[Candidate]:
    """Neither its asker, nor anybody to whom it was offered before. default: the programme's zone."""
    asked = {offer.person_id for offer in offers.of_question(session, question.id)}
    waiting = offers.open_now(session)
    lately = offers.asked_since(session, now - LATELY)
    last = offers.last_asked(session)
    found = []
    for expert in experts.in_domain(session, question.domain):
        if expert.person_id in asked | {question.asker_id}:
            continue
        zone = zone_named(people.by_id(session, expert.person_id).zone, default)
        candidate = Candidate(
            person_id=expert.person_id,
            level=expert.domains[question.domain],
            capacity=expert.capacity,
            zone=zone,
            region=region_in(zone) or METROPOLE,
            paused_until=expert.paused_until,
            taken=offers.taken_since(session, expert.person_id, month_begun(now, zone)),
            waiting=waiting.get(expert.person_id, 0),
            lately=lately.get(expert.person_id, 0),
            last_asked=last.get(expert.person_id),
        )
        found.append(candidate)
    return found
