"""`/gamma assess why`: the rule that decided each verdict, of one's own result and of the team's."""

from tests.conversation import Talk

NNBSP, NBSP = "\u202f", "\u00a0"


def test_why_shows_the_rule_that_decided(talk: Talk) -> None:
    talk.link()
    result = talk.assess()
    text = talk.press(result, f"Pourquoi ces résultats{NNBSP}?").text
    assert f"au moins 1{NNBSP}% de ce marché utilise régulièrement le service" in text
    assert talk.say("évaluer pourquoi").text == text


def test_why_is_told_of_one_criterion_alone(talk: Talk) -> None:
    talk.link()
    talk.assess()
    text = talk.say("évaluer pourquoi impact").text
    assert "Mesure d’impact" in text
    assert "Adéquation produit/marché" not in text
    assert "/gamma évaluer impact" in text


def test_why_is_told_of_the_teams_result(talk: Talk) -> None:
    talk.link()
    assert "Personne n’a encore partagé" in talk.say("évaluer pourquoi équipe").text
    talk.assess()
    talk.say("assess share")
    text = talk.say("évaluer pourquoi équipe", as_=talk.mate).text
    assert f"Pourquoi ce résultat de l’équipe{NBSP}: Vélo facile · T4 2026" in text
    assert f"au moins 1{NNBSP}% de ce marché utilise régulièrement le service" in text
    assert "la réponse du milieu" in text
    assert "à partir de 3 réponses" in text
    one = talk.say("assess why team organisation", as_=talk.english).text
    assert "Team organisation" in one
    assert "Impact measurement" not in one
    stranger = talk.say(
        "évaluer pourquoi équipe velo-facile", talk.stranger, talk.driver.direct(talk.stranger)
    )
    assert "au moins" not in stranger.text
