"""`/gamma expert` alone: what the network is, and the ways to use it."""

from gamma.chat import Button, Message
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.context import Context


def about_message(context: Context, *, all_ways: bool = False) -> Message:
    """all_ways: to who asked for them, which are a command of their own."""
    translator = context.translator
    hello = translator.render(
        N_(
            "**The expert network.** Stuck? I put your question to somebody in the community who knows, "
            "one person at a time, and tell you at each step."
        )
    )
    domains = [translator.local(domain.title) for domain in context.programme.domains]
    names = translator.render(N_("Domains: {domains}"), domains=translator.listed(domains))
    how = translator.render(
        N_("In one line: `/gamma expert growth How do we measure acquisition?` No domain? I propose some.")
    )
    buttons = (
        Button(translator.text(N_("Ask a question")), says="expert ask", main=True),
        Button(translator.text(N_("Where it stands")), says="expert status"),
        Button(translator.text(N_("Help others")), says="expert join"),
    )
    if not all_ways:
        return Message((hello, Text.lines(names, how)), buttons)
    more = translator.render(N_("All the ways to use it: `/gamma help expert`"))
    every = Button(translator.text(N_("All the ways")), says="help expert")
    return Message((hello, Text.lines(names, how, more)), (*buttons, every))
