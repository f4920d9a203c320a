"""What the team’s channel hears of an outside view: once, kindly, and once a working day at most."""

import json

import pytest

from tests.conversation import Talk
from tests.conversations.assessments.outside_views import ALL, give, prepared, read, views_told


def test_the_channel_hears_of_it_once_side_by_side(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    (told,) = views_told(talk)
    assert "Pauline Roche vous donne son regard extérieur. Ce n’est pas une note" in told
    assert "Adéquation produit/marché : l’équipe dit « atteint », de l’extérieur « en partie »" in told
    assert "Mesure d’impact : même regard de l’intérieur et de l’extérieur, « en partie »" in told
    post = talk.said_in(talk.channel)[-1]
    assert "Vu par Pauline" in talk.press(post, "Le résultat de l’équipe", talk.mate).text


def test_while_nothing_is_shared_the_view_stands_alone(talk: Talk) -> None:
    prepared(talk, shared=False)
    shown = give(talk, {"market": "partly"})
    assert "Vu par Pauline Roche : en partie" in shown
    assert "L’équipe n’a encore rien partagé ce trimestre" in shown
    (told,) = views_told(talk)
    assert "Adéquation produit/marché : vu de l’extérieur, en partie" in told
    assert "Mesure d’impact" not in told
    result = read(talk.say("assess result team", as_=talk.mate).text)
    assert "Personne n’a encore partagé" in result
    assert "Vu par Pauline Roche : en partie" in result
    assert talk.press(talk.said_in(talk.channel)[-1], "Donner mon avis", talk.mate).form


def test_the_same_view_again_says_nothing_new(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    assert "C’est déjà ton regard" in give(talk, {})
    assert "C’est déjà ton regard" in read(talk.say("évaluer regard équipe atteint", as_=talk.manager).text)
    talk.later(days=2)
    assert len(views_told(talk)) == 1
    assert talk.count("outside_views") == 3


def test_what_changes_again_is_told_once_on_the_next_working_day(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    assert "il aura le dernier en date le matin du prochain jour ouvré" in give(talk, {"market": "not_yet"})
    assert "il aura le dernier en date le matin du prochain jour ouvré" in give(talk, {"market": "reached"})
    assert len(views_told(talk)) == 1
    talk.later(days=1)
    told = views_told(talk)
    assert len(told) == 2
    assert "même regard de l’intérieur et de l’extérieur, « atteint »" in told[-1]


def test_what_was_changed_back_is_not_told_again(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    give(talk, {"market": "not_yet"})
    give(talk, {"market": "partly"})
    talk.later(days=1)
    assert len(views_told(talk)) == 1


def test_a_view_can_be_taken_back(talk: Talk) -> None:
    prepared(talk)
    give(talk, {"market": "partly"})
    assert "Ton regard est retiré" in give(talk, {"market": "none"})
    assert "Vu par" not in talk.say("assess result team").text
    talk.later(days=1)
    assert len(views_told(talk)) == 1


def test_a_view_sent_twice_counts_once_and_shows_the_same(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    told = len(talk.said_to(talk.manager)), len(talk.said_in(talk.channel))
    first, again = talk.driver.replay()
    assert again == first
    assert (len(talk.said_to(talk.manager)), len(talk.said_in(talk.channel))) == told
    assert talk.count("outside_views") == 3


def test_several_managers_stand_side_by_side(talk: Talk) -> None:
    prepared(talk)
    talk.make_manager(talk.third)
    give(talk, {"market": "partly"})
    give(talk, {"market": "not_yet"}, talk.third)
    result = read(talk.say("assess result team").text)
    assert "Vu par Pauline Roche : en partie\nVu par Inès Diallo : pas encore" in result
    assert len(views_told(talk)) == 2


def test_a_view_of_a_startup_without_a_channel_is_kept(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    direct = talk.driver.direct(talk.manager)
    answer = talk.say("assess view market partly velo-facile", talk.manager, direct)
    assert "Aucun canal n’est lié" in answer.text
    assert talk.count("outside_views") == 1
    assert talk.count("outbox") == 0


def test_over_a_weekend_the_channel_is_left_alone_after_the_first_message(talk: Talk) -> None:
    talk.later(days=4)
    prepared(talk)
    give(talk, ALL)
    talk.later(hours=20)
    assert "le dernier en date" in give(talk, {"market": "not_yet"})
    talk.later(days=1)
    assert "le dernier en date" in give(talk, {"market": "reached"})
    assert len(views_told(talk)) == 1
    talk.later(days=1)
    assert [len(views_told(talk)), talk.now.weekday()] == [1, 0]
    talk.later(hours=4)
    assert "même regard de l’intérieur et de l’extérieur, « atteint »" in views_told(talk)[-1]
    talk.later(days=2)
    assert len(views_told(talk)) == 2


def test_a_line_of_reason_stands_beside_the_view_wherever_it_is_read(talk: Talk) -> None:
    prepared(talk)
    why = "Personne hors de l’équipe ne l’a encore essayé"
    said = f"Pauline Roche précise : « {why} »"
    assert said in give(talk, {"market": "not_yet", "reason": why})
    assert views_told(talk)[-1].endswith(said)
    assert read(talk.say("évaluer résultat équipe", as_=talk.mate).text).count(said) == 1
    assert "C’est déjà ton regard" in give(talk, {})
    talk.later(days=1)
    assert "L’équipe lit ton regard" in give(talk, {"reason": "Deux communes l’essaient"})
    assert "« Deux communes l’essaient »" in views_told(talk)[-1]
    assert why not in talk.say("évaluer résultat équipe").text
    talk.say("confidentialité données", talk.manager)
    [given] = json.loads(talk.said_to(talk.manager)[-1].file)[
        "les raisons que tu as données pour tes regards extérieurs"
    ]
    assert given["raison"] == "Deux communes l’essaient"
    talk.say("confidentialité effacer oui", talk.manager)
    result = read(talk.say("évaluer résultat équipe").text)
    assert "Regard extérieur : pas encore" in result
    assert "Deux communes" not in result


def test_a_reason_alone_is_no_view_and_goes_with_the_view(talk: Talk) -> None:
    prepared(talk)
    refused = talk.send(talk.say("évaluer regard", talk.manager), {"reason": "Parce que"}, talk.manager)
    assert refused.form
    assert "Donne ton regard sur un critère au moins" in "".join(refused.form.errors.values())
    give(talk, {"market": "partly", "reason": "Rien de mesuré"})
    give(talk, {"market": "none"})
    give(talk, {"market": "partly"})
    assert "Rien de mesuré" not in talk.say("évaluer résultat équipe").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("évaluer regard marché pas encore parce que personne ne paie", "personne ne paie"),
        ("évaluer regard marché pas encore car tout est gratuit", "tout est gratuit"),
        ("assess view market not yet because nobody pays", "nobody pays"),
        ("évaluer regard marché pas encore velo-facile parce qu’il manque un prix", "il manque un prix"),
    ],
)
def test_a_line_may_say_why(talk: Talk, typed: str, reason: str) -> None:
    prepared(talk)
    answer = read(talk.say(typed, as_=talk.manager).text)
    assert "Vu par Pauline Roche : pas encore" in answer
    assert answer.endswith(f"Pauline Roche précise : « {reason} »")
