"""Questions to the expert network: asked, taken by one alone, closed."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select, text, update
from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, common_working_instant, later_working_instant, region_of_zone
from gamma.experts.question import COMMON_WITHIN, Question, QuestionDraft
from gamma.outbox import Notification
from gamma.people.person import Person, hours_of
from storage import outbox
from storage.models import APART, AWAITED, Instant, OfferRow, QuestionRow, ResourceRow
from storage.people import people

_AT_ONCE = 100
"""Questions that the clock sees to in one turn at most."""

_AWAITED, _APART = text(AWAITED), text(APART)


def add(
    session: Session,
    startup_id: str,
    asker: Person,
    draft: QuestionDraft,
    now: datetime,
    *,
    channel: str | None = None,
) -> Question:
    """A draft as long as no domain is chosen; else the clock sees to it at once."""
    row = QuestionRow(
        startup_id=startup_id,
        asker_id=asker.id,
        domain=draft.domain,
        text=draft.text,
        context=draft.context,
        confidential=draft.confidential,
        channel=channel,
        state="open" if draft.domain else "draft",
        asked_at=now,
        next_at=now if draft.domain else None,
    )
    session.add(row)
    session.flush()
    return from_row(row)


def load(session: Session, question_id: int) -> Question | None:
    row = session.get(QuestionRow, question_id)
    return from_row(row) if row else None


def load_for_change(session: Session, question_id: int) -> Question | None:
    """Until this transaction ends, another one that wants to change it waits."""
    row = session.get(QuestionRow, question_id, with_for_update=True, populate_existing=True)
    return from_row(row) if row else None


def change(session: Session, question_id: int, **values: Any) -> Question:
    """Of a question loaded for change."""
    row = session.get_one(QuestionRow, question_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return from_row(row)


def take(session: Session, question_id: int, expert_id: int, now: datetime) -> bool:
    """False unless it was open until now: of any number of takers, one wins."""
    free = and_(QuestionRow.id == question_id, QuestionRow.state == "open")
    values = {"state": "taken", "expert_id": expert_id, "taken_at": now, "next_at": now}
    won = session.execute(update(QuestionRow).where(free).values(values).returning(QuestionRow.id)).first()
    session.expire_all()
    return won is not None


def reopen(session: Session, question_id: int, now: datetime) -> Question:
    """Nobody has it any more: somebody else is asked. Of a question loaded for change."""
    values = {"state": "open", "expert_id": None, "taken_at": None, "conversation": None}
    return change(session, question_id, **values, followed_up=0, next_at=now, no_expert_notified_at=None)


def due(session: Session, now: datetime) -> list[int]:
    """Numbers of the questions that the clock has to see to, the longest due first."""
    chosen = select(QuestionRow.id).where(_AWAITED, QuestionRow.next_at <= now)
    return list(session.scalars(chosen.order_by(QuestionRow.next_at, QuestionRow.id).limit(_AT_ONCE)))


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    """The first instant in that time at which the clock has to see to one."""
    between = and_(_AWAITED, QuestionRow.next_at > after, QuestionRow.next_at <= until)
    return session.scalar(select(func.min(QuestionRow.next_at)).where(between))


def hide_confidential(session: Session, instead: str) -> None:
    """In a copy that others than the asker and the expert read."""
    secret = update(QuestionRow).where(QuestionRow.confidential.is_(True))
    session.execute(secret.values(text=instead, context="", outcome_text=""))


def requeue(session: Session, domains: Collection[str], now: datetime) -> None:
    """Somebody may help in these domains from now on: what waits there is looked at again."""
    waiting = and_(QuestionRow.domain.in_(list(domains)), QuestionRow.state == "open")
    at = case((QuestionRow.held_until > now, QuestionRow.held_until), else_=literal(now, Instant))
    session.execute(update(QuestionRow).where(waiting).values(next_at=at, no_expert_notified_at=None))
    session.expire_all()


def asked_by(session: Session, person_id: int) -> list[Question]:
    """All that this person asked, the newest first; no drafts."""
    return _listed(session, QuestionRow.asker_id == person_id)


def taken_by(session: Session, person_id: int) -> list[Question]:
    return _listed(session, QuestionRow.expert_id == person_id)


def underway(session: Session) -> list[Question]:
    """All that is open or taken, the newest first."""
    return _listed(session, or_(QuestionRow.state == "open", QuestionRow.state == "taken"))


def escalated(session: Session) -> list[Question]:
    """Open ones that the programme team was told of."""
    return _listed(session, and_(QuestionRow.state == "open", QuestionRow.escalated_at.is_not(None)))


def underway_by_startup(session: Session, startup_ids: Collection[str]) -> dict[str, list[Question]]:
    """As underway_of, of those of these startups that have any."""
    going = or_(QuestionRow.state == "open", QuestionRow.state == "taken")
    found: dict[str, list[Question]] = {}
    for question in _listed(session, and_(QuestionRow.startup_id.in_(startup_ids), going)):
        found.setdefault(question.startup_id, []).append(question)
    return found


def underway_of(session: Session, startup_id: str) -> list[Question]:
    """All of this startup that is open or taken, confidential ones too, the newest first."""
    going = or_(QuestionRow.state == "open", QuestionRow.state == "taken")
    return _listed(session, and_(QuestionRow.startup_id == startup_id, going))


def missed_by(session: Session, person_id: int) -> list[Question]:
    """Offered to this person once, not taken by them, and still open: they may take it."""
    offered = select(OfferRow.question_id).where(OfferRow.person_id == person_id, OfferRow.state != "open")
    return _listed(session, and_(QuestionRow.state == "open", QuestionRow.id.in_(offered)))


def drafts_of(session: Session, person_id: int) -> list[Question]:
    """What this person wrote and chose no domain for, the newest first."""
    rows = select(QuestionRow).filter_by(asker_id=person_id, state="draft").where(QuestionRow.text != "")
    return [from_row(row) for row in session.scalars(rows.order_by(QuestionRow.id.desc()))]


def recent_of(session: Session, startup_id: str, person_id: int, since: datetime) -> list[Question]:
    """What this person wrote for the startup since then and did not take back: drafts too."""
    written = and_(QuestionRow.startup_id == startup_id, QuestionRow.asker_id == person_id)
    recent = and_(written, QuestionRow.asked_at >= since, QuestionRow.state != "closed")
    rows = session.scalars(select(QuestionRow).where(recent).order_by(QuestionRow.id.desc()))
    return [from_row(row) for row in rows]


def to_introduce(session: Session) -> list[Question]:
    """Taken, and nobody has brought both together yet; who waits longest is first."""
    rows = select(QuestionRow).where(_APART).order_by(QuestionRow.taken_at, QuestionRow.id)
    return [from_row(row) for row in session.scalars(rows)]


def next_introduction(session: Session, after: datetime, until: datetime) -> datetime | None:
    """The first instant in that time at which two who wait for each other can be brought together."""
    instants = []
    for question in to_introduce(session):
        both = (people.by_id(session, question.asker_id), people.by_id(session, question.expert_id or 0))
        begin = after + timedelta(seconds=1)
        instants.append(common_working_instant(begin, hours_of(both, METROPOLE.zone), COMMON_WITHIN))
    return min((each for each in instants if each and each <= until), default=None)


def list_shared(session: Session, domain: str = "") -> list[Question]:
    """What both sides let everybody read."""
    return _listed(session, and_(_shared(), QuestionRow.domain == domain) if domain else _shared())


def is_anything_known(session: Session) -> bool:
    """Whether there is anything at all that might answer a question already: a shared answer, a resource."""
    shared = exists().where(_shared())
    public = exists().where(ResourceRow.state == "public")
    return bool(session.scalar(select(or_(shared, public))))


def _shared() -> ColumnElement[bool]:
    return and_(
        QuestionRow.asker_shares.is_(True),
        QuestionRow.expert_shares.is_(True),
        QuestionRow.confidential.is_(False),
        QuestionRow.state == "closed",
    )


def shared_post_key(question_id: int, channel: str) -> str:
    """Of the post that announces a shared answer in a channel of the community."""
    return f"answer-shared:{question_id}:{channel}"


def notify_in_hours(
    session: Session,
    question: Question,
    reader: Person,
    kind: str,
    key: str,
    now: datetime,
    default: ZoneInfo,
    more: Mapping[str, Any] | None = None,
) -> None:
    """In private, in the reader's own working hours. Once by key.

    default: the zone of who has none. more: what its subject holds besides the question's number.
    """
    zone = reader.zone or default
    due = later_working_instant(now, zone, region_of_zone(zone) or METROPOLE)
    subject = {"question": question.id, **(more or {})}
    notification = Notification(
        key, kind, subject, reader.platform, due, person_id=reader.id, group_key=question.group_key
    )
    outbox.plan(session, notification)


def _listed(session: Session, chosen: ColumnElement[bool]) -> list[Question]:
    rows = select(QuestionRow).where(chosen, QuestionRow.state != "draft")
    return [from_row(row) for row in session.scalars(rows.order_by(QuestionRow.id.desc()))]


def from_row(row: QuestionRow) -> Question:
    names = Question.__dataclass_fields__
    return Question(**{name: getattr(row, name) for name in names})
