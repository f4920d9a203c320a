"""The report of a season as one file that stands alone: style and picture inside, nothing to fetch."""

import base64
from pathlib import Path

from flask import Flask, render_template

from gamma.chat import Picture
from gamma.document import Table
from gamma.seasons.report import Report
from gamma.translator import N_, Translator

_TEMPLATES = Path(__file__).parent / "templates"


def render_report(translator: Translator, report: Report) -> str:
    style = [(_TEMPLATES / name).read_text(encoding="utf-8") for name in ("public.css", "report.css")]
    app = Flask("bot.web")
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    with app.app_context():
        return render_template(
            "report.html",
            lang=translator.locale,
            report=report,
            style="".join(style),
            picture=_as_address,
            is_number=_is_number,
            nothing=translator.text(N_("not known")),
        )


def _is_number(table: Table, place: int) -> bool:
    """Whether the column holds numbers, which stand at its right edge."""
    return any(row[place].order is not None for row in table.rows)


def _as_address(picture: Picture) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.draw()).decode()}"
