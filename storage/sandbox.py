"""What the sandbox remembers: its posts, and how far its clock was moved ahead."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import SandboxClockRow, SandboxPostRow

PAGE = 500
DIRECT = "@"
"""How the id of a direct conversation begins; the person's account follows."""
GROUP = "+"
"""What begins the id of a conversation of several people and the bot, and each of their accounts in it."""
_ONLY_CLOCK = 1


@dataclass(frozen=True)
class Post:
    """One post of the sandbox. `content` is what the sandbox's page shows, as JSON.

    change: counts what was posted and edited in all conversations; that of its last.
    """

    id: int
    change: int
    channel: str
    author: str
    content: dict[str, Any]


def add_post(
    session: Session,
    channel: str,
    author: str,
    content: dict[str, Any],
    posted_at: datetime,
    key: str | None = None,
) -> Post:
    """posted_at is real time, as a chat platform's would be."""
    row = SandboxPostRow(channel=channel, author=author, key=key, content=content, posted_at=posted_at)
    row.change = latest_change(session) + 1
    session.add(row)
    session.flush()
    return _post(row)


def edit_post(session: Session, post: int, content: dict[str, Any]) -> bool:
    """Change these parts of what it shows; the others stay. False where there is no such post."""
    row = session.get(SandboxPostRow, post, with_for_update=True)
    if row is None:
        return False
    row.content = {**row.content, **content}
    row.change = latest_change(session) + 1
    session.flush()
    return True


def posts_after(session: Session, after: int) -> list[Post]:
    """The posts of all conversations changed after that, in order, at most a page of them."""
    changed = select(SandboxPostRow).where(SandboxPostRow.change > after)
    query = changed.order_by(SandboxPostRow.change, SandboxPostRow.id).limit(PAGE)
    return [_post(row) for row in session.scalars(query)]


def latest_post(session: Session) -> int:
    """The highest id, 0 where nothing was posted."""
    return session.scalar(select(func.max(SandboxPostRow.id))) or 0


def latest_change(session: Session) -> int:
    """0 where nothing was posted."""
    return session.scalar(select(func.max(SandboxPostRow.change))) or 0


def find_post(session: Session, post: int) -> Post | None:
    row = session.get(SandboxPostRow, post)
    return _post(row) if row else None


def find_key(session: Session, channel: str, author: str, key: str, since: datetime) -> int | None:
    """The id of this author's post marked with the key, among those since then."""
    query = select(SandboxPostRow.id).where(
        SandboxPostRow.key == key,
        SandboxPostRow.channel == channel,
        SandboxPostRow.author == author,
        SandboxPostRow.posted_at >= since,
    )
    return session.scalar(query.order_by(SandboxPostRow.id).limit(1))


def drop_private(session: Session, account: str) -> None:
    """Forget the person's conversation with the bot, and those of several people that they are in.

    The post that changed last of all stays as an empty one that nobody sees: its count must not be given
    again, or open pages would miss the post that gets it. So does that with the highest number.
    """
    groups = select(SandboxPostRow.channel).where(SandboxPostRow.channel.startswith(GROUP)).distinct()
    theirs = [each for each in session.scalars(groups) if account in each.split(GROUP)]
    private = SandboxPostRow.channel.in_([DIRECT + account, *theirs])
    posts = session.scalars(select(SandboxPostRow).where(private))
    last_change, last_post = latest_change(session), latest_post(session)
    for row in posts:
        if row.change == last_change or row.id == last_post:
            row.channel, row.author, row.key, row.content = "", "", None, {}
        else:
            session.delete(row)
    session.flush()


def clock_ahead(session: Session) -> timedelta:
    """How far the programme's time was moved ahead of real time."""
    row = session.get(SandboxClockRow, _ONLY_CLOCK)
    return timedelta(seconds=row.ahead if row else 0)


def save_clock_ahead(session: Session, ahead: timedelta) -> None:
    session.merge(SandboxClockRow(id=_ONLY_CLOCK, ahead=ahead.total_seconds()))


def _post(row: SandboxPostRow) -> Post:
    return Post(row.id, row.change, row.channel, row.author, row.content)
