"""What a sponsor finds behind a link and may answer there. Who presses is never known, only on whose link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from gamma.checkpoints.agenda import Agenda
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.minutes import Minutes
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.moment import parse_moment
from gamma.public_links import LinkKey
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_

AnswerKind = Literal["confirmed", "proposed", "approved", "objected"]
ANSWER_KINDS: tuple[AnswerKind, ...] = ("confirmed", "proposed", "approved", "objected")

_SUBJECTS: tuple[frozenset[AnswerKind], ...] = (
    frozenset({"confirmed", "proposed"}),
    frozenset({"approved", "objected"}),
)
"""The date, and the minutes: the last answer on one of them is the sponsor's."""

OPEN_AFTER = timedelta(days=30)
"""How long a link leads somewhere after its checkpoint, or after it was last given out."""
PROPOSAL_CHARACTERS = 300
REMARK_CHARACTERS = 1000
MOST_A_DAY = 20
"""Answers through one link: more is no sponsor."""


@dataclass(frozen=True)
class SponsorLink:
    """contact: the name of whom it was made for, "" where nobody was named; administration: theirs."""

    key: LinkKey
    checkpoint_id: int
    contact_id: int | None
    contact: str
    made_by: int
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    administration: str

    @property
    def id(self) -> int:
        return self.key.id


@dataclass(frozen=True)
class SponsorAnswer:
    """revision: of the checkpoint or minutes that were shown.

    text: the confirmed moment, a proposal, or the print of the minutes. remark: what was written of them.
    """

    id: int
    kind: AnswerKind
    revision: int
    text: str
    answered_at: datetime
    remark: str = ""

    def is_about_the_same_as(self, other: "SponsorAnswer") -> bool:
        """Both about the date, or both about the minutes."""
        return any(self.kind in subject and other.kind in subject for subject in _SUBJECTS)


@dataclass(frozen=True)
class SponsorPage:
    """All that is behind one link. The answers are those through this link alone, the first given first.

    other_dates: that could be proposed instead.
    told_at: when the team hears of those answers, by their ids, that nobody has heard of.
    """

    link: SponsorLink
    startup: Startup
    checkpoint: Checkpoint
    agenda: Agenda | None
    minutes: Minutes | None
    answers: Sequence[SponsorAnswer]
    other_dates: Sequence[LocalMoment] = ()
    told_at: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def confirmation(self) -> SponsorAnswer | None:
        """The last confirmation, if it is of the date as it stands, and no other was proposed since."""
        last = self._last("confirmed")
        if last is None or last.text != self.checkpoint.moment.code:
            return None
        return None if self.proposal and self.proposal.id > last.id else last

    @property
    def outdated_confirmation(self) -> SponsorAnswer | None:
        """The last confirmation, if the checkpoint was moved since."""
        last = self._last("confirmed")
        return last if last and last.text != self.checkpoint.moment.code else None

    @property
    def proposal(self) -> SponsorAnswer | None:
        """The last proposal made for the date as it stands."""
        revision = self.checkpoint.revision
        return next((each for each in self._given("proposed") if each.revision == revision), None)

    @property
    def has_dropped_proposal(self) -> bool:
        """Whether the date that another was proposed for was confirmed after all."""
        confirmed, proposed = self.confirmation, self.proposal
        return bool(confirmed and proposed and confirmed.id >= proposed.id)

    @property
    def approval(self) -> SponsorAnswer | None:
        """The approval of the minutes as they stand, of which nothing was said to be wrong since."""
        alike = (each for each in self._given("approved") if each.text == self.minutes_fingerprint)
        last = next(alike, None) if self.minutes else None
        return None if last and self.objection and self.objection.id > last.id else last

    @property
    def objection(self) -> SponsorAnswer | None:
        """The last remark on the minutes as they stand."""
        alike = (each for each in self._given("objected") if each.text == self.minutes_fingerprint)
        return next(alike, None) if self.minutes else None

    @property
    def outdated_approval(self) -> SponsorAnswer | None:
        """The last approval, where the minutes were changed since."""
        last = self._last("approved")
        return last if last and last.text != self.minutes_fingerprint else None

    @property
    def minutes_fingerprint(self) -> str:
        """Of the minutes as they stand, "" where there are none."""
        return self.minutes.fingerprint if self.minutes else ""

    def offers(self, kind: AnswerKind, now: datetime) -> bool:
        """Whether it can be pressed now: a date to come may be discussed, minutes once they are written."""
        if kind == "approved":
            return self.minutes is not None and self.approval is None
        if kind == "objected":
            return self.minutes is not None
        open_date = self.checkpoint.state == "planned" and self.checkpoint.starts_at > now
        return open_date and not (kind == "confirmed" and self.confirmation)

    def _last(self, kind: AnswerKind) -> SponsorAnswer | None:
        return next(self._given(kind), None)

    def _given(self, kind: AnswerKind) -> Iterator[SponsorAnswer]:
        """The last first."""
        return (each for each in reversed(self.answers) if each.kind == kind)


