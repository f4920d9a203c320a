"""The report of a season as one file that stands alone: style and picture inside, nothing to fetch."""

import base64
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from gamma.chat import Picture
from gamma.document import Table
from gamma.seasons.report import Report
from gamma.translator import N_, Translator

_TEMPLATES = Path(__file__).parent / "templates"


def render_report(translator: Translator, report: Report) -> str:
    style = [(_TEMPLATES / name).read_text(encoding="utf-8") for name in ("public.css", "report.css")]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html").render(
        lang=translator.locale,
        report=report,
        style="".join(style),
        picture=_as_address,
        is_number=_is_number,
        nothing=translator.text(N_("not known")),
    )


def _is_number(table: Table, place: int) -> bool:
    """Whether the column holds numbers, or none that is known: they stand at its right edge."""
    cells = [row[place] for row in table.rows]
    return any(cell.order is not None for cell in cells) or not any(cell.text for cell in cells)


def _as_address(picture: Picture) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.draw()).decode()}"
