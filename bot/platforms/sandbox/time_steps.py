"""How far the page moves the programme's time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.dates import months_later


def later(local: datetime, step: timedelta) -> datetime:
    """Days are days on the wall, hours are hours that pass."""
    whole_days = timedelta(days=step.days)
    on_the_wall = local + whole_days
    return (on_the_wall.astimezone(tz=ZoneInfo("UTC")) + (step - whole_days)).astimezone(local.tzinfo)


def next_monday(local: datetime) -> datetime:
    """The next Monday 9:00 that is still to come."""
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    monday = nine + timedelta(days=-nine.weekday() % 7)
    return monday if monday > local else monday + timedelta(days=7)


def next_quarter(local: datetime) -> datetime:
    """Three months on, on the same day of the month or its last."""
    return datetime.combine(months_later(local.date(), 3), local.time(), local.tzinfo)
