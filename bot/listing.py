"""What the command line shows of the outbox: planned, sent, failed with reasons."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.outbox import Entry
from storage import outbox

_MOST_OF_EACH = 50


def outbox_lines(session: Session, zone: ZoneInfo) -> Iterator[str]:
    """Never what a message says: only where it stands."""
    counts = outbox.counts(session)
    waiting = counts.get("planned", 0) + counts.get("claimed", 0)
    sent, failed = counts.get("sent", 0), counts.get("failed", 0)
    yield f"{waiting} planned, {sent} sent, {failed} failed (times in {zone.key})"
    for title, entries in (
        ("planned", outbox.entries(session, "open", _MOST_OF_EACH)),
        ("failed", outbox.entries(session, "failed", _MOST_OF_EACH)),
        ("sent", outbox.entries(session, "sent", _MOST_OF_EACH)),
    ):
        if entries:
            yield f"\n{title} (at most {_MOST_OF_EACH} shown)"
            yield from (_line(entry, zone) for entry in entries)


def _line(entry: Entry, zone: ZoneInfo) -> str:
    notice = entry.notice
    moment = (entry.ended_at or notice.due_at).astimezone(zone)
    recipient = notice.channel or f"person {notice.person_id}"
    parts = [f"{moment:%Y-%m-%d %H:%M}", notice.platform, recipient, notice.kind, notice.key]
    if entry.state == "claimed":
        parts.append("outcome not known yet")
    if entry.state in ("planned", "claimed") and entry.hold_until:
        parts.append(f"not before {entry.hold_until.astimezone(zone):%H:%M:%S}")
    if entry.attempts > 1:
        parts.append(f"{entry.attempts} tries")
    return "  " + "  ".join([*parts, entry.reason] if entry.reason else parts)
