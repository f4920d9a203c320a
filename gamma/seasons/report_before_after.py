"""The part of the report on what the public API says of startups before the season and at its end."""

from collections.abc import Iterator, Sequence
from datetime import date

from gamma.document import Cell, Table
from gamma.seasons.before_after import GROUPS, BeforeAfter, Figures, Group
from gamma.seasons.report_tables import number, table
from gamma.text import Text
from gamma.translator import N_, Translator

_Part = tuple[str, Sequence[Text], Sequence[Table]]
GROUP_NAMES: dict[Group, str] = {"programme": N_("startups of the season"), "others": N_("all the others")}
FIGURE_NAMES = {
    "of": N_("startups in the import"),
    "with_stats": N_("with a link to statistics"),
    "with_impact": N_("with a link to their impact"),
    "in_acceleration": N_("in acceleration"),
    "accelerated": N_("that ever began an acceleration"),
    "still": N_("still in it"),
    "median_days": N_("days in acceleration (median)"),
}


def before_after_part(translator: Translator, compared: BeforeAfter) -> _Part:
    title = translator.text(N_("Before and after, by the public API"))
    if compared.before_on is None:
        return title, [translator.render(N_("No import of the season or before it is kept."))], []
    said = [_days(translator, compared.before_on, compared.after_on)]
    said.append(
        translator.render(
            N_(
                "The others are no group to compare with: they are of all ages and phases. The median of the "
                "days in acceleration counts those that are still in it as long as they were seen (Kaplan "
                "and Meier); it stays empty where half of them have not left it by then."
            )
        )
    )
    return title, said, [_table(translator, compared)]


def moments_of(compared: BeforeAfter) -> Iterator[tuple[date, Group, Figures]]:
    for day, imported in (compared.before_on, compared.before), (compared.after_on, compared.after):
        if day and imported:
            for group in GROUPS:
                yield day, group, imported[group]


def _days(translator: Translator, before: date, after: date | None) -> Text:
    if after is None:
        only = N_("Only one import is kept until the end of the season, of {before}.")
        return translator.render(only, before=translator.date(before))
    both = N_("The import of {before} is compared with the one of {after}.")
    return translator.render(both, before=translator.date(before), after=translator.date(after))


def _table(translator: Translator, compared: BeforeAfter) -> Table:
    rows = [
        [
            Cell(translator.text(GROUP_NAMES[group])),
            Cell(translator.date(day)),
            *(number(translator, getattr(figures, name)) for name in FIGURE_NAMES),
        ]
        for wanted in GROUPS
        for day, group, figures in moments_of(compared)
        if group == wanted
    ]
    labels = [N_("Which"), N_("Import of"), *FIGURE_NAMES.values()]
    return table(translator, N_("Startups in the public API"), labels, rows)
