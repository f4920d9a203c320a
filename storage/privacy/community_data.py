"""What is kept about one person of resources, workshops, peers and exports, as personal_data.py tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from storage.models import (
    ExportRow,
    PeerProposalRow,
    ResourceRow,
    SignUpRow,
    WorkshopFeedbackRow,
    WorkshopRow,
)

_Section = tuple[InstrumentedAttribute[Any], Sequence[InstrumentedAttribute[Any]]]

OF_COMMUNITY: Mapping[str, _Section] = {
    "resources_suggested": (
        ResourceRow.suggested_by,
        (ResourceRow.title, ResourceRow.link, ResourceRow.state, ResourceRow.added_at),
    ),
    "peers_asked": (
        PeerProposalRow.gap_person_id,
        (PeerProposalRow.gap_id, PeerProposalRow.criterion, PeerProposalRow.asked_at),
    ),
    "peers_asked_to_tell": (
        PeerProposalRow.peer_person_id,
        (PeerProposalRow.peer_id, PeerProposalRow.criterion),
    ),
    "exports": (ExportRow.person_id, (ExportRow.what, ExportRow.about, ExportRow.made_at)),
    "workshops_announced": (
        WorkshopRow.announced_by,
        (WorkshopRow.title, WorkshopRow.day, WorkshopRow.announced_at, WorkshopRow.notes),
    ),
    "workshops_hosted": (WorkshopRow.host_id, (WorkshopRow.title, WorkshopRow.day)),
    "workshop_places": (
        SignUpRow.person_id,
        (SignUpRow.workshop_id, SignUpRow.waiting, SignUpRow.signed_up_at),
    ),
    "workshop_feedback": (
        WorkshopFeedbackRow.person_id,
        (
            WorkshopFeedbackRow.workshop_id,
            WorkshopFeedbackRow.useful,
            WorkshopFeedbackRow.taken_along,
            WorkshopFeedbackRow.lacking,
            WorkshopFeedbackRow.given_at,
        ),
    ),
}
