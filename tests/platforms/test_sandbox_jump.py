"""The sandbox's clock is moved while its scheduler runs: whoever reads finds the hours of real time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.settings import read_settings
from gamma.calendar import CLOSES, OPENS
from storage.models import OutboxRow, SandboxPostRow
from tests.databases import sqlite_in
from tests.direct_executor import DirectExecutor

PARIS = ZoneInfo("Europe/Paris")
EVENING = datetime(2026, 11, 30, 20, 17, tzinfo=PARIS).astimezone(UTC)
SATURDAY = 5


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    settings = read_settings({"DATABASE_URL": sqlite_in(tmp_path), "GAMMA_SECRET": "for the tests only"})
    app = App(settings, sandbox=True, clock=Clock(lambda: EVENING), executor=DirectExecutor())
    seed(app.store, app.chats["sandbox"], EVENING)
    yield app
    app.stop()


def test_a_jump_keeps_hours_and_days_while_the_scheduler_runs(app: App) -> None:
    for line in (
        "expert growth Comment trouver les communes qui n’ont pas encore de vélos ?",
        "actions ajouter Appeler la région avant le 10/12",
        "actions ajouter Écrire le bilan — moi avant le 15/12",
        "planifier 17/12 14h",
    ):
        said = {"person": "camille", "place": "equipe-velo-facile", "text": f"/gamma {line}"}
        app.web.test_client().post("/sandbox/say", json=said)
    app.tick()
    app.scheduler.start()
    app.advance(EVENING + timedelta(weeks=3))
    posts = posts_after(app, EVENING)
    assert {kind for kind, _ in posts} >= {"week_ahead", "actions_reminder", "questions_to_team"}
    late = [
        (kind, at)
        for kind, at in posts
        if not (OPENS <= at.time() <= CLOSES and at.weekday() < SATURDAY and at.date() > EVENING.date())
    ]
    assert not late
    assert {at.weekday() for kind, at in posts if kind == "week_ahead"} == {0}


def posts_after(app: App, then: datetime) -> list[tuple[str, datetime]]:
    """What kind was said when, on the clock of the sandbox's people."""
    with app.store.read() as session:
        kinds = dict(session.execute(select(OutboxRow.key, OutboxRow.kind)).all())
        rows = session.scalars(select(SandboxPostRow).order_by(SandboxPostRow.id)).all()
        said = [(kinds[row.key], datetime.fromisoformat(row.content["at"])) for row in rows if row.key]
    return [(kind, at.astimezone(PARIS)) for kind, at in said if at > then]
