"""The community's channels in the programme file, and how long what is personal is kept."""

from datetime import date
from pathlib import Path

import pytest

from gamma.privacy.retention import cutoff
from gamma.programme.channels import channel_of_domain, channel_of_phase, channel_of_workshop
from gamma.programme.file import SHIPPED, ProgrammeError, load_programme

GROWTH = '[[channels]]\nchannel = "slack:C1"\nname = "#growth"\ndomains = ["growth"]\n'
TEAMS = '[[channels]]\nchannel = "slack:C2"\nname = "#equipes"\nphases = ["acceleration"]\nworkshops = true\n'


def written(tmp_path: Path, *channels: str) -> Path:
    path = tmp_path / "programme.toml"
    path.write_text("\n".join([SHIPPED.read_text(encoding="utf-8"), *channels]), encoding="utf-8")
    return path


def test_each_subject_has_its_channel_on_its_platform(tmp_path: Path) -> None:
    channels = load_programme(written(tmp_path, GROWTH, TEAMS)).channels
    growth, teams = channels
    assert (growth.platform, growth.id) == ("slack", "C1")
    assert channel_of_domain(channels, "slack", "growth") == growth
    assert channel_of_domain(channels, "mattermost", "growth") is None
    assert channel_of_phase(channels, "slack", "acceleration") == teams
    assert channel_of_phase(channels, "slack", "") is None
    assert channel_of_workshop(channels, "slack", "growth") == growth
    assert channel_of_workshop(channels, "slack", "legal") == teams
    assert load_programme().channels == ()


@pytest.mark.parametrize(
    ("channel", "problem"),
    [
        (GROWTH.replace("slack:C1", "C1"), "channels"),
        (GROWTH.replace('["growth"]', '["groth"]'), "unknown domain “groth” (did you mean “growth”?)"),
        (TEAMS.replace("acceleration", "accelerated"), "unknown phase “accelerated”"),
        (GROWTH + GROWTH, "channel “slack:C1” is there twice"),
        (GROWTH + GROWTH.replace("C1", "C3"), "slack channel of the domain “growth” is there twice"),
        (TEAMS + TEAMS.replace("C2", "C3").replace("acceleration", "construction"), "workshops"),
        (GROWTH.replace("name", "title"), "channels"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, channel: str, problem: str) -> None:
    with pytest.raises(ProgrammeError) as raised:
        load_programme(written(tmp_path, channel))
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("ends", "today", "last"),
    [
        ([], date(2029, 1, 1), None),
        ([date(2026, 12, 31)], date(2028, 12, 30), None),
        ([date(2026, 12, 31)], date(2028, 12, 31), date(2026, 12, 31)),
        ([date(2026, 2, 28), date(2026, 8, 31)], date(2028, 8, 30), date(2026, 2, 28)),
    ],
)
def test_what_is_personal_goes_so_many_months_after_the_last_season(
    ends: list[date], today: date, last: date | None
) -> None:
    assert cutoff(ends, 24, today) == last
