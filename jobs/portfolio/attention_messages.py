"""What a portfolio manager is told of, with what to do: never as a reproach, and once."""

from collections.abc import Mapping, Sequence
from functools import partial

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import asked_if_held, held_buttons
from gamma.checkpoints.parse_cadence import describe_cadence
from gamma.committees.messages import edit_button, outcome_button
from gamma.dates import day_in
from gamma.portfolio.attention import gap_too_long_at, is_postponed_repeatedly
from gamma.portfolio.followed import FollowedStartup
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import (
    FactMessage,
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
    load_startup,
    no_message,
)
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.portfolio.attention import followed_startups


def attention_postponed(context: MessageContext, subject: Subject) -> Message | None:
    checkpoint = checkpoints.load(context.session, subject["checkpoint"])
    if not checkpoint or not is_postponed_repeatedly(checkpoint, context.now):
        return None
    startup, _ = _load(context, subject, checkpoint.startup_id)
    translator = context.translator
    fact = translator.plural(
        "**{startup}:** the checkpoint with the sponsor was put off {count} time; it is now on **{when}**.",
        "**{startup}:** the checkpoint with the sponsor was put off {count} times; it is now on **{when}**.",
        checkpoint.postponements,
        startup=startup.name,
        when=translator.moment(checkpoint.moment, context.now, context.reader_zone),
    )
    what = N_(
        "Nothing wrong with that. A word with the team, or with the sponsor, may help to keep this date."
    )
    plan = Button(translator.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id)
    see = _see_button(context, startup)
    return _message(context, subject, startup, fact, translator.render(what), see, plan)


def attention_gap(context: MessageContext, subject: Subject) -> Message | None:
    startup, state = _load(context, subject, subject["startup"])
    if state.gap_since.isoformat() != subject["since"]:
        return None
    if gap_too_long_at(state.gap_since, state.cadence) > context.now or _is_told_as_silent(context, state):
        return None
    translator = context.translator
    sentence = N_(
        "**{startup}:** no checkpoint with the sponsor noted as held since {day}. "
        "The rhythm it chose: {cadence}."
    )
    if state.last_held_at is None or state.last_held_at < state.gap_since:
        sentence = N_(
            "**{startup}:** no checkpoint with the sponsor since it was enrolled, on {day}. "
            "The rhythm it chose: {cadence}."
        )
    fact = translator.render(
        sentence,
        startup=startup.name,
        day=translator.date(day_in(state.gap_since, context.reader_zone)),
        cadence=describe_cadence(state.cadence, translator),
    )
    planned = checkpoints.list_planned(context.session, startup.id)
    begun = [each for each in planned if each.starts_at <= context.now]
    facts = {f"gap:{startup.id}": subject["since"]}
    asked = asked_if_held(begun[-1]) if begun else {}
    if asked and context.find_news(asked):
        sentence = N_("Nobody has said yet whether the one of {when} took place. Do you know?")
        what = translator.render(sentence, when=_when(context, begun[-1]))
        message = _message(context, subject, startup, fact, what, *held_buttons(translator, begun[-1]))
        return FactMessage.of(message, {**facts, **asked})
    ahead = [each for each in planned if each not in begun]
    return FactMessage.of(_gap_message(context, subject, startup, fact, ahead), facts)


def _gap_message(
    context: MessageContext, subject: Subject, startup: Startup, fact: Text, planned: Sequence[Checkpoint]
) -> Message:
    """planned: those to come. Whether one that began took place was asked first, in whichever message."""
    translator = context.translator
    plan = Button(
        translator.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id, main=not planned
    )
    if planned:
        sentence = N_("The next one is planned for {when}. Is that soon enough?")
        what = translator.render(sentence, when=_when(context, planned[0]))
        return _message(context, subject, startup, fact, what, _see_button(context, startup), plan)
    ask = N_(
        "No checkpoint is planned. Would you propose a date to the team, or ask whether its rhythm "
        "still fits?"
    )
    return _message(context, subject, startup, fact, translator.render(ask), plan)


