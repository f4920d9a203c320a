"""Elias, who is with no team: what he types in private, is offered, and has settled with the network."""

from storage.experts import experts
from tests.conversation import Talk
from tests.experts import ExpertScene
from tests.talk import Screen


def settings_of(scene: ExpertScene, account: str) -> tuple[dict[str, int], int] | None:
    with scene.talk.app.store.read() as session:
        expert = experts.load(session, scene.person(account).id)
    return (expert.domains, expert.capacity) if expert else None


def tell(talk: Talk, typed: str) -> Screen:
    """Elias, who is with no team, says it in private."""
    return talk.say(typed, as_=talk.stranger, in_=talk.driver.direct(talk.stranger))


def offered(scene: ExpertScene) -> int:
    """A question that waits for the stranger's answer; Noé may be asked next."""
    scene.joins(scene.talk.stranger, level=3)
    scene.joins(scene.talk.mate, level=1)
    question = scene.asks()
    scene.talk.tick()
    assert scene.asked(question) == [scene.person(scene.talk.stranger).id]
    return question.id
