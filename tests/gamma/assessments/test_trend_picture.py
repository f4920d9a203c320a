"""The picture of a history: legible on a phone, in grey, and never clipped."""

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from gamma.assessments.trend import Trend
from gamma.assessments.trend_picture import draw_trend
from gamma.dates import Quarter
from gamma.drawing import WIDTH
from gamma.translator import Translator
from tests.gamma.assessments.trends import programme_of, trend

START = Quarter(2025, 1)
HEADING = "Ton évolution : Vélo facile"
LONG = [
    "Accessibilité et qualité du service rendu aux personnes éloignées du numérique dans les territoires",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik",
    "Un montant de 5 $ ou de 10 $, et 🎉",
    "Sécurité",
    "Un titre vraiment trop long " * 12,
    "Équipe",
]
FULL = ["x~-?+-x~", "?x-~+-~+", "+~-x~-x+"]
CASES = {
    "two quarters": trend(["x~", "~~", "++"], Quarter(2026, 3)),
    "two years with gaps": trend(FULL, START),
    "one criterion": trend(["x~+"], START, programme=programme_of(["Adéquation produit/marché"])),
    "six long titles": trend([*FULL, *FULL], START, programme=programme_of(LONG), people=[12] * 8),
}


def drawn(given: Trend, locale: str = "fr") -> Image.Image:
    return Image.open(io.BytesIO(draw_trend(Translator(locale), given, HEADING)))


def darkest(picture: Image.Image) -> int:
    """0 is black, 255 white."""
    return next(grey for grey, pixels in enumerate(picture.histogram()) if pixels)


@pytest.mark.parametrize("given", CASES.values(), ids=CASES.keys())
def test_it_is_a_small_png_of_a_phones_width_with_nothing_at_its_edges(given: Trend) -> None:
    png = draw_trend(Translator("fr"), given, HEADING)
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.width, picture.mode) == ("PNG", WIDTH, "L")
    assert len(png) < 150_000
    assert darkest(picture) < 60, "there is dark ink"
    wide, high = picture.size
    edges = [(0, 0, 5, high), (wide - 5, 0, wide, high), (0, 0, wide, 3), (0, high - 3, wide, high)]
    assert [darkest(picture.crop(edge)) for edge in edges] == [255] * 4


def test_the_same_history_is_the_same_picture_and_another_is_another() -> None:
    rows = ["x~+", "x~+", "x~+"]
    one = draw_trend(Translator("fr"), trend(rows, START), HEADING)
    assert draw_trend(Translator("fr"), trend(rows, START), HEADING) == one
    assert draw_trend(Translator("en"), trend(rows, START), HEADING) != one
    others = (["x++", *rows[1:]], ["x?+", *rows[1:]], ["x-+"] * 3)
    pictures = {draw_trend(Translator("fr"), trend(other, START), HEADING) for other in others}
    assert len({*pictures, one}) == 4
    assert draw_trend(Translator("fr"), trend(rows, START), "Ton évolution : Cantine claire") != one
    four, two, one_alone = (
        draw_trend(Translator("fr"), trend(rows, START, people=[count] * 3), HEADING) for count in (4, 2, 1)
    )
    assert four not in (one, two)
    assert two == one_alone, "of fewer than three it is not told how many"


def test_a_gap_breaks_the_line() -> None:
    """Between a gap's quarter and its neighbours no dark ink joins the two marks."""
    whole, broken = drawn(trend(["++++"] * 3, START)), drawn(trend(["+--+"] * 3, START))
    row = round((0.155 + 0.08) * 300 + 0.155 * 300 + 0.06 * 300 + 0.15 * 300)

    def dark_in_the_middle(picture: Image.Image) -> bool:
        middle = 240 + (WIDTH - 240) // 2
        return darkest(picture.crop((middle - 20, row - 12, middle + 20, row + 12))) < 60

    assert dark_in_the_middle(whole)
    assert not dark_in_the_middle(broken)


def test_several_at_once_are_as_one_by_one() -> None:
    given = list(CASES.values())[:3]
    alone = [draw_trend(Translator("fr"), each, HEADING) for each in given]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda each: draw_trend(Translator("fr"), each, HEADING), given * 2))
    assert together == alone * 2


def test_who_draws_nothing_does_not_load_matplotlib() -> None:
    asked = "import sys, bot.app; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", asked], check=True)
