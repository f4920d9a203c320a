"""What the programme team is told of messages that did not arrive."""

from gamma.chat import Message
from gamma.words import N_
from jobs.notices.facts import Facts, Render, Subject


def _about_delivery(facts: Facts, subject: Subject, told: str) -> Message:
    platform = subject["platform"].capitalize()
    values = {"platform": platform, "reason": subject["reason"], "key": subject["key"]}
    return Message((facts.words.rich(told, **values),))


def delivery_unsure(facts: Facts, subject: Subject) -> Message:
    told = N_(
        "I cannot check on {platform} whether a message arrived: {reason}. `gamma outbox` shows it as {key}."
    )
    return _about_delivery(facts, subject, told)


def delivery_failed(facts: Facts, subject: Subject) -> Message:
    told = N_("A message could not be delivered on {platform}: {reason}. `gamma outbox` shows it as {key}.")
    return _about_delivery(facts, subject, told)


RENDERS: tuple[Render, ...] = (delivery_unsure, delivery_failed)
