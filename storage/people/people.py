"""Who speaks: people by platform account, with their name kept in this one place."""

from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gamma.chat import Profile
from gamma.people.person import Person
from storage.models import PersonRow
from storage.store import only_reads

ERASED = "erased:"
"""How the account of somebody who was erased begins; no platform's accounts do."""


def upsert_person(session: Session, platform: str, account: str, profile: Profile | None = None) -> Person:
    """The person with this account, remembered from now on; a profile given updates what is known.

    Until this transaction ends, another one that meets them waits; one that only reads holds nobody up, and
    is refused where there is something to remember.
    """
    found = _account(platform, account)
    row = session.scalar(found if only_reads(session) else found.with_for_update())
    return remember(session, row, platform, account, profile)


def remember(
    session: Session, row: PersonRow | None, platform: str, account: str, profile: Profile | None
) -> Person:
    """As upsert_person, where it was looked up already whether they were met."""
    if row is None:
        row = PersonRow(platform=platform, account=account, name="", locale="", zone="")
        session.add(row)
    if profile is not None:
        row.name, row.locale, row.zone = profile.name, profile.locale, profile.zone
    session.flush()
    return from_row(row)


def known_name(session: Session, platform: str, account: str) -> str:
    """What this person was called when they were last met, "" if they never were."""
    row = session.scalar(_account(platform, account))
    return row.name if row else ""


def platforms(session: Session) -> set[str]:
    """The platforms on which anybody was ever met."""
    return set(session.scalars(select(PersonRow.platform).distinct()))


def locale_of(session: Session, platform: str, account: str) -> str:
    """The language last known of this person, "" if none is."""
    row = session.scalar(_account(platform, account))
    return row.locale if row else ""


def by_account(session: Session, platform: str, account: str) -> Person | None:
    """The person with this account, if ever met."""
    row = session.scalar(_account(platform, account))
    return from_row(row) if row else None


def by_id(session: Session, person_id: int) -> Person:
    """Raises NoResultFound."""
    return from_row(session.get_one(PersonRow, person_id))


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Those with these ids, in one query."""
    rows = session.scalars(select(PersonRow).where(PersonRow.id.in_(ids))) if ids else ()
    return {row.id: from_row(row) for row in rows}


def zones(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The name of each one's time zone, "" where the platform does not tell."""
    return dict(iter(session.execute(select(PersonRow.id, PersonRow.zone).where(PersonRow.id.in_(ids)))))


def zone_named(name: str) -> ZoneInfo | None:
    """The zone that a platform names, if it is one."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def name_of(session: Session, person_id: int | None) -> str:
    """Empty where there is nobody, or no name is known."""
    return by_id(session, person_id).name if person_id else ""


def set_direct_channel(session: Session, person_id: int, channel: str) -> None:
    """Of somebody who was erased meanwhile, nothing is kept."""
    row = session.get_one(PersonRow, person_id, with_for_update=True)
    if not from_row(row).erased:
        row.direct_channel = channel


def _account(platform: str, account: str) -> Select[PersonRow]:
    return select(PersonRow).filter_by(platform=platform, account=account)


def from_row(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        platform=row.platform,
        account=row.account,
        name=row.name,
        locale=row.locale,
        zone=zone_named(row.zone),
        direct_channel=row.direct_channel,
        erased=row.account.startswith(ERASED),
    )
