"""`/gamma assess round`: how a round stands, and what the team says of its invitations."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from gamma.assessments.round_messages import (
    RHYTHM_NAMES,
    TAKE_UP,
    answered_lines,
    put_off_lines,
    title,
)
from gamma.assessments.rounds import (
    RHYTHMS,
    Round,
    closing,
    first_opening,
    made_good,
    next_opening,
    put_off,
)
from gamma.calendar import LocalCalendar, later_working_instant
from gamma.chat import Button, Message
from gamma.dates import Quarter, day_in
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.assessments.pages import require_member
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand
from handlers.engine.context import Context
from storage.assessments import round_notices, round_plans, rounds
from storage.assessments.round_plans import RoundPlan
from storage.checkpoints import checkpoints
from storage.startups import enrolment, startups

_NO_ROUND = N_("No round of self-assessment is open for {startup}. `/gamma assess` is there at any moment.")
NOT_ENROLLED = N_("{startup} is not enrolled in the programme, so it has no rounds. Nothing was changed.")
_RHYTHM_SPELLINGS: Mapping[int, tuple[str, ...]] = {
    3: ("quarter", "quarterly", "trimestre", "trimestriel", "3", "every quarter", "chaque trimestre"),
    6: ("half-year", "semestre", "semestriel", "half-yearly", "6", "every half-year", "chaque semestre"),
    12: ("year", "an", "annuel", "année", "yearly", "12", "every year", "chaque année", "par an"),
    0: ("never", "jamais", "none", "aucun", "0"),
}
_RHYTHMS = {normalise(word): months for months, words in _RHYTHM_SPELLINGS.items() for word in words}


def status(context: Context, given: Arguments) -> Message:
    """How the round under way stands, or when the next one is."""
    startup, translator = given.startup, context.translator
    context.require(Right.SEE_SHARED_RESULTS, startup)
    round = rounds.active_of(context.session, startup.id)
    if round is None or not round.is_open:
        return Message((_following(context, startup),), (_rhythm_button(context, startup),))
    zone, today = context.zone_in(startup.id), context.today_in(startup.id)
    count = rounds.count(context.session, round, context.zone)
    counts_from = day_in(round.counts_from(context.zone), zone)
    closes = day_in(round.closes_at, zone)
    until = translator.render(N_("It closes on {day}."), day=translator.day(closes, today))
    buttons = [_rhythm_button(context, startup)]
    if not round.asks_at(context.now) and round.resumes_at:
        until = put_off_lines(translator, day_in(round.resumes_at, zone), closes, today)
        buttons[:0] = _take_up_button(context, startup)
    answered = answered_lines(translator, count, counts_from, today)
    lines = Text.lines(title(translator, startup, round), *answered, until)
    if context.may(Right.ASSESS, startup.id) and context.actor.id not in rounds.answered(
        context.session, round, context.zone
    ):
        answer = Button(translator.text(N_("Answer")), says="assess", about=startup.id, main=True)
        buttons.insert(0, answer)
    return Message((lines,), tuple(buttons))


def _later(context: Context, given: Arguments) -> Message:
    startup, round = _open_round(context, given)
    where, times = _calendar(context, startup), context.programme.rounds
    resumes_at = put_off(times, context.now, where)
    closes_at = closing(times, resumes_at, where)
    if closes_at > round.quarter.following().starts(where.zone) and round.occasion == "quarter":
        sentence = N_(
            "The quarter ends before that. You can answer until {day}, or say “not this quarter”: "
            "`/gamma assess round skip`. Nothing was changed."
        )
        raise UserError(sentence, day=_day(context, startup, round))
    rounds.put_off(context.session, round, resumes_at, closes_at)
    _remind_anew(context, round)
    days = day_in(resumes_at, where.zone), day_in(closes_at, where.zone), context.today_in(startup.id)
    buttons = (*_answer_button(context, startup), *_take_up_button(context, startup))
    return Message((put_off_lines(context.translator, *days),), buttons)


def _skip(context: Context, given: Arguments) -> Message:
    startup, round = _open_round(context, given)
    rounds.set_state(context.session, round, "skipped", context.now)
    round_notices.call_off(context.session, round, context.now)
    said = context.translator.render(
        N_("Not this quarter, then: nobody is reminded. Thank you for saying so.")
    )
    label = context.translator.text(N_("We want to after all"))
    reopen = Button(label, says="assess round open", about=startup.id)
    return Message((Text.lines(said, _following(context, startup)),), (reopen,))


def _reopen(context: Context, given: Arguments) -> Message:
    """Of the one that was put off, or skipped this quarter."""
    startup = given.startup
    context.require(Right.SET_ROUNDS, startup)
    startups.lock_startup(context.session, startup.id)
    last = rounds.last_of(context.session, startup.id)
    where, times = _calendar(context, startup), context.programme.rounds
    if last is not None and last.state == "open":
        return status(context, given)
    if last is None or not _may_reopen(context, last):
        raise UserError(_NO_ROUND, startup=startup.name)
    rounds.reopen(context.session, last, context.now, closing(times, context.now, where))
    if channel := startups.team_channel(context.session, startup.id):
        # Where it was skipped before the team was invited at all, nothing stands there.
        due_at = later_working_instant(context.now, where.zone, where.region)
        round_notices.invite(context.session, last, channel, due_at)
    reopened = _remind_anew(context, last)
    sentence = N_("It is open again, until {day}.")
    told = context.translator.render(sentence, day=_day(context, startup, reopened))
    return Message((told,), _answer_button(context, startup))


def _may_reopen(context: Context, round: Round) -> bool:
    is_this_quarters = round.quarter == Quarter.of(context.now, context.zone)
    return round.state == "later" or (round.state == "skipped" and is_this_quarters)


def _rhythm(context: Context, given: Arguments) -> Message:
    startup, translator = given.startup, context.translator
    context.require(Right.SET_ROUNDS, startup)
    plan = _plan(context, startup)
    if not given.text:
        return _which_rhythm(context, startup, plan)
    months = _RHYTHMS.get(normalise(given.text))
    if months is None:
        sentence = N_(
            "I do not know the rhythm “{typed}”. Write “quarter”, “half-year”, “year” or “never”. "
            "Nothing was changed."
        )
        raise UserError(sentence, typed=given.text[:60])
    following = next_opening(context.programme.rounds, months, context.now, _calendar(context, startup))
    round_plans.save(context.session, replace(plan, every_months=months, next_at=following))
    done = translator.render(
        N_("Noted: the team of **{startup}** is invited {rhythm}."),
        startup=startup.name,
        rhythm=translator.text(RHYTHM_NAMES[months]),
    )
    return Message((Text.lines(done, _following(context, startup)),), _answer_button(context, startup))


def _which_rhythm(context: Context, startup: Startup, plan: RoundPlan) -> Message:
    translator = context.translator
    months = context.programme.rounds.every_months if plan.every_months is None else plan.every_months
    now = translator.render(
        N_("The team of **{startup}** is invited {rhythm}. Which rhythm suits you?"),
        startup=startup.name,
        rhythm=translator.text(RHYTHM_NAMES[months]),
    )
    buttons = [
        Button(
            translator.text(RHYTHM_NAMES[each]).capitalize(),
            says=f"assess round rhythm {_RHYTHM_SPELLINGS[each][0]}",
            about=startup.id,
        )
        for each in RHYTHMS
        if each != months
    ]
    return Message((now,), tuple(buttons))


def _stop(context: Context, given: Arguments) -> Message:
    """For oneself: no more reminders in private."""
    startup = given.startup
    require_member(context, startup, Right.ASSESS)
    rounds.stop_reminders(context.session, startup.id, context.actor.id)
    _keep_reminders(context, startup)
    sentence = N_("No more reminders of this kind for {startup}. Answering stays possible at any moment.")
    label = context.translator.text(N_("Remind me again"))
    again = Button(label, says="assess round remind", about=startup.id)
    return Message((context.translator.render(sentence, startup=startup.name),), (again,))


def _remind(context: Context, given: Arguments) -> Message:
    startup = given.startup
    require_member(context, startup, Right.ASSESS)
    rounds.resume_reminders(context.session, startup.id, context.actor.id)
    _keep_reminders(context, startup)
    sentence = N_("You are reminded again, twice at most in a round of {startup}.")
    return Message((context.translator.render(sentence, startup=startup.name),))


def _remind_anew(context: Context, round: Round) -> Round:
    """Its reminders follow how it stands from now on."""
    current = rounds.lock(context.session, round.id) or round
    round_notices.remind(context.session, current, context.programme.rounds, context.now, context.zone)
    return current


def _keep_reminders(context: Context, startup: Startup) -> None:
    round = rounds.active_of(context.session, startup.id)
    if round and round.is_open:
        _remind_anew(context, round)


def _open_round(context: Context, given: Arguments) -> tuple[Startup, Round]:
    """Raises UserError where none is open, NotAllowedError."""
    startup = given.startup
    context.require(Right.SET_ROUNDS, startup)
    startups.lock_startup(context.session, startup.id)
    round = rounds.active_of(context.session, startup.id)
    if round is None or not round.is_open:
        raise UserError(_NO_ROUND, startup=startup.name)
    return startup, round


def _plan(context: Context, startup: Startup) -> RoundPlan:
    """Raises UserError where the startup does not take part."""
    enrolled_at = enrolment.enrolled_at(context.session, startup.id)
    if enrolled_at is None:
        raise UserError(NOT_ENROLLED, startup=startup.name)
    plan = round_plans.lock(context.session, startup.id)
    if plan is None:
        return RoundPlan(startup.id, enrolled_at, None, None)
    return replace(plan, enrolled_at=enrolled_at)


def _calendar(context: Context, startup: Startup) -> LocalCalendar:
    return checkpoints.calendar_of(context.session, startup.id, context.zone)


def _following(context: Context, startup: Startup) -> Text:
    enrolled_at = enrolment.enrolled_at(context.session, startup.id)
    next_at = _next_opening(context, startup, enrolled_at) if enrolled_at else None
    if next_at is None:
        return context.translator.render(N_("No round is planned for {startup}."), startup=startup.name)
    if next_at <= context.now and startups.team_channel(context.session, startup.id) is None:
        return context.translator.render(N_("The next round begins once a channel is linked."))
    zone = context.zone_in(startup.id)
    day = context.translator.day(day_in(next_at, zone), context.today_in(startup.id))
    return context.translator.render(N_("The next round begins on {day}."), day=day)


def _next_opening(context: Context, startup: Startup, enrolled_at: datetime) -> datetime | None:
    """In the past where it waits for a channel and may still open this quarter."""
    plan = round_plans.load(context.session, startup.id)
    where, times = _calendar(context, startup), context.programme.rounds
    if plan is None or plan.enrolled_at != enrolled_at:
        months = plan.every_months if plan else None
        return first_opening(times, months, enrolled_at, context.now, where)
    is_missed = plan.next_at is not None and plan.next_at <= context.now
    if plan.next_at is None or not is_missed or made_good(times, plan.next_at, context.now, where):
        return plan.next_at
    return next_opening(times, plan.every_months, context.now, where)


def _day(context: Context, startup: Startup, round: Round) -> str:
    zone = context.zone_in(startup.id)
    return context.translator.day(day_in(round.closes_at, zone), context.today_in(startup.id))


def _answer_button(context: Context, startup: Startup) -> tuple[Button, ...]:
    if not context.may(Right.ASSESS, startup.id):
        return ()
    return (Button(context.translator.text(N_("Answer")), says="assess", about=startup.id),)


def _take_up_button(context: Context, startup: Startup) -> tuple[Button, ...]:
    if not context.may(Right.SET_ROUNDS, startup.id):
        return ()
    return (Button(context.translator.text(TAKE_UP), says="assess round open", about=startup.id),)


def _rhythm_button(context: Context, startup: Startup) -> Button:
    label = context.translator.text(N_("Another rhythm"))
    return Button(label, says="assess round rhythm", about=startup.id)


_BESIDE = StartupArgument.BESIDE

_RHYTHM_WORDS = ("rhythm", "rythme", "cadence", "plus-souvent", "moins-souvent", "more-often", "less-often")

_changing = partial(Subcommand, startup=_BESIDE, changes=Changes.ALWAYS)
SUBCOMMANDS = (
    _changing("later", _later, ("later", "plus-tard", "pas-encore", "not-yet")),
    _changing("skip", _skip, ("skip", "sauter", "pas-ce-trimestre", "not-this-quarter")),
    _changing("open", _reopen, ("open", "reprendre", "rouvrir", "ouvrir")),
    Subcommand("rhythm", _rhythm, _RHYTHM_WORDS, startup=_BESIDE, changes=Changes.WITH_WORDS),
    _changing("stop", _stop, ("stop", "arrêter")),
    _changing("remind", _remind, ("remind", "rappeler")),
)
