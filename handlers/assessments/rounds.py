"""`/gamma assess round`: how a round stands, and what the team says of its invitations."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.assessments.round_messages import RHYTHM_NAMES, answered_line, title
from gamma.assessments.rounds import (
    RHYTHMS,
    LocalCalendar,
    Round,
    closing,
    first_opening,
    next_opening,
    put_off,
)
from gamma.chat import Button, Message
from gamma.dates import Quarter, day_in
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.assessments.pages import require_member
from handlers.engine.command_spec import Arguments, StartupArgument, Subcommand
from handlers.engine.context import Context
from storage.assessments import round_plans, rounds
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


def calendar_of(context: Context, startup_id: str) -> LocalCalendar:
    zone = context.zone_in(startup_id)
    return LocalCalendar(zone, checkpoints.startup_region(context.session, startup_id, context.zone))


def status(context: Context, given: Arguments) -> Message:
    """How the round under way stands, or when the next one is."""
    startup, translator = given.startup, context.translator
    context.require(Right.SEE_SHARED_RESULTS, startup)
    round = rounds.active_of(context.session, startup.id)
    if round is None or not round.is_open:
        return Message((_following(context, startup),), (_rhythm_button(context, startup),))
    count = rounds.count(context.session, round, context.zone)
    closes = _day(context, startup, round)
    until = translator.render(N_("It closes on {day}."), day=closes)
    lines = Text.lines(title(translator, startup, round), answered_line(translator, count), until)
    buttons = [_rhythm_button(context, startup)]
    if context.may(Right.ASSESS, startup.id) and context.actor.id not in rounds.answered(
        context.session, round, context.zone
    ):
        answer = Button(translator.text(N_("Answer")), says="assess", about=startup.id, main=True)
        buttons.insert(0, answer)
    return Message((lines,), tuple(buttons))


def _later(context: Context, given: Arguments) -> Message:
    startup, round = _open_round(context, given)
    where, times = calendar_of(context, startup.id), context.programme.rounds
    resumes_at = put_off(times, context.now, where)
    closes_at = closing(times, resumes_at, where)
    if closes_at > round.quarter.following().starts(where.zone) and round.occasion == "quarter":
        sentence = N_(
            "The quarter ends before that. You can answer until {day}, or say “not this quarter”: "
            "`/gamma assess round skip`. Nothing was changed."
        )
        raise UserError(sentence, day=_day(context, startup, round))
    rounds.put_off(context.session, round, resumes_at, closes_at)
    sentence = N_("I will come back to it on {day}, in the same message. You can answer before, if you like.")
    day = context.translator.day(day_in(resumes_at, where.zone), context.today_in(startup.id))
    return Message((context.translator.render(sentence, day=day),), _answer_button(context, startup))


def _skip(context: Context, given: Arguments) -> Message:
    startup, round = _open_round(context, given)
    rounds.set_state(context.session, round, "skipped", context.now)
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
    where, times = calendar_of(context, startup.id), context.programme.rounds
    is_this_quarters = last is not None and last.quarter == Quarter.of(context.now, context.zone)
    if last is None or last.state not in ("skipped", "later") or not is_this_quarters:
        if last is not None and last.state == "open":
            return status(context, given)
        raise UserError(_NO_ROUND, startup=startup.name)
    rounds.reopen(context.session, last, context.now, closing(times, context.now, where))
    reopened = rounds.load(context.session, last.id) or last
    sentence = N_("It is open again, until {day}.")
    told = context.translator.render(sentence, day=_day(context, startup, reopened))
    return Message((told,), _answer_button(context, startup))


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
    following = next_opening(context.programme.rounds, months, context.now, calendar_of(context, startup.id))
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
    sentence = N_("No more reminders of this kind for {startup}. Answering stays possible at any moment.")
    label = context.translator.text(N_("Remind me again"))
    again = Button(label, says="assess round remind", about=startup.id)
    return Message((context.translator.render(sentence, startup=startup.name),), (again,))


def _remind(context: Context, given: Arguments) -> Message:
    startup = given.startup
    require_member(context, startup, Right.ASSESS)
    rounds.resume_reminders(context.session, startup.id, context.actor.id)
    sentence = N_("You are reminded again, twice at most in a round of {startup}.")
    return Message((context.translator.render(sentence, startup=startup.name),))


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
    if plan is None or plan.enrolled_at != enrolled_at:
        return RoundPlan(startup.id, enrolled_at, None, None)
    return plan


def _following(context: Context, startup: Startup) -> Text:
    enrolled_at = enrolment.enrolled_at(context.session, startup.id)
    plan = round_plans.load(context.session, startup.id)
    if enrolled_at and (plan is None or plan.enrolled_at != enrolled_at):
        where, times = calendar_of(context, startup.id), context.programme.rounds
        first = first_opening(times, enrolled_at, context.now, where)
        plan = RoundPlan(startup.id, enrolled_at, first, None)
    if not enrolled_at or plan is None or plan.next_at is None:
        return context.translator.render(N_("No round is planned for {startup}."), startup=startup.name)
    zone = context.zone_in(startup.id)
    day = context.translator.day(day_in(plan.next_at, zone), context.today_in(startup.id))
    return context.translator.render(N_("The next round begins on {day}."), day=day)


def _day(context: Context, startup: Startup, round: Round) -> str:
    zone = context.zone_in(startup.id)
    return context.translator.day(day_in(round.closes_at, zone), context.today_in(startup.id))


def _answer_button(context: Context, startup: Startup) -> tuple[Button, ...]:
    if not context.may(Right.ASSESS, startup.id):
        return ()
    return (Button(context.translator.text(N_("Answer")), says="assess", about=startup.id),)


def _rhythm_button(context: Context, startup: Startup) -> Button:
    label = context.translator.text(N_("Another rhythm"))
    return Button(label, says="assess round rhythm", about=startup.id)


_BESIDE = StartupArgument.BESIDE

_RHYTHM_WORDS = ("rhythm", "rythme", "cadence", "plus-souvent", "moins-souvent", "more-often", "less-often")

SUBCOMMANDS = (
    Subcommand("later", _later, ("later", "plus-tard", "pas-encore", "not-yet"), startup=_BESIDE),
    Subcommand("skip", _skip, ("skip", "sauter", "pas-ce-trimestre", "not-this-quarter"), startup=_BESIDE),
    Subcommand("open", _reopen, ("open", "reprendre", "rouvrir", "ouvrir"), startup=_BESIDE),
    Subcommand("rhythm", _rhythm, _RHYTHM_WORDS, startup=_BESIDE),
    Subcommand("stop", _stop, ("stop", "arrêter"), startup=_BESIDE),
    Subcommand("remind", _remind, ("remind", "rappeler"), startup=_BESIDE),
)
