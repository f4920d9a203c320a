"""A workshop that a test begins with, announced in a channel, and what people do with it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.workshops.workshop import Attendance, Workshop
from storage.workshops import sign_ups, workshops
from tests.conversation import Talk
from tests.talk import Screen, SeenMessage

PARIS = ZoneInfo("Europe/Paris")
TITLE = "Trouver ses premiers usagers"
CALL = "https://visio.example.org/atelier"


@dataclass
class WorkshopScene:
    """Monday 23 November 2026, 10:30 in Paris; the programme team announces in the team's channel."""

    talk: Talk

    def announce(self, *, places: str = "12", when: str = "mardi 8 décembre 14h30", **more: str) -> Screen:
        values = {"title": TITLE, "domain": "growth", "when": when, "places": places, "link": CALL, **more}
        return self.talk.send(self.talk.say("atelier annoncer", self.talk.admin), values, self.talk.admin)

    def at(self, moment: str) -> None:
        self.talk.wait_until(datetime.fromisoformat(moment).replace(tzinfo=PARIS))

    def join(self, person: str) -> str:
        return plain(self.talk.say("atelier participer 1", person).text)

    def leave(self, person: str) -> str:
        return plain(self.talk.say("atelier laisser 1", person).text)

    def post(self) -> SeenMessage:
        """The only one that announces it, as it stands now."""
        posts = [each for each in self.talk.said_in(self.talk.channel) if "animé par" in each.text]
        assert len(posts) == 1
        return posts[0]

    def told(self, person: str, words: str) -> list[SeenMessage]:
        return [each for each in self.talk.said_to(person) if words in plain(each.text)]

    def workshop(self) -> Workshop:
        with self.talk.app.store.read() as session:
            found = workshops.load(session, 1)
        assert found is not None
        return found

    def attendance(self) -> Attendance:
        with self.talk.app.store.read() as session:
            return sign_ups.attendance(session, self.workshop())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
