"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments import Assessment
from gamma.calendar import Quarter
from gamma.chat import Button, Message
from gamma.people import Startup
from gamma.programme import Programme
from gamma.readiness import shared_facts, team_result
from gamma.results import own_result, team_message
from gamma.words import N_, Words
from storage import people, startups
from storage.assessments import Assessments


@dataclass(frozen=True)
class Facts:
    """Where a message finds what it says, and the words of its reader."""

    session: Session
    programme: Programme
    words: Words
    now: datetime
    zone: ZoneInfo
    commands: frozenset[str]


Subject = Mapping[str, Any]
Render = Callable[[Facts, Subject], Message | None]
"""None: there is nothing left to say (what it was about is gone)."""


def _assessment(facts: Facts, subject: Subject) -> tuple[Assessment, Startup] | None:
    assessment = Assessments(facts.session, facts.programme).load(subject["assessment"])
    startup = startups.load(facts.session, assessment.startup_id) if assessment else None
    return (assessment, startup) if assessment and startup else None


def assessment_next(facts: Facts, subject: Subject) -> Message | None:
    """A page is kept; the button for the next one, where a form cannot follow a form."""
    found = _assessment(facts, subject)
    if not found:
        return None
    _, startup = found
    words, criterion = facts.words, facts.programme.criterion(subject["page"])
    kept = words.rich(
        N_("Kept for **{startup}**. Next page: {title}. You can go on now or later."),
        startup=startup.name,
        title=criterion.title.said(words.locale),
    )
    label = words.text(N_("Continue"))
    return Message((kept,), (Button(label, says="assess", about=startup.id, main=True),))


def assessment_result(facts: Facts, subject: Subject) -> Message | None:
    """A person's own result, where it lasts."""
    found = _assessment(facts, subject)
    if not found:
        return None
    assessment, startup = found
    before = Assessments(facts.session, facts.programme).before(assessment)
    words, programme = facts.words, facts.programme
    return own_result(words, programme, startup, assessment, before, facts.zone, facts.commands)


def assessment_shared(facts: Facts, subject: Subject) -> Message | None:
    """The team's result, in its channel, after somebody shared theirs."""
    found = _assessment(facts, subject)
    if not found or not found[0].sent_at:
        return None
    assessment, startup = found
    quarter = Quarter.of(assessment.sent_at or facts.now, facts.zone)
    kept = Assessments(facts.session, facts.programme)
    shared = kept.shared(startup.id, quarter, facts.zone)
    if not shared:
        return None
    result = team_result(facts.programme, shared, shared_facts(facts.programme, shared), facts.commands)
    return team_message(facts.words, startup, quarter, result, invite=True)


def channel_linked(facts: Facts, subject: Subject) -> Message | None:
    """Tells a channel that it is linked now, and by whom."""
    startup = startups.load(facts.session, subject["startup"])
    if not startup:
        return None
    words = facts.words
    hello = words.rich(
        N_("Hello! {person} linked this channel to **{startup}**. Type `/gamma` whenever you like."),
        person=_name(facts, subject),
        startup=startup.name,
    )
    button = Button(words.text(N_("Assess")), says="assess", about=startup.id, for_all=True)
    return Message((hello,), (button,))


def channel_unlinked(facts: Facts, subject: Subject) -> Message | None:
    """Tells a channel that it is linked no more, and by whom."""
    startup = startups.load(facts.session, subject["startup"])
    if not startup:
        return None
    told = N_(
        "{person} undid the link of this channel to **{startup}**. `/gamma startup link` makes a new one."
    )
    return Message((facts.words.rich(told, person=_name(facts, subject), startup=startup.name),))


def channel_announced(facts: Facts, subject: Subject) -> Message | None:
    """Tells the programme team that a channel was linked."""
    startup = startups.load(facts.session, subject["startup"])
    if not startup:
        return None
    told = N_("{person} linked a channel on {platform} to **{startup}**.")
    return Message(
        (
            facts.words.rich(
                told,
                person=_name(facts, subject),
                platform=subject["platform"].capitalize(),
                startup=startup.name,
            ),
        )
    )


def invite_me(facts: Facts, _subject: Subject) -> Message:
    how = N_(
        "The channel is linked, but I cannot read or post there yet. Please invite me: `/invite @gamma`."
    )
    return Message((facts.words.rich(how),))


def delivery_unsure(facts: Facts, subject: Subject) -> Message:
    told = N_(
        "I cannot check on {platform} whether a message arrived: {reason}. `gamma outbox` shows it as {key}."
    )
    return _about_delivery(facts, subject, told)


def delivery_failed(facts: Facts, subject: Subject) -> Message:
    told = N_("A message could not be delivered on {platform}: {reason}. `gamma outbox` shows it as {key}.")
    return _about_delivery(facts, subject, told)


def _about_delivery(facts: Facts, subject: Subject, told: str) -> Message:
    platform = subject["platform"].capitalize()
    values = {"platform": platform, "reason": subject["reason"], "key": subject["key"]}
    return Message((facts.words.rich(told, **values),))


def _name(facts: Facts, subject: Subject) -> str:
    name = people.by_id(facts.session, subject["person"]).name
    return name or facts.words.text(N_("Somebody"))


NOTICES: Mapping[str, Render] = {
    render.__name__: render
    for render in (
        assessment_next,
        assessment_result,
        assessment_shared,
        channel_linked,
        channel_unlinked,
        channel_announced,
        invite_me,
        delivery_unsure,
        delivery_failed,
    )
}
