"""The result of a self-assessment in words: verdicts with their reasons, and what may come next."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.answers import Answers
from gamma.assessments.answer_labels import render_criterion_text
from gamma.assessments.assessment import Assessment
from gamma.assessments.next_steps import gap_buttons
from gamma.assessments.outside_view import OutsideView
from gamma.assessments.outside_view_messages import view_reasons, views_on_criterion
from gamma.assessments.readiness import LEVELS, CriterionResult, evaluate_all
from gamma.assessments.team_result import MIN_ANSWERS_FOR_RANGE, TeamCriterionResult, TeamQuarter, TeamResult
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.text import Span, Text, fit_paragraphs
from gamma.translator import N_, Translator

SIGNS: dict[Verdict, str] = {"reached": "✔", "partly": "◐", "not_yet": "✖", "unknown": "○"}
SEE_TREND = N_("See the trend")
_SPONSOR_READS = N_(
    "The sponsor reads the team’s verdicts and impact metric on its page and in the text for it, unless the "
    "team leaves them out: `/gamma checkpoint verdicts no`."
)


def own_result_message(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    assessment: Assessment,
    previous: Assessment | None,
    zone: ZoneInfo,
    commands: frozenset[str],
    *,
    trend: bool,
) -> Message:
    """One person's result, for their eyes only, with what changed since their previous one.

    trend: they have a history to see.
    """
    results = evaluate_all(programme, assessment.answers, commands)
    paragraphs = [_own_title(translator, startup, assessment, zone)]
    paragraphs += [_criterion_paragraph(translator, result) for result in results]
    if previous and previous.sent_at:
        before = evaluate_all(programme, previous.answers)
        paragraphs += _changes(translator, before, results, previous.sent_at, zone)
    if assessment.shared_at:
        paragraphs.append(translator.render(N_("Shared with the team.")))
    else:
        private = translator.render(N_("For now only you see this. To share it: `/gamma assess share`."))
        how_it_counts = N_(
            "It then joins the team’s result, without your name; while few have shared, it can be guessed."
        )
        sponsor = [translator.render(_SPONSOR_READS)] if "checkpoint" in commands else []
        paragraphs.append(Text.lines(private, translator.render(how_it_counts), *sponsor))
    buttons = _result_buttons(translator, startup, shared=bool(assessment.shared_at))
    room = MESSAGE_BUTTONS - len(buttons) - trend
    gaps = gap_buttons(translator, programme, startup, results, commands, room)
    if trend:
        label = translator.text(SEE_TREND)
        gaps.append(Button(label, says="assess history", about=startup.id))
    return Message(tuple(paragraphs), (*buttons, *gaps)[:MESSAGE_BUTTONS])


def _own_title(translator: Translator, startup: Startup, assessment: Assessment, zone: ZoneInfo) -> Text:
    """With the day it was finished: it may be looked at months later."""
    if assessment.sent_at is None:
        return translator.render(N_("**Your self-assessment: {startup}**"), startup=startup.name)
    day = translator.date(day_in(assessment.sent_at, zone))
    sentence = N_("**Your self-assessment: {startup}** · {day}")
    return translator.render(sentence, startup=startup.name, day=day)


def team_result_message(
    translator: Translator,
    startup: Startup,
    shared: TeamQuarter,
    result: TeamResult,
    *,
    invite: bool,
    trend: bool,
) -> Message:
    """The team's result, for its channel and those who may see it, without the name of any member.

    invite: those who read it may give their own view. trend: there is a history to see.
    """
    title = translator.render(
        N_("**Self-assessment of the team: {startup}** · Q{quarter} {year}"),
        startup=startup.name,
        quarter=shared.quarter.number,
        year=shared.quarter.year,
    )
    paragraphs = [
        Text.lines(title, made_of(translator, result)),
        *(_team_paragraph(translator, team, shared.views) for team in result.criteria),
        *view_reasons(translator, shared.views),
    ]
    if 1 < result.people < MIN_ANSWERS_FOR_RANGE:
        hidden = N_("With two answers the range is not shown, so that nobody’s answer can be guessed.")
        paragraphs.append(translator.render(hidden))
    buttons = []
    if invite:
        view = translator.text(N_("Give my view"))
        buttons.append(Button(view, says="assess", about=startup.id, for_all=True))
    if trend:
        history = "assess history team"
        buttons.append(Button(translator.text(SEE_TREND), says=history, about=startup.id, for_all=True))
    return Message(fit_paragraphs(paragraphs), tuple(buttons))


def made_of(translator: Translator, result: TeamResult) -> Text:
    if not result.people:
        return translator.render(N_("Made of shared facts alone: nobody has shared a view of their own yet."))
    return translator.plural(
        "Made of {count} shared answer.", "Made of {count} shared answers.", result.people
    )


def reached_summary(translator: Translator, programme: Programme, answers: Answers) -> str:
    """ "2 criteria of 3 reached"; nothing where none is."""
    reached = sum(result.verdict == "reached" for result in evaluate_all(programme, answers))
    if not reached:
        return ""
    counted = translator.plural(
        "{count} criterion of {all} reached",
        "{count} criteria of {all} reached",
        reached,
        all=len(programme.criteria),
    )
    return str(counted)


def team_verdict_line(translator: Translator, team: TeamCriterionResult) -> Text:
    """The team's verdict on a criterion; of what few of them said, that it is so."""
    return _verdict_line(translator, team.result, _reasons(translator, team.result, team))


