"""Everything that is kept about one person, table by table, without anybody else's data."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models import (
    ActionRow,
    AgendaPointRow,
    AnswerRow,
    AssessmentRow,
    ChannelRow,
    CheckpointRow,
    CoachRow,
    CommitmentRow,
    CommitteeRow,
    DecisionRow,
    DetailRow,
    DocumentLinkRow,
    EnrolmentRow,
    ExpertiseRow,
    ExpertRow,
    FeedRow,
    FirstContactRow,
    MessageChoiceRow,
    MetricRow,
    MetricValueRow,
    MinutesRow,
    MutedReasonRow,
    OfferRow,
    OutboxRow,
    OutsideViewRow,
    PageRow,
    PersonRow,
    PortfolioManagerRow,
    QuestionRow,
    ReminderOptOutRow,
    RoundMemberRow,
    RoundOptOutRow,
    RoundRow,
    SeasonOpinionRow,
    SponsorContactRow,
    SponsorLinkRow,
    StartupFactRow,
    ToldFactRow,
)
from storage.privacy.community_data import OF_COMMUNITY
from storage.startups import startups

Record = Mapping[str, Any]
"""Values by column name; "startup" is a startup's name."""

OF_STARTUP = ("startup_id", "gap_id", "peer_id")
"""Columns that name a startup by its id."""

_Columns = Sequence[InstrumentedAttribute[Any]]

SECTIONS: Mapping[str, tuple[InstrumentedAttribute[Any], _Columns]] = {
    "account": (
        PersonRow.id,
        (
            PersonRow.platform,
            PersonRow.account,
            PersonRow.name,
            PersonRow.locale,
            PersonRow.zone,
            PersonRow.direct_channel,
        ),
    ),
    "manager_of": (PortfolioManagerRow.person_id, (PortfolioManagerRow.startup_id,)),
    "coach_of": (CoachRow.person_id, (CoachRow.startup_id,)),
    "assessments": (
        AssessmentRow.person_id,
        (
            AssessmentRow.id,
            AssessmentRow.startup_id,
            AssessmentRow.started_at,
            AssessmentRow.sent_at,
            AssessmentRow.shared_at,
        ),
    ),
    "facts": (
        StartupFactRow.stated_by,
        (StartupFactRow.startup_id, StartupFactRow.field, StartupFactRow.value, StartupFactRow.stated_at),
    ),
    "outside_views": (
        OutsideViewRow.person_id,
        (
            OutsideViewRow.startup_id,
            OutsideViewRow.criterion,
            OutsideViewRow.verdict,
            OutsideViewRow.stated_at,
        ),
    ),
    "startup_details": (
        DetailRow.stated_by,
        (DetailRow.startup_id, DetailRow.field, DetailRow.value, DetailRow.stated_at),
    ),
    "sponsor_contacts": (
        SponsorContactRow.added_by,
        (SponsorContactRow.startup_id, SponsorContactRow.administration, SponsorContactRow.added_at),
    ),
    "enrolments": (EnrolmentRow.enrolled_by, (EnrolmentRow.startup_id, EnrolmentRow.enrolled_at)),
    "channels": (
        ChannelRow.linked_by,
        (ChannelRow.platform, ChannelRow.channel, ChannelRow.startup_id, ChannelRow.linked_at),
    ),
    "agenda_points": (
        AgendaPointRow.added_by,
        (
            AgendaPointRow.startup_id,
            AgendaPointRow.text,
            AgendaPointRow.added_at,
            AgendaPointRow.closed_at,
        ),
    ),
    "metrics_defined": (
        MetricRow.stated_by,
        (
            MetricRow.startup_id,
            MetricRow.name,
            MetricRow.definition,
            MetricRow.unit,
            MetricRow.source,
            MetricRow.agreed_with,
            MetricRow.agreed_on,
            MetricRow.stated_at,
        ),
    ),
    "metrics_followed": (MetricRow.owner_id, (MetricRow.startup_id, MetricRow.name)),
    "metric_values": (
        MetricValueRow.stated_by,
        (
            MetricValueRow.startup_id,
            MetricValueRow.region,
            MetricValueRow.day,
            MetricValueRow.value,
            MetricValueRow.stated_at,
        ),
    ),
    "minutes": (MinutesRow.written_by, (MinutesRow.summary, MinutesRow.notes, MinutesRow.written_at)),
    "decisions": (
        DecisionRow.recorded_by,
        (DecisionRow.startup_id, DecisionRow.text, DecisionRow.decided_on, DecisionRow.recorded_at),
    ),
    "own_actions": (
        ActionRow.owner_id,
        (ActionRow.startup_id, ActionRow.text, ActionRow.due_on, ActionRow.ended_at),
    ),
    "actions_noted": (
        ActionRow.recorded_by,
        (ActionRow.startup_id, ActionRow.text, ActionRow.due_on, ActionRow.recorded_at),
    ),
    "commitments": (
        CommitmentRow.recorded_by,
        (
            CommitmentRow.startup_id,
            CommitmentRow.kind,
            CommitmentRow.text,
            CommitmentRow.due_on,
            CommitmentRow.recorded_at,
        ),
    ),
    "committees_dated": (
        CommitteeRow.set_by,
        (
            CommitteeRow.startup_id,
            CommitteeRow.meets_on,
            CommitteeRow.envelope_ends_on,
            CommitteeRow.set_at,
        ),
    ),
    "committees_decided": (
        CommitteeRow.recorded_by,
        (
            CommitteeRow.startup_id,
            CommitteeRow.meets_on,
            CommitteeRow.outcome,
            CommitteeRow.months,
            CommitteeRow.conditions,
            CommitteeRow.recorded_at,
        ),
    ),
    "sponsor_links": (
        SponsorLinkRow.made_by,
        (SponsorLinkRow.made_at, SponsorLinkRow.expires_at, SponsorLinkRow.revoked_at),
    ),
    "document_links": (
        DocumentLinkRow.made_by,
        (
            DocumentLinkRow.startup_id,
            DocumentLinkRow.kind,
            DocumentLinkRow.made_at,
            DocumentLinkRow.expires_at,
        ),
    ),
    "reasons_muted": (
        MutedReasonRow.muted_by,
        (
            MutedReasonRow.startup_id,
            MutedReasonRow.kind,
            MutedReasonRow.until,
            MutedReasonRow.note,
            MutedReasonRow.muted_at,
        ),
    ),
    "checkpoints": (
        CheckpointRow.planned_by,
        (CheckpointRow.startup_id, CheckpointRow.day, CheckpointRow.place, CheckpointRow.planned_at),
    ),
    "reminders_stopped": (ReminderOptOutRow.person_id, (ReminderOptOutRow.startup_id,)),
    "rounds_asked": (RoundMemberRow.person_id, (RoundMemberRow.round_id,)),
    "round_reminders_stopped": (RoundOptOutRow.person_id, (RoundOptOutRow.startup_id,)),
    "rounds_opened": (RoundRow.opened_by, (RoundRow.startup_id, RoundRow.occasion, RoundRow.opens_at)),
    "season_opinions": (
        SeasonOpinionRow.person_id,
        (
            SeasonOpinionRow.season_id,
            SeasonOpinionRow.moment,
            SeasonOpinionRow.respondent,
            SeasonOpinionRow.goals,
            SeasonOpinionRow.support,
            SeasonOpinionRow.future,
        ),
    ),
    "message_choices": (MessageChoiceRow.person_id, (MessageChoiceRow.family, MessageChoiceRow.choice)),
    "first_contact": (FirstContactRow.person_id, (FirstContactRow.made_at,)),
    "told": (ToldFactRow.person_id, (ToldFactRow.fact, ToldFactRow.times, ToldFactRow.told_at)),
    "own_calendar": (FeedRow.person_id, (FeedRow.made_at, FeedRow.revoked_at)),
    "calendars_made": (FeedRow.made_by, (FeedRow.startup_id, FeedRow.made_at, FeedRow.revoked_at)),
    "expert": (
        ExpertRow.person_id,
        (ExpertRow.capacity, ExpertRow.paused_until, ExpertRow.joined_at),
    ),
    "expertise": (ExpertiseRow.person_id, (ExpertiseRow.domain, ExpertiseRow.level)),
    "questions": (
        QuestionRow.asker_id,
        (
            QuestionRow.startup_id,
            QuestionRow.domain,
            QuestionRow.text,
            QuestionRow.context,
            QuestionRow.confidential,
            QuestionRow.asked_at,
            QuestionRow.state,
            QuestionRow.rating,
            QuestionRow.outcome_text,
            QuestionRow.asker_shares,
        ),
    ),
    "questions_taken": (
        QuestionRow.expert_id,
        (QuestionRow.domain, QuestionRow.taken_at, QuestionRow.talked_at, QuestionRow.expert_shares),
    ),
    "offers": (
        OfferRow.person_id,
        (OfferRow.offered_at, OfferRow.later_until, OfferRow.state, OfferRow.ended_at),
    ),
    **OF_COMMUNITY,
    "messages": (
        OutboxRow.person_id,
        (OutboxRow.kind, OutboxRow.due_at, OutboxRow.state, OutboxRow.ended_at),
    ),
}
"""Each part: the column that points to the person, and what is told of the rows that do.

A sponsor's contact is somebody else: told is only that one was added. So is who asks an expert: of what was
offered or taken, the words are not told.
"""


