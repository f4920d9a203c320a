"""A question that an expert has taken, as the tests of what follows begin."""

from dataclasses import replace

from gamma.experts.question import Question
from storage.experts import questions
from tests.conversation import Talk
from tests.experts import ASKED, ExpertScene, plain
from tests.talk import SeenMessage


def taken(
    talk: Talk, text: str = ASKED, *, expert: str = "", context: str = "", confidential: bool = False
) -> tuple[ExpertScene, Question]:
    """By Elias, who was offered the question of Camille; nobody has brought them together yet."""
    scene = ExpertScene(talk)
    scene.joins(expert or talk.stranger)
    question = scene.asks(text, context=context, confidential=confidential)
    talk.tick()
    scene.types(expert or talk.stranger, f"expert take {question.id}")
    assert scene.question(question.id).state == "taken"
    return scene, question


def together(talk: Talk, asker: str = "", expert: str = "") -> list[SeenMessage]:
    """What is said in the conversation of both, after all that is due was done."""
    talk.tick()
    posts = talk.driver.posts(talk.driver.group([asker or talk.member, expert or talk.stranger]))
    return [replace(post, text=plain(post)) for post in posts]


def told(scene: ExpertScene, account: str, containing: str) -> list[SeenMessage]:
    """What the person is told in private, after all that is due was done."""
    posts = [replace(post, text=plain(post)) for post in scene.said_to(account)]
    return [post for post in posts if containing in post.text]


def apart(scene: ExpertScene, question: Question) -> None:
    """As if nobody had brought them together."""
    with scene.talk.app.store.write() as session:
        questions.change(session, question.id, conversation=None)
