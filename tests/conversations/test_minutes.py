"""Minutes in one short form: kept line by line, told to the team once, corrected without undoing others."""

from datetime import UTC, datetime

from storage import decisions, enrolment, people
from tests.conversation import STARTUP, Talk

# The checkpoint is on Tuesday 8 December 2026, 14:30 in Paris.

FILLED = {
    "decisions": "On ouvre trois régions\n- On recrute",
    "actions": "relancer la région — Noé — 12 décembre\nécrire au préfet avant le 31 février",
    "commitments": "financement : 50 k€ d’ici mars\ntrois préfectures",
    "summary": "Un très bon point.",
    "notes": "Le sponsor hésite encore.",
}


def held(talk: Talk) -> None:
    """It began half an hour ago."""
    talk.link()
    with talk.app.store.write() as session:
        admin = people.meet(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, STARTUP.id, admin, talk.now)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    talk.now = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)
    talk.app.tick()


def write(talk: Talk, values: dict[str, str], as_: str = "") -> str:
    """Fill the form; what is said about it."""
    return send(talk, talk.say("point compte-rendu", as_), values, as_)


def send(talk: Talk, form: object, values: dict[str, str], as_: str = "") -> str:
    shown = talk.send(form, values, as_)  # type: ignore[arg-type]
    if shown.form:
        return "\n".join(shown.form.errors.values())
    return shown.text if talk.driver.chains_forms else talk.said_to(as_ or talk.member)[-1].text


def recaps(talk: Talk) -> list[str]:
    said = [post.text for post in talk.said_in(talk.channel)]
    return [text for text in said if text.startswith("Compte-rendu du point")]


def test_one_form_keeps_all_of_it_and_shows_what_was_understood(talk: Talk) -> None:
    held(talk)
    form = talk.say("point cr").form
    assert form
    assert form.title == "Compte-rendu"
    assert [field.label for field in form.fields] == [
        "Décisions",
        "Actions",
        "Promis par le sponsor",
        "Prochaine date",
        "En bref",
        "Notes internes",
    ]
    told = send(talk, form, FILLED)
    assert "Décisions\n• #1 On ouvre trois régions\n• #2 On recrute" in told
    assert "• #1 relancer la région · Noé · d’ici au samedi 12 décembre" in told
    assert "• #2 écrire au préfet avant le 31 février · personne pour l’instant" in told
    assert "Je n’ai pas su lire comme une date\u00a0: «\u00a0avant le 31 février\u00a0»" in told
    assert "• #1 Financement\u00a0: 50 k€ · d’ici au mercredi 31 mars 2027" in told
    assert "• #2 Autre soutien\u00a0: trois préfectures" in told


