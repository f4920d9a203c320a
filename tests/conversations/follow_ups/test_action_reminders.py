"""Actions are spoken of before and after they are due: one message per person and week, at 9:00."""

from datetime import UTC, datetime

from storage.people import people
from storage.startups import enrolment
from tests.conversation import OTHER, STARTUP, Talk
from tests.talk import SeenMessage

# It is Monday 23 November 2026, 10:30 in Paris. 9:00 in Paris is 8:00 UTC.


def enrolled(talk: Talk) -> None:
    talk.link()
    talk.say(f"startup lier {OTHER.id}", in_=talk.other_channel)
    with talk.app.store.write() as session:
        admin = people.upsert_person(session, talk.driver.name, talk.admin)
        for startup in (STARTUP, OTHER):
            enrolment.enrol(session, startup.id, admin, talk.now)


def at(talk: Talk, day: int, hour: int, minute: int = 0, month: int = 12) -> None:
    """Now it is that time, in UTC; the bot did on the way what was due."""
    talk.wait_until(datetime(2026, month, day, hour, minute, tzinfo=UTC))


def told(talk: Talk, person: str) -> list[SeenMessage]:
    return [post for post in talk.said_to(person) if "t’attend" in post.text or "wait" in post.text]


def told_in_channel(talk: Talk) -> list[str]:
    return [post.text for post in talk.said_in(talk.channel) if "quelqu’un de l’équipe" in post.text]


def test_the_owner_hears_of_it_before_and_after_it_is_due(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"actions ajouter {talk.at(talk.mate)} relancer la région avant le mardi 8 décembre")
    at(talk, 7, 7, 59)
    assert told(talk, talk.mate) == []
    at(talk, 7, 8)
    first = told(talk, talk.mate)
    assert len(first) == 1
    assert "Une de tes actions t’attend." in first[0].text
    assert "/gamma actions abandonner 1" in first[0].text
    assert first[0].buttons == ("Fait (#1)", "Changer la date", "Abandonner", "Ne plus me le dire")
    bientot = "C’est pour bientôt\n• #1 relancer la région · Vélo facile · d’ici au mardi 8 décembre"
    assert bientot in first[0].text
    at(talk, 14, 7, 59)
    assert len(told(talk, talk.mate)) == 1
    at(talk, 14, 8)
    late = "La date est passée\n• #1 relancer la région · Vélo facile · c’était pour le mardi 8 décembre"
    assert late in told(talk, talk.mate)[-1].text
    at(talk, 27, 12)
    assert len(told(talk, talk.mate)) == 2, "nothing changed"
    at(talk, 31, 12)
    assert len(told(talk, talk.mate)) == 3, "after two weeks"
    assert told(talk, talk.member) == []
    assert told_in_channel(talk) == []


def test_done_from_the_message_it_is_not_spoken_of_again(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"actions ajouter {talk.at(talk.mate)} relancer la région avant le mardi 8 décembre")
    at(talk, 7, 8)
    done = talk.press(told(talk, talk.mate)[-1], "Fait (#1)", talk.mate)
    assert "C’est fait, merci" in done.text
    at(talk, 31, 12)
    assert len(told(talk, talk.mate)) == 1


def test_given_another_day_it_is_spoken_of_before_that_one(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"actions ajouter {talk.at(talk.mate)} relancer la région avant le mardi 8 décembre")
    at(talk, 7, 8)
    form = talk.press(told(talk, talk.mate)[-1], "Changer la date", talk.mate).form
    assert form
    assert form["due"].value in ("8 décembre 2026", "2026-12-08")  # in words, or in a calendar
    refused = talk.send(form, {"due": "un jour"}, talk.mate).form
    assert refused
    assert refused.errors
    talk.send(refused, {"due": "jeudi 17 décembre"}, talk.mate)
    assert "#1 relancer la région · Noé Petit · d’ici au jeudi 17 décembre" in talk.say("actions").text
    talk.driver.replay()
    at(talk, 16, 7, 59)
    before = len(told(talk, talk.mate))
    at(talk, 16, 8)
    assert "d’ici au jeudi 17 décembre" in told(talk, talk.mate)[-1].text
    assert len(told(talk, talk.mate)) == before + 1


