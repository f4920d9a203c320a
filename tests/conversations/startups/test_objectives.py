"""What the sponsor expects per area, and the obstacles in existing IT: by one form, or line by line."""

from tests.conversation import Talk
from tests.conversations.startups.page_details import details


def test_bullets_that_people_typed_are_not_doubled(talk: Talk) -> None:
    talk.link()
    typed = "• - Le SI paie n’a pas d’API\n- Deux annuaires\n* Un seul prestataire\n-5 jours"
    talk.send(talk.say("startup objectives"), {"obstacles": typed})
    shown = ("Le SI paie n’a pas d’API", "Deux annuaires", "Un seul prestataire", "-5 jours")
    assert "\n".join(f"• {line}" for line in shown) in talk.say("startup").text


def test_one_form_asks_for_every_area_and_the_obstacles(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup objectifs").form
    assert form
    assert [field.label for field in form.fields] == [
        "Produit",
        "Équipe",
        "Croissance",
        "Impact",
        "Obstacles dans le SI",
    ]
    assert "400 caractères au plus" in form.fields[0].help
    obstacles = "Le SI paie n’a pas d’API\n\n  Deux annuaires  "
    shown = talk.send(form, {"objective_growth": "Doubler les inscriptions", "obstacles": obstacles})
    told = talk.after_form(shown, talk.member).text
    assert "C’est noté pour Vélo facile\u00a0: Croissance, Obstacles dans le SI." in told
    page = talk.say("startup").text
    assert "Ce que le sponsor attend\nCroissance\u00a0: Doubler les inscriptions" in page
    assert "Obstacles rencontrés dans le SI existant\n• Le SI paie n’a pas d’API\n• Deux annuaires" in page
    assert "Impact" not in page


def test_the_form_is_prefilled_and_what_is_emptied_is_withdrawn(talk: Talk) -> None:
    talk.link()
    talk.say("startup objective growth Doubler les inscriptions")
    talk.say("startup objective team Recruter")
    form = talk.say("startup objectives").form
    assert form
    assert form["objective_growth"].value == "Doubler les inscriptions"
    talk.send(form, {"objective_growth": ""})
    assert details(talk) == {"objective_team": "Recruter"}


def test_a_form_left_open_keeps_what_a_mate_stated(talk: Talk) -> None:
    talk.link()
    talk.say("startup objective growth Doubler")
    talk.say("startup obstacle Pas d’API")
    form = talk.say("startup objectives")
    talk.say("startup objective growth Tripler", talk.mate)
    talk.say("startup obstacle Deux annuaires", talk.mate)
    shown = talk.send(form, {"objective_team": "Recruter"})
    assert details(talk) == {
        "objective_growth": "Tripler",
        "objective_team": "Recruter",
        "obstacles": "Pas d’API\nDeux annuaires",
    }
    told = talk.after_form(shown, talk.member).text
    assert "quelqu’un avait écrit" not in told


def test_lines_that_a_mate_had_added_are_told_to_who_replaces_them(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup objectives")
    talk.say("startup obstacle Pas d’API", talk.mate)
    shown = talk.send(form, {"obstacles": "Deux annuaires"})
    told = talk.after_form(shown, talk.member).text
    assert "Obstacles dans le SI\u00a0: pendant que ton formulaire était ouvert" in told
    assert "«\u00a0Pas d’API\u00a0»" in told
    assert details(talk) == {"obstacles": "Deux annuaires"}


def test_one_line_states_one_objective_in_either_language(talk: Talk) -> None:
    talk.link()
    for typed in (
        "startup objective growth Doubler",
        "startup objectif CROISSANCE Doubler",
        "startup objectif croissance : Doubler",
    ):
        assert "Croissance\u00a0: Doubler" in talk.say(typed).text
    talk.say("startup objectifs équipe Recruter deux personnes")
    assert details(talk) == {"objective_growth": "Doubler", "objective_team": "Recruter deux personnes"}


def test_an_area_that_is_none_gets_what_was_probably_meant_or_all_of_them(talk: Talk) -> None:
    talk.link()
    assert "Voulais-tu dire «\u00a0Croissance\u00a0»" in talk.say("startup objectif croisance Doubler").text
    answer = talk.say("startup objectif xyzzy Doubler").text
    assert "Produit, Équipe, Croissance, Impact" in answer
    assert details(talk) == {}


def test_an_area_alone_opens_the_form(talk: Talk) -> None:
    talk.link()
    assert talk.say("startup objectif croissance").form
    assert talk.say("startup objectif velo-facile").form


def test_obstacles_are_added_one_by_one_and_not_twice(talk: Talk) -> None:
    talk.link()
    assert "Pas d’API" in talk.say("startup obstacle Pas d’API").text
    second = talk.say("startup obstacle  Deux annuaires ", talk.mate)
    assert "Pas d’API, Deux annuaires" in second.text
    assert "figure déjà" in talk.say("startup obstacle Pas d’API").text
    assert details(talk) == {"obstacles": "Pas d’API\nDeux annuaires"}
    assert talk.say("startup obstacle").form


def test_too_long_a_text_is_told_with_the_limit_and_the_form_stays_open(talk: Talk) -> None:
    talk.link()
    refused = talk.send(
        talk.say("startup objectives"), {"objective_impact": "é" * 401, "obstacles": "à"}
    ).form
    assert refused
    assert "401 caractères" in refused.errors["objective_impact"]
    assert "la limite est de 400" in refused.errors["objective_impact"]
    assert refused["obstacles"].value == "à"
    assert "la limite est de 400" in talk.say("startup objective impact " + "é" * 401).text
    talk.say("startup obstacle " + "é" * 700)
    assert "la limite est de 800" in talk.say("startup obstacle " + "à" * 200).text
    assert details(talk) == {"obstacles": "à\n" + "é" * 700}


def test_in_the_direct_conversation_the_startup_comes_first(talk: Talk) -> None:
    talk.link()
    direct = talk.driver.direct(talk.admin)
    talk.say("startup objectif vélo facile croissance Doubler", talk.admin, direct)
    talk.say("startup obstacle velo-facile Pas d’API", talk.admin, direct)
    assert details(talk) == {"objective_growth": "Doubler", "obstacles": "Pas d’API"}
