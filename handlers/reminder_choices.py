"""What a person, or a team for its channel, does not want to be told any more, or wants again."""

from collections.abc import Sequence
from typing import Literal

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.message_choices import FAMILIES, MANAGERS_OWN, FamilyId, family_named, family_near
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.did_you_mean import did_you_mean
from storage import message_choices, message_occasions
from storage.checkpoints import checkpoints
from storage.committees import committees

_Choice = Literal["each", "weekly", "none"]
_OFF: dict[_Choice, tuple[FamilyId, ...]] = {
    "each": (),
    "weekly": ("meetings", "attention"),
    "none": MANAGERS_OWN,
}
"""What a portfolio manager does not get any more."""


_WHICH = N_("Which messages? `/gamma reminders` shows them all. Nothing was changed.")
_FOR_MANAGERS = N_(
    "This is for who follows startups. `/gamma reminders` shows what comes to you. Nothing was changed."
)
_NONE_LEFT = N_(
    "Understood: I tell you nothing in private by myself any more. What you ask for and what somebody asks "
    "of you still comes, and what is for the whole team stands in its channel."
)
_ALL_AGAIN = N_("I tell you all of it again, in private. `/gamma reminders` shows what that is.")
_IN_CHANNEL = N_(
    "“{family}” is said in a team’s channel: type this there, for all of the team. Nothing was changed."
)


def own_families(context: Context) -> list[FamilyId]:
    """What may come to this person."""
    return [
        *(MANAGERS_OWN if context.manages else ()),
        *("actions", "follow_ups"),
        *message_occasions.families_of(context.session, context.actor.id, context.now),
        *(("waiting", "network", "silent", "attention") if context.is_programme_team else ()),
    ]


def family_name(context: Context, family: FamilyId) -> str:
    """As it is typed in the reader's language."""
    english, french = FAMILIES[family].names[:2]
    return french if context.translator.locale == "fr" else english


def choice_buttons(context: Context) -> Sequence[Button]:
    """The three that a portfolio manager chooses among."""
    translator = context.translator
    return (
        Button(translator.text(N_("Each reminder")), "reminders each"),
        Button(translator.text(N_("Weekly only")), "reminders weekly"),
        Button(translator.text(N_("None")), "reminders none"),
    )


def require_manager(context: Context) -> None:
    if not context.manages:
        raise UserError(_FOR_MANAGERS)


def each(context: Context, _given: Arguments) -> Message:
    """Of whoever follows no startup, all that comes in private."""
    if not context.manages:
        families = _private_families(context)
        message_choices.switch_on(context.session, families, person=context.actor.id)
        return _changed_all(
            context, _ALL_AGAIN, Button(context.translator.text(N_("None")), "reminders none")
        )
    return _choose(
        context, "each", N_("You get each reminder of your startups’ checkpoints, and your week on Mondays.")
    )


def weekly(context: Context, _given: Arguments) -> Message:
    return _choose(
        context, "weekly", N_("From now on only your week comes, on Mondays, where there is something new.")
    )


def none(context: Context, _given: Arguments) -> Message:
    """Likewise; what remains is told."""
    if not context.manages:
        families = _private_families(context)
        message_choices.switch_off(context.session, families, person=context.actor.id)
        again = Button(context.translator.text(N_("Tell me again")), "reminders each")
        return _changed_all(context, _NONE_LEFT, again)
    return _choose(
        context, "none", N_("I tell you nothing of your startups by myself any more. Ask whenever you like.")
    )


def _private_families(context: Context) -> set[FamilyId]:
    """All that may ever come to this person by itself, in private; what a manager chooses is not among it."""
    of_anybody = {id_ for id_, family in FAMILIES.items() if not family.of_channel}
    return {*(of_anybody - set(MANAGERS_OWN)), *own_families(context)}


def _changed_all(context: Context, sentence: str, back: Button) -> Message:
    _replan(context)
    see = Button(context.translator.text(N_("All reminders")), "reminders")
    return Message((context.translator.render(sentence),), (back, see))


def _choose(context: Context, choice: _Choice, sentence: str) -> Message:
    require_manager(context)
    off = _OFF[choice]
    person = context.actor.id
    message_choices.switch_off(context.session, off, person=person)
    on = [each for each in MANAGERS_OWN if each not in off]
    message_choices.switch_on(context.session, on, person=person)
    _replan(context)
    translator = context.translator
    other = [each for each in choice_buttons(context) if each.says != f"reminders {choice}"]
    return Message((translator.render(sentence),), tuple(other))


def off(context: Context, given: Arguments) -> Message:
    family, startup = _family(context, given, "off")
    if startup:
        message_choices.switch_off(context.session, [family], startup=startup.id)
        sentence = N_("Understood: in the channel of {startup} I no longer tell of this: {family}.")
    else:
        message_choices.switch_off(context.session, [family], person=context.actor.id)
        sentence = N_("Understood: I no longer tell you by myself: {family}.")
    return _changed(context, sentence, family, startup, "on", N_("Tell me again"))


def on(context: Context, given: Arguments) -> Message:
    family, startup = _family(context, given, "on")
    if startup:
        message_choices.switch_on(context.session, [family], startup=startup.id)
        sentence = N_("In the channel of {startup} I tell of this again: {family}.")
    else:
        message_choices.switch_on(context.session, [family], person=context.actor.id)
        sentence = N_("I tell you again: {family}.")
    return _changed(context, sentence, family, startup, "off", N_("No longer tell me"))


def _family(context: Context, given: Arguments, verb: str) -> tuple[FamilyId, Startup | None]:
    """What is switched, and the startup whose channel it is about. Raises UserError, ClarificationNeeded."""
    family = family_named(given.text)
    if not family and (near := family_near(given.text)):
        suggested = [f"reminders {verb} {family_name(context, near)}"]
        raise ClarificationNeeded(did_you_mean(context.commands, context.translator, given.text, suggested))
    if not family:
        raise UserError(_WHICH)
    if not FAMILIES[family].of_channel:
        return family, None
    if context.startup is None:
        raise UserError(_IN_CHANNEL, family=quoted(family_name(context, family)))
    context.require(Right.PLAN_CHECKPOINTS, context.startup)
    return family, context.startup


def _changed(
    context: Context, sentence: str, family: FamilyId, startup: Startup | None, verb: str, label: str
) -> Message:
    _replan(context)
    translator = context.translator
    title = translator.text(FAMILIES[family].title)
    said = translator.render(sentence, family=title, startup=startup.name if startup else "")
    back = Button(translator.text(label), f"reminders {verb} {family}", startup.id if startup else "")
    return Message((said,), (back, Button(translator.text(N_("All reminders")), "reminders")))


def _replan(context: Context) -> None:
    """Reminders that are planned already follow."""
    planned = checkpoints.with_planned(context.session, context.manages)
    awaited = committees.with_one_ahead(context.session, context.manages)
    for startup_id in sorted(planned | awaited):
        context.remind_again(startup_id)
