"""Workshops in conversation: announced in one post, signed up for, left, moved, cancelled, and after."""

import pytest
from sqlalchemy import text

from tests.conversation import Talk
from tests.conversations.workshops.scene import CALL, TITLE, WorkshopScene, plain


@pytest.fixture
def scene(talk: Talk) -> WorkshopScene:
    return WorkshopScene(talk)


def test_announced_it_stands_in_one_post_that_counts_its_places(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="2")
    post = scene.post()
    said = plain(post.text)
    assert f"Atelier #1 : {TITLE} · mardi 8 décembre à 14 h 30" in said
    assert "growth hacking · animé par Nadia Benali" in said
    assert "0 place prise sur 2" in said
    assert CALL not in said
    answer = plain(talk.press(post, "M’inscrire", talk.member).text)
    assert "Tu as une place" in answer
    assert CALL in answer
    assert "1 place prise sur 2" in plain(scene.post().text)


def test_a_line_fills_the_form(scene: WorkshopScene) -> None:
    line = f"atelier annoncer croissance, jeudi 10 décembre 10h, 8 places, {TITLE}, {CALL}"
    form = scene.talk.say(line, scene.talk.admin).form
    assert form is not None
    assert (form["title"].value, form["domain"].value, form["link"].value) == (TITLE, "growth", CALL)
    assert form["places"].value == "8"


def test_only_some_announce_and_it_is_said_whom_to_ask(scene: WorkshopScene) -> None:
    talk = scene.talk
    assert "équipe d’animation" in talk.say("atelier annoncer", talk.member).text
    in_private = talk.say("atelier annoncer", talk.admin, talk.driver.direct(talk.admin))
    assert "dans le canal" in in_private.text
    assert talk.count("workshops") == 0


