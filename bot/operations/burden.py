"""How much each reader would be told in a week, and how much of it they had read before."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from gamma.chat import Message


class Said(Protocol):
    """One message, when and to whom."""

    @property
    def at(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def platform(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def message(self) -> Message: ...
    @property
    def edited(self) -> bool: ...


def burden_lines(every: Sequence[Said]) -> Iterator[str]:
    """Readers with the most messages in one week first, then the share that repeated an earlier text.

    An edit in place is no message.
    """
    messages = [each for each in every if not each.edited]
    yield "Messages per reader and week, the most burdened first:"
    by_reader: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for each in messages:
        by_reader[each.platform, each.to].append(each)
    weeks = {reader: Counter(_monday(each) for each in said) for reader, said in by_reader.items()}
    for platform, to in sorted(by_reader, key=lambda reader: (-max(weeks[reader].values()), reader)):
        counted = weeks[platform, to]
        monday, most = max(counted.items(), key=lambda week: (week[1], week[0]))
        yield (
            f"  {most} in the week of {monday}, {sum(counted.values())} in {len(counted)} weeks  "
            f"{platform}  {to}"
        )
    repeated = sum(len(said) - len({str(each.message) for each in said}) for said in by_reader.values())
    share = f"{100 * repeated / len(messages):.1f}" if messages else "0.0"
    yield f"{repeated} of {len(messages)} messages ({share}%) repeated a text that their reader had before."


def _monday(each: Said) -> date:
    day = each.at.astimezone(each.zone).date()
    return day - timedelta(days=day.weekday())
