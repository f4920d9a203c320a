"""Startups that a test begins with, as if they had been imported."""

from sqlalchemy.orm import Session

from gamma.startups.startup import Startup
from storage.models import PhaseRow, StartupRow


def keep(session: Session, startup: Startup) -> None:
    """There already, it is what it is now said to be."""
    row = StartupRow(id=startup.id, name=startup.name, pitch=startup.pitch, incubator=startup.incubator)
    session.merge(row)
    session.flush()
    for position, phase in enumerate(startup.phases):
        session.merge(
            PhaseRow(startup_id=startup.id, position=position, name=phase.name, started_on=phase.started_on)
        )
    session.flush()
