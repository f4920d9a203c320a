"""A portfolio manager's week, what they choose to hear, and the teams that are silent."""

from datetime import date, timedelta

import pytest

from storage.people import people
from storage.startups import enrolment
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.portfolio.scene import late_action, plan, told

pytestmark = pytest.mark.long

# It is Monday 23 November 2026, 10:30 in Paris.


def busy(talk: Talk) -> None:
    """Wednesday's checkpoint lacks points, an action was due, the committee is near."""
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2026, 12, 2))
    late_action(talk)
    talk.say("comité 8 janvier 2027 oui")
    talk.app.tick()


def test_on_monday_at_nine_the_manager_has_their_week_in_one_message(talk: Talk) -> None:
    busy(talk)
    on(talk, 2026, 11, 30, 7, 59)
    assert not told(talk, "Ta semaine")
    on(talk, 2026, 11, 30, 8)
    (text,) = told(talk, "Ta semaine")
    assert (
        "Vélo facile · mercredi 2 décembre à 14\u00a0h\u00a030 · Visio · personne n’a encore ajouté" in text
    )
    assert "Vélo facile · 1 action, attendue le 26 novembre 2026" in text
    assert "Camille" not in text
    assert "appeler" not in text
    assert "Vélo facile · comité le vendredi 8 janvier 2027" in text
    post = next(post for post in talk.said_to(talk.manager) if "Ta semaine" in post.text)
    assert post.buttons == ("Voir l’ordre du jour", "Voir les actions", "Le comité", "Ne plus me le dire")
    assert "appeler" in talk.press(post, "Voir les actions", as_=talk.manager).text
    on(talk, 2026, 12, 1, 9)
    assert len(told(talk, "Ta semaine")) == 1


def test_nothing_to_say_is_no_message(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2026, 11, 30, 8)
    assert not told(talk, "Ta semaine")


def test_a_week_with_a_point_on_its_agenda_lacks_none(talk: Talk) -> None:
    busy(talk)
    talk.say("point ordre-du-jour ajouter parler du budget")
    on(talk, 2026, 11, 30, 8)
    (text,) = told(talk, "Ta semaine")
    assert "personne n’a encore ajouté" not in text


def test_an_action_late_for_long_alone_makes_no_message_each_monday(talk: Talk) -> None:
    enrolled(talk, manager=True)
    late_action(talk)
    mondays = [(2026, 11, 30), (2026, 12, 7), (2026, 12, 14), (2026, 12, 21), (2026, 12, 28), (2027, 1, 4)]
    counts = []
    for monday in mondays:
        on(talk, *monday, 8)
        counts.append(len(told(talk, "Ta semaine")))
    assert counts == [1, 1, 2, 2, 2, 2]


def test_after_an_outage_it_comes_on_tuesday_and_not_on_wednesday(talk: Talk) -> None:
    busy(talk)
    on(talk, 2026, 12, 1, 10)
    assert len(told(talk, "Ta semaine")) == 1
    on(talk, 2026, 12, 9, 10)
    assert len(told(talk, "Ta semaine")) == 1


def test_who_follows_nothing_any_more_has_no_week(talk: Talk) -> None:
    busy(talk)
    talk.say(f"startup responsable retirer {talk.at(talk.manager)}", as_=talk.admin)
    on(talk, 2026, 11, 30, 8)
    assert not told(talk, "Ta semaine")


def test_late_in_the_evening_of_an_outage_it_waits_for_tuesday_morning(talk: Talk) -> None:
    busy(talk)
    on(talk, 2026, 11, 30, 20)
    assert not told(talk, "Ta semaine")
    on(talk, 2026, 12, 1, 8)
    assert len(told(talk, "Ta semaine")) == 1


def test_a_silent_team_is_told_to_its_manager_after_pauses_that_grow(talk: Talk) -> None:
    enrolled(talk, manager=True)
    counts = []
    for day in ((1, 18), (1, 31), (2, 1), (2, 28), (3, 1), (4, 25), (4, 26)):
        on(talk, 2027, *day, 12)
        counts.append(len(told(talk, "silencieuse depuis")))
    assert counts == [1, 1, 2, 2, 3, 3, 4]
    assert not told(talk, "aucun point"), "that nothing came says it all"


def test_a_team_that_asks_or_plans_is_not_silent(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2027, 2, 23))
    on(talk, 2027, 1, 25, 12)
    assert not told(talk, "silencieuse depuis")
    assert told(talk, "aucun point")


def test_the_programme_team_sees_the_silent_ones_once_a_month_in_one_message(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2027, 2, 1, 7)
    assert not told(talk, "silencieuse", talk.admin)
    on(talk, 2027, 2, 1, 12)
    (text,) = told(talk, "silencieuse", talk.admin)
    assert "1 startup sur 1 est silencieuse" in text
    assert "Vélo facile" in text
    on(talk, 2027, 2, 26, 12)
    assert len(told(talk, "silencieuse", talk.admin)) == 1


