"""Being an expert: joining, leaving, how often; by typing and by form."""

import pytest

from tests.conversation import Talk
from tests.conversations.experts.scene import offered, settings_of, tell
from tests.experts import ExpertScene

# It is Monday 23 November 2026, 10:30 in Paris.


# --- joining ---------------------------------------------------------------------------------


def test_anybody_joins_in_one_line_with_several_domains_and_levels(talk: Talk) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, "expert rejoindre growth référence, mesure d’impact")
    assert "Merci d’être là" in told.text
    assert "Tes domaines\u00a0: Growth hacking (référence), Mesure d’impact (bon niveau)" in told.text
    assert "Au plus 3 questions par mois\u202f; aucune prise ce mois-ci" in told.text
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "impact": 2}, 3)
    tell(talk, "expert join growth tech 1")
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "impact": 2, "tech": 1}, 3)
    assert "You help in: Design (I know it well)" in talk.say("expert join design", as_=talk.english).text


def test_a_typing_error_is_asked_back_and_one_press_mends_it(talk: Talk) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, "expert rejoindre design jurdique 3")
    assert "«\u00a0jurdique\u00a0»" in told.text
    assert "Voulais-tu dire Juridique" in told.text
    assert settings_of(scene, talk.stranger) is None
    talk.press(told, "Juridique", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"design": 2, "legal": 3}, 3)


@pytest.mark.parametrize("typed", ["cuisine", "@channel", "🎉", "x" * 2000])
def test_what_is_no_domain_changes_nothing_and_the_domains_are_named(talk: Talk, typed: str) -> None:
    scene = ExpertScene(talk)
    told = tell(talk, f"expert rejoindre {typed}")
    assert "Juridique" in told.text or told.form
    assert settings_of(scene, talk.stranger) is None


def test_the_form_is_the_whole_of_it_and_counts_once(talk: Talk) -> None:
    scene = ExpertScene(talk)
    form = tell(talk, "expert rejoindre")
    assert form.form
    assert "Rôles et rituels" in form.form.intro
    wrong = talk.send(form, {"domains": "cuisine", "level": "2", "capacity": "zéro"}, as_=talk.stranger)
    assert wrong.form
    assert {"domains", "capacity"} <= wrong.form.errors.keys()
    talk.send(wrong, {"domains": "growth, design (référence)", "level": "1", "capacity": "2"}, talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 1, "design": 3}, 2)
    if not talk.driver.chains_forms:
        assert "Ton profil d’expert·e" in talk.said_to(talk.stranger)[-1].text
    again = talk.press(tell(talk, "expert profil"), "Modifier", as_=talk.stranger)
    assert again.form
    assert again.form["domains"].value == "Growth hacking (à l’aise), Design (référence)"
    assert again.form["capacity"].value == "2"
    talk.send(again, {"domains": "Design (référence)", "level": "2", "capacity": "5"}, as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"design": 3}, 5)


def test_who_joins_is_asked_what_waits_in_their_domain(talk: Talk) -> None:
    scene = ExpertScene(talk)
    question = scene.asks()
    talk.tick()
    assert scene.asked(question) == []
    tell(talk, "expert rejoindre growth")
    talk.tick()
    assert scene.asked(question) == [scene.person(talk.stranger).id]


@pytest.mark.parametrize("typed", ["quitter growth", "pause 2 semaines", "reprendre", "capacité 3", "profil"])
def test_who_is_not_in_the_network_is_invited_kindly(talk: Talk, typed: str) -> None:
    ExpertScene(talk)
    told = tell(talk, f"expert {typed}")
    assert "Tu ne fais pas encore partie du réseau" in told.text
    assert talk.press(told, "Rejoindre le réseau", as_=talk.stranger).form


# --- leaving ---------------------------------------------------------------------------------


def test_who_leaves_is_thanked_and_what_waited_for_them_goes_on(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    ask = tell(talk, "expert quitter")
    assert "Que veux-tu quitter" in ask.text
    left = talk.press(ask, "Tout le réseau", as_=talk.stranger)
    assert "Merci pour tout" in left.text
    assert "part chez quelqu’un d’autre" in left.text
    assert settings_of(scene, talk.stranger) is None
    talk.tick()
    assert scene.asked(scene.question(number))[-1] == scene.person(talk.mate).id
    assert "/gamma expert rejoindre" in left.text


def test_who_left_comes_back_as_they_were(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, "expert rejoindre growth 3 design 1")
    talk.press(tell(talk, "expert quitter tout"), "Revenir", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 3, "design": 1}, 3)


