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
    """The command with what it does, and below it the further ways to use it."""
    words, locale = context.words, context.words.locale
    sentence = N_("`/gamma {says}`: {summary}")
    told = [
        words.rich(sentence, says=way.says[locale], summary=words.text(way.summary)) for way in intent.ways()
    ]
    return Text.lines(*told)


INTENT = Intent(
    id="help",
    names={"en": "help", "fr": "aide"},
    aliases=("aidez-moi", "commands", "commandes"),
    summary=N_("what can be asked"),
    about_startups=False,
    say=say,
)