def test_only_its_owner_and_the_team_give_it_another_day(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    direct = talk.driver.direct(talk.stranger)
    refused = talk.say("actions date 1 jeudi 17 décembre", talk.stranger, direct).text
    assert "Je ne trouve pas l’action #1" in refused
    assert "Je n’ai pas compris la date" in talk.say("actions date 1 un de ces jours").text
    assert "mardi 8 décembre" in talk.say("actions").text
    assert "d’ici au jeudi 17 décembre" in talk.say("actions reporter 1 jeudi 17 décembre").text


def test_what_is_done_gets_no_other_day_even_from_a_form_opened_before(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    opened = talk.say("actions date 1")
    talk.say("actions fait 1")
    for answer in (
        talk.after_form(talk.send(opened, {"due": "jeudi 17 décembre"}), talk.member),
        talk.say("actions date 1 jeudi 17 décembre").message,
        talk.say("actions date 1").message,
    ):
        assert answer
        assert answer.text == "C’était déjà fait\u00a0: #1 relancer"
    reopened = talk.press(answer, "Rouvrir").message
    assert reopened
    assert "De nouveau en cours\u00a0: #1 relancer" in reopened.text
    assert reopened.buttons or "/gamma actions fait 1\u00a0:" in reopened.text
    assert "mardi 8 décembre" in talk.say("actions").text


def test_a_weekday_said_on_that_day_is_asked_back(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    assert "d’ici au jeudi 26 novembre" in talk.say("actions date 1 jeudi").text
    for typed in ("lundi", "pour lundi", "monday"):
        asked = talk.say(f"actions date 1 {typed}")
        assert "lundi 23 novembre ou lundi 30 novembre" in asked.text
    assert "jeudi 26 novembre" in talk.say("actions").text
    assert "d’ici au lundi 30 novembre" in talk.press(asked, "lundi 30 novembre 2026").text
    refused = talk.send(talk.say("actions date 1"), {"due": "lundi"}).form
    assert refused
    assert "lundi 23 novembre ou lundi 30 novembre" in refused.errors["due"]


def test_one_message_a_week_for_all_startups(talk: Talk) -> None:
    enrolled(talk)
    for number in range(3):
        talk.say(f"actions ajouter moi{number} — moi — mardi 8 décembre")
        talk.say(f"actions ajouter ailleurs{number} — moi — lundi 7 décembre", in_=talk.other_channel)
    at(talk, 4, 8)
    at(talk, 8, 8)
    (message,) = told(talk, talk.member)
    assert "6 de tes actions t’attendent." in message.text
    assert "moi2 · Vélo facile" in message.text
    assert "ailleurs2 · Cantine claire" in message.text
    assert message.buttons == ("Ne plus me le dire",)
    assert "/gamma actions fait 2" in message.text, "the first that is named"


def test_what_is_new_is_told_a_week_after_the_last_message_with_all_the_rest(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    at(talk, 7, 8)
    talk.say("actions ajouter écrire au maire — moi — jeudi 10 décembre")
    at(talk, 13, 12)
    assert len(told(talk, talk.member)) == 1
    at(talk, 14, 8)
    last = told(talk, talk.member)[-1].text
    assert "relancer · Vélo facile" in last
    assert "écrire au maire · Vélo facile" in last


def test_switched_off_from_the_message_it_does_not_come_until_it_is_switched_on(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    at(talk, 7, 8)
    answer = talk.press(told(talk, talk.member)[-1], "Ne plus me le dire")
    assert "je ne t’écris plus de moi-même à ce sujet\u00a0: tes actions à faire" in answer.text
    at(talk, 14, 12)
    assert len(told(talk, talk.member)) == 1
    assert "tes actions à faire (actions) : non" in talk.say("rappels").text
    talk.say("rappels avec actions")
    assert "tes actions à faire (actions) : oui" in talk.say("rappels").text
    talk.say("actions ajouter écrire au maire — moi — mardi 22 décembre")
    at(talk, 21, 12)
    assert len(told(talk, talk.member)) == 2


def test_done_in_the_night_nothing_is_said_in_the_morning(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    at(talk, 6, 20)
    talk.say("actions fait 1")
    at(talk, 8, 12)
    assert told(talk, talk.member) == []


def test_nothing_is_said_on_weekends_and_holidays(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — lundi 28 décembre")
    at(talk, 24, 7, 59)
    assert told(talk, talk.member) == []
    at(talk, 24, 8)
    assert len(told(talk, talk.member)) == 1
    at(talk, 31, 7, 59)
    assert len(told(talk, talk.member)) == 1
    at(talk, 31, 8)
    assert len(told(talk, talk.member)) == 2


def test_those_without_account_are_told_to_the_channel(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer la DGE — Jeanne — mardi 8 décembre")
    talk.say("actions ajouter écrire au préfet avant le mardi 8 décembre")
    at(talk, 7, 8)
    said = told_in_channel(talk)
    assert len(said) == 1
    assert "#1 relancer la DGE · Jeanne" in said[0]
    assert "#2 écrire au préfet · personne pour l’instant" in said[0]
    assert "ordre du jour" not in said[0]
    at(talk, 16, 8)
    assert len(told_in_channel(talk)) == 2
    assert "va à l’ordre du jour du prochain point" in told_in_channel(talk)[1]
    assert "Qui prend" not in talk.say("point agenda").text
    at(talk, 25, 12)
    agenda = talk.say("point agenda").text
    assert agenda.count("Qui prend « écrire au préfet »") == 1
    talk.app.advance(datetime(2027, 5, 31, 12, 0, tzinfo=UTC))
    assert len(told_in_channel(talk)) == 2
    assert talk.say("point agenda").text.count("Qui prend « écrire au préfet »") == 1


def test_an_unowned_point_taken_off_the_agenda_does_not_come_back(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter écrire au préfet avant le mardi 8 décembre")
    at(talk, 28, 12)
    talk.say("point agenda retirer 1")
    assert "Qui prend" not in talk.say("point agenda").text
    talk.app.advance(datetime(2027, 3, 1, 12, 0, tzinfo=UTC))
    assert "Qui prend" not in talk.say("point agenda").text


def test_an_erased_owner_leaves_it_to_the_team(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"actions ajouter {talk.at(talk.third)} relancer la région avant le mardi 8 décembre")
    talk.say("confidentialité effacer oui", talk.third)
    at(talk, 7, 8)
    assert told(talk, talk.third) == []
    assert "#1 relancer la région · Quelqu’un" in told_in_channel(talk)[-1]


def test_a_startup_that_takes_no_part_has_no_reminders(talk: Talk) -> None:
    talk.link()
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    at(talk, 31, 12)
    assert told(talk, talk.member) == []


def test_noted_too_late_for_the_day_before_it_comes_on_the_day(talk: Talk) -> None:
    enrolled(talk)
    at(talk, 7, 13)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    at(talk, 8, 7, 59)
    assert told(talk, talk.member) == []
    at(talk, 8, 8)
    assert "d’ici au mardi 8 décembre" in told(talk, talk.member)[-1].text


def test_after_an_outage_it_is_said_once(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter un — moi — mercredi 2 décembre")
    talk.say("actions ajouter deux — moi — mardi 8 décembre")
    at(talk, 30, 20, month=11)  # what is due on Tuesday morning is planned
    talk.now = datetime(2026, 12, 9, 7, 0, tzinfo=UTC)  # stopped for a week
    talk.restart()
    talk.tick()
    assert told(talk, talk.member) == []
    at(talk, 9, 8)
    assert len(told(talk, talk.member)) == 1
    assert "un · Vélo facile" in told(talk, talk.member)[0].text
    assert "deux · Vélo facile" in told(talk, talk.member)[0].text
    at(talk, 9, 16)
    assert len(told(talk, talk.member)) == 1


def test_what_nobody_planned_while_the_bot_was_away_is_said_when_it_is_back(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter un — moi — mardi 8 décembre")
    talk.now = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    talk.restart()
    assert len(told(talk, talk.member)) == 1
    at(talk, 16, 12)
    assert len(told(talk, talk.member)) == 1


def test_it_is_said_by_the_readers_clock_and_in_their_language(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"actions ajouter {talk.at(talk.english)} relancer la région avant le mardi 8 décembre")
    at(talk, 7, 8)
    assert "One of your actions is waiting for you." in told(talk, talk.english)[-1].text


def test_a_clock_that_is_moved_says_each_on_its_morning(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer — moi — mardi 8 décembre")
    talk.app.advance(datetime(2026, 12, 17, 20, 0, tzinfo=UTC))
    posts = talk.driver.posts(talk.driver.direct(talk.member))
    before, after = (post.text for post in posts if "t’attend" in post.text)
    assert "C’est pour bientôt" in before
    assert "La date est passée" in after
