"""The file for the committee: what was shared, what is missing, and that all of it fits."""

from tests.conversation import IMPACT, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import dated, decided, in_channel

# It is Monday 23 November 2026, 10:30 in Paris.


def test_the_file_gathers_what_was_shared_and_says_what_is_missing(talk: Talk) -> None:
    enrolled(talk)
    empty = talk.say("comité dossier").text
    for missing in ("la date du comité", "une auto-évaluation partagée", "un point qui s’est tenu"):
        assert missing in empty
    assert "Demandes traitées" not in empty
    talk.assess(impact={**IMPACT, "target": "1 000", "target_date": "30 juin 2027"})
    assert "940" not in talk.say("comité dossier").text, "what is not shared is nobody else's to read"
    talk.say("assess share")
    talk.say("startup objectif croissance Doubler les inscriptions")
    dated(talk, "12 mars 2027 enveloppe 30 avril 2027")
    file = talk.say("comité dossier").text
    assert "L’enveloppe court jusqu’au vendredi 30 avril 2027" in file
    assert "Mesure d’impact\u00a0: atteint." in file
    assert "940 aujourd’hui, objectif 1\u202f000 pour le 30 juin 2027" in file
    assert "Croissance\u00a0: Doubler les inscriptions" in file
    assert "la date du comité" not in file


def test_the_file_has_the_trend_in_words_and_the_checkpoints_held(talk: Talk) -> None:
    enrolled(talk)
    talk.assess()
    talk.say("assess share")
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    on(talk, 2026, 12, 8, 16)
    talk.say("point tenu")
    on(talk, 2027, 1, 12, 10)
    talk.assess(team={"people": "yes", "roles": "yes", "processes": "yes", "culture": "yes"})
    talk.say("assess share")
    file = talk.say("comité dossier").text
    assert "Leur évolution" in file
    assert "Organisation de l’équipe\u00a0: pas encore (T4 2026) → atteint (T1 2027)" in file
    assert "1 point tenu avec le sponsor" in file
    assert "8 décembre 2026" in file


def test_after_an_outcome_the_file_says_since_when_it_tells(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    on(talk, 2026, 12, 8, 16)
    talk.say("point tenu")
    assert "1 point tenu avec le sponsor" in talk.say("comité dossier").text
    on(talk, 2026, 12, 15, 10)
    decided(talk, "accordé")
    dated(talk, "12 mars 2027")
    file = talk.say("comité dossier").text
    assert "Le comité d’avant, le 15 décembre 2026\u00a0: 6 mois accordés" in file
    assert "un point tenu depuis le comité du 15 décembre 2026" in file
    assert "une décision prise depuis le comité du 15 décembre 2026" in file
    assert "un point qui s’est tenu" not in file


def test_the_longest_words_fit(talk: Talk) -> None:
    enrolled(talk)
    for area in ("produit", "équipe", "croissance", "impact"):
        talk.say(f"startup objectif {area} " + "é" * 400)
    talk.say("startup obstacle " + "à" * 700)
    talk.assess(impact={**IMPACT, "metric": "m" * 140}, team={"people": "no", "word": "w" * 2900})
    talk.say("assess share")
    assert "Ce que je n’ai pas" in talk.say("comité dossier").text


def test_the_longest_page_fits(talk: Talk) -> None:
    talk.link()
    for _ in range(6):
        talk.send(talk.say("comité résultat provisoire 1 mois prouver " + "à" * 600), {})
        talk.later(days=20)
    assert "1 mois de plus" in talk.say("comité").text


def test_a_file_that_comes_late_among_other_things_fits(talk: Talk) -> None:
    enrolled(talk)
    talk.say("assess share")
    for area in ("produit", "équipe", "croissance", "impact"):
        talk.say(f"startup objectif {area} " + "é" * 400)
    talk.say("startup obstacle " + "à" * 700)
    dated(talk, "mardi 16 mars 2027")
    on(talk, 2027, 3, 10, 9)
    (late,) = [text for text in in_channel(talk) if "Pendant mon absence" in text]
    assert "Dossier pour le comité de Vélo facile" in late or "Comité de Vélo facile" in late
