"""The startups, their phases and sponsors as imported, their linked channels; and who asks about one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, String, cast, delete, false, literal, null, or_, select, true, union_all
from sqlalchemy.orm import Session

from gamma.chat import Profile
from gamma.parsing.text import normalise
from gamma.people.person import Person
from gamma.startups.startup import Channel, Phase, Startup
from storage.models import (
    ChannelRow,
    CoIncubatorRow,
    ImportedSponsorRow,
    OrganisationRow,
    PersonRow,
    PhaseRow,
    PortfolioManagerRow,
    StartupRow,
)
from storage.people.people import remember, upsert_person
from storage.store import only_reads

_LOADED = "startups"
"""Of a session: the startups that its request is about, by id."""


@dataclass(frozen=True)
class Requester:
    """Who asks, where, and what they are to which startups, by id.

    here: the startup this channel is linked to. startup: the one a button or form was about, else here.
    member_of: those in whose linked channels the person is.
    """

    person: Person
    here: Startup | None
    startup: Startup | None
    member_of: frozenset[str]
    manages: frozenset[str]


def load_requester(
    session: Session,
    platform: str,
    account: str,
    profile: Profile | None,
    channel: str,
    in_channels: Collection[str],
    about: str,
) -> Requester:
    """Also remembers the person, with what the profile says.

    channel: where they ask. in_channels: those they are in, as the platform says.
    about: the id of the startup a button or form was about, "" for none.
    """
    if not only_reads(session):
        # First: it waits for another request of the same person, and what that one changed is read below.
        upsert_person(session, platform, account, profile)
    who: PersonRow | None = None
    startup_ids, manages, shown = dict[str, str](), set[str](), dict[str, tuple[StartupRow, list[PhaseRow]]]()
    around = _around_requester(platform, account, channel, {channel, *in_channels}, about)
    for who_asks, linked, startup_id, startup, phase in session.execute(around):
        who = who_asks
        if startup:
            shown.setdefault(startup.id, (startup, []))[1].extend(filter(None, [phase]))
        if linked:
            startup_ids[linked] = startup_id
        elif startup_id and not startup:
            manages.add(startup_id)
    loaded = {id_: _startup(row, phases) for id_, (row, phases) in shown.items()}
    session.info[_LOADED] = loaded
    here = loaded.get(startup_ids.get(channel, ""))
    return Requester(
        person=remember(session, who, platform, account, profile),
        here=here,
        startup=loaded.get(about) or here,
        member_of=frozenset(startup_ids[each] for each in startup_ids if each in in_channels),
        manages=frozenset(manages),
    )


def _around_requester(
    platform: str, account: str, here: str, channels: Collection[str], about: str
) -> Select[PersonRow | None, str | None, str, StartupRow | None, PhaseRow | None]:
    """Each row: a channel with its startup, or a startup they manage, or the one it is about, or none.

    Of the startup of this channel, and of the one it is about, there is all, once for each of its phases.
    """
    linked = select(
        ChannelRow.channel, ChannelRow.startup_id, (ChannelRow.channel == here).label("shown")
    ).where(ChannelRow.platform == platform, ChannelRow.channel.in_(channels))
    no_channel = cast(null(), String)
    account_is = (PersonRow.platform == platform) & (PersonRow.account == account)
    manages = PortfolioManagerRow.person_id.in_(select(PersonRow.id).where(account_is))
    managed = select(no_channel, PortfolioManagerRow.startup_id, false()).where(manages)
    meant = select(no_channel, StartupRow.id, true()).where(StartupRow.id == about)
    none = select(no_channel, literal(""), false())
    part = union_all(linked, managed, meant, none).subquery()
    return (
        select(PersonRow, part.c.channel, part.c.startup_id, StartupRow, PhaseRow)
        .select_from(part)
        .outerjoin(PersonRow, account_is)
        .outerjoin(StartupRow, (StartupRow.id == part.c.startup_id) & part.c.shown)
        .outerjoin(PhaseRow, PhaseRow.startup_id == StartupRow.id)
        .order_by(PhaseRow.position)
    )


def load(session: Session, startup_id: str) -> Startup | None:
    """Of a request: as it was when its transaction began, since nobody changes this in a conversation."""
    known: Startup | None = session.info.get(_LOADED, {}).get(startup_id)
    if known:
        return known
    row = session.get(StartupRow, startup_id)
    if row is None:
        return None
    phases = session.scalars(select(PhaseRow).filter_by(startup_id=row.id).order_by(PhaseRow.position))
    return _startup(row, phases)


def _startup(row: StartupRow, phases: Iterable[PhaseRow]) -> Startup:
    return Startup(
        id=row.id,
        name=row.name,
        pitch=row.pitch,
        incubator=row.incubator,
        phases=tuple(Phase(phase.name, phase.started_on) for phase in phases),
        removed_at=row.removed_at,
    )


def lock_startup(session: Session, startup_id: str) -> None:
    """Until this transaction ends, nobody else changes what is this startup's: its page, links, checkpoints.

    What was read of them before may have changed by now: read it again.
    """
    session.execute(select(StartupRow.id).filter_by(id=startup_id).with_for_update())


def sponsors_of(session: Session, startup_id: str) -> list[str]:
    """The sponsors the imported file names: the organisation's name with its acronym, else its raw id."""
    sponsor = ImportedSponsorRow.organisation_id
    query = (
        select(sponsor, OrganisationRow.name, OrganisationRow.acronym)
        .outerjoin(OrganisationRow, OrganisationRow.id == sponsor)
        .where(ImportedSponsorRow.startup_id == startup_id)
        .order_by(ImportedSponsorRow.position)
    )
    return [_organisation_label(*row) for row in session.execute(query)]


