"""`/gamma expert pause`, `resume`, `capacity`: how much somebody of the network is asked."""

from datetime import date, datetime, time, timedelta

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.expert import Expert
from gamma.experts.parse_expertise import parse_capacity
from gamma.experts.profile_messages import back
from gamma.experts.question_messages import headline
from gamma.local_time import LocalMoment
from gamma.parsing.duration import AmbiguousReturnError, parse_return_date
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.experts.profile import not_yet, own, shown
from storage.experts import experts, questions

_LENGTHS = (("1 week", N_("1 week")), ("2 weeks", N_("2 weeks")), ("1 month", N_("1 month")))

_SHOWN = 5
"""Questions that went on to others."""


def pause(context: Context, typed: str) -> Message:
    expert = own(context)
    if expert is None:
        return not_yet(context)
    if not typed:
        return _how_long(context)
    try:
        day = parse_return_date(typed, day_in(context.now, context.reader_zone))
    except AmbiguousReturnError as error:
        return _which(context, error)
    until = LocalMoment(day, time(0), context.reader_zone).instant
    experts.keep_pause(context.session, expert.person_id, until)
    passed = experts.pass_on(context.session, expert.person_id, context.now)
    if expert.paused_until and until < expert.paused_until:
        experts.wake(context.session, expert.domains, context.now)
    return _paused(context, until, passed)


def _paused(context: Context, until: datetime, passed: int) -> Message:
    translator = context.translator
    told = translator.render(
        N_("Enjoy the break! {pause}. Back earlier? `/gamma expert resume`."), pause=_back(context, until)
    )
    resume = Button(translator.text(N_("I am back")), says="expert resume")
    return Message((told, *passed_on(context, passed)), (resume,))


def _back(context: Context, until: datetime) -> Text:
    return back(context.translator, until, context.reader_zone)


def passed_on(context: Context, passed: int) -> list[Text]:
    """Who goes away need not feel bad about what they leave."""
    if not passed:
        return []
    told = context.translator.plural(
        "The question that waited for your answer goes on to somebody else; nobody is told why.",
        "The {count} questions that waited for your answer go on to others; nobody is told why.",
        passed,
    )
    return [told]


def _how_long(context: Context) -> Message:
    translator = context.translator
    ask = N_(
        "Until when shall I leave you in peace? Choose, or write it: `/gamma expert pause until 15 December`."
    )
    buttons = [Button(translator.text(label), says=f"expert pause {length}") for length, label in _LENGTHS]
    return Message((translator.render(ask),), tuple(buttons))


def _which(context: Context, error: AmbiguousReturnError) -> Message:
    last_days = [day - timedelta(days=1) for day in error.choices]
    buttons = [_until(context, day) for day in last_days]
    return Message((error.render(context.translator),), tuple(buttons))


def _until(context: Context, day: date) -> Button:
    return Button(context.translator.full_day(day), says=f"expert pause {day.isoformat()}")


def resume(context: Context, _typed: str) -> Message:
    expert = own(context)
    if expert is None:
        return not_yet(context)
    translator = context.translator
    if not expert.is_paused(context.now):
        return shown(context, translator.render(N_("You are not on pause: questions may come to you.")))
    experts.keep_pause(context.session, expert.person_id, None)
    experts.wake(context.session, expert.domains, context.now)
    welcome = translator.render(N_("Welcome back! Questions may come to you again."))
    return shown(context, welcome, *_missed(context))


def _missed(context: Context) -> list[Text]:
    """What went on to others, and nobody has taken."""
    found = questions.missed_by(context.session, context.actor.id)[:_SHOWN]
    if not found:
        return []
    translator = context.translator
    told = N_("Still open, and yours if you like: `/gamma expert take {number}`.")
    lines = [headline(context.programme, translator, each) for each in found]
    return [Text.lines(translator.render(told, number=found[0].id), *lines)]


def capacity(context: Context, typed: str) -> Message:
    expert = own(context)
    if expert is None:
        return not_yet(context)
    keep_capacity(context, expert, parse_capacity(typed))
    return shown(context, context.translator.render(N_("Noted, thank you!")))


def keep_capacity(context: Context, expert: Expert, wanted: int) -> None:
    experts.keep_capacity(context.session, expert.person_id, wanted)
    if wanted > expert.capacity:
        experts.wake(context.session, expert.domains, context.now)
