"""A season in the chat: what it is, and where its startups stand, in counts."""

from collections.abc import Iterator
from datetime import date

from gamma.chat import ALT_CHARACTERS, Button, Message
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from gamma.seasons.evaluation import Evaluation
from gamma.seasons.names import MOMENT_NAMES
from gamma.seasons.season import OCCASIONS, Season
from gamma.sections import Section, fit_sections, join_line, join_sentences
from gamma.text import Text
from gamma.translator import N_, Translator

_NO_CAUSE = N_("These counts say what changed, not why.")
_OF = N_("{count} of {of}")


def season_heading(translator: Translator, season: Season, startups: int) -> Text:
    counted = translator.plural("{count} startup", "{count} startups", startups)
    sentence = N_("**{name}** · from {start} to {end} · {startups}")
    return translator.render(
        sentence,
        name=season.name,
        start=translator.date(season.starts_on),
        end=translator.date(season.ends_on),
        startups=counted,
    )


def season_line(translator: Translator, season: Season, startups: int) -> Text:
    """In a list of seasons."""
    state = N_("closed: `{id}`") if season.closed_at else N_("under way: `{id}`")
    heading = season_heading(translator, season, startups)
    return join_line([heading, translator.render(state, id=season.id)])


def summary_paragraphs(
    translator: Translator, programme: Programme, evaluation: Evaluation, today: date
) -> tuple[Text, ...]:
    season = evaluation.season
    head = [season_heading(translator, season, evaluation.startups)]
    title = translator.render(N_("**Criteria reached**"))
    criteria = [_criterion(translator, evaluation, each) for each in evaluation.criteria_of(programme)]
    work = Section(translator.render(N_("**In the season**")), list(_work(translator, evaluation)))
    closing = [translator.render(_NO_CAUSE)] if any(m.taken for m in evaluation.moments.values()) else []
    if season.closed_at:
        closed = N_("Closed: its report stays as it is. Its fingerprint: `{fingerprint}`.")
        closing.append(translator.render(closed, fingerprint=season.fingerprint[:16]))
    elif today < season.starts_on:
        closing.append(translator.render(N_("It has not begun yet.")))
    return fit_sections(translator, head, [Section(title, criteria), work], closing)


def picture_words(translator: Translator, programme: Programme, evaluation: Evaluation) -> str:
    """What the picture of the levels shows, for who does not see it."""
    lines = (str(_criterion(translator, evaluation, each)) for each in evaluation.criteria_of(programme))
    begin = translator.text(N_("Bars, for each criterion how many startups reached it at each moment."))
    words = " ".join((begin, *(f"{line}." for line in lines)))
    return words if len(words) <= ALT_CHARACTERS else begin


def count_of(translator: Translator, count: int, of: int) -> str:
    """ "16 of 24"."""
    return translator.text(_OF, count=translator.number(count), of=translator.number(of))


def _criterion(translator: Translator, evaluation: Evaluation, criterion: Criterion) -> Text:
    parts = [*_moments(translator, evaluation, criterion.id)]
    if not parts:
        parts = [translator.render(N_("no round was opened for it yet"))]
    if baseline := evaluation.baseline:
        first = date.fromisoformat(f"{baseline.on}-01")
        begin = N_("baseline ({month}): {count}")
        counted = count_of(translator, baseline.reached[criterion.id], baseline.of)
        parts.append(translator.render(begin, month=translator.month(first), count=counted))
    title = translator.local(criterion.short)
    return translator.render(N_("**{title}:** {counts}"), title=title, counts=join_line(parts))


def _moments(translator: Translator, evaluation: Evaluation, criterion: str) -> Iterator[Text]:
    for moment in OCCASIONS:
        levels = evaluation.moments[moment].criteria[criterion]
        if levels.reached is None:
            continue
        counted = count_of(translator, levels.reached, levels.of)
        when = translator.text(MOMENT_NAMES[moment])
        said = translator.render(N_("{count} {when}"), count=counted, when=when)
        if levels.unknown:
            known = translator.plural("({count} unknown)", "({count} unknown)", levels.unknown)
            said = join_sentences([said, known])
        yield said


def _work(translator: Translator, evaluation: Evaluation) -> Iterator[Text]:
    checkpoints, experts, promised = evaluation.checkpoints, evaluation.experts, evaluation.commitments
    sentence = N_("Checkpoints: {held} of {planned} held, {postponed} put off, {cancelled} cancelled.")
    yield _counted(
        translator,
        sentence,
        held=checkpoints.held,
        planned=checkpoints.planned,
        postponed=checkpoints.postponed,
        cancelled=checkpoints.cancelled,
    )
    sentence = N_("Questions to experts: {taken} of {questions} taken, {within} within 3 working days.")
    numbers = {"taken": experts.taken, "questions": experts.questions, "within": experts.within_3}
    yield _counted(translator, sentence, **numbers)
    sentence = N_("Commitments of sponsors: {kept} of {made} kept, {open} open, {dropped} given up.")
    yield _counted(
        translator,
        sentence,
        kept=promised.kept,
        made=promised.made,
        open=promised.open,
        dropped=promised.dropped,
    )
    yield from _targets(translator, evaluation)


def _targets(translator: Translator, evaluation: Evaluation) -> Iterator[Text]:
    for counted in evaluation.targets.at:
        if counted.reached_80 is not None and counted.of:
            sentence = N_("Targets reached at 80 % or more, {when}: {count}.")
            count = count_of(translator, counted.reached_80, counted.of)
            when = translator.text(MOMENT_NAMES[counted.moment])
            yield translator.render(sentence, when=when, count=count)


def _counted(translator: Translator, sentence: str, **counts: int) -> Text:
    return translator.render(sentence, **{name: translator.number(count) for name, count in counts.items()})


def thanks_for_season(translator: Translator, season: str, count: int, stop: Button) -> Message:
    """To an expert, once; no name of a team or of anybody else."""
    said = translator.plural(
        "Hello! The season **{season}** is over, and what you answered helped {count} team. Thank you!",
        "Hello! The season **{season}** is over, and what you answered helped {count} teams. Thank you!",
        count,
        season=season,
    )
    return Message((said,), (stop,))
