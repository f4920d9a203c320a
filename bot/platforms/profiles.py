"""What a platform says of people, remembered for a short while: they are asked about at every request."""

import time
from collections.abc import Callable
from threading import Lock

from gamma.chat import ChatError, Form, Profile

LIFE_SECONDS = 600.0
MOST_REMEMBERED = 2000


class Profiles:
    """In memory only, and of nobody for longer than their time: each newcomer has the others looked at."""

    def __init__(
        self,
        ask: Callable[[str], Profile],
        monotonic: Callable[[], float] = time.monotonic,
        life_seconds: float = LIFE_SECONDS,
    ) -> None:
        """ask: the platform; it may raise ChatError, which is not remembered."""
        self._life_seconds = life_seconds
        self._ask = ask
        self._monotonic = monotonic
        self._profiles: dict[str, tuple[float, Profile]] = {}
        """By account, with when they expire; the oldest first."""
        self._lock = Lock()

    def of(self, person: str) -> Profile:
        """As remembered, else asked now. Raises ChatError."""
        with self._lock:
            self._drop_expired()
            if person in self._profiles:
                return self._profiles[person][1]
        profile = self._ask(person)
        with self._lock:
            self._profiles.pop(person, None)
            self._profiles[person] = self._monotonic() + self._life_seconds, profile
            if len(self._profiles) > MOST_REMEMBERED:
                del self._profiles[next(iter(self._profiles))]
        return profile

    def forget(self, person: str) -> None:
        """Does nothing where nothing is remembered."""
        with self._lock:
            self._profiles.pop(person, None)

    def _drop_expired(self) -> None:
        now = self._monotonic()
        while self._profiles and self._profiles[first := next(iter(self._profiles))][0] <= now:
            del self._profiles[first]


def names_of_selected(form: Form, profile: Callable[[str], Profile]) -> dict[str, str]:
    """Of those selected before in the person fields of a form that is about to be shown, by account.

    Who left cannot be shown, and their field is empty.

    May raise ChatError: it is not known then who is here, and a field shown empty would be sent empty.
    """
    accounts = {field.value for field in form.fields if field.kind == "person" and field.value}
    return {account: name for account in accounts if (name := _name(account, profile))}


def _name(account: str, profile: Callable[[str], Profile]) -> str:
    try:
        return profile(account).name
    except ChatError as error:
        if error.permanent and not error.token_refused:
            return ""
        raise
