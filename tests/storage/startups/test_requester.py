"""Who asks, and what they are to startups: in one place, by what the platform says and what is stored."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from gamma.chat import Profile
from gamma.startups.startup import Channel, Startup
from storage.people import people
from storage.startups import enrolment, startups
from storage.startups.startups import Requester, load_requester
from storage.store import Store
from tests.startups import keep

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VELO, RUCHE, LAC = (Startup(id_, id_.capitalize(), "", "fabrique", ()) for id_ in ("velo", "ruche", "lac"))
CAMILLE = Profile("Camille Moreau", "fr", "Europe/Paris")


@pytest.fixture
def linked(store: Store) -> Store:
    """Vélo's and the hive's channels are linked on Slack; Camille follows the lake, which has none there."""
    with store.write() as session:
        for startup in (VELO, RUCHE, LAC):
            keep(session, startup)
        camille = people.upsert_person(session, "slack", "camille")
        startups.link_channel(session, Channel("slack", "C-velo", "velo"), camille, NOW)
        startups.link_channel(session, Channel("slack", "C-ruche", "ruche"), camille, NOW)
        startups.link_channel(session, Channel("mattermost", "C-elsewhere", "lac"), camille, NOW)
        enrolment.assign_manager(session, "lac", camille.id)
    return store


def load(store: Store, channel: str, *in_channels: str, about: str = "") -> Requester:
    with store.write() as session:
        return load_requester(session, "slack", "camille", CAMILLE, channel, in_channels, about)


def test_who_is_in_a_linked_channel_is_of_its_startup(linked: Store) -> None:
    requester = load(linked, "C-velo", "C-velo", "C-ruche", "C-elsewhere", "C-unknown")
    assert (requester.here, requester.startup) == (VELO, VELO)
    assert (set(requester.member_of), set(requester.manages)) == ({"velo", "ruche"}, {"lac"})
    assert requester.person.name == "Camille Moreau"


def test_who_is_not_in_the_channel_is_not_of_its_startup(linked: Store) -> None:
    requester = load(linked, "C-velo")
    assert (requester.here, requester.member_of) == (VELO, frozenset())


@pytest.mark.parametrize(
    ("channel", "about", "here", "startup"),
    [
        ("C-velo", "velo", VELO, VELO),
        ("C-velo", "ruche", VELO, RUCHE),
        ("D-camille", "ruche", None, RUCHE),
        ("C-velo", "gone", VELO, VELO),
        ("D-camille", "gone", None, None),
    ],
)
def test_a_button_tells_its_startup_wherever_it_is_pressed(
    linked: Store, channel: str, about: str, here: Startup | None, startup: Startup | None
) -> None:
    requester = load(linked, channel, about=about)
    assert (requester.here, requester.startup) == (here, startup)


def test_somebody_new_is_remembered_and_is_nothing_to_any_startup(linked: Store) -> None:
    with linked.write() as session:
        requester = load_requester(session, "slack", "ines", None, "D-ines", (), "")
    assert (requester.here, requester.startup) == (None, None)
    assert not requester.member_of | requester.manages
    with linked.read() as session:
        assert people.by_account(session, "slack", "ines") == requester.person


def test_two_statements_tell_it_all(linked: Store) -> None:
    """The person; and the channels, the startup with its phases, whom they manage."""
    load(linked, "C-velo", "C-velo")  # the profile is stored once
    statements: list[str] = []
    event.listen(linked.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    load(linked, "C-velo", "C-velo", about="velo")
    selects = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(selects) == 2
    assert not [statement for statement in statements if statement.startswith(("INSERT", "UPDATE"))]
