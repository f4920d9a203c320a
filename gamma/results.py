"""The result of a self-assessment in words: verdicts with their reasons, and what may come next."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from gamma.answers import Answers, Value, opinion_in, share_of
from gamma.assessments import Assessment
from gamma.calendar import day_in
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.counter_view import CounterView, TeamQuarter
from gamma.counter_view_words import beside
from gamma.fitting import fitting
from gamma.people import Startup
from gamma.programme import Criterion, Programme, Verdict
from gamma.programme_texts import LocalText
from gamma.readiness import LEVELS, RANGE_FROM, Judgement, TeamJudgement, TeamResult, judge_all
from gamma.said_verdicts import verdict_name
from gamma.text import Span, Text, rich
from gamma.words import N_, Words

SIGNS: dict[Verdict, str] = {"reached": "✔", "partly": "◐", "not_yet": "✖", "unknown": "○"}
SEE_TREND = N_("See the trend")
_MOST_OF_A_VALUE = 150


def own_result(
    words: Words,
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
    words: Words, programme: Programme, startup: Startup, judgements: Sequence[Judgement]
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
    words: Words, startup: Startup, known: TeamQuarter, result: TeamResult, *, invite: bool, trend: bool
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
    return Message(fitting(paragraphs), tuple(buttons))


def _made_of(words: Words, result: TeamResult) -> Text:
    if not result.people:
        return words.rich(N_("Made of shared facts alone: nobody has shared a view of their own yet."))
    return words.plural("Made of {count} shared answer.", "Made of {count} shared answers.", result.people)


def summary(words: Words, programme: Programme, answers: Answers) -> str:
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


def fill(words: Words, criterion: Criterion, text: LocalText, answers: Answers) -> Text:
    """A text of the programme file with its fields, thresholds, lists and {share} in place."""
    return rich(
        text.said(words.locale),
        **{name: _named(words, criterion, name, answers) for name in text.placeholders()},
    )


def shown(words: Words, criterion: Criterion, field_id: str, answers: Answers) -> str:
    """A field's value as the reader would write it, with its unit."""
    field = criterion.field(field_id)
    value = answers.get(field_id)
    unit = answers.get(field.unit, "") if field.unit else ""
    return f"{typed_form(words, value)} {unit}".strip() if value is not None else "…"


def typed_form(words: Words, value: Value) -> str:
    """The value as it could be typed back into its field."""
    if isinstance(value, Decimal):
        return words.exact(value)
    if isinstance(value, date):
        return words.date(value)
    return value


def _named(words: Words, criterion: Criterion, name: str, answers: Answers) -> str:
    if name in criterion.thresholds:
        return words.number(criterion.thresholds[name])
    if name in criterion.lists:
        listed = criterion.lists[name]
        chosen = [field for field in listed.fields if opinion_in(answers, field) in listed.answers]
        return words.listed([criterion.field(field).label.said(words.locale).lower() for field in chosen])
    if name == "share":
        return next(
            (_share(words, criterion, field.id, answers) for field in criterion.fields if field.at_most), ""
        )
    return shown(words, criterion, name, answers)[:_MOST_OF_A_VALUE]


def _share(words: Words, criterion: Criterion, part: str, answers: Answers) -> str:
    share = share_of(answers, part, criterion.field(part).at_most or "")
    return words.percent(share) if share is not None else "…"


def verdict_line(words: Words, judgement: Judgement) -> Text:
    """A criterion's verdict with its reasons."""
    return words.rich(
        N_("{sign} **{title}: {verdict}.** {reasons}"),
        sign=SIGNS[judgement.verdict],
        title=judgement.criterion.title.said(words.locale),
        verdict=verdict_name(words, judgement.verdict),
        reasons=_reasons(words, judgement),
    )


def _told(words: Words, judgement: Judgement) -> Text:
    return Text.lines(verdict_line(words, judgement), *_step(words, judgement))


def _reasons(words: Words, judgement: Judgement) -> Text:
    spans: list[Span] = []
    for reason in judgement.reasons:
        told = fill(words, judgement.criterion, reason.text, judgement.answers)
        spans += [Span(" "), *told.spans] if spans else told.spans
    return Text(tuple(spans))


def _step(words: Words, judgement: Judgement) -> list[Text]:
    if judgement.step is None:
        return []
    step = fill(words, judgement.criterion, judgement.step.text, judgement.answers)
    return [words.rich(N_("→ Next step: {step}"), step=step)]


def _team_told(words: Words, team: TeamJudgement, views: Sequence[CounterView]) -> Text:
    judgement = team.judgement
    outside = beside(words, views, judgement.criterion, judgement.verdict)
    return Text.lines(_told(words, judgement), *_spread(words, team), *outside)


def _spread(words: Words, team: TeamJudgement) -> list[Text]:
    if not team.spread:
        return []
    lowest, highest = (verdict_name(words, verdict) for verdict in team.spread)
    if lowest == highest:
        return [words.rich(N_("Your answers all lead to the same result."))]
    spread = N_("Your views range from “{lowest}” to “{highest}”: worth talking about.")
    return [words.rich(spread, lowest=lowest, highest=highest)]


def _changes(
    words: Words, before: Sequence[Judgement], after: Sequence[Judgement], then: datetime, zone: ZoneInfo
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


def _result_buttons(words: Words, startup: Startup, *, shared: bool) -> tuple[Button, ...]:
    why_button = Button(words.text(N_("Why these results?")), says="assess why", about=startup.id)
    if shared:
        team = Button(words.text(N_("The team’s result")), says="assess result team", about=startup.id)
        return (why_button, team)
    share = Button(words.text(N_("Share with the team")), says="assess share", about=startup.id, main=True)
    return (share, why_button)
