"""What experts settle for themselves: `/gamma expert profile`, `pause`, `resume`, `capacity`; and `list`."""

from datetime import date, datetime, time, timedelta

from gamma.chat import Button, Message
from gamma.dates import LocalMoment, day_in
from gamma.experts.parse_expertise import parse_capacity
from gamma.experts.profile_messages import domain_coverage, domains_button, pause_end
from gamma.experts.profile_messages import profile as profile_of
from gamma.experts.question import Expert
from gamma.experts.question_messages import headline
from gamma.parsing.duration import AmbiguousReturnError, parse_return_date
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from storage.experts import experts, questions
from storage.reader_context import ReaderContext

_LENGTHS = (("1 week", N_("1 week")), ("2 weeks", N_("2 weeks")), ("1 month", N_("1 month")))

_MOST_MISSED = 5
"""Questions that went on to others."""


def profile(context: Context, _given: Arguments) -> Message:
    return profile_message(context)


def list_domains(context: Context, _given: Arguments) -> Message:
    counts = experts.count_by_domain(context.session)
    return domain_coverage(
        context.programme, context.translator, counts, helps=own_expert(context) is not None
    )


def pause(context: Context, given: Arguments) -> Message:
    expert = require_expert(context)
    if not given.text:
        return _how_long(context)
    try:
        day = parse_return_date(given.text, day_in(context.now, context.reader_zone))
    except AmbiguousReturnError as error:
        raise _which_day(context, error) from None
    until = LocalMoment(day, time(0), context.reader_zone).instant
    experts.set_pause(context.session, expert.person_id, until)
    passed = experts.pass_on_offers(context.session, expert.person_id, context.now)
    if expert.paused_until and until < expert.paused_until:
        experts.requeue(context.session, expert.domains, context.now)
    return _paused(context, until, passed)


def resume(context: Context, _given: Arguments) -> Message:
    expert, translator = require_expert(context), context.translator
    if not expert.is_paused(context.now):
        not_paused = N_("You are not on pause: questions may come to you.")
        return profile_message(context, translator.render(not_paused))
    experts.set_pause(context.session, expert.person_id, None)
    experts.requeue(context.session, expert.domains, context.now)
    welcome = translator.render(N_("Welcome back! Questions may come to you again."))
    return profile_message(context, welcome, *_missed(context))


def capacity(context: Context, given: Arguments) -> Message:
    save_capacity(context, require_expert(context), parse_capacity(given.text))
    return profile_message(context, context.translator.render(N_("Noted, thank you!")))


def save_capacity(context: Context, expert: Expert, capacity: int) -> None:
    experts.set_capacity(context.session, expert.person_id, capacity)
    if capacity > expert.capacity:
        experts.requeue(context.session, expert.domains, context.now)


def own_expert(context: ReaderContext) -> Expert | None:
    return experts.load(context.session, context.reader.id) if context.reader else None


def require_expert(context: Context) -> Expert:
    """Who asks. Raises ClarificationNeeded, which invites whoever is none yet."""
    expert = own_expert(context)
    if expert is None:
        raise ClarificationNeeded(_invitation(context))
    return expert


def profile_message(context: ReaderContext, *first: Text) -> Message:
    """The settings as they are now, below what is to be said first; to who has none, an invitation."""
    expert = own_expert(context)
    if expert is None:
        return _invitation(context, *first)
    busy = experts.workload(context.session, expert.person_id, context.now, context.reader_zone)
    settings = profile_of(
        context.programme, context.translator, expert, busy, context.now, context.reader_zone
    )
    return Message((*first, *settings.paragraphs), settings.buttons)


def passed_on(context: Context, passed: int) -> list[Text]:
    """Who goes away need not feel bad about what they leave."""
    if not passed:
        return []
    others = context.translator.plural(
        "The question that waited for your answer goes on to somebody else; nobody is told why.",
        "The {count} questions that waited for your answer go on to others; nobody is told why.",
        passed,
    )
    return [others]


def _invitation(context: ReaderContext, *first: Text) -> Message:
    translator = context.translator
    would_you = N_(
        "You are not in the expert network yet. Would you like to help other teams now and then? "
        "You say in what and how often; “not for me” is always a good answer."
    )
    join = Button(translator.text(N_("Join the network")), says="expert join", main=True)
    return Message((*first, translator.render(would_you)), (join, domains_button(translator)))


def _paused(context: Context, until: datetime, passed: int) -> Message:
    translator = context.translator
    enjoy = translator.render(
        N_("Enjoy the break! {pause}. Back earlier? `/gamma expert resume`."),
        pause=pause_end(translator, until, context.reader_zone),
    )
    resume_button = Button(translator.text(N_("I am back")), says="expert resume")
    return Message((enjoy, *passed_on(context, passed)), (resume_button,))


def _how_long(context: Context) -> Message:
    translator = context.translator
    ask = N_(
        "Until when shall I leave you in peace? Choose, or write it: `/gamma expert pause until 15 December`."
    )
    buttons = [Button(translator.text(label), says=f"expert pause {length}") for length, label in _LENGTHS]
    return Message((translator.render(ask),), tuple(buttons))


def _which_day(context: Context, error: AmbiguousReturnError) -> ClarificationNeeded:
    last_days = [day - timedelta(days=1) for day in error.choices]
    buttons = [_until_button(context, day) for day in last_days]
    return ClarificationNeeded(Message((error.render(context.translator),), tuple(buttons)))


def _until_button(context: Context, day: date) -> Button:
    return Button(context.translator.full_day(day), says=f"expert pause {day.isoformat()}")


def _missed(context: Context) -> list[Text]:
    """What went on to others, and nobody has taken."""
    missed = questions.missed_by(context.session, context.actor.id)[:_MOST_MISSED]
    if not missed:
        return []
    translator = context.translator
    still_open = N_("Still open, and yours if you like: `/gamma expert take {number}`.")
    lines = [headline(context.programme, translator, each) for each in missed]
    return [Text.lines(translator.render(still_open, number=missed[0].id), *lines)]
