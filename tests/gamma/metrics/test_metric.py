"""The metric as it stands: which values count, where the curve is cut, what is aimed for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from gamma.answers import Answers, Percentage, Quantity
from gamma.chart import Chart, ChartPicture, Line
from gamma.metrics.build import build_metric
from gamma.metrics.chart import metric_chart
from gamma.metrics.corrections import history_message
from gamma.metrics.definition_fields import agreed_fields, target_name, what_fields, with_agreed, with_what
from gamma.metrics.messages import metric_line, metric_message
from gamma.metrics.metric import Definition, MetricValue
from gamma.metrics.picture import alternative_text, metric_picture, target_path
from gamma.metrics.small_curve import small_curve
from gamma.programme.file import load_programme
from gamma.startups.startup import Startup
from gamma.translator import Translator

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY, PARIS = NOW.date(), ZoneInfo("Europe/Paris")
FRENCH = Translator("fr")
VELO = Startup("velo-facile", "Vélo facile", "", "", ())
AGREED = Definition(
    "Prêts accordés",
    unit="prêts",
    agreed_with="Mme Roy",
    agreed_on=date(2026, 7, 1),
    targets={6: Decimal(1200), 18: Decimal(3000)},
    stated_at=NOW,
)


def stated(month: int, number: str | None, at: int = 0, region: str = "") -> MetricValue:
    """At so many minutes from now."""
    value = None if number is None else Decimal(number)
    return MetricValue(date(2026, month, 28), value, NOW + timedelta(minutes=at), region)


def shared(month: int, **answers: str | Decimal) -> tuple[datetime, date, Answers]:
    sent = datetime(2026, month, 10, tzinfo=UTC)
    return sent, sent.date(), {"metric": "Prêts", **answers}


def numbers(values: Sequence[MetricValue]) -> str:
    return " ".join(str(value.number) for value in values)


def test_of_a_day_the_latest_stands_and_what_it_replaced_is_kept() -> None:
    metric = build_metric([], [stated(9, "5"), stated(9, "6", 1), stated(10, "7"), stated(10, None, 2)], [])
    assert numbers(metric.values) == "6"
    replaced = [f"{before.number} {after.number}" for before, after in metric.replaced]
    assert replaced == ["7 None", "5 6"]


def test_what_was_shared_is_a_value_of_its_day() -> None:
    metric = build_metric([], [stated(9, "5")], [shared(8, metric_value=Decimal(4), target=Decimal(9))])
    assert numbers(metric.values) == "4 5"
    assert metric.name == "Prêts"
    assert [each.number for each in metric.targets] == [9]
    assert metric.values[0].shared


def test_no_metric_no_value() -> None:
    assert numbers(build_metric([], [], [shared(8, metric="aucune", metric_value=Decimal(4))]).values) == ""


def test_another_name_or_unit_among_what_was_shared_cuts_the_curve() -> None:
    metric = build_metric(
        [],
        [],
        [
            shared(5, metric_value=Decimal(4)),
            shared(6, metric_value=Percentage(5)),
            shared(7, metric_value=Percentage(6)),
            shared(8, metric="Usagers formés", metric_value=Decimal(7)),
        ],
    )
    assert numbers(metric.values) == "7"
    assert [numbers(curve) for curve in metric.earlier] == ["4", "5 6"]


def test_a_cut_keeps_apart_what_was_stated_before_it() -> None:
    new = replace(AGREED, unit="tonnes", begins_curve=True, stated_at=NOW + timedelta(minutes=5))
    metric = build_metric([AGREED, new], [stated(9, "5"), stated(8, "6", 9)], [])
    assert numbers(metric.values) == "6"
    assert [len(curve) for curve in metric.earlier] == [1]
    assert isinstance(metric.values[0].number, Quantity)


def test_a_first_unit_or_meaning_cuts_nothing_and_another_does() -> None:
    first = with_what(Definition("Prêts"), {"unit": "prêts", "meaning": "Signés", "regional": "yes"})
    assert not first.begins_curve
    assert first.regional
    assert with_what(first, {"unit": "tonnes"}).begins_curve
    assert not with_what(first, {"name": "Les prêts"}).begins_curve


def test_targets_are_dated_from_the_agreement_and_the_line_starts_at_its_value() -> None:
    metric = build_metric([AGREED], [stated(6, "400"), stated(8, "600")], [])
    assert [each.day for each in metric.targets] == [date(2027, 1, 1), date(2028, 1, 1)]
    assert target_path(metric)[0] == (date(2026, 7, 1), Decimal(400))
    after = metric.next_target(date(2027, 2, 1))
    assert after
    assert after.number == 3000
    assert metric.facts(TODAY)["target_date"] == date(2027, 1, 1)


def test_a_value_is_stale_after_the_time_of_its_frequency() -> None:
    values = [stated(10, "940")]
    assert build_metric([AGREED], values, []).stale_since(PARIS) == date(2026, 11, 28)
    assert build_metric([replace(AGREED, frequency="never")], values, []).stale_since(PARIS) is None
    assert build_metric([AGREED], [], []).stale_since(PARIS) == TODAY
    assert build_metric([], values, []).stale_since(PARIS) is None


def test_what_was_agreed_is_read_as_it_is_shown() -> None:
    fields = {field.name: parse for field, parse in agreed_fields(FRENCH, AGREED, "", TODAY)}
    changed = {
        "agreed_on": fields["agreed_on"]("2026-08-01"),
        target_name(6): fields[target_name(6)]("1 500"),
        target_name(18): fields[target_name(18)](""),
        "frequency": "quarter",
        "agreed_with": "M. Roy",
    }
    agreed = with_agreed(AGREED, changed, 7, TODAY)
    assert (agreed.agreed_on, agreed.targets) == (date(2026, 8, 1), {6: Decimal(1500)})
    assert (agreed.owner_id, agreed.frequency, agreed.agreed_with) == (7, "quarter", "M. Roy")


def test_a_percent_sign_or_its_word_is_a_unit() -> None:
    fields = what_fields(FRENCH, load_programme(), AGREED)
    parse = next(parse for field, parse in fields if field.name == "unit")
    assert [parse(typed) for typed in ("%", "pourcent", "prêts", "aucune")] == ["%", "%", "prêts", ""]


def test_it_is_said_with_what_there_is() -> None:
    programme = load_programme()
    metric = build_metric([AGREED], [stated(6, "400"), stated(8, "600"), stated(8, "610", 2)], [])
    said = str(metric_message(FRENCH, programme, VELO, metric, TODAY, "Noé"))
    assert "Une valeur est demandée à Noé, chaque mois" in said
    assert "alors 400 prêts" in said
    assert "/gamma métrique historique" in said
    assert "600, et depuis" in str(history_message(FRENCH, VELO, metric, PARIS))
    assert metric_line(FRENCH, metric, TODAY).startswith("Prêts accordés\u00a0: 610 prêts (28 août 2026)")
    nothing = build_metric([], [], [])
    assert metric_line(FRENCH, nothing, TODAY) == ""
    assert "n’a pas encore" in str(metric_message(FRENCH, programme, VELO, nothing, TODAY, ""))


def test_the_picture_is_drawn_the_same_again_also_by_region() -> None:
    values = [stated(month, str(100 * month)) for month in (6, 8, 10)]
    values += [
        stated(month, "40", region=region) for month in (6, 8) for region in ("Bretagne", "Île-de-France")
    ]
    metric = build_metric([replace(AGREED, regional=True)], values, [])
    picture = metric_picture(FRENCH, VELO, metric, TODAY)
    assert picture
    assert picture.draw() == picture.draw()
    assert "Bretagne" in picture.alt
    assert len(alternative_text(FRENCH, "x" * 990, metric)) == 1000
    assert metric_picture(FRENCH, VELO, build_metric([], [stated(6, "4")], []), TODAY) is None


def test_the_small_curve_has_the_places_of_the_picture() -> None:
    metric = build_metric([AGREED], [stated(6, "400"), stated(8, "600"), stated(9, "-30")], [])
    curve = small_curve(metric, TODAY)
    assert curve
    assert curve.run[0] == (0.0, round(400 / 3000, 3))
    assert curve.run[-1][1] == 0.0, "nothing is drawn below the ground"
    assert curve.ahead[-1] == (1.0, 1.0)
    assert small_curve(build_metric([], [stated(6, "4")], []), TODAY) is None
    assert small_curve(build_metric([], [stated(6, "0"), stated(7, "0")], []), TODAY)


def test_the_chart_has_the_line_of_the_picture_or_there_is_none() -> None:
    values = [stated(5, "100"), stated(6, "400"), stated(8, "600"), stated(10, "900")]
    metric = build_metric([AGREED], values, [])
    picture = metric_picture(FRENCH, VELO, metric, TODAY)
    assert isinstance(picture, ChartPicture)
    told, aimed = picture.chart.lines
    assert told.numbers == [400.0, 600.0, 900.0], "from the value at the agreement on"
    assert aimed.numbers == [400.0, 652.17, 917.39]
    assert picture.chart.places[0] == "28 juin 2026"
    regional = build_metric([replace(AGREED, regional=True)], [*values, stated(8, "4", 9, "Bretagne")], [])
    assert not isinstance(metric_picture(FRENCH, VELO, regional, TODAY), ChartPicture)
    free = build_metric([], [stated(6, "1"), stated(7, "3")], [])
    chart = metric_chart(FRENCH, free, "x" * 80, [], TODAY)
    assert chart
    assert (len(chart.title), len(chart.lines), chart.unit) == (50, 1, "")
    assert metric_chart(FRENCH, build_metric([], [stated(6, "1")], []), "x", [], TODAY) is None


@pytest.mark.parametrize(
    ("places", "lines", "title"),
    [
        (("a", "a"), (Line("x", (1, 2)),), "t"),
        (("a", "b"), (Line("x", (1,)),), "t"),
        (("a" * 21,), (Line("x", (1,)),), "t"),
        ((), (Line("x", ()),), "t"),
        (("a",), (Line("x", (1,)), Line("x", (2,))), "t"),
        (("a",), (Line("x", (1,)),), "t" * 51),
    ],
)
def test_what_no_platform_draws_is_no_chart(
    places: tuple[str, ...], lines: tuple[Line, ...], title: str
) -> None:
    with pytest.raises(ValueError, match="chart"):
        Chart(title, places, lines)


@pytest.mark.parametrize(
    ("number", "month", "of"),
    [
        ("19000", 10, None),
        ("21000", 10, 9),
        ("40", 10, 9),
        ("21000", 4, 5),
        ("0", 10, None),
        ("21000", 9, 5),
    ],
)
def test_a_leap_is_seen_from_the_value_nearest_in_time(number: str, month: int, of: int | None) -> None:
    """That of the same day is being corrected."""
    metric = build_metric([], [stated(5, "1000"), stated(9, "1000")], [])
    beside = metric.leap_to(Decimal(number), date(2026, month, stated(month, "1").day.day), "")
    assert (beside.day.month if beside else None) == of
