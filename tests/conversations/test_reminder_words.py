"""What each reminder of a checkpoint says: long before what to prepare, an hour before only what is left."""

from tests.conversation import MARKET, Talk
from tests.conversations.test_checkpoints import at, enrolled, plan
from tests.conversations.test_sponsor_answers import address, press

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
    assert "Depuis le dernier point\u00a0: actions faites\u00a0: 1 sur 3" in said
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
    assert "La date est confirmée par le lien du sponsor" in said
    assert "Depuis le dernier point" not in said


def test_an_hour_before_nothing_is_left_to_prepare(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "mardi 8 décembre 14h30, salle 3")
    at(talk, 1, 13, 30)
    talk.app.tick()
    at(talk, 4, 8)
    talk.app.tick()
    at(talk, 7, 13, 30)
    assert "L’équipe n’a encore rien ajouté à l’ordre du jour" in last(talk)
    at(talk, 8, 12, 30)
    post = talk.said_in(talk.channel)[-1]
    assert post.text == "Point de Vélo facile\u00a0: mardi 8 décembre à 14\u00a0h\u00a030 · salle 3"
    assert "Voir l’ordre du jour" in post.buttons
    assert "Texte pour le sponsor" not in post.buttons
