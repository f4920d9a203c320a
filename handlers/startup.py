"""`/gamma startup`: which startup this channel belongs to: show it, link it, unlink it."""

from gamma.chat import Button, Message
from gamma.rights import Right
from gamma.text import Span, Text
from gamma.words import N_
from handlers import startup_link
from handlers.context import Context, Example, FormReader, Intent, Said
from handlers.now import headline_of
from handlers.verbs import Verbs, split, startup_meant, verb_in
from storage import startups

_VERBS: Verbs = {
    "link": ("link", "lier", "relier", "associer"),
    "unlink": ("unlink", "délier", "dissocier"),
    "show": ("show", "voir", "montrer", "page"),
}


def say(context: Context, typed: str) -> Said:
    first, rest = split(typed)
    match verb_in(first, _VERBS):
        case "link":
            return startup_link.link_typed(context, rest)
        case "unlink":
            return startup_link.unlink(context)
        case "show":
            return _show(context, rest)
    return _show(context, typed)


def _show(context: Context, typed: str) -> Message:
    if not context.startup and not typed and not context.place.direct:
        words = context.words
        text = words.rich(N_("This channel is not linked to a startup yet."))
        return Message((text,), (Button(words.text(N_("Link a startup")), says="startup link", main=True),))
    known = {spelling: f"startup {spelling}" for spellings in _VERBS.values() for spelling in spellings}
    startup = startup_meant(context, typed, "startup", known)
    if isinstance(startup, Message):
        return startup
    context.require(Right.SEE_STARTUP, startup)
    words = context.words
    paragraphs = [headline_of(context, startup)]
    if startup.pitch:
        paragraphs.append(Text((Span(startup.pitch[:600]),)))
    linked = len(startups.channels_of(context.session, startup.id))
    paragraphs.append(
        words.plural("{count} channel is linked to it.", "{count} channels are linked to it.", linked)
    )
    if context.here:
        way_out = N_("Not the right one? `/gamma startup unlink` undoes the link; nothing else is lost.")
        paragraphs.append(words.rich(way_out))
    return Message(
        tuple(paragraphs), (Button(words.text(N_("What matters now")), says="now", about=startup.id),)
    )


INTENT = Intent(
    id="startup",
    names={"en": "startup", "fr": "startup"},
    aliases=("start-up", "produit", "équipe", "team"),
    summary=N_("which startup this channel belongs to: show, link, unlink"),
    more=(
        Example(
            {"en": "startup link velo-facile", "fr": "startup lier velo-facile"},
            N_("link this channel, by the startup’s name or id"),
        ),
        Example({"en": "startup unlink", "fr": "startup délier"}, N_("undo this channel’s link")),
    ),
    say=say,
    forms={"link": FormReader(save=startup_link.save, show=startup_link.show)},
)
