"""`gamma demo --season`: fills an empty database with an invented season, and says where to look at it."""

import argparse
from datetime import datetime
from pathlib import Path

from bot.clock import system_now
from bot.operations.demo_season import invent_season
from bot.operations.report import written
from bot.settings import Settings, SettingsError
from gamma.dates import day_in
from gamma.programme.file import Programme, load_programme
from gamma.translator import Translator
from storage.people import people
from storage.seasons.evaluation import load_evaluation
from storage.startups import startups
from storage.store import Store

_REPORT = Path("demo-report.html")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--season", action="store_true", required=True, help="24 startups, six months, people of every role"
    )
    parser.add_argument(
        "--report", type=Path, default=_REPORT, metavar="FILE", help=f"where its report goes ({_REPORT})"
    )
    parser.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Raises SettingsError where the database holds something already: nothing is mixed with what is real."""
    settings = settings.for_the_sandbox()
    programme, now = load_programme(settings.gamma_programme), system_now()
    store = Store(settings.database_url)
    try:
        store.upgrade()
        with store.read() as session:
            if people.platforms(session) or startups.names_by_id(session):
                raise SettingsError(
                    f"DATABASE_URL: {settings.redacted_database_url} is not empty. The demonstration needs a "
                    "database of its own, such as DATABASE_URL=sqlite:///demo.db."
                )
        season_id = fill(store, settings, programme, now, options.report)
    finally:
        store.close()
    print(f"An invented season is in {settings.redacted_database_url}.")
    print(f"Its report: {options.report.resolve().as_uri()}")
    print(f"As JSON:    gamma report --season {season_id} --format json")
    print(f"In a chat:  gamma sandbox, then http://{settings.host}:{settings.port}")
    print("            Nadia Benali (programme team): /gamma saison, /gamma portefeuille")
    print("            Pauline Roche (portfolio manager): /gamma portefeuille")
    print("            Camille Moreau (team of Vélo facile): /gamma")
    return 0


def fill(store: Store, settings: Settings, programme: Programme, now: datetime, report: Path) -> str:
    """The season's id. The report is written beside; where it cannot be, the database stays empty."""
    today = day_in(now, settings.gamma_timezone)
    translator = Translator(settings.gamma_locale)
    with store.write() as session:
        season = invent_season(session, programme, now, settings.gamma_timezone)
        evaluation = load_evaluation(session, programme, season, settings.gamma_timezone)
        try:
            report.write_bytes(written("html", translator, programme, evaluation, today))
        except OSError as error:
            raise SettingsError(f"--report {report}: cannot be written ({error.strerror}).") from error
    return season.id
