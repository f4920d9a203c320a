"""The community's channels in the programme file: by domain, for startups in a phase, for workshops."""

from collections.abc import Collection, Sequence

from pydantic import Field

from gamma.programme.names import check_unique, did_you_mean
from gamma.programme.texts import ProgrammeEntry


class CommunityChannel(ProgrammeEntry):
    """channel: the platform and its id there, "slack:C0123456789". name: as people call it, "#growth".

    domains: what is asked and shared there. phases: of the startups that it is for. workshops: it is where
    workshops are announced that have no channel of their domain.
    """

    channel: str = Field(pattern=r"^[a-z]+:[^\s:]{1,100}$")
    name: str = Field(min_length=1, max_length=80)
    domains: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    workshops: bool = False

    @property
    def platform(self) -> str:
        return self.channel.partition(":")[0]

    @property
    def id(self) -> str:
        """As the platform knows it."""
        return self.channel.partition(":")[2]


def check_channels(
    channels: Sequence[CommunityChannel], domains: Collection[str], phases: Collection[str]
) -> None:
    """Each subject has one channel on a platform, so that it is sure where something belongs."""
    check_unique("channel", [each.channel for each in channels])
    for channel in channels:
        for what, named, known in (("domain", channel.domains, domains), ("phase", channel.phases, phases)):
            for name in named:
                if name not in known:
                    near = did_you_mean(name, known)
                    raise ValueError(f"channel “{channel.name}” names the unknown {what} “{name}”{near}")
    for platform in sorted({each.platform for each in channels}):
        there = [each for each in channels if each.platform == platform]
        check_unique(f"{platform} channel of the domain", [name for each in there for name in each.domains])
        check_unique(f"{platform} channel of the phase", [name for each in there for name in each.phases])
        check_unique(f"{platform} channel of workshops", [each.platform for each in there if each.workshops])


def channel_of_domain(
    channels: Sequence[CommunityChannel], platform: str, domain: str
) -> CommunityChannel | None:
    found = (each for each in channels if each.platform == platform and domain in each.domains)
    return next(found, None)


def channel_of_phase(
    channels: Sequence[CommunityChannel], platform: str, phase: str
) -> CommunityChannel | None:
    found = (each for each in channels if each.platform == platform and phase in each.phases)
    return next(found, None)


def channel_of_workshop(
    channels: Sequence[CommunityChannel], platform: str, domain: str
) -> CommunityChannel | None:
    """Of its domain, else the one for all workshops."""
    common = (each for each in channels if each.platform == platform and each.workshops)
    return channel_of_domain(channels, platform, domain) or next(common, None)
