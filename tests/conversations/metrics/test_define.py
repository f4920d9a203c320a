"""What the metric is, and what was agreed with the sponsor: by form; another unit cuts the curve."""

from tests.conversation import IMPACT, Talk
from tests.talk import SeenMessage

NB, NNBSP = "\u00a0", "\u202f"

# It is Monday 23 November 2026.


def define(talk: Talk, **values: str) -> SeenMessage:
    talk.later(minutes=1)
    shown = talk.send(talk.say("métrique définir"), values)
    talk.later(minutes=1)
    return talk.after_form(shown, talk.member)


def agree(talk: Talk, **values: str) -> SeenMessage:
    talk.later(minutes=1)
    shown = talk.send(talk.say("métrique objectifs"), values)
    talk.later(minutes=1)
    return talk.after_form(shown, talk.member)


def test_it_is_defined_by_a_form_and_shown(talk: Talk) -> None:
    talk.link()
    told = define(
        talk,
        name="Prêts accordés",
        meaning="Les prêts signés, pas les demandes",
        unit="prêts",
        kind="social",
        source="https://velo.example.gouv.fr/stats",
    )
    assert "C’est noté pour Vélo facile" in told.text
    shown = talk.say("métrique").text
    assert "Vélo facile\u00a0: Prêts accordés" in shown
    assert "Les prêts signés, pas les demandes" in shown
    assert "Social · en prêts" in shown
    assert "https://velo.example.gouv.fr/stats" in shown
    assert "Pas encore convenue avec le sponsor" in shown


def test_targets_are_counted_from_the_agreement(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts")
    talk.say("métrique 600 fin septembre")
    told = agree(
        talk, agreed_with="Mme Roy", agreed_on="15/10/2026", target_6="1 200", target_18="3 000 prêts"
    )
    assert "Convenue avec Mme Roy, le 15 octobre 2026 · alors 600 prêts" in told.text
    assert f"1{NNBSP}200 prêts pour le 15 avril 2027" in told.text
    assert f"3{NNBSP}000 prêts pour le 15 avril 2028" in told.text
    kept = talk.say("métrique 940").text
    assert f"Objectif{NB}: 1{NNBSP}200 prêts pour le 15 avril 2027" in kept


def test_what_is_defined_prefills_the_page_of_the_self_assessment(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts", kind="social")
    agree(talk, agreed_on="15/10/2026", target_6="1 200")
    talk.say("métrique 940")
    form = talk.say("évaluer impact", talk.mate).form
    assert form
    assert form["metric"].value == "Prêts accordés"
    assert form["metric_kind"].value == "social"
    assert form["metric_value"].value == "940 prêts"
    assert form["target"].value == f"1{NNBSP}200 prêts"
    assert form["target_date"].value in ("15 avril 2027", "2027-04-15")


def test_a_target_in_another_unit_is_refused_at_its_field(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts")
    refused = talk.send(talk.say("métrique objectifs"), {"target_6": "40 %", "agreed_on": "30/06/2027"}).form
    assert refused
    assert "dans la même unité" in refused.errors["target_6"]
    assert "encore à venir" in refused.errors["agreed_on"]


def test_another_unit_cuts_the_curve_and_a_matter_of_words_does_not(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts")
    talk.say("métrique 940")
    told = define(talk, unit="tonnes")
    assert "la courbe repart de zéro" in told.text
    shown = talk.say("métrique").text
    assert "940 prêts" not in shown
    assert "1 valeur d’avant, quand autre chose était compté" in shown
    assert "940 prêts" in talk.say("métrique historique").text
    talk.say("métrique 12")
    assert "12 tonnes" in talk.say("métrique").text
    define(talk, unit="prêts")
    talk.say("métrique même")
    told = define(talk, meaning="Signés")
    assert "la courbe repart" not in told.text
    told = define(talk, meaning="Signés, payés")
    assert "Seuls les mots changent" in told.buttons
    assert "Une seule courbe de nouveau" in talk.press(told, "Seuls les mots changent").text


def test_a_shared_value_of_another_metric_stays_out_of_the_curve(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts")
    talk.say("métrique 940 fin octobre")
    talk.assess(impact={**IMPACT, "metric": "Visiteurs uniques", "metric_value": "35 000"})
    talk.say("assess share")
    assert "35" not in talk.say("métrique").text


def test_who_follows_it_is_named_and_can_be_taken_out(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés")
    told = agree(talk, owner=talk.mate, frequency="quarter")
    assert "Une valeur est demandée à Noé Petit, chaque trimestre" in told.text
    told = agree(talk, owner="")
    assert "est demandée" not in told.text


def test_a_form_left_open_keeps_what_a_mate_stated(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts")
    form = talk.say("métrique définir")
    define(talk, meaning="Signés")
    talk.send(form, {"kind": "economic"})
    shown = talk.say("métrique").text
    assert "Signés" in shown
    assert "Économique" in shown


def test_by_region_each_has_its_value_of_a_day(talk: Talk) -> None:
    talk.link()
    define(talk, name="Prêts accordés", unit="prêts", regional="yes")
    talk.say("métrique Bretagne 300 fin octobre")
    talk.say("métrique 120 en Occitanie fin octobre")
    talk.say("métrique 940 fin octobre")
    shown = talk.say("métrique").text
    for line in ("300 prêts · Bretagne", "120 prêts · Occitanie", f"31 octobre 2026{NB}: 940 prêts"):
        assert line in shown


def test_a_target_below_the_value_is_asked_about_until_somebody_says_that_it_is_to_fall(talk: Talk) -> None:
    talk.link()
    define(talk, name="Jours d’attente", unit="jours")
    talk.say("métrique 45 fin octobre")
    said = talk.send(talk.say("métrique objectifs"), {"agreed_on": "2/11/2026", "target_6": "20"}).text
    said = said or talk.said_to(talk.member)[-1].text
    assert "est en dessous de la valeur (45 jours)" in said
    asked = talk.say("métrique")
    assert "La cible (20 jours) est en dessous" in asked.text
    done = talk.press(asked, "Elle doit baisser")
    assert "doit baisser" in done.text
    shown = talk.say("métrique").text
    assert "en dessous" not in shown
    assert "doit baisser" in shown
    assert talk.count("metric_values") == 1
    talk.press(done, "Non, elle doit monter")
    assert "en dessous" in talk.say("métrique").text
    talk.say("métrique 12")
    assert "en dessous" not in talk.say("métrique").text
