"""The sandbox, which is a platform of its own."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class SandboxPostRow(Base):
    """The sandbox is a platform of its own: its posts, with the key they were marked with.

    change: counts what was posted and edited, so that open pages find both.
    """

    __tablename__ = "sandbox_posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(80), index=True)
    author: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(200))
    content: Mapped[dict[str, Any]]
    posted_at: Mapped[datetime]
    change: Mapped[int] = mapped_column(index=True)


class SandboxClockRow(Base):
    """How far the sandbox's clock was moved ahead of real time, in seconds."""

    __tablename__ = "sandbox_clock"
    id: Mapped[int] = mapped_column(primary_key=True)
    ahead: Mapped[float] = mapped_column(default=0.0)
