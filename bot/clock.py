"""The one clock: programme time (what is due) may be moved in a sandbox or a rehearsal, real time never."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def system_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """now() is the programme's time, real_now() the machine's: leases, signer and triggers use the latter."""

    def __init__(self, real_now: Callable[[], datetime] = system_now, ahead: timedelta = timedelta()) -> None:
        self.real_now = real_now
        self.ahead = ahead

    def now(self) -> datetime:
        """The programme's time: what is due. Leases, signatures and waits take real_now()."""
        return self.real_now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        """From here on the programme's time runs from this moment; it never runs backwards."""
        self.ahead = max(self.ahead, moment - self.real_now())
