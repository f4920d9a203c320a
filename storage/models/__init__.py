"""The tables. Rows stay in this room: queries hand out the domain's objects."""

from storage.models.assessments import AnswerRow, AssessmentRow, CounterViewRow, FactRow, PageRow
from storage.models.base import Base, Instant
from storage.models.checkpoints import (
    ActionRow,
    AgendaPointRow,
    CheckpointRow,
    CommitmentRow,
    CommitteeRow,
    DecisionRow,
    FeedRow,
    MinutesRow,
    ReminderStopRow,
    RhythmRow,
    SponsorAnswerRow,
    SponsorLinkRow,
)
from storage.models.messages import OUTBOX_ENDED, OUTBOX_OPEN, OutboxRow, SpentSealRow
from storage.models.people import CoachRow, PersonRow, PortfolioManagerRow
from storage.models.sandbox import SandboxClockRow, SandboxPostRow
from storage.models.startups import (
    ChannelRow,
    CoIncubatorRow,
    DetailRow,
    EnrolmentRow,
    ImportedSponsorRow,
    ImportRow,
    OrganisationRow,
    PhaseRow,
    SponsorContactRow,
    StartupRow,
)

__all__ = [
    "OUTBOX_ENDED",
    "OUTBOX_OPEN",
    "ActionRow",
    "AgendaPointRow",
    "AnswerRow",
    "AssessmentRow",
    "Base",
    "ChannelRow",
    "CheckpointRow",
    "CoIncubatorRow",
    "CoachRow",
    "CommitmentRow",
    "CommitteeRow",
    "CounterViewRow",
    "DecisionRow",
    "DetailRow",
    "EnrolmentRow",
    "FactRow",
    "FeedRow",
    "ImportRow",
    "ImportedSponsorRow",
    "Instant",
    "MinutesRow",
    "OrganisationRow",
    "OutboxRow",
    "PageRow",
    "PersonRow",
    "PhaseRow",
    "PortfolioManagerRow",
    "ReminderStopRow",
    "RhythmRow",
    "SandboxClockRow",
    "SandboxPostRow",
    "SpentSealRow",
    "SponsorAnswerRow",
    "SponsorContactRow",
    "SponsorLinkRow",
    "StartupRow",
]
