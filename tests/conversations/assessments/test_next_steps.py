"""From a gap of a result to a step in one press: on the agenda, as an action, asked of an expert."""

from storage.checkpoints import agenda
from tests.conversation import STARTUP, Talk
from tests.talk import Screen

UNFUNDED = {"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes", "funding": "no"}
TARGETED = {
    "metric": "Dossiers réglés",
    "metric_kind": "social",
    "metric_value": "310",
    "followed": "yes",
    "target": "600",
    "target_date": "30/06/2027",
}
FUNDING = "Le financement des six prochains mois"


def points(talk: Talk) -> list[str]:
    with talk.app.store.read() as session:
        return [point.text for point in agenda.open_points(session, STARTUP.id)]


def buttons(screen: Screen) -> tuple[str, ...]:
    assert screen.message
    return screen.message.buttons


def test_each_gap_of_ones_own_result_leads_to_its_steps(talk: Talk) -> None:
    talk.link()
    talk.assess()
    result = talk.say("évaluer résultat")
    assert buttons(result)[2:4] == ("Prochain pas\u00a0: Impact", "Prochain pas\u00a0: Équipe")
    steps = talk.press(result, "Prochain pas\u00a0: Impact")
    assert "Prochains pas\u00a0: Vélo facile\nImpact\u00a0: proposer au sponsor un objectif" in steps.text
    assert buttons(steps)[:2] == ("L’ajouter à l’ordre du jour", "En faire une action")
    assert "C’est à l’ordre du jour" in talk.press(steps, "L’ajouter à l’ordre du jour").text
    assert points(talk) == ["Proposer au sponsor un objectif à six mois"]
    talk.press(steps, "L’ajouter à l’ordre du jour")
    assert len(points(talk)) == 1
    assert "Proposer au sponsor" in talk.press(steps, "En faire une action").text
    assert "Proposer au sponsor un objectif à six mois" in talk.say("actions").text


def test_an_expert_is_asked_from_the_gap(talk: Talk) -> None:
    talk.link()
    talk.assess()
    steps = talk.say("assess step team", as_=talk.member)
    expert = next(label for label in buttons(steps) if label.startswith("Demander"))
    assert talk.press(steps, expert).form


def test_what_the_reason_promises_for_the_next_checkpoint_is_one_press_away(talk: Talk) -> None:
    talk.link()
    talk.assess(impact=TARGETED, team=UNFUNDED)
    result = talk.say("évaluer résultat")
    assert "à mettre au prochain point avec le sponsor" in result.text
    label = next(label for label in buttons(result) if label.startswith("À l’ordre du jour"))
    talk.press(result, label)
    assert points(talk) == [FUNDING]


def test_the_teams_result_has_its_own_and_those_beside_it_read_them_too(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    talk.assess()
    talk.say("assess share")
    team = talk.say("évaluer résultat équipe", as_=talk.mate)
    steps = talk.press(team, "Prochain pas\u00a0: Impact", talk.mate)
    talk.press(steps, "L’ajouter à l’ordre du jour", talk.mate)
    assert points(talk) == ["Proposer au sponsor un objectif à six mois"]
    assert (
        "Impact" in talk.say("évaluer pas velo-facile", talk.manager, talk.driver.direct(talk.manager)).text
    )
    assert "Impact: propose a six-month target" in talk.say("assess step shared impact", talk.english).text
    stranger = talk.say("assess step shared velo-facile", talk.stranger, talk.driver.direct(talk.stranger))
    assert "objectif" not in stranger.text


def test_a_criterion_without_a_gap_says_so(talk: Talk) -> None:
    talk.link()
    talk.assess()
    assert "ne propose pas de prochain pas" in talk.say("évaluer pas marché").text
