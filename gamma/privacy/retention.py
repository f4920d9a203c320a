"""How long what is no longer of use is kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from gamma.dates import months_later

DRAFT_RETENTION = timedelta(days=90)
"""A self-assessment left half-way can be taken up until then, and is emptied after."""

QUESTION_DRAFT_RETENTION = timedelta(days=7)
"""A question to the network whose domain was not chosen is emptied after."""

TOLD_RETENTION = timedelta(days=400)
"""That a reader was told a fact; it must outlive the longest pause before it is told again.

What is told once for as long as an action is open is kept for as long.
"""

HEARD_RETENTION = timedelta(days=7)
"""That a message to the bot was answered; it must outlive the longest time a platform tells of it again."""

ROUND_MEMBER_RETENTION = timedelta(days=30)
"""Who was asked in a round, after it closed."""

FORM_RETENTION = timedelta(days=30)
"""The note of a form that was sent; it must outlive the form's seal."""

MUTED_RETENTION = timedelta(days=30)
"""A reason set aside in a portfolio, with its note, after it has come back."""

PEER_RETENTION = timedelta(days=30)
"""Who was introduced to whom, after the last day of their answers; of others at once."""

EXPORT_RETENTION = timedelta(days=5 * 366)
"""That an administrator exported something."""


def cutoff(season_ends: Iterable[date], months: int, today: date) -> date | None:
    """The end of the last season that is old enough: what is personal of the time until then is removed."""
    return max((end for end in season_ends if months_later(end, months) <= today), default=None)
