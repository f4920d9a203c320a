"""The parts of the report on goals, checkpoints, the sponsors' commitments and the expert network."""

from collections.abc import Iterator, Sequence
from datetime import date

from gamma.answers import SHOWN_FROM
from gamma.document import Cell, Table
from gamma.programme.file import Programme
from gamma.seasons.evaluation import Evaluation
from gamma.seasons.names import MOMENT_NAMES
from gamma.seasons.report_tables import number, table
from gamma.seasons.work import Usefulness
from gamma.text import Text
from gamma.translator import N_, Translator

_Part = tuple[str, Sequence[Text], Sequence[Table]]
_COUNTS = (N_("What"), N_("Number"))


def work_parts(translator: Translator, programme: Programme, evaluation: Evaluation) -> Iterator[_Part]:
    yield _targets(translator, evaluation)
    yield _checkpoints(translator, evaluation)
    yield _experts(translator, programme, evaluation)


def _targets(translator: Translator, evaluation: Evaluation) -> _Part:
    targets, title = evaluation.targets, translator.text(N_("Goals of the teams"))
    if not targets.goals or targets.frozen_on is None:
        none = translator.render(N_("No goal with a target was frozen at entry."))
        return title, [none, *_changed(translator, evaluation)], []
    first, last = (date.fromisoformat(each) for each in targets.frozen_on)
    days = translator.date(first)
    if first != last:
        days = translator.text(N_("{first} to {last}"), first=days, last=translator.date(last))
    frozen = translator.plural(
        "{count} goal with a target was frozen ({days}).",
        "{count} goals with a target were frozen ({days}).",
        targets.goals,
        days=days,
    )
    kept = N_("Fingerprint of all of them: `{fingerprint}`.")
    rows = [
        [
            Cell(translator.text(MOMENT_NAMES[each.moment])),
            *(number(translator, count) for count in (each.reached_80, each.missing, each.of)),
        ]
        for each in targets.at
        if each.reached_80 is not None
    ]
    labels = [N_("When"), N_("reached at 80 % or more"), N_("value not known"), N_("of")]
    kept_line = translator.render(kept, fingerprint=targets.fingerprint)
    paragraphs = [frozen, kept_line, *_changed(translator, evaluation)]
    if not rows:
        paragraphs.append(translator.render(N_("They are counted at the end of the season.")))
        return title, paragraphs, []
    return title, paragraphs, [table(translator, N_("Goals reached"), labels, rows)]


def _changed(translator: Translator, evaluation: Evaluation) -> Iterator[Text]:
    """Each goal is compared with the fingerprint of when it was frozen."""
    changed = evaluation.targets.changed
    if changed:
        yield translator.plural(
            "**{count} goal is not what was frozen**: its fingerprint is another. Its count says nothing.",
            "**{count} goals are not what was frozen**: their fingerprints are others. "
            "Their counts say nothing.",
            changed,
        )
    elif changed == 0 and evaluation.targets.goals:
        yield translator.render(N_("All are as they were frozen: their fingerprints were compared."))


def _checkpoints(translator: Translator, evaluation: Evaluation) -> _Part:
    checkpoints, promised = evaluation.checkpoints, evaluation.commitments
    held = (
        (N_("planned in all"), checkpoints.planned),
        (N_("held"), checkpoints.held),
        (N_("put off at least once"), checkpoints.postponed),
        (N_("cancelled"), checkpoints.cancelled),
        (N_("days from one to the next (median)"), checkpoints.days_between),
    )
    made = (
        (N_("made"), promised.made),
        (N_("kept by the sponsor"), promised.kept),
        (N_("given up"), promised.dropped),
        (N_("open"), promised.open),
    )
    said = N_("Checkpoints with a day in the season, and what sponsors promised in it.")
    tables = [
        _counted(translator, N_("Checkpoints"), held),
        _counted(translator, N_("Commitments of sponsors"), made),
    ]
    return translator.text(N_("With the sponsors")), [translator.render(said)], tables


def _experts(translator: Translator, programme: Programme, evaluation: Evaluation) -> _Part:
    experts = evaluation.experts
    counts = (
        (N_("questions"), experts.questions),
        (N_("taken by an expert"), experts.taken),
        (N_("taken within 3 working days"), experts.within_3),
        (N_("taken within 5 working days"), experts.within_5),
        (N_("hours until taken (median)"), experts.median_hours),
    )
    rows = [_useful(translator, translator.text(N_("all domains")), experts.useful)]
    for domain, useful in experts.by_domain.items():
        known = programme.domain(domain)
        rows.append(_useful(translator, translator.local(known.label) if known else domain, useful))
    labels = [N_("Domain"), N_("rated"), N_("usefulness from 1 to 5 (median)")]
    tables = [
        _counted(translator, N_("Questions to experts"), counts),
        table(translator, N_("Usefulness, as those who asked rated it"), labels, rows),
    ]
    said = N_(
        "Questions asked in the season, confidential ones among them (in a season of fewer than {few} "
        "startups these are left out): only their times are read. Fewer than {few} ratings are not told, "
        "nor the smallest domain beside them where the rest of all would tell them."
    )
    paragraph = translator.render(said, few=SHOWN_FROM)
    return translator.text(N_("The expert network")), [paragraph], tables


def _useful(translator: Translator, name: str, useful: Usefulness) -> list[Cell]:
    """Of one or two ratings even how many there are would tell on somebody."""
    if useful.median is None and useful.n != 0:
        few = Cell(translator.text(N_("not told")))
        return [Cell(name), few, Cell("")]
    return [Cell(name), number(translator, useful.n), number(translator, useful.median)]


def _counted(translator: Translator, caption: str, counts: Sequence[tuple[str, int | None]]) -> Table:
    rows = [[Cell(translator.text(what)), number(translator, count)] for what, count in counts]
    return table(translator, caption, _COUNTS, rows)
