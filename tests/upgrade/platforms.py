"""The platforms of the tests with the people and channels of yesterday, and what was on their screens."""

from tests.conversation import DRIVERS
from tests.drivers.mattermost import MattermostDriver, Opened
from tests.drivers.mattermost import Shown as ShownOnMattermost
from tests.drivers.mattermost_seen import seen_form
from tests.drivers.slack import SlackDriver
from tests.drivers.slack_seen import Shown as ShownOnSlack
from tests.drivers.slack_seen import screen_of_view
from tests.fakes.mattermost import FakeMattermost, OpenedDialog
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import BOT_USER, Channel, Person, View
from tests.talk import Driver, SeenForm, SeenMessage
from tests.upgrade.recording import Json

_MOST_IDS = 2000
"""More than a platform of the recording gave out."""


def as_it_was(platform: str, world: Json) -> Driver:
    driver = DRIVERS[platform]()
    if isinstance(driver, SlackDriver):
        _fill_slack(driver.fake, world)
    elif isinstance(driver, MattermostDriver):
        _fill_mattermost(driver.server, world)
    return driver


def _fill_slack(fake: FakeSlack, world: Json) -> None:
    fake.people |= {one["id"]: Person(**one) for one in world["people"]}
    for one in world["channels"]:
        fake.channels[one["id"]] = Channel(**{**one, "members": set(one["members"])})
    for _ in range(_MOST_IDS):
        fake.new_id("")


def _fill_mattermost(server: FakeMattermost, world: Json) -> None:
    server.team, server.bot = world["team"], world["bot"]
    server.users = {one["id"]: one for one in world["users"]}
    server.channels = {one["id"]: one for one in world["channels"]}
    server.members = {channel: set(members) for channel, members in world["members"].items()}
    for _ in range(_MOST_IDS):
        server.new_id("")


def shown(driver: Driver, kept: Json) -> SeenMessage:
    """A message with a button, as the person still has it."""
    if not isinstance(driver, SlackDriver):
        return SeenMessage("", handle=ShownOnMattermost(**kept["handle"]))
    if kept["view"]:
        driver.fake.views[kept["view"]["id"]] = View(**kept["view"])
    return SeenMessage("", handle=ShownOnSlack(**kept["handle"]))


def opened(driver: Driver, kept: Json) -> SeenForm:
    """A form, as the person still has it before them."""
    if isinstance(driver, SlackDriver):
        view = View(**kept)
        driver.fake.views[view.id] = view
        form = screen_of_view(view).form
        assert form is not None
        return form
    dialog = OpenedDialog(kept["person"], kept["trigger"], kept["url"], kept["dialog"])
    return seen_form(dialog.dialog, Opened(dialog, kept["channel"], {}))


def places(driver: Driver) -> dict[str, str]:
    """All of them by id, by a name that does not depend on the order in which they came to be."""
    if isinstance(driver, SlackDriver):
        return {
            channel.id: _named_on_slack(driver.fake, channel) for channel in driver.fake.channels.values()
        }
    assert isinstance(driver, MattermostDriver)
    return {
        id_: _named_on_mattermost(driver.server, channel) for id_, channel in driver.server.channels.items()
    }


def _named_on_slack(fake: FakeSlack, channel: Channel) -> str:
    if not channel.id.startswith("D"):
        return channel.name
    (person,) = channel.members - {BOT_USER}
    return f"to {fake.people[person].name}"


def _named_on_mattermost(server: FakeMattermost, channel: Json) -> str:
    if channel["type"] not in ("D", "G"):
        return str(channel["name"])
    members = server.members[channel["id"]] - {server.bot}
    return "to " + ", ".join(sorted(server.users[one]["username"] for one in members))
