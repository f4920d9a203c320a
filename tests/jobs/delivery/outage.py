"""Reminders of meetings that were due during an outage, and the hour at which the bot is back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.outbox import Notification
from gamma.translator import render
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from tests.jobs.conftest import Bench

PARIS = ZoneInfo("Europe/Paris")


def meeting(context: MessageContext, subject: Subject) -> Message | None:
    """A reminder that is of use until its meeting begins."""
    if "broken" in subject:
        raise KeyError
    if datetime.fromisoformat(subject["at"]) <= context.now:
        return None
    return Message((render("**{name}**", name=subject["name"]), render("Details.")))


def over(context: MessageContext, subject: Subject) -> Message | None:
    if subject.get("gone"):
        return None
    said = render("{name}, désolé.", name=subject["name"])
    held = f"checkpoint held {subject.get('number', '')}".strip()
    return Message((said,), (Button("A-t-il eu lieu ?", held, main="number" in subject),))


def meetings_are_reminded_of(bench: Bench) -> None:
    bench.kinds = {**bench.kinds, "meeting": MessageKind(meeting, Timing.REMINDER, missed=over)}


def remind(bench: Bench, key: str, account: str = "", *, until: float = 0.0, **known: object) -> None:
    """Due now; its meeting begins so many hours later. In the team's channel, or to somebody in private."""
    at = bench.now + timedelta(hours=until)
    subject = {"name": f"Point {key}", "at": at.isoformat(), **known}
    if account:
        bench.plan_for(account, key, "fr", kind="meeting", subject=subject)
    else:
        bench.keep(Notification(key, "meeting", subject, bench.chat.name, bench.now, channel="team"))


def back_at(bench: Bench, day: int, hour: int, minute: int = 0) -> None:
    bench.now = datetime(2026, 11, day, hour, minute, tzinfo=PARIS)
