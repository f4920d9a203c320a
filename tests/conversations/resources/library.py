"""A programme with a source of resources, a file beside it, read as on the night before."""

from pathlib import Path

from gamma.programme.file import SHIPPED
from jobs.resources.read_sources import read_source
from tests.conversation import Talk

SOURCE = """
[[resources]]
id = "pages"
name = { fr = "Pages de la communauté", en = "Community pages" }
file = "pages.toml"
format = "toml"
items = "pages"
fields = { title = "title", link = "link", changed = "changed", subject = "theme", words = ["words"] }
[resources.subjects]
design = { domain = "design" }
mesure = { domain = "impact", criterion = "impact" }
"""
PAGES = """
[[pages]]
title = "Mener un entretien avec un usager"
link = "https://pages.example.org/entretien"
changed = 2026-10-05
theme = "design"
words = "recherche utilisateur, guide"
[[pages]]
title = "Dix vérifications d’accessibilité"
link = "https://pages.example.org/a11y"
changed = 2026-09-01
theme = "design"
words = "RGAA, contraste"
[[pages]]
title = "Choisir sa métrique principale"
link = "https://autres.example.org/metrique"
changed = 2026-11-02
theme = "mesure"
words = "indicateur, objectif avec le sponsor"
"""


def fill(talk: Talk, folder: Path) -> None:
    (folder / "pages.toml").write_text(PAGES, encoding="utf-8")
    file = folder / "programme.toml"
    file.write_text(SHIPPED.read_text(encoding="utf-8") + SOURCE, encoding="utf-8")
    talk.settings["GAMMA_PROGRAMME"] = str(file)
    talk.restart()
    job = talk.app.job_context
    (source,) = job.programme.resources
    assert read_source(job, source) == 3
