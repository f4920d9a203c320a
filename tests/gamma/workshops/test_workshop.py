"""The rules of a workshop: places in order, when one is proposed, what is shown of answers, what is typed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError
from gamma.programme.file import load_programme
from gamma.translator import Translator
from gamma.workshops import messages
from gamma.workshops.demand import DomainHistory, asking_startups, to_propose
from gamma.workshops.feedback import Feedback, asked_message, results_message
from gamma.workshops.messages import Reader, Words
from gamma.workshops.parse_line import Draft, parse_draft, parse_link, parse_places
from gamma.workshops.workshop import Attendance, SignUp, Workshop

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MOMENT = LocalMoment(date(2026, 12, 8), time(14, 30), PARIS)
FRENCH = Translator("fr")
WORDS = Words(FRENCH, load_programme(), NOW, PARIS)
WORKSHOP = Workshop(
    id=3,
    uid="3@gamma",
    title="Premiers usagers",
    domain="growth",
    host_id=1,
    announced_by=1,
    platform="slack",
    channel="C1",
    moment=MOMENT,
    places=2,
    link="https://visio.example.org/a",
    state="planned",
    revision=0,
    notes="",
    changed_at=NOW,
)


def signed_up(*waiting: bool) -> Attendance:
    """Persons 11, 12, … in order."""
    return Attendance(2, [SignUp(11 + place, waits, NOW) for place, waits in enumerate(waiting)])


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("waiting", "places", "moves"),
    [
        ((), 2, []),
        ((False, True, True), 2, [12]),
        ((False, True, True), 3, [12, 13]),
        ((False, False, True), 2, []),
        ((False, False, True), 1, []),
        ((True, True), 1, [11]),
    ],
)
def test_whoever_came_first_moves_up_and_nobody_loses_a_place(
    waiting: tuple[bool, ...], places: int, moves: list[int]
) -> None:
    attendance = replace(signed_up(*waiting), places=places)
    assert [each.person_id for each in attendance.to_move_up()] == moves


def test_each_knows_where_they_stand() -> None:
    attendance = signed_up(False, True, True)
    standings = [attendance.standing(each) for each in (11, 12, 13, 99)]
    assert standings == ["place", "waiting", "waiting", "none"]
    assert attendance.rank(13) == 2
    assert not attendance.is_full


@pytest.mark.parametrize(
    ("state", "minutes", "ahead", "over"),
    [
        ("planned", -1, True, False),
        ("planned", 0, False, False),
        ("planned", 59, False, False),
        ("planned", 60, False, True),
        ("cancelled", -1, False, False),
        ("held", 60, False, True),
    ],
)
def test_it_is_ahead_until_it_begins_and_over_after_an_hour(
    state: str, minutes: int, ahead: bool, over: bool
) -> None:
    workshop = replace(WORKSHOP, state=state)  # type: ignore[arg-type]
    then = MOMENT.instant + timedelta(minutes=minutes)
    assert (workshop.is_ahead(then), workshop.is_over(then)) == (ahead, over)


def history(*days: tuple[str, float], **more: object) -> DomainHistory:
    return DomainHistory([(startup, NOW - timedelta(days=ago)) for startup, ago in days], **more)  # type: ignore[arg-type]


THREE = (("a", 1), ("b", 2), ("c", 3))


@pytest.mark.parametrize(
    ("known", "proposed"),
    [
        (history(*THREE), True),
        (history(*THREE[:2], ("a", 5), ("b", 6)), False),
        (history(*THREE[:2], ("c", 31)), False),
        (history(*THREE, is_planned=True), False),
        (history(*THREE, proposed_at=NOW - timedelta(days=89)), False),
        (history(*THREE, proposed_at=NOW - timedelta(days=90)), True),
        (history(*THREE, proposed_at=NOW - timedelta(days=20), held_at=NOW - timedelta(days=10)), True),
        (history(*THREE, proposed_at=NOW - timedelta(days=20), held_at=NOW - timedelta(days=25)), False),
        (history(*THREE, held_at=NOW - timedelta(days=2.5)), False),
    ],
)
def test_a_workshop_is_proposed_once_where_three_startups_ask(known: DomainHistory, proposed: bool) -> None:
    assert bool(to_propose({"growth": known}, NOW)) is proposed


def test_how_many_ask_is_counted_since_the_last_workshop() -> None:
    assert asking_startups(history(*THREE, held_at=NOW - timedelta(days=1.5)), NOW) == 1


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("", Draft()),
        ("Premiers usagers", Draft("Premiers usagers")),
        (
            "croissance, 8 décembre 14h30, 12 places, Premiers usagers, https://v.example.org",
            Draft("Premiers usagers", "growth", MOMENT, 12, "https://v.example.org"),
        ),
        ("legal — First users — 8 seats", Draft("First users", "legal", None, 8)),
        ("design; design; le 31 février 10h", Draft("design, le 31 février 10h", "design")),
        ("Marché, produit et équipe", Draft("Marché, produit et équipe")),
    ],
)
def test_a_line_is_understood_part_by_part(typed: str, draft: Draft) -> None:
    assert parse_draft(WORDS.programme, typed, NOW, PARIS) == draft


@pytest.mark.parametrize(("typed", "places"), [("12", 12), ("12 places", 12), (" 8 seats", 8), ("１２", 12)])
def test_places_are_read(typed: str, places: int) -> None:
    assert parse_places(typed) == places


@pytest.mark.parametrize("typed", ["", "0", "501", "beaucoup", "-3", "2,5"])
def test_what_is_no_number_of_places_is_asked_again(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_places(typed)


def test_a_link_is_an_address_or_nothing() -> None:
    assert parse_link("") == ""
    for typed in (" https://a.example.org/b ", "http://a.example.org/b"):
        assert parse_link(typed) == "https://a.example.org/b"
    for typed in (
        "dans la salle 3",
        "http://",
        "ftp://a.example.org/b",
        "https://a",
        "javascript://a.example.org",
    ):
        with pytest.raises(InvalidInputError):
            parse_link(typed)


def test_the_post_tells_how_it_stands() -> None:
    shown = plain(messages.post_message(WORDS, WORKSHOP, signed_up(False), "Nadia"))
    assert "1 place prise sur 2" in shown
    assert "visio" not in shown
    full = messages.post_message(WORDS, WORKSHOP, signed_up(False, False, True), "Nadia")
    assert "1 personne en attente" in plain(full)
    assert all(button.for_all for button in full.buttons)
    cancelled = messages.post_message(WORDS, replace(WORKSHOP, state="cancelled"), signed_up(), "Nadia")
    assert not cancelled.buttons
    held = replace(WORKSHOP, state="held", notes="https://n.example.org")
    assert "https://n.example.org" in plain(messages.post_message(WORDS, held, signed_up(), "Nadia"))


def test_the_link_and_the_names_are_for_those_they_concern() -> None:
    def shown(reader: Reader) -> str:
        return plain(messages.one_message(WORDS, WORKSHOP, signed_up(False), "Nadia", reader))

    assert "visio" in shown(Reader("place"))
    assert "visio" not in shown(Reader("waiting", 1))
    assert "Camille" in shown(Reader("none", is_responsible=True, names=["Camille"]))
    assert "annulé" in plain(
        messages.one_message(
            WORDS, replace(WORKSHOP, state="cancelled"), signed_up(), "Nadia", Reader("none")
        )
    )
    later = replace(WORDS, now=MOMENT.instant + timedelta(hours=2))
    after = messages.one_message(later, WORKSHOP, signed_up(False), "N", Reader("place", is_responsible=True))
    assert [button.says for button in after.buttons] == [
        "workshop feedback 3",
        "workshop notes 3",
        "workshop results 3",
    ]


def test_what_came_of_a_press_is_said() -> None:
    joined = [
        plain(messages.joined_message(WORDS, WORKSHOP, reader, again=again))
        for reader in (Reader("place"), Reader("waiting", 4))
        for again in (False, True)
    ]
    assert "rappelle la veille" in joined[0]
    assert "déjà une place" in joined[1]
    assert "n° 4" in joined[2]
    assert "déjà sur la liste" in joined[3]
    left = [plain(messages.left_message(WORDS, WORKSHOP, had=had)) for had in ("place", "waiting", "none")]
    assert ["rendue" in left[0], "plus sur la liste" in left[1], "pas de place" in left[2]] == [True] * 3


def test_lists_and_choices_name_it() -> None:
    line = messages.list_line(WORDS, WORKSHOP, signed_up(False), Reader("waiting", 2))
    assert "n° 2" in plain(line)
    assert "Notes : https://n.example.org" in plain(
        messages.past_line(WORDS, replace(WORKSHOP, notes="https://n.example.org"))
    )
    button = messages.choice_button(FRENCH, replace(WORKSHOP, title="Long " * 20), "join")
    assert button.says == "workshop join 3"
    assert messages.see_button(FRENCH, WORKSHOP).says == "workshop 3"
    assert WORDS.domain(replace(WORKSHOP, domain="gone")) == ""


def test_calendars_have_it_and_lose_it() -> None:
    file = messages.calendar_file(FRENCH, WORKSHOP, "Nadia")
    assert file.name == "atelier-2026-12-08.ics"
    assert b"METHOD:PUBLISH" in file.content
    assert b"DTSTART;TZID=Europe/Paris:20261208T143000" in file.content
    off = messages.calendar_file(FRENCH, replace(WORKSHOP, state="cancelled", revision=1), "Nadia")
    assert b"METHOD:CANCEL" in off.content


@pytest.mark.parametrize("given", range(3))
def test_fewer_than_three_answers_are_counted_and_not_shown(given: int) -> None:
    shown = plain(results_message(FRENCH, WORKSHOP, [Feedback(5, "Une idée")] * given))
    assert "idée" not in shown
    assert "5 :" not in shown


def test_three_answers_are_shown_without_their_order() -> None:
    said = [Feedback(5, "b", ""), Feedback(3, "a", "du temps"), Feedback(5, "", "")]
    shown = plain(results_message(FRENCH, WORKSHOP, said))
    assert "3 réponses" in shown
    assert shown.index("• a") < shown.index("• b")
    assert "tout de suite · 2" in shown
    assert asked_message(FRENCH, WORKSHOP).buttons[0].says == "workshop feedback 3"
