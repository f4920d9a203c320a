"""The one clock: programme time (what is due) may be moved in a sandbox or a rehearsal, real time never."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Condition


def system_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """now() is the programme's time, real_now() the machine's: leases, signer and triggers use the latter."""

    def __init__(self, real_now: Callable[[], datetime] = system_now, ahead: timedelta = timedelta()) -> None:
        self.real_now = real_now
        self.ahead = ahead
        self._condition = Condition()
        self._holders = 0
        self._movers = 0

    def now(self) -> datetime:
        """The programme's time: what is due. Leases, signatures and waits take real_now()."""
        return self.real_now() + self.ahead

    def move_to(self, moment: datetime) -> None:
        """From here on the programme's time runs from this moment; it never runs backwards."""
        self.ahead = max(self.ahead, moment - self.real_now())

    @contextmanager
    def hold(self) -> Iterator[bool]:
        """Within this nobody moves it. False where somebody is: what is due is theirs to do then."""
        with self._condition:
            holds = not self._movers
            self._holders += holds
        try:
            yield holds
        finally:
            with self._condition:
                self._holders -= holds
                self._condition.notify_all()

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Waits for those who hold it. Within this only who asked for it does what falls due on the way."""
        with self._condition:
            self._movers += 1
            self._condition.wait_for(lambda: not self._holders)
        try:
            yield
        finally:
            with self._condition:
                self._movers -= 1
