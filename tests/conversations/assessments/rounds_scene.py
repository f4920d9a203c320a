"""An enrolled team in its channel, and the days on which its rounds begin and end."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.conversation import STARTUP, Talk
from tests.talk import SeenMessage

PARIS = ZoneInfo("Europe/Paris")
OPENS = datetime(2027, 2, 9, 10, 0, tzinfo=PARIS)
"""The second Tuesday of the second month of the quarter that follows the talks' start."""
CLOSES = datetime(2027, 2, 23, 10, 0, tzinfo=PARIS)
HEADING = "Auto-évaluation de Vélo facile"
RESULT = "Résultat de l’équipe"


def at(day: int, hour: int = 12, month: int = 2) -> datetime:
    return datetime(2027, month, day, hour, 0, tzinfo=PARIS).astimezone(UTC)


def enrolled(talk: Talk) -> None:
    """Linked and enrolled; the English-speaking member leaves, so that all is in French: a team of three."""
    talk.make_manager(talk.manager)
    talk.link()
    talk.driver.leave(talk.english, talk.channel)
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", as_=talk.admin)
    talk.later(minutes=2)
    talk.tick()


def until(talk: Talk, moment: datetime) -> None:
    talk.wait_until(moment.astimezone(UTC))


def opened(talk: Talk) -> SeenMessage:
    enrolled(talk)
    jump(talk, at(8))
    until(talk, OPENS)
    return invitation(talk)


def jump(talk: Talk, moment: datetime) -> None:
    """Nothing happens meanwhile, and the bot looks at none of the days between."""
    talk.now = moment
    talk.tick()


def invitations(talk: Talk) -> list[SeenMessage]:
    return [post for post in talk.said_in(talk.channel) if post.text.startswith(HEADING)]


def invitation(talk: Talk) -> SeenMessage:
    [post] = invitations(talk)
    return post


def results(talk: Talk) -> list[SeenMessage]:
    return [post for post in talk.said_in(talk.channel) if post.text.startswith(RESULT)]


def reminders(talk: Talk, person: str) -> list[SeenMessage]:
    return [post for post in talk.said_to(person) if "uto-évaluation de Vélo facile" in post.text]
