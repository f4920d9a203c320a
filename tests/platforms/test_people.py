"""People on every platform: named in commands, picked in forms, and who does not count as one."""

from collections.abc import Iterator

import pytest

from bot.platforms.slack.listeners import parse_command
from gamma.chat import ChatError, Command, Field, Form, Submission
from tests.drivers.mattermost import MattermostDriver
from tests.drivers.slack import SlackDriver
from tests.fakes.mattermost import Fault as MattermostFault
from tests.fakes.slack import Fault as SlackFault
from tests.fakes.slack_world import Person
from tests.platforms.anywhere import Anywhere
from tests.talk import Driver, SeenForm


def form_with(manager: str = "", *, required: bool = False) -> Form:
    fields = (
        Field("manager", "Chargé", "person", "Qui suit la startup.", manager, required=required),
        Field("coach", "Coach", "person"),
    )
    return Form("startup.edit", "La startup", fields, "Envoyer")


def opened(scene: Anywhere, form: Form) -> SeenForm:
    scene.reply = lambda event: form
    shown = scene.driver.say(scene.ada, scene.team, "startup edit").form
    assert shown
    return shown


def sent(scene: Anywhere, form: SeenForm, **values: str) -> dict[str, str]:
    scene.driver.send(scene.ada, form, values)
    submission = scene.events[-1]
    assert isinstance(submission, Submission)
    return dict(submission.values)


# --- named in a command -----------------------------------------------------------------------


def test_people_named_in_a_command_are_told_in_their_order(anywhere: Anywhere) -> None:
    zoe = anywhere.driver.person("Zoé Martin")  # not in the channel
    named = [anywhere.driver.mention_person(person) for person in (zoe, anywhere.ada, zoe)]
    words = f"startup manager {named[0]}, {named[1]} ({named[2]}) @inconnue ada@example.org."
    anywhere.driver.say(anywhere.noe, anywhere.team, words)
    [command] = anywhere.events
    assert isinstance(command, Command)
    assert command.people == (zoe, anywhere.ada)
    assert command.text == words


def test_a_command_without_people_names_none(anywhere: Anywhere) -> None:
    anywhere.driver.say(anywhere.ada, anywhere.team, "startup manager @ personne")
    [command] = anywhere.events
    assert isinstance(command, Command)
    assert command.people == ()


def test_slack_may_tell_a_person_without_their_name() -> None:
    sent = {
        "user_id": "U0",
        "channel_id": "C1",
        "text": "manager <@U2> <@W1|noe.petit> &lt;@U3&gt; <#C2|x> <@U2>",
    }
    read = parse_command(sent)
    assert read.people == ("U2", "W1")
    assert read.text == "manager @U2 @noe.petit <@U3> #x @U2"


# --- picked in a form -------------------------------------------------------------------------


def test_a_person_is_picked_among_all(anywhere: Anywhere) -> None:
    form = opened(anywhere, form_with())
    assert [(field.kind, field.value, field.help) for field in form.fields] == [
        ("person", "", "Qui suit la startup."),
        ("person", "", ""),
    ]
    values = sent(anywhere, form, coach=anywhere.noe)
    assert values == {"manager": "", "coach": anywhere.noe}


def test_who_was_picked_before_is_shown_kept_or_replaced(anywhere: Anywhere) -> None:
    form = opened(anywhere, form_with(anywhere.noe))
    assert form["manager"].value == anywhere.noe
    assert sent(anywhere, form)["manager"] == anywhere.noe
    assert sent(anywhere, form, manager=anywhere.ada)["manager"] == anywhere.ada
    assert sent(anywhere, form, manager="")["manager"] == ""


def test_who_left_is_not_prefilled(anywhere: Anywhere) -> None:
    anywhere.driver.retire(anywhere.noe)
    assert opened(anywhere, form_with(anywhere.noe))["manager"].value == ""


def test_a_form_is_not_shown_as_if_nobody_were_picked_while_people_cannot_be_asked(
    elsewhere: Anywhere,
) -> None:
    """Sent like that, it would take the person out."""
    _people_cannot_be_asked(elsewhere.driver)
    elsewhere.reply = lambda event: form_with(elsewhere.noe)
    screen = elsewhere.driver.say(elsewhere.ada, elsewhere.team, "startup edit")
    assert screen.form is None
    assert screen.message
    assert screen.message.buttons == ("Ouvrir le formulaire",)


def _people_cannot_be_asked(driver: Driver) -> None:
    if isinstance(driver, SlackDriver):
        driver.fake.faults = lambda method, _: SlackFault(503) if method == "users.info" else None
    if isinstance(driver, MattermostDriver):
        driver.server.faults = lambda call: MattermostFault(503) if "/users/" in call.path else None


# --- nobody -----------------------------------------------------------------------------------


def test_all_names_of_a_person_are_told_whichever_they_are_shown_by(elsewhere: Anywhere) -> None:
    elsewhere.driver.go_by(elsewhere.ada, "Adi")
    profile = elsewhere.chat.profile(elsewhere.ada)
    assert (profile.name, profile.names[0]) == ("Adi", "Adi")
    assert "Ada Lovelace" in profile.names
    assert len(profile.names) == 3, "the user name as well"


def test_who_is_forgotten_is_asked_about_again(anywhere: Anywhere) -> None:
    before = anywhere.chat.profile(anywhere.ada).name
    shown = anywhere.driver.go_by(anywhere.ada, "Adi")
    assert anywhere.chat.profile(anywhere.ada).name == before
    anywhere.chat.forget(anywhere.ada)
    assert anywhere.chat.profile(anywhere.ada).name == shown


def test_only_people_who_are_here_have_a_profile(anywhere: Anywhere) -> None:
    assert anywhere.chat.profile(anywhere.ada).name == "Ada Lovelace"
    anywhere.driver.retire(anywhere.noe)
    for account in (anywhere.noe, *_accounts_of_nobody(anywhere.driver)):
        with pytest.raises(ChatError) as failure:
            anywhere.chat.profile(account)
        assert failure.value.permanent, account
        assert account not in failure.value.reason


def _accounts_of_nobody(driver: Driver) -> Iterator[str]:
    """Bots, and what a forged form may say."""
    yield from ("me", "..", "../users/me", "U" * 11, "x" * 26, "<@U1>", "gamma")
    if isinstance(driver, MattermostDriver):
        yield driver.server.bot
    if isinstance(driver, SlackDriver):
        driver.fake.people["UBOT"] = Person("UBOT", "Some app", "en-US", "", is_bot=True)
        driver.fake.people["USLACKBOT"] = Person("USLACKBOT", "Slackbot", "en-US", "")
        yield from ("UBOT", "USLACKBOT")
