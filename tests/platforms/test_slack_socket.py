"""The bot behind no public address: the same conversations over Socket Mode."""

import pytest
from flask import Flask

from bot.platforms.slack.chat import Slack
from bot.signing import Signer
from gamma.chat import ChatError
from tests.drivers.slack import SlackDriver
from tests.fakes.slack_socket import SlackSocket
from tests.platforms.slack_bot import ScriptedBot, message


def behind_no_address(driver: SlackDriver, signer: Signer, app_token: str) -> Slack:
    return Slack(driver.fake.token, "", signer, api_url=driver.fake.api_url, app_token=app_token)


def test_a_command_is_answered_over_the_socket(driver: SlackDriver) -> None:
    socket = SlackSocket()
    driver.fake.socket_url = socket.url
    bot = ScriptedBot(driver)
    bot.replies = [message("Hello.")]
    ann = driver.person("Ann")
    interaction = driver.fake.act(ann, driver.direct(ann))
    slack = behind_no_address(driver, bot.signer, driver.fake.app_token)

    slack.start(bot.dispatch)
    acknowledged = socket.send("slash_commands", driver.command(interaction, "ask for a payload"))
    driver.fake.wait(lambda: bool(interaction.messages))
    slack.stop()
    socket.close()

    assert acknowledged["envelope_id"] == "e1"
    assert not acknowledged.get("payload")
    assert interaction.messages[0]["text"] == "Hello."


def test_a_refused_app_token_is_told_at_the_start(driver: SlackDriver) -> None:
    bot = ScriptedBot(driver)
    slack = behind_no_address(driver, bot.signer, "xapp-wrong")
    with pytest.raises(ChatError) as refused:
        slack.start(bot.dispatch)
    assert refused.value.permanent
    slack.stop()


def test_without_a_signing_secret_there_is_no_address_to_send_to(driver: SlackDriver) -> None:
    bot = ScriptedBot(driver)
    web = Flask("unsigned")
    web.register_blueprint(behind_no_address(driver, bot.signer, "xapp").blueprint(bot.dispatch))
    assert web.test_client().post("/slack/events", data="").status_code == 404
