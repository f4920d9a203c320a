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
READS, CHANGES = "BEGIN", "BEGIN IMMEDIATE"
LOOK, SUBMIT = 8, 15
KNOWN = {
    "checkpoint agenda": 19,
    "checkpoint mail": 26,
    "committee file": 20,
    "now": 17,
    "portfolio": 10,
    "portfolio impact not yet": 11,
    "reminders": 9,
    "reminders open": 10,
    "startup": 11,
}
"""Those that ask more often, and how often at most: to be brought down, and not to grow."""


class Counted:
    """Every command begins from the same rows, after somebody has said something."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.asked: list[str] = []
        self.begun: list[str] = []
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
            self.begun.clear()
            self.talk.say(words, person, place)
        finally:
            event.remove(self.talk.app.store.engine, "before_cursor_execute", self._ask)
        return len(self.asked)

    def _ask(self, *call: object) -> None:
        statement = str(call[2])
        if statement.startswith("BEGIN"):
            self.begun.append(statement)
        elif not statement.startswith("PRAGMA"):
            self.asked.append(statement)


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
    twice: set[str] = set()
    changing: set[str] = set()
    for first, last in ((0, FEW), (FEW, MANY)):
        counted.have_others(first, last)
        counted.keep()
        for words in counts:
            counts[words].append(counted.of(words, person, place))
            if counted.begun == [READS, READS, CHANGES]:
                twice.add(words)
            if CHANGES in counted.begun:
                changing.add(words)
    grown = {words: both for words, both in counts.items() if both[1] > both[0]}
    assert grown == {}
    assert twice == set(), "they change something: their sub-command has to say so (Changes)"
    many = {words: few for words, (few, _) in counts.items() if few > KNOWN.get(words, SUBMIT)}
    assert many == {}
    looked = {words: few for words, (few, _) in counts.items() if words not in changing and few > LOOK}
    assert looked.keys() <= KNOWN.keys()
