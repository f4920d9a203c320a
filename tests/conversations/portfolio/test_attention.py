"""What asks for a portfolio manager's eye: two postponements, no checkpoint for too long."""

from datetime import date

from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.portfolio.scene import late_action, plan, told

# It is Monday 23 November 2026, 10:30 in Paris.


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
    assert "Personne n’a encore dit si celui du jeudi 10 décembre 2026" in text
    post = next(each for each in reversed(talk.said_to(talk.manager)) if "depuis l’inscription" in each.text)
    assert "Planifier un point" not in post.buttons
    assert "il a eu lieu" in talk.press(post, "Oui, il a eu lieu", as_=talk.manager).text
    on(talk, 2027, 2, 4, 15)
    assert len(told(talk, "aucun point tenu avec le sponsor depuis le 10 décembre 2026")) == 1


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
