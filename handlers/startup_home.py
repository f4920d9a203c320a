"""What matters now for one startup, to one of its people, and the next useful thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from gamma.assessments.assessment import Assessment
from gamma.assessments.page import next_page
from gamma.assessments.results import reached_summary
from gamma.assessments.rounds import Round
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.messages import held_buttons
from gamma.committees.messages import summary_lines
from gamma.dates import Quarter, day_in
from gamma.experts.question import Question, visible_to_team
from gamma.experts.question_messages import underway_line
from gamma.people.rights import Right
from gamma.portfolio.followed import PortfolioRow
from gamma.portfolio.row_messages import PLAN, checkpoint_line, result_line
from gamma.privacy.retention import DRAFT_RETENTION
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_
from handlers.engine.context import Context
from handlers.startups.page import startup_headline
from handlers.waiting import Duties, duties, expert_lines, with_one_main
from storage.assessments import rounds
from storage.assessments.assessments import Assessments
from storage.committees import committees
from storage.experts import questions
from storage.portfolio import rows


@dataclass(frozen=True)
class _OwnView:
    """A member's own self-assessment. round: under way, if one is."""

    draft: Assessment | None
    latest: Assessment | None
    round: Round | None

    def is_due(self, context: Context, row: PortfolioRow) -> bool:
        """Begun, or asked for by a round; of a team without rounds, once a quarter."""
        if self.draft or not self.latest or not self.latest.sent_at:
            return True
        if self.round and self.round.is_open:
            return self.latest.sent_at < self.round.counts_from(context.zone)
        this_quarter = Quarter.of(context.now, context.zone)
        return not row.startup.takes_part and Quarter.of(self.latest.sent_at, context.zone) != this_quarter


@dataclass(frozen=True)
class _StartupNow:
    startup: Startup
    row: PortfolioRow
    duties: Duties
    own: _OwnView | None
    questions: list[Question]


def startup_home(context: Context, startup: Startup) -> Message:
    """Checkpoint, one's actions, what waits for an answer, the last result. Raises NotAllowedError."""
    context.require(Right.SEE_STARTUP, startup)
    (row,) = rows.load(context, [startup.id])
    underway = visible_to_team(questions.underway_of(context.session, startup.id), context.actor.id)
    home = _StartupNow(startup, row, duties(context, startup.id), _own_view(context, startup), underway)
    blocks = (
        [startup_headline(context, startup), *_checkpoint_lines(context, home)],
        home.duties.action_lines(context, startup.id),
        [*home.duties.offer_lines(context), *_waiting_lines(context, home)],
        _result_lines(context, home),
        expert_lines(context) if context.place.direct else [],
    )
    paragraphs = [Text.lines(*lines) for lines in blocks if lines]
    return Message(fit_paragraphs(paragraphs), tuple(_buttons(context, home)))


def _own_view(context: Context, startup: Startup) -> _OwnView | None:
    if not context.may(Right.ASSESS, startup.id):
        return None
    stored, person_id = Assessments(context.session, context.programme), context.actor.id
    return _OwnView(
        draft=stored.draft(startup.id, person_id, context.now - DRAFT_RETENTION),
        latest=stored.latest(startup.id, person_id),
        round=rounds.active_of(context.session, startup.id),
    )


# --- what is said ---------------------------------------------------------------------------------


def _checkpoint_lines(context: Context, home: _StartupNow) -> list[Text]:
    """A past one that nobody closed is no planned one: it stands by itself."""
    translator, now = context.translator, context.now
    lines = []
    unclosed = home.row.startup.unclosed_checkpoint(now)
    if unclosed:
        when = translator.moment(unclosed.moment, now, context.reader_zone)
        lines.append(translator.render(N_("**The checkpoint of {when}: did it take place?**"), when=when))
    coming = home.row.startup.next_checkpoint(now)
    if coming or not unclosed:
        lines.append(checkpoint_line(translator, coming, now, context.reader_zone))
    if home.row.startup.is_checkpoint_overdue(now) and not unclosed:
        since = translator.date(day_in(home.row.startup.gap_since, context.reader_zone))
        lines.append(translator.render(N_("None was noted as held since {day}: time for one."), day=since))
    ahead = next(iter(home.row.startup.committees), None)
    last = None if ahead else committees.last(context.session, home.startup.id)
    return [*lines, *summary_lines(translator, ahead, last, day_in(now, context.zone))]


