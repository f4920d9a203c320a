"""The text for a sponsor of a checkpoint that will not take place."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tests.conversation import Talk
from tests.talk import Screen


def cancelled(talk: Talk) -> Screen:
    asked = talk.say("point annuler")
    assert "Annuler le point du mardi 8 décembre" in asked.text
    assert "checkpoint_cancelled" not in talk.planned_kinds()
    return talk.press(asked, "Oui, annuler")


def test_who_cancels_is_given_a_text_for_the_sponsor(public: Talk) -> None:
    done = cancelled(public)
    assert "Le sponsor est au courant\u202f? Un message est prêt à lui envoyer." in done.text
    assert "/gamma point courriel #1" in done.text
    for text in (public.press(done, "Texte pour le sponsor"), public.say("point courriel #1")):
        assert "Point d’étape Vélo facile annulé\u00a0: mardi 8 décembre 2026" in text.text
        assert "Quelle autre date vous conviendrait\u00a0?" in text.text
        assert "/sponsor/" not in text.text
        assert "GAMMA_URL" not in text.text


def test_the_mail_of_a_cancellation_is_whole_and_addressed(public: Talk) -> None:
    cancelled(public)
    message = public.say("point courriel").message
    assert message is not None
    (label, address), *_ = message.links
    assert label == "Écrire à Jeanne Martin"
    assert urlsplit(address).path == "jeanne@example.org"
    said = {name: unquote(value[0]) for name, value in parse_qs(urlsplit(address).query).items()}
    assert "n’aura pas lieu" in said["body"]
    assert said["body"].endswith("L’équipe Vélo facile")


def test_a_cancellation_names_the_date_that_is_planned_instead(public: Talk) -> None:
    public.say("checkpoint plan 2026-12-15 10:00 yes")
    public.say("point annuler #1 oui")
    text = public.say("checkpoint mail #1", as_=public.english).text
    assert "I send nothing" in text
    assert "Le prochain point d’étape est prévu le mardi 15 décembre 2026 à 10\u00a0h" in text
    assert "vous retrouve le mardi 15 décembre" in public.say("point courriel").text


def test_of_several_contacts_each_is_told_by_a_mail_of_their_own(public: Talk) -> None:
    public.say("startup sponsor Paul Durand, DINUM, paul@example.org")
    asked = public.press(cancelled(public), "Texte pour le sponsor")
    assert "n’aura pas lieu" in public.press(asked, "Paul Durand").text


def test_once_its_day_is_past_nobody_waits_for_a_cancelled_checkpoint(public: Talk) -> None:
    public.now = datetime(2026, 12, 8, 16, tzinfo=UTC)
    done = public.say("point annuler oui")
    assert "C’est annulé" in done.text
    assert "sponsor" not in done.text
    assert "n’est plus prévu" in public.say("point courriel #1").text
