"""Two teams on one platform: one has just reached its market, by what it shared, and one works on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import text

from gamma.answers import Answers
from gamma.startups.startup import Phase, Startup
from storage.assessments.assessments import Assessments
from storage.people import people
from tests import spaces
from tests.conversation import STARTUP, Talk
from tests.startups import keep
from tests.talk import Screen, SeenMessage

PARIS = ZoneInfo("Europe/Paris")
PEER = Startup(
    id="cantine-claire",
    name="Cantine claire",
    pitch="",
    incubator="atelier",
    phases=(Phase("acceleration", date(2026, 1, 5)),),
)
REACHED: Answers = {"market_size": Decimal(20000), "recurring_users": Decimal(400), "in_production": "yes"}
PARTLY: Answers = {"market_size": Decimal(20000), "recurring_users": Decimal(20), "in_production": "yes"}
GAP_ASKED, PEER_ASKED = "vient d’atteindre", "aimerait savoir comment Cantine claire"
NOBODY, INTRODUCED = "pas trouvé d’équipe", "avez dit oui"


@dataclass
class PeersScene:
    """Camille's team works on its market; Elias's, in the other channel, reached it since last quarter."""

    talk: Talk

    def __post_init__(self) -> None:
        talk = self.talk
        with talk.app.store.write() as session:
            keep(session, PEER)
        talk.link()
        talk.say(f"startup link {PEER.id}", talk.stranger, talk.other_channel)
        for startup in (STARTUP.id, PEER.id):
            words = f"startup enrol {startup} {talk.at(talk.manager)}"
            talk.say(words, talk.admin, talk.driver.direct(talk.admin))
        self.share(PEER.id, talk.stranger, PARTLY, datetime(2026, 8, 12, 9, tzinfo=UTC))
        self.share(PEER.id, talk.stranger, REACHED, datetime(2026, 11, 12, 9, tzinfo=UTC))
        self.share(STARTUP.id, talk.member, PARTLY, datetime(2026, 11, 12, 9, tzinfo=UTC))

    def share(self, startup: str, account: str, answers: Answers, at: datetime) -> None:
        with self.talk.app.store.write() as session:
            programme = self.talk.app.job_context.programme
            person = people.upsert_person(session, self.talk.driver.name, account)
            own = Assessments(session, programme)
            begun = own.begin(startup, person.id, at)
            own.save_page(begun, programme.criterion("market"), answers, (), at, PARIS)
            own.finish(begun, at)
            own.share(begun, at)

    def unshare(self, account: str) -> None:
        """What the person shared last is taken back."""
        with self.talk.app.store.write() as session:
            person = people.upsert_person(session, self.talk.driver.name, account)
            of_person = text("UPDATE assessments SET shared_at = NULL WHERE person_id = :person")
            session.execute(of_person, {"person": person.id})

    def at(self, day: int, hour: int = 11, month: int = 12) -> None:
        """Nothing happens meanwhile; what a job plans is sent at the next turn."""
        self.talk.now = datetime(2026 if month > 8 else 2027, month, day, hour, tzinfo=PARIS).astimezone(UTC)
        self.talk.tick()
        self.talk.tick()

    def told(self, account: str, words: str) -> list[SeenMessage]:
        return [post for post in self.talk.said_to(account) if words in spaces.plain(post.text)]

    def press(self, account: str, words: str, label: str, as_: str = "") -> Screen:
        return self.talk.press(self.told(account, words)[-1], label, as_ or account)

    def asked(self) -> None:
        """The first working day of the month in which teams are asked."""
        self.at(1)

    def agrees(self, label: str = "Oui, tu peux nous nommer") -> Screen:
        self.asked()
        return self.press(self.talk.member, GAP_ASKED, label)
