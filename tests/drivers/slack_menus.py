"""Slack's own surfaces, played: the Home tab, and the shortcuts in its menus."""

from tests.drivers.slack import SlackDriver
from tests.drivers.slack_seen import screen_of_view
from tests.fakes.slack_world import Interaction, Json
from tests.talk import Screen, SeenMessage


def open_home(driver: SlackDriver, person: str, tab: str = "home") -> SeenMessage:
    """The person opens the tab; what stands there by then."""
    opened = {"type": "app_home_opened", "user": person, "channel": driver.direct(person), "tab": tab}
    driver.events.tell(opened | {"event_ts": "1.0"})
    return home_of(driver, person)


def home_of(driver: SlackDriver, person: str) -> SeenMessage:
    view = driver.fake.home_of(person)
    assert view is not None, "nothing was published"
    shown = screen_of_view(view).message
    assert shown is not None
    return shown


def choose_global(driver: SlackDriver, person: str, callback_id: str) -> Screen:
    return _chosen(driver, driver.fake.act(person, ""), {"type": "shortcut", "callback_id": callback_id})


def choose_on_message(
    driver: SlackDriver, person: str, channel: str, callback_id: str, message: Json
) -> Screen:
    interaction = driver.fake.act(person, channel)
    name = driver.fake.channels[channel].name
    told = {
        "type": "message_action",
        "callback_id": callback_id,
        "message": {"type": "message", **message},
        "message_ts": message["ts"],
        "channel": {"id": channel, "name": name},
        "response_url": driver.fake.response_url(interaction),
    }
    return _chosen(driver, interaction, told)


def _chosen(driver: SlackDriver, interaction: Interaction, told: Json) -> Screen:
    whom = {"user": {"id": interaction.person, "team_id": "T1"}, "team": {"id": "T1", "domain": "beta-gouv"}}
    sent = {"api_app_id": "A1", "action_ts": "1.0", "trigger_id": interaction.trigger, **whom, **told}
    answer = driver.interact(sent)
    assert (answer.status_code, answer.text) == (200, "")
    driver.fake.wait(lambda: bool(interaction.view or interaction.messages))
    return driver.screen(interaction)