def _when(context: MessageContext, checkpoint: Checkpoint) -> str:
    return context.translator.moment(checkpoint.moment, context.now, context.reader_zone)


def _see_button(context: MessageContext, startup: Startup) -> Button:
    label = context.translator.text(N_("See the checkpoints"))
    return Button(label, says="checkpoint", about=startup.id, main=True)


def _is_told_as_silent(context: MessageContext, state: FollowedStartup) -> bool:
    """Its managers hear that nothing at all came: that says it all."""
    return bool(state.managers) and state.is_silent(context.now, context.programme.messages.silent_after)


def attention_silent(context: MessageContext, subject: Subject) -> Message | None:
    """To a portfolio manager: nothing was assessed, planned, held or asked for long."""
    startup, state = _load(context, subject, subject["startup"])
    if state.last_sign.isoformat() != subject["since"] or not _is_told_as_silent(context, state):
        return None
    translator = context.translator
    fact = translator.render(
        N_("**{startup}** has been silent since {day}: nothing assessed, planned, held or asked."),
        startup=startup.name,
        day=translator.date(day_in(state.last_sign, context.reader_zone)),
    )
    what = N_("That may be fine. Would a word with the team, or a date for a checkpoint, help it?")
    plan = Button(translator.text(N_("Plan a checkpoint")), says="checkpoint plan", about=startup.id)
    see = _see_button(context, startup)
    message = _message(context, subject, startup, fact, translator.render(what), see, plan)
    return FactMessage.of(message, {f"attention-silent:{startup.id}": subject["since"]})


def attention_no_outcome(context: MessageContext, subject: Subject) -> Message | None:
    committee = committees.load(context.session, subject["committee"])
    if not committee or committee.outcome or not committee.meets_on:
        return None
    if committee.meets_on.isoformat() != subject["day"]:
        return None
    startup, _ = _load(context, subject, committee.startup_id)
    translator = context.translator
    fact = translator.render(
        N_("**{startup}:** the committee was on {day}, and what it decided is not noted here."),
        startup=startup.name,
        day=translator.full_day(committee.meets_on),
    )
    what = N_("If you know it, noting it takes a moment. If it did not meet, its new date helps the team.")
    buttons = (
        outcome_button(translator, startup, main=True),
        edit_button(translator, startup),
        context.stop_button("attention"),
    )
    return Message((fact, *_without_manager(context, subject), translator.render(what)), buttons)


def _load(context: MessageContext, subject: Subject, startup_id: str) -> tuple[Startup, FollowedStartup]:
    """Raises NothingLeftToSay unless it takes part and this reader is the one to tell."""
    startup = load_startup(context, startup_id)
    state = next(iter(followed_startups(context.session, context.now, [startup_id])), None)
    if not state or context.reader is None:
        raise NothingLeftToSay
    managers = [person.id for person in state.managers]
    is_theirs = context.reader.id in managers if subject["role"] == "manager" else not managers
    if not is_theirs:
        raise NothingLeftToSay
    return startup, state


def _message(
    context: MessageContext, subject: Subject, startup: Startup, fact: Text, what: Text, *buttons: Button
) -> Message:
    label = context.translator.text(N_("The team’s result"))
    result = Button(label, says="assess result team", about=startup.id)
    stop = context.stop_button("attention")
    return Message((fact, *_without_manager(context, subject), what), (*buttons, result, stop))


def _without_manager(context: MessageContext, subject: Subject) -> list[Text]:
    """Why the programme team is told."""
    if subject["role"] == "manager":
        return []
    sentence = N_("It has no portfolio manager, so I tell you: `/gamma startup manager @pauline` names one.")
    return [context.translator.render(sentence)]


_ATTENTION = partial(
    MessageKind, timing=Timing.REMINDER, missed=no_message, family="attention", is_budgeted=True
)
MESSAGES: Mapping[str, MessageKind] = {
    "attention_postponed": _ATTENTION(attention_postponed),
    "attention_gap": _ATTENTION(attention_gap),
    "attention_silent": _ATTENTION(attention_silent),
    "attention_no_outcome": _ATTENTION(attention_no_outcome),
}