def test_whoever_waits_moves_up_and_is_told_once(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    assert "Tu as une place" in scene.join(talk.member)
    assert "n° 1 sur la liste d’attente" in scene.join(talk.mate)
    assert "n° 2 sur la liste d’attente" in scene.join(talk.third)
    assert "2 personnes en attente" in plain(scene.post().text)
    assert "revient à la personne suivante" in scene.leave(talk.member)
    told = scene.told(talk.mate, "Une place s’est libérée")
    assert len(told) == 1
    assert told[0].file_name == "atelier-2026-12-08.ics"
    assert CALL in told[0].text
    assert not scene.told(talk.third, "Une place s’est libérée")
    scene.at("2026-11-25 12:00")
    assert len(scene.told(talk.mate, "Une place s’est libérée")) == 1
    assert scene.attendance().taken == 1


def test_a_place_that_is_free_shortly_before_is_told_also_out_of_hours(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    scene.join(talk.member)
    scene.join(talk.mate)
    scene.at("2026-12-07 19:00")
    scene.leave(talk.member)
    assert len(scene.told(talk.mate, "Une place s’est libérée")) == 1


def test_every_press_that_changes_nothing_has_its_sentence(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    post = scene.post()
    assert "C’est toi qui l’animes" in scene.join(talk.admin)
    assert "M’inscrire" not in talk.say("atelier 1", talk.admin).message.buttons  # type: ignore[union-attr]
    scene.join(talk.member)
    assert "Tu as déjà une place" in plain(talk.press(post, "M’inscrire", talk.member).text)
    scene.join(talk.mate)
    assert "déjà sur la liste d’attente, n° 1" in scene.join(talk.mate)
    assert "Tu n’avais pas de place" in scene.leave(talk.third)
    scene.leave(talk.mate)
    assert "Tu n’avais pas de place" in scene.leave(talk.mate)
    assert "pas d’atelier #9" in plain(talk.say("atelier participer 9").text)
    both = plain(talk.say("atelier participer 1 et 9", talk.mate).text)
    assert "Tu as déjà" in both or "liste d’attente" in both
    assert "pas d’atelier #9" in both
    scene.leave(talk.mate)
    assert "pour qui vient" in plain(talk.say("atelier invitation 1", talk.third).text)
    scene.at("2026-12-08 14:31")
    assert "Il a commencé" in plain(talk.press(post, "M’inscrire", talk.third).text)
    assert "Il a commencé" in scene.leave(talk.member)
    assert scene.attendance().taken == 1


def test_reminders_keep_to_the_rules_of_checkpoints_and_end_with_the_place(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce()
    scene.join(talk.member)
    scene.join(talk.mate)
    scene.leave(talk.mate)
    scene.at("2026-12-07 14:35")
    reminders = scene.told(talk.member, "Tu as une place")
    assert len(reminders) == 1
    assert CALL in reminders[0].text
    scene.at("2026-12-08 13:35")
    assert len(scene.told(talk.member, "Tu as une place")) == 2
    assert not scene.told(talk.mate, "Atelier #1")
    talk.press(scene.told(talk.member, "Tu as une place")[-1], "Ne plus me le dire", talk.member)
    scene.at("2026-12-08 17:00")
    assert not scene.told(talk.member, "trois petites questions")


def test_moved_it_asks_back_tells_those_who_come_and_reminds_anew(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    scene.join(talk.member)
    scene.join(talk.mate)
    assert "à qui anime" in plain(talk.say("atelier déplacer 1 jeudi 10h", talk.member).text)
    asked = talk.say("atelier déplacer 1 jeudi 10 décembre 10h", talk.admin)
    assert "Je préviens 1 personne inscrite et 1 en attente" in plain(asked.text)
    assert "mardi 8 décembre" in plain(scene.post().text)
    talk.press(asked, "Oui, déplacer", talk.admin)
    assert "jeudi 10 décembre à 10 h" in plain(scene.post().text)
    for person in (talk.member, talk.mate):
        assert len(scene.told(person, "a déplacé un atelier")) == 1
    assert b"20261210T100000" in scene.told(talk.member, "a déplacé")[0].file
    scene.at("2026-12-10 09:05")
    assert len(scene.told(talk.member, "Tu as une place")) == 3


def test_cancelled_it_is_gone_from_calendars_and_the_post_says_so(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce()
    scene.join(talk.member)
    asked = talk.say("atelier annuler 1", talk.admin)
    assert scene.workshop().state == "planned"
    talk.press(asked, "Oui, annuler", talk.admin)
    assert "Il est annulé" in plain(scene.post().text)
    told = scene.told(talk.member, "a annulé un atelier")
    assert len(told) == 1
    assert b"METHOD:CANCEL" in told[0].file
    assert "est annulé" in scene.join(talk.mate)
    scene.at("2026-12-08 18:00")
    assert not scene.told(talk.member, "Tu as une place")


def test_more_places_are_for_whoever_waits(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    for person in (talk.member, talk.mate, talk.third):
        scene.join(person)
    assert "2 places prises sur 2" in plain(talk.say("atelier places 1 2", talk.admin).text)
    assert len(scene.told(talk.mate, "Une place s’est libérée")) == 1
    talk.say("atelier places 1 1", talk.admin)
    assert scene.attendance().taken == 2


def test_after_it_three_questions_whose_answers_show_from_three_on(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(host=talk.manager)
    assert scene.told(talk.manager, "a annoncé un atelier que tu animes")
    came = (talk.member, talk.mate, talk.third)
    for person in came:
        scene.join(person)
    assert "pas encore terminé" in plain(talk.say("atelier avis 1", talk.member).text)
    scene.at("2026-12-09 12:00")
    assert "Il est terminé" in plain(scene.post().text)
    assert "C’est pour les personnes" in plain(
        talk.say("atelier avis 1", talk.stranger, talk.other_channel).text
    )
    for number, person in enumerate(came, start=1):
        asked = scene.told(person, "trois petites questions")
        assert len(asked) == 1
        results = plain(talk.say("atelier résultats 1", talk.manager).text)
        assert "Zoé a tout expliqué" not in results
        values = {"useful": "4", "taken_along": f"Idée {number}", "lacking": "Zoé a tout expliqué"}
        sent = talk.send(talk.press(asked[0], "Répondre", person), values, person)
        assert "Merci" in talk.after_form(sent, person).text
    results = plain(talk.say("atelier résultats 1", talk.manager).text)
    assert "3 réponses" in results
    assert "4 : utile · 3" in results
    assert "Idée 2" in results
    assert "Camille" not in results
    assert "à qui anime" in plain(talk.say("atelier résultats 1", talk.member).text)


def test_notes_stand_on_the_post_and_in_the_list(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce()
    assert "une fois qu’il a commencé" in plain(
        talk.say("atelier notes 1 https://x.example.org/n", talk.admin).text
    )
    scene.at("2026-12-09 12:00")
    after = scene.told(talk.admin, "Merci d’avoir animé")
    sent = talk.send(
        talk.press(after[0], "Ajouter les notes", talk.admin),
        {"link": "https://notes.example.org/1"},
        talk.admin,
    )
    assert "C’est gardé" in plain(talk.after_form(sent, talk.admin).text)
    assert "https://notes.example.org/1" in scene.post().text
    told = [each for each in talk.said_in(talk.channel) if "Les notes d’un atelier" in each.text]
    assert len(told) == 1
    listed = plain(talk.say("atelier").text)
    assert "Derniers ateliers" in listed
    assert "https://notes.example.org/1" in listed
    assert "https://notes.example.org/1" in talk.say("atelier growth").text
    assert "notes.example.org" not in talk.say("atelier juridique").text
    talk.say("atelier notes 1 https://notes.example.org/2", talk.admin)
    scene.at("2026-12-10 12:00")  # a night in which sources are read, and links looked at
    for words in ("growth", "premiers usager"):
        found = talk.say(f"ressources {words}", in_=talk.other_channel)
        assert plain(found.text).count(TITLE) == 1
        assert "notes de l’atelier du mardi 8 décembre" in plain(found.text)
        assert found.message
        assert "https://notes.example.org/2" in str(found.message.links)
    assert "reprend" in plain(talk.say("ressources retirer 1", talk.admin).text)
    talk.say("atelier notes 1 aucune", talk.mate)
    assert "https://notes.example.org/2" in scene.post().text
    kept = talk.say("atelier notes 1 https://notes.example.org/3", talk.admin)
    assert "sont reprises" in plain(talk.press(kept, "Reprendre les notes", talk.admin).text)
    assert TITLE not in plain(talk.say("ressources growth", in_=talk.other_channel).text)
    (gone,) = [each for each in talk.said_in(talk.channel) if "notes d’un atelier" in each.text]
    assert "reprises" in plain(gone.text)
    assert "notes.example.org" not in scene.post().text + gone.text


def test_the_calendar_of_whoever_comes_holds_it(scene: WorkshopScene) -> None:
    talk = scene.talk
    talk.have_public_address()
    scene.announce()
    scene.join(talk.member)
    file = talk.press(talk.say("atelier 1"), "Le fichier d’agenda")
    assert "conversation directe" in file.text
    assert scene.told(talk.member, "Ouvre le fichier")[0].file_name == "atelier-2026-12-08.ics"
    said = talk.say("atelier calendrier", in_=talk.driver.direct(talk.member)).text
    address = next(word.strip("`") for word in said.split() if "/calendar/" in word)
    page = talk.app.web.test_client().get(address.removeprefix("https://gamma.example.org"))
    assert TITLE.encode() in page.data.replace(b"\r\n ", b"")


def test_somebody_erased_gives_their_place_to_who_waits(scene: WorkshopScene) -> None:
    talk = scene.talk
    scene.announce(places="1")
    scene.join(talk.member)
    scene.join(talk.mate)
    talk.say("confidentialité effacer oui", talk.member)
    assert len(scene.told(talk.mate, "Une place s’est libérée")) == 1
    assert "1 place prise sur 1" in plain(scene.post().text)
    talk.say("confidentialité effacer oui", talk.admin)
    talk.tick()
    assert "Nadia" not in scene.post().text
    with talk.app.store.read() as session:
        rows = session.execute(text("SELECT count(*) FROM workshop_sign_ups WHERE waiting")).scalar_one()
    assert rows == 0
