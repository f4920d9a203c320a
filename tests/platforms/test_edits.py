"""A post that is edited in place: the same on every platform, with its key, its buttons and its thread."""

from datetime import UTC, datetime, timedelta

import pytest

from gamma.chat import Button, ChatError, Click
from tests.platforms.anywhere import Anywhere
from tests.platforms.mattermost_scene import playing, said
from tests.platforms.slack_bot import message


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_post_says_something_else_in_its_place_and_is_still_found(anywhere: Anywhere) -> None:
    post = anywhere.chat.post(
        anywhere.team, said("2 réponses", Button("Répondre", "a", for_all=True)), "key", ""
    )
    anywhere.chat.post(anywhere.team, said("autre chose"), "other", "")
    for _ in range(2):
        words = said("3 réponses", Button("Voir", "b", for_all=True))
        anywhere.chat.edit(anywhere.team, post, words, "key", "")
    shown = anywhere.driver.posts(anywhere.team)
    assert [each.text for each in shown] == ["3 réponses", "autre chose"]
    assert shown[0].buttons == ("Voir",)
    assert anywhere.chat.find(anywhere.team, "key", an_hour_ago()) == post
    assert anywhere.driver.press(anywhere.noe, shown[0], "Voir").text == "bonjour"
    assert isinstance(anywhere.events[-1], Click)


def test_buttons_can_go(anywhere: Anywhere) -> None:
    before = said("ouvert", Button("Répondre", "a", for_all=True))
    post = anywhere.chat.post(anywhere.team, before, "key", "")
    anywhere.chat.edit(anywhere.team, post, said("fermé"), "key", "")
    assert [(each.text, each.buttons) for each in anywhere.driver.posts(anywhere.team)] == [("fermé", ())]


def test_peoples_words_stay_words_in_an_edit(anywhere: Anywhere) -> None:
    post = anywhere.chat.post(anywhere.team, said("avant"), "key", "")
    smuggled = "@channel <!here> **gras** [ici](https://ailleurs.example)"
    anywhere.chat.edit(anywhere.team, post, message(smuggled), "key", "")
    assert [each.text for each in anywhere.driver.posts(anywhere.team)] == [smuggled]


def test_what_was_taken_away_is_gone_for_good(anywhere: Anywhere) -> None:
    post = anywhere.chat.post(anywhere.team, said("avant"), "key", "")
    anywhere.driver.delete(anywhere.team, 0)
    with pytest.raises(ChatError) as refused:
        anywhere.chat.edit(anywhere.team, post, said("après"), "key", "")
    assert (refused.value.permanent, refused.value.gone) == (True, True)
    assert anywhere.driver.posts(anywhere.team) == []


def test_on_mattermost_a_right_that_is_lacking_is_no_deletion() -> None:
    with playing() as scene:
        post = scene.chat.post(scene.team, said("avant"), "key", "")
        scene.server.may_edit = False
        with pytest.raises(ChatError) as refused:
            scene.chat.edit(scene.team, post, said("après"), "key", "")
    assert (refused.value.permanent, refused.value.gone) == (True, False)
