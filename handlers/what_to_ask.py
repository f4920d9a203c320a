"""`/gamma help`: what can be asked, from the table of commands."""

from gamma.chat import Button, Message
from gamma.text import Text
from gamma.words import N_
from handlers.context import Context, Intent


def say(context: Context, _typed: str) -> Message:
    words = context.words
    paragraphs = [words.rich(N_("Hello! Here is what you can ask me:"))]
    paragraphs += [_line(context, intent) for intent in context.commands]
    closing = N_("Everything can be left half-way and taken up again later. “No” is a good answer too.")
    paragraphs.append(words.rich(closing))
    return Message(tuple(paragraphs), (Button(words.text(N_("What matters now")), says="now"),))


def _line(context: Context, intent: Intent) -> Text:
    words = context.words
    first = words.rich(
        N_("`/gamma {name}`: {summary}"),
        name=intent.names[words.locale],
        summary=words.text(intent.summary),
    )
    examples = intent.examples[words.locale]
    if not examples:
        return first
    shown = [words.rich(N_("for example `/gamma {example}`"), example=example) for example in examples]
    return Text.lines(first, *shown)


INTENT = Intent(
    id="help",
    names={"en": "help", "fr": "aide"},
    aliases=("?", "aidez-moi", "commands", "commandes"),
    summary=N_("what can be asked"),
    examples={"en": (), "fr": ()},
    say=say,
)
