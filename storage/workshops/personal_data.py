"""What of workshops is kept about one person: the column that points to them, and what is told of the row."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from storage.models import SignUpRow, WorkshopFeedbackRow, WorkshopRow

_Section = tuple[InstrumentedAttribute[Any], Sequence[InstrumentedAttribute[Any]]]

OF_WORKSHOPS: Mapping[str, _Section] = {
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
