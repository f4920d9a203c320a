"""The tables. Rows stay in this room: queries hand out the domain's objects."""

from storage.models.assessments import AnswerRow, AssessmentRow, CounterViewRow, FactRow, PageRow
from storage.models.base import Base, Instant
from storage.models.messages import OUTBOX_OPEN, OutboxRow, SpentSealRow
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
    "OUTBOX_OPEN",
    "AnswerRow",
    "AssessmentRow",
    "Base",
    "ChannelRow",
    "CoIncubatorRow",
    "CoachRow",
    "CounterViewRow",
    "DetailRow",
    "EnrolmentRow",
    "FactRow",
    "ImportRow",
    "ImportedSponsorRow",
    "Instant",
    "OrganisationRow",
    "OutboxRow",
    "PageRow",
    "PersonRow",
    "PhaseRow",
    "PortfolioManagerRow",
    "SandboxClockRow",
    "SandboxPostRow",
    "SpentSealRow",
    "SponsorContactRow",
    "StartupRow",
]