def _waiting_lines(context: Context, home: _StartupNow) -> list[Text]:
    """Of the self-assessment what was begun or is asked for; and the questions of the team under way."""
    translator, own, lines = context.translator, home.own, []
    waiting = next_page(context.programme, own.draft.pages) if own and own.draft else None
    if waiting:
        page = translator.local(waiting.title)
        sentence = N_("Your self-assessment is waiting for you at the page: {page}")
        lines.append(translator.render(sentence, page=page))
    elif own and own.round and own.round.is_open and own.is_due(context, home.row):
        until = translator.day(day_in(own.round.closes_at, context.zone), day_in(context.now, context.zone))
        sentence = N_("The round of self-assessment is open until {day}: your answer is welcome.")
        lines.append(translator.render(sentence, day=until))
    return [*lines, *underway_line(translator, len(home.questions))]


def _result_lines(context: Context, home: _StartupNow) -> list[Text]:
    translator, own = context.translator, home.own
    lines = []
    if own and own.latest and own.latest.sent_at:
        lines.append(_last_assessment_line(context, own.latest))
    elif own and not own.draft:
        not_yet = translator.plural(
            "You have not assessed your startup yet: {count} short page.",
            "You have not assessed your startup yet: {count} short pages, a few minutes.",
            len(context.programme.criteria),
        )
        lines.append(not_yet)
    if home.row.result or not own:
        team = result_line(translator, context.programme, home.row.result)
        sentence = N_("The team’s last result, {result}") if home.row.result else N_("{result}")
        lines.append(translator.render(sentence, result=team))
    return lines


def _last_assessment_line(context: Context, latest: Assessment) -> Text:
    translator, sent_at = context.translator, latest.sent_at or context.now
    day = translator.day(day_in(sent_at, context.zone), day_in(context.now, context.zone))
    reached = reached_summary(translator, context.programme, latest.answers)
    if not reached:
        return translator.render(N_("Your last self-assessment: {day}"), day=day)
    return translator.render(N_("Your last self-assessment: {day}, {reached}"), day=day, reached=reached)


# --- what can be done -----------------------------------------------------------------------------


def _buttons(context: Context, home: _StartupNow) -> list[Button]:
    """The first is the next useful thing; help is always the last."""
    ways: dict[str, Button] = {}
    for button in (*_useful_steps(context, home), *_other_ways(context, home)):
        ways.setdefault(button.says, button)
    chosen = with_one_main([*ways.values()][: MESSAGE_BUTTONS - 1])
    return [*chosen, Button(context.translator.text(N_("Help")), says="help")]


def _useful_steps(context: Context, home: _StartupNow) -> Iterator[Button]:
    """What was not said of the last checkpoint comes before the next one is planned: it may be no gap."""
    unclosed = home.row.startup.unclosed_checkpoint(context.now)
    if unclosed and context.may(Right.PLAN_CHECKPOINTS, home.startup.id):
        yield from held_buttons(context.translator, unclosed)
    if home.row.startup.is_checkpoint_overdue(context.now) and not unclosed:
        yield _checkpoint_button(context, home)
    if home.duties.offered:
        yield home.duties.buttons(context)[0]
    if home.own and home.own.is_due(context, home.row):
        yield _assess_button(context, home, home.own)
    if not unclosed:
        yield _checkpoint_button(context, home)


def _other_ways(context: Context, home: _StartupNow) -> Iterator[Button]:
    translator, about = context.translator, home.startup.id
    if context.may(Right.ASK_EXPERT, about):
        if home.questions:
            yield Button(translator.text(N_("Where it stands")), says="expert status", about=about)
        else:
            yield Button(translator.text(N_("Ask an expert")), says="expert ask", about=about)
    yield from home.duties.buttons(context)
    if home.own and home.own.latest:
        yield Button(translator.text(N_("My result")), says="assess result", about=about)
    elif not home.own:
        yield Button(translator.text(N_("The team’s result")), says="assess result team", about=about)
    if home.own:
        yield _assess_button(context, home, home.own)


def _checkpoint_button(context: Context, home: _StartupNow) -> Button:
    if home.row.startup.next_checkpoint(context.now):
        label, says = N_("See the agenda"), "checkpoint agenda"
    else:
        label, says = PLAN, "checkpoint plan"
    return Button(context.translator.text(label), says=says, about=home.startup.id)


def _assess_button(context: Context, home: _StartupNow, own: _OwnView) -> Button:
    label = N_("Continue") if own.draft else N_("Assess")
    return Button(context.translator.text(label), says="assess", about=home.startup.id)
