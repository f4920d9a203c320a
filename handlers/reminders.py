"""`/gamma reminders`: what the bot says by itself, and how to have less of it, or it again."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.checkpoints.parse_offsets import parse_offsets
from gamma.dates import day_in
from gamma.errors import InvalidInputError
from gamma.message_choices import FAMILIES, FamilyId, family_named
from gamma.portfolio.week import week_message
from gamma.sections import bullet
from gamma.text import Text
from gamma.translator import N_
from handlers import reminder_choices
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, Subcommand, Usage
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.did_you_mean import did_you_mean
from handlers.reminder_choices import choice_buttons, family_name, own_families, require_manager
from storage import message_choices
from storage.portfolio import week as weeks

_NOTHING_OPEN = N_("Nothing is open in the startups you follow.")


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
            *_lines(context, own_families(context), off),
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


def _lines(context: Context, families: Iterable[FamilyId], off: Iterable[str]) -> Iterator[Text]:
    translator, off = context.translator, set(off)
    for id_ in dict.fromkeys(families):
        sentence = N_("{family} (`{name}`): no") if id_ in off else N_("{family} (`{name}`): yes")
        title, name = translator.text(FAMILIES[id_].title), family_name(context, id_)
        yield bullet(translator.render(sentence, family=title, name=name))


def _buttons(context: Context, off: set[str]) -> Iterator[Button]:
    """The choices of a portfolio manager; of others, to switch what comes on or off."""
    translator = context.translator
    if context.manages:
        yield from choice_buttons(context)
        return
    for id_ in own_families(context)[:MESSAGE_BUTTONS]:
        verb, label = ("on", N_("Again: {name}")) if id_ in off else ("off", N_("No longer: {name}"))
        yield Button(translator.text(label, name=family_name(context, id_)), f"reminders {verb} {id_}")


def _open(context: Context, _given: Arguments) -> Message:
    """The whole week of a portfolio manager, told before or not. Raises UserError."""
    require_manager(context)
    today = day_in(context.now, context.reader_zone)
    monday = today - timedelta(days=today.weekday())
    week = weeks.collect(
        context.session, context.actor.id, monday, context.now, context.reader_zone, context.zone
    )
    worded = week_message(context.translator, week, context.now, context.reader_zone)
    return worded[0] if worded else Message((context.translator.render(_NOTHING_OPEN),))


def _nothing_else(_words: str) -> bool:
    return False


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
            reminder_choices.each,
            spellings=("each", "tous", "chacun", "all"),
            usages=(Usage({"en": "reminders each", "fr": "rappels tous"}, N_("each of them")),),
        ),
        _choice(
            "weekly",
            reminder_choices.weekly,
            spellings=("weekly", "hebdo", "hebdomadaire", "semaine"),
            usages=(
                Usage(
                    {"en": "reminders weekly", "fr": "rappels hebdo"},
                    N_("your week only (portfolio manager)"),
                ),
            ),
        ),
        _choice(
            "none",
            reminder_choices.none,
            spellings=("none", "aucun", "rien", "aucune", "plus aucun", "plus rien", "nothing", "no more"),
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
            reminder_choices.off,
            takes=family_named,
            spellings=("off", "sans", "arrêter", "stop"),
            usages=(
                Usage({"en": "reminders off actions", "fr": "rappels sans actions"}, N_("no longer those")),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "on",
            reminder_choices.on,
            takes=family_named,
            spellings=("on", "avec", "reprendre", "again"),
            usages=(Usage({"en": "reminders on actions", "fr": "rappels avec actions"}, N_("those again")),),
            changes=Changes.WITH_WORDS,
        ),
    ),
)
