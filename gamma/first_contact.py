"""What the bot says of itself, once: to a person who writes to it, and to a channel that it comes into."""

from gamma.chat import Button, Message
from gamma.translator import N_, Translator

LINK_FIRST = N_("This channel is not linked to a startup yet: link it, and I can help its team here.")


def introduce_to_person(translator: Translator) -> Message:
    lines = (
        N_(
            "Hello! I am Gamma. I help the teams of public startups to assess themselves, to prepare "
            "checkpoints with their sponsor and to find an expert."
        ),
        N_(
            "Write to me as you would to somebody, for example “assess”, “checkpoint” or “expert” and your "
            "question. `/gamma` does the same in any channel, and you alone see the answer."
        ),
        N_("To begin, see what matters now."),
    )
    now = Button(translator.text(N_("What matters now")), says="now", main=True)
    return Message(tuple(translator.render(line) for line in lines), (now,))


def greeting(translator: Translator) -> Message:
    """To who greets; not beside the introduction, which greets too."""
    hello = translator.render(N_("Hello! What can I do for you? You may tell me in your own words."))
    now = Button(translator.text(N_("What matters now")), says="now")
    return Message((hello,), (now, Button(translator.text(N_("Help")), says="help")))


def introduce_to_channel(translator: Translator) -> Message:
    """To one that is not linked yet."""
    lines = (
        N_(
            "Hello everybody! I am Gamma. I help the team of a startup to assess itself, to prepare its "
            "checkpoints and to find an expert."
        ),
        N_(
            "Write `@gamma` here and what you need, for example “@gamma checkpoint”. What concerns one "
            "person alone I answer in private."
        ),
        LINK_FIRST,
    )
    return Message(tuple(translator.render(line) for line in lines), (_link_button(translator),))


def link_first_message(translator: Translator) -> Message:
    """How to begin in such a channel, after the first time."""
    return Message((translator.render(LINK_FIRST),), (_link_button(translator),))


def _link_button(translator: Translator) -> Button:
    return Button(translator.text(N_("Link a startup")), says="startup link", main=True, for_all=True)
