"""Whether an expert is of the team that asks, as the platform says: then it is not offered to them."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from gamma.chat import ChatError
from gamma.experts.question import Question
from gamma.people.person import Person
from jobs.context import JobContext
from storage.startups import startups


class NotKnownError(Exception):
    """The platform is to be asked first, outside of any transaction."""

    def __init__(self, person: Person, channels: frozenset[str]) -> None:
        super().__init__(person.id)
        self.person = person
        self.channels = channels


@dataclass
class Team:
    """Of one startup. within: those of it, or whom the platform does not know; beyond: the others."""

    within: set[int] = field(default_factory=set)
    beyond: set[int] = field(default_factory=set)

    def expect(self, job: JobContext, session: Session, question: Question, person: Person) -> None:
        """Somebody not of the team, as this person should be. Raises NotKnownError before that is asked."""
        linked = startups.channels_of(session, question.startup_id)
        channels = frozenset(each.channel for each in linked if each.platform == person.platform)
        if channels and person.id not in self.beyond and person.platform in job.chats:
            raise NotKnownError(person, channels)

    def ask(self, job: JobContext, unknown: NotKnownError) -> None:
        """Raises ChatError where a later try may do."""
        person = unknown.person
        try:
            inside = bool(job.chats[person.platform].memberships(person.account, unknown.channels))
        except ChatError as error:
            if error.token_refused or not error.permanent:
                raise
            inside = True
        (self.within if inside else self.beyond).add(person.id)
