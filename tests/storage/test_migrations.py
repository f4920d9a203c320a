"""Tables of an older Gamma are brought to this version with what people put into them."""

from datetime import UTC, date, datetime

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import forms
from storage.models import CheckpointRow, StartupRow
from storage.schema import alembic_config
from storage.store import Store

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def as_of(store: Store, version: str) -> None:
    config = alembic_config()
    with store.engine.execution_options(gamma_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def insert(connection: Connection, table: str, **values: object) -> None:
    places = ", ".join(f":{column}" for column in values)
    connection.execute(text(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})"), values)


def test_a_checkpoint_keeps_how_often_it_was_put_off_and_a_form_what_it_led_to(empty_url: str) -> None:
    store = Store(empty_url)
    as_of(store, "0006")
    at = {"planned_at": NOW, "changed_at": NOW, "starts_at": NOW}
    when = {"day": date(2026, 11, 23), "time": "13:00", "zone": "Europe/Paris", "minutes": 60}
    of = {"startup_id": "velo", "uid": "u", "place": "", "state": "planned", "revision": 0, "planned_by": 1}
    with store.engine.execution_options(gamma_write=True).begin() as connection:
        named = {"name": "Vélo", "pitch": "Louer", "incubator": ""}
        insert(connection, "startups", id="velo", **named, imported_at=NOW)
        insert(connection, "people", id=1, platform="slack", account="U1", name="", locale="", zone="")
        insert(connection, "checkpoints", id=1, moved=2, **of, **when, **at)
        insert(connection, "spent_seals", nonce="n", outcome='{"about": "velo"}', spent_at=NOW)
    store.upgrade()
    with store.read() as session:
        assert session.get_one(StartupRow, "velo").pitch == "Louer"
        assert session.get_one(CheckpointRow, 1).postponements == 2
        assert forms.outcome_of(session, "n") == {"about": "velo"}
    store.close()


def test_the_version_is_read_without_the_library_of_migrations_as_with_it(empty_url: str) -> None:
    store = Store(empty_url)
    newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
    assert store.schema() == ("", newest)
    as_of(store, "0006")
    assert store.schema() == ("0006", newest)
    store.upgrade()
    assert store.schema() == (newest, newest)
    store.close()
