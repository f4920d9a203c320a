"""The database: there, at this version, writable, on a sound SQLite; and what waits in the outbox."""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import delete, false
from sqlalchemy.exc import DBAPIError

from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning, wrong
from gamma.outbox import OVERDUE_AFTER
from storage import outbox
from storage.models import SentFormRow
from storage.people import people
from storage.store import Store, StoreBusyError

NETWORK_FILE_SYSTEMS = re.compile(r"nfs\d?|cifs|smb\w*|afs|ceph|(fuse\.)?glusterfs|lustre|fuse\.(sshfs|s3fs)")
MOUNTS = Path("/proc/self/mounts")


def database(case: DoctorContext) -> Iterator[CheckResult]:
    if case.store is None:
        told = f"database: {case.database_file} is not there yet"
        yield warning(told, "`gamma db upgrade` makes it, in an existing folder")
        return
    try:
        there, needed = case.store.schema()
        if there == needed:
            _write_nothing(case.store)
    except StoreBusyError:
        yield wrong("database: DATABASE_URL does not answer, or is locked", "see that the server runs")
    except DBAPIError as error:
        told = str(error.orig).strip().splitlines()[0]
        yield wrong(f"database: it cannot be used ({told})", "check DATABASE_URL and the rights on it")
    else:
        yield _schema(there, needed)


def _schema(there: str, needed: str) -> CheckResult:
    if there == needed:
        return ok(f"database: reachable, writable, tables at version {there}")
    if there > needed:
        told = f"database: its tables are of a newer Gamma ({there}, this one knows {needed})"
        return wrong(told, "install that version of Gamma again")
    told = f"database: its tables are at version {there or '0'}, this Gamma needs {needed}"
    return wrong(told, "make a backup, then `gamma db upgrade`")


def _write_nothing(store: Store) -> None:
    with store.write() as session:
        session.execute(delete(SentFormRow).where(false()))


def sqlite_fault(case: DoctorContext) -> Iterator[CheckResult]:
    """The WAL-reset bug, see sqlite.org/wal.html."""
    if not case.database_file:
        return
    name = ".".join(map(str, case.sqlite_version))
    if may_damage(case.sqlite_version):
        told = f"SQLite {name}: two connections at once may, rarely, damage the file (“WAL-reset bug”)"
        yield warning(told, "keep backups, or use PostgreSQL or SQLite 3.51.3 or newer (docs/running.md)")
    else:
        yield ok(f"SQLite {name}: without the WAL-reset bug")


def may_damage(version: tuple[int, int, int]) -> bool:
    """Mended in 3.51.3, and brought back into 3.50.7 and 3.44.6."""
    mended = (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return (3, 7, 0) <= version <= (3, 51, 2) and not mended


def file_system(case: DoctorContext) -> Iterator[CheckResult]:
    if not case.database_file or not MOUNTS.exists():
        return
    kind = kind_of_file_system(case.database_file.absolute(), MOUNTS.read_text(encoding="utf-8"))
    if NETWORK_FILE_SYSTEMS.fullmatch(kind):
        told = f"database: {case.database_file} is on a network file system ({kind}), where SQLite may break"
        yield wrong(told, "move it to a disk of this machine, or use PostgreSQL")


def kind_of_file_system(path: Path, mounts: str) -> str:
    """mounts: as in /proc/self/mounts. The last one mounted at the longest part of the path counts."""
    places = {Path(line.split()[1].replace(r"\040", " ")): line.split()[2] for line in mounts.splitlines()}
    above = [place for place in (path, *path.parents) if place in places]
    return places[above[0]] if above else ""


def invented_people(case: DoctorContext) -> Iterator[CheckResult]:
    """Those of the sandbox, beside real ones: so are its startups, and its channels that nobody reads."""
    if not case.settings.kinds or not case.store or not case.readable:
        return
    with case.store.read() as session:
        mixed = "sandbox" in people.platforms(session)
    if mixed:
        told = "database: it holds the sandbox's invented people, so its startups and channels too"
        yield warning(told, "begin with a new database and `gamma import`; the sandbox keeps this one")


def waiting(case: DoctorContext) -> Iterator[CheckResult]:
    if not case.store or not case.readable:
        return
    with case.store.read() as session:
        failed = outbox.counts(session).get("failed", 0)
        since = case.now() - OVERDUE_AFTER
        overdue = [entry for entry in outbox.entries(session, "open") if entry.notice.due_at < since]
    if overdue:
        why = next((f", as {entry.reason}" for entry in overdue if entry.reason), "")
        told = f"outbox: {len(overdue)} message(s) overdue{why}"
        yield warning(told, "start `gamma run` if it is not running; `gamma outbox` shows them")
    if failed:
        yield warning(f"outbox: {failed} message(s) failed for good", "`gamma outbox` shows why")
    if not overdue and not failed:
        yield ok("outbox: nothing overdue, nothing failed")
