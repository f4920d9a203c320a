"""The dates of a committee and of its envelope: shown back, then noted, changed, taken back."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.committees.scene import dated, in_channel

# It is Monday 23 November 2026, 10:30 in Paris.


def test_a_date_is_shown_back_with_its_weekday_before_it_counts(talk: Talk) -> None:
    enrolled(talk)
    shown = talk.say("comité 12 mars 2027")
    assert "le comité se réunit le vendredi 12 mars 2027" in shown.text
    assert "Rien n’est encore noté" in shown.text
    assert talk.count("committees") == 0
    done = talk.press(shown, "Oui, noter")
    assert "vendredi 12 mars 2027 (dans 109 jours)" in done.text
    assert "vendredi 12 mars 2027" in talk.say("comité").text
    assert "Camille Moreau a noté ses dates" in in_channel(talk)[-1]


def test_both_dates_in_one_line_and_yes_counts_at_once(talk: Talk) -> None:
    enrolled(talk)
    done = talk.say("committee 12 march 2027, envelope until 28 february 2027 yes", as_=talk.english)
    assert "Friday 12 March 2027" in done.text
    assert "Sunday 28 February 2027" in done.text
    assert "is before the committee meets" in done.text


def test_the_end_of_the_envelope_alone(talk: Talk) -> None:
    enrolled(talk)
    dated(talk, "enveloppe 30 juin 2027")
    page = talk.say("comité").text
    assert "L’enveloppe court jusqu’au mercredi 30 juin 2027" in page
    assert "Je ne connais pas encore sa date" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("comité 12 mars 2025", "déjà passée"),
        ("comité enveloppe 1er janvier 2026", "déjà passée"),
        ("comité jeudi 12 mars 2027", "vendredi 12 mars"),
        ("comité 31/02/2027", "calendrier"),
        ("comité un de ces jours", "comité 12 mars"),
        ("comité @channel", "comité 12 mars"),
    ],
)
def test_what_is_past_or_not_understood_changes_nothing(talk: Talk, typed: str, told: str) -> None:
    enrolled(talk)
    assert told in talk.say(typed).text
    assert talk.count("committees") == 0


def test_the_form_shows_both_back_and_keeps_what_is_wrong_open(talk: Talk) -> None:
    enrolled(talk)
    form = talk.say("comité modifier")
    refused = talk.send(form, {"meets_on": "12 mars 2025", "envelope_ends_on": "un jour"})
    assert refused.form is not None
    assert set(refused.form.errors) == {"meets_on", "envelope_ends_on"}
    after = talk.send(refused, {"meets_on": "12/03/2027", "envelope_ends_on": "30 juin 2027"})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "vendredi 12 mars 2027" in shown.text
    assert "mercredi 30 juin 2027" in shown.text
    assert talk.count("committees") == 0
    talk.press(shown, "Oui, noter")
    again = talk.say("comité modifier").form
    assert again is not None
    assert again["meets_on"].value in ("12 mars 2027", "2027-03-12")  # in words, or in a calendar
    assert again["envelope_ends_on"].value in ("30 juin 2027", "2027-06-30")


def test_a_date_emptied_in_the_form_is_taken_back(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    after = talk.send(talk.say("comité modifier"), {"meets_on": ""})
    shown = after.message or talk.said_to(talk.member)[-1]
    assert "plus de date pour le comité" in shown.text
    talk.press(shown, "Oui, noter")
    on(talk, 2027, 3, 5, 9)
    assert not any("Dossier" in text for text in in_channel(talk))


def test_pressed_twice_it_is_noted_and_told_once(talk: Talk) -> None:
    enrolled(talk)
    shown = talk.say("comité 12 mars 2027")
    talk.press(shown, "Oui, noter")
    talk.press(shown, "Oui, noter")
    assert talk.count("committees") == 1
    assert len(in_channel(talk)) == 1


def test_a_stranger_learns_and_changes_nothing(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    direct = talk.driver.direct(talk.stranger)
    for typed in ("comité", "comité 2 avril 2027 oui", "comité dossier", "comité résultat accordé"):
        assert "mars" not in talk.say(f"{typed}", as_=talk.stranger, in_=direct).text
    assert "vendredi 12 mars 2027" in talk.say("comité").text


def test_only_what_will_be_told_is_promised(talk: Talk) -> None:
    talk.link()
    assert "dossier une semaine avant" not in talk.say("comité 12 mars 2027 oui").text
    enrolled(talk)
    assert "à son approche" in talk.say("comité 13 mars 2027 oui").text
    soon = talk.say("comité 8 décembre 2026 oui").text
    assert "Je rassemblerai son dossier une semaine avant" in soon
    assert "à son approche" not in soon
    assert "dossier une semaine avant" not in talk.say("comité 26 novembre 2026 oui").text


def test_what_matters_now_names_the_committee_and_the_next_checkpoint(talk: Talk) -> None:
    enrolled(talk)
    dated(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    now = talk.say("").text
    assert "Prochain point avec le sponsor\u00a0: mardi 8 décembre à 14\u00a0h\u00a030" in now
    assert "Comité\u00a0: vendredi 12 mars 2027 (dans 109 jours)" in now
    talk.later(days=110)
    past = talk.say("").text
    assert "Comité du vendredi 12 mars 2027\u00a0: son résultat n’est pas encore noté" in past
    assert "/gamma comité résultat" in past


def test_in_direct_conversation_the_startup_comes_first(talk: Talk) -> None:
    enrolled(talk)
    direct = talk.driver.direct(talk.admin)
    shown = talk.say("comité velo-facile 12 mars 2027", as_=talk.admin, in_=direct)
    assert "vendredi 12 mars 2027" in talk.press(shown, "Oui, noter", as_=talk.admin).text
    noted = talk.say("comité résultat vélo facile accordé", as_=talk.admin, in_=direct)
    assert "S’est-il déjà réuni" in noted.text


def test_a_committee_or_an_envelope_of_the_past_is_announced_nowhere(talk: Talk) -> None:
    enrolled(talk, manager=True)
    dated(talk, "9 décembre 2026, enveloppe 11 décembre 2026")
    agenda = talk.say("point ordre-du-jour").text
    assert "Le comité se réunit le mercredi 9 décembre" in agenda
    on(talk, 2026, 12, 14, 9)
    pages = [
        talk.say(each).text for each in ("point ordre-du-jour", "maintenant", "comité", "comité dossier")
    ]
    pages += [post.text for post in talk.said_to(talk.manager) if "Ta semaine" in post.text][-1:]
    assert len(pages) == 5
    for said in pages:
        assert "se réunit le" not in said
        assert "se termine le" not in said
        assert "court jusqu" not in said
