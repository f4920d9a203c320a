"""`gamma report --season autumn-2026`: the evaluation of a season, to read or to compute with."""

import argparse
import sys
from datetime import date
from pathlib import Path

from bot.clock import system_now
from bot.operations.journal import operator
from bot.settings import Settings, SettingsError
from bot.web.season_report import render_report
from gamma.csv_file import as_csv
from gamma.dates import day_in
from gamma.programme.file import Programme, load_programme
from gamma.seasons.contract import as_json, fingerprint_of
from gamma.seasons.csv_table import report_table
from gamma.seasons.evaluation import Evaluation
from gamma.seasons.report import season_report
from gamma.translator import LOCALES, Translator
from storage import exports
from storage.seasons import seasons
from storage.seasons.evaluation import load_evaluation
from storage.store import Store

_FORMATS = ("json", "csv", "html")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--season", required=True, metavar="ID", help="as `/gamma season list` names it")
    parser.add_argument("--format", choices=_FORMATS, default="json", help="json (docs/report.md), csv, html")
    parser.add_argument("--locale", choices=LOCALES, help="of csv and html; GAMMA_LOCALE if it is not given")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there, instead of printing")
    parser.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status: 1 where there is no such season, or it is not what was kept of it."""
    settings = settings.for_inspection()
    programme = load_programme(settings.gamma_programme)
    store = Store(settings.database_url)
    try:
        store.upgrade()
        with store.read() as session:
            season = seasons.load(session, options.season)
            known = [each.id for each in seasons.every(session)]
            evaluation = (
                load_evaluation(session, programme, season, settings.gamma_timezone) if season else None
            )
        if evaluation:
            about = f"{options.season} · {options.format}"
            with store.write() as session:
                exports.note(session, "report", system_now(), operator=operator(), about=about)
    finally:
        store.close()
    if evaluation is None:
        there_are = f"there are: {', '.join(known)}" if known else "`/gamma season new` opens one"
        print(f"gamma: there is no season {options.season}; {there_are}.", file=sys.stderr)
        return 1
    is_kept = _tell_of_fingerprint(evaluation)
    today = day_in(system_now(), settings.gamma_timezone)
    translator = Translator(options.locale or settings.gamma_locale)
    _put(written(options.format, translator, programme, evaluation, today), options.output)
    return 0 if is_kept else 1


def _tell_of_fingerprint(evaluation: Evaluation) -> bool:
    """Of a closed season: whether its JSON is the one whose fingerprint was kept."""
    season = evaluation.season
    if season.closed_at is None:
        return True
    found = fingerprint_of(as_json(evaluation))
    if found == season.fingerprint:
        print(f"gamma: closed; the fingerprint of its JSON is as it was kept: {found}", file=sys.stderr)
        return True
    print(
        f"gamma: this is NOT the report that was kept when the season was closed: "
        f"its fingerprint is {found}, and was {season.fingerprint}",
        file=sys.stderr,
    )
    return False


def written(
    format: str, translator: Translator, programme: Programme, evaluation: Evaluation, today: date
) -> bytes:
    """The report in one of its formats. The numbers are the same in each."""
    match format:
        case "csv":
            return as_csv(report_table(translator, programme, evaluation))
        case "html":
            report = season_report(translator, programme, evaluation, today)
            return render_report(translator, report).encode()
        case _:
            return as_json(evaluation).encode()


def _put(content: bytes, file: Path | None) -> None:
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"--output {file}: cannot be written ({error.strerror}).") from error
    print(f"Written: {file}", file=sys.stderr)
