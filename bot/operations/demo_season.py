"""Invents a season: who took part, what teams said of themselves, and what was done, the same every time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.operations.demo_answers import answers_of
from bot.operations.demo_names import (
    FIRST_NAMES,
    LAST_NAMES,
    METRICS,
    STARTUPS,
)
from bot.operations.demo_survey import invent_survey
from bot.operations.demo_work import CONCERNS, InventedTeam, InventedWork
from bot.settings import SANDBOX_ADMIN
from gamma.answers import Value
from gamma.assessments.rounds import Occasion
from gamma.chat import Profile
from gamma.dates import LocalMoment, Quarter, day_in, months_later
from gamma.people.person import Person
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from gamma.seasons.goals import goal_at_entry
from gamma.seasons.season import OCCASIONS, Moment, Season, SeasonLine
from gamma.startups.catalogue import Catalogue, CatalogueEntry, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Channel, Phase, Startup
from storage.assessments import finished, rounds
from storage.experts import experts
from storage.people import people
from storage.seasons import moments, seasons
from storage.startups import enrolment, imports, startups

_FOLDER = Path(__file__).parents[1] / "platforms" / "sandbox"
_SAMPLE = ("startups.json", "organisations.json")
_OWN = "velo-facile"
_TEAM = (("camille", "Camille Moreau"), ("noe", "Noé Petit"), ("ines", "Inès Diallo"))
_EXPERTS = 12
_ROUND_DAYS = 14
_LEVELS: Sequence[Verdict] = ("not_yet", "partly", "reached")


def invent_season(session: Session, programme: Programme, now: datetime, zone: ZoneInfo) -> Season:
    """The six months before this one; its teams were asked at entry, half-way and at the end."""
    return _Invention(session, programme, now, zone).season()


class _Invention:
    def __init__(self, session: Session, programme: Programme, now: datetime, zone: ZoneInfo) -> None:
        self._session, self._programme, self._now, self._zone = session, programme, now, zone
        self._chance = Random(2020)  # noqa: S311 - nothing is kept secret by it
        ends_on = day_in(now, zone).replace(day=1) - timedelta(days=1)
        self._line = SeasonLine(_name(ends_on), months_later(ends_on + timedelta(days=1), -6), ends_on)

    def season(self) -> Season:
        begin = self._at(self._line.starts_on, 9)
        admin = self._person(*SANDBOX_ADMIN, "Nadia Benali")
        pauline = self._person("sandbox", "pauline", "Pauline Roche")
        self._save_startups(begin, 3)
        teams = [self._team(number, begin, (pauline, admin)) for number in range(len(STARTUPS) + 1)]
        channel = Channel("sandbox", "equipe-velo-facile", _OWN)
        startups.link_channel(self._session, channel, admin, begin)
        season = seasons.open_(self._session, self._line, [team.id for team in teams], begin)
        if season is None:
            raise ValueError("the database is not empty")
        helpers = self._helpers(begin)
        self._ask(teams, "entry", season.starts_on + timedelta(days=6))
        self._freeze(season)
        self._ask(teams, "middle", season.starts_on + timedelta(days=92))
        self._ask(teams, "exit", season.ends_on - timedelta(days=12))
        invention = InventedWork(self._session, self._chance, season, self._now, self._zone)
        for team in teams:
            invention.add(team, helpers)
        self._save_startups(self._at(season.ends_on, 9), 2)
        members = [person.id for team in teams for person in team.people]
        everybody = members, [each.id for each in helpers]
        invent_survey(self._session, self._chance, season, everybody, self._now)
        return season

    # --- who takes part --------------------------------------------------------------------------------

    def _save_startups(self, now: datetime, one_in: int) -> None:
        """As the public API had them that day. one_in: of so many one has a page of statistics."""
        entries = tuple(
            self._listed(number, day_in(now, self._zone), one_in) for number in range(len(STARTUPS))
        )
        sample = [(name, parse_catalogue((_FOLDER / name).read_bytes())) for name in _SAMPLE]
        imports.save_catalogue(self._session, merge_catalogues([*sample, ("demo", Catalogue(entries))]), now)

    def _listed(self, number: int, day: date, one_in: int) -> CatalogueEntry:
        """Some have left their acceleration by the end of the season; fewer show impact than use."""
        id, name, pitch = STARTUPS[number]
        began = self._line.starts_on - timedelta(days=200 - number * 6)
        phases = [Phase("construction", began - timedelta(days=300)), Phase("acceleration", began)]
        if number % 3 == 1:
            phases.append(Phase("transfer", self._line.starts_on + timedelta(days=40 + number * 5)))
        begun = tuple(phase for phase in phases if (phase.started_on or day) <= day)
        pages = [f"https://{id}.example.org/{each}" for each in ("stats", "impact")]
        shown = [page if number % (one_in + more) == 0 else "" for more, page in enumerate(pages)]
        startup = Startup(id, name, pitch, "fabrique-des-chemins", begun)
        return CatalogueEntry(startup, number, (), (), (), PublicPages(*shown))

    def _team(self, number: int, now: datetime, managers: tuple[Person, Person]) -> InventedTeam:
        """The first one is the sandbox's own, with people who are there."""
        if number == 0:
            startup, team = _OWN, [self._person("sandbox", *each) for each in _TEAM]
        else:
            startup = STARTUPS[number - 1][0]
            team = [self._invented(f"{startup}-{place}") for place in range(self._chance.randint(2, 4))]
        manager = managers[number % 5 > 2]
        enrolment.enrol(self._session, startup, managers[1], now)
        enrolment.assign_manager(self._session, startup, manager.id)
        levels = {
            "market": self._level(5, 9, 10),
            "impact": self._level(7, 9, 8),
            "team": self._level(3, 8, 13),
        }
        if startup == _OWN:
            levels = {"market": 1, "impact": 2, "team": 1}
        concern = CONCERNS[number // 4 % len(CONCERNS)] if number % 4 == 1 else None
        metric, value = self._chance.choice(METRICS), self._between(60, 900)
        return InventedTeam(startup, team, manager, metric, value, levels, concern)

    def _helpers(self, now: datetime) -> list[Person]:
        """Those who are not in the sandbox pause: nobody would answer for them."""
        domains = [domain.id for domain in self._programme.domains]
        helpers = []
        for number in range(_EXPERTS):
            helper = self._invented(f"expert-{number}")
            own = {domains[number % len(domains)]: 3, self._chance.choice(domains): 1}
            experts.join(self._session, helper.id, own, 3, now)
            experts.set_pause(self._session, helper.id, self._now + timedelta(days=400))
            helpers.append(helper)
        elias = self._person("sandbox", "elias", "Elias Fontaine")
        experts.join(self._session, elias.id, {"growth": 3, "product": 2}, 3, now)
        return [*helpers, elias]

    def _invented(self, account: str) -> Person:
        name = f"{self._chance.choice(FIRST_NAMES)} {self._chance.choice(LAST_NAMES)}"
        return self._person("sandbox", f"demo-{account}", name)

    def _person(self, platform: str, account: str, name: str) -> Person:
        return people.upsert_person(self._session, platform, account, Profile(name, "fr", self._zone.key))

    # --- what teams said of themselves -----------------------------------------------------------------

    def _ask(self, teams: Sequence[InventedTeam], moment: Moment, day: date) -> None:
        occasion: Occasion = OCCASIONS[moment]
        opened, closed = self._at(day, 10), self._at(day + timedelta(days=_ROUND_DAYS), 10)
        closed = min(closed, self._now)
        quarter = Quarter.of(opened, self._zone)
        for team in teams:
            if moment != "entry":
                self._move_on(team)
            planned = rounds.plan(self._session, team.id, occasion, quarter, opened, closed)
            if planned is None:
                raise ValueError("each occasion comes once")
            rounds.open_(self._session, planned, opened, closed, quarter)
            if self._chance.random() > 0.08 or team.id == _OWN:
                self._answer(team, moment, opened)
            rounds.set_state(self._session, planned, "closed", closed)

    def _move_on(self, team: InventedTeam) -> None:
        """Most go on, some stay, a few go back."""
        team.value = int(team.value * self._chance.uniform(1.0, 1.6))
        for criterion, level in team.levels.items():
            step = self._chance.choices((-1, 0, 1), (1, 11, 6))[0]
            team.levels[criterion] = min(2, max(0, level + step))

    def _answer(self, team: InventedTeam, moment: Moment, opened: datetime) -> None:
        """Everybody sends, nearly everybody shares."""
        target = Decimal(team.value * 2 if moment == "entry" else round(team.value * 1.3, -1))
        for person in team.people:
            sent_at = opened + timedelta(hours=self._between(1, 160))
            given = {
                **answers_of(self._programme, {c: _LEVELS[level] for c, level in team.levels.items()}),
                **self._facts(team, target, day_in(opened, self._zone)),
            }
            shared_at = sent_at + timedelta(minutes=2) if self._chance.random() > 0.07 else None
            of = (team.id, person.id)
            finished.add(self._session, self._programme, of, given, sent_at, shared_at)

    def _facts(self, team: InventedTeam, target: Decimal, day: date) -> dict[str, Value]:
        """Of the metric, as far as the level goes."""
        if team.levels["impact"] == 0:
            return {}
        known: dict[str, Value] = {"metric": team.metric, "metric_value": Decimal(team.value)}
        if team.levels["impact"] == 2:
            known |= {"target": target, "target_date": day + timedelta(days=200)}
        return known

    def _freeze(self, season: Season) -> None:
        """As the clock does when the round at entry is over."""
        asked = moments.rounds_of(
            self._session, season, seasons.startups_of(self._session, season), self._zone
        )
        entry = moments.teams_at(self._session, self._programme, {"entry": asked["entry"]}, self._zone)[
            "entry"
        ]
        goals = [
            goal_at_entry(startup, entry[startup].facts if startup in entry else {}, round.closes_at)
            for startup, round in sorted(asked["entry"].items())
        ]
        seasons.freeze(self._session, season, goals)

    # --- chance and days -------------------------------------------------------------------------------

    def _between(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def _level(self, *weights: int) -> int:
        return self._chance.choices((0, 1, 2), weights)[0]

    def _at(self, day: date, hour: int) -> datetime:
        return LocalMoment(day, time(hour), self._zone).instant.astimezone(UTC)


def _name(ends_on: date) -> str:
    """After the season of the year in whose middle it lies."""
    middle = months_later(ends_on, -3)
    return f"{('Hiver', 'Printemps', 'Été', 'Automne')[middle.month % 12 // 3]} {middle.year}"
