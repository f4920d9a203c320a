"""What a sentence is plainly about leads: a workshop, a page to read, who is in difficulty, a value."""

import pytest

from tests.conversation import Talk

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.mark.parametrize(
    ("typed", "first", "line"),
    [
        ("on peut déplacer l'atelier à jeudi 10h ?", "Déplacer un atelier", "atelier déplacer à jeudi 10h"),
        ("annule l'atelier", "/gamma atelier annuler l'atelier", "atelier annuler"),
        ("la métrique a baissé", "Donner une valeur", "métrique valeur"),
        ("our indicator has fallen", "Donner une valeur", "métrique valeur"),
        ("webinaire jeudi à 10h, 15 places", "Annoncer un atelier", "atelier annoncer"),
        ("tu peux me trouver de la doc sur l'accessibilité ?", "Chercher une ressource", "accessibilité"),
    ],
)
def test_the_topic_comes_first_with_its_words(talk: Talk, typed: str, first: str, line: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert shown.message.buttons[0] == first
    assert line in shown.text
    assert "Déplacer le point" not in shown.message.buttons
    assert "Elle doit baisser" not in shown.message.buttons


@pytest.mark.parametrize(
    ("typed", "unlike"),
    [
        ("c'est quand le prochain atelier ?", "point"),
        ("on a combien de demandes ?", "capacité"),
        ("il reste des places ?", "Changer le nombre"),
    ],
)
def test_a_question_is_not_taken_for_another_thing(talk: Talk, typed: str, unlike: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert unlike not in (shown.message.buttons or ("",))[0]


def test_what_is_plainly_understood_is_not_called_unclear(talk: Talk) -> None:
    talk.link()
    shown = talk.say("je voudrais m'inscrire à l'atelier").text
    assert "pas sûr de comprendre" not in shown
    assert "Tu veux…" in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("voir nos actions", "Actions en cours"),
        ("tu peux me montrer le prochain point", "Aucun point n’est prévu"),
        ("velo-facile va bien ?", "Louer un vélo public"),
        ("laisse tomber", "Entendu"),
    ],
)
def test_what_is_sure_is_answered_alone(talk: Talk, typed: str, shown: str) -> None:
    talk.link()
    in_ = talk.driver.direct(talk.member) if "velo" in typed else ""
    answer = talk.say(typed, in_=in_).text
    assert shown in answer
    assert "Tu veux" not in answer


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("stop aux relances", "Ne plus rien recevoir"),
        ("notre cible c'est 5 000 en mai", "Objectifs de la métrique"),
        ("l'indicateur descend ou il augmente", "Image de la métrique"),
        ("on ouvre bientôt dans le Gers", "Noter le territoire"),
        ("rappelle moi cela lundi", "Noter une action"),
    ],
)
def test_what_its_words_name_is_among_what_is_proposed(talk: Talk, typed: str, among: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert among in shown.message.buttons


def test_who_follows_startups_asks_for_those_in_difficulty_in_their_words(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    for typed in ("qui est en difficulté ?", "mes startups"):
        assert "startup" in talk.say(typed, talk.manager, talk.driver.direct(talk.manager)).text