def co_incubators_of(session: Session, startup_id: str) -> list[str]:
    """The ids of the incubators that follow the startup besides its own."""
    rows = select(CoIncubatorRow.incubator_id).filter_by(startup_id=startup_id)
    return list(session.scalars(rows.order_by(CoIncubatorRow.position)))


def name_of(session: Session, startup_id: str) -> str:
    """Its id where nothing is known of it."""
    known: Startup | None = session.info.get(_LOADED, {}).get(startup_id)
    if known:
        return known.name
    return session.scalar(select(StartupRow.name).filter_by(id=startup_id)) or startup_id


def named_in(session: Session, words: str) -> list[str]:
    """The ids of those whose name or id stands in the words."""
    said = f" {normalise(words)} "
    return [
        startup
        for startup, name in names_by_id(session).items()
        if any(normalise(each) and f" {normalise(each)} " in said for each in (startup, name))
    ]


def names_by_id(session: Session) -> dict[str, str]:
    """The name of every startup by its id."""
    rows = session.execute(select(StartupRow.id, StartupRow.name))
    return dict(iter(rows))


def link_channel(session: Session, channel: Channel, by: Person, now: datetime) -> None:
    """Raises IntegrityError where the channel is linked already."""
    session.add(
        ChannelRow(
            platform=channel.platform,
            channel=channel.channel,
            startup_id=channel.startup_id,
            linked_by=by.id,
            linked_at=now,
        )
    )
    session.flush()


def unlink_channel(session: Session, platform: str, channel: str) -> None:
    """Does nothing where it is linked to none."""
    session.execute(delete(ChannelRow).filter_by(platform=platform, channel=channel))


def startup_of_channel(session: Session, platform: str, channel: str) -> Startup | None:
    """The startup this channel is linked to."""
    row = session.get(ChannelRow, (platform, channel))
    return load(session, row.startup_id) if row else None


def channels_of(session: Session, startup_id: str) -> list[Channel]:
    """The channels linked to the startup on all platforms, the first linked first."""
    rows = select(ChannelRow).filter_by(startup_id=startup_id).order_by(ChannelRow.linked_at)
    return [_channel(row) for row in session.scalars(rows)]


def linked_by(session: Session, channel: Channel) -> int | None:
    """The id of who linked it, if it still is."""
    row = session.get(ChannelRow, (channel.platform, channel.channel))
    return row.linked_by if row else None


def team_channel(session: Session, startup_id: str) -> Channel | None:
    """Where the team is told what nobody asked for just now: the channel linked first."""
    return next(iter(channels_of(session, startup_id)), None)


def team_channels(session: Session, ids: Collection[str]) -> dict[str, Channel]:
    """The same of each of these startups that has one."""
    rows = select(ChannelRow).where(ChannelRow.startup_id.in_(list(ids))).order_by(ChannelRow.linked_at)
    first: dict[str, Channel] = {}
    for row in session.scalars(rows):
        first.setdefault(row.startup_id, _channel(row))
    return first


def channel_for(session: Session, startup_id: str, platform: str) -> Channel | None:
    """Where the team is told something: its first channel on this platform, else its first one."""
    channels = channels_of(session, startup_id)
    return next((channel for channel in channels if channel.platform == platform), next(iter(channels), None))


def linked_channels(session: Session, platform: str) -> list[Channel]:
    """All of the platform's."""
    rows = select(ChannelRow.channel, ChannelRow.startup_id).filter_by(platform=platform)
    return [Channel(platform, channel, startup_id) for channel, startup_id in session.execute(rows)]


def linked_around(
    session: Session, platform: str, channel: str, about: str, *, or_all: bool
) -> list[Channel]:
    """This channel, and those of the startup that matters: the one it is about, else the one linked here.

    channel: "" for a direct conversation, which is linked to none. or_all: all of the platform's, where none
    matters.
    """
    if not channel and not about:
        return linked_channels(session, platform) if or_all else []
    here = select(ChannelRow.startup_id).filter_by(platform=platform, channel=channel).scalar_subquery()
    matters = or_(ChannelRow.channel == channel, ChannelRow.startup_id == (about or here))
    rows = select(ChannelRow.channel, ChannelRow.startup_id).where(ChannelRow.platform == platform, matters)
    found = [Channel(platform, each, startup_id) for each, startup_id in session.execute(rows)]
    return found if found or about or not or_all else linked_channels(session, platform)


def linked_platforms(session: Session) -> set[str]:
    """The platforms on which channels are linked."""
    return set(session.scalars(select(ChannelRow.platform).distinct()))


def load_all(session: Session, startup_ids: Iterable[str]) -> list[Startup]:
    """These startups, in the order of their names."""
    ids = set(startup_ids)
    if not ids:
        return []
    rows = (
        select(StartupRow, PhaseRow)
        .outerjoin(PhaseRow, PhaseRow.startup_id == StartupRow.id)
        .where(StartupRow.id.in_(ids))
        .order_by(PhaseRow.position)
    )
    found: dict[str, tuple[StartupRow, list[PhaseRow]]] = {}
    for row, phase in session.execute(rows):
        found.setdefault(row.id, (row, []))[1].extend(filter(None, [phase]))
    startups = [_startup(row, phases) for row, phases in found.values()]
    return sorted(startups, key=lambda startup: (startup.name.casefold(), startup.id))


def _organisation_label(organisation_id: str, name: str | None, acronym: str | None) -> str:
    if not name:
        return organisation_id
    return name if acronym in ("", name) else f"{name} ({acronym})"


def _channel(row: ChannelRow) -> Channel:
    return Channel(row.platform, row.channel, row.startup_id)