def collect(session: Session, person_id: int) -> dict[str, list[Record]]:
    """The records of each part, in the order of SECTIONS."""
    names = startups.names_by_id(session)
    parts = {name: _rows(session, mine == person_id, columns) for name, (mine, columns) in SECTIONS.items()}
    for assessment in parts["assessments"]:
        _add_answers(session, assessment)
    return {name: [_with_startup(record, names) for record in records] for name, records in parts.items()}


def _rows(session: Session, mine: ColumnElement[bool], columns: _Columns) -> list[dict[str, Any]]:
    rows = session.execute(select(*columns).where(mine).order_by(*mine.left.table.primary_key))
    return [dict(row) for row in rows.mappings()]


def _with_startup(record: dict[str, Any], names: Mapping[str, str]) -> Record:
    """Its name first, instead of its id."""
    columns = [each for each in OF_STARTUP if each in record]
    startup_id = record.pop(columns[0]) if columns else None
    return {"startup": names.get(startup_id, startup_id), **record} if startup_id else record


def _add_answers(session: Session, assessment: dict[str, Any]) -> None:
    number = assessment.pop("id")
    pages = select(PageRow.criterion, PageRow.sent_at).filter_by(assessment_id=number)
    answers = select(AnswerRow.field, AnswerRow.value).filter_by(assessment_id=number)
    assessment["pages"] = [dict(row) for row in session.execute(pages).mappings()]
    assessment["answers"] = [dict(row) for row in session.execute(answers).mappings()]
