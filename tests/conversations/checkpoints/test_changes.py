"""Checkpoints planned and changed: what is promised, where it is, and what others did to it meanwhile."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from gamma.dates import LocalMoment
from storage.checkpoints import checkpoints, reminder_plan
from storage.store import Store
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan

# It is Monday 23 November 2026, 10:30 in Paris.

PROMISE = "Les rappels viendront à temps"
PLANNED = "point planifier mardi 8 décembre 14h30 oui"


# --- what is promised -------------------------------------------------------------------------


def test_reminders_are_promised_where_they_will_come(talk: Talk) -> None:
    enrolled(talk)
    assert "je ferai les rappels" in talk.say(PLANNED).text
    assert PROMISE in talk.said_in(talk.channel)[-1].text


def test_a_startup_that_takes_no_part_is_promised_no_reminders(talk: Talk) -> None:
    talk.link()
    told = talk.say(PLANNED).text
    assert "L’équipe est prévenue dans son canal." in told
    assert "viendront à temps" not in told
    assert "/gamma startup inscrire" in told
    assert "Planifié par Camille Moreau." in talk.said_in(talk.channel)[-1].text
    assert PROMISE not in talk.said_in(talk.channel)[-1].text


def test_without_a_channel_nobody_is_said_to_know(talk: Talk) -> None:
    enrolled(talk)
    talk.say("startup délier")
    talk.make_manager(talk.manager)
    direct = talk.driver.direct(talk.manager)
    told = talk.say(PLANNED, as_=talk.manager, in_=direct).text
    assert "Aucun canal n’est encore lié" in told
    assert "canal de l’équipe le sait" not in told
    talk.say("point arrêter", as_=talk.manager, in_=direct)
    told = talk.say(PLANNED.replace("8", "15"), as_=talk.manager, in_=direct).text
    assert "/gamma startup lier" in told


def test_who_stopped_reminders_is_told_of_a_new_date_without_a_promise(talk: Talk) -> None:
    enrolled(talk)
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    talk.say(PLANNED)
    assert PROMISE in talk.said_to(talk.manager)[-1].text
    talk.say("point arrêter", as_=talk.manager)
    talk.say(PLANNED.replace("8", "15"))
    assert "Planifié par Camille Moreau." in talk.said_to(talk.manager)[-1].text
    assert PROMISE not in talk.said_to(talk.manager)[-1].text


# --- where it is ------------------------------------------------------------------------------


def test_the_place_is_kept_where_it_is_asked_which_date(talk: Talk) -> None:
    enrolled(talk)
    screen = talk.say("point planifier mardi 9 décembre 14h30, salle 3")
    done = talk.press(screen, "mercredi 9 décembre à 14\u00a0h\u00a030")
    assert "mercredi 9 décembre à 14\u00a0h\u00a030 · salle 3" in done.text


def test_a_place_too_long_is_told_before_any_question(talk: Talk) -> None:
    enrolled(talk)
    told = talk.say(f"point planifier mardi 9 décembre 14h30, {'x' * 151}")
    assert "Le lieu est trop long" in told.text
    assert talk.count("checkpoints") == 0


def test_another_place_is_told_as_another_place(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point déplacer mardi 8 décembre 14h30, salle 9 oui")
    told = talk.said_in(talk.channel)[-1]
    assert "14\u00a0h\u00a030 · salle 9" in told.text
    assert "Le lieu a été changé par Camille Moreau. La date reste la même." in told.text
    assert told.file_name.endswith(".ics")
    talk.say("point déplacer jeudi 10 décembre 10h, salle 9 oui")
    assert "il était prévu le mardi 8 décembre" in talk.said_in(talk.channel)[-1].text


def test_a_video_call_is_a_press_away_and_leads_where_it_says(talk: Talk) -> None:
    enrolled(talk)
    page = "https://visio.example.org/a_b?x=1"
    talk.say(f"point planifier mardi 8 décembre 14h30, salle 3 ou {page}. oui")
    told = talk.said_in(talk.channel)[-1]
    assert told.links == ((page, page),)
    assert f"· salle 3 ou {page}." in told.text
    assert talk.say(f"point lieu {page}").message.links[0] == (page, page)  # type: ignore[union-attr]


@pytest.mark.parametrize("place", ["http://visio.example.org", "https://a@b.example", "javascript:alert(1)"])
def test_what_is_no_safe_address_stays_words(talk: Talk, place: str) -> None:
    enrolled(talk)
    talk.say(f"point planifier mardi 8 décembre 14h30, {place} oui")
    told = talk.said_in(talk.channel)[-1]
    assert told.links == ()
    assert place in told.text


# --- later ------------------------------------------------------------------------------------


def test_to_postpone_with_a_moment_moves_and_with_a_delay_puts_off_ones_own_reminder(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    assert "Rien n’est encore déplacé" in talk.say("point reporter jeudi 10 décembre 10h").text
    for delay in ("3h", "demain", "jour ouvré"):
        assert "Je te le rappellerai en privé" in talk.say(f"point reporter {delay}").text
    assert state(talk) == ("planned", 0, "")


def test_to_postpone_without_a_word_more_asks_which(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    asked = talk.say("point reporter")
    assert asked.message
    assert asked.message.buttons == ("Me le rappeler dans 3 h", "Me le rappeler demain", "Déplacer le point")
    assert "mardi 24 novembre" in talk.press(asked, "Me le rappeler demain").text
    assert talk.press(asked, "Déplacer le point").form
    assert "Move the checkpoint" in talk.say("checkpoint postpone", talk.english).message.buttons  # type: ignore[union-attr]


def test_a_reminder_in_private_is_another_than_the_channels_and_says_how_to_stop(talk: Talk) -> None:
    enrolled(talk)
    talk.make_manager(talk.manager)
    plan(talk)
    at(talk, 1, 13, 30)
    reminder = talk.said_to(talk.manager)[-1]
    ways = ("Voir l’ordre du jour", "Texte pour le sponsor", "Ajouter un sujet")
    assert reminder.buttons == (*ways, "Une fois par semaine", "Aucun rappel")
    assert reminder.text != talk.said_in(talk.channel)[-1].text
    for day, hour, minute in ((4, 8, 0), (7, 8, 0), (7, 13, 30), (8, 12, 30)):
        at(talk, day, hour, minute)
        talk.tick()
    reminder = talk.said_to(talk.manager)[-1]
    assert "Aujourd’hui, mardi 8 décembre à 14\u00a0h\u00a030" in reminder.text
    assert "ne reçois plus" not in reminder.text
    assert "Je ne te dis plus rien" in talk.press(reminder, "Aucun rappel", as_=talk.manager).text


def test_on_a_friday_tomorrow_is_the_next_working_day(talk: Talk) -> None:
    enrolled(talk)
    plan(talk, "vendredi 11 décembre 14h30")
    at(talk, 4, 13, 30)
    reminder = talk.said_in(talk.channel)[-1]
    assert "Me le rappeler demain" not in reminder.buttons
    told = talk.press(reminder, "Me le rappeler au prochain jour ouvré")
    assert "lundi 7 décembre à 9\u00a0h" in told.text


# --- what others did meanwhile ----------------------------------------------------------------


@pytest.fixture
def talk_on_postgresql(talk: Talk) -> Talk:
    """SQLite has one writer at a time: nobody else can change anything meanwhile."""
    if talk.database_url.startswith("sqlite"):
        pytest.skip("nobody else writes at the same time")
    return talk


def just_before_the_lock(store: Store, change: Callable[[], None]) -> None:
    """Another process changes something, and is done, right before the next one locks the startup."""

    left = [change]

    def first(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if left and "FROM startups" in statement and "FOR UPDATE" in statement:
            left.pop()()

    event.listen(store.engine, "before_cursor_execute", first)


def cancelled_elsewhere(talk: Talk) -> None:
    with talk.app.store.write() as session:
        (checkpoint,) = checkpoints.list_planned(session, STARTUP.id)
        ended = checkpoints.set_state(session, checkpoint, "cancelled", talk.now)
        reminder_plan.replan_after_change(session, ended, talk.now, talk.app.settings.gamma_timezone)


def moved_elsewhere(talk: Talk) -> None:
    with talk.app.store.write() as session:
        (checkpoint,) = checkpoints.list_planned(session, STARTUP.id)
        moment = LocalMoment(
            checkpoint.moment.day.replace(day=9), checkpoint.moment.time, checkpoint.moment.zone
        )
        moved = checkpoints.move(session, checkpoint, moment, "Lyon", talk.now)
        reminder_plan.replan_after_change(session, moved, talk.now, talk.app.settings.gamma_timezone)


def state(talk: Talk) -> tuple[str, int, str]:
    with talk.app.store.read() as session:
        (checkpoint,) = checkpoints.list_all(session, [STARTUP.id])
    return checkpoint.state, checkpoint.revision, checkpoint.place


def test_a_checkpoint_cancelled_while_it_is_moved_stays_cancelled(talk_on_postgresql: Talk) -> None:
    talk = talk_on_postgresql
    enrolled(talk)
    plan(talk)
    asked = talk.say("point déplacer jeudi 10 décembre 10h")
    just_before_the_lock(talk.app.store, lambda: cancelled_elsewhere(talk))
    assert "n’est plus prévu" in talk.press(asked, "Oui, déplacer").text
    assert state(talk) == ("cancelled", 1, "")


def test_a_checkpoint_held_while_it_is_cancelled_is_not_changed_twice(talk_on_postgresql: Talk) -> None:
    talk = talk_on_postgresql
    enrolled(talk)
    plan(talk)
    talk.now = datetime(2026, 12, 8, 15, tzinfo=UTC)
    just_before_the_lock(talk.app.store, lambda: cancelled_elsewhere(talk))
    assert "n’est plus prévu" in talk.say("point tenu").text
    assert state(talk) == ("cancelled", 1, "")


def test_moved_by_two_at_once_each_is_a_change_of_its_own(talk_on_postgresql: Talk) -> None:
    talk = talk_on_postgresql
    enrolled(talk)
    plan(talk)
    just_before_the_lock(talk.app.store, lambda: moved_elsewhere(talk))
    assert "jeudi 10 décembre" in talk.say("point déplacer jeudi 10 décembre 10h oui").text
    assert state(talk) == ("planned", 2, "Lyon")
