"""Two people and the bot in one conversation, on every platform."""

from datetime import UTC, datetime, timedelta

import pytest

from gamma.chat import Button, ChatError, Click, Command, Place
from tests.platforms.anywhere import Anywhere
from tests.platforms.mattermost_scene import said


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_conversation_of_several_is_the_same_each_time(anywhere: Anywhere) -> None:
    group = anywhere.chat.group_channel([anywhere.ada, anywhere.noe])
    assert group == anywhere.chat.group_channel([anywhere.noe, anywhere.ada])
    assert group == anywhere.driver.group([anywhere.ada, anywhere.noe])
    zoe = anywhere.driver.person("Zoé Martin")
    assert group != anywhere.chat.group_channel([anywhere.ada, zoe])


def test_what_is_said_to_several_is_found_by_its_key_and_pressed_by_any_of_them(anywhere: Anywhere) -> None:
    group = anywhere.chat.group_channel([anywhere.ada, anywhere.noe])
    post = anywhere.chat.post(group, said("Vous voilà réunis", Button("Oui", "yes", for_all=True)), "key", "")
    assert anywhere.chat.find(group, "key", an_hour_ago()) == post
    assert anywhere.chat.find(group, "other", an_hour_ago()) is None
    [shown] = anywhere.driver.posts(group)
    assert shown.text == "Vous voilà réunis"
    for person in (anywhere.ada, anywhere.noe):
        assert anywhere.driver.press(person, shown, "Oui").text == "bonjour"
    assert [event.person for event in anywhere.events if isinstance(event, Click)] == [
        anywhere.ada,
        anywhere.noe,
    ]


def test_a_command_among_several_is_no_teams(anywhere: Anywhere) -> None:
    group = anywhere.chat.group_channel([anywhere.ada, anywhere.noe])
    assert anywhere.driver.say(anywhere.noe, group, "help").text == "bonjour"
    [command] = anywhere.events
    assert isinstance(command, Command)
    assert (command.person, command.place) == (anywhere.noe, Place(group, direct=True))


def test_somebody_who_is_not_there_is_a_refusal_for_good_that_names_nobody(anywhere: Anywhere) -> None:
    with pytest.raises(ChatError) as refused:
        anywhere.chat.group_channel([anywhere.ada, "unknown"])
    assert refused.value.permanent
    assert not refused.value.token_refused
    assert anywhere.ada not in refused.value.reason
    assert "unknown" not in refused.value.reason