def _verdict_line(translator: Translator, result: CriterionResult, reasons: Text) -> Text:
    """A criterion's verdict with its reasons."""
    return translator.render(
        N_("{sign} **{title}: {verdict}.** {reasons}"),
        sign=SIGNS[result.verdict],
        title=translator.local(result.criterion.title),
        verdict=verdict_name(translator, result.verdict),
        reasons=reasons,
    )


def _criterion_paragraph(translator: Translator, result: CriterionResult) -> Text:
    line = _verdict_line(translator, result, _reasons(translator, result))
    return Text.lines(line, *_step(translator, result))


def _reasons(
    translator: Translator, result: CriterionResult, team: TeamCriterionResult | None = None
) -> Text:
    spans: list[Span] = []
    for reason in result.reasons:
        text = reason.said_by_team if team else reason.text
        sentence = render_criterion_text(translator, result.criterion, text, result.answers)
        few = team.minority_behind(reason) if team else None
        if team and few is not None:
            sentence = _said_by_few(translator, sentence, few, team.people)
        spans += [Span(" "), *sentence.spans] if spans else sentence.spans
    return Text(tuple(spans))


def _said_by_few(translator: Translator, sentence: Text, few: int, people: int) -> Text:
    """A view of one among three is no fact of the team."""
    said = translator.plural(
        "{count} answer of {all} says so.",
        "{count} answers of {all} say so.",
        few,
        all=translator.number(people),
    )
    return Text((*sentence.spans, Span(" "), *said.spans))


def _step(translator: Translator, result: CriterionResult) -> list[Text]:
    if result.step is None:
        return []
    step = render_criterion_text(translator, result.criterion, result.step.text, result.answers)
    return [translator.render(N_("→ Next step: {step}"), step=step)]


def _team_paragraph(translator: Translator, team: TeamCriterionResult, views: Sequence[OutsideView]) -> Text:
    result = team.result
    outside = views_on_criterion(translator, views, result.criterion, result.verdict)
    paragraph = Text.lines(team_verdict_line(translator, team), *_step(translator, result))
    return Text.lines(paragraph, *_spread(translator, team), *_disputed(translator, team), *outside)


def _spread(translator: Translator, team: TeamCriterionResult) -> list[Text]:
    if not team.spread:
        return []
    lowest, highest = (verdict_name(translator, verdict) for verdict in team.spread)
    if lowest == highest:
        return [translator.render(N_("Your answers all lead to the same result."))]
    spread = N_("Your views range from “{lowest}” to “{highest}”: talk about it!")
    return [translator.render(spread, lowest=lowest, highest=highest)]


def _disputed(translator: Translator, team: TeamCriterionResult) -> list[Text]:
    if team.without is None:
        return []
    few, said = team.without
    told = translator.plural(
        "{count} answer of {all} says that there is none, the others name one: talk about it!",
        "{count} answers of {all} say that there is none, the others name one: talk about it!",
        few,
        all=translator.number(said),
    )
    return [told]


def _changes(
    translator: Translator,
    before: Sequence[CriterionResult],
    after: Sequence[CriterionResult],
    then: datetime,
    zone: ZoneInfo,
) -> list[Text]:
    changes, is_progress = [], True
    for old, new in zip(before, after, strict=True):
        if old.verdict == new.verdict or not {old.verdict, new.verdict} <= LEVELS.keys():
            continue
        is_progress &= LEVELS[new.verdict] > LEVELS[old.verdict]
        change = translator.text(
            N_("{title}: from “{old}” to “{new}”"),
            title=translator.local(new.criterion.short),
            old=verdict_name(translator, old.verdict),
            new=verdict_name(translator, new.verdict),
        )
        changes.append(change)
    if not changes:
        return []
    day = translator.date(day_in(then, zone))
    sentence = N_("Since {day}, {changes}. Well done!") if is_progress else N_("Since {day}, {changes}.")
    return [translator.render(sentence, day=day, changes=translator.listed(changes))]


def _result_buttons(translator: Translator, startup: Startup, *, shared: bool) -> tuple[Button, ...]:
    why_button = Button(translator.text(N_("Why these results?")), says="assess why", about=startup.id)
    if shared:
        team = Button(translator.text(N_("The team’s result")), says="assess result team", about=startup.id)
        return (why_button, team)
    share = Button(
        translator.text(N_("Share with the team")), says="assess share", about=startup.id, main=True
    )
    return (share, why_button)
