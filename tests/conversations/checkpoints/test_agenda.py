"""The agenda of a checkpoint: it builds itself, comes in time, and keeps what nobody has talked about."""

from datetime import UTC, datetime

import pytest

from storage.models import OutsideViewRow
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled

# It is Monday 23 November 2026, 10:30 in Paris.

PROPOSED = "Ordre du jour proposé"


def at(talk: Talk, day: int, hour: int, minute: int = 0, month: int = 12) -> None:
    """Now it is that time, in UTC."""
    talk.now = datetime(2026 if month > 6 else 2027, month, day, hour, minute, tzinfo=UTC)
    talk.tick()


def plan(talk: Talk, when: str = "mardi 8 décembre 14h30") -> None:
    talk.say(f"point planifier {when} oui")
    talk.tick()


def proposals(talk: Talk) -> list[str]:
    return [post.text for post in talk.said_in(talk.channel) if post.text.startswith(PROPOSED)]


def agenda(talk: Talk, as_: str = "") -> str:
    return talk.say("point ordre-du-jour", as_).text


def test_it_is_shown_at_any_time_with_every_section(talk: Talk) -> None:
    enrolled(talk)
    text = agenda(talk)
    assert "Ordre du jour proposé\u00a0: Vélo facile · pas encore de date prévue" in text
    assert "Rien à signaler pour l’instant\u00a0: sujets de l’équipe, dernières décisions" in text
    plan(talk)
    talk.say("startup objectif growth Doubler les inscriptions")
    talk.say("startup obstacle Pas d’API")
    talk.assess()
    talk.say("assess share")
    text = agenda(talk)
    assert "Vélo facile, mardi 8 décembre à 14\u00a0h\u00a030" in text
    assert "✔ Adéquation produit/marché\u00a0: atteint" in text
    assert "«\u00a0Demandes traitées\u00a0»\u00a0: 940 aujourd’hui" in text
    assert "Croissance\u00a0: Doubler les inscriptions" in text
    assert "• Pas d’API" in text
    english = talk.say("checkpoint agenda", talk.english).text
    assert english.startswith("Proposed agenda: Vélo facile, Tuesday")
    assert "Nothing to report yet: team topics, last decisions" in english


