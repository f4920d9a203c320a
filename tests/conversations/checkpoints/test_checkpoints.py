"""Checkpoints in conversation: planned in one line or by form, moved, cancelled, held, and reminded of."""

from datetime import UTC, datetime

import pytest

from storage.checkpoints import checkpoints
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan, reminded

# It is Monday 23 November 2026, 10:30 in Paris.


# --- planning ---------------------------------------------------------------------------------


def test_the_moment_is_shown_back_with_its_weekday_before_it_counts(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("point planifier 8/12 14h30")
    assert "mardi 8 décembre à 14\u00a0h\u00a030" in screen.text
    assert "Rien n’est encore planifié" in screen.text
    assert "Aucun point n’est prévu" in talk.say("point").text
    done = talk.press(screen, "Oui, planifier")
    assert "Point de Vélo facile\u00a0: mardi 8 décembre à 14\u00a0h\u00a030" in done.text
    assert "mardi 8 décembre à 14\u00a0h\u00a030" in talk.said_in(talk.channel)[-1].text
    assert "Planifié par Camille Moreau" in talk.said_in(talk.channel)[-1].text


def test_yes_at_the_end_plans_at_once_with_a_place(talk: Talk) -> None:
    enrolled(talk)
    done = talk.say("checkpoint plan 2026-12-08 14:30, 20 avenue de Ségur yes")
    assert "14\u00a0h\u00a030 · 20 avenue de Ségur" in done.text


def test_pressed_twice_it_is_one_checkpoint(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("point planifier mardi 8 décembre 14h30")
    talk.press(screen, "Oui, planifier")
    talk.press(screen, "Oui, planifier")
    assert talk.count("checkpoints") == 1
    said = [post.text for post in talk.said_in(talk.channel) if "8 décembre" in post.text]
    assert len(said) == 1


def test_a_weekday_that_does_not_match_is_a_question_with_both_dates(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("point planifier mardi 9 décembre 14h30")
    assert screen.message is not None
    both = {"mercredi 9 décembre à 14\u00a0h\u00a030", "mardi 8 décembre à 14\u00a0h\u00a030"}
    assert set(screen.message.buttons) == both
    done = talk.press(screen, "mardi 8 décembre à 14\u00a0h\u00a030")
    assert "mardi 8 décembre" in done.text
    assert talk.count("checkpoints") == 1


@pytest.mark.parametrize(
    "typed", ["un de ces mardis vers midi peut-être", "@channel", "31/02 10h", "hier 10h", "😀"]
)
def test_what_is_not_understood_is_said_with_an_example_and_changes_nothing(talk: Talk, typed: str) -> None:
    enrolled(talk)
    assert "par exemple" in talk.say(f"point planifier {typed}").text.lower()
    assert talk.count("checkpoints") == 0


def test_the_form_proposes_three_working_days_and_a_proposal_counts_at_once(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("point planifier")
    assert screen.form is not None
    slots = [label for label, _ in screen.form["slot"].options if label]
    assert len(slots) == 3
    assert all(not label.startswith(("samedi", "dimanche")) for label in slots)
    assert slots[0] == "lundi 30 novembre à 14\u00a0h\u00a030"
    chosen = next(value for label, value in screen.form["slot"].options if label == slots[0])
    talk.send(screen, {"slot": chosen, "place": "Visio"})
    assert talk.count("checkpoints") == 1
    assert slots[0] in talk.say("point").text


def test_a_moment_typed_in_the_form_is_shown_back_first(talk: Talk) -> None:
    enrolled(talk)
    after = talk.send(talk.say("point planifier"), {"when": "mardi 8 décembre 14h30", "place": "Visio"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "mardi 8 décembre à 14\u00a0h\u00a030" in shown.text
    assert talk.count("checkpoints") == 0
    talk.press(shown, "Oui, planifier")
    assert "Visio" in talk.say("point").text


def test_wrong_words_in_the_form_are_told_at_the_field_and_kept(talk: Talk) -> None:
    enrolled(talk)
    after = talk.send(talk.say("point planifier"), {"when": "un de ces jours"})
    assert after.form is not None
    assert "un de ces jours" in after.form.errors["when"]
    assert talk.count("checkpoints") == 0


def test_a_stranger_plans_nothing(talk: Talk) -> None:
    enrolled(talk)
    refusal = talk.say(
        "point planifier mardi 8 décembre 14h30", as_=talk.stranger, in_=talk.driver.direct(talk.stranger)
    )
    assert talk.count("checkpoints") == 0
    assert "8 décembre" not in refusal.text


def test_the_english_speak_english(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("checkpoint plan tuesday 8 december 2:30 pm", as_=talk.english)
    assert "Tuesday 8 December at 14:30" in screen.text
    assert "planned" in talk.press(screen, "Yes, plan it", as_=talk.english).text


# --- reminders --------------------------------------------------------------------------------


def test_the_channel_is_reminded_seven_days_one_day_and_one_hour_before(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    seen = len(reminded(talk, talk.channel))
    for day, hour, minute in ((1, 13, 30), (7, 13, 30), (8, 12, 30)):
        at(talk, day, hour, minute - 1)
        assert len(reminded(talk, talk.channel)) == seen
        at(talk, day, hour, minute)
        seen += 1
        assert len(reminded(talk, talk.channel)) == seen
    at(talk, 8, 15, 30)
    assert "a-t-il eu lieu" in talk.said_in(talk.channel)[-1].text


def test_a_moved_checkpoint_is_reminded_of_at_its_new_time_only(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.press(talk.say("point déplacer jeudi 10 décembre 10h"), "Oui, déplacer")
    talk.tick()
    before = len(talk.said_in(talk.channel))
    at(talk, 1, 13, 30)
    assert len(talk.said_in(talk.channel)) == before
    at(talk, 3, 9, 0)
    assert "jeudi 10 décembre à 10\u00a0h" in talk.said_in(talk.channel)[-1].text
    assert len(talk.said_in(talk.channel)) == before + 1


def test_a_cancelled_checkpoint_is_told_and_never_reminded_of(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    asked = talk.say("point annuler")
    assert "mardi 8 décembre" in asked.text
    talk.press(asked, "Oui, annuler")
    assert "annulé le point" in talk.said_in(talk.channel)[-1].text
    before = len(talk.said_in(talk.channel))
    at(talk, 9, 12)
    assert len(talk.said_in(talk.channel)) == before


def test_the_portfolio_manager_is_reminded_in_private_until_they_stop(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    plan(talk)
    at(talk, 1, 13, 30)
    assert "8 décembre" in talk.said_to(talk.manager)[-1].text
    talk.say("point arrêter", as_=talk.manager)
    private = talk.driver.direct(talk.manager)
    before = len(reminded(talk, private))
    at(talk, 7, 13, 30)
    assert len(reminded(talk, private)) == before
    assert "8 décembre" in talk.said_in(talk.channel)[-1].text


def test_later_brings_one_copy_in_private_and_leaves_the_rest(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 1, 13, 30)
    reminder = talk.said_in(talk.channel)[-1]
    assert (
        "mercredi 2 décembre à 9\u00a0h" in talk.press(reminder, "Me le rappeler demain", as_=talk.mate).text
    )
    in_channel, before = len(talk.said_in(talk.channel)), len(talk.said_to(talk.mate))
    at(talk, 2, 8, 0)
    assert len(talk.said_to(talk.mate)) == before + 1
    assert "8 décembre" in talk.said_to(talk.mate)[-1].text
    assert len(talk.said_in(talk.channel)) == in_channel


def test_a_startup_that_is_not_enrolled_is_not_reminded(talk: Talk) -> None:
    talk.link()
    plan(talk)
    assert "inscrire" in talk.say("point").text
    before = len(talk.said_in(talk.channel))
    at(talk, 7, 13, 30)
    assert len(talk.said_in(talk.channel)) == before


def test_enrolled_later_it_is_reminded_of_what_is_planned(talk: Talk) -> None:
    talk.link()
    plan(talk)
    talk.send(talk.say("startup inscrire", as_=talk.admin), {}, as_=talk.admin)
    before = len(talk.said_in(talk.channel))
    at(talk, 1, 13, 30)
    assert "8 décembre" in talk.said_in(talk.channel)[before].text


def test_a_portfolio_manager_named_later_is_reminded_too(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    at(talk, 1, 13, 30)
    assert "8 décembre" in talk.said_to(talk.manager)[-1].text


def test_a_channel_unlinked_is_not_reminded(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("startup délier")
    before = len(talk.said_in(talk.channel))
    at(talk, 1, 13, 30)
    assert len(talk.said_in(talk.channel)) == before


# --- after ------------------------------------------------------------------------------------


def test_held_proposes_what_comes_next(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 8, 15, 30)
    question = talk.said_in(talk.channel)[-1]
    after = talk.press(question, "Oui, il a eu lieu")
    assert "19 janvier 2027" in after.text or "mardi 19 janvier" in after.text
    assert "8 décembre 2026" in talk.say("point").text


def test_not_yet_held_is_answered_with_the_date(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    assert "encore à venir" in talk.say("point tenu").text


# --- settings ---------------------------------------------------------------------------------


def test_the_region_decides_the_clock(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point région Cayenne")
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    with talk.app.store.read() as session:
        (checkpoint,) = checkpoints.list_planned(session, STARTUP.id)
    assert checkpoint.starts_at == datetime(2026, 12, 8, 17, 30, tzinfo=UTC)
    assert "(heure de Cayenne)" in talk.say("point").text


def test_the_thirty_first_is_told_at_creation(talk: Talk) -> None:
    enrolled(talk)
    assert "dernier jour du mois" in talk.say("point cadence le 31 de chaque mois").text


def test_reminders_follow_the_startups_own_offsets(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point rappels 3 jours")
    before = len(reminded(talk, talk.channel))
    at(talk, 1, 13, 30)
    assert len(reminded(talk, talk.channel)) == before
    at(talk, 4, 17, 0)
    assert len(reminded(talk, talk.channel)) == before + 1


def test_a_startup_may_do_without_reminders(talk: Talk) -> None:
    enrolled(talk)
    assert "Rappels\u00a0: aucun" in talk.say("point rappels aucun").text
    plan(talk)
    [announced] = reminded(talk, talk.channel)
    assert "rappels" not in announced
    form = talk.say("point réglages").form
    assert form
    assert form["reminders"].value == "aucun"
    at(talk, 7, 13, 30)
    assert reminded(talk, talk.channel) == [announced]


def test_the_settings_are_saved_by_form(talk: Talk) -> None:
    enrolled(talk)
    after = talk.send(
        talk.say("point réglages"), {"cadence": "tous les mois le 2e mardi", "reminders": "n’importe"}
    )
    assert after.form is not None
    assert set(after.form.errors) == {"reminders"}
    talk.send(after, {"reminders": "2 jours"})
    assert "deuxième mardi" in talk.say("point cadence").form["cadence"].value  # type: ignore[index]
