"""`/gamma help`: what can be asked, from the table of commands; with a command's name, all its ways."""

from gamma.chat import Button, Message
from gamma.normalise import closest_match, normalise
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.command_spec import CommandSpec, Usage
from handlers.context import Context

_FIRST = ("assess", "checkpoint", "startup")
"""Whose ways have a button under the short list, of those that are there."""


def say(context: Context, typed: str) -> Message:
    intent = _named(context, typed) if typed else None
    return _ways(context, intent) if intent else _all(context, typed)


def _named(context: Context, typed: str) -> CommandSpec | None:
    """The command called like this, or nearly."""
    by_name = {normalise(name): intent for intent in context.commands for name in intent.spellings()}
    meant = closest_match(typed[:60], by_name)
    return by_name[meant] if meant else None


def _all(context: Context, unknown: str) -> Message:
    translator, locale = context.translator, context.translator.locale
    hello = translator.render(N_("Hello! Here is what you can ask me:"))
    if unknown:
        told = N_("I know no command called “{typed}”. Here is what you can ask me:")
        hello = translator.render(told, typed=quoted(unknown))
    lines = [_line(context, Usage(intent.names, intent.summary)) for intent in context.commands]
    more = translator.render(N_("All the ways to use one of them: `/gamma help`, then its name."))
    closing = translator.render(
        N_("Everything can be left half-way and taken up again later. “No” is a good answer too.")
    )
    buttons = [
        Button(f"/gamma {intent.names[locale]} …", says=f"help {intent.names[locale]}")
        for intent in context.commands
        if intent.id in _FIRST
    ]
    now = Button(translator.text(N_("What matters now")), says="now")
    return Message((hello, Text.lines(*lines), more, closing), (now, *buttons))


def _ways(context: Context, intent: CommandSpec) -> Message:
    translator = context.translator
    everything = Button(translator.text(N_("All the commands")), says="help")
    return Message((Text.lines(*(_line(context, way) for way in intent.ways())),), (everything,))


def _line(context: Context, way: Usage) -> Text:
    translator = context.translator
    sentence = N_("`/gamma {says}`: {summary}")
    return translator.render(
        sentence, says=way.says[translator.locale], summary=translator.render(way.summary)
    )


COMMAND = CommandSpec(
    id="help",
    names={"en": "help", "fr": "aide"},
    aliases=("aide-moi", "aidez-moi", "commands", "commandes"),
    summary=N_("what can be asked"),
    more=(Usage({"en": "help checkpoint", "fr": "aide point"}, N_("all the ways to use a command")),),
    about_startups=False,
    say=say,
)
