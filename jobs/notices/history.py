"""The history of assessments as a picture, in the direct conversation of the person who asked."""

from functools import partial

from gamma.chat import Message, Picture
from gamma.trend_picture import draw
from gamma.trend_words import alternative, heading, told
from jobs.notices.facts import Facts, Render, Subject
from storage import startups
from storage.trends import Trends


def assessment_history(facts: Facts, subject: Subject) -> Message | None:
    """subject: the startup, and the person for their own history; without one, the team's."""
    startup = startups.load(facts.session, subject["startup"])
    if not startup:
        return None
    trends = Trends(facts.session, facts.programme, facts.zone)
    person = subject.get("own")
    trend = trends.team(startup.id) if person is None else trends.own(startup.id, person)
    if not trend.tells:
        return None
    words = facts.words
    title = str(heading(words, startup, team=person is None))
    picture = Picture(partial(draw, words, trend, title), alternative(words, trend))
    return Message(told(words, startup, trend, team=person is None), picture=picture)


RENDERS: tuple[Render, ...] = (assessment_history,)
