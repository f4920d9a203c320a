"""Values of the impact metric: stated in one line, shared with a self-assessment, corrected, taken back."""

from datetime import UTC, datetime

import pytest

from tests.conversation import IMPACT, OTHER, Talk

NB, NNBSP = "\u00a0", "\u202f"

# It is Monday 23 November 2026.


def shared(talk: Talk, value: str = "940", **impact: str) -> None:
    talk.assess(impact={**IMPACT, "metric_value": value, **impact})
    talk.say("assess share")


def test_there_is_nothing_to_see_before_anything_was_said(talk: Talk) -> None:
    talk.link()
    answer = talk.say("métrique")
    assert "n’a pas encore de métrique d’impact" in answer.text
    assert answer.message
    assert "La définir" in answer.message.buttons


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 240", f"1{NNBSP}240 aujourd’hui"),
        ("940 prêts", "940 prêts aujourd’hui"),
        ("12,5 %", f"12,5{NNBSP}% aujourd’hui"),
        ("1,2 million", f"1{NNBSP}200{NNBSP}000 aujourd’hui"),
        ("940 fin octobre", "940 au 31 octobre 2026"),
        ("940 prêts le 15 septembre", "940 prêts au 15 septembre 2026"),
        ("octobre : 77", "77 au 31 octobre 2026"),
        ("T3 2025 : 1 000", f"1{NNBSP}000 au 30 septembre 2025"),
    ],
)
def test_a_value_takes_one_line(talk: Talk, typed: str, said: str) -> None:
    talk.link()
    assert f"C’est noté pour Vélo facile{NB}: {said}" in talk.say(f"métrique {typed}").text


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("12 octobre", "je lis un jour, sans valeur à côté"),
        ("1,125 M", "peut se lire de deux façons"),
        ("940 le 30 juin 2027", "encore à venir"),
        ("beaucoup", "pas compris le nombre"),
        ("300 en Bretagne", "n’est pas suivie par région"),
    ],
)
def test_what_is_not_clear_is_asked_and_nothing_is_kept(talk: Talk, typed: str, asked: str) -> None:
    talk.link()
    assert asked in talk.say(f"impact {typed}").text
    assert talk.count("metric_values") == 0


def test_a_point_among_digits_is_asked_about_where_the_last_value_tells_otherwise(talk: Talk) -> None:
    talk.link()
    talk.say("metric 1,2")
    answer = talk.say("metric 1.310").text
    assert f"1{NNBSP}310 ou 1,31" in answer
    assert talk.count("metric_values") == 1
    talk.say("metric 1,31")
    assert "1,31" in talk.say("metric").text


