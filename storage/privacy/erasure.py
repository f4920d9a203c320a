"""Takes a person out of every table: what was theirs alone goes, what others count on stays without them."""

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Row, Select, String, Table, Text, cast, delete, func, or_, select, update
from sqlalchemy.orm import Session

from gamma.people.person import Person
from gamma.privacy.mentions import Mentions
from storage import redaction, sandbox
from storage.assessments.shared import is_shared_fact
from storage.models import (
    AnswerRow,
    AssessmentRow,
    Base,
    CoachRow,
    DocumentLinkRow,
    FeedRow,
    FirstContactRow,
    MessageChoiceRow,
    MetricRow,
    OutboxRow,
    PageRow,
    PersonRow,
    PortfolioManagerRow,
    ReminderOptOutRow,
    RoundMemberRow,
    RoundOptOutRow,
    SeasonOpinionRow,
    StartupFactRow,
    ToldFactRow,
    WorkshopFeedbackRow,
)
from storage.peers import proposals
from storage.people.people import ERASED
from storage.privacy import questions
from storage.resources import resources
from storage.table_use import NOT_HELD
from storage.workshops import sign_ups, workshops

REASON = "erased"
"""Why a message to somebody who was erased is never sent, as the outbox shows it."""

ANONYMISED_COLUMNS = frozenset(
    {
        "actions.owner_id",
        "actions.recorded_by",
        "agenda_points.added_by",
        "assessments.person_id",
        "channels.linked_by",
        "checkpoints.planned_by",
        "committees.recorded_by",
        "commitments.recorded_by",
        "committees.set_by",
        "outside_views.person_id",
        "decisions.recorded_by",
        "document_links.made_by",
        "enrolments.enrolled_by",
        "exports.person_id",
        "startup_facts.stated_by",
        "feeds.made_by",
        "metric_values.stated_by",
        "metrics.stated_by",
        "minutes.written_by",
        "muted_reasons.muted_by",
        "offers.person_id",
        "outbox.person_id",
        "questions.asker_id",
        "questions.expert_id",
        "resources.suggested_by",
        "rounds.opened_by",
        "sponsor_contacts.added_by",
        "sponsor_links.made_by",
        "startup_details.stated_by",
        "workshops.announced_by",
        "workshops.host_id",
    }
)
"""Where a person is pointed to and stays so, with nothing left behind the pointer. Every such column is here
or in DELETED_COLUMNS; a new one has to be decided."""

DELETED_COLUMNS = frozenset(
    {
        "coaches.person_id",
        "expertise.person_id",
        "experts.person_id",
        "feeds.person_id",
        "first_contacts.person_id",
        "message_choices.person_id",
        "metrics.owner_id",
        "peer_proposals.gap_person_id",
        "peer_proposals.peer_person_id",
        "portfolio_managers.person_id",
        "reminder_opt_outs.person_id",
        "round_members.person_id",
        "round_opt_outs.person_id",
        "season_opinions.person_id",
        "told_facts.person_id",
        "workshop_feedback.person_id",
        "workshop_sign_ups.person_id",
    }
)

_OWN_TABLES = (
    FeedRow,
    FirstContactRow,
    MessageChoiceRow,
    ReminderOptOutRow,
    RoundMemberRow,
    RoundOptOutRow,
    SeasonOpinionRow,
    ToldFactRow,
    WorkshopFeedbackRow,
)

UNSWEPT_TABLES = frozenset(
    {"co_incubators", "imported_sponsors", "organisations", "people", "phases", "startups"}
)
"""Tables whose texts nobody typed here, and the names of others, who may have the same name."""


@dataclass(frozen=True)
class ErasureResult:
    """What was done, in counts: self-assessments emptied or anonymised, roles, planned messages, texts.

    knew_something: more than the account and its name.
    without_manager: ids of the startups that have no portfolio manager any more.
    ended_questions: questions of theirs that an expert had taken, each with the expert.
    """

    knew_something: bool
    emptied: int
    anonymised: int
    roles: int
    messages: int
    texts: int
    without_manager: tuple[str, ...]
    ended_questions: tuple[tuple[int, int], ...]


def erase(session: Session, person: Person, now: datetime, names: Collection[str] = ()) -> ErasureResult:
    """In one transaction; from then on the person's account would be met as a new one.

    names: by which they go besides the one that is kept; texts that name them lose these too.
    Rows that others name by their number stay, empty: SQLite gives a number that went to the next row.
    """
    knew_something = any(session.scalar(_references(column, person)) for column in person_columns())
    emptied, anonymised = _empty_unshared(session, person)
    without_manager, roles = _end_roles(session, person)
    for table in _OWN_TABLES:
        session.execute(delete(table).where(table.person_id == person.id))
    own_pages = (DocumentLinkRow.made_by == person.id) & DocumentLinkRow.startup_id.is_(None)
    session.execute(delete(DocumentLinkRow).where(own_pages))
    ended_questions = questions.close_asked(session, person.id, now)
    questions.end_expert_role(session, person.id, now)
    resources.empty_suggestions(session, person.id)
    sign_ups.take_out(session, person.id, now)
    proposals.take_out(session, person.id, now)
    messages = _end_messages(session, person, now)
    if person.platform == "sandbox":
        sandbox.drop_private(session, person.account)
    marker = ERASED + secrets.token_hex(8)
    ids = {person.account, person.direct_channel or person.account}
    texts = _sweep(session, Mentions({person.name, *names}, ids, marker))
    resources.stem_anew(session)
    row = session.get_one(PersonRow, person.id)
    row.account, row.name, row.locale, row.zone, row.direct_channel = marker, "", "", "", None
    session.flush()
    workshops.revise_posts_of(session, person.id)
    redaction.request_scrub(session)
    return ErasureResult(
        knew_something, emptied, anonymised, roles, messages, texts, without_manager, ended_questions
    )


