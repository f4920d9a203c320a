"""What the portfolio manager hears: two postponements, no checkpoint for too long, and their week."""

from datetime import date, time
from zoneinfo import ZoneInfo

from gamma.dates import LocalMoment
from storage.checkpoints import checkpoints
from storage.follow_ups import actions
from storage.follow_ups.origin import Origin
from storage.people import people
from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on

PARIS = ZoneInfo("Europe/Paris")

# It is Monday 23 November 2026, 10:30 in Paris.


def plan(talk: Talk, startup: str, day: date, *, held: bool = False) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.member)
        moment = LocalMoment(day, time(14, 30), PARIS)
        made = checkpoints.plan(session, startup, moment, "Visio", by, talk.now)
        if held:
            checkpoints.set_state(session, made, "held", talk.now)


def late_action(talk: Talk) -> None:
    with talk.app.store.write() as session:
        by = people.upsert_person(session, talk.driver.name, talk.member)
        actions.add(
            session,
            Origin(STARTUP.id, by, talk.now),
            "appeler la région",
            actions.Assignee(by.id),
            date(2026, 11, 26),
        )


def told(talk: Talk, words: str, person: str = "") -> list[str]:
    """What the manager hears once each job had its turn again."""
    talk.app.tick()
    return [post.text for post in talk.said_to(person or talk.manager) if words in post.text]


# --- attention --------------------------------------------------------------------------------


def test_two_postponements_are_told_to_the_manager_once_with_what_to_do(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    talk.say("point déplacer mercredi 9 décembre 14h30 oui")
    assert not told(talk, "a été reporté")
    talk.say("point déplacer jeudi 10 décembre 14h30 oui")
    (text,) = told(talk, "a été reporté")
    assert "Vélo facile\u00a0: le point avec le sponsor a été reporté 2 fois" in text
    assert "jeudi 10 décembre à 14\u00a0h\u00a030" in text
    post = next(post for post in talk.said_to(talk.manager) if "a été reporté" in post.text)
    assert "jeudi 10 décembre" in talk.press(post, "Voir les points", as_=talk.manager).text
    talk.say("point déplacer vendredi 11 décembre 14h30 oui")
    talk.later(hours=1)
    assert len(told(talk, "a été reporté")) == 1


def test_at_night_it_waits_for_the_morning_and_is_not_said_once_it_no_longer_holds(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2026, 11, 24, 19, 30)
    for day in (8, 9, 10):
        verb = "planifier" if day == 8 else "déplacer"
        talk.say(f"point {verb} {day} décembre 14h30 oui")
    assert not told(talk, "a été reporté")
    on(talk, 2026, 11, 25, 7, 59)
    assert not told(talk, "a été reporté")
    talk.say("point annuler oui")
    on(talk, 2026, 11, 25, 9)
    assert not told(talk, "a été reporté")


def test_no_checkpoint_for_the_rhythm_and_two_weeks_is_told_once(talk: Talk) -> None:
    enrolled(talk, manager=True)  # six weeks and two: 18 January, 10:30 in Paris
    talk.say("expert growth Comment doubler les inscriptions sans budget ?")
    on(talk, 2026, 12, 14, 10)
    talk.say("expert growth Comment trouver des relais en région ?")
    on(talk, 2027, 1, 18, 9, 29)
    assert not told(talk, "aucun point")
    on(talk, 2027, 1, 18, 9, 30)
    (text,) = told(talk, "aucun point")
    assert "aucun point avec le sponsor depuis l’inscription, le 23 novembre 2026." in text
    assert "Son rythme\u00a0: toutes les 6 semaines" in text
    for day in (19, 20, 26):
        on(talk, 2027, 1, day, 10)
        assert len(told(talk, "aucun point")) == 1


def test_a_checkpoint_within_that_time_begins_it_anew(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2026, 12, 21), held=True)
    on(talk, 2027, 1, 18, 10)
    assert not told(talk, "silencieuse depuis")
    on(talk, 2027, 2, 15, 13, 30)
    assert len(told(talk, "silencieuse depuis le 21 décembre 2026")) == 1


def test_one_that_nobody_closed_does_not_count_as_held_and_is_asked_about(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2026, 12, 10))
    on(talk, 2027, 1, 18, 9, 30)
    (text,) = told(talk, "aucun point avec le sponsor depuis l’inscription")
    assert "Personne n’a encore dit si celui de jeudi 10 décembre 2026" in text
    post = next(each for each in reversed(talk.said_to(talk.manager)) if "depuis l’inscription" in each.text)
    assert "Planifier un point" not in post.buttons
    assert "il a eu lieu" in talk.press(post, "Oui, il a eu lieu", as_=talk.manager).text
    on(talk, 2027, 2, 4, 15)
    assert len(told(talk, "silencieuse depuis le 10 décembre 2026")) == 1


def test_one_planned_later_than_that_is_named(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2027, 2, 2))
    on(talk, 2027, 1, 18, 9, 30)
    (text,) = told(talk, "aucun point")
    assert "mardi 2 février à 14\u00a0h\u00a030. Est-ce assez tôt" in text


def test_without_a_manager_the_programme_team_is_told_instead(talk: Talk) -> None:
    enrolled(talk)
    on(talk, 2027, 1, 18, 9, 30)
    (text,) = told(talk, "aucun point", talk.admin)
    assert "n’a pas de responsable de portefeuille" in text
    assert not told(talk, "aucun point")


def test_who_becomes_manager_before_it_is_told_hears_it_in_place_of_the_programme_team(talk: Talk) -> None:
    enrolled(talk)
    talk.app.tick()
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    on(talk, 2027, 1, 18, 9, 30)
    assert len(told(talk, "silencieuse depuis")) == 1
    assert not told(talk, "aucun point", talk.admin)


def test_a_startup_that_takes_no_part_or_no_longer_is_nobodys_concern(talk: Talk) -> None:
    enrolled(talk, manager=True)
    talk.make_manager(talk.manager, OTHER.id)
    late_action(talk)
    talk.app.tick()
    talk.say("startup retirer oui", as_=talk.admin)
    on(talk, 2026, 12, 2, 9)
    assert not told(talk, "appeler la région", talk.member)
    on(talk, 2027, 1, 18, 10)
    assert not told(talk, "aucun point")
    assert not told(talk, "aucun point", talk.admin)


# --- the week ---------------------------------------------------------------------------------


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
    assert "Rien n’a été changé" in talk.say("rappels aucun", as_=talk.mate).text


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
    assert third.startswith("Mardi 15 décembre à 14\u00a0h\u00a030, Vélo facile voit son sponsor.")
    assert "regard" not in third


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
