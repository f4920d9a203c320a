"""The portfolio manager’s outside view, beside the team’s result: to talk about, never counted."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from gamma.chat import Errors, Field, Form, Place, Submission
from storage.people import people
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.assessments.outside_views import ALL, give, prepared, read, views_told
from tests.programmes import file_of


def leave_portfolio(talk: Talk) -> None:
    with talk.app.store.write() as session:
        session.execute(text("DELETE FROM portfolio_managers"))


def test_a_view_stands_beside_the_teams_result_for_both(talk: Talk) -> None:
    prepared(talk)
    shown = give(talk, ALL)
    assert shown.startswith("Merci ! L’équipe lit ton regard dans son canal.")
    assert "✔ Adéquation produit/marché : atteint." in shown
    assert "Vu par Pauline Roche : en partie" in shown
    for person in (talk.mate, talk.manager, talk.admin):
        result = read(talk.say("assess result team", as_=person).text)
        assert result.count("Vu par Pauline Roche") == 3
        market = next(part for part in result.split("\n\n") if "Adéquation" in part)
        assert market.endswith("Vu par Pauline Roche : en partie")
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    standing = next(post for post in talk.said_in(talk.channel) if "Résultat de l’équipe" in post.text)
    assert "Vu par Pauline Roche : atteint" in read(talk.press(standing, "Voir le détail").text)


def test_two_levels_apart_is_worth_talking_about(talk: Talk) -> None:
    prepared(talk)
    shown = give(talk, ALL)
    pointed = "Vos regards sont très différents : c’est à l’ordre du jour du prochain point."
    assert shown.count(pointed) == 1
    team = next(part for part in shown.split("\n\n") if "Organisation de l’équipe" in part)
    assert team.endswith(f"Vu par Pauline Roche : atteint\n{pointed}")
    (told,) = views_told(talk)
    assert told.endswith(f"l’équipe dit « pas encore », de l’extérieur « atteint »\n{pointed}")


def test_it_changes_no_verdict_and_counts_in_no_range(talk: Talk) -> None:
    prepared(talk)
    before = read(talk.say("assess result team").text)
    give(talk, ALL)
    after = read(talk.say("assess result team").text)
    lines = [line for line in after.split("\n") if "Vu par" not in line and "Vos regards" not in line]
    assert "\n".join(lines) == before
    assert talk.count("assessments") == 1


@pytest.mark.parametrize(
    "typed",
    ["évaluer regard marché atteint", "assess view market reached", "bilan regard-extérieur Marché Atteint"],
)
def test_one_line_is_enough(talk: Talk, typed: str) -> None:
    prepared(talk)
    answer = read(talk.say(typed, as_=talk.manager).text)
    assert "Merci ! L’équipe lit ton regard" in answer
    assert "Vu par Pauline Roche : atteint" in answer
    assert talk.count("outside_views") == 1


def test_a_line_changes_one_criterion_and_leaves_the_others(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    answer = read(talk.say("évaluer regard équipe pas encore", as_=talk.manager).text)
    assert "Vu par Pauline Roche : pas encore" in answer
    assert answer.count("Vu par Pauline Roche : en partie") == 2
    form = talk.say("assess view", as_=talk.manager).form
    assert form
    assert [field.value for field in form.fields] == ["partly", "partly", "not_yet", ""]
    answer = read(talk.say("évaluer regard équipe sans avis", as_=talk.manager).text)
    assert answer.count("Vu par") == 2


def test_a_line_works_from_the_direct_conversation_too(talk: Talk) -> None:
    prepared(talk)
    talk.make_manager(talk.manager, "cantine-claire")
    direct = talk.driver.direct(talk.manager)
    answer = talk.say("évaluer regard impact en partie velo-facile", talk.manager, direct)
    assert "Vu par Pauline Roche : en partie" in read(answer.text)
    asked = talk.say("évaluer regard impact pas encore", talk.manager, direct)
    assert "Vu par Pauline Roche : pas encore" in read(talk.press(asked, "Vélo facile", talk.manager).text)


def test_an_unknown_view_is_told_and_changes_nothing(talk: Talk) -> None:
    prepared(talk)
    refused = read(talk.say("évaluer regard marché génial", as_=talk.manager).text)
    assert "Je ne connais pas le regard « génial »" in refused
    assert talk.count("outside_views") == 0


def test_a_form_left_open_takes_nothing_back_that_was_said_since(talk: Talk) -> None:
    prepared(talk)
    form = talk.say("évaluer regard", talk.manager)
    talk.say("évaluer regard impact atteint", talk.manager)
    talk.say("évaluer regard équipe atteint", talk.manager)
    talk.send(form, {"market": "partly"}, talk.manager)
    now = talk.say("évaluer regard", talk.manager).form
    assert now
    assert [field.value for field in now.fields] == ["partly", "reached", "reached", ""]
    give(talk, {"market": "none"})
    again = talk.say("évaluer regard", talk.manager).form
    assert again
    assert [field.value for field in again.fields] == ["none", "reached", "reached", ""]


def test_a_form_opened_in_the_quarter_before_is_a_view_of_this_one(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    talk.now = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    form = talk.say("évaluer regard", talk.manager)
    talk.later(hours=1)
    talk.send(form, {}, talk.manager)
    now = talk.say("évaluer regard", talk.manager).form
    assert now
    assert {field.name: field.value for field in now.fields} == {**ALL, "reason": ""}


def test_asked_for_which_startup_the_line_is_repeated_in_the_readers_language(talk: Talk) -> None:
    direct = talk.driver.direct(talk.admin)
    asked = talk.say("assess view market not yet", talk.admin, direct).text
    assert "/gamma évaluer regard marché pas encore velo-facile" in asked
    prepared(talk)
    talk.make_manager(talk.manager, OTHER.id)
    choice = talk.say("assess view market not yet", talk.manager, talk.driver.direct(talk.manager))
    assert "Merci" in talk.press(choice, STARTUP.name, talk.manager).text


def test_an_empty_form_is_refused_kindly(talk: Talk) -> None:
    prepared(talk)
    refused = talk.send(talk.say("assess view", talk.manager), {}, talk.manager)
    assert refused.form
    assert "Donne ton regard sur un critère au moins" in "".join(refused.form.errors.values())


def test_it_is_the_managers_alone_to_give(talk: Talk) -> None:
    prepared(talk)
    for person in (talk.member, talk.admin):
        for typed in ("assess view", "assess view market reached"):
            answer = talk.say(typed, as_=person).text
            assert "C’est aux responsables de portefeuille de donner ce regard" in answer
            assert "/gamma évaluer résultat équipe" in answer
    stranger = talk.say("assess view velo-facile", talk.stranger, talk.driver.direct(talk.stranger))
    assert "Je ne sais pas avec quelle startup" in stranger.text
    assert talk.count("outside_views") == 0


def test_somebody_of_the_programme_team_who_follows_the_startup_gives_one_too(talk: Talk) -> None:
    prepared(talk)
    refused = talk.say("évaluer regard marché atteint", as_=talk.admin)
    assert "Merci" not in refused.text
    talk.make_manager(talk.admin)
    assert "Merci" in talk.say("évaluer regard marché atteint", as_=talk.admin).text
    assert talk.count("outside_views") == 1


def test_a_form_left_open_by_who_is_no_longer_manager_is_refused_but_past_views_stay(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    form = talk.say("assess view", talk.manager)
    leave_portfolio(talk)
    refused = talk.send(form, {"market": "reached"}, talk.manager)
    assert refused.form
    assert "responsables de portefeuille" in "".join(refused.form.errors.values())
    assert talk.count("outside_views") == 3
    assert talk.say("assess result team").text.count("Vu par Pauline Roche") == 3


@pytest.mark.parametrize("forged", ["unknown", "score: 5", "REACHED"])
def test_a_choice_that_was_not_offered_changes_nothing(talk: Talk, forged: str) -> None:
    prepared(talk)
    form = Form("assess.view", "T", (Field("market", "M", "text"),), "S", about=STARTUP.id)
    seal = talk.app.dispatch._services.signer.sign_form(form, talk.manager, Place(talk.channel))
    values = {"market": forged, "team": "reached"}
    refused = talk.app.dispatch(Submission(talk.driver.name, talk.manager, seal, values)).reply
    assert isinstance(refused, Errors)
    assert refused.fields == {"market": "Choisis une des réponses de la liste."}
    assert talk.count("outside_views") == 0


def test_a_view_belongs_to_its_quarter(talk: Talk) -> None:
    prepared(talk)
    give(talk, ALL)
    talk.later(days=60)
    form = talk.say("assess view", talk.manager).form
    assert form
    assert {field.value for field in form.fields} == {"none", ""}
    assert "Vu par Pauline Roche : en partie" in read(talk.say("assess result team").text)
    give(talk, {"market": "not_yet"})
    result = read(talk.say("assess result team").text)
    assert result.index("T4 2026") < result.index("Regard extérieur · T1 2027")
    assert result.endswith("Adéquation produit/marché\nVu par Pauline Roche : pas encore")


def test_a_manager_without_a_name_is_shown_without(talk: Talk) -> None:
    prepared(talk)
    give(talk, {"market": "partly"})
    with talk.app.store.write() as session:
        known = people.upsert_person(session, talk.driver.name, talk.manager)
        session.execute(text("UPDATE people SET name = '' WHERE id = :id"), {"id": known.id})
    assert "Regard extérieur : en partie" in read(talk.say("assess result team").text)


def test_the_managers_button_leads_to_the_form(talk: Talk) -> None:
    prepared(talk)
    result = talk.say("assess result", as_=talk.manager)
    form = talk.press(result, "Donner mon regard", talk.manager).form
    assert form
    assert form.title == "Regard extérieur"
    assert [label for label, _ in form["market"].options] == [
        "Atteint",
        "En partie",
        "Pas encore",
        "Sans avis",
    ]


def test_an_english_manager_gives_a_view_in_english(talk: Talk) -> None:
    prepared(talk)
    talk.make_manager(talk.english)
    answer = talk.say("assess view team not yet", as_=talk.english).text
    assert answer.startswith("Thank you! The team reads your view in its channel.")
    assert "View of Ann Baker: not yet" in answer


def test_six_criteria_fit_one_form(talk: Talk, tmp_path: Path) -> None:
    talk.settings["GAMMA_PROGRAMME"] = str(file_of(6, tmp_path))
    talk.restart()
    prepared(talk, shared=False)
    form = talk.say("assess view", talk.manager).form
    assert form
    values = {field.name: "not_yet" for field in form.fields}
    assert len(values) == 6
    assert give(talk, values).count("Vu par Pauline Roche : pas encore") == 6
    assert talk.count("outside_views") == 6
