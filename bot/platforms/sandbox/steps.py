"""How far the page moves the programme's time."""

from calendar import monthrange
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


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
    year, month = divmod(local.year * 12 + local.month - 1 + 3, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)
