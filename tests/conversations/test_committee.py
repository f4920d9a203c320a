"""The committee in conversation: its dates, its file, the prompts before it, and what it decided."""

import json
from datetime import UTC, datetime

import pytest

from storage import committees, enrolment, people
from tests.conversation import IMPACT, STARTUP, Talk
from tests.talk import Screen, SeenMessage

# It is Monday 23 November 2026, 10:30 in Paris.


def enrolled(talk: Talk, *, manager: bool = False) -> None:
    talk.link()
    with talk.app.store.write() as session:
        admin = people.meet(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, STARTUP.id, admin, talk.now)
    if manager:
        talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
        talk.app.tick()


def at(talk: Talk, year: int, month: int, day: int, hour: int, minute: int = 0) -> None:
    """Now it is that time, in UTC."""
    talk.now = datetime(year, month, day, hour, minute, tzinfo=UTC)


def dated(talk: Talk, typed: str = "12 mars 2027") -> None:
    talk.press(talk.say(f"comité {typed}"), "Oui, noter")
    talk.app.tick()


def about_committee(posts: list[SeenMessage]) -> list[str]:
    return [post.text for post in posts if "omité" in post.text or "nveloppe" in post.text]


def in_channel(talk: Talk) -> list[str]:
    return about_committee(talk.said_in(talk.channel))


def decided(talk: Talk, typed: str, as_: str = "") -> Screen:
    """What is shown once the outcome counts. Typed: Mattermost shows no buttons after one is pressed."""
    return talk.say(f"comité résultat oui {typed}", as_=as_)


# --- its dates --------------------------------------------------------------------------------


def test_a_date_is_shown_back_with_its_weekday_before_it_counts(talk: Talk) -> None:
    enrolled(talk)
    shown = talk.say("comité 12 mars 2027")
    assert "le comité se réunit le vendredi 12 mars 2027" in shown.text
    assert "Rien n’est encore noté" in shown.text
    assert talk.count("committees") == 0
    done = talk.press(shown, "Oui, noter")
    assert "vendredi 12 mars 2027 (dans 109 jours)" in done.text
    assert "vendredi 12 mars 2027" in talk.say("comité").text
    assert "Camille Moreau a noté ses dates" in in_channel(talk)[-1]


def test_both_dates_in_one_line_and_yes_counts_at_once(talk: Talk) -> None:
    enrolled(talk)
    done = talk.say("committee 12 march 2027, envelope until 28 february 2027 yes", as_=talk.english)
    assert "Friday 12 March 2027" in done.text
    assert "Sunday 28 February 2027" in done.text
    assert "is before the committee meets" in done.text


def test_the_end_of_the_envelope_alone(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "enveloppe 30 juin 2027")
    page = talk.say("comité").text
    assert "L’enveloppe court jusqu’au mercredi 30 juin 2027" in page
    assert "Je ne connais pas encore sa date" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("comité 12 mars 2025", "déjà passée"),
        ("comité enveloppe 1er janvier 2026", "déjà passée"),
        ("comité jeudi 12 mars 2027", "vendredi 12 mars"),
        ("comité 31/02/2027", "calendrier"),
        ("comité un de ces jours", "comité 12 mars"),
        ("comité @channel", "comité 12 mars"),
    ],
)
def test_what_is_past_or_not_understood_changes_nothing(talk: Talk, typed: str, told: str) -> None:
    enrolled(talk)
    assert told in talk.say(typed).text
    assert talk.count("committees") == 0


