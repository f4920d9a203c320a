"""What was on the agenda of a checkpoint is asked about in its minutes, and leaves it unless taken again."""

from storage.checkpoints import agenda, checkpoints
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.minutes_scene import held, recaps, send, write
from tests.conversations.checkpoints.scene import enrolled, on, plan

AGAIN = "again"


def held_with(talk: Talk, *points: str) -> None:
    """It began half an hour ago, with these on its agenda."""
    enrolled(talk)
    for point in points:
        talk.say(f"point ordre-du-jour ajouter {point}")
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    on(talk, 2026, 12, 8, 14)
    talk.tick()


def open_points(talk: Talk) -> list[str]:
    with talk.app.store.read() as session:
        return [point.text for point in agenda.open_points(session, STARTUP.id)]


def test_points_are_asked_about_and_leave_unless_they_are_taken_again(talk: Talk) -> None:
    held_with(talk, "La refonte du site", "Les relais en région", "Le budget de l’an prochain")
    form = talk.say("point compte-rendu").form
    assert form
    assert [field.label for field in form.fields][3] == "À reprendre"
    assert "#1 La refonte du site, #2 Les relais en région, #3 Le budget" in form.intro
    told = send(talk, form, {"decisions": "On recrute", AGAIN: "#2"})
    assert "Traités, et retirés de l’ordre du jour\u00a0: #1 La refonte du site, #3 Le budget" in told
    assert "Toujours à l’ordre du jour\u00a0: #2 Les relais en région." in told
    assert open_points(talk) == ["Les relais en région"]
    assert "refonte" not in talk.say("point ordre-du-jour").text
    talk.say("point ordre-du-jour remettre 1")
    assert open_points(talk) == ["La refonte du site", "Les relais en région"]


def test_nothing_written_means_that_all_was_dealt_with(talk: Talk) -> None:
    held_with(talk, "La refonte du site")
    write(talk, {"summary": "Un bon point."})
    assert open_points(talk) == []


def test_some_words_name_a_point_and_others_are_asked_back(talk: Talk) -> None:
    held_with(talk, "La refonte du site", "Les relais en région")
    form = talk.say("checkpoint minutes", talk.english)
    refused = talk.send(form, {"decisions": "On recrute", AGAIN: "the moon"}, talk.english).form
    assert refused
    assert "is none of the points above" in refused.errors[AGAIN]
    assert open_points(talk) == ["La refonte du site", "Les relais en région"]
    assert talk.count("decisions") == 1
    talk.send(refused, {"decisions": "On recrute", AGAIN: "relais"}, talk.english)
    assert open_points(talk) == ["Les relais en région"]
    assert talk.count("decisions") == 1


def test_corrected_minutes_ask_no_more_and_change_no_agenda(talk: Talk) -> None:
    held_with(talk, "La refonte du site", "Les relais en région")
    write(talk, {"decisions": "On recrute", AGAIN: "tous"})
    form = talk.say("point compte-rendu").form
    assert form
    assert [field.label for field in form.fields][3] == "Prochaine date"
    send(talk, form, {"summary": "Un bon point."})
    assert open_points(talk) == ["La refonte du site", "Les relais en région"]


def test_of_two_forms_open_at_a_time_the_second_takes_up_again_and_drops_nothing(talk: Talk) -> None:
    held_with(talk, "La refonte du site", "Les relais en région")
    first, second, third = (
        talk.say("point compte-rendu", who) for who in (talk.member, talk.mate, talk.third)
    )
    send(talk, first, {"decisions": "On recrute", AGAIN: "1"})
    send(talk, second, {"decisions": "On recrute\nOn ouvre"}, talk.mate)
    assert open_points(talk) == ["La refonte du site"]
    send(talk, third, {"decisions": "On recrute\nOn ouvre", AGAIN: "2"}, talk.third)
    assert open_points(talk) == ["La refonte du site", "Les relais en région"]