def test_one_domain_is_left_and_the_others_stay(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, "expert rejoindre growth design")
    assert "Tu n’aidais pas" in tell(talk, "expert quitter tech").text
    assert "Voulais-tu dire" in tell(talk, "expert quitter desing").text
    talk.press(tell(talk, "expert leave"), "Design", as_=talk.stranger)
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, 3)


def test_what_was_taken_stays_with_who_leaves(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = offered(scene)
    tell(talk, f"expert prendre {number}")
    asked = tell(talk, "expert quitter growth")
    assert "Une équipe compte sur toi" in asked.text
    assert f"(#{number})" in asked.text
    assert asked.message
    assert asked.message.buttons == ("Oui, quitter", "Faire plutôt une pause", "Non, rester")
    assert settings_of(scene, talk.stranger) is not None
    left = talk.press(asked, "Oui, quitter", as_=talk.stranger)
    assert f"reste entre toi et l’équipe (#{number})" in left.text
    assert scene.question(number).expert_id == scene.person(talk.stranger).id


def test_leaving_all_of_it_in_english_asks_back_too_and_one_word_answers(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, f"expert prendre {offered(scene)}")
    assert "count on you" not in talk.say("expert join design", as_=talk.english).text
    assert "Thank you for all" in talk.say("expert leave all", as_=talk.english).text
    assert "compte sur toi" in tell(talk, "expert quitter tout").text
    assert settings_of(scene, talk.stranger) is not None
    assert "Merci pour tout" in tell(talk, "expert quitter tout oui").text
    assert settings_of(scene, talk.stranger) is None


def test_a_domain_without_a_question_taken_is_left_at_once(talk: Talk) -> None:
    scene = ExpertScene(talk)
    tell(talk, f"expert prendre {offered(scene)}")
    tell(talk, "expert rejoindre design")
    assert "Merci pour tout" in tell(talk, "expert quitter design").text


# --- how often -------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "kept"), [("5", 5), ("cinq", 5), ("5 par mois", 5), ("5 a month", 5)])
def test_how_often_is_typed_in_one_line(talk: Talk, typed: str, kept: int) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    told = tell(talk, f"expert capacité {typed}").text
    assert f"Au plus {kept} questions par mois" in told
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, kept)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "par exemple"), ("0", "pause 1 mois"), ("1000", "généreux"), ("-1", "entier"), ("2,5", "entier")],
)
def test_what_cannot_be_kept_is_said_in_words(talk: Talk, typed: str, said: str) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    assert said in tell(talk, f"expert capacité {typed}").text
    assert settings_of(scene, talk.stranger) == ({"growth": 2}, 3)


def test_who_has_room_again_is_asked_what_waits(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger, capacity=1)
    first = scene.asks()
    talk.tick()
    tell(talk, f"expert prendre {first.id}")
    second = scene.asks("Et sans réseau social ?")
    talk.tick()
    assert scene.asked(second) == []
    tell(talk, "expert capacité 2")
    talk.tick()
    assert scene.asked(second) == [scene.person(talk.stranger).id]
    assert "tu en as pris 1 ce mois-ci" in tell(talk, "expert profil").text
    assert "1 question attend ta réponse" in tell(talk, "expert profil").text


def test_two_domains_beside_each_other_are_both_joined(talk: Talk) -> None:
    told = tell(talk, "expert rejoindre growth marketing")
    assert "Growth hacking" in told.text
    assert "Marketing et com" in told.text


def test_what_is_no_domain_is_said_beside_what_was_joined(talk: Talk) -> None:
    told = tell(talk, "expert rejoindre design jardinage, juridique et poterie")
    assert "Je ne connais pas de domaine «\u00a0jardinage, poterie\u00a0»" in told.text
    assert "Design" in told.text
    assert "Juridique" in told.text.split("jardinage")[1]
