"""A field that is not understood: the form stays open for it, and the rest is kept already."""

import pytest

from gamma.checkpoints.settings import CheckpointSettings
from storage.checkpoints import checkpoints
from storage.experts import experts
from storage.people import people
from storage.startups import enrolment
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.minutes_scene import FILLED, held, recaps
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.startups.page_details import details
from tests.talk import Screen

_REST = "Le reste du formulaire est noté."


def settings_of(talk: Talk) -> CheckpointSettings:
    with talk.app.store.read() as session:
        return checkpoints.settings_of(session, STARTUP.id)


def errors(shown: Screen) -> dict[str, str]:
    assert shown.form, "the form does not stay open"
    for sentence in shown.form.errors.values():
        assert not (_REST in sentence and "Rien n’" in sentence), "both at once"
    return shown.form.errors


@pytest.mark.parametrize(
    ("wrong", "said", "right", "kept"),
    [
        (
            {"zone": "Syldavie"},
            "«\u00a0Syldavie\u00a0»",
            {"cadence": "toutes les 5 semaines", "place": "Salle 3"},
            CheckpointSettings(cadence="5w", place="Salle 3"),
        ),
        (
            {"cadence": "de temps en temps"},
            "de temps en temps",
            {"zone": "Quimper", "reminders": "3 jours"},
            CheckpointSettings(zone="Europe/Paris", region="metropole", offsets="3d"),
        ),
        (
            {"zone": "Saint-Paul"},
            "Lequel est-ce\u00a0: France métropolitaine, La Réunion",
            {"reminders": "aucun"},
            CheckpointSettings(offsets="none"),
        ),
    ],
)
def test_a_setting_that_is_not_understood_leaves_the_others_kept(
    talk: Talk, wrong: dict[str, str], said: str, right: dict[str, str], kept: CheckpointSettings
) -> None:
    enrolled(talk)
    refused = errors(talk.send(talk.say("point réglages"), {**wrong, **right}))
    [(name, sentence)] = refused.items()
    assert name in wrong
    assert said in sentence
    assert sentence.endswith(_REST)
    assert settings_of(talk) == kept


def test_the_form_that_stays_open_is_put_right_and_sent_again(talk: Talk) -> None:
    enrolled(talk)
    open_form = talk.send(
        talk.say("point réglages"), {"cadence": "toutes les 5 semaines", "zone": "Syldavie"}
    )
    assert open_form.form
    assert open_form.form["zone"].value == "Syldavie"
    told = talk.after_form(talk.send(open_form, {"zone": "Quimper"}), talk.member).text
    assert "toutes les 5 semaines" in told
    assert settings_of(talk) == CheckpointSettings(cadence="5w", zone="Europe/Paris", region="metropole")


def test_what_was_kept_can_be_taken_back_in_the_same_form(talk: Talk) -> None:
    enrolled(talk)
    open_form = talk.send(talk.say("point réglages"), {"place": "Salle 3", "zone": "Syldavie"})
    talk.send(open_form, {"place": "", "zone": "Brest"})
    assert settings_of(talk) == CheckpointSettings(zone="Europe/Paris", region="metropole")


def test_where_nothing_else_was_said_nothing_is_called_kept(talk: Talk) -> None:
    enrolled(talk)
    assert _REST not in errors(talk.send(talk.say("point réglages"), {"zone": "Syldavie"}))["zone"]
    talk.link()
    refused = errors(talk.send(talk.say("startup objectifs"), {"obstacles": "é" * 801}))
    assert _REST not in refused["obstacles"]


