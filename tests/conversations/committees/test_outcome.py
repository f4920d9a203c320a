"""What a committee decided: noted once it is confirmed, put right, replaced only knowingly."""

import json

import pytest

from storage.committees import committees
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import dated, decided, in_channel

# It is Monday 23 November 2026, 10:30 in Paris.


def test_granted_proposes_the_next_end_of_the_envelope(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "12 mars 2027 enveloppe 31 mars 2027")
    on(talk, 2027, 3, 15, 10)
    noted = decided(talk, "accordé")
    assert "6 mois accordés" in noted.text
    assert "L’enveloppe irait donc jusqu’au jeudi 30 septembre 2027" in noted.text
    assert "6 mois accordés. C’est Camille Moreau qui l’a noté" in in_channel(talk)[-1]
    talk.press(noted, "Oui, noter")
    page = talk.say("comité").text
    assert "jeudi 30 septembre 2027" in page
    assert "12 mars 2027\u00a0: 6 mois accordés (noté par Camille Moreau)" in page


def test_provisional_says_what_is_to_be_proved_and_proposes_the_next_committee(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    on(talk, 2027, 3, 15, 10)
    noted = decided(talk, "provisoire 2 mois prouver l'usage en région")
    assert "2 mois de plus, à confirmer. À prouver d’ici là\u00a0: l'usage en région" in noted.text
    assert "Le prochain comité se réunirait vers le mercredi 12 mai 2027" in noted.text
    assert talk.count("committees") == 1
    talk.press(noted, "Oui, noter")
    assert "mercredi 12 mai 2027" in talk.say("").text
    assert "l'usage en région" in talk.say("comité").text


def test_a_provisional_outcome_without_months_is_not_said_to_be_of_0_months(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    assert "J’ai compris\u00a0: provisoire. Rien" in talk.say("comité résultat provisoire").text


def test_a_provisional_outcome_without_proof_is_asked_for_by_the_form(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    on(talk, 2027, 3, 15, 10)
    form = talk.say("comité résultat provisoire").form
    assert form is not None
    assert form["outcome"].value == "provisional"
    refused = talk.send(form, {"months": "3", "to_prove": "l’usage"}).form
    assert refused is not None
    assert "1 ou 2 mois" in refused.errors["months"]
    refused = talk.send(refused, {"months": "1", "to_prove": ""}).form
    assert refused is not None
    assert "prouver" in refused.errors["to_prove"]
    after = talk.send(refused, {"months": "1", "to_prove": "l’usage"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "1 mois de plus, à confirmer" in shown.text
    assert "lundi 12 avril 2027" in shown.text


def test_that_it_ends_is_said_with_care_and_not_in_the_channel(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk)
    on(talk, 2027, 3, 15, 10)
    before = in_channel(talk)
    noted = decided(talk, "arrêt").text
    assert "ne juge pas l’équipe" in noted
    assert in_channel(talk) == before
    assert "le financement s’arrête" in talk.said_to(talk.manager)[-1].text
    assert "le financement s’arrête" in talk.say("comité").text
    assert "Dès que tu en as une" not in talk.say("comité").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pérennisé", "le service est pérennisé"),
        ("non pérennisé", "le service n’est pas pérennisé"),
        ("accordé 3 mois", "3 mois accordés"),
    ],
)
def test_each_outcome_has_its_words(talk: Talk, typed: str, said: str) -> None:
    enrolled(talk)
    assert said in decided(talk, typed).text
    assert said in talk.say("").text


@pytest.mark.parametrize("typed", ["peut-être", "accordé avec joie", "provisoire 5 mois prouver x", "😀"])
def test_an_outcome_not_understood_changes_nothing(talk: Talk, typed: str) -> None:
    enrolled(talk)
    dated(talk, "23 novembre 2026")
    assert "Rien n’a été changé" in talk.say(f"comité résultat {typed}").text
    assert "Ce qui a été décidé" not in talk.say("comité").text


def test_an_outcome_counts_and_is_told_once_it_is_confirmed(talk: Talk) -> None:
    enrolled(talk)
    before = in_channel(talk)
    shown = talk.say("comité résultat accordé")
    assert (
        "Pour Vélo facile, j’ai compris\u00a0: 6 mois accordés. C’est bien ça\u202f? Rien n’est encore noté"
        in shown.text
    )
    assert (talk.count("committees"), in_channel(talk)) == (0, before)
    for _ in range(2):
        assert "6 mois accordés" in talk.press(shown, "Oui, noter").text
    assert talk.count("committees") == 1
    assert len(in_channel(talk)) == len(before) + 1


def test_what_somebody_noted_before_is_shown_before_it_is_replaced(talk: Talk) -> None:
    enrolled(talk)
    early = talk.say("comité résultat pérennisé", as_=talk.mate)
    decided(talk, "accordé")
    told = in_channel(talk)
    assert "6 mois accordés" in talk.say("comité résultat accordé").text
    late = talk.press(early, "Oui, noter", as_=talk.mate)
    assert "Camille Moreau a noté pour Vélo facile le 23 novembre 2026\u00a0: 6 mois accordés" in late.text
    assert in_channel(talk) == told
    late = talk.say("comité résultat pérennisé", as_=talk.mate)
    assert "le service est pérennisé" in talk.press(late, "Oui, remplacer", as_=talk.mate).text
    assert talk.count("committees") == 1
    assert "pérennisé (noté par Noé Petit)" in talk.say("comité").text


def test_a_form_left_open_does_not_replace_what_was_noted_meanwhile(talk: Talk) -> None:
    enrolled(talk)
    open_form = talk.say("comité résultat", as_=talk.mate)
    decided(talk, "accordé")
    refused = talk.send(open_form, {"outcome": "permanent"}, as_=talk.mate).form
    assert refused is not None
    assert "Camille Moreau a noté un résultat entre-temps\u00a0: 6 mois accordés" in "".join(
        refused.errors.values()
    )
    again = talk.say("comité résultat", as_=talk.mate)
    assert again.form is not None
    assert "6 mois accordés" in again.form.intro
    talk.send(again, {"outcome": "permanent"}, as_=talk.mate)
    assert "pérennisé (noté par Noé Petit)" in talk.say("comité").text


def test_noted_again_within_two_weeks_it_is_put_right_and_later_it_is_another_one(talk: Talk) -> None:
    enrolled(talk)
    decided(talk, "accordé")
    talk.later(days=3)
    again = talk.say("comité résultat provisoire 1 mois prouver l’usage", as_=talk.mate)
    talk.press(again, "Oui, remplacer", as_=talk.mate)
    assert talk.count("committees") == 1
    assert "noté par Noé Petit" in talk.say("comité").text
    talk.later(days=30)
    decided(talk, "pérennisé")
    assert talk.count("committees") == 2


def test_before_its_date_it_asks_whether_the_committee_has_met_or_the_last_one_is_meant(talk: Talk) -> None:
    enrolled(talk)
    noted = decided(talk, "provisoire 1 mois prouver l’usage")
    talk.press(noted, "Oui, noter")
    asked = talk.say("comité résultat accordé")
    assert "J’ai compris\u00a0: 6 mois accordés. Rien n’est encore noté." in asked.text
    assert "S’est-il déjà réuni" in asked.text
    corrected = talk.press(asked, "Non\u00a0: celui du 23 novembre 2026")
    assert "6 mois accordés" in corrected.text
    page = talk.say("comité").text
    assert "mercredi 23 décembre 2026" in page
    assert "23 novembre 2026\u00a0: 6 mois accordés" in page
    talk.press(talk.say("comité résultat pérennisé"), "Oui, déjà")
    with talk.app.store.read() as session:
        assert committees.ahead(session, STARTUP.id) is None


def test_who_noted_what_is_in_their_file_and_erased_with_them(talk: Talk) -> None:
    enrolled(talk)
    talk.say("comité 23 novembre 2026 oui", as_=talk.mate)
    proof = "que Noé Petit trouve dix régions"
    decided(talk, f"provisoire 1 mois prouver {proof}", as_=talk.mate)
    talk.say("confidentialité données", as_=talk.mate)
    file = json.loads(talk.said_to(talk.mate)[-1].file)
    assert file["comités dont tu as noté les dates"][0]["date du comité"] == "2026-11-23"
    noted = file["comités dont tu as noté le résultat"][0]
    assert (noted["résultat"], noted["mois"], noted["à prouver"]) == ("provisoire", 1, proof)
    talk.say("confidentialité effacer oui", as_=talk.mate)
    page = talk.say("comité").text
    assert "Noé" not in page
    assert "1 mois de plus, à confirmer" in page
    assert "noté par Quelqu’un" in page
