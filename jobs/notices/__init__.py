"""What each kind of planned message says, from the facts of the moment it is sent."""

from collections.abc import Mapping

from jobs.notices import assessments, channels, counter_views, delivery, history, imports, privacy, startups
from jobs.notices.facts import Facts, Render

__all__ = ["NOTICES", "Facts"]

NOTICES: Mapping[str, Render] = {
    render.__name__: render
    for subject in (assessments, channels, counter_views, delivery, history, imports, privacy, startups)
    for render in subject.RENDERS
}
"""By the name of the function, which is the kind that a Notice carries."""