def test_the_page_keeps_what_fits(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup objectives", talk.english)
    refused = errors(talk.send(form, {"objective_impact": "a" * 401, "obstacles": "No API"}, talk.english))
    assert refused["objective_impact"].endswith("The rest of the form is kept.")
    assert details(talk) == {"obstacles": "No API"}


def test_an_enrolment_counts_though_a_field_has_to_be_said_again(talk: Talk) -> None:
    talk.link()
    form = talk.say("startup inscrire", talk.admin)
    values = {"manager": talk.manager, "coach": "USLACKBOT", "territory": "Lozère"}
    open_form = talk.send(form, values, talk.admin)
    assert errors(open_form)["coach"].endswith(_REST)
    with talk.app.store.read() as session:
        assert enrolment.enrolled_at(session, STARTUP.id)
        assert [each.account for each in enrolment.managers_of(session, STARTUP.id)] == [talk.manager]
    assert details(talk) == {"territory": "Lozère"}
    told = talk.after_form(talk.send(open_form, {"coach": talk.mate}, talk.admin), talk.admin).text
    assert "participe au programme" in told
    assert talk.count("coaches") == 1


def test_minutes_are_kept_where_the_next_date_is_not_understood(talk: Talk) -> None:
    held(talk)
    open_form = talk.send(talk.say("point compte-rendu"), {**FILLED, "next": "31 février"})
    assert errors(open_form)["next"].endswith(_REST)
    assert len(recaps(talk)) == 1
    shown = talk.send(open_form, {"next": "mardi 19 janvier 14h30"})
    assert "mardi 19 janvier 2027" in talk.after_form(shown, talk.member).text
    assert len(recaps(talk)) == 1
    assert talk.count("decisions") == 2


def test_a_line_kept_already_is_corrected_in_the_same_form_not_doubled(talk: Talk) -> None:
    held(talk)
    open_form = talk.send(talk.say("point compte-rendu"), {"decisions": "On ouvre à Brest", "next": "hier ?"})
    assert errors(open_form)["next"].endswith(_REST)
    talk.send(open_form, {"decisions": "On ouvre à Quimper", "next": ""})
    said = talk.say("décisions").text
    assert "On ouvre à Quimper" in said
    assert "On ouvre à Brest" not in said


def test_who_helps_is_kept_where_the_number_is_not_understood(talk: Talk) -> None:
    form = talk.say("expert rejoindre")
    refused = errors(talk.send(form, {"domains": "Design", "capacity": "beaucoup"}))
    assert refused["capacity"].endswith(_REST)
    with talk.app.store.write() as session:
        assert experts.load(session, people.upsert_person(session, talk.driver.name, talk.member).id)


def test_parts_that_depend_on_each_other_are_kept_together_or_not_at_all(talk: Talk) -> None:
    talk.link()
    contact = talk.send(talk.say("startup sponsor"), {"name": "Jeanne Martin", "email": "jeanne@"})
    assert _REST not in errors(contact)["email"]
    action = talk.send(talk.say("actions ajouter"), {"what": "appeler", "due": "le 31 février"})
    assert _REST not in errors(action)["due"]
    assert action.form
    assert action.form["what"].value == "appeler"
    assert talk.count("sponsor_contacts") == talk.count("actions") == 0


def test_what_a_mate_stated_meanwhile_is_not_undone_by_a_form_kept_in_part(talk: Talk) -> None:
    talk.link()
    open_form = talk.say("startup compléter")
    talk.say("startup territoire Lozère", talk.mate)
    open_form = talk.send(open_form, {"law": "yes", "coach": "USLACKBOT"})
    assert errors(open_form)["coach"].endswith(_REST)
    talk.send(open_form, {"coach": "", "law": "no"})
    assert details(talk) == {"territory": "Lozère", "law": "no"}


def test_what_a_mate_wrote_into_the_minutes_meanwhile_stays(talk: Talk) -> None:
    held(talk)
    open_form, other = talk.say("point compte-rendu"), talk.say("point compte-rendu", talk.mate)
    talk.send(other, {"decisions": "On attend la loi", "notes": "Prudence."}, talk.mate)
    open_form = talk.send(open_form, {"actions": "appeler le préfet — Noé — 15/12", "next": "hier ?"})
    assert errors(open_form)["next"].endswith(_REST)
    talk.send(open_form, {"next": "", "summary": "Court."})
    shown = talk.say("point compte-rendu").form
    assert shown
    assert shown["decisions"].value == "On attend la loi"
    assert shown["notes"].value == "Prudence."
    assert shown["summary"].value == "Court."
    assert shown["actions"].value.count("préfet") == 1


def test_a_refused_field_put_back_as_it_was_shown_undoes_nothing_of_others(talk: Talk) -> None:
    """What another one stated since the form was shown stays, however often the form is sent."""
    enrolled(talk)
    form = talk.say("point réglages")
    assert form.form
    shown = form.form["zone"].value
    talk.say("point zone Cayenne", talk.mate)
    opened = talk.send(form, {"cadence": "toutes les 5 semaines", "zone": "Syldavie"})
    assert set(errors(opened)) == {"zone"}
    talk.send(opened, {"cadence": "toutes les 5 semaines", "zone": shown})
    assert settings_of(talk) == CheckpointSettings(cadence="5w", zone="America/Cayenne", region="guyane")
