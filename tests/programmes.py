"""Programme files of as many criteria as a test wants, each of one question."""

from pathlib import Path

_CRITERION = """
[[criteria]]
id = "point#"
title = { fr = "Un titre assez long pour le point #", en = "A rather long title for point #" }
short = { fr = "Point #", en = "Point #" }
intro = { fr = "Le point #.", en = "Point #." }
[[criteria.fields]]
id = "field#"
kind = "answer"
label = { fr = "Fait", en = "Done" }
question = { fr = "Est-ce fait ?", en = "Is it done?" }
[criteria.conditions]
done = { test = "answered", field = "field#", answers = ["yes"] }
[[criteria.verdicts]]
is = "reached"
when = ["done"]
rule = { fr = "c’est fait.", en = "it is done." }
[[criteria.verdicts]]
is = "unknown"
when = []
rule = { fr = "on ne sait pas.", en = "it is not known." }
"""


def file_of(criteria: int, folder: Path) -> Path:
    path = folder / "programme.toml"
    written = [_CRITERION.replace("#", str(number)) for number in range(criteria)]
    path.write_text("\n".join(['name = "Gamma"', *written]), encoding="utf-8")
    return path
