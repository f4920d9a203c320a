"""What stands in the pages of a self-assessment already: the startup's facts, and one's own last answers."""

from tests.conversation import IMPACT, MARKET, TEAM, Talk
from tests.talk import SeenForm

NNBSP = "\u202f"


def market_form(talk: Talk, person: str) -> SeenForm:
    form = talk.say("évaluer marché", as_=person).form
    assert form
    return form


def test_shared_facts_prefill_the_form_of_a_mate_but_opinions_do_not(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("assess share")
    form = market_form(talk, talk.mate)
    assert form["market_size"].value == f"20{NNBSP}000"
    assert form["market_unit"].value == "communes"
    assert form["in_production"].value == ""


def test_what_is_not_shared_prefills_the_form_of_its_author_alone(talk: Talk) -> None:
    talk.link()
    talk.page(talk.say("assess"), MARKET)
    assert market_form(talk, talk.mate)["market_size"].value == ""
    assert market_form(talk, talk.member)["market_size"].value == f"20{NNBSP}000"
    talk.page(talk.page(talk.say("assess"), IMPACT), TEAM)
    assert market_form(talk, talk.mate)["market_size"].value == ""
    talk.later(days=60)
    assert market_form(talk, talk.member)["market_size"].value == f"20{NNBSP}000"
    talk.assess()  # the same numbers once more, so nothing new is stated
    talk.say("assess share")
    assert market_form(talk, talk.mate)["recurring_users"].value == "400"


def test_a_number_of_ones_own_is_kept_until_a_newer_one_is_shared(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("assess share")
    talk.later(seconds=5)
    talk.assess(market={**MARKET, "recurring_users": "700"}, as_=talk.mate)
    talk.later(days=60)
    assert market_form(talk, talk.member)["recurring_users"].value == "400"
    assert market_form(talk, talk.mate)["recurring_users"].value == "700"
    talk.assess(market={**MARKET, "recurring_users": "450"})
    assert market_form(talk, talk.mate)["recurring_users"].value == "700"
    talk.say("assess share")
    assert market_form(talk, talk.mate)["recurring_users"].value == "450"


def test_last_times_own_answers_stand_in_the_form_of_the_next_quarter(talk: Talk) -> None:
    talk.link()
    talk.assess(team={**TEAM, "word": "ce trimestre seulement"})
    talk.later(days=60)
    page = talk.say("assess")
    assert page.form
    assert page.form["in_production"].value == "yes"
    assert "tes réponses du 23 novembre 2026" in page.form.intro
    page = talk.page(talk.page(page, {"in_production": "partly"}), {})
    assert page.form
    assert (page.form["culture"].value, page.form["word"].value) == ("yes", "")
    assert "◐ Mesure d’impact" in talk.page(page, {}).text
    again = talk.say("évaluer marché").form
    assert again
    assert again["in_production"].value == "partly"
    assert "23 novembre" not in again.intro


def test_what_was_taken_back_is_not_shown_again_in_the_same_assessment(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.later(days=60)
    talk.page(talk.say("assess"), {"in_production": ""})
    form = talk.say("évaluer marché").form
    assert form
    assert form["in_production"].value == ""


def test_a_percentage_stays_one_in_the_result_the_form_and_the_facts(talk: Talk) -> None:
    talk.link()
    numbers = {"metric_value": "12,5 %", "target": "20%", "target_date": "30/06/2027"}
    result = talk.assess(impact={"metric": "Dossiers refusés", **numbers})
    assert f"12,5{NNBSP}% aujourd’hui, objectif 20{NNBSP}% pour le 30 juin 2027" in result.text
    form = talk.say("évaluer impact").form
    assert form
    assert (form["metric_value"].value, form["target"].value) == (f"12,5{NNBSP}%", f"20{NNBSP}%")
    refused = talk.send(talk.say("évaluer impact"), {"target": "20"}).form
    assert refused
    assert "pourcentage" in refused.errors["target"]
    talk.page(talk.say("évaluer impact"), {"metric_value": "12,5", "target": "20"})
    assert (talk.stored_facts()["metric_value"], talk.stored_facts()["target"]) == ("12.5", "20")


def test_a_fact_that_was_shown_and_emptied_holds_no_longer(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.page(talk.say("évaluer impact"), {"metric": "", "metric_value": ""})
    facts = talk.stored_facts()
    assert "metric" not in facts
    assert facts["market_size"] == "20000"


def test_a_date_that_has_passed_meanwhile_is_not_shown_again(talk: Talk) -> None:
    talk.link()
    talk.assess(impact={"metric": "Trajets", "target": "10", "target_date": "1er décembre 2026"})
    talk.later(days=30)
    form = talk.say("évaluer impact").form
    assert form
    assert (form["target"].value, form["target_date"].value) == ("10", "")
    assert "Trajets" in talk.page(talk.say("évaluer impact"), {}).text


def test_a_form_left_open_does_not_undo_what_a_mate_states_meanwhile(talk: Talk) -> None:
    talk.link()
    opened_before = talk.say("assess", as_=talk.mate)
    talk.page(talk.say("assess"), MARKET)
    talk.page(opened_before, {"in_production": "yes"}, talk.mate)
    assert talk.stored_facts()["market_size"] == "20000"


def test_what_a_mate_left_empty_neither_erases_a_number_nor_stands_beside_anothers(talk: Talk) -> None:
    talk.link()
    talk.assess(market={**MARKET, "market_size": "1 200", "recurring_users": "300"})
    talk.say("assess share")
    talk.later(seconds=5)
    talk.assess(market={**MARKET, "market_size": "18 000", "recurring_users": ""}, as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    talk.later(days=60)
    for person in (talk.member, talk.third):
        form = market_form(talk, person)
        assert (form["market_size"].value, form["recurring_users"].value) == (f"1{NNBSP}200", "300")
    mine = market_form(talk, talk.mate)
    assert (mine["market_size"].value, mine["recurring_users"].value) == (f"18{NNBSP}000", "")
    assert "Tu y retrouves tes réponses du" in mine.intro


def test_numbers_that_are_not_ones_own_are_said_to_be_the_teams(talk: Talk) -> None:
    talk.link()
    talk.assess(market={**MARKET, "market_size": "1 200", "recurring_users": "300"})
    talk.later(seconds=5)
    talk.assess(market={**MARKET, "market_size": "35 000", "recurring_users": "900"}, as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    talk.later(days=60)
    page = talk.say("assess").form
    assert page
    assert (page["market_size"].value, page["recurring_users"].value) == (f"35{NNBSP}000", "900")
    assert "Tes avis sont ceux du 23 novembre 2026" in page.intro
    assert "que l’équipe a partagés" in page.intro
    assert "tes réponses" not in page.intro


def test_a_page_of_ones_own_takes_no_number_of_a_mates(talk: Talk) -> None:
    talk.link()
    talk.page(talk.say("assess"), {**MARKET, "market_size": "1 200", "recurring_users": ""})
    talk.assess(market={**MARKET, "market_size": "35 000", "recurring_users": "900"}, as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    form = market_form(talk, talk.member)
    assert (form["market_size"].value, form["recurring_users"].value) == (f"1{NNBSP}200", "")


def test_a_number_whose_metric_is_left_without_a_name_takes_the_place_of_none(talk: Talk) -> None:
    talk.link()
    talk.assess(impact={**IMPACT, "metric": "Prêts", "metric_value": "1 430 prêts"})
    talk.say("assess share yes")
    own = talk.say("évaluer impact")
    talk.send(own, {**IMPACT, "metric": "", "metric_value": "36"})
    talk.say("assess share yes")
    form = talk.say("évaluer impact", as_=talk.mate).form
    assert form
    assert (form["metric"].value, form["metric_value"].value) == ("Prêts", f"1{NNBSP}430 prêts")