def test_a_correction_replaces_the_value_of_its_day_and_stays_in_the_history(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 900 fin octobre")
    talk.later(minutes=1)
    answer = talk.say("métrique 940 fin octobre", talk.mate)
    assert f"avant{NB}: 900" in answer.text
    shown = talk.say("métrique").text
    assert f"31 octobre 2026{NB}: 940" in shown
    assert "900" not in shown
    assert (
        f"31 octobre 2026{NB}: 900, et depuis le 23 novembre 2026 940" in talk.say("métrique historique").text
    )


def test_a_value_is_taken_back_by_its_button_and_by_words(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 900 fin octobre")
    talk.later(minutes=1)
    answer = talk.press(talk.say("métrique 120 fin septembre"), "La reprendre")
    assert "la valeur du 30 septembre 2026" in answer.text
    talk.later(minutes=1)
    assert "la valeur du 31 octobre 2026" in talk.say("métrique retirer octobre").text
    assert "valeur retirée le 23 novembre 2026" in talk.say("métrique historique").text
    assert "Il n’y a pas de valeur" in talk.say("métrique retirer octobre").text


def test_what_a_member_shares_is_a_dated_value_and_what_is_not_shared_stays_private(talk: Talk) -> None:
    talk.link()
    talk.assess()
    assert "n’a pas encore de métrique" in talk.say("métrique", talk.mate).text
    assert "n’a pas encore de métrique" in talk.say("métrique").text
    talk.say("assess share")
    shown = talk.say("métrique", talk.mate).text
    assert "Vélo facile\u00a0: Demandes traitées" in shown
    assert f"23 novembre 2026{NB}: 940 · partagée dans une auto-évaluation" in shown
    talk.say("assess share no yes")
    assert "n’a pas encore de métrique" in talk.say("métrique", talk.mate).text


def test_what_is_stated_prefills_the_page_of_everybody(talk: Talk) -> None:
    talk.link()
    shared(talk)
    talk.later(minutes=1)
    talk.say("métrique 1 240 demandes")
    for person in (talk.member, talk.mate):
        form = talk.say("évaluer impact", person).form
        assert form
        assert form["metric"].value == "Demandes traitées" or person == talk.member
    form = talk.say("évaluer impact", talk.mate).form
    assert form
    assert form["metric_value"].value == f"1{NNBSP}240 demandes"


def test_an_older_value_does_not_prefill_over_a_newer_one_that_was_shared(talk: Talk) -> None:
    talk.link()
    shared(talk)
    talk.later(minutes=1)
    talk.say("métrique 700 fin octobre")
    form = talk.say("évaluer impact", talk.mate).form
    assert form
    assert form["metric_value"].value == "940"


def test_another_unit_is_no_value_of_the_metric(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 940 prêts")
    assert "est une autre unité" in talk.say("métrique 40 %").text
    assert "est une autre unité" in talk.say("métrique 40 tonnes").text
    assert "941 prêts" in talk.say("métrique 941").text
    assert "1 prêt aujourd’hui" in talk.say("métrique 1").text


def test_the_form_has_one_field_in_which_a_day_may_stand(talk: Talk) -> None:
    talk.link()
    form = talk.say("métrique valeur").form
    assert form
    assert [field.name for field in form.fields] == ["value"]
    refused = talk.send(form, {"value": "12 octobre"}).form
    assert refused
    assert "sans valeur à côté" in refused.errors["value"]
    shown = talk.send(refused, {"value": "1 240 fin octobre"})
    assert f"1{NNBSP}240 au 31 octobre 2026" in talk.after_form(shown, talk.member).text


def test_only_those_around_the_team_see_and_state(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    talk.say("métrique 940")
    direct = talk.driver.direct
    assert "940" not in talk.say("métrique velo-facile", talk.stranger, direct(talk.stranger)).text
    talk.say("métrique velo-facile 12", talk.stranger, direct(talk.stranger))
    assert talk.count("metric_values") == 1
    assert "940" in talk.say("métrique velo-facile", talk.manager, direct(talk.manager)).text
    assert "940" in talk.say("métrique velo-facile", talk.admin, direct(talk.admin)).text
    assert "950 aujourd’hui" in talk.say("métrique velo-facile 950", talk.manager, direct(talk.manager)).text


def test_who_has_two_startups_is_asked_which(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    talk.make_manager(talk.manager, OTHER.id)
    direct = talk.driver.direct(talk.manager)
    asked = talk.say("métrique 940 fin octobre", talk.manager, direct)
    assert "De quelle startup" in asked.text
    kept = talk.press(asked, "Cantine claire", talk.manager)
    assert "940 au 31 octobre 2026" in kept.text
    assert "Cantine claire" in kept.text


def test_the_page_asks_for_the_value_that_the_metric_shows(talk: Talk) -> None:
    """Not for one of another unit than the one that is counted."""
    talk.link()
    talk.say("métrique 37 %")
    form = talk.say("métrique définir").form
    assert form
    talk.send(form, {"name": "Repas servis", "unit": "repas"})
    assert "37" not in talk.say("métrique").text
    page = talk.say("assess impact", talk.mate).form
    assert page
    assert not page["metric_value"].value


def test_a_value_of_yesterday_here_is_older_than_what_was_shared_today(talk: Talk) -> None:
    """At a quarter past midnight in Paris it is still yesterday in UTC."""
    talk.link()
    talk.wait_until(datetime(2026, 11, 24, 23, 15, tzinfo=UTC))
    shared(talk, "640")
    talk.later(minutes=20)
    talk.say("métrique 655 hier")
    page = talk.say("assess impact", talk.mate).form
    assert page
    assert page["metric_value"].value == "640"


def test_a_value_very_far_from_the_last_is_asked_about_and_kept_by_a_press(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 1000 dossiers fin octobre")
    asked = talk.say("métrique 94 000 dossiers hier")
    assert f"94{NNBSP}000 dossiers au 22 novembre 2026" in asked.text
    assert f"1{NNBSP}000 dossiers au 31 octobre 2026" in asked.text
    assert talk.count("metric_values") == 1
    talk.later(days=2)
    assert f"94{NNBSP}000 dossiers au 22 novembre 2026" in talk.press(asked, "Oui, l’enregistrer").text
    assert talk.count("metric_values") == 2
    assert "C’est noté" in talk.say("métrique 4000 oui").text


def test_a_value_very_far_is_asked_about_after_its_form_too(talk: Talk) -> None:
    talk.link()
    talk.say("métrique 1000 fin octobre")
    asked = talk.after_form(talk.send(talk.say("métrique valeur"), {"value": "12"}), talk.member)
    assert "Rien n’est encore enregistré" in asked.text
    assert talk.count("metric_values") == 1
    assert "C’est noté" in talk.press(asked, "Oui, l’enregistrer").text


@pytest.mark.parametrize(
    ("said", "noted"),
    [("à la baisse", "doit baisser"), ("should go down", "doit baisser"), ("hausse", "doit monter")],
)
def test_which_way_it_is_to_go_is_said_in_any_words_and_undone(talk: Talk, said: str, noted: str) -> None:
    talk.link()
    answer = talk.say(f"métrique {said}").text
    assert noted in answer
    assert "revient en arrière" in answer
