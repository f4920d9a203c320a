"""Once a season is over an expert hears, once, how many teams they helped, and no words of anybody."""

from tests import spaces
from tests.conversation import Talk
from tests.conversations.experts.taken import taken
from tests.experts import ExpertScene


def thanks(talk: Talk, account: str) -> list[str]:
    texts = [spaces.plain(post.text) for post in talk.said_to(account)]
    return [text for text in texts if "est finie" in text]


def over(talk: Talk) -> None:
    talk.say(
        "saison nouvelle Automne 2026 du 01/09/2026 au 24/11/2026", talk.admin, talk.driver.direct(talk.admin)
    )
    talk.wait_until(talk.now.replace(day=27))


def test_it_counts_teams_and_is_said_once(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.types(talk.member, f"expert clôturer {question.id} 5 On a doublé")
    over(talk)
    (said,) = thanks(talk, talk.stranger)
    assert "La saison Automne 2026 est finie, et tes réponses ont aidé 1 équipe." in said
    assert "doublé" not in said
    talk.wait_until(talk.now.replace(month=12, day=4))
    assert len(thanks(talk, talk.stranger)) == 1


def test_who_helped_nobody_hears_nothing(talk: Talk) -> None:
    ExpertScene(talk).joins(talk.stranger)
    over(talk)
    assert thanks(talk, talk.stranger) == []


def test_it_can_be_switched_off(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.types(talk.member, f"expert clôturer {question.id} 5 On a doublé")
    scene.types(talk.stranger, "reminders off thanks")
    over(talk)
    assert thanks(talk, talk.stranger) == []