def person_columns() -> Iterator[Column[Any]]:
    """All columns that point to a person."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is PersonRow.__table__ for key in column.foreign_keys):
                yield column


def _references(column: Column[Any], person: Person) -> Select[Any]:
    return select(column).where(column == person.id).limit(1)


def _empty_unshared(session: Session, person: Person) -> tuple[int, int]:
    """Drafts and what was not shared lose answers and facts; how many, and how many shared ones stay."""
    session.execute(delete(StartupFactRow).where(StartupFactRow.stated_by == person.id, ~is_shared_fact()))
    theirs = select(AssessmentRow.id).filter_by(person_id=person.id)
    unshared = theirs.where(AssessmentRow.shared_at.is_(None))
    _empty(session, unshared)
    shared = theirs.where(AssessmentRow.shared_at.is_not(None))
    return len(session.scalars(unshared).all()), len(session.scalars(shared).all())


def empty_drafts(session: Session, begun_before: datetime) -> None:
    """Nobody takes them up any more."""
    drafts = select(AssessmentRow.id).where(AssessmentRow.sent_at.is_(None))
    _empty(session, drafts.where(AssessmentRow.started_at < begun_before))


def _empty(session: Session, assessments: Select[int]) -> None:
    for table in (AnswerRow, PageRow):
        session.execute(delete(table).where(table.assessment_id.in_(assessments)), execution_options=NOT_HELD)


def _end_roles(session: Session, person: Person) -> tuple[tuple[str, ...], int]:
    mine = PortfolioManagerRow.person_id == person.id
    managed = delete(PortfolioManagerRow).where(mine).returning(PortfolioManagerRow.startup_id)
    startups = set(session.scalars(managed))
    still = select(PortfolioManagerRow.startup_id).where(PortfolioManagerRow.startup_id.in_(startups))
    coached = delete(CoachRow).where(CoachRow.person_id == person.id).returning(CoachRow.startup_id)
    roles = len(startups) + len(session.scalars(coached).all())
    owned = update(MetricRow).where(MetricRow.owner_id == person.id).values(owner_id=None)
    session.execute(owned)
    return tuple(sorted(startups - set(session.scalars(still)))), roles


def _end_messages(session: Session, person: Person, now: datetime) -> int:
    """None is sent from now on, whoever holds it; of those sent, nothing leads to the platform's post."""
    to_them = update(OutboxRow).where(OutboxRow.person_id == person.id)
    ended = {"state": "failed", "reason": REASON, "lease_token": None, "hold_until": None, "ended_at": now}
    still_open = to_them.where(OutboxRow.state.in_(("planned", "claimed")))
    count = len(session.scalars(still_open.values(ended).returning(OutboxRow.id)).all())
    session.execute(to_them.values(post=None, subject={}))
    return count


def _sweep(session: Session, mentions: Mentions) -> int:
    """Take the person out of the texts that people typed and of what was noted with them; how many.

    Rows are locked as they are read: nobody's newer words are overwritten.
    """
    swept = 0
    for table in Base.metadata.sorted_tables:
        columns = list(_text_columns(table))
        if not columns:
            continue
        keys = list(table.primary_key)
        candidates = _candidate_rows(select(*keys, *columns), columns, mentions)
        rows = session.execute(candidates.with_for_update()).yield_per(500)
        changes = [(row, new) for row in rows if (new := _redacted_values(row, columns, mentions))]
        for row, new in changes:
            same = [key == row._mapping[key] for key in keys]
            session.execute(table.update().where(*same).values(new))
        swept += len(changes)
    return swept


def _candidate_rows(rows: Select[Any], columns: Sequence[Column[Any]], mentions: Mentions) -> Select[Any]:
    """Those rows alone that may mention the person, as far as the database can tell."""
    written = [func.lower(cast(column, Text)) for column in columns]
    clauses = [text.contains(clue, autoescape=True) for text in written for clue in mentions.clues]
    return rows.where(or_(*clauses)) if clauses else rows


def _text_columns(table: Table) -> Iterator[Column[Any]]:
    """Not what other rows point to or are found by."""
    if table.name not in UNSWEPT_TABLES:
        for column in table.columns:
            if isinstance(column.type, String | JSON) and not (column.primary_key or column.foreign_keys):
                yield column


def _redacted_values(row: Row[Any], columns: Sequence[Column[Any]], mentions: Mentions) -> dict[str, Any]:
    """The new values of those columns in which the person is mentioned."""
    changed = {}
    for column in columns:
        value = row._mapping[column]
        without = mentions.redact_json(value)
        if without != value:
            room = getattr(column.type, "length", None)
            changed[column.name] = without[:room] if room else without
    return changed
