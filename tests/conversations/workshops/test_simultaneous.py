"""Fifty people who sign up at one instant: the places are given once, and the others wait in order."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from gamma.chat import Answer, Command, Message, Place
from storage.people import people
from tests.conversation import Talk
from tests.conversations.workshops.scene import WorkshopScene, plain
from tests.drivers.sandbox import SandboxDriver


@pytest.fixture
def talk_of_many(database_url: str) -> Talk:
    return Talk(SandboxDriver(), database_url)


def said_at_once(talk: Talk, accounts: list[str], words: str) -> list[str]:
    def say(account: str) -> str:
        place = Place(f"direct:{account}", direct=True)
        answer: Answer = talk.app.dispatch(Command("sandbox", account, place, words))
        assert isinstance(answer.reply, Message)
        return plain(str(answer.reply))

    with ThreadPoolExecutor(len(accounts)) as pool:
        return list(pool.map(say, accounts))


def test_of_fifty_at_once_twelve_have_a_place_and_the_others_wait_in_order(talk_of_many: Talk) -> None:
    talk = talk_of_many
    talk.app.store.patience = 60
    scene = WorkshopScene(talk)
    scene.announce(places="12")
    crowd = [talk.driver.person(f"Personne{number} Martin") for number in range(50)]
    told = said_at_once(talk, crowd, "atelier participer 1")
    assert sum("Tu as une place" in each for each in told) == 12
    signed_up = scene.attendance()
    assert (signed_up.taken, len(signed_up.waiting)) == (12, 38)
    ranks = {f"n° {rank} sur" for rank in range(1, 39)}
    assert {rank for rank in ranks if any(rank in each for each in told)} == ranks
    with talk.app.store.read() as session:
        accounts = {each: people.by_id(session, each).account for each in signed_up.waiting}
    by_account = dict(zip(crowd, told, strict=True))
    for rank, waiting in enumerate(signed_up.waiting, start=1):
        assert f"n° {rank} sur" in by_account[accounts[waiting]]
    assert "12 places prises sur 12 · 38 personnes en attente" in plain(scene.post().text)
    leaving = [person for person in crowd if "Tu as une place" in by_account[person]][:5]
    said_at_once(talk, leaving, "atelier laisser 1")
    assert scene.attendance().coming[7:] == list(signed_up.waiting[:5])
    assert scene.attendance().waiting == list(signed_up.waiting[5:])
    talk.close()
