"""Which two teams may help each other, and who may answer what they are asked."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.assessments.trend import Verdicts
from gamma.dates import Quarter
from gamma.peers.messages import (
    Words,
    about_peers,
    asked_of_gap,
    asked_of_peer,
    introduced,
    looking,
    nobody_found,
    switch_button,
)
from gamma.peers.pairs import (
    Pair,
    Proposal,
    Standing,
    State,
    answered_by,
    choose_pairs,
    is_asked,
    standing_verdicts,
)
from gamma.programme.file import load_programme
from gamma.programme.peers import PeerTimes
from gamma.translator import Translator

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
Q4 = Quarter(2026, 4)
Known = set[tuple[str, str, str]]


def gap(id_: str, *criteria: str, incubator: str = "", on: str = "slack") -> Standing:
    return Standing(id_, incubator, gaps=frozenset(criteria), contacts={on: len(id_)})


def peer(id_: str, *criteria: str, incubator: str = "", on: str = "slack") -> Standing:
    reached = frozenset(criteria)
    return Standing(id_, incubator, reached=reached, moved=reached, contacts={on: len(id_)})


def paired(standings: list[Standing], busy: set[str], known: Known) -> list[tuple[str, str, str]]:
    return [(each.criterion, each.gap, each.peer) for each in choose_pairs(standings, busy, known)]


@pytest.mark.parametrize(
    ("standings", "busy", "known", "expected"),
    [
        ([gap("a", "market"), peer("b", "market")], set(), set(), [("market", "a", "b")]),
        ([gap("a", "market"), peer("b", "team")], set(), set(), []),
        ([gap("a", "market"), peer("b", "market")], {"b"}, set(), []),
        ([gap("a", "market"), peer("b", "market")], set(), {("market", "a", "b")}, []),
        ([gap("a", "market"), peer("b", "market", on="mattermost")], set(), set(), []),
        ([gap("a", "market"), replace(peer("b", "market"), moved=frozenset())], set(), set(), []),
        ([gap("a", "market"), replace(peer("b", "market"), contacts={})], set(), set(), []),
        ([gap("a", "market"), gap("c", "market"), peer("b", "market")], set(), set(), [("market", "a", "b")]),
        (  # different incubators first
            [gap("a", "team", incubator="x"), peer("b", "team", incubator="x"), peer("c", "team")],
            set(),
            set(),
            [("team", "a", "c")],
        ),
        (  # the same one where there is no other
            [gap("a", "team", incubator="x"), peer("b", "team", incubator="x")],
            set(),
            set(),
            [("team", "a", "b")],
        ),
        (  # whoever was asked less
            [gap("a", "team"), peer("b", "team"), peer("c", "team")],
            set(),
            {("team", "z", "b")},
            [("team", "a", "c")],
        ),
    ],
)
def test_pairs(
    standings: list[Standing], busy: set[str], known: Known, expected: list[tuple[str, str, str]]
) -> None:
    assert paired(standings, busy, known) == expected
    assert paired(standings[::-1], busy, known) == expected


def test_who_is_asked_is_of_the_team_with_the_gap() -> None:
    (pair,) = choose_pairs([gap("abc", "market"), peer("b", "market")], (), ())
    assert pair == Pair("market", "abc", "b", "slack", 3)


@pytest.mark.parametrize(
    ("latest", "verdicts", "before", "expected"),
    [
        (Q4, {"market": "reached"}, {"market": "partly"}, ("", "market", "market")),
        (Q4, {"market": "reached"}, {"market": "reached"}, ("", "market", "")),
        (Q4, {"market": "reached"}, {"market": "unknown"}, ("", "market", "")),
        (Q4, {"market": "reached"}, {}, ("", "market", "")),
        (Q4, {"market": "unknown"}, {}, ("", "", "")),
        (Q4, {"market": "not_yet"}, {"market": "reached"}, ("market", "", "")),
        (Quarter(2026, 3), {"market": "partly"}, {}, ("market", "", "")),
        (Quarter(2026, 2), {"market": "partly"}, {}, ("", "", "")),
    ],
)
def test_where_a_startup_stands(
    latest: Quarter, verdicts: Verdicts, before: Verdicts, expected: tuple[str, str, str]
) -> None:
    found = standing_verdicts(latest, verdicts, before, Q4)
    assert tuple("".join(each) for each in found) == expected


PROPOSAL = Proposal(7, "market", "velo", "cantine", "offered", NOW, 1, None, False)


@pytest.mark.parametrize(
    ("state", "peer_person", "person", "hour", "expected"),
    [
        ("offered", None, 1, 9, "gap"),
        ("offered", None, 1, 10, ""),
        ("offered", None, 2, 9, ""),
        ("looking", 2, 1, 9, "gap"),
        ("looking", 2, 2, 9, "peer"),
        ("looking", None, 2, 9, ""),
        ("looking", 2, 2, 10, ""),
        ("introduced", 2, 2, 9, ""),
        ("over", 2, 1, 9, ""),
    ],
)
def test_who_may_answer(state: State, peer_person: int | None, person: int, hour: int, expected: str) -> None:
    proposal = replace(PROPOSAL, state=state, peer_person=peer_person)
    assert proposal.awaits(person, NOW.replace(hour=hour)) == expected


def test_what_stands_of_either_side() -> None:
    standing = Standing("velo", gaps=frozenset({"market"}), shared_by=frozenset({1}))
    assert PROPOSAL.gap_holds(standing, 1)
    assert not PROPOSAL.gap_holds(standing, 2)
    assert not PROPOSAL.gap_holds(Standing("velo"), 1)
    assert not PROPOSAL.peer_holds(standing, 1)
    assert PROPOSAL.peer_holds(replace(standing, reached=frozenset({"market"})), 1)


@pytest.mark.parametrize(("month", "expected"), [(9, True), (10, False), (11, False), (12, True)])
def test_the_month_in_which_teams_are_asked(month: int, *, expected: bool) -> None:
    assert is_asked(PeerTimes.model_validate({}), NOW.replace(month=month), PARIS) is expected


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-12-01 11:00", "2026-12-08 11:00"),
        ("2026-12-05 23:00", "2026-12-14 09:00"),  # a Saturday night: from Monday on
        ("2026-12-24 10:00", "2027-01-04 10:00"),  # Christmas and New Year are no working days
    ],
)
def test_until_when_an_answer_is_waited_for(since: str, until: str) -> None:
    asked = datetime.fromisoformat(since).replace(tzinfo=PARIS)
    times = PeerTimes.model_validate({"answered_within": 5})
    assert answered_by(times, asked, PARIS) == datetime.fromisoformat(until).replace(tzinfo=PARIS)


def test_no_name_is_said_before_it_may_be() -> None:
    words = Words(load_programme(), Translator("en"), NOW, PARIS)
    assert "cantine" not in str(asked_of_gap(words, PROPOSAL, "Vélo")).lower()
    unnamed = str(asked_of_peer(words, PROPOSAL, "", "Cantine"))
    assert "Vélo" not in unnamed
    assert "A team would like" in unnamed
    assert "Vélo would like" in str(asked_of_peer(words, PROPOSAL, "Vélo", "Cantine"))
    assert "Product/market fit" in str(looking(words, PROPOSAL))
    assert "gone" in str(nobody_found(words, "gone"))
    reads, tells = (introduced(words, "market", "Ann", "Vélo", has_reached=each) for each in (True, False))
    assert "Vélo has reached" in str(reads)
    assert "how your team reached" in str(tells)


def test_whether_one_is_asked_is_shown_with_what_changes_it() -> None:
    translator = Translator("en")
    assert [switch_button(translator, is_asked=each).says for each in (True, False)] == [
        "peers off",
        "peers on",
    ]
    assert "Yes." in str(about_peers(translator, is_asked=True)[1])
    assert "No, you" in str(about_peers(translator, is_asked=False)[1])
