"""A startup before its committee: its dates, what is said of it, and what it decided."""

from tests.conversation import Talk
from tests.talk import Screen, SeenMessage


def dated(talk: Talk, typed: str = "12 mars 2027") -> None:
    talk.press(talk.say(f"comité {typed}"), "Oui, noter")
    talk.tick()


def about_committee(posts: list[SeenMessage]) -> list[str]:
    return [post.text for post in posts if "omité" in post.text or "nveloppe" in post.text]


def in_channel(talk: Talk) -> list[str]:
    return about_committee(talk.said_in(talk.channel))


def decided(talk: Talk, typed: str, as_: str = "") -> Screen:
    """What is shown once the outcome counts. Typed: Mattermost shows no buttons after one is pressed."""
    return talk.say(f"comité résultat oui {typed}", as_=as_)
