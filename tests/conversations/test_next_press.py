"""Half-way, not understood, noted already: what comes next is a press away."""

from tests.conversation import MARKET, Talk
from tests.conversations.checkpoints.scene import enrolled

# It is Monday 23 November 2026, 10:30 in Paris.


def test_who_is_half_way_is_shown_the_page_that_waits(talk: Talk) -> None:
    talk.link()
    talk.send(talk.say("évaluer"), MARKET)
    for asked in ("évaluer résultat", "évaluer pourquoi", "évaluer partager"):
        waiting = talk.say(asked)
        assert "t’attend à la page" in waiting.text, asked
        assert waiting.message
        assert waiting.message.buttons == ("Continuer",)
    assert "metric" in {field.name for field in talk.press(waiting, "Continuer").form.fields}  # type: ignore[union-attr]


def test_a_date_that_is_not_understood_comes_with_three_that_are(talk: Talk) -> None:
    enrolled(talk)
    asked = talk.say("point planifier quand il fera beau")
    assert asked.message
    *slots, other = asked.message.buttons
    assert len(slots) == 3
    assert other == "Un autre moment"
    confirmed = talk.press(asked, slots[0])
    assert "C’est planifié" in confirmed.text
    assert talk.press(asked, other).form


def test_the_form_of_a_contact_names_those_noted_already(talk: Talk) -> None:
    enrolled(talk)
    talk.say("startup sponsor Jeanne Martin, DGE, jeanne@example.org")
    form = talk.say("startup sponsor").form
    assert form
    assert "Jeanne Martin" in str(form)


def test_examples_name_an_action_that_is_in_the_list(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter appeler la préfecture")
    talk.say("actions ajouter écrire à la région")
    talk.say("actions fait 1")
    shown = talk.say("actions").text
    assert "/gamma actions fait 2" in shown