def test_what_nobody_shared_is_not_on_it(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    text = agenda(talk)
    assert "personne n’a encore partagé de résultat" in text
    assert "Demandes traitées" not in text


def test_it_is_posted_on_the_morning_two_working_days_before(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 4, 7, 59)
    assert proposals(talk) == []
    at(talk, 4, 8)
    assert len(proposals(talk)) == 1
    at(talk, 4, 16)
    at(talk, 7, 16)
    assert len(proposals(talk)) == 1


def test_a_moved_checkpoint_has_its_agenda_at_its_new_time_and_a_cancelled_one_none(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point déplacer jeudi 17 décembre 10h oui")
    at(talk, 8, 8)
    assert proposals(talk) == []
    at(talk, 15, 8)
    assert len(proposals(talk)) == 1
    assert "jeudi 17 décembre" in proposals(talk)[0]
    talk.say("point annuler oui")
    plan(talk, "mardi 12 janvier 14h")
    talk.say("point annuler oui")
    at(talk, 8, 9, month=1)
    assert len(proposals(talk)) == 1


def test_holidays_of_the_region_are_no_working_days(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "lundi 28 décembre 14h30")
    at(talk, 23, 7, 59)
    assert proposals(talk) == []
    at(talk, 23, 8)
    assert len(proposals(talk)) == 1


def test_nobody_is_sent_one_whose_startup_takes_no_part(talk: Talk) -> None:
    talk.link()
    plan(talk)
    at(talk, 4, 9)
    assert proposals(talk) == []


def test_it_names_what_is_known_when_it_is_posted_and_anybody_may_press(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point ordre-du-jour ajouter Parler du recrutement", talk.mate)
    at(talk, 4, 8)
    posted = [post for post in talk.said_in(talk.channel) if post.text.startswith(PROPOSED)][-1]
    assert "Parler du recrutement" in posted.text
    assert posted.buttons == ("Ajouter un sujet", "Actualiser", "Déplacer le point", "Retirer #1")
    form = talk.press(posted, "Ajouter un sujet", talk.third).form
    assert form
    assert [field.label for field in form.fields] == ["Sujet", "Rubrique"]
    assert "Retiré de l’ordre du jour\u00a0: #1 Parler" in talk.press(posted, "Retirer #1", talk.third).text
    assert "Parler du recrutement" not in talk.press(posted, "Actualiser", talk.third).text


def test_a_point_is_added_by_form_in_its_section(talk: Talk) -> None:
    enrolled(talk)
    form = talk.say("point odj ajouter")
    refused = talk.send(form, {"point": "  "}).form
    assert refused
    assert "Écris un mot ou deux" in refused.errors["point"]
    shown = talk.send(form, {"point": "Relais en région", "section": "support"})
    told = talk.after_form(shown, talk.member).text
    assert "C’est à l’ordre du jour\u00a0: #1 Relais en région" in told
    assert "Le sponsor le verra" in told
    talk.driver.replay()
    assert "Soutien attendu du sponsor\n• #1 Relais en région" in agenda(talk)
    assert talk.count("agenda_points") == 1


def test_a_point_is_taken_off_by_its_number_or_its_button_and_put_back(talk: Talk) -> None:
    enrolled(talk)
    added = talk.say("point agenda add Un", talk.english)
    assert "On the agenda: #1 Un." in added.text
    talk.say("point agenda ajouter Deux")
    removed = talk.press(added, "Take it off", talk.english)
    assert "Off the agenda: #1 Un." in removed.text
    assert "#1 Un" not in agenda(talk)
    talk.say("point agenda remettre 1")
    assert "#1 Un" in agenda(talk)
    assert "Retiré de l’ordre du jour\u00a0: #2 Deux" in talk.say("point ordre-du-jour retirer #2").text
    assert "#2" not in agenda(talk)
    assert "Quel sujet" in talk.say("point ordre-du-jour remettre").text
    assert "Il n’y a pas de sujet #99" in talk.say("point ordre-du-jour retirer 99").text


def test_several_points_are_taken_off_and_put_back_in_one_line(talk: Talk) -> None:
    enrolled(talk)
    for words in ("Un", "Deux"):
        talk.say(f"point odj ajouter {words}")
    removed = talk.say("point odj retirer 1, 2 et 99").text
    assert "#1 Un" in removed
    assert "#2 Deux" in removed
    assert "Il n’y a pas de sujet #99" in removed
    assert "#1" not in agenda(talk)
    talk.say("point odj remettre 1 2")
    assert "#1 Un" in agenda(talk)
    assert "#2 Deux" in agenda(talk)


def test_a_point_is_taken_off_by_some_of_its_words(talk: Talk) -> None:
    enrolled(talk)
    assert "il n’y en a pas à retirer" in talk.say("point odj retirer").text
    for words in ("Parler du recrutement", "Le budget de mars", "Le budget d’avril"):
        talk.say(f"point odj ajouter {words}")
    assert "Retiré de l’ordre du jour\u00a0: #1" in talk.say("point odj retirer le recrutement").text
    which = talk.say("point odj retirer budget")
    assert "Quel sujet est-ce que je retire" in which.text
    assert which.message
    assert which.message.buttons == ("#2 Le budget de mars", "#3 Le budget d’avril")
    assert "#2" in talk.press(which, "#2 Le budget de mars").text
    assert "Je ne trouve pas de sujet avec «\u00a0xyz\u00a0»" in talk.say("point odj retirer xyz").text
    asked = talk.say("point odj retirer").message
    assert asked
    assert asked.buttons == ("#3 Le budget d’avril",)
    assert "#3 Le budget d’avril" in agenda(talk)


def test_more_points_than_buttons_are_asked_about(talk: Talk) -> None:
    enrolled(talk)
    for words in ("Un", "Deux", "Trois", "Quatre"):
        talk.say(f"point odj ajouter {words}")
    shown = talk.say("point odj").message
    assert shown
    assert shown.buttons == ("Ajouter un sujet", "Planifier un point", "Retirer un sujet")
    assert "#4 Quatre" in talk.press(shown, "Retirer un sujet").text


def test_the_same_words_twice_are_one_point(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point ordre-du-jour ajouter Un")
    talk.say("point ordre-du-jour ajouter Un", talk.mate)
    assert talk.count("agenda_points") == 1


def test_what_was_not_talked_about_is_carried_over_until_it_is_taken_off(talk: Talk) -> None:
    enrolled(talk)
    for number, (month, day, when) in enumerate(
        (
            (12, 4, "mardi 8 décembre 14h30"),
            (1, 8, "mardi 12 janvier 14h30"),
            (2, 5, "mardi 9 février 14h30"),
        ),
        start=1,
    ):
        plan(talk, when)
        if number == 1:
            talk.say("point ordre-du-jour ajouter Parler du recrutement")
            talk.say("point ordre-du-jour ajouter Fêter l’anniversaire")
        at(talk, day, 8, month=month)
        assert len(proposals(talk)) == number
        assert "#1 Parler du recrutement" in proposals(talk)[-1]
        assert ("#2 Fêter" in proposals(talk)[-1]) is (number == 1)
        at(talk, day + 5, 9, month=month)
        talk.say("point tenu")
        talk.say("point ordre-du-jour fait 2")
        talk.restart()
    talk.say("point ordre-du-jour retirer 1")
    assert "#1" not in agenda(talk)


def test_the_criteria_are_compared_with_the_last_checkpoint(talk: Talk) -> None:
    enrolled(talk)
    talk.assess(market={"market_size": "20 000", "market_unit": "communes", "in_production": "no"})
    talk.say("assess share")
    plan(talk, "mardi 24 novembre 14h30")
    at(talk, 24, 15, month=11)
    talk.say("point tenu")
    assert "comme la dernière fois" in agenda(talk)
    talk.later(days=2)
    talk.assess()
    talk.say("assess share")
    assert "✔ Adéquation produit/marché\u00a0: atteint (la dernière fois\u00a0: " in agenda(talk)


def test_a_view_from_outside_two_levels_away_is_a_point(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    talk.say("assess share")

    def view(verdict: str) -> None:
        talk.later(minutes=1)
        with talk.app.store.write() as session:
            manager = people.upsert_person(session, talk.driver.name, talk.manager)
            session.add(
                OutsideViewRow(
                    startup_id=STARTUP.id,
                    person_id=manager.id,
                    criterion="market",
                    verdict=verdict,
                    stated_at=talk.now,
                )
            )

    view("partly")
    assert "regard extérieur" not in agenda(talk)
    view("not_yet")
    assert "l’équipe dit «\u00a0atteint\u00a0», le regard extérieur «\u00a0pas encore\u00a0»" in agenda(talk)
    view("none")
    assert "regard extérieur" not in agenda(talk)


def test_a_portfolio_manager_may_and_a_stranger_may_not(talk: Talk) -> None:
    enrolled(talk)
    talk.make_manager(talk.manager)
    direct = talk.driver.direct(talk.manager)
    assert PROPOSED in talk.say("point ordre-du-jour", talk.manager, direct).text
    talk.say("point ordre-du-jour ajouter Un", talk.manager, direct)
    elsewhere = talk.driver.direct(talk.stranger)
    assert "Il n’y a pas de sujet #1" in talk.say("point odj retirer 1", talk.stranger, elsewhere).text
    assert "#1 Un" in agenda(talk)


@pytest.mark.parametrize("words", ["é" * 301, "a" * 2000])
def test_too_long_a_point_is_told(talk: Talk, words: str) -> None:
    enrolled(talk)
    assert "la limite est de 300" in talk.say(f"point ordre-du-jour ajouter {words}").text
    assert talk.count("agenda_points") == 0
