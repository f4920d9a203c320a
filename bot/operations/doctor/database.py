"""The database: there, at this version, writable, on a sound SQLite; and what waits in the outbox."""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import delete, false
from sqlalchemy.exc import DBAPIError

from bot.operations.doctor.context import DoctorContext
from bot.platforms.check_results import CheckResult, ok, warning, wrong
from gamma.outbox import OVERDUE_AFTER
from storage import outbox, restored_messages
from storage.models import FormSubmissionRow
from storage.people import people
from storage.store import Store, StoreBusyError

NETWORK_FILE_SYSTEMS = re.compile(r"nfs\d?|cifs|smb\w*|afs|ceph|(fuse\.)?glusterfs|lustre|fuse\.(sshfs|s3fs)")
MOUNTS = Path("/proc/self/mounts")
_RESTORE = "stop Gamma now, keep the file, and restore the last backup (docs/running.md)"


def check_database(context: DoctorContext) -> Iterator[CheckResult]:
    if context.store is None:
        problem = f"database: {context.database_file} is not there yet"
        yield warning(problem, "`gamma db upgrade` makes it, in an existing folder")
        return
    try:
        if damage := context.store.damage():
            yield wrong(f"database: its file is damaged ({damage.splitlines()[0]})", _RESTORE)
            return
        actual, needed = context.store.schema()
        if actual == needed:
            _write_nothing(context.store)
    except StoreBusyError:
        yield wrong("database: DATABASE_URL does not answer, or is locked", "see that the server runs")
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        if "malformed" in reason:
            yield wrong(f"database: its file is damaged ({reason})", _RESTORE)
            return
        yield wrong(f"database: it cannot be used ({reason})", "check DATABASE_URL and the rights on it")
    else:
        yield _schema_result(actual, needed)


def _schema_result(actual: str, needed: str) -> CheckResult:
    if actual == needed:
        return ok(f"database: reachable, writable, tables at version {actual}")
    if actual > needed:
        problem = f"database: its tables are of a newer Gamma ({actual}, this one knows {needed})"
        return wrong(problem, "install that version of Gamma again")
    problem = f"database: its tables are at version {actual or '0'}, this Gamma needs {needed}"
    return wrong(problem, "make a backup, then `gamma db upgrade`")


def _write_nothing(store: Store) -> None:
    with store.write() as session:
        session.execute(delete(FormSubmissionRow).where(false()))


def check_sqlite_bug(context: DoctorContext) -> Iterator[CheckResult]:
    """The WAL-reset bug, see sqlite.org/wal.html."""
    if not context.database_file:
        return
    name = ".".join(map(str, context.sqlite_version))
    if has_wal_reset_bug(context.sqlite_version):
        problem = f"SQLite {name}: two connections at once may, rarely, damage the file (“WAL-reset bug”)"
        yield warning(problem, "keep backups, or use PostgreSQL or SQLite 3.51.3 or newer (docs/running.md)")
    else:
        yield ok(f"SQLite {name}: without the WAL-reset bug")


def has_wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """Fixed in 3.51.3, and in 3.50.7 and 3.44.6."""
    is_fixed = (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return (3, 7, 0) <= version <= (3, 51, 2) and not is_fixed


def check_file_system(context: DoctorContext) -> Iterator[CheckResult]:
    if not context.database_file or not MOUNTS.exists():
        return
    type_name = file_system_type(context.database_file.absolute(), MOUNTS.read_text(encoding="utf-8"))
    if NETWORK_FILE_SYSTEMS.fullmatch(type_name):
        where = f"{context.database_file} is on a network file system ({type_name})"
        problem = f"database: {where}, where SQLite may break"
        yield wrong(problem, "move it to a disk of this machine, or use PostgreSQL")


def file_system_type(path: Path, mounts: str) -> str:
    """mounts: as in /proc/self/mounts. The last one mounted at the longest part of the path counts."""
    mounted = {Path(line.split()[1].replace(r"\040", " ")): line.split()[2] for line in mounts.splitlines()}
    mount_points = [folder for folder in (path, *path.parents) if folder in mounted]
    return mounted[mount_points[0]] if mount_points else ""


def check_invented_people(context: DoctorContext) -> Iterator[CheckResult]:
    """Those of the sandbox, beside real ones: so are its startups, and its channels that nobody reads."""
    if not context.settings.platforms or not context.store or not context.is_readable:
        return
    with context.store.read() as session:
        is_mixed = "sandbox" in people.platforms(session)
    if is_mixed:
        problem = "database: it holds the sandbox's invented people, so its startups and channels too"
        yield warning(problem, "begin with a new database and `gamma import`; the sandbox keeps this one")


def check_outbox(context: DoctorContext) -> Iterator[CheckResult]:
    if not context.store or not context.is_readable:
        return
    with context.store.read() as session:
        failed = outbox.counts(session).get("failed", 0)
        held = restored_messages.count_held_back(session)
        since = context.now() - OVERDUE_AFTER
        overdue = [entry for entry in outbox.entries(session, "open") if entry.notification.due_at < since]
    if overdue:
        why = next((f", as {entry.reason}" for entry in overdue if entry.reason), "")
        problem = f"outbox: {len(overdue)} message(s) overdue{why}"
        yield warning(problem, "start `gamma run` if it is not running; `gamma outbox` shows them")
    if held:
        problem = f"outbox: {held} message(s) held since a restore"
        yield warning(problem, "`gamma outbox release` sends what is not there, `drop` does not")
    if failed:
        yield warning(f"outbox: {failed} message(s) failed for good", "`gamma outbox` shows why")
    if not (overdue or held or failed):
        yield ok("outbox: nothing overdue, nothing failed")
