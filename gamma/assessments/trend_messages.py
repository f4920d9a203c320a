"""The history of assessments in words: the answer, and what its picture shows."""

from gamma.assessments.team_result import MIN_ANSWERS_FOR_RANGE
from gamma.assessments.trend import Trend, TrendLine, may_be_told
from gamma.chat import ALT_CHARACTERS
from gamma.dates import Quarter
from gamma.programme.criteria import Verdict
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator


def level_name(translator: Translator, verdict: Verdict | None) -> str:
    """As the picture names it; None is a gap."""
    if verdict is None:
        return translator.text(N_("nothing"))
    return translator.text(N_("unknown")) if verdict == "unknown" else verdict_name(translator, verdict)


def quarter_name(translator: Translator, quarter: Quarter, year_before: int = 0) -> str:
    """ "Q3 2026", or "Q3" where that year was just said."""
    sentence = N_("Q{quarter}") if quarter.year == year_before else N_("Q{quarter} {year}")
    return translator.text(sentence, quarter=quarter.number, year=quarter.year)


def trend_heading(translator: Translator, startup: Startup, *, team: bool) -> Text:
    title = N_("**The team’s trend: {startup}**") if team else N_("**Your trend: {startup}**")
    return translator.render(title, startup=startup.name)


def trend_paragraphs(
    translator: Translator, startup: Startup, trend: Trend, *, team: bool
) -> tuple[Text, ...]:
    """The trend of each criterion in a line, or why there is none to see yet."""
    paragraphs = [trend_heading(translator, startup, team=team)]
    if trend.is_comparable:
        lines = [trend_line(translator, trend, line) for line in trend.lines]
        paragraphs.append(Text.lines(*lines))
        if behind := _people(translator, trend):
            paragraphs.append(translator.render(N_("**Shared answers:** {counts}"), counts=behind))
    else:
        paragraphs.append(_too_few(translator, trend))
    if trend.earlier:
        paragraphs.append(translator.render(N_("There are older results too: I show the last two years.")))
    return tuple(paragraphs)


def trend_line(translator: Translator, trend: Trend, line: TrendLine) -> Text:
    """How one criterion went."""
    title = translator.local(line.criterion.title)
    return translator.render(N_("**{title}:** {steps}"), title=title, steps=_steps(translator, trend, line))


def alternative_text(translator: Translator, trend: Trend) -> str:
    """What the picture shows, for those who do not see it: at length where that fits."""
    ends = {
        "first": quarter_name(translator, trend.quarters[0]),
        "last": quarter_name(translator, trend.quarters[-1]),
    }
    head = translator.text(N_("The trend from {first} to {last}."), **ends)
    long = [_sentence(translator, line, _steps(translator, trend, line)) for line in trend.lines]
    people = _people(translator, trend)
    counts = [translator.text(N_("Shared answers: {counts}."), counts=people)] if people else []
    if len(whole := " ".join([head, *long, *counts])) <= ALT_CHARACTERS:
        return whole
    head = translator.text(N_("The trend from {first} to {last}, a word for each quarter."), **ends)
    return " ".join([head, *(_brief(translator, line) for line in trend.lines), *counts])


def _people(translator: Translator, trend: Trend) -> str:
    """How many stand behind each quarter's result: "4 (Q3 2026), fewer than 3 (Q4)"."""
    counts, year = [], 0
    for quarter, people in zip(trend.quarters, trend.people, strict=False):
        if people is not None:
            few, many = N_("fewer than {count} ({quarter})"), N_("{count} ({quarter})")
            told, count = (many, people) if may_be_told(people) else (few, MIN_ANSWERS_FOR_RANGE)
            when = quarter_name(translator, quarter, year)
            counts.append(translator.text(told, count=translator.number(count), quarter=when))
            year = quarter.year
    return ", ".join(counts)


def _too_few(translator: Translator, trend: Trend) -> Text:
    if trend.earlier:
        sentence = N_(
            "In the last two years there is one result, of {quarter}: a trend shows from two quarters on."
        )
    else:
        sentence = N_("There is one result so far, of {quarter}: a trend shows from two quarters on.")
    return translator.render(sentence, quarter=quarter_name(translator, trend.quarters[-1]))


def _steps(translator: Translator, trend: Trend, line: TrendLine) -> str:
    steps, year = [], 0
    for run in trend.runs(line):
        last = quarter_name(translator, run.last, year)
        year_of_last = run.last.year if run.first != run.last else year
        first = quarter_name(translator, run.first, year if run.first.year == year else year_of_last)
        year = run.last.year
        if run.verdict is None:
            single, several = N_("nothing in {quarter}"), N_("nothing from {first} to {last}")
        else:
            single, several = N_("{verdict} ({quarter})"), N_("{verdict} ({first} to {last})")
        verdict = level_name(translator, run.verdict)
        sentence = single if run.first == run.last else several
        steps.append(translator.text(sentence, verdict=verdict, quarter=first, first=first, last=last))
    return " → ".join(steps)


def _sentence(translator: Translator, line: TrendLine, steps: str) -> str:
    return translator.text(N_("{title}: {steps}."), title=translator.local(line.criterion.title), steps=steps)


def _brief(translator: Translator, line: TrendLine) -> str:
    steps = translator.listed([level_name(translator, verdict) for verdict in line.verdicts])
    return translator.text(N_("{title}: {steps}."), title=translator.local(line.criterion.short), steps=steps)
