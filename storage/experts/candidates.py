"""Those whom a question may still be offered to, with what makes it their turn or not."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.experts.choice import LATELY, Candidate, choose, month_begun
from gamma.experts.next_step import Outlook
from gamma.experts.question import Question
from gamma.local_time import zone_or_default
from storage.experts import experts, offers
from storage.people import people
from storage.startups import enrolment

_LONGEST_MONTH = timedelta(days=32)


def of_question(
    session: Session, question: Question, now: datetime, default: ZoneInfo, team: Collection[int] = ()
) -> list[Candidate]:
    """Neither its asker, nor who follows the startup, nor anybody to whom it was offered before.

    default: the programme's zone. team: those known to be of the startup's team, who are not asked either.
    """
    asked = {offer.person_id for offer in offers.of_question(session, question.id)}
    around = {person.id for person in enrolment.managers_of(session, question.startup_id)}
    helping = experts.in_domain(session, question.domain)
    out = asked | around | {question.asker_id, *team}
    left = [each for each in helping if each.person_id not in out]
    zones = people.zones(session, [each.person_id for each in left])
    waiting, last = offers.open_now(session), offers.last_asked(session)
    lately, takings = offers.asked_since(session, now - LATELY), offers.takings(session, now - _LONGEST_MONTH)
    found = []
    for expert in left:
        person, zone = expert.person_id, zone_or_default(zones[expert.person_id], default)
        begun = month_begun(now, zone)
        candidate = Candidate(
            person_id=person,
            level=expert.domains[question.domain],
            capacity=expert.capacity,
            zone=zone,
            region=region_of_zone(zone) or METROPOLE,
            paused_until=expert.paused_until,
            taken=sum(taken_at >= begun for taken_at in takings.get(person, ())),
            waiting=waiting.get(person, 0),
            lately=lately.get(person, 0),
            last_asked=last.get(person),
        )
        found.append(candidate)
    return found


def outlook(session: Session, question: Question, now: datetime, default: ZoneInfo) -> Outlook:
    """Before anybody was asked; of one that was offered already there is nothing to foretell."""
    if offers.of_question(session, question.id):
        return Outlook()
    choice = choose(of_question(session, question, now, default), now)
    return Outlook(nobody=choice.person_id is None and choice.look_at is None, at=choice.look_at)


def asked_again_at(session: Session, question: Question, now: datetime, default: ZoneInfo) -> datetime | None:
    """When somebody else may be asked; None where somebody may be now, or nobody is left."""
    return choose(of_question(session, question, now, default), now).look_at
