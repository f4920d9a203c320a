"""What a check of `gamma doctor` results in: a state, what it is about, and what to do."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from gamma.chat import ChatError

State = Literal["ok", "warning", "wrong"]
T = TypeVar("T")

_CLOCK_TOLERANCE = timedelta(minutes=1)
_CLOCK_LIMIT = timedelta(minutes=5)
"""Slack's own limit for the time that a request is signed with."""


@dataclass(frozen=True)
class CheckResult:
    """remedy: what to do about a warning or a wrong; "" for an ok."""

    state: State
    what: str
    remedy: str = ""

    def __post_init__(self) -> None:
        if (self.state == "ok") == bool(self.remedy):
            raise ValueError(f"a warning or a wrong has a remedy, an ok has none: {self.what!r}")

    def __str__(self) -> str:
        text = f"{self.what} -> {self.remedy}" if self.remedy else self.what
        return f"{self.state:<7}  {text}"


def ok(what: str) -> CheckResult:
    return CheckResult("ok", what)


def warning(what: str, remedy: str) -> CheckResult:
    return CheckResult("warning", what, remedy)


def wrong(what: str, remedy: str) -> CheckResult:
    return CheckResult("wrong", what, remedy)


Check = Callable[[T], Iterable[CheckResult]]
"""It finds nothing where it does not apply, or where what it builds on is told wrong already."""


def run_checks(checks: Sequence[tuple[str, Check[T]]], subject: T) -> Iterator[CheckResult]:
    """Each check stands alone: one that fails is a result itself."""
    for title, check in checks:
        try:
            results = list(check(subject))
        except ChatError as error:
            problem = f"{title}: this could not be examined: the platform said {error.reason}"
            remedy = "see whether it is well and what is switched off there, then run `gamma doctor` again"
            results = [wrong(problem, remedy)]
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            problem = f"{title}: this could not be examined ({reason})"
            results = [wrong(problem, "run `gamma doctor` again; if it stays, report this line")]
        yield from results


def check_channels(
    platform: str,
    bot: str,
    linked: Mapping[str, str],
    inside: Collection[str],
    is_archived: Callable[[str], bool],
) -> Iterator[CheckResult]:
    """linked: the startup by channel; inside: the channels that the bot is in; is_archived: of the others."""
    outside = {channel: startup for channel, startup in linked.items() if channel not in inside}
    for channel, startup in outside.items():
        if is_archived(channel):
            problem = f"{platform}: the channel {channel}, linked to “{startup}”, is archived"
            yield warning(problem, "unarchive it; or link another one: `/gamma startup link` there")
            continue
        problem = f"{platform}: {bot} is not in the channel {channel}, linked to “{startup}”"
        yield wrong(problem, f"type `/invite {bot}` there, or unlink it")
    if not outside:
        yield ok(f"{platform}: {bot} is in every linked channel ({len(linked)})")


def compare_clocks(whose: str, theirs: datetime, ours: datetime) -> CheckResult:
    """Wrong where they are more than five minutes apart, a warning from one on. whose: “Slack”."""
    apart = abs(theirs - ours)
    if apart <= _CLOCK_TOLERANCE:
        return ok(f"clock: at most a minute from {whose}'s")
    problem = f"clock: {round(apart.total_seconds())} seconds from {whose}'s"
    remedy = "set this machine's clock, and keep it right by NTP"
    if apart <= _CLOCK_LIMIT:
        return warning(problem, remedy)
    return wrong(
        f"{problem}: beyond five minutes Slack's requests are refused and messages may be lost", remedy
    )