def test_what_the_programme_team_knows_is_not_among_what_is_new(talk: Talk) -> None:
    """Pauses of two and four weeks are over each month: that alone makes nothing new."""
    enrolled(talk, manager=True)
    talk.make_manager(talk.admin)
    on(talk, 2027, 1, 4, 9)
    with talk.app.store.write() as session:
        admin = people.upsert_person(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, OTHER.id, admin, talk.now)
    for month, day in ((1, 18), (2, 1), (3, 1), (4, 5)):
        on(talk, 2027, month, day, 12)
        talk.app.tick()
    first, second, third = told(talk, "rien évalué, planifié, tenu ni demandé depuis 8 semaines", talk.admin)
    assert "Depuis la dernière fois\n• Vélo facile\n" in first, "they heard of it as its manager"
    assert "Depuis la dernière fois\n• Cantine claire\n" in second
    assert "Déjà signalées, et toujours silencieuses\u00a0: Vélo facile." in second
    assert "Depuis la dernière fois" not in third
    assert "toujours silencieuses\u00a0: Cantine claire, Vélo facile." in third


def test_a_manager_who_chooses_their_week_only_has_no_other_reminder(talk: Talk) -> None:
    enrolled(talk, manager=True)
    direct = talk.driver.direct(talk.manager)
    plan(talk, STARTUP.id, date(2026, 12, 22))
    said = talk.say("rappels hebdo", as_=talk.manager, in_=direct)
    assert "tu ne reçois que ta semaine" in said.text
    on(talk, 2026, 12, 21, 15)
    assert not told(talk, "voit son sponsor")
    assert told(talk, "Ta semaine")
    assert "chaque rappel" in talk.press(said, "Chaque rappel", as_=talk.manager).text
    assert "Rien n’a été changé" in talk.say("rappels hebdo", as_=talk.mate).text


def test_who_follows_no_startup_may_want_nothing_by_itself_and_is_told_what_still_comes(talk: Talk) -> None:
    talk.link()
    said = talk.say("rappels aucun")
    assert "dans son canal" in said.text
    assert "tes actions à faire (actions) : non" in talk.say("rappels").text
    talk.press(said, "Me le dire à nouveau")
    assert "tes actions à faire (actions) : oui" in talk.say("rappels").text


def test_before_a_checkpoint_the_manager_reads_where_their_eye_helps_once_each(talk: Talk) -> None:
    enrolled(talk, manager=True)
    late_action(talk)
    talk.say("point planifier mardi 15 décembre 14h30 oui")
    for day, hour in ((8, 13), (14, 13), (15, 12)):
        on(talk, 2026, 12, day, hour, 30)
        talk.tick()
    first, second, third = told(talk, "voit son sponsor")
    assert "Une chose où ton regard aiderait\u00a0: l’action «\u00a0appeler la région\u00a0»" in first
    assert "appeler la région" not in second
    assert "personne n’a encore ajouté" in second
    assert third.startswith(
        "Aujourd’hui, mardi 15 décembre à 14\u00a0h\u00a030, Vélo facile voit son sponsor."
    )
    assert "regard" not in third


def test_on_monday_a_checkpoint_of_friday_is_asked_about_in_one_message_alone(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("point planifier vendredi 4 décembre 14h30 oui")
    on(talk, 2026, 12, 7, 8)
    talk.tick()
    assert len(told(talk, "-t-il eu lieu")) == 1
    assert not told(talk, "Ta semaine")
    on(talk, 2026, 12, 21, 8)
    assert len(told(talk, "Ont-ils eu lieu")) == 1


def test_what_is_open_for_long_is_recalled_together_and_not_in_turn(talk: Talk) -> None:
    """Facts that began in different weeks; nothing new comes."""
    enrolled(talk, manager=True)
    late_action(talk)
    on(talk, 2026, 11, 30, 8)
    talk.say("comité 4 décembre 2026 oui")
    mondays = [date(2026, 12, 7) + timedelta(weeks=week) for week in range(16)]
    for day in mondays:
        on(talk, day.year, day.month, day.day, 8)
        talk.tick()
    weeks = told(talk, "Ta semaine")
    assert len(weeks) == 4
    recalled = weeks[1:]
    assert all("son résultat" in each and "1 action" in each for each in recalled), recalled


def test_an_envelope_that_ended_is_told_on_one_monday_only(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("comité enveloppe 9 décembre 2026 oui")
    for day, number in ((7, 0), (14, 1), (21, 1), (28, 1)):
        on(talk, 2026, 12, day, 9)
        assert len(told(talk, "l’enveloppe s’est terminée le mercredi 9 décembre 2026")) == number
    assert "se termine" not in talk.said_to(talk.manager)[-1].text


def test_a_committee_without_an_outcome_is_told_again_after_growing_pauses(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("comité 9 décembre 2026 oui")
    for month, day, number in ((12, 14, 1), (12, 21, 1), (12, 28, 2), (1, 4, 2), (1, 25, 3), (2, 1, 3)):
        on(talk, 2026 if month == 12 else 2027, month, day, 9)
        assert len(told(talk, "comité du mercredi 9 décembre 2026")) == number
