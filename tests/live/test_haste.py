"""A bot that is held up or has many to serve: nobody is left without an answer or a form."""

import time
from concurrent.futures import ThreadPoolExecutor

from tests.conversation import MARKET
from tests.live.server import is_there_or_skip
from tests.live.talk import LiveTalk
from tests.live.timings import took
from tests.talk import Screen

is_there_or_skip()

TRIGGER_ENDS = 3.3
"""Seconds after which Mattermost opens no form any more."""


def test_a_form_that_comes_too_late_is_offered_by_a_button(live: LiveTalk) -> None:
    live.link()
    with live.process.held_up(TRIGGER_ENDS):
        late = live.say("assess")
    assert late.message
    assert len(late.message.buttons) == 1
    assert live.press(late, late.message.buttons[0]).form
    assert live.process.forget_log().count("could not be opened") == 1


def test_a_button_whose_form_comes_too_late_can_be_pressed_again(live: LiveTalk) -> None:
    live.link()
    now = live.say("")
    assert now.message
    with live.process.held_up(TRIGGER_ENDS):
        late = live.press(now, now.message.buttons[0])
    assert late.text
    assert live.press(now, now.message.buttons[0]).form
    assert live.process.forget_log().count("could not be opened") == 1


def test_many_at_once_all_get_their_forms_and_are_kept(live: LiveTalk) -> None:
    live.link()
    team = [live.member, live.mate, live.third, live.english] * 4

    def begins(person: str) -> Screen:
        return live.say("assess", person)

    with ThreadPoolExecutor(len(team)) as crowd:
        begun = time.monotonic()
        opened = list(crowd.map(begins, team))
        took(f"forms for {len(team)} people at once", begun)
        assert all(screen.form for screen in opened)
        sent = list(crowd.map(lambda screen, person: live.send(screen, MARKET, person), opened, team))
    assert all(screen.form is None for screen in sent)
    assert live.count("assessments") == len(set(team))
    assert all(live.carry_on(person).title.startswith("2/3") for person in set(team))
