"""Checkpoints in people's calendars: a file with each announcement, and a feed by a private address."""

import re
from datetime import UTC, datetime

import icalendar
import pytest

from storage.people import people
from storage.privacy import erasure
from storage.startups import enrolment
from tests.conversation import OTHER, STARTUP, Talk
from tests.startups import keep

FEED = re.compile(r"https?://[\w.:]+(/calendar/[\w-]{32}\.ics)")


def planned(talk: Talk, when: str = "2026-12-08 14:30") -> None:
    talk.say(f"checkpoint plan {when}, 20 avenue de Ségur yes")
    talk.tick()


def published(talk: Talk) -> None:
    """The installation has a public address."""
    talk.have_public_address()


def address_in(text: str) -> str:
    found = FEED.search(text)
    assert found is not None, text
    return found[1]


def event_in(file: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(file).events
    return event


def titles(talk: Talk, address: str) -> list[str]:
    answer = talk.app.web.test_client().get(address)
    assert answer.status_code == 200
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.data).events]


# --- a file with each announcement ------------------------------------------------------------


def test_what_is_planned_moved_and_cancelled_comes_with_its_calendar_file(talk: Talk) -> None:
    talk.link()
    planned(talk)
    talk.say("point déplacer 2026-12-10 10:00 oui")
    talk.tick()
    talk.say("point annuler oui")
    posts = [post for post in talk.said_in(talk.channel) if post.file]
    assert [post.file_name for post in posts] == [
        "point-2026-12-08.ics",
        "point-2026-12-10.ics",
        "point-2026-12-10.ics",
    ]
    events = [event_in(post.file) for post in posts]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[1].start == datetime(2026, 12, 10, 9, tzinfo=UTC)
    assert str(events[2]["SUMMARY"]) == "Annulé\u00a0: Point d’étape avec le sponsor\u00a0: Vélo facile"
    assert icalendar.Calendar.from_ical(posts[2].file)["METHOD"] == "CANCEL"


def test_the_portfolio_manager_gets_the_file_in_private(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    planned(talk)
    assert talk.said_to(talk.manager)[-1].file_name == "point-2026-12-08.ics"


def test_asked_for_the_file_comes_in_private(talk: Talk) -> None:
    talk.link()
    planned(talk)
    assert "conversation privée" in talk.say("point invitation", as_=talk.mate).text
    last = talk.said_to(talk.mate)[-1]
    assert last.file_name == "point-2026-12-08.ics"
    assert str(event_in(last.file)["LOCATION"]) == "20 avenue de Ségur"
    assert "Point d’étape · Vélo facile" in last.text


def test_a_mistyped_startup_is_asked_back_once(talk: Talk) -> None:
    talk.link()
    planned(talk)
    asked = talk.say("point invitation vélo facil", in_=talk.driver.direct(talk.member))
    assert "conversation privée" in talk.press(asked, STARTUP.name).text


def test_without_a_checkpoint_there_is_no_file(talk: Talk) -> None:
    talk.link()
    assert "Aucun point n’est prévu" in talk.say("point invitation").text


# --- feeds ------------------------------------------------------------------------------------


def test_a_teams_calendar_shows_its_checkpoints_and_follows_them(talk: Talk) -> None:
    published(talk)
    talk.link()
    planned(talk)
    address = address_in(talk.say("point calendrier").text)
    assert titles(talk, address) == ["Point d’étape avec le sponsor\u00a0: Vélo facile"]
    talk.say("point annuler oui")
    assert titles(talk, address) == ["Annulé\u00a0: Point d’étape avec le sponsor\u00a0: Vélo facile"]


def test_the_address_is_shown_once_and_a_new_one_takes_its_place_only_if_wanted(talk: Talk) -> None:
    published(talk)
    talk.link()
    first = address_in(talk.say("point calendrier").text)
    again = talk.say("point calendrier", as_=talk.mate)
    assert "Camille Moreau a créé une adresse le 23 novembre 2026" in again.text
    assert not FEED.search(again.text)
    client = talk.app.web.test_client()
    assert client.get(first).status_code == 200
    second = address_in(talk.press(again, "En créer une nouvelle", as_=talk.mate).text)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_address_taken_back_leads_nowhere(talk: Talk) -> None:
    published(talk)
    talk.link()
    made = talk.say("checkpoint feed", as_=talk.english)
    address = address_in(made.text)
    assert "leads nowhere any more" in talk.press(made, "Take the address back", as_=talk.english).text
    assert talk.app.web.test_client().get(address).status_code == 404
    assert "no address to take back" in talk.say("checkpoint feed revoke", as_=talk.english).text


def test_a_portfolio_managers_calendar_shows_the_startups_they_follow_now(talk: Talk) -> None:
    published(talk)
    talk.link()
    planned(talk)
    talk.make_manager(talk.manager)
    talk.make_manager(talk.manager, OTHER.id)
    talk.say("checkpoint plan 2026-12-09 10:00 yes", as_=talk.manager, in_=talk.channel)
    direct = talk.driver.direct(talk.manager)
    address = address_in(talk.say("point calendrier", as_=talk.manager, in_=direct).text)
    assert len(titles(talk, address)) == 2
    with talk.app.store.write() as session:
        me = people.upsert_person(session, talk.driver.name, talk.manager)
        enrolment.remove_manager(session, STARTUP.id, me.id)
    assert titles(talk, address) == []


def test_nobody_but_those_around_a_startup_gets_its_calendar(talk: Talk) -> None:
    published(talk)
    talk.link()
    refused = talk.say("point calendrier", as_=talk.stranger, in_=talk.driver.direct(talk.stranger))
    assert not FEED.search(refused.text)
    assert talk.count("feeds") == 0


def test_who_follows_no_startup_has_no_calendar_of_their_own(talk: Talk) -> None:
    published(talk)
    talk.link()
    assert "tu ne suis pas encore de startup" in talk.say("point calendrier mes-startups").text
    assert talk.count("feeds") == 0


def test_without_a_public_address_the_file_is_offered_instead(talk: Talk) -> None:
    if talk.driver.name == "mattermost":
        pytest.skip("Mattermost cannot do without a public address")
    talk.settings |= {"GAMMA_URL": "", "PORT": "0"}
    talk.restart()
    talk.link()
    planned(talk)
    told = talk.say("point calendrier")
    assert "n’a pas d’adresse publique (GAMMA_URL)" in told.text
    assert "http" not in told.text
    talk.press(told, "Le fichier d’agenda")
    assert talk.said_to(talk.member)[-1].file_name == "point-2026-12-08.ics"


def test_the_calendar_of_somebody_who_was_erased_is_gone(talk: Talk) -> None:
    published(talk)
    talk.link()
    talk.make_manager(talk.manager)
    direct = talk.driver.direct(talk.manager)
    address = address_in(talk.say("point calendrier", as_=talk.manager, in_=direct).text)
    with talk.app.store.write() as session:
        erasure.erase(session, people.upsert_person(session, talk.driver.name, talk.manager), talk.now)
    assert talk.app.web.test_client().get(address).status_code == 404


def test_a_hostile_name_stays_a_title(talk: Talk) -> None:
    published(talk)
    talk.link()
    name = 'Vélo\r\nEND:VEVENT\r\nBEGIN:VEVENT;\\, "x" 🚲'
    with talk.app.store.write() as session:
        keep(session, type(STARTUP)(STARTUP.id, name, "", "", ()))
    planned(talk)
    (title,) = titles(talk, address_in(talk.say("point calendrier").text))
    assert 'END:VEVENT BEGIN:VEVENT;\\, "x" 🚲' in title
