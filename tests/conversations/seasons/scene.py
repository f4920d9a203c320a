"""A small season, made by what people type: five startups, one of them silent, from November to February."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gamma.startups.startup import Startup
from tests.conversation import IMPACT, MARKET, STARTUP, TEAM, Talk
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
SEASON = "hiver"
OPENING = "saison nouvelle Hiver du 23/11/2026 au 28/02/2027"
IDS = ("atlas-local", "bien-loge", "coup-de-pouce", "droit-direct")
GOOD = {"people": "yes", "roles": "yes", "processes": "yes", "culture": "partly", "funding": "yes"}
TARGET = {"target": "1 000", "target_date": "30/06/2027"}


def at(month: int, day: int, hour: int = 11) -> datetime:
    return datetime(2027 if month < 11 else 2026, month, day, hour, tzinfo=PARIS).astimezone(UTC)


@dataclass
class SeasonScene:
    """channels, members: by startup; velo-facile has three people, the others one."""

    talk: Talk
    channels: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        talk = self.talk
        with talk.app.store.write() as session:
            for number, each in enumerate(IDS):
                keep(session, Startup(each, f"Startup {number}", "", "fabrique", ()))
        self.members[STARTUP.id] = [talk.member, talk.mate, talk.third]
        self.channels[STARTUP.id] = talk.channel
        for each in IDS:
            person = talk.driver.person(f"Membre de {each}")
            self.members[each] = [person]
            self.channels[each] = talk.driver.channel(f"equipe-{each}", [person, talk.manager])
        for each, channel in self.channels.items():
            talk.say(f"startup link {each}", self.members[each][0], channel)
            self.admin(f"startup enrol {each} {talk.at(talk.manager)}")
        talk.tick()

    def admin(self, text: str) -> str:
        """The programme team types it in private."""
        return self.talk.say(text, self.talk.admin, self.talk.driver.direct(self.talk.admin)).text

    def jump(self, moment: datetime) -> None:
        self.talk.now = moment
        for _ in range(3):  # what one job leads to, another sees to at its next turn
            self.talk.app.tick()
            self.talk.later(minutes=1)

    def assess(self, startup: str, person: str, *pages: dict[str, str], share: bool = True) -> None:
        channel = self.channels[startup]
        screen = self.talk.say("assess", person, channel)
        for given in pages:
            screen = self.talk.page(screen, given, person)
        if share:
            self.talk.say("assess share", person, channel)

    def team_says(self, startup: str, text: str) -> str:
        return self.talk.say(text, self.members[startup][0], self.channels[startup]).text

    # --- the season ------------------------------------------------------------------------------------

    def play(self) -> None:
        self.admin(OPENING)
        self.round("entrée", at(11, 23))
        self._entry()
        self.jump(at(12, 9))
        self._work()
        self.round("sortie", at(2, 8))
        self._exit()
        self.jump(at(2, 24))

    def round(self, occasion: str, moment: datetime) -> None:
        self.jump(moment)
        self.admin(f"évaluer campagne {occasion} toutes oui")
        self.talk.later(minutes=2)
        self.talk.app.tick()

    def _entry(self) -> None:
        low = {**MARKET, "recurring_users": "10"}
        for number, person in enumerate(self.members[STARTUP.id]):
            team = GOOD if number else TEAM
            self.assess(STARTUP.id, person, MARKET, {**IMPACT, **TARGET}, team)
        self.assess("atlas-local", self.members["atlas-local"][0], low, IMPACT, TEAM)
        self.assess("bien-loge", self.members["bien-loge"][0], low, {**IMPACT, **TARGET}, GOOD)
        self.assess("coup-de-pouce", self.members["coup-de-pouce"][0], MARKET, IMPACT, TEAM, share=False)

    def _exit(self) -> None:
        there = {**IMPACT, **TARGET, "metric_value": "790"}
        self.assess(STARTUP.id, self.members[STARTUP.id][0], MARKET, {**IMPACT, **TARGET}, GOOD)
        self.assess("atlas-local", self.members["atlas-local"][0], MARKET, there, GOOD)
        self.assess("bien-loge", self.members["bien-loge"][0], MARKET, there, TEAM)
        self.assess("coup-de-pouce", self.members["coup-de-pouce"][0], MARKET, IMPACT, TEAM)

    def _work(self) -> None:
        self.team_says(STARTUP.id, "point planifier mercredi 16 décembre 14h30 oui")
        self.team_says("atlas-local", "point planifier jeudi 17 décembre 10h oui")
        self.team_says("atlas-local", "point déplacer mardi 12 janvier 10h oui")
        self.team_says("bien-loge", "point planifier vendredi 18 décembre 10h oui")
        self.team_says("bien-loge", "point annuler oui")
        for words in ("financement : 50 k€", "relais : trois préfectures", "autre : un accès au fichier"):
            self.team_says(STARTUP.id, f"engagements ajouter {words}")
        self.team_says(STARTUP.id, "engagements fait 1")
        self.team_says(STARTUP.id, "engagements abandonner 2")
        self._questions()
        self.jump(at(12, 16, 16))
        self.team_says(STARTUP.id, "point tenu")

    def _questions(self) -> None:
        """One expert each: taken the next day, after a week, never."""
        asking = (STARTUP.id, "atlas-local", "bien-loge")
        experts = [self.talk.driver.person(name) for name in ("Elsa Un", "Elsa Deux", "Elsa Trois")]
        for number, (startup, expert) in enumerate(zip(asking, experts, strict=True), start=1):
            self.talk.say("expert rejoindre growth", expert, self.talk.driver.direct(expert))
            self.team_says(startup, f"expert growth Comment doubler les inscriptions du lot {number} ?")
            self.talk.tick()
        self.jump(at(12, 10))
        self._take(experts, 1)
        self.team_says(STARTUP.id, "expert clore 1 utile 5")
        self.jump(at(12, 16, 10))
        self._take(experts, 2)

    def _take(self, experts: list[str], number: int) -> None:
        """Whoever it was offered to says yes."""
        for expert in experts:
            self.talk.say(f"expert prendre {number}", expert, self.talk.driver.direct(expert))
