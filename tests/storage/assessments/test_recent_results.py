"""The latest shared results of many startups: the same as one by one, and in as many queries."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import event

from gamma.dates import Quarter
from gamma.programme.file import load_programme
from gamma.startups.startup import Startup
from storage.assessments import recent_results, rounds
from storage.assessments.assessments import Assessments
from storage.people import people
from storage.store import Store
from tests.startups import keep

PROGRAMME, PARIS = load_programme(), ZoneInfo("Europe/Paris")
MAY, AUGUST, NOVEMBER = (datetime(2026, month, 10, 9, tzinfo=UTC) for month in (5, 8, 11))


def answer(store: Store, startup: str, who: str, at: datetime, said: str, *, shared: bool = True) -> None:
    page = PROGRAMME.criterion("team")
    with store.write() as session:
        person = people.upsert_person(session, "slack", who)
        kept = Assessments(session, PROGRAMME)
        draft = kept.save_page(kept.begin(startup, person.id, at), page, {"people": said}, (), at, PARIS)
        kept.finish(draft, at)
        if shared:
            kept.share(draft, at)


def test_of_each_the_last_two_quarters_as_they_are_told_one_by_one(store: Store) -> None:
    with store.write() as session:
        for each in ("velo", "cantine", "quiet"):
            keep(session, Startup(each, each, "", "", ()))
    for at, said in ((MAY, "no"), (AUGUST, "partly"), (NOVEMBER, "yes")):
        answer(store, "velo", "camille", at, said)
    answer(store, "velo", "noe", NOVEMBER, "no")
    answer(store, "velo", "noe", NOVEMBER + timedelta(hours=1), "partly")
    answer(store, "velo", "ines", NOVEMBER, "no", shared=False)
    answer(store, "cantine", "ann", AUGUST, "yes")
    answer(store, "quiet", "bob", AUGUST, "yes", shared=False)
    with store.read() as session:
        found = recent_results.of_startups(session, PROGRAMME, ["velo", "cantine", "quiet"], PARIS)
        kept = Assessments(session, PROGRAMME)
        last, before = Quarter(2026, 4), Quarter(2026, 3)
        assert {each: [quarter for quarter, _ in own] for each, own in found.items()} == {
            "velo": [last, before],
            "cantine": [before],
        }
        for startup, quarters in found.items():
            for quarter, answers in quarters:
                assert answers == kept.shared(startup, quarter, PARIS)


def test_what_a_round_holds_back_is_not_told(store: Store) -> None:
    with store.write() as session:
        keep(session, Startup("velo", "velo", "", "", ()))
    answer(store, "velo", "camille", AUGUST, "no")
    with store.write() as session:
        opens = NOVEMBER - timedelta(days=1)
        round = rounds.plan(session, "velo", "quarter", Quarter(2026, 4), opens, opens + timedelta(days=14))
        assert round
        assert rounds.open_(session, round, opens, round.closes_at, round.quarter)
    answer(store, "velo", "camille", NOVEMBER, "yes")
    with store.read() as session:
        found = recent_results.of_startups(session, PROGRAMME, ["velo"], PARIS)
    assert [quarter for quarter, _ in found["velo"]] == [Quarter(2026, 3)]


def test_two_queries_tell_it_of_all(store: Store) -> None:
    names = [f"s{number}" for number in range(30)]
    with store.write() as session:
        for each in names:
            keep(session, Startup(each, each, "", "", ()))
    for each in names:
        answer(store, each, "camille", NOVEMBER, "yes")
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    with store.read() as session:
        assert len(recent_results.of_startups(session, PROGRAMME, names, PARIS)) == len(names)
    assert len([each for each in asked if each.startswith("SELECT")]) == 2
