"""Experts and questions that a test begins with, as if they had joined and asked, and the time after that."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from gamma.experts.question import Offer, Question, QuestionDraft
from gamma.people.person import Person
from storage.experts import experts, offers, questions
from storage.models import QuestionRow
from storage.people import people
from tests import spaces
from tests.conversation import STARTUP, Talk
from tests.talk import Screen, SeenMessage

PARIS = ZoneInfo("Europe/Paris")
ASKED = "Comment doubler les inscriptions en région sans budget ?"


@dataclass
class ExpertScene:
    """A startup whose channel is linked, on Monday 23 November 2026 at 10:30 in Paris."""

    talk: Talk

    def __post_init__(self) -> None:
        self.talk.link()

    def person(self, account: str, zone: str = "") -> Person:
        """As the platform knows them, but for their zone."""
        profile = self.talk.app.chats[self.talk.driver.name].profile(account)
        with self.talk.app.store.write() as session:
            known = replace(profile, zone=zone or profile.zone)
            return people.upsert_person(session, self.talk.driver.name, account, known)

    def joins(
        self,
        account: str,
        domain: str = "growth",
        *,
        level: int = 2,
        capacity: int = 3,
        zone: str = "",
        of_the_team: bool = False,
    ) -> Person:
        """Somebody of another team, who is in its channel no more, unless it is said."""
        if not of_the_team:
            self.talk.driver.leave(account, self.talk.channel)
        person = self.person(account, zone)
        with self.talk.app.store.write() as session:
            experts.join(session, person.id, {domain: level}, capacity, self.talk.now)
        return person

    def pauses(self, person: Person, until: str) -> None:
        with self.talk.app.store.write() as session:
            experts.set_pause(session, person.id, in_paris(until))

    def asks(
        self,
        text: str = ASKED,
        domain: str = "growth",
        *,
        as_: str = "",
        context: str = "",
        confidential: bool = False,
        in_channel: bool = True,
    ) -> Question:
        """For the startup, by one of its team; the clock has not seen to it yet."""
        asker = self.person(as_ or self.talk.member)
        channel = self.talk.channel if in_channel else None
        with self.talk.app.store.write() as session:
            return questions.add(
                session,
                STARTUP.id,
                asker,
                QuestionDraft(domain, text, context, confidential),
                self.talk.now,
                channel=channel,
            )

    def question(self, number: int) -> Question:
        with self.talk.app.store.read() as session:
            found = questions.load(session, number)
        assert found is not None
        return found

    def offers(self, question: Question) -> list[Offer]:
        """In the order in which they were made."""
        with self.talk.app.store.read() as session:
            return offers.of_question(session, question.id)

    def asked(self, question: Question) -> list[int]:
        """The people to whom it was offered."""
        return [offer.person_id for offer in self.offers(question)]

    def at(self, moment: str) -> None:
        """Now it is that time in Paris ("2026-11-27 17:00"); the bot did on the way what was due."""
        self.talk.wait_until(in_paris(moment))

    def said_to(self, account: str, containing: str = "") -> list[SeenMessage]:
        """In private, after all that is due was done and sent."""
        return [post for post in self.talk.said_to(account) if containing in post.text]

    def types(self, account: str, text: str) -> Screen:
        """`/gamma {text}`, in their direct conversation."""
        return self.talk.say(text, account, self.talk.driver.direct(account))


def plain(seen: SeenMessage | Screen) -> str:
    """Its text, with spaces that may break."""
    return spaces.plain(seen.text)


def in_paris(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=PARIS)


def all_asked(talk: Talk) -> list[Question]:
    """For the startup, the newest first; no drafts."""
    with talk.app.store.read() as session:
        asked = select(QuestionRow.id).where(
            QuestionRow.startup_id == STARTUP.id, QuestionRow.state != "draft"
        )
        numbers = session.scalars(asked.order_by(QuestionRow.id.desc()))
        found = [questions.load(session, number) for number in numbers]
    return [question for question in found if question]


def the_one(talk: Talk) -> Question:
    (question,) = all_asked(talk)
    return question
