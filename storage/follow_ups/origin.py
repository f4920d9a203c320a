"""Where an action, a decision or a commitment comes from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gamma.people.person import Person


@dataclass(frozen=True)
class Origin:
    """Whose it is, who wrote it down and when; at which checkpoint, if it was at one."""

    startup_id: str
    recorded_by: Person
    recorded_at: datetime
    checkpoint_id: int | None = None

    def columns(self) -> dict[str, Any]:
        """As all three tables name them."""
        return {
            "startup_id": self.startup_id,
            "checkpoint_id": self.checkpoint_id,
            "recorded_by": self.recorded_by.id,
            "recorded_at": self.recorded_at,
        }
