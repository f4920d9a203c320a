"""The teams that who asked for a message as one of them has left since."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from gamma.chat_platform import Chat
from gamma.outbox import ASKED_AS_MEMBER, Notification
from jobs.context import JobContext
from storage.people import people
from storage.startups import enrolment, startups
from storage.store import JOB_PATIENCE


def left_startups(job: JobContext, chat: Chat, notification: Notification) -> frozenset[str]:
    """The startups whose channels the reader has left since, and for which nothing else stands.

    Asks the platform, so never inside a transaction. Raises ChatError.
    """
    asked = {subject[ASKED_AS_MEMBER] for subject in _subjects(notification) if ASKED_AS_MEMBER in subject}
    if notification.person_id is None or not asked:
        return frozenset()
    with job.store.read(JOB_PATIENCE) as session:
        person = people.by_id(session, notification.person_id)
        if (person.platform, person.account) in job.programme_team:
            return frozenset()
        asked -= enrolment.managed_by(session, person.id)
        channels = {startup_id: _channels(session, startup_id, person.platform) for startup_id in asked}
    present = chat.memberships(person.account, set().union(*channels.values()))
    return frozenset(startup_id for startup_id in asked if not channels[startup_id] & present)


def _subjects(notification: Notification) -> list[Mapping[str, Any]]:
    """Of the message, and of those that it gathers."""
    return [notification.subject, *(missed["subject"] for missed in notification.subject.get("missed", ()))]


def _channels(session: Session, startup_id: str, platform: str) -> set[str]:
    known = startups.channels_of(session, startup_id)
    return {channel.channel for channel in known if channel.platform == platform}
