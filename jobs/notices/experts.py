"""What somebody of the network reads of their own settings, after a form where it cannot be shown at once."""

from gamma.chat import Message
from gamma.experts.expert_profile_words import profile
from jobs.notices.facts import Facts, Render, Subject
from storage import expert_busy, experts


def expert_profile(facts: Facts, subject: Subject) -> Message | None:
    expert = experts.load(facts.session, subject["person"])
    if expert is None:
        return None
    busy = expert_busy.of(facts.session, expert.person_id, facts.now, facts.reader_zone)
    return profile(facts.programme, facts.words, expert, busy, facts.now, facts.reader_zone)


RENDERS: tuple[Render, ...] = (expert_profile,)
