"""How a startup meets its sponsor: saved by form, part by part, without undoing anybody's."""

from zoneinfo import ZoneInfo

import pytest

from gamma.chat import Field, Form, Place, Submission
from gamma.checkpoints.settings import CheckpointSettings, zone_for
from gamma.checkpoints.settings_messages import editable_values
from gamma.form_fingerprint import fingerprint
from gamma.translator import Translator
from storage.checkpoints import checkpoints
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled

# It is Monday 23 November 2026, 10:30 in Paris.


def settings_of(talk: Talk) -> CheckpointSettings:
    with talk.app.store.read() as session:
        return checkpoints.settings_of(session, STARTUP.id)


def test_after_the_form_the_settings_are_shown(talk: Talk) -> None:
    enrolled(talk)
    after = talk.send(talk.say("point réglages"), {"reminders": "2 jours"})
    told = talk.after_form(after, talk.member).text
    assert "rythme de Vélo facile avec son sponsor" in told
    assert "Rappels\u00a0: 2 jours" in told


def test_what_was_only_shown_is_not_kept_as_a_choice(talk: Talk) -> None:
    enrolled(talk)
    talk.send(talk.say("point réglages"), {"place": "Visio"})
    assert settings_of(talk) == CheckpointSettings(place="Visio")
    form = talk.say("point réglages").form
    assert form
    assert form["cadence"].value == "toutes les 6 semaines"


def test_a_part_that_a_form_did_not_have_stays_as_it_is(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point rappels 2 jours")
    shown = fingerprint(
        editable_values(Translator("fr"), settings_of(talk), ZoneInfo("Europe/Paris")).values()
    )
    form = Form(f"checkpoint.rhythm.{shown}", "T", (Field("place", "P", "text"),), "S", about=STARTUP.id)
    seal = talk.app.dispatch._services.signer.sign_form(form, talk.member, Place(talk.channel))
    talk.app.dispatch(Submission(talk.driver.name, talk.member, seal, {"place": "Visio"}))
    assert settings_of(talk) == CheckpointSettings(offsets="2d", place="Visio")


def test_a_form_left_open_undoes_nothing_that_a_mate_changed(talk: Talk) -> None:
    enrolled(talk)
    left_open = talk.say("point réglages")
    talk.say("point cadence toutes les 4 semaines", talk.mate)
    talk.say("point lieu Visio", talk.mate)
    talk.send(left_open, {"reminders": "2 jours"})
    assert settings_of(talk) == CheckpointSettings(cadence="4w", offsets="2d", place="Visio")


def test_a_region_taken_back_leaves_one_clock_for_all(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point région Cayenne")
    talk.send(talk.say("point réglages"), {"zone": ""})
    assert settings_of(talk) == CheckpointSettings()
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    with talk.app.store.read() as session:
        (checkpoint,) = checkpoints.list_planned(session, STARTUP.id)
    zone = zone_for(settings_of(talk), talk.app.settings.gamma_timezone)
    assert checkpoint.moment.zone == zone
    assert zone.key == "Europe/Paris"


def test_a_region_that_nobody_knows_is_not_called_a_time_zone(talk: Talk) -> None:
    enrolled(talk)
    refused = talk.say("point région Syldavie")
    assert "ni ville, ni fuseau horaire «\u00a0Syldavie\u00a0»" in refused.text


@pytest.mark.parametrize(
    ("typed", "zone", "region"),
    [
        ("Pays de la Loire", "Europe/Paris", "metropole"),
        ("56", "Europe/Paris", "metropole"),
        ("colmar", "Europe/Paris", "alsace-moselle"),
        ("St-Benoît, Réunion", "Indian/Reunion", "la-reunion"),
    ],
)
def test_any_place_of_france_is_known(talk: Talk, typed: str, zone: str, region: str) -> None:
    enrolled(talk)
    assert talk.say(f"point région {typed}").text.startswith("C’est noté.")
    assert settings_of(talk) == CheckpointSettings(zone=zone, region=region)


def test_a_name_of_several_places_is_asked_about_and_a_click_answers(talk: Talk) -> None:
    enrolled(talk)
    asked = talk.say("point région Saint-Joseph")
    assert "Lequel est-ce\u00a0: France métropolitaine, La Réunion, Martinique\u00a0?" in asked.text
    assert settings_of(talk) == CheckpointSettings()
    talk.press(asked, "Martinique")
    assert settings_of(talk) == CheckpointSettings(zone="America/Martinique", region="martinique")


def test_a_mistyped_town_is_told_with_the_nearest(talk: Talk) -> None:
    enrolled(talk)
    assert "Les plus proches\u00a0: Bordeaux" in talk.say("point région Bordeau").text
    assert settings_of(talk) == CheckpointSettings()


def test_a_region_with_two_calendars_is_kept_and_the_other_is_a_click_away(talk: Talk) -> None:
    enrolled(talk)
    shown = talk.after_form(talk.send(talk.say("point réglages"), {"zone": "Grand Est"}), talk.member)
    assert settings_of(talk) == CheckpointSettings(zone="Europe/Paris", region="metropole")
    assert "l’Alsace et la Moselle en ont deux de plus" in shown.text
    talk.press(shown, "Alsace-Moselle")
    assert settings_of(talk) == CheckpointSettings(zone="Europe/Paris", region="alsace-moselle")


def test_a_region_alone_is_a_clock_too(talk: Talk) -> None:
    enrolled(talk)
    with talk.app.store.write() as session:
        checkpoints.save_settings(session, STARTUP.id, CheckpointSettings(region="guyane"))
    assert "(heure de Cayenne)" in talk.say("point planifier mardi 8 décembre 14h30").text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("région La Réunion", "Heure locale\u00a0: La Réunion"),
        ("zone Lyon", "Heure locale\u00a0: Paris"),
        ("rappels 3 jours", "Rappels\u00a0: 3 jours"),
        ("lieu salle Ostrom", "salle Ostrom"),
        ("rythme toutes les 4 semaines", "toutes les 4 semaines"),
    ],
)
def test_one_setting_may_be_said_behind_the_word_for_all(talk: Talk, typed: str, told: str) -> None:
    enrolled(talk)
    shown = talk.say(f"point réglages {typed}").text
    assert "C’est noté" in shown
    assert told in shown
    assert "La Réunion (La Réunion)" not in shown


def test_behind_the_settings_other_words_are_a_startups_name(talk: Talk) -> None:
    enrolled(talk)
    assert "Je ne trouve pas «\u00a0brouette\u00a0»" in talk.say("point réglages brouette").text
    assert talk.say("point réglages velo-facile").form


def test_outside_the_channel_too_the_startup_stands_beside_the_setting(talk: Talk) -> None:
    enrolled(talk)
    direct = talk.driver.direct(talk.member)
    shown = talk.say("point réglages velo-facile rappels 4 jours", in_=direct).text
    assert "Rappels\u00a0: 4 jours" in shown
