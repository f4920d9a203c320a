"""Minutes in one short form: kept line by line, told to the team once, and never by a stranger."""

from tests.conversation import Talk
from tests.conversations.checkpoints.minutes_scene import FILLED, held, recaps, send, write


def test_one_form_keeps_all_of_it_and_shows_what_was_understood(talk: Talk) -> None:
    held(talk)
    form = talk.say("point cr").form
    assert form
    assert form.title == "Compte rendu"
    assert [field.label for field in form.fields] == [
        "Décisions",
        "Actions",
        "Engagements du sponsor",
        "Prochaine date",
        "En bref",
        "Notes internes",
    ]
    told = send(talk, form, FILLED)
    assert "Décisions\n• #1 On ouvre trois régions\n• #2 On recrute" in told
    assert "• #1 relancer la région · Noé Petit · d’ici au samedi 12 décembre" in told
    assert "• #2 écrire au préfet avant le 31 février · personne pour l’instant" in told
    assert "Je n’ai pas su lire comme une date\u00a0: «\u00a0avant le 31 février\u00a0»" in told
    assert "• #1 Financement\u00a0: 50 k€ · d’ici au mercredi 31 mars 2027" in told
    assert "• #2 Autre soutien\u00a0: trois préfectures" in told


def test_the_team_has_one_recap_for_each_revision(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    assert len(recaps(talk)) == 1
    assert "Un très bon point." in recaps(talk)[0]
    assert "hésite" not in recaps(talk)[0]
    write(talk, {})
    assert len(recaps(talk)) == 1
    write(talk, {"summary": "Un excellent point."})
    assert len(recaps(talk)) == 2
    assert "Un excellent point." in recaps(talk)[1]
    assert "On recrute" in recaps(talk)[1]


def test_anybody_of_the_team_goes_on_from_the_recap(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    recap = [post for post in talk.said_in(talk.channel) if post.text.startswith("Compte rendu")][-1]
    assert recap.buttons == ("Corriger", "Texte pour le sponsor", "Actions en cours")
    form = talk.press(recap, "Corriger", talk.mate).form
    assert form
    assert form["decisions"].value == "On ouvre trois régions\nOn recrute"
    assert "relancer la région" in talk.press(recap, "Actions en cours", talk.mate).text


def test_minutes_say_that_it_took_place_and_nobody_is_asked_any_more(talk: Talk) -> None:
    held(talk)
    before = len(talk.said_in(talk.channel))
    write(talk, {"decisions": "On recrute"})
    assert "Les derniers, avec leur compte rendu\u00a0:\n8 décembre 2026" in talk.say("point").text
    talk.later(hours=3)
    talk.app.tick()
    since = talk.said_in(talk.channel)[before:]
    assert not [post for post in since if "a-t-il eu lieu" in post.text.lower()]


def test_before_it_began_there_is_nothing_to_write(talk: Talk) -> None:
    talk.link()
    assert "n’a encore commencé" in talk.say("point compte-rendu").text
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    assert "n’a encore commencé" in talk.say("point compte-rendu").text
    assert "n’a pas de compte rendu" in talk.say("point compte-rendu #1").text


def test_an_empty_form_is_not_kept(talk: Talk) -> None:
    held(talk)
    assert "une ligne suffit" in write(talk, {})
    assert talk.count("minutes") == 0


def test_sent_twice_it_is_kept_once(talk: Talk) -> None:
    held(talk)
    first = talk.say("point compte-rendu")
    second = talk.say("point compte-rendu")
    send(talk, first, FILLED)
    talk.driver.replay()
    send(talk, second, FILLED)
    assert (talk.count("decisions"), talk.count("actions"), talk.count("commitments")) == (2, 2, 2)
    assert len(recaps(talk)) == 1


def test_a_form_is_sent_after_a_restart(talk: Talk) -> None:
    held(talk)
    form = talk.say("point compte-rendu")
    talk.restart()
    assert "On recrute" in send(talk, form, {"decisions": "On recrute"})
    talk.restart()
    assert len(recaps(talk)) == 1


def test_who_is_known_is_found_by_their_first_name(talk: Talk) -> None:
    held(talk)
    talk.say("point ordre-du-jour ajouter Un", talk.mate)
    actions = "un — Noé\ndeux — noé petit\ntrois — moi\nquatre — Bob\ncinq — @Ines Diallo\nsix — @noe"
    talk.say("actions ajouter réserver la salle", talk.third)
    told = write(talk, {"actions": actions})
    assert "un · Noé Petit" in told
    assert "deux · Noé Petit" in told
    assert "trois · Camille Moreau" in told
    assert "quatre · Bob" in told
    assert "cinq · Inès Diallo" in told
    assert "six · Noé Petit" in told


def test_the_next_date_is_shown_back_before_it_counts(talk: Talk) -> None:
    held(talk)
    refused = write(talk, {"decisions": "On recrute", "next": "31 février"})
    assert "31 février" in refused
    shown = talk.send(talk.say("point cr"), {"decisions": "On recrute", "next": "mardi 19 janvier 14h30"})
    message = talk.after_form(shown, talk.member)
    assert "J’ai compris\u00a0: mardi 19 janvier 2027 à 14\u00a0h\u00a030\n" in message.text
    assert "Rien n’est encore planifié" in message.text
    assert talk.count("checkpoints") == 1
    done = talk.press(message, "Oui, planifier")
    assert "mardi 19 janvier 2027 à 14\u00a0h\u00a030" in done.text
    assert talk.count("checkpoints") == 2


def test_the_text_for_the_sponsor_has_no_internal_notes(talk: Talk) -> None:
    held(talk)
    assert "Personne n’a encore écrit" in talk.say("point compte-rendu mail").text
    write(talk, FILLED)
    talk.say("point planifier mardi 19 janvier 14h30 oui")
    for who in (talk.member, talk.english):
        text = talk.say("point compte-rendu mail", who).text
        assert "Voici ce que nous avons noté lors de notre point du 8 décembre 2026." in text
        assert "- On ouvre trois régions" in text
        assert "- relancer la région · Noé Petit · d’ici au samedi 12 décembre" in text
        assert "- Financement\u00a0: 50 k€" in text
        assert "Prochain point\u00a0: mardi 19 janvier 2027 à 14\u00a0h\u00a030." in text
        assert "hésite" not in text
        assert "#" not in text
    assert "Here is a text for the sponsor" in talk.say("checkpoint minutes mail", talk.english).text


def test_a_stranger_writes_nothing(talk: Talk) -> None:
    held(talk)
    form = talk.say("point compte-rendu")
    talk.driver.leave(talk.member, talk.channel)
    refused = talk.send(form, {"decisions": "On recrute"}).form
    assert refused
    assert refused.errors
    assert talk.count("minutes") == 0


def test_a_checkpoint_cancelled_meanwhile_has_no_minutes(talk: Talk) -> None:
    held(talk)
    form = talk.say("point compte-rendu")
    talk.say("point annuler #1 oui", talk.mate)
    assert "annulé entre-temps" in send(talk, form, {"decisions": "On recrute"})
    assert talk.count("minutes") == 0


def test_too_long_a_text_is_told_at_its_field(talk: Talk) -> None:
    held(talk)
    told = write(talk, {"summary": "é" * 1401})
    assert "la limite est de 1\u202f400" in told
    assert talk.count("minutes") == 0


def test_hostile_words_stay_words(talk: Talk) -> None:
    held(talk)
    told = write(talk, {"decisions": "<!here> *@channel* `code` **gras**", "notes": "[x](http://x)"})
    assert "<!here> *@channel* `code` **gras**" in told
    assert "<!here> *@channel* `code` **gras**" in recaps(talk)[-1]


def test_whoever_stands_for_nobody_known_is_named_after_the_minutes(talk: Talk) -> None:
    held(talk)
    talk.say("expert Comment mesurer notre impact sur les délais ?", as_=talk.third)
    told = write(talk, {"actions": "choisir la métrique — @ines\nécrire au maire — @zoe\nappeler — Ulysse"})
    assert "choisir la métrique · Inès Diallo" in told
    assert "écrire au maire · zoe" in told
    assert "Je ne connais ici personne de ce nom" in told
    assert "«\u00a0zoe\u00a0», «\u00a0Ulysse\u00a0»" in told
    assert "ines" not in told
