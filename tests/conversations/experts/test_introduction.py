"""Who asked and the expert who takes it are brought together, or told of each other in private."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from gamma.chat import ChatError
from gamma.chat_platform import Chat
from gamma.experts.question import PRIVATELY
from jobs.experts.introduce import introduce_pairs
from storage import outbox
from storage.experts import questions
from storage.people import people
from storage.startups import startups
from tests.conversation import Talk
from tests.conversations.experts.taken import apart, taken, together, told
from tests.experts import ASKED, ExpertScene
from tests.talk import SeenMessage


class Wayward:
    """The platform, but for opening conversations of several: that fails in the end, opened or not."""

    def __init__(self, chat: Chat, error: Exception, *, opens: bool = False) -> None:
        self.chat, self.error, self.opens = chat, error, opens
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.chat, name)

    def group_channel(self, people: Sequence[str]) -> str:
        self.asked += 1
        if self.opens:
            self.chat.group_channel(people)
        raise self.error


def wayward(talk: Talk, error: Exception, *, opens: bool = False) -> Wayward:
    chats: dict[str, Any] = talk.app.chats
    made = chats[talk.driver.name] = Wayward(chats[talk.driver.name], error, opens=opens)
    return made


def mended(talk: Talk, chat: Wayward) -> None:
    chats: dict[str, Any] = talk.app.chats
    chats[talk.driver.name] = chat.chat


def introduced(posts: list[SeenMessage]) -> list[str]:
    return [post.text for post in posts if ASKED in post.text and "demi-heure" in post.text]


def test_both_are_brought_together_with_what_was_asked(talk: Talk) -> None:
    scene, question = taken(talk, context="Nous sommes cinq.")
    [shown] = together(talk)
    assert "Camille Moreau, Elias Fontaine : vous voilà en relation" in shown.text
    assert "Vélo facile" in shown.text
    assert ASKED in shown.text
    assert "Contexte : Nous sommes cinq." in shown.text
    assert "confidentielle" not in shown.text
    assert shown.buttons == ("On s’est parlé",)
    assert scene.question(question.id).conversation == talk.driver.group([talk.member, talk.stranger])


def test_while_time_goes_on_they_are_brought_together_at_once(talk: Talk) -> None:
    scene, question = taken(talk)
    moments = (talk.now + timedelta(microseconds=passed) for passed in count())
    introduce_pairs(replace(talk.app.job_context, real_now=lambda: next(moments)))
    assert scene.question(question.id).conversation == talk.driver.group([talk.member, talk.stranger])


def test_two_who_speak_english_are_introduced_in_english(talk: Talk) -> None:
    anne = talk.driver.person("Anne Young", locale="en")
    scene = ExpertScene(talk)
    scene.joins(anne)
    question = scene.asks(as_=talk.english)
    talk.tick()
    scene.types(anne, f"expert take {question.id}")
    [shown] = together(talk, talk.english, anne)
    assert "you are in touch here" in shown.text
    assert shown.buttons == ("We have talked",)


def test_two_who_read_different_languages_are_introduced_in_both_and_the_question_stands_once(
    talk: Talk,
) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks("Which law applies to us?", as_=talk.english)
    talk.tick()
    scene.types(talk.stranger, f"expert take {question.id}")
    [shown] = together(talk, talk.english)
    assert "you are in touch here" in shown.text
    assert "vous voilà en relation" in shown.text
    assert shown.text.count("Which law applies to us?") == 1


def test_a_confidential_question_goes_to_the_two_alone(talk: Talk) -> None:
    taken(talk, "Notre sponsor nous lâche", context="Personne ne le sait", confidential=True)
    [shown] = together(talk)
    assert "Notre sponsor nous lâche" in shown.text
    assert "entre vous deux" in shown.text
    assert not [post for post in talk.said_in(talk.channel) if "sponsor" in post.text]
    assert not [post for post in talk.said_to(talk.mate) + talk.said_to(talk.admin) if "lâche" in post.text]


def test_nothing_of_a_long_question_is_lost(talk: Talk) -> None:
    long, more = "q" * 2900 + "!", "c" * 2900 + "!"
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks(long, context=more)
    talk.tick()
    scene.types(talk.stranger, f"expert take {question.id}")
    first, second = together(talk)
    assert long in first.text
    assert more not in first.text
    assert more in second.text


def test_cut_off_between_opening_and_keeping_both_find_one_conversation_and_one_message(talk: Talk) -> None:
    scene, question = taken(talk)
    before = together(talk)
    apart(scene, question)
    talk.restart()
    assert together(talk) == before
    assert len(before) == 1
    assert scene.question(question.id).conversation


def test_a_crash_once_the_conversation_is_open_says_nothing_twice(talk: Talk) -> None:
    wayward(talk, RuntimeError("killed"), opens=True)
    scene, question = taken(talk)
    with pytest.raises(RuntimeError):
        talk.tick()
    assert scene.question(question.id).conversation is None
    talk.restart()
    assert len(together(talk)) == 1
    assert scene.question(question.id).conversation == talk.driver.group([talk.member, talk.stranger])


@pytest.mark.parametrize("reason", ["missing_scope", "api.channel.create_group.bad_user.app_error"])
def test_where_the_platform_refuses_each_is_told_of_the_other_in_private(talk: Talk, reason: str) -> None:
    wayward(talk, ChatError(reason, permanent=True))
    scene, question = taken(talk, context="Nous sommes cinq.")
    asker = [post.text for post in told(scene, talk.member, "écrire à Elias Fontaine")]
    expert = [post.text for post in told(scene, talk.stranger, "écrire à Camille Moreau")]
    for [words] in (asker, expert):
        assert ASKED in words
        assert "Contexte : Nous sommes cinq." in words
    assert scene.question(question.id).conversation == PRIVATELY
    scene.at("2026-11-24 10:00")
    assert len(told(scene, talk.member, "écrire à")) == 1


@pytest.mark.parametrize(
    "error",
    [ChatError("HTTP 503", unsure=True), ChatError("invalid_auth", permanent=True, token_refused=True)],
)
def test_a_platform_that_is_away_is_asked_again_and_after_an_hour_no_more(
    talk: Talk, error: ChatError
) -> None:
    away = wayward(talk, error)
    scene, question = taken(talk)
    talk.tick()
    talk.tick()
    assert away.asked >= 2
    assert scene.question(question.id).conversation is None
    assert not told(scene, talk.member, "écrire à")
    talk.later(hours=1)
    assert len(told(scene, talk.member, "écrire à")) == 1


def test_back_in_time_both_are_brought_together_after_all(talk: Talk) -> None:
    away = wayward(talk, ChatError("HTTP 503", unsure=True))
    taken(talk)
    talk.tick()
    mended(talk, away)
    talk.later(minutes=30)
    assert len(introduced(together(talk))) == 1


def test_two_on_different_platforms_are_told_of_each_other_and_where(talk: Talk) -> None:
    scene, question = taken(talk)
    apart(scene, question)
    with talk.app.store.write() as session:
        elsewhere = people.upsert_person(session, "elsewhere", "U1", None)
        outbox.cancel(session, question.group_key, "for the test", talk.now)
        questions.change(session, question.id, expert_id=elsewhere.id)
    [shown] = told(scene, talk.member, "écrire à")
    assert "écrire à Quelqu’un sur Elsewhere" in shown.text


def test_a_question_closed_meanwhile_brings_nobody_together(talk: Talk) -> None:
    away = wayward(talk, ChatError("HTTP 503", unsure=True))
    scene, question = taken(talk)
    with talk.app.store.write() as session:
        questions.change(session, question.id, state="closed", closed_at=talk.now)
    before = away.asked
    talk.later(hours=2)
    assert not told(scene, talk.member, "écrire à")
    assert away.asked == before


def test_a_command_in_the_conversation_of_both_is_answered_as_in_private(talk: Talk) -> None:
    taken(talk)
    together(talk)
    group = talk.driver.group([talk.member, talk.stranger])
    assert "/gamma" in talk.say("aide", in_=group).text
    refused = talk.say("startup link cantine-claire", as_=talk.stranger, in_=group)
    assert "canal" in refused.text
    with talk.app.store.read() as session:
        assert startups.startup_of_channel(session, talk.driver.name, group) is None


def test_a_platform_that_asks_for_patience_is_left_alone_and_after_an_hour_no_more_waited_for(
    talk: Talk,
) -> None:
    limited = wayward(talk, ChatError("ratelimited", retry_after=600))
    scene, question = taken(talk)
    for _ in range(4):
        talk.tick()
        talk.later(minutes=2)
    assert limited.asked == 1
    talk.later(minutes=2)
    talk.tick()
    assert limited.asked == 2
    assert scene.question(question.id).conversation is None
    limited.error = ChatError("ratelimited", retry_after=3600)
    talk.later(minutes=10)
    talk.tick()
    asked = limited.asked
    talk.later(minutes=40)
    assert len(told(scene, talk.member, "écrire à")) == 1
    assert limited.asked == asked
