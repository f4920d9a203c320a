"""How results went over the quarters: told in words, and as a picture in the direct conversation."""

import pytest

from tests.conversation import IMPACT, MARKET, TEAM, Talk

READY = {"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes"}
SOON = "L’image arrive dans notre conversation privée"


def two_quarters(talk: Talk, as_: str = "") -> None:
    """The team's organisation goes from "not yet" to "reached"; the quarter between has no answer."""
    talk.assess(as_=as_)
    talk.later(days=150)
    talk.assess(team=READY, as_=as_)


def shared(talk: Talk, team: dict[str, str] | None, as_: str = "") -> None:
    talk.assess(team=team, as_=as_)
    talk.say("assess share yes", as_=as_)


def test_ones_own_history_is_told_with_its_gaps_and_drawn_in_private(talk: Talk) -> None:
    talk.link()
    two_quarters(talk)
    before = len(talk.said_in(talk.channel))
    answer = talk.say("évaluer historique").text
    team = "Organisation de l’équipe\u00a0: pas encore (T4 2026) → rien au T1 2027 → atteint (T2)"
    assert team in answer
    assert "Adéquation produit/marché\u00a0: atteint (T4 2026) → rien au T1 2027 → atteint (T2)" in answer
    assert SOON in answer
    seen = talk.said_to(talk.member)[-1]
    assert seen.picture_alt.startswith("L’évolution du T4 2026 au T2 2027.")
    assert f"{team}." in seen.picture_alt
    assert seen.picture.startswith(b"\x89PNG")
    assert "Ton évolution\u00a0: Vélo facile" in seen.text
    assert len(talk.said_in(talk.channel)) == before


def test_in_the_direct_conversation_it_is_the_same(talk: Talk) -> None:
    talk.link()
    two_quarters(talk)
    talk.said_to(talk.member)
    assert "rien au T1 2027" in talk.say("assess history", in_=talk.driver.direct(talk.member)).text
    assert "rien au T1 2027" in talk.said_to(talk.member)[-1].picture_alt


def test_an_english_reader_has_it_in_english(talk: Talk) -> None:
    talk.link()
    for team in (TEAM, {}, READY):
        for page in (MARKET, IMPACT, team) if team else ():
            talk.send(talk.say("assess", talk.english), page, talk.english)
        talk.later(days=75)
    answer = talk.say("assess history", as_=talk.english).text
    assert "Team organisation: not yet (Q4 2026) → nothing in Q1 2027 → reached (Q2)" in answer
    assert "not yet (Q4 2026)" in talk.said_to(talk.english)[-1].picture_alt


def test_of_a_quarter_the_latest_result_counts(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.assess(team=READY)
    talk.later(days=60)
    talk.assess({}, {}, dict.fromkeys(READY, "unknown"))
    answer = talk.say("assess history").text
    assert "Organisation de l’équipe\u00a0: atteint (T4 2026) → inconnu (T1 2027)" in answer


def test_one_result_is_said_in_words_without_a_picture(talk: Talk) -> None:
    talk.link()
    assert "Tu n’as pas encore de résultat" in talk.say("assess history").text
    result = talk.assess()
    told = len(talk.said_to(talk.member))
    answer = talk.say("assess history")
    assert "un seul résultat pour l’instant, au T4 2026" in answer.text
    assert SOON not in answer.text
    assert len(talk.said_to(talk.member)) == told
    assert result.message
    assert "Voir l’évolution" not in result.message.buttons


def test_the_teams_history_is_made_of_what_was_shared(talk: Talk) -> None:
    talk.link()
    shared(talk, None)
    talk.later(days=60)
    shared(talk, READY)
    talk.later(days=95)
    talk.assess()
    answer = talk.say("évaluer historique équipe", as_=talk.mate)
    assert "Organisation de l’équipe\u00a0: pas encore (T4 2026) → atteint (T1 2027)" in answer.text
    assert "T2" not in answer.text, "what nobody shared stays private"
    assert "L’évolution de l’équipe" in talk.said_to(talk.mate)[-1].text
    assert "atteint (T1 2027)" in talk.said_to(talk.mate)[-1].picture_alt
    own = talk.say("assess history").text
    assert "atteint (T1 2027) → pas encore (T2)" in own


def test_those_beside_the_team_see_the_teams_history_alone(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    two_quarters(talk)
    refusal = "L’équipe n’a pas encore partagé de résultat"
    for person in (talk.manager, talk.admin):
        assert refusal in talk.say("assess history", as_=person).text
    talk.say("assess share")
    for person in (talk.manager, talk.admin):
        assert "un seul résultat pour l’instant, au T2 2027" in talk.say("assess history", as_=person).text
    talk.later(days=90)
    shared(talk, READY)
    for person in (talk.manager, talk.admin):
        assert "atteint (du T2 au T3 2027)" in talk.say("assess history", as_=person).text
        assert "atteint (du T2 au T3 2027)" in talk.said_to(person)[-1].picture_alt


@pytest.mark.parametrize("typed", ["assess history velo-facile", "assess history team velo-facile"])
def test_a_stranger_sees_no_history(talk: Talk, typed: str) -> None:
    talk.link()
    shared(talk, None)
    talk.later(days=60)
    shared(talk, READY)
    answer = talk.say(typed, talk.stranger, talk.driver.direct(talk.stranger)).text
    assert "Je ne sais pas avec quelle startup tu travailles" in answer
    assert not any(message.picture_alt for message in talk.said_to(talk.stranger))


def test_a_history_is_a_button_away_once_there_is_one(talk: Talk) -> None:
    talk.link()
    shared(talk, None)
    talk.later(days=60)
    result = talk.assess(team=READY)
    assert "atteint (T1 2027)" in talk.press(result, "Voir l’évolution").text
    assert "atteint (T1 2027)" in talk.press(talk.said_to(talk.member)[-2], "Voir l’évolution").text
    own = talk.press(talk.say(""), "Mon résultat")
    assert "atteint (T1 2027)" in talk.press(own, "Voir l’évolution").text
    talk.say("assess share")
    of_team = talk.press(talk.said_in(talk.channel)[-1], "Voir l’évolution", talk.mate)
    assert "L’évolution de l’équipe" in of_team.text
    assert "Ton évolution" in talk.press(talk.say("assess history team"), "Mon évolution").text
    of_team = talk.press(talk.say("assess history"), "L’évolution de l’équipe")
    assert "L’évolution de l’équipe" in of_team.text


def test_two_years_are_shown_and_older_results_are_mentioned(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.later(days=365 * 2)
    talk.assess(team=READY)
    answer = talk.say("assess history").text
    assert "Sur les deux dernières années, il y a un seul résultat, au T4 2028" in answer
    talk.later(days=60)
    talk.assess(team=READY)
    answer = talk.say("assess history").text
    assert "atteint (du T4 2028 au T1 2029)" in answer
    assert "2026" not in answer
    assert "résultats plus anciens" in answer