def test_what_was_added_since_is_for_the_next_checkpoint(talk: Talk) -> None:
    held_with(talk, "La refonte du site")
    talk.say("point ordre-du-jour ajouter Les vœux")
    form = talk.say("point compte-rendu").form
    assert form
    assert "vœux" not in form.intro
    send(talk, form, {"decisions": "On recrute"})
    assert open_points(talk) == ["Les vœux"]


def test_points_of_a_checkpoint_held_before_stay_until_the_next_minutes(talk: Talk) -> None:
    held_with(talk, "La refonte du site")
    with talk.app.store.write() as session:
        checkpoint = checkpoints.list_planned(session, STARTUP.id)[0]
        checkpoints.set_state(session, checkpoint, "held", talk.now)
    assert open_points(talk) == ["La refonte du site"]
    write(talk, {"decisions": "On recrute"})
    assert open_points(talk) == []


def test_the_next_date_is_offered_where_its_field_gave_way(talk: Talk) -> None:
    held_with(talk, "La refonte du site")
    shown = talk.send(talk.say("point compte-rendu"), {"decisions": "On recrute"})
    offered = talk.after_form(shown, talk.member)
    assert offered.buttons[0] == "Planifier le suivant"
    assert talk.press(offered, "Planifier le suivant").form


# --- what the sponsor promised ------------------------------------------------------------------


def test_a_promise_stands_under_the_promises_and_a_need_under_the_needs(talk: Talk) -> None:
    held(talk)
    talk.send(talk.say("point odj ajouter"), {"point": "Des locaux à Brest", "section": "support"})
    write(talk, {"commitments": "45 k€ avant septembre\nrelais : deux préfectures", AGAIN: "tous"})
    plan(talk, "mardi 19 janvier 14h30")
    shown = talk.say("point ordre-du-jour").text
    needs, promises = shown.split("Engagements du sponsor\n")
    assert "Soutien attendu du sponsor\n• #1 Des locaux à Brest" in needs
    assert "k€" not in needs
    assert "• Financement\u00a0: 45 k€ avant septembre\n• Relais locaux\u00a0: deux préfectures" in promises
    mail = talk.say("checkpoint mail", talk.english).text
    assert "Le soutien dont nous avons besoin\n- Des locaux à Brest" in mail
    assert "Vos engagements\n- Financement\u00a0: 45 k€ avant septembre\n" in mail
    on(talk, 2027, 9, 2, 9)
    late = talk.say("engagements").text
    assert "Financement\u00a0: 45 k€ avant septembre · l’échéance est passée" in late
    assert "45 k€ avant septembre" in talk.say("comité dossier").text


# --- internal notes -----------------------------------------------------------------------------


def test_internal_notes_stay_out_of_the_channel_and_say_where_they_go(talk: Talk) -> None:
    held(talk)
    form = talk.say("point compte-rendu").form
    assert form
    assert "ni dans le canal, ni pour le sponsor" in form["notes"].help
    told = send(talk, form, {"decisions": "On recrute", "notes": "La DGE est divisée."})
    assert "Notes internes (ni pour le sponsor, ni dans le canal)\n• La DGE est divisée." in told
    assert "divisée" not in recaps(talk)[0]
    assert "Les notes internes ne sont pas publiées ici" in recaps(talk)[0]
    again = talk.say("point compte-rendu", talk.mate).form
    assert again
    assert again["notes"].value == "La DGE est divisée."


def test_notes_alone_are_kept_and_told_to_nobody_else(talk: Talk) -> None:
    held(talk)
    write(talk, {"notes": "La DGE est divisée."})
    assert recaps(talk) == []
    write(talk, {"decisions": "On recrute"})
    assert len(recaps(talk)) == 1
    assert "récapitulatif" not in write(talk, {"notes": "La DGE est convaincue."})
    talk.tick()
    assert len(recaps(talk)) == 1
    form = talk.say("point compte-rendu").form
    assert form
    assert form["notes"].value == "La DGE est convaincue."
