"""What each reminder of a checkpoint says: long before what to prepare, an hour before only what is left."""

from storage.checkpoints import agenda
from tests.conversation import MARKET, STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan
from tests.conversations.checkpoints.sponsor_link import address, press

# It is Monday 23 November 2026, 10:30 in Paris.


def last(talk: Talk) -> str:
    return talk.said_in(talk.channel)[-1].text


def test_a_week_before_it_says_what_became_of_the_last_one(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "mardi 24 novembre 10h")
    at(talk, 24, 10, month=11)
    talk.say("point tenu")
    talk.send(talk.say("point compte-rendu"), {"actions": "relancer la région\nécrire la page\nappeler"})
    talk.say("actions fait 1")
    talk.assess(market=MARKET)
    plan(talk)
    at(talk, 1, 13, 30)
    said = last(talk)
    assert said.startswith("Point de Vélo facile\u00a0: mardi 8 décembre à 14\u00a0h\u00a030\n")
    assert "Depuis le dernier point, 1 action faite sur 3" in said
    assert "Le sponsor connaît-il la date\u00a0? Un texte pour lui est prêt." in said.replace(
        "\u202f", "\u00a0"
    )


def test_a_day_before_it_says_what_is_on_the_agenda_and_whether_the_date_is_confirmed(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    link = address(talk)
    at(talk, 1, 13, 30)
    assert "Le sponsor n’a pas encore confirmé la date" in last(talk)
    talk.say("point ordre-du-jour ajouter Le relais en région")
    press(talk, link, "confirmed")
    at(talk, 7, 13, 30)
    said = last(talk)
    assert "L’équipe a ajouté un sujet à l’ordre du jour" in said
    assert "Le sponsor a confirmé la date (par son lien)" in said
    assert "Depuis le dernier point" not in said


def test_an_hour_before_nothing_is_left_to_prepare(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "mardi 8 décembre 14h30, salle 3")
    at(talk, 1, 13, 30)
    talk.tick()
    at(talk, 4, 8)
    talk.tick()
    at(talk, 7, 13, 30)
    assert "L’équipe n’a encore rien ajouté à l’ordre du jour" in last(talk)
    at(talk, 8, 12, 30)
    post = talk.said_in(talk.channel)[-1]
    assert post.text == "Point de Vélo facile\u00a0: mardi 8 décembre à 14\u00a0h\u00a030 · salle 3"
    assert "Voir l’ordre du jour" in post.buttons
    assert "Texte pour le sponsor" not in post.buttons


def test_three_hours_later_that_are_no_working_hours_are_said_to_be_none(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "vendredi 11 décembre 10h")
    at(talk, 8, 14, 30)
    said = talk.say("point rappeler dans 3 h").text
    assert "Dans 3 h, ce sera hors des heures de travail" in said.replace("\u00a0", " ")
    assert "le mercredi 9 décembre à 9\u00a0h" in said
    at(talk, 9, 9)
    said = talk.say("point rappeler 3h").text
    assert "hors des heures" not in said
    assert "le mercredi 9 décembre à 13\u00a0h" in said


def test_another_delay_is_answered_with_what_can_be_chosen(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    said = talk.say("point rappeler dans 2 jours").text
    assert "dans 3 h, demain ou le prochain jour ouvré" in said.replace("\u00a0", " ")


def test_a_setting_in_one_line_is_said_to_be_noted(talk: Talk) -> None:
    enrolled(talk)
    said = talk.say("point cadence le 31 du mois").text
    assert said.startswith("C’est noté.")
    assert "Rythme\u00a0: le 31 du mois" in said


def test_what_is_late_is_told_beside_what_was_done(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter prévenir le préfet — 26 novembre")
    talk.say("actions ajouter répondre à la région — 27 novembre")
    plan(talk, "mardi 24 novembre 10h")
    at(talk, 24, 10, month=11)
    talk.say("point tenu")
    talk.send(talk.say("point compte-rendu"), {"actions": "relancer la région"})
    talk.say("actions fait 3")
    plan(talk)
    at(talk, 1, 13, 30)
    said = last(talk)
    assert "Depuis le dernier point, 1 action faite sur 1" in said
    assert "2 actions sont en retard." in said


def test_only_what_people_added_since_the_last_one_is_called_theirs(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point ordre-du-jour ajouter Un vieux sujet")
    plan(talk, "mardi 24 novembre 10h")
    at(talk, 24, 10, month=11)
    talk.say("point tenu")
    plan(talk)
    with talk.app.store.write() as session:
        agenda.add_point(session, STARTUP.id, "Qui prend « relancer la région » ?", "", None, talk.now)
    at(talk, 7, 13, 30)
    assert "L’équipe n’a encore rien ajouté à l’ordre du jour" in last(talk)
