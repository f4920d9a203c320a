"""The result of a self-assessment in words: verdicts with their reasons, and what may come next."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.answers import Answers
from gamma.assessments.answer_labels import fill
from gamma.assessments.assessment import Assessment
from gamma.assessments.outside_view import OutsideView
from gamma.assessments.outside_view_messages import beside
from gamma.assessments.readiness import LEVELS, CriterionResult, judge_all
from gamma.assessments.team_result import RANGE_FROM, TeamCriterionResult, TeamQuarter, TeamResult
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from gamma.programme.labels import verdict_name
from gamma.startups.startup import Startup
from gamma.text import Span, Text
from gamma.translator import N_, Translator
from gamma.truncate import fit_paragraphs

SIGNS: dict[Verdict, str] = {"reached": "✔", "partly": "◐", "not_yet": "✖", "unknown": "○"}
SEE_TREND = N_("See the trend")


def own_result(
    words: Translator,
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
    judgements = judge_all(programme, assessment.answers, commands)
    paragraphs = [words.rich(N_("**Your self-assessment: {startup}**"), startup=startup.name)]
    paragraphs += [_told(words, judgement) for judgement in judgements]
    if previous and previous.sent_at:
        before = judge_all(programme, previous.answers)
        paragraphs += _changes(words, before, judgements, previous.sent_at, zone)
    if assessment.shared_at:
        paragraphs.append(words.rich(N_("Shared with the team.")))
    else:
        private = words.rich(N_("For now only you see this. To share it: `/gamma assess share`."))
        shared = N_(
            "It then joins the team’s result, without your name; while few have shared, it can be guessed."
        )
        paragraphs.append(Text.lines(private, words.rich(shared)))
    buttons = _result_buttons(words, startup, shared=bool(assessment.shared_at))
    own_trend = Button(words.text(SEE_TREND), says="assess history", about=startup.id)
    shown = (*buttons, own_trend) if trend else buttons
    asking = _expert_buttons(words, programme, startup, judgements)
    return Message(tuple(paragraphs), (*shown, *asking)[:MESSAGE_BUTTONS])


def _expert_buttons(
    words: Translator, programme: Programme, startup: Startup, judgements: Sequence[CriterionResult]
) -> list[Button]:
    """To ask the network, where the next step is to do so."""
    named = [judgement.step.domain for judgement in judgements if judgement.step and judgement.step.domain]
    domains = [domain for each in dict.fromkeys(named) if (domain := programme.domain(each))]
    return [
        Button(
            words.text(N_("Ask: {domain}"), domain=domain.label.said(words.locale)),
            f"expert {domain.id}",
            startup.id,
        )
        for domain in domains
    ]


def team_message(
    words: Translator, startup: Startup, known: TeamQuarter, result: TeamResult, *, invite: bool, trend: bool
) -> Message:
    """The team's result, for its channel and those who may see it, without the name of any member.

    invite: those who read it may give their own view. trend: there is a history to see.
    """
    title = words.rich(
        N_("**Self-assessment of the team: {startup}** · Q{quarter} {year}"),
        startup=startup.name,
        quarter=known.quarter.number,
        year=known.quarter.year,
    )
    paragraphs = [
        Text.lines(title, _made_of(words, result)),
        *(_team_told(words, team, known.views) for team in result.criteria),
    ]
    if 1 < result.people < RANGE_FROM:
        hidden = N_("With two answers the range is not shown, so that nobody’s answer can be guessed.")
        paragraphs.append(words.rich(hidden))
    buttons = []
    if invite:
        view = words.text(N_("Give my view"))
        buttons.append(Button(view, says="assess", about=startup.id, for_all=True))
    if trend:
        history = "assess history team"
        buttons.append(Button(words.text(SEE_TREND), says=history, about=startup.id, for_all=True))
    return Message(fit_paragraphs(paragraphs), tuple(buttons))


def _made_of(words: Translator, result: TeamResult) -> Text:
    if not result.people:
        return words.rich(N_("Made of shared facts alone: nobody has shared a view of their own yet."))
    return words.plural("Made of {count} shared answer.", "Made of {count} shared answers.", result.people)


def summary(words: Translator, programme: Programme, answers: Answers) -> str:
    """ "2 criteria of 3 reached"; nothing where none is."""
    reached = sum(judgement.verdict == "reached" for judgement in judge_all(programme, answers))
    if not reached:
        return ""
    told = words.plural(
        "{count} criterion of {all} reached",
        "{count} criteria of {all} reached",
        reached,
        all=len(programme.criteria),
    )
    return str(told)


def verdict_line(words: Translator, judgement: CriterionResult) -> Text:
    """A criterion's verdict with its reasons."""
    return words.rich(
        N_("{sign} **{title}: {verdict}.** {reasons}"),
        sign=SIGNS[judgement.verdict],
        title=judgement.criterion.title.said(words.locale),
        verdict=verdict_name(words, judgement.verdict),
        reasons=_reasons(words, judgement),
    )


def _told(words: Translator, judgement: CriterionResult) -> Text:
    return Text.lines(verdict_line(words, judgement), *_step(words, judgement))


def _reasons(words: Translator, judgement: CriterionResult) -> Text:
    spans: list[Span] = []
    for reason in judgement.reasons:
        told = fill(words, judgement.criterion, reason.text, judgement.answers)
        spans += [Span(" "), *told.spans] if spans else told.spans
    return Text(tuple(spans))


def _step(words: Translator, judgement: CriterionResult) -> list[Text]:
    if judgement.step is None:
        return []
    step = fill(words, judgement.criterion, judgement.step.text, judgement.answers)
    return [words.rich(N_("→ Next step: {step}"), step=step)]


def _team_told(words: Translator, team: TeamCriterionResult, views: Sequence[OutsideView]) -> Text:
    judgement = team.judgement
    outside = beside(words, views, judgement.criterion, judgement.verdict)
    return Text.lines(_told(words, judgement), *_spread(words, team), *outside)


def _spread(words: Translator, team: TeamCriterionResult) -> list[Text]:
    if not team.spread:
        return []
    lowest, highest = (verdict_name(words, verdict) for verdict in team.spread)
    if lowest == highest:
        return [words.rich(N_("Your answers all lead to the same result."))]
    spread = N_("Your views range from “{lowest}” to “{highest}”: worth talking about.")
    return [words.rich(spread, lowest=lowest, highest=highest)]


def _changes(
    words: Translator,
    before: Sequence[CriterionResult],
    after: Sequence[CriterionResult],
    then: datetime,
    zone: ZoneInfo,
) -> list[Text]:
    changes = []
    for old, new in zip(before, after, strict=True):
        if old.verdict == new.verdict or not {old.verdict, new.verdict} <= LEVELS.keys():
            continue
        change = words.text(
            N_("{title} went from “{old}” to “{new}”"),
            title=new.criterion.short.said(words.locale),
            old=verdict_name(words, old.verdict),
            new=verdict_name(words, new.verdict),
        )
        changes.append(change)
    if not changes:
        return []
    day = words.date(day_in(then, zone))
    return [words.rich(N_("Since {day}, {changes}."), day=day, changes=words.listed(changes))]


def _result_buttons(words: Translator, startup: Startup, *, shared: bool) -> tuple[Button, ...]:
    why_button = Button(words.text(N_("Why these results?")), says="assess why", about=startup.id)
    if shared:
        team = Button(words.text(N_("The team’s result")), says="assess result team", about=startup.id)
        return (why_button, team)
    share = Button(words.text(N_("Share with the team")), says="assess share", about=startup.id, main=True)
    return (share, why_button)
