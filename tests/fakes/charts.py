"""What Slack refuses in a chart block."""

from collections import Counter
from math import isfinite
from typing import Any

from tests.fakes.rules import Problems, Rule, kinds, many, shape, text


def finite(value: Any, where: str) -> Problems:
    if type(value) not in (int, float) or not isfinite(value):
        yield f"{where}: {value!r} is no number"


def with_the_same_places(rule: Rule) -> Rule:
    """Each series of a chart has one point for each category, in any order."""

    def check(value: Any, where: str) -> Problems:
        problems = list(rule(value, where))
        yield from problems
        categories = [] if problems else value["axis_config"]["categories"]
        yield from (f"{where}: category {each!r} twice" for each, n in Counter(categories).items() if n > 1)
        for series in [] if problems else value["series"]:
            if {point["label"] for point in series["data"]} != set(categories):
                yield f"{where}: the points of {series['name']!r} are not those of the categories"

    return check


CHART_POINT = shape({"label": text(20), "value": finite})
CHART_SERIES = shape({"name": text(20), "data": many(CHART_POINT, 1, 20, unique="label")})
AXIS = shape({"categories": many(text(20), 1, 20)}, {"x_label": text(50), "y_label": text(50)})
LINE_CHART = with_the_same_places(
    shape({"series": many(CHART_SERIES, 1, 6, unique="name"), "axis_config": AXIS})
)
CHART = kinds({"line": LINE_CHART})