def test_the_form_shows_both_back_and_keeps_what_is_wrong_open(talk: Talk) -> None:
    enrolled(talk)
    form = talk.say("comité modifier")
    refused = talk.send(form, {"meets_on": "12 mars 2025", "envelope_ends_on": "un jour"})
    assert refused.form is not None
    assert set(refused.form.errors) == {"meets_on", "envelope_ends_on"}
    after = talk.send(refused, {"meets_on": "12/03/2027", "envelope_ends_on": "30 juin 2027"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "vendredi 12 mars 2027" in shown.text
    assert "mercredi 30 juin 2027" in shown.text
    assert talk.count("committees") == 0
    talk.press(shown, "Oui, noter")
    again = talk.say("comité modifier").form
    assert again is not None
    assert (again["meets_on"].value, again["envelope_ends_on"].value) == ("12 mars 2027", "30 juin 2027")


def test_a_date_emptied_in_the_form_is_taken_back(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    after = talk.send(talk.say("comité modifier"), {"meets_on": ""})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "plus de date pour le comité" in shown.text
    talk.press(shown, "Oui, noter")
    at(talk, 2027, 3, 5, 9)
    assert not any("Dossier" in text for text in in_channel(talk))


def test_pressed_twice_it_is_noted_and_told_once(talk: Talk) -> None:
    enrolled(talk)
    shown = talk.say("comité 12 mars 2027")
    talk.press(shown, "Oui, noter")
    talk.press(shown, "Oui, noter")
    assert talk.count("committees") == 1
    assert len(in_channel(talk)) == 1


def test_a_stranger_learns_and_changes_nothing(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    direct = talk.driver.direct(talk.stranger)
    for typed in ("comité", "comité 2 avril 2027 oui", "comité dossier", "comité résultat accordé"):
        assert "mars" not in talk.say(f"{typed}", as_=talk.stranger, in_=direct).text
    assert "vendredi 12 mars 2027" in talk.say("comité").text


def test_only_what_will_be_told_is_promised(talk: Talk) -> None:
    talk.link()
    assert "dossier une semaine avant" not in talk.say("comité 12 mars 2027 oui").text
    enrolled(talk)
    assert "à son approche" in talk.say("comité 13 mars 2027 oui").text
    soon = talk.say("comité 8 décembre 2026 oui").text
    assert "Je rassemblerai son dossier une semaine avant" in soon
    assert "à son approche" not in soon
    assert "dossier une semaine avant" not in talk.say("comité 26 novembre 2026 oui").text


def test_what_matters_now_names_the_committee_and_the_next_checkpoint(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    now = talk.say("").text
    assert "Prochain point avec le sponsor\u00a0: mardi 8 décembre à 14\u00a0h\u00a030" in now
    assert "Comité\u00a0: vendredi 12 mars 2027 (dans 109 jours)" in now


# --- before it --------------------------------------------------------------------------------


def test_it_is_spoken_of_45_and_30_days_before_and_the_file_comes_a_week_before(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk, "mardi 16 mars 2027")
    before = len(in_channel(talk))
    moments = [(2027, 1, 29, 17), (2027, 2, 12, 17), (2027, 3, 9, 8)]  # a Saturday and a Sunday move earlier
    for seen, moment in enumerate(moments, start=1):
        at(talk, *moment)
        talk.now = talk.now.replace(minute=0)
        assert len(in_channel(talk)) == before + seen, moment
    first, second, file = talk.said_in(talk.channel)[-3:]
    assert "Comité de Vélo facile\u00a0: mardi 16 mars 2027 (dans 46 jours)" in first.text
    assert "(dans 32 jours)" in second.text
    assert "Dossier pour le comité de Vélo facile\u00a0: mardi 16 mars 2027 (dans 7 jours)" in file.text
    assert any("Dossier" in text for text in about_committee(talk.said_to(talk.manager)))


def test_nothing_comes_a_minute_early(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "mardi 16 mars 2027")
    before = len(in_channel(talk))
    at(talk, 2027, 1, 29, 16, 59)
    assert len(in_channel(talk)) == before


def test_where_only_the_envelope_is_known_a_date_is_asked_for(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "enveloppe 30 juin 2027")
    at(talk, 2027, 5, 14, 16)
    asked = talk.said_in(talk.channel)[-1]
    assert "L’enveloppe de Vélo facile court jusqu’au mercredi 30 juin 2027" in asked.text
    assert "Est-ce que vous voulez bien en fixer une" in asked.text
    assert talk.press(asked, "Changer les dates", as_=talk.mate).form
    at(talk, 2027, 6, 23, 9)
    assert not any("Dossier" in text for text in in_channel(talk))


def test_a_changed_date_calls_off_what_was_planned_and_plans_anew(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "mardi 16 mars 2027")
    dated(talk, "mardi 13 avril 2027")
    before = len(in_channel(talk))
    at(talk, 2027, 2, 26, 9)
    assert len(in_channel(talk)) == before, "45 days before the new date is Saturday 27 February"
    at(talk, 2027, 2, 26, 17)
    at(talk, 2027, 3, 13, 9)
    at(talk, 2027, 4, 6, 9)
    said = in_channel(talk)[before:]
    assert "13 avril 2027" in said[-1]
    assert not any("16 mars" in text for text in said)


def test_a_date_moved_and_moved_back_is_spoken_of_once(talk: Talk) -> None:
    enrolled(talk)
    at(talk, 2027, 3, 1, 10)
    dated(talk, "mardi 16 mars 2027")
    at(talk, 2027, 3, 9, 8)
    assert "Dossier" in in_channel(talk)[-1]
    for day in ("mercredi 17 mars 2027", "mardi 16 mars 2027"):
        dated(talk, day)
    talk.later(hours=1)
    assert sum("Dossier" in text for text in in_channel(talk)) == 1


def test_a_startup_that_is_not_enrolled_is_told_nothing_and_hears_why(talk: Talk) -> None:
    talk.link()
    dated(talk, "mardi 16 mars 2027")
    assert "inscrire" in talk.say("comité").text
    before = len(in_channel(talk))
    at(talk, 2027, 3, 9, 12)
    assert len(in_channel(talk)) == before


# --- the file ---------------------------------------------------------------------------------


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
    at(talk, 2026, 12, 8, 16)
    talk.say("point tenu")
    at(talk, 2027, 1, 12, 10)
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
    at(talk, 2026, 12, 8, 16)
    talk.say("point tenu")
    assert "1 point tenu avec le sponsor" in talk.say("comité dossier").text
    at(talk, 2026, 12, 15, 10)
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
    at(talk, 2027, 3, 10, 9)
    (late,) = [text for text in in_channel(talk) if "Pendant mon absence" in text]
    assert "Dossier pour le comité de Vélo facile" in late or "Comité de Vélo facile" in late


# --- what it decided --------------------------------------------------------------------------


def test_granted_proposes_the_next_end_of_the_envelope(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "12 mars 2027 enveloppe 31 mars 2027")
    at(talk, 2027, 3, 15, 10)
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
    at(talk, 2027, 3, 15, 10)
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
    at(talk, 2027, 3, 15, 10)
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
    at(talk, 2027, 3, 15, 10)
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


def test_in_direct_conversation_the_startup_comes_first(talk: Talk) -> None:
    enrolled(talk)
    direct = talk.driver.direct(talk.admin)
    shown = talk.say("comité velo-facile 12 mars 2027", as_=talk.admin, in_=direct)
    assert "vendredi 12 mars 2027" in talk.press(shown, "Oui, noter", as_=talk.admin).text
    noted = talk.say("comité résultat vélo facile accordé", as_=talk.admin, in_=direct)
    assert "S’est-il déjà réuni" in noted.text


# --- without an outcome -----------------------------------------------------------------------


def test_a_week_without_an_outcome_the_team_is_asked_and_its_manager_told_once(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk, "12 mars 2027 enveloppe 28 février 2027")
    at(talk, 2027, 3, 18, 9)
    page = talk.say("comité").text
    assert "Il était prévu le vendredi 12 mars 2027 (il y a 6 jours)" in page
    assert "L’enveloppe s’est arrêtée le dimanche 28 février 2027" in page
    assert "C’est avant le comité" not in page
    told = len(about_committee(talk.said_to(talk.manager)))
    at(talk, 2027, 3, 19, 8)
    assert "Comment s’est passé le comité de Vélo facile" in in_channel(talk)[-1]
    manager = talk.said_to(talk.manager)[-1]
    assert "le comité était prévu le vendredi 12 mars 2027" in manager.text
    assert "Noter le résultat" in manager.buttons
    for day in range(20, 28):
        at(talk, 2027, 3, day, 10)
        talk.app.tick()
    asked = [text for text in about_committee(talk.said_to(talk.manager))[told:] if "était prévu" in text]
    assert len(asked) == 1


def test_with_an_outcome_nobody_is_asked(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk)
    at(talk, 2027, 3, 16, 9)
    decided(talk, "accordé")
    before = len(in_channel(talk))
    at(talk, 2027, 3, 19, 12)
    assert len(in_channel(talk)) == before
    assert not any("était prévu" in text for text in about_committee(talk.said_to(talk.manager)))


def test_without_a_manager_the_programme_team_is_told(talk: Talk) -> None:
    at(talk, 2027, 3, 1, 10)
    enrolled(talk)
    dated(talk)
    at(talk, 2027, 3, 19, 8)
    told = talk.said_to(talk.admin)[-1].text
    assert "ce qu’il a décidé n’est pas noté ici" in told
    assert "n’a pas de responsable de portefeuille" in told


# --- one's own data ---------------------------------------------------------------------------


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
