"""People named in a line: what is asked of the platform of them, and when it matters that they are gone."""

import pytest
from sqlalchemy import event, select

from gamma.chat import Profile
from storage.models import ActionRow
from storage.people import people
from tests.conversation import OTHER, Talk


def strangers(talk: Talk, count: int, first_name: str) -> None:
    """Met somewhere, around no startup."""
    with talk.app.store.write() as session:
        for number in range(count):
            profile = Profile(f"{first_name} Nom{number}", "fr", "Europe/Paris")
            people.upsert_person(session, talk.driver.name, f"000a{number}", profile)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("décisions ajouter on garde l’accès de {at} fermé", "on garde l’accès de"),
        ("point odj ajouter reprendre les dossiers de {at}", "reprendre les dossiers"),
        ("engagements ajouter financement : la part de {at}", "la part de"),
        ("aide {at}", ""),
    ],
)
def test_whose_account_is_switched_off_may_be_spoken_of(talk: Talk, line: str, told: str) -> None:
    talk.link()
    mention = talk.at(talk.third)
    talk.driver.retire(talk.third)
    shown = talk.say(line.format(at=mention)).text
    assert "compte désactivé" not in shown
    assert told in shown


def test_also_beside_who_is_to_do_it(talk: Talk) -> None:
    talk.link()
    mention = talk.at(talk.third)
    talk.driver.retire(talk.third)
    told = talk.say(f"actions ajouter reprendre le travail de {mention} — moi — vendredi").text
    assert "compte désactivé" not in told
    with talk.app.store.read() as session:
        owners = [each.owner_id for each in session.scalars(select(ActionRow))]
        assert [people.by_id(session, each or 0).account for each in owners] == [talk.member]


@pytest.mark.parametrize("typed", ["startup responsable {at}", "startup inscrire {at}", "startup coach {at}"])
def test_they_are_given_nothing_to_follow(talk: Talk, typed: str) -> None:
    if talk.driver.name == "sandbox":
        pytest.skip("its cast is fixed: a name after @ that is not of it is a name like others")
    talk.link()
    mention = talk.at(talk.third)
    talk.driver.retire(talk.third)
    talk.restart()
    refused = talk.say(typed.format(at=mention), talk.admin)
    assert "compte désactivé" in refused.text


def test_but_may_be_taken_out_of_it(talk: Talk) -> None:
    if talk.driver.name == "sandbox":
        pytest.skip("its cast is fixed: a name after @ that is not of it is a name like others")
    talk.link()
    talk.say(f"startup responsable {talk.at(talk.third)}", talk.admin)
    mention = talk.at(talk.third)
    talk.driver.retire(talk.third)
    talk.restart()
    told = talk.say(f"startup responsable retirer {mention}", talk.admin).text
    assert "Inès Diallo" in told
    assert "message privé" not in told
    assert "Inès" not in talk.say("startup", talk.admin).text


def test_somebody_of_the_team_is_found_among_many_with_that_first_name(talk: Talk) -> None:
    talk.link()
    strangers(talk, 12, "Noé")
    talk.say("odj ajouter le budget", talk.mate)
    talk.driver.retire(talk.mate)
    told = talk.say("actions ajouter appeler la DINUM — Noé — vendredi").text
    assert "n’a plus de compte ici" in told
    with talk.app.store.read() as session:
        assert all(each.owner_id is None for each in session.scalars(select(ActionRow)))


def test_also_in_the_direct_conversation(talk: Talk) -> None:
    talk.link()
    strangers(talk, 12, "Noé")
    talk.say("odj ajouter le budget", talk.mate)
    talk.driver.retire(talk.mate)
    told = talk.say(
        "actions ajouter velo-facile appeler — Noé — vendredi", in_=talk.driver.direct(talk.member)
    )
    assert "n’a plus de compte ici" in told.text


def test_the_people_are_read_once_for_a_line(talk: Talk) -> None:
    talk.link()
    scans = list[str]()

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM people" in " ".join(statement.split()) and "account =" not in statement:
            scans.append(statement)

    event.listen(talk.app.store.engine, "before_cursor_execute", note)
    talk.say("aide")
    before = len(scans)
    talk.say("actions ajouter appeler la région — Zoé — Marie — Lou — à Paris — vendredi")
    assert sum("people.name" in each and "people.id =" not in each for each in scans[before:]) <= 3


def test_nobody_is_asked_about_where_names_are_only_words(talk: Talk) -> None:
    if talk.driver.name == "sandbox":
        pytest.skip("nobody is asked there")
    talk.link()
    talk.say("aide")
    calls = talk.driver.fake.calls if talk.driver.name == "slack" else talk.driver.server.calls  # type: ignore[attr-defined]
    calls.clear()
    talk.say(f"décisions ajouter on garde {talk.at(talk.third)} et {talk.at(talk.mate)}")
    asked = [str(call) for call in calls]
    assert not any("users.info" in each or talk.third in each for each in asked)


def test_a_number_is_of_the_startup_named_beside_it(talk: Talk) -> None:
    talk.link()
    for startup in ("velo-facile", OTHER.id):
        talk.make_manager(talk.manager, startup)
    talk.say("actions ajouter appeler la région — moi — vendredi")
    alone = talk.driver.direct(talk.manager)
    for typed in (
        "actions fait 1 cantine-claire",
        "actions cantine-claire fait 1",
        "actions drop 1 Cantine claire",
    ):
        assert "#1 n’est pas de Cantine claire" in talk.say(typed, talk.manager, alone).text
    assert "C’est fait" in talk.say("actions fait 1 vélo facile", talk.manager, alone).text