def expiry(checkpoint: Checkpoint, now: datetime) -> datetime:
    """Of a link that is given out now."""
    return max(checkpoint.ends_at, now) + OPEN_AFTER


def is_active(link: SponsorLink, checkpoint: Checkpoint, now: datetime) -> bool:
    """A checkpoint that was moved takes its links with it."""
    until = max(link.expires_at, checkpoint.ends_at + OPEN_AFTER)
    return link.revoked_at is None and now < until


def parse_proposed_moment(proposal: SponsorAnswer, checkpoint: Checkpoint) -> LocalMoment | None:
    """The moment that a proposal's free words mean, if they mean one."""
    try:
        return parse_moment(proposal.text, proposal.answered_at, checkpoint.moment.zone)
    except InvalidInputError:
        return None


def parse_proposal(typed: str) -> str:
    """Free words. Raises InvalidInputError."""
    words = _short(typed, PROPOSAL_CHARACTERS)
    if not words:
        raise InvalidInputError(N_("Please write which date would suit you."))
    return words


def parse_objection(typed: str) -> str:
    """Free words. Raises InvalidInputError."""
    words = _short(typed, REMARK_CHARACTERS)
    if not words:
        raise InvalidInputError(N_("Please write in a few words what is not right."))
    return words


def _short(typed: str, limit: int) -> str:
    """On one line. Raises InvalidInputError where it is longer."""
    words = one_line(typed)
    if len(words) > limit:
        raise InvalidInputError(N_("That is too long: {limit} characters fit."), limit=limit)
    return words


@dataclass(frozen=True)
class PressedAnswer:
    """What was pressed, and on what page.

    checkpoint_revision, minutes_fingerprint: of what it showed.
    text: the proposal or remark, as it was typed.
    """

    kind: AnswerKind
    checkpoint_revision: int
    minutes_fingerprint: str
    text: str


def answer_of(page: SponsorPage, pressed: PressedAnswer, now: datetime) -> SponsorAnswer | None:
    """The answer to keep; None for one that was given already. Raises UserError where nothing is kept."""
    answers = _minutes_answer if pressed.kind in ("approved", "objected") else _date_answer
    answer = answers(page, pressed, now)
    if _is_repeated(page, answer):
        return None
    day = [each for each in page.answers if each.answered_at > now - timedelta(days=1)]
    if len(day) >= MOST_A_DAY:
        raise UserError(N_("That is a lot for one day. Please write to the team instead."))
    return answer


def _minutes_answer(page: SponsorPage, pressed: PressedAnswer, now: datetime) -> SponsorAnswer:
    if page.minutes is None or pressed.minutes_fingerprint != page.minutes_fingerprint:
        raise UserError(N_("The minutes were changed meanwhile. Please read them again below."))
    objects = pressed.kind == "objected"
    remark = parse_objection(pressed.text) if objects else _short(pressed.text, REMARK_CHARACTERS)
    return SponsorAnswer(0, pressed.kind, page.minutes.revision, page.minutes_fingerprint, now, remark)


def _date_answer(page: SponsorPage, pressed: PressedAnswer, now: datetime) -> SponsorAnswer:
    checkpoint = page.checkpoint
    if pressed.checkpoint_revision != checkpoint.revision:
        raise UserError(N_("The checkpoint was changed meanwhile. Please see below what holds now."))
    if checkpoint.state != "planned" or checkpoint.starts_at <= now:
        raise UserError(N_("The date has passed: it can no longer be confirmed or changed here."))
    proposes = pressed.kind == "proposed"
    text = parse_proposal(pressed.text) if proposes else checkpoint.moment.code
    return SponsorAnswer(0, pressed.kind, pressed.checkpoint_revision, text, now)


def _is_repeated(page: SponsorPage, answer: SponsorAnswer) -> bool:
    match answer.kind:
        case "confirmed":
            return page.confirmation is not None
        case "approved":
            return page.approval is not None
        case "objected":
            last = page.objection
            return last is not None and last.remark == answer.remark and page.approval is None
    is_same = page.proposal is not None and page.proposal.text == answer.text
    return is_same and not page.has_dropped_proposal
