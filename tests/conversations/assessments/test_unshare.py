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


def test_the_post_says_in_place_that_a_share_was_taken_back(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("évaluer partager")
    talk.assess(as_=talk.mate)
    asked = talk.say("évaluer partager", talk.mate)
    assert "la différence dit ce que tu as répondu" in asked.text
    assert "fait du résultat" not in asked.text
    talk.press(asked, "Partager maintenant", talk.mate)
    posts = talk.said_in(talk.channel)
    assert "repris" not in posts[-1].text
    talk.say("évaluer partager non oui", talk.mate)
    corrected = talk.said_in(talk.channel)
    assert len(corrected) == len(posts), "edited, neither deleted nor posted again"
    assert "Un partage a été repris" in corrected[-1].text
    talk.say("évaluer partager non oui")
    assert "Le partage a été repris" in talk.said_in(talk.channel)[-1].text
    talk.say("évaluer partager", talk.mate)
    assert "repris" not in talk.said_in(talk.channel)[-1].text


def test_who_would_be_the_second_may_wait(talk: Talk) -> None:
    talk.link()
    talk.assess()
    talk.say("évaluer partager")
    standing = talk.said_in(talk.channel)[-1].text
    talk.assess(as_=talk.mate)
    asked = talk.say("évaluer partager", talk.mate)
    assert "toi seul" in talk.press(asked, "Attendre", talk.mate).text or talk.count("assessments") == 2
    assert talk.said_in(talk.channel)[-1].text == standing


def test_the_third_is_not_asked(talk: Talk) -> None:
    talk.link()
    for person in (talk.member, talk.mate, talk.third):
        talk.assess(as_=person)
        said = talk.say("évaluer partager oui" if person == talk.mate else "évaluer partager", person)
        assert "C’est partagé" in said.text
