"""How often each command asks the database: bounded, and not more often for many startups than for few."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from gamma.startups.startup import Channel, Phase, Startup
from handlers.commands import COMMANDS
from storage.people import people
from storage.startups import enrolment, startups
from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, plan
from tests.startups import keep

FEW, MANY = 3, 60
AT_MOST = 15
KNOWN = {
    "actions add call the region — Camille — 12 December": 25,
    "checkpoint agenda": 23,
    "checkpoint cadence every 6 weeks": 23,
    "checkpoint mail": 29,
    "checkpoint stop": 21,
    "committee file": 27,
    "expert growth How do we measure acquisition?": 19,
    "expert join growth design": 21,
    "metric 940 end of October": 16,
    "now": 23,
    "startup": 16,
    "startup unlink": 22,
    "assess round rhythm half-year": 16,
    "portfolio mute velo-facile until 15 March on leave": 16,
    "reminders each": 18,
    "reminders weekly": 21,
    "reminders none": 20,
    "reminders off actions": 19,
    "reminders on actions": 19,
}
"""Those that ask more often, and how often at most: to be brought down, and not to grow."""


class Counted:
    """Every command begins from the same rows, after somebody has said something."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.asked: list[str] = []
        self._file = Path(make_url(talk.database_url).database or "")
        self._kept = self._file.with_suffix(".kept")

    def have_others(self, first: int, last: int) -> None:
        """They take part, each with its channel; the member is in none of them."""
        with self.talk.app.store.write() as session:
            by = people.upsert_person(session, self.talk.driver.name, self.talk.admin)
            known = people.upsert_person(session, self.talk.driver.name, self.talk.manager)
            for number in range(first, last):
                id_ = f"s{number:03}"
                phases = (Phase("construction", date(2026, 3, 1)),)
                keep(session, Startup(id_, f"Service numéro {number:03}", "", "", phases))
                enrolment.enrol(session, id_, by, self.talk.now)
                enrolment.assign_manager(session, id_, known.id)
                startups.link_channel(
                    session, Channel(self.talk.driver.name, f"elsewhere{number}", id_), by, self.talk.now
                )

    def keep(self) -> None:
        self.talk.tick()
        self.talk.app.store.close()
        shutil.copyfile(self._file, self._kept)

    def of(self, words: str, person: str, place: str) -> int:
        self.talk.app.store.close()
        for end in ("-wal", "-shm"):
            Path(f"{self._file}{end}").unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)
        self.talk.say("help", person, place)
        event.listen(self.talk.app.store.engine, "before_cursor_execute", self._ask)
        try:
            self.asked.clear()
            self.talk.say(words, person, place)
        finally:
            event.remove(self.talk.app.store.engine, "before_cursor_execute", self._ask)
        return len(self.asked)

    def _ask(self, *call: object) -> None:
        if not str(call[2]).startswith(("BEGIN", "PRAGMA")):
            self.asked.append(str(call[2]))


def ways() -> Iterator[str]:
    for command in COMMANDS:
        for way in command.ways():
            yield way.says["en"]


@pytest.mark.parametrize("by_manager", [False, True], ids=["member", "manager"])
def test_no_command_asks_more_often_for_many_startups_than_for_few_or_than_it_may(
    talk: Talk, by_manager: bool
) -> None:
    if not talk.database_url.startswith("sqlite"):
        pytest.skip("its file is put back before each command")
    enrolled(talk, manager=True)
    plan(talk)
    talk.assess()
    talk.say("assess share")
    counted = Counted(talk)
    person = talk.manager if by_manager else talk.member
    place = talk.driver.direct(person) if by_manager else talk.channel
    counts: dict[str, list[int]] = {words: [] for words in ways()}
    for first, last in ((0, FEW), (FEW, MANY)):
        counted.have_others(first, last)
        counted.keep()
        for words in counts:
            counts[words].append(counted.of(words, person, place))
    grown = {words: both for words, both in counts.items() if both[1] > both[0]}
    assert grown == {}
    many = {words: few for words, (few, _) in counts.items() if few > KNOWN.get(words, AT_MOST)}
    assert many == {}
