"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Mapping

from jobs.notices import (
    actions,
    agenda,
    assessments,
    attention,
    catch_up,
    channels,
    checkpoints,
    committees,
    counter_views,
    coverage,
    delivery,
    experts,
    imports,
    introductions,
    minutes,
    offers,
    privacy,
    questions,
    sponsors,
    startups,
    talks,
    watch,
    weeks,
)
from jobs.notices.facts import Facts, Grouped, Render

__all__ = ["CATCH_UP", "IN_HOURS", "NEWS", "NOTICES", "OFFERS", "REMINDERS", "Facts"]

CATCH_UP = catch_up.catch_up.__name__

NEWS = frozenset(render.__name__ for subject in (checkpoints, committees) for render in subject.NEWS)
"""What somebody did: their channel hears it at once, others in their hours."""

IN_HOURS = frozenset(
    render.__name__
    for subject in (coverage, introductions, offers, privacy, questions, sponsors, talks)
    for render in subject.IN_HOURS
)
"""What time asks for, or somebody who is not here did: everybody hears it in their hours."""

OFFERS = frozenset(render.__name__ for render in offers.OFFERS)
"""What waits for an expert's answer."""

REMINDERS: Mapping[str, Grouped] = {
    grouped.render.__name__: grouped
    for subject in (actions, agenda, attention, checkpoints, committees, weeks)
    for grouped in subject.REMINDERS
}

NOTICES: Mapping[str, Render] = {
    render.__name__: render
    for subject in (
        actions,
        agenda,
        assessments,
        catch_up,
        channels,
        checkpoints,
        committees,
        counter_views,
        coverage,
        delivery,
        experts,
        imports,
        introductions,
        minutes,
        offers,
        privacy,
        questions,
        sponsors,
        startups,
        talks,
        watch,
    )
    for render in subject.RENDERS
} | {kind: grouped.render for kind, grouped in REMINDERS.items()}
"""By the name of the function, which is the kind that a Notice carries."""
