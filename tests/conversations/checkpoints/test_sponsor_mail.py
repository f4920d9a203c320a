"""The text for a sponsor without an account, the page it leads to, and what the team hears of the answers."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.checkpoints.sponsor_link import press

PAGE = re.compile(r"https?://[\w.:]+(/sponsor/[\w.-]+)")


def page_in(text: str) -> str:
    found = PAGE.search(text)
    assert found is not None, text
    return found[1]


# --- the text ---------------------------------------------------------------------------------


def test_the_text_says_when_and_where_and_leads_to_the_page(public: Talk) -> None:
    shown = public.say("point courriel").text
    assert (
        "Point d’étape Vélo facile\u00a0: mardi 8 décembre 2026 à 14\u00a0h\u00a030 (heure de Paris)" in shown
    )
    assert "vous retrouve le mardi 8 décembre 2026" in shown
    assert "relis-le" in shown
    assert "Lieu\u00a0: 20 avenue de Ségur" in shown
    assert public.app.web.test_client().get(page_in(shown)).status_code == 200


def test_the_mail_is_ready_to_be_sent_to_the_contact(public: Talk) -> None:
    message = public.say("point courriel").message
    assert message is not None
    (label, address), *_ = message.links
    assert label == "Écrire à Jeanne Martin"
    assert urlsplit(address).path == "jeanne@example.org"
    said = {name: unquote(value[0]) for name, value in parse_qs(urlsplit(address).query).items()}
    assert said["subject"].startswith("Point d’étape Vélo facile")
    assert page_in(message.text) in said["body"]


def test_the_text_is_in_french_for_an_english_reader_too(public: Talk) -> None:
    shown = public.say("checkpoint mail", as_=public.english).text
    assert "I send nothing" in shown
    assert "vous pouvez confirmer la date" in shown


def test_each_of_several_contacts_has_a_page_of_their_own(public: Talk) -> None:
    public.say("startup sponsor Paul Durand, DINUM, paul@example.org")
    asked = public.say("point courriel")
    assert not PAGE.search(asked.text)
    jeanne = page_in(public.press(asked, "Jeanne Martin").text)
    paul = page_in(public.press(asked, "Paul Durand").text)
    assert jeanne != paul
    assert page_in(public.say("point courriel Jeanne Martin").text) == jeanne
    assert "Je ne trouve pas «\u00a0Zoé\u00a0»" in public.say("point courriel Zoé").text


def test_a_name_that_is_not_whole_is_proposed_and_not_taken(public: Talk) -> None:
    public.say("startup sponsor Paul Durand, DINUM, paul@example.org")
    for typed in ("Jeanne", "martin", "Jeane Martn"):
        asked = public.say(f"point courriel {typed}")
        assert not PAGE.search(asked.text)
        assert asked.message
        assert asked.message.buttons == ("Jeanne Martin",)
    shown = public.press(asked, "Jeanne Martin").message
    assert shown
    assert shown.links[0][0] == "Écrire à Jeanne Martin"


def test_of_many_contacts_the_last_are_asked_for_in_french(public: Talk) -> None:
    for name in ("Paul Durand", "Aïcha Ba", "Luc Roy", "Ève Noir"):
        public.say(f"startup sponsor {name}")
    asked = public.say("checkpoint mail").text
    assert re.search(r"Ou écris /gamma point courriel #\d+ suivi d’un nom", asked)


def test_without_a_contact_the_address_is_left_open(talk: Talk) -> None:
    enrolled(talk)
    talk.say("checkpoint plan 2026-12-08 14:30 yes")
    message = talk.say("point courriel").message
    assert message is not None
    assert message.links[0][1].startswith("mailto:?subject=")
    assert "startup sponsor" in message.text


def test_what_is_on_the_agenda_is_in_the_text(public: Talk) -> None:
    public.say("point ordre-du-jour ajouter Ouvrir trois régions")
    shown = public.say("point courriel").text
    assert "Ce dont nous aimerions parler" in shown
    assert "- Ouvrir trois régions" in shown


def test_a_reminder_has_the_text_behind_a_button(public: Talk) -> None:
    public.later(days=8, hours=4)
    reminder = public.said_in(public.channel)[-1]
    assert page_in(public.press(reminder, "Texte pour le sponsor", as_=public.mate).text)


def test_without_a_public_address_nothing_leads_anywhere(talk: Talk) -> None:
    if talk.driver.name == "mattermost":
        pytest.skip("Mattermost cannot do without a public address")
    talk.settings |= {"GAMMA_URL": "", "PORT": "0"}
    talk.restart()
    enrolled(talk)
    talk.say("checkpoint plan 2026-12-08 14:30 yes")
    shown = talk.say("point courriel").text
    assert "http" not in shown
    aside, text = shown.split("Point d’étape Vélo facile", maxsplit=1)
    assert "n’a pas d’adresse publique" in aside
    assert "adresse publique" not in text, "it would be copied into the mail"
    assert "Une courte réponse à ce courriel suffit" in shown
    assert talk.count("sponsor_links") == 0


def test_a_stranger_gets_no_text_and_no_link(public: Talk) -> None:
    direct = public.driver.direct(public.stranger)
    for place in (direct, public.other_channel):
        assert not PAGE.search(public.say("point courriel", as_=public.stranger, in_=place).text)
    assert public.count("sponsor_links") == 0


def test_anothers_checkpoint_is_not_reached_by_its_number(public: Talk) -> None:
    public.say("startup link cantine-claire", in_=public.other_channel)
    told = public.say("point courriel #1", as_=public.stranger, in_=public.other_channel).text
    assert "n’est plus prévu" in told
    assert not PAGE.search(told)


# --- the answers ------------------------------------------------------------------------------


def test_a_confirmed_date_is_told_to_the_channel_and_to_the_manager_each_in_their_hours(public: Talk) -> None:
    public.make_manager(public.manager)
    public.later(hours=12)  # 22:30 in Paris
    assert press(public, page_in(public.say("point courriel").text), "confirmed") == 303
    told = "le lien de Jeanne Martin a servi à confirmer la date du mardi 8 décembre à 14\u00a0h\u00a030"
    for posts in (public.said_in(public.channel), public.said_to(public.manager)):
        assert all(told not in post.text for post in posts)
    public.later(hours=11)
    assert told in public.said_in(public.channel)[-1].text
    assert told in public.said_to(public.manager)[-1].text


def test_pressed_twice_it_is_told_once(public: Talk) -> None:
    page = page_in(public.say("point courriel").text)
    client = public.app.web.test_client()
    seal = re.search(r'name="seal" value="([^"]+)"', client.get(page).text)
    assert seal is not None
    for _ in range(2):
        assert client.post(page, data={"seal": seal[1], "answer": "confirmed"}).status_code == 303
    posts = [post for post in public.said_in(public.channel) if "a servi à confirmer" in post.text]
    assert len(posts) == 1
    assert public.count("sponsor_answers") == 1


def test_another_date_in_free_words_is_passed_on_and_can_be_taken_up(public: Talk) -> None:
    page = page_in(public.say("point courriel").text)
    assert press(public, page, "proposed", when="jeudi 10 décembre à 10h") == 303
    told = public.said_in(public.channel)[-1]
    assert "a servi à proposer une autre date" in told.text
    assert "«\u00a0jeudi 10 décembre à 10h\u00a0»" in told.text
    assert "si je comprends bien\u00a0: jeudi 10 décembre à 10\u00a0h" in told.text
    shown = public.press(told, "Déplacer le point")
    assert "Rien n’est encore déplacé" in shown.text
    public.say("point déplacer #1 2026-12-10 10:00 oui")
    assert "jeudi 10 décembre à 10\u00a0h" in public.say("point").text


def test_words_that_mean_no_date_are_passed_on_as_they_are(public: Talk) -> None:
    page = page_in(public.say("point courriel").text)
    press(public, page, "proposed", when="plutôt après les fêtes @channel *merci*")
    told = public.said_in(public.channel)[-1]
    assert "plutôt après les fêtes @channel *merci*" in told.text
    assert "si je comprends bien" not in told.text
    assert told.buttons == ("Déplacer le point",)


def test_approved_minutes_are_told_without_a_claim_of_who_it_was(public: Talk) -> None:
    public.later(days=16)
    public.say("point tenu")
    form = public.say("point compte-rendu")
    public.send(form, {"summary": "On ouvre trois régions.", "notes": "La DGE hésite."})
    page = page_in(public.say("point compte-rendu courriel").text)
    shown = public.app.web.test_client().get(page).text
    assert "On ouvre trois régions." in shown
    assert "hésite" not in shown
    assert press(public, page, "approved") == 303
    told = public.said_in(public.channel)[-1].text
    assert "a servi à approuver le compte rendu du 8 décembre 2026" in told
    assert "sans vérification d’identité" in told


def test_of_a_held_checkpoint_the_text_is_that_of_its_minutes(public: Talk) -> None:
    public.later(days=16)
    public.say("point tenu")
    public.send(public.say("point compte-rendu"), {"summary": "On ouvre trois régions."})
    assert "Voici ce que nous avons noté" in public.say("point courriel #1").text


# --- links ------------------------------------------------------------------------------------


def test_links_are_listed_and_taken_back(public: Talk) -> None:
    page = page_in(public.say("point courriel").text)
    listed = public.say("point page")
    assert "Jeanne Martin\u00a0: créé par Camille Moreau le 23 novembre 2026" in listed.text
    assert "plus aucun lien" in public.press(listed, "Retirer les liens").text
    assert public.app.web.test_client().get(page).status_code == 410
    assert "Aucun lien ne mène" in public.say("point page").text
    assert "pas de lien à retirer" in public.say("point page retirer").text


def test_after_links_were_taken_back_a_new_text_has_a_new_one(public: Talk) -> None:
    first = page_in(public.say("point courriel").text)
    public.say("checkpoint link revoke")
    second = page_in(public.say("point courriel").text)
    assert first != second
    client = public.app.web.test_client()
    assert [client.get(page).status_code for page in (first, second)] == [410, 200]


def test_the_page_of_a_past_checkpoint_can_be_closed(public: Talk) -> None:
    first = page_in(public.say("point courriel").text)
    public.now = datetime(2026, 12, 9, 10, tzinfo=UTC)
    assert public.app.web.test_client().get(first).status_code == 200
    assert "Liens vers la page du point du mardi 8 décembre" in public.say("point page").text
    public.say("point planifier mardi 12 janvier 14h30 oui")
    second = page_in(public.say("point courriel").text)
    listed = public.say("point page")
    assert "mardi 12 janvier" in listed.text
    assert "mardi 8 décembre" in public.press(listed, "Page du 8 décembre 2026").text
    which = public.say("point page retirer")
    assert "C’est fait" in public.press(which, "mardi 8 décembre à 14\u00a0h\u00a030").text
    assert public.app.web.test_client().get(first).status_code == 410
    assert public.app.web.test_client().get(second).status_code == 200
    assert "C’est fait" in public.say("point page retirer").text
    assert public.app.web.test_client().get(second).status_code == 410


def test_a_contact_who_is_removed_takes_the_link_along(public: Talk) -> None:
    page = page_in(public.say("point courriel").text)
    press(public, page, "confirmed")
    public.say("startup sponsor retirer Jeanne Martin")
    assert public.app.web.test_client().get(page).status_code == 410
    assert "le lien du sponsor a servi à confirmer" in public.said_in(public.channel)[-1].text


def test_once_a_contact_has_confirmed_their_mail_thanks_and_the_others_still_ask(public: Talk) -> None:
    public.say("startup sponsor Paul Durand, DGE")
    assert press(public, page_in(public.say("point courriel Jeanne Martin").text), "confirmed") == 303
    hers, his = (public.say(f"point courriel {name}").text for name in ("Jeanne Martin", "Paul Durand"))
    assert "Vous avez confirmé cette date" in hers
    assert "vous pouvez confirmer la date" not in hers
    assert "vous pouvez confirmer la date" in his
    public.say("point déplacer 2026-12-10 10:00 oui")
    assert "vous pouvez confirmer la date" in public.say("point courriel Jeanne Martin").text


@pytest.mark.parametrize(
    "typed", ["point courriel lien retirer", "checkpoint mail link revoke", "point page retirer"]
)
def test_the_links_are_taken_back_where_one_looks_for_it(talk: Talk, typed: str) -> None:
    talk.link()
    assert "lien" in talk.say(typed).text
    assert "parmi les contacts" not in talk.say(typed).text


def test_of_a_word_for_two_things_it_is_asked_which_goes(talk: Talk) -> None:
    talk.link()
    talk.say("point lieu Salle du conseil")
    asked = talk.say("point lien retirer")
    assert asked.message is not None
    assert asked.message.buttons == ("Le lieu habituel", "Les liens du sponsor")
    assert "Salle du conseil" in talk.say("point lieu Salle du conseil").text
    assert "Salle du conseil" not in talk.press(asked, "Le lieu habituel").text
