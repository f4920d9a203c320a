"""A share is taken back: asked first, and the team's result is made without it."""

from tests.conversation import Talk


def test_a_share_is_taken_back_and_shared_again(talk: Talk) -> None:
    talk.link()
    talk.assess()
    assert "rien à reprendre" in talk.say("évaluer partager non").text
    talk.say("évaluer partager")
    assert "Personne n’a" not in talk.say("évaluer résultat équipe").text
    asked = talk.say("assess share withdraw")
    assert "Adéquation" in talk.say("évaluer résultat équipe").text
    assert "C’est repris" in talk.press(asked, "Oui, le reprendre").text
    assert "Adéquation" not in talk.say("évaluer résultat équipe").text
    posted = len(talk.said_in(talk.channel))
    assert "C’est partagé" in talk.say("évaluer partager").text
    assert "Adéquation" in talk.say("évaluer résultat équipe").text
    assert len(talk.said_in(talk.channel)) == posted, "the post of the quarter is edited"


def test_an_older_share_of_the_quarter_is_not_uncovered(talk: Talk) -> None:
    talk.link()
    for _ in range(2):
        talk.assess()
        talk.say("évaluer partager")
        talk.later(hours=1)
    talk.say("évaluer partager non oui")
    assert "Adéquation" not in talk.say("évaluer résultat équipe").text
