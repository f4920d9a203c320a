"""A startup all round, on one screen: for its portfolio manager and the programme team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gamma.assessments.outside_view import OutsideView
from gamma.checkpoints.agenda import Agenda
from gamma.follow_ups.follow_up import Action
from gamma.portfolio.followed import PortfolioRow
from gamma.startups.public_pages import PublicPages


@dataclass(frozen=True)
class Overview:
    """agenda: what the next checkpoint would be about. row: as the portfolio tells of it.

    views: from outside, of the quarter of the team's result or since. stated: when each field of the page was
    last changed; since: the day of the last checkpoint that was held, None where there was none.
    pages: where it shows its numbers in public.
    """

    agenda: Agenda
    row: PortfolioRow
    views: Sequence[OutsideView]
    stated: Mapping[str, date]
    since: date | None
    pages: PublicPages

    @property
    def late_actions(self) -> list[Action]:
        return [each for each in self.agenda.actions if each.is_late(self.agenda.today)]

    def changed(self, field: str) -> date | None:
        """When it was changed, where that is since the last checkpoint."""
        day = self.stated.get(field)
        return day if day and self.since and day >= self.since else None
