"""`/gamma reminders`: what the bot says by itself, and how to have less of it, or it again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Literal

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.dates import day_in
from gamma.errors import InvalidInputError, UserError
from gamma.message_choices import FAMILIES, MANAGERS_OWN, FamilyId, family_named, family_near
from gamma.people.rights import Right
from gamma.portfolio.week import week_message
from gamma.sections import bullet
from gamma.startups.startup import Startup
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, Subcommand, Usage
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.did_you_mean import did_you_mean
from storage import message_choices, message_occasions
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.portfolio import week as weeks

_Choice = Literal["each", "weekly", "none"]
_OFF: dict[_Choice, tuple[FamilyId, ...]] = {
    "each": (),
    "weekly": ("meetings", "attention"),
    "none": MANAGERS_OWN,
}
"""What a portfolio manager does not get any more."""

_WHICH = N_("Which messages? `/gamma reminders` shows them all. Nothing was changed.")
_NOTHING_OPEN = N_("Nothing is open in the startups you follow.")
_FOR_MANAGERS = N_(
    "This is for who follows startups. `/gamma reminders` shows what comes to you. Nothing was changed."
)
_IN_CHANNEL = N_(
    "“{family}” is said in a team’s channel: type this there, for all of the team. Nothing was changed."
)


def _overview(context: Context, given: Arguments) -> Message:
    """Each kind that may come to this person, or to this channel, and whether it does.

    Raises ClarificationNeeded where the words are reminders of a checkpoint: "7 days, 1 day".
    """
    translator = context.translator
    if given.text and _are_offsets(given.text):
        suggested = [f"checkpoint reminders {given.text}"]
        raise ClarificationNeeded(did_you_mean(context.commands, translator, given.text, suggested))
    off = message_choices.switched_off(context.session, person=context.actor.id)
    paragraphs = [
        Text.lines(
            translator.render(N_("**What I tell you by myself, in private**")),
            *_lines(context, _own_families(context), off),
        )
    ]
    if context.here:
        here_off = message_choices.switched_off(context.session, startup=context.here.id)
        title = translator.render(N_("**In this channel, beside its checkpoints**"))
        channel_families = [id_ for id_, family in FAMILIES.items() if family.of_channel]
        paragraphs.append(Text.lines(title, *_lines(context, channel_families, here_off)))
    how = N_(
        "No longer: `/gamma reminders off actions`. Again: `/gamma reminders on actions`. What you ask for, "
        "and what somebody asks of you, comes all the same."
    )
    return Message((*paragraphs, translator.render(how)), tuple(_buttons(context, off)))


def _are_offsets(typed: str) -> bool:
    try:
        parse_offsets(typed)
    except InvalidInputError:
        return False
    return True


def _own_families(context: Context) -> list[FamilyId]:
    """What may come to this person."""
    return [
        *(MANAGERS_OWN if context.manages else ()),
        *("actions", "follow_ups"),
        *message_occasions.families_of(context.session, context.actor.id, context.now),
        *(("waiting", "network", "silent", "attention") if context.is_programme_team else ()),
    ]


def _lines(context: Context, families: Iterable[FamilyId], off: Iterable[str]) -> Iterator[Text]:
    translator, off = context.translator, set(off)
    for id_ in dict.fromkeys(families):
        sentence = N_("{family} (`{name}`): no") if id_ in off else N_("{family} (`{name}`): yes")
        title, name = translator.text(FAMILIES[id_].title), _name(context, id_)
        yield bullet(translator.render(sentence, family=title, name=name))


def _name(context: Context, family: FamilyId) -> str:
    """As it is typed in the reader's language."""
    english, french = FAMILIES[family].names[:2]
    return french if context.translator.locale == "fr" else english


def _buttons(context: Context, off: set[str]) -> Iterator[Button]:
    """The choices of a portfolio manager; of others, to switch what comes on or off."""
    translator = context.translator
    if context.manages:
        yield from choice_buttons(context)
        return
    for id_ in _own_families(context)[:MESSAGE_BUTTONS]:
        verb, label = ("on", N_("Again: {name}")) if id_ in off else ("off", N_("No longer: {name}"))
        yield Button(translator.text(label, name=_name(context, id_)), f"reminders {verb} {id_}")


def choice_buttons(context: Context) -> Sequence[Button]:
    """The three that a portfolio manager chooses among."""
    translator = context.translator
    return (
        Button(translator.text(N_("Each reminder")), "reminders each"),
        Button(translator.text(N_("Weekly only")), "reminders weekly"),
        Button(translator.text(N_("None")), "reminders none"),
    )


