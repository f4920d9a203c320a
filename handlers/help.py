"""`/gamma help`: what you can ask me, from the table of commands; with a command's name, all its ways."""

from gamma.chat import Button, Message
from gamma.first_contact import greeting
from gamma.parsing.text import match_spelling, normalise
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand, Usage
from handlers.engine.context import Context
from handlers.engine.suggestions import is_sentence, suggest
from handlers.sentences import propose

_WITH_BUTTON = ("assess", "checkpoint", "startup")
"""Whose ways have a button under the short list, of those that are there."""


def _meant(context: Context, text: str) -> Message | None:
    """ "help me withdraw a question" is about what follows, "help needed on an audit" is a sentence."""
    line = f"help {text}"
    return propose(context, text) or (propose(context, line, least=0.0) if is_sentence(line) else None)


def _help(context: Context, given: Arguments) -> Message:
    command = _find_command(context, given.text) if given.text else None
    if given.text and command is None and (proposed := _meant(context, given.text)):
        return proposed
    return _usages_message(context, command) if command else _commands_message(context, given.text)


def _find_command(context: Context, typed: str) -> CommandSpec | None:
    """The command of this name, or nearly."""
    by_name = {normalise(name): command for command in context.commands for name in command.spellings()}
    found, _ = match_spelling(by_name, typed)
    nearest = [line.split()[0] for line in suggest(context.commands, typed)]
    return found or next((each for each in context.commands if each.id in nearest[:1]), None)


def _welcome(context: Context, _given: Arguments) -> Message:
    """To who says thank you."""
    return Message((context.translator.render(N_("With pleasure!")),), (_now_button(context),))


def _hello(context: Context, _given: Arguments) -> Message:
    return greeting(context.translator)


def _all_right(context: Context, _given: Arguments) -> Message:
    """To an "ok", to a sign that smiles."""
    return Message((context.translator.render(N_("All right!")),), (_now_button(context),))


def _now_button(context: Context) -> Button:
    return Button(context.translator.text(N_("What matters now")), says="now")


def _commands_message(context: Context, unknown: str) -> Message:
    translator, locale = context.translator, context.translator.locale
    hello = translator.render(N_("Hello! Here is what you can ask me:"))
    if unknown:
        sentence = N_("I know no command called “{typed}”. Here is what you can ask me:")
        hello = translator.render(sentence, typed=quoted(unknown))
    lines = [_usage_line(context, Usage(command.names, command.summary)) for command in context.commands]
    more = translator.render(N_("All the ways to use one of them: `/gamma help`, then its name."))
    closing = translator.render(
        N_("Everything can be left half-way and taken up again later. “No” is a good answer too.")
    )
    buttons = [
        Button(f"/gamma {command.names[locale]} …", says=f"help {command.names[locale]}")
        for command in context.commands
        if command.id in _WITH_BUTTON
    ]
    return Message((hello, Text.lines(*lines), more, closing), (_now_button(context), *buttons))


def _usages_message(context: Context, command: CommandSpec) -> Message:
    everything = Button(context.translator.text(N_("All the commands")), says="help")
    return Message((Text.lines(*(_usage_line(context, usage) for usage in command.ways())),), (everything,))


def _usage_line(context: Context, usage: Usage) -> Text:
    translator = context.translator
    sentence = N_("`/gamma {says}`: {summary}")
    return translator.render(
        sentence, says=usage.says[translator.locale], summary=translator.render(usage.summary)
    )


COMMAND = CommandSpec(
    id="help",
    names={"en": "help", "fr": "aide"},
    aliases=("aide-moi", "aidez-moi", "commands", "commandes"),
    summary=N_("what you can ask me"),
    plain=Subcommand(
        "",
        _help,
        public=True,
        usages=(Usage({"en": "help checkpoint", "fr": "aide point"}, N_("all the ways to use a command")),),
        phrases=(
            *(
                "?",
                "quoi",
                "c’est quoi",
                "que sais-tu faire",
                "tu sais faire quoi",
                "comment ça marche",
                "comment tu marches",
            ),
            *("what is this", "what can you do", "how does it work"),
        ),
    ),
    subcommands=(
        Subcommand(
            "hello",
            _hello,
            spellings=("hello", "bonjour"),
            phrases=("bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "hey", "good morning"),
        ),
        Subcommand("all-right", _all_right, spellings=("all-right", "entendu")),
        Subcommand(
            "thanks",
            _welcome,
            public=True,
            spellings=("thanks", "merci"),
            phrases=(
                *("merci", "merci beaucoup", "merci bien", "merci à toi", "un grand merci", "super merci"),
                *("thanks", "thank you", "thanks a lot", "thank you very much", "many thanks"),
            ),
        ),
    ),
    about_startups=False,
)
