"""What is to be said, and the forms that were sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base

OUTBOX_OPEN = "state IN ('planned', 'claimed')"
OUTBOX_ENDED = "state NOT IN ('planned', 'claimed')"
OUTBOX_IN_FLIGHT = "state = 'claimed' AND lease_token IS NOT NULL"
OUTBOX_LAID_BACK = f"{OUTBOX_OPEN} AND lease_token IS NULL AND attempts > 0"
"""Written out, not bound, so that both databases see that the partial index fits."""

_LIVING_DUE = "shown < wanted AND ended_at IS NULL"


class OutboxRow(Base):
    """A message planned, being sent, sent, failed, cancelled (what it was about changed) or missed.

    group_key: what it is a reminder of ("checkpoint:12"), so that all of them can be cancelled together.
    due_at is programme time; hold_until is real time: the end of a lease, or of a wait the platform
    asked for.
    A row left `claimed` past hold_until has an unknown outcome: look for its key before sending again.
    Held until HELD_BACK (gamma/outbox.py) it waits for whoever runs the bot, as after a restore.
    withdrawn: why a row was cancelled while its outcome was unknown: it is looked for, and not sent again.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_open",
            "due_at",
            sqlite_where=text(OUTBOX_OPEN),
            postgresql_where=text(OUTBOX_OPEN),
        ),
        Index(
            "outbox_group_key",
            "group_key",
            sqlite_where=text(OUTBOX_OPEN),
            postgresql_where=text(OUTBOX_OPEN),
        ),
        Index(
            "outbox_ended",
            "state",
            "ended_at",
            sqlite_where=text(OUTBOX_ENDED),
            postgresql_where=text(OUTBOX_ENDED),
        ),
        Index(
            "outbox_in_flight",
            "platform",
            sqlite_where=text(OUTBOX_IN_FLIGHT),
            postgresql_where=text(OUTBOX_IN_FLIGHT),
        ),
        Index(
            "outbox_laid_back",
            "platform",
            sqlite_where=text(OUTBOX_LAID_BACK),
            postgresql_where=text(OUTBOX_LAID_BACK),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[dict[str, Any]]
    platform: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    group_key: Mapped[str] = mapped_column(String(80), default="")
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="planned")
    lease_token: Mapped[str | None] = mapped_column(String(40))
    hold_until: Mapped[datetime | None]
    first_claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    withdrawn: Mapped[str] = mapped_column(Text, default="")
    post: Mapped[str | None] = mapped_column(String(120))
    ended_at: Mapped[datetime | None]


class LivingPostRow(Base):
    """A message of the outbox that is edited in place once it was sent.

    wanted counts what changed in what it says; shown is the count that its words are known to show, which
    is less while an edit is due. hold_until is real time: the end of a lease, or of a wait.
    ended_at: since when it cannot be edited any more, reason says why.
    """

    __tablename__ = "living_posts"
    __table_args__ = (
        Index(
            "living_posts_due",
            "outbox_id",
            sqlite_where=text(_LIVING_DUE),
            postgresql_where=text(_LIVING_DUE),
        ),
    )
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True)
    wanted: Mapped[int]
    shown: Mapped[int]
    lease_token: Mapped[str | None] = mapped_column(String(40))
    hold_until: Mapped[datetime | None]
    attempts: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None]


class RestoreRow(Base):
    """A backup that was put back. What is due by restored_at may have been said since made_at."""

    __tablename__ = "restores"
    restored_at: Mapped[datetime] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]


class FormSubmissionRow(Base):
    """A form that was sent with success: sent again, it shows this outcome and changes nothing."""

    __tablename__ = "form_submissions"
    nonce: Mapped[str] = mapped_column(String(40), primary_key=True)
    outcome: Mapped[dict[str, Any]]
    sent_at: Mapped[datetime] = mapped_column(index=True)


class ToldFactRow(Base):
    """What a reader was told, and how it stood then: so that nothing is said twice unless it changed.

    reader: "person:12" or "slack:C123". fact: its name, "action:4". times: how often in this state.
    """

    __tablename__ = "told_facts"
    reader: Mapped[str] = mapped_column(String(240), primary_key=True)
    fact: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[str] = mapped_column(String(64))
    times: Mapped[int]
    told_at: Mapped[datetime]


class HeardMessageRow(Base):
    """A message to the bot that a process has taken up: it is answered once, whoever else hears it.

    heard_at: real time, when it was last taken up. acted: what it asked for is saved.
    """

    __tablename__ = "heard_messages"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    message: Mapped[str] = mapped_column(String(120), primary_key=True)
    heard_at: Mapped[datetime] = mapped_column(index=True)
    acted: Mapped[bool]
    answered: Mapped[bool]


class FirstContactRow(Base):
    """Whom, or which channel, the bot has told what it is for. contact: "person:12" or "slack:C123"."""

    __tablename__ = "first_contacts"
    contact: Mapped[str] = mapped_column(String(240), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    made_at: Mapped[datetime]


class MessageChoiceRow(Base):
    """What somebody chose about messages that recur: for themselves, or for a startup's channel.

    chooser: "person:12" or "startup:velo-facile". family: gamma/message_choices.py. choice: "off", "weekly".
    """

    __tablename__ = "message_choices"
    chooser: Mapped[str] = mapped_column(String(240), primary_key=True)
    family: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    choice: Mapped[str] = mapped_column(String(20))