def test_the_team_has_one_recap_for_each_revision(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    assert len(recaps(talk)) == 1
    assert "Un très bon point." in recaps(talk)[0]
    assert "Notes internes (pas pour le sponsor)\n• Le sponsor hésite encore." in recaps(talk)[0]
    write(talk, {})
    assert len(recaps(talk)) == 1
    write(talk, {"summary": "Un excellent point."})
    assert len(recaps(talk)) == 2
    assert "Un excellent point." in recaps(talk)[1]
    assert "On recrute" in recaps(talk)[1]


def test_anybody_of_the_team_goes_on_from_the_recap(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    recap = [post for post in talk.said_in(talk.channel) if post.text.startswith("Compte-rendu")][-1]
    assert recap.buttons == ("Corriger", "Texte pour le sponsor", "Actions en cours")
    form = talk.press(recap, "Corriger", talk.mate).form
    assert form
    assert form["decisions"].value == "On ouvre trois régions\nOn recrute"
    assert "relancer la région" in talk.press(recap, "Actions en cours", talk.mate).text


def test_minutes_say_that_it_took_place_and_nobody_is_asked_any_more(talk: Talk) -> None:
    held(talk)
    before = len(talk.said_in(talk.channel))
    write(talk, {"decisions": "On recrute"})
    assert "Les derniers, avec leur compte-rendu\u00a0:\n8 décembre 2026" in talk.say("point").text
    talk.later(hours=3)
    since = talk.said_in(talk.channel)[before:]
    assert not [post for post in since if "a-t-il eu lieu" in post.text.lower()]


def test_before_it_began_there_is_nothing_to_write(talk: Talk) -> None:
    talk.link()
    assert "n’a encore commencé" in talk.say("point compte-rendu").text
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    assert "n’a encore commencé" in talk.say("point compte-rendu").text
    assert "n’a pas de compte-rendu" in talk.say("point compte-rendu #1").text


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


def test_a_correction_keeps_the_numbers_of_what_it_corrects(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    told = write(
        talk,
        {
            "decisions": "On ouvre deux régions\nOn change de nom",
            "actions": "relancer la région — Inès — 15 décembre",
            "commitments": "financement : 60 k€ — 31 mars 2027",
        },
    )
    assert "Décisions\n• #1 On ouvre deux régions\n• #3 On change de nom" in told
    assert "Actions\n• #1 relancer la région · Inès · d’ici au mardi 15 décembre" in told
    assert "Promis par le sponsor\n• #1 Financement\u00a0: 60 k€ · d’ici au mercredi 31 mars 2027" in told
    assert "préfet" not in talk.say("actions").text
    talk.say("actions ajouter autre chose")
    assert "#3 autre chose" in talk.say("actions").text


def test_what_is_no_longer_in_the_form_is_named_when_it_is_taken_off(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    told = write(talk, {"decisions": "On ouvre trois régions", "commitments": ""})
    taken_off = "plus dans le formulaire\u00a0: décision #2, engagement #1, engagement #2."
    assert taken_off in told
    assert "plus dans le formulaire" not in write(talk, {"summary": "Bref."})


def test_a_decision_replaced_in_the_register_is_not_in_the_form_and_stays(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    talk.say("décisions changer 1 On ouvre deux régions")
    form = talk.say("point compte-rendu").form
    assert form
    assert form["decisions"].value == "On recrute"
    assert "remplacées depuis" in form["decisions"].help
    send(talk, form, {"decisions": "On ouvre quatre régions"})
    register = talk.say("décisions").text
    assert "#1 · 8 décembre 2026\u00a0: On ouvre trois régions · remplacée par #3" in register
    assert "#3 · 8 décembre 2026\u00a0: On ouvre deux régions" in register
    assert "On ouvre quatre régions" in register


def test_a_number_that_was_taken_out_is_never_given_again(talk: Talk) -> None:
    held(talk)
    write(talk, {"decisions": "On recrute"})
    write(talk, {"decisions": "Budget validé"})
    with talk.app.store.read() as session:
        assert [each.id for each in decisions.register(session, STARTUP.id)] == [2]
    assert "Je ne trouve pas la décision #1" in talk.say("décisions changer 1 Autre").text


def test_a_form_left_open_undoes_nothing_that_a_mate_wrote(talk: Talk) -> None:
    held(talk)
    write(talk, FILLED)
    left_open = talk.say("point compte-rendu")
    write(
        talk,
        {
            "decisions": "On ouvre quatre régions\nOn recrute\nOn change de nom",
            "notes": "Rappeler lundi.",
            "commitments": "trois préfectures",
        },
        talk.mate,
    )
    told = send(
        talk, left_open, {"decisions": "On ouvre trois régions\nOn recrute\nEt un bilan", "summary": "Bref."}
    )
    for line in ("On ouvre quatre régions", "On recrute", "On change de nom", "Et un bilan"):
        assert line in told
    assert "On ouvre trois régions" not in told
    assert "Rappeler lundi." in told
    assert "Bref." in told
    assert "50 k€" not in told


def test_who_is_known_is_found_by_their_first_name(talk: Talk) -> None:
    held(talk)
    talk.say("point ordre-du-jour ajouter Un", talk.mate)
    actions = "un — Noé\ndeux — noé petit\ntrois — moi\nquatre — Bob\ncinq — @Ines Diallo\nsix — @noe"
    talk.say("actions ajouter zéro", talk.third)
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
    assert talk.count("minutes") == 0
    shown = talk.send(talk.say("point cr"), {"decisions": "On recrute", "next": "mardi 19 janvier 14h30"})
    message = shown.message if talk.driver.chains_forms else talk.said_to(talk.member)[-1]
    assert message
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
        assert "- relancer la région · Noé · d’ici au samedi 12 décembre" in text
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


def test_long_minutes_fit_and_are_corrected_without_loss(talk: Talk) -> None:
    held(talk)
    many = "\n".join(f"décision numéro {number} {'x' * 30}" for number in range(55))
    write(talk, {"decisions": many, "summary": "é" * 1400, "notes": "à" * 1400})
    assert talk.count("decisions") == 55
    assert "… et " in recaps(talk)[-1]
    form = talk.say("point cr").form
    assert form
    assert len(form["decisions"].value.splitlines()) == 25
    send(talk, form, {"decisions": form["decisions"].value.replace("numéro 0", "numéro zéro"), "notes": ""})
    with talk.app.store.read() as session:
        kept = [each.text for each in decisions.of_checkpoint(session, STARTUP.id, 1)]
    assert len(kept) == 55
    assert kept[0].startswith("décision numéro zéro")


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
