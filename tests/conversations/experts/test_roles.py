"""A confidential question is read by who asked it and by the expert it is offered to: by nobody else."""

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stdout

import pytest

from bot.__main__ import QUIET_LIBRARIES, main
from gamma.experts.question import Question
from handlers.commands import COMMANDS
from storage.experts import questions
from tests import kept
from tests.conversation import STARTUP, Talk
from tests.experts import ExpertScene
from tests.talk import Screen

pytestmark = pytest.mark.long

SECRET = "zirconium"
TEXT = f"Faut-il céder le brevet {SECRET} ?"
WORDS = f"La région veut le {SECRET} avant juin"
NUMBERED = ("prendre", "passer", "plus-tard", "parlé", "clore", "partager", "retirer", "choisir", "réponses")
UNDOING = ("startup délier", "startup retirer", "startup lier velo-facile")
"""Ways after which the team's channel would show less than it may."""

# It is Monday 23 November 2026, 10:30 in Paris; Elias is the expert whom the questions are offered to.


class Secrets:
    """Confidential questions in all the states there are, and others who would like to read them."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.scene = ExpertScene(talk)
        self.other_expert = talk.driver.person("Omar Gautier")
        self.other_team = talk.driver.person("Rose Lambert")
        self.nobody = talk.driver.person("Zoé Marchal")
        self.other_channel = talk.driver.channel("equipe-cantine", [self.other_team, talk.admin])
        talk.say("startup link cantine-claire", as_=self.other_team, in_=self.other_channel)
        talk.make_manager(talk.manager)
        talk.say("point planifier mardi 8 décembre 14h30 oui")
        self.scene.joins(talk.stranger, level=3, capacity=9)
        self.taken, self.closed = self._asked_and_taken(), self._asked_and_taken()
        self._close(self.closed)
        self.open = self._asked()
        self.draft = self._asked(domain="")
        self.scene.joins(self.other_expert, level=1)

    def numbers(self) -> list[int]:
        return [question.id for question in (self.taken, self.closed, self.open, self.draft)]

    def viewers(self) -> dict[str, str]:
        """Where each of those who may not read them speaks."""
        talk = self.talk
        in_team = dict.fromkeys((talk.mate, talk.manager, talk.admin), talk.channel)
        alone = {person: talk.driver.direct(person) for person in (self.other_expert, self.nobody)}
        return in_team | alone | {self.other_team: self.other_channel}

    def tell(self, typed: str) -> Screen:
        """Elias says it in private."""
        return self.talk.say(typed, as_=self.talk.stranger, in_=self.talk.driver.direct(self.talk.stranger))

    def read_by(self, person: str) -> str:
        """All that the bot has sent them in private, with its files."""
        posts = self.talk.said_to(person)
        return " ".join(f"{post.text} {post.buttons} {post.file.decode()}" for post in posts)

    def _asked(self, domain: str = "growth") -> Question:
        question = self.scene.asks(TEXT, domain, context=WORDS, confidential=True)
        self.talk.tick()
        return question

    def _asked_and_taken(self) -> Question:
        question = self._asked()
        self.tell(f"expert prendre {question.id}")
        return question

    def _close(self, question: Question) -> None:
        """With a share that no command would have kept."""
        self.talk.say(f"expert clore {question.id} 5 Le {SECRET} reste chez nous")
        with self.talk.app.store.write() as session:
            questions.change(session, question.id, asker_shares=True, expert_shares=True)


@pytest.fixture
def secrets(talk: Talk) -> Secrets:
    return Secrets(talk)


def shown(screen: Screen) -> str:
    """All that can be read of an answer."""
    seen = [screen.text, *(screen.message.buttons if screen.message else ())]
    if screen.form:
        seen += [screen.form.title, screen.form.intro]
        seen += [f"{field.value} {field.help} {field.options}" for field in screen.form.fields]
    return " ".join(seen)


def everything_typed(numbers: list[int]) -> Iterator[str]:
    """Every way of every command, and every command of the network with numbers of others' questions."""
    for spec in COMMANDS:
        yield from (way.says["fr"] for way in spec.ways() if way.says["fr"] not in UNDOING)
    yield from (
        "expert suivi velo-facile",
        "maintenant velo-facile",
        "décisions zirco",
        "expert réponses",
    )
    for number in numbers:
        yield from (f"expert {verb} {number}" for verb in NUMBERED)
        yield f"expert choisir {number} growth"
        yield f"expert clore {number} 5 rien"


def test_who_asked_and_the_expert_read_it(secrets: Secrets) -> None:
    talk = secrets.talk
    assert SECRET in talk.say("expert suivi", in_=talk.driver.direct(talk.member)).text
    assert SECRET in secrets.tell("expert suivi").text
    assert SECRET in secrets.read_by(talk.stranger)


def test_nobody_else_reads_it_by_any_command(secrets: Secrets) -> None:
    talk = secrets.talk
    before = [secrets.scene.question(number) for number in secrets.numbers()]
    for person, place in secrets.viewers().items():
        for typed in everything_typed(secrets.numbers()):
            assert SECRET not in shown(talk.say(typed, as_=person, in_=place)), typed
        assert SECRET not in secrets.read_by(person)
    assert [secrets.scene.question(number) for number in secrets.numbers()] == before
    assert not [post for post in talk.said_in(talk.channel) if SECRET in post.text]


def test_a_button_of_the_expert_is_nobody_elses(secrets: Secrets) -> None:
    talk = secrets.talk
    offer = [post for post in talk.said_to(talk.stranger) if "Je prends" in post.buttons][-1]
    assert SECRET in offer.text
    if talk.driver.name == "mattermost":
        return  # it refuses by itself clicks of those who are not in the conversation
    for label in offer.buttons:
        for person in (talk.mate, talk.admin):
            assert SECRET not in shown(talk.press(offer, label, as_=person))
    assert secrets.scene.question(secrets.open.id).state == "open"


def test_what_time_brings_tells_it_to_nobody_else(secrets: Secrets) -> None:
    talk = secrets.talk
    for moment in ("2026-11-24 11:00", "2026-11-27 16:00", "2026-12-03 16:00", "2027-01-04 10:00"):
        secrets.scene.at(moment)
    assert SECRET in secrets.read_by(secrets.other_expert), "it was offered on to him"
    for person in (talk.mate, talk.manager, talk.admin, secrets.other_team, secrets.nobody):
        assert SECRET not in secrets.read_by(person)
    for channel in (talk.channel, secrets.other_channel):
        assert not [post for post in talk.said_in(channel) if SECRET in post.text]


def test_neither_the_outbox_nor_the_log_holds_it(
    talk: Talk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIET_LIBRARIES:
        caplog.set_level(logging.WARNING, logger=library)
    secrets = Secrets(talk)
    secrets.scene.at("2026-12-03 16:00")
    assert SECRET not in caplog.text
    assert SECRET not in str(kept.rows(talk.app.store)["outbox"])
    monkeypatch.setenv("DATABASE_URL", talk.database_url)
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["outbox", "--state", "sent"]) == 0
    assert "expert_offer" in printed.getvalue()
    assert SECRET not in printed.getvalue()


def test_the_file_of_the_experts_data_has_none_of_its_words(secrets: Secrets) -> None:
    talk = secrets.talk
    secrets.tell("confidentialité données")
    sent = talk.said_to(talk.stranger)[-1]
    assert b"growth hacking" in sent.file
    assert SECRET.encode() not in sent.file
    talk.say("confidentialité données")
    assert SECRET.encode() in talk.said_to(talk.member)[-1].file
    assert STARTUP.name.encode() in talk.said_to(talk.member)[-1].file