def _open(context: Context, _given: Arguments) -> Message:
    """The whole week of a portfolio manager, told before or not. Raises UserError."""
    _require_manager(context)
    today = day_in(context.now, context.reader_zone)
    monday = today - timedelta(days=today.weekday())
    week = weeks.collect(
        context.session, context.actor.id, monday, context.now, context.reader_zone, context.zone
    )
    worded = week_message(context.translator, week, context.now, context.reader_zone)
    return worded[0] if worded else Message((context.translator.render(_NOTHING_OPEN),))


# --- changes --------------------------------------------------------------------------------------


def _each(context: Context, _given: Arguments) -> Message:
    return _choose(
        context, "each", N_("You get each reminder of your startups’ checkpoints, and your week on Mondays.")
    )


def _weekly(context: Context, _given: Arguments) -> Message:
    return _choose(
        context, "weekly", N_("From now on only your week comes, on Mondays, where there is something new.")
    )


def _none(context: Context, _given: Arguments) -> Message:
    return _choose(
        context, "none", N_("I tell you nothing of your startups by myself any more. Ask whenever you like.")
    )


def _require_manager(context: Context) -> None:
    if not context.manages:
        raise UserError(_FOR_MANAGERS)


def _choose(context: Context, choice: _Choice, sentence: str) -> Message:
    _require_manager(context)
    off = _OFF[choice]
    person = context.actor.id
    message_choices.switch_off(context.session, off, person=person)
    on = [each for each in MANAGERS_OWN if each not in off]
    message_choices.switch_on(context.session, on, person=person)
    _replan(context)
    translator = context.translator
    other = [each for each in choice_buttons(context) if each.says != f"reminders {choice}"]
    return Message((translator.render(sentence),), tuple(other))


def _off(context: Context, given: Arguments) -> Message:
    family, startup = _family(context, given, "off")
    if startup:
        message_choices.switch_off(context.session, [family], startup=startup.id)
        sentence = N_("Understood: in the channel of {startup} I no longer tell of this: {family}.")
    else:
        message_choices.switch_off(context.session, [family], person=context.actor.id)
        sentence = N_("Understood: I no longer tell you by myself: {family}.")
    return _changed(context, sentence, family, startup, "on", N_("Tell me again"))


def _on(context: Context, given: Arguments) -> Message:
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
        suggested = [f"reminders {verb} {_name(context, near)}"]
        raise ClarificationNeeded(did_you_mean(context.commands, context.translator, given.text, suggested))
    if not family:
        raise UserError(_WHICH)
    if not FAMILIES[family].of_channel:
        return family, None
    if context.startup is None:
        raise UserError(_IN_CHANNEL, family=quoted(_name(context, family)))
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


def _nothing_else(_words: str) -> bool:
    return False


def _replan(context: Context) -> None:
    """Reminders that are planned already follow."""
    planned = checkpoints.with_planned(context.session, context.manages)
    awaited = committees.with_one_ahead(context.session, context.manages)
    for startup_id in sorted(planned | awaited):
        context.remind_again(startup_id)


_choice = partial(Subcommand, takes=_nothing_else, changes=Changes.ALWAYS)
COMMAND = CommandSpec(
    id="reminders",
    names={"en": "reminders", "fr": "rappels"},
    summary=N_("what I tell you by myself, and how to have less of it"),
    plain=Subcommand("", _overview),
    aliases=("notifications",),
    subcommands=(
        _choice(
            "each",
            _each,
            spellings=("each", "tous", "chacun", "all"),
            usages=(
                Usage({"en": "reminders each", "fr": "rappels tous"}, N_("each of them (portfolio manager)")),
            ),
        ),
        _choice(
            "weekly",
            _weekly,
            spellings=("weekly", "hebdo", "hebdomadaire", "semaine"),
            usages=(Usage({"en": "reminders weekly", "fr": "rappels hebdo"}, N_("your week only")),),
        ),
        _choice(
            "none",
            _none,
            spellings=("none", "aucun", "rien"),
            usages=(Usage({"en": "reminders none", "fr": "rappels aucun"}, N_("none of them")),),
        ),
        Subcommand(
            "open",
            _open,
            takes=_nothing_else,
            spellings=("open", "ouvert", "ouverts"),
            usages=(
                Usage(
                    {"en": "reminders open", "fr": "rappels ouvert"},
                    N_("what waits in the startups you follow (portfolio manager)"),
                ),
            ),
        ),
        Subcommand(
            "off",
            _off,
            takes=family_named,
            spellings=("off", "sans", "arrêter", "stop"),
            usages=(
                Usage({"en": "reminders off actions", "fr": "rappels sans actions"}, N_("no longer those")),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "on",
            _on,
            takes=family_named,
            spellings=("on", "avec", "reprendre", "again"),
            usages=(Usage({"en": "reminders on actions", "fr": "rappels avec actions"}, N_("those again")),),
            changes=Changes.WITH_WORDS,
        ),
    ),
)
