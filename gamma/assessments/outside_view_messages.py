"""The outside view in words: something to talk about, never a grade."""

from collections.abc import Sequence

from gamma.assessments.outside_view import OutsideView, far_apart
from gamma.assessments.team_result import TeamResult
from gamma.chat import Button, Message
from gamma.dates import Quarter
from gamma.programme.criteria import Criterion, Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

_FAR = N_("Your views are far apart: it is on the agenda of the next checkpoint.")


def views_on_criterion(
    translator: Translator, views: Sequence[OutsideView], criterion: Criterion, team: Verdict
) -> list[Text]:
    """What the managers see, under the team's verdict on this criterion."""
    given = [(view, view.verdicts[criterion.id]) for view in views if criterion.id in view.verdicts]
    lines = [view_line(translator, view, verdict) for view, verdict in given]
    if any(far_apart(verdict, team) for _, verdict in given):
        lines.append(translator.render(_FAR))
    return lines


def views_without_result(
    translator: Translator, programme: Programme, quarter: Quarter, views: Sequence[OutsideView]
) -> tuple[Text, ...]:
    """The views of a quarter in which the team has shared nothing; nothing where there are none."""
    paragraphs = []
    for criterion in programme.criteria:
        if lines := views_on_criterion(translator, views, criterion, "unknown"):
            title = translator.render(N_("**{title}**"), title=translator.local(criterion.title))
            paragraphs.append(Text.lines(title, *lines))
    paragraphs += view_reasons(translator, views)
    if not paragraphs:
        return ()
    head = translator.render(
        N_("**Outside view** · Q{quarter} {year}"), quarter=quarter.number, year=quarter.year
    )
    return (head, *paragraphs)


def outside_view_message(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    quarter: Quarter,
    view: OutsideView,
    result: TeamResult | None,
) -> Message:
    """For the team's channel: the view side by side with the team's verdicts, if there are any."""
    title = translator.render(
        N_("**Outside view: {startup}** · Q{quarter} {year}"),
        startup=startup.name,
        quarter=quarter.number,
        year=quarter.year,
    )
    by = N_("{name} tells you how it looks from outside. It is no grade: it is something to talk about.")
    nameless = N_("This is how it looks from outside. It is no grade: it is something to talk about.")
    head = Text.lines(title, translator.render(by if view.name else nameless, name=view.name))
    own = {team.result.criterion.id: team.result.verdict for team in result.criteria} if result else {}
    lines = [
        _side_by_side(translator, criterion, view.verdicts[criterion.id], own.get(criterion.id))
        for criterion in programme.criteria
        if criterion.id in view.verdicts
    ]
    paragraphs = [head, *lines, *view_reasons(translator, [view])]
    if result is None:
        compare = N_("The team has shared nothing this quarter. To compare: `/gamma assess`, then share.")
        paragraphs.append(translator.render(compare))
    return Message(fit_paragraphs(paragraphs), (_next(translator, startup, shared=result is not None),))


def view_line(translator: Translator, view: OutsideView, verdict: Verdict) -> Text:
    sentence = N_("View of {name}: {verdict}") if view.name else N_("Outside view: {verdict}")
    return translator.render(sentence, name=view.name, verdict=verdict_name(translator, verdict))


def view_reasons(translator: Translator, views: Sequence[OutsideView]) -> list[Text]:
    """Why they see it so, of those who say it: of a view as a whole."""
    said, nameless = N_("{name} adds: “{reason}”"), N_("The reason given: “{reason}”")
    return [
        translator.render(said if view.name else nameless, name=view.name, reason=view.reason)
        for view in views
        if view.reason
    ]


def _side_by_side(
    translator: Translator, criterion: Criterion, verdict: Verdict, team: Verdict | None
) -> Text:
    title, seen = translator.local(criterion.title), verdict_name(translator, verdict)
    if team is None:
        return translator.render(N_("**{title}:** seen from outside, {verdict}"), title=title, verdict=seen)
    if team == verdict:
        alike = N_("**{title}:** the same view from inside and outside, “{verdict}”")
        return translator.render(alike, title=title, verdict=seen)
    both = N_("**{title}:** the team says “{team}”, from outside “{verdict}”")
    line = translator.render(both, title=title, team=verdict_name(translator, team), verdict=seen)
    return Text.lines(line, translator.render(_FAR)) if far_apart(verdict, team) else line


def _next(translator: Translator, startup: Startup, *, shared: bool) -> Button:
    label, says = N_("The team’s result"), "assess result team"
    if not shared:
        label, says = N_("Give my view"), "assess"
    return Button(translator.text(label), says=says, about=startup.id, for_all=True)
