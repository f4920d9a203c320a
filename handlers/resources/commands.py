"""`/gamma resources`: what the community has written down already, found by whoever needs it."""

from gamma.parsing.text import match_spelling
from gamma.translator import N_
from handlers.engine.command_spec import Changes, CommandSpec, NumberArgument, Subcommand, Usage
from handlers.engine.context import Context
from handlers.resources import find, suggest

_ALONE = frozenset(("waiting", "sources"))
"""More words behind them are searched: "sources ouvertes"."""


def _interpret(_context: Context, command: CommandSpec, typed: str) -> tuple[Subcommand | None, str]:
    found, rest = match_spelling(command.by_spelling, typed)
    return (None, typed) if found and found.id in _ALONE and rest else (found, rest)


COMMAND = CommandSpec(
    id="resources",
    names={"en": "resources", "fr": "ressources"},
    aliases=("resource", "ressource", "library", "bibliothèque", "liens"),
    summary=N_("what to read: the community’s own pages, by domain, criterion or words"),
    about_startups=False,
    plain=Subcommand(
        "",
        find.find,
        usages=(
            Usage(
                {"en": "resources prepare a committee", "fr": "ressources préparer un comité"},
                N_("find something by its words, a domain or a criterion"),
            ),
        ),
        pages=True,
        public=True,
    ),
    subcommands=(
        Subcommand(
            "suggest",
            suggest.suggest,
            spellings=("suggest", "proposer", "suggérer", "propose", "ajouter", "add"),
            usages=(
                Usage(
                    {
                        "en": "resources suggest https://example.org/guide A guide to surveys",
                        "fr": "ressources proposer https://example.org/guide Un guide des sondages",
                    },
                    N_("suggest a page; others find it once somebody has looked at it"),
                ),
            ),
            changes=Changes.WITH_WORDS,
        ),
        Subcommand(
            "waiting",
            suggest.waiting,
            spellings=("waiting", "en-attente", "attente"),
            usages=(
                Usage(
                    {"en": "resources waiting", "fr": "ressources en-attente"},
                    N_("suggestions to look at; `accept 12`, `decline 12` (programme team, managers)"),
                ),
            ),
        ),
        Subcommand(
            "accept",
            suggest.accept,
            spellings=("accept", "accepter"),
            number=NumberArgument.ANY,
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "decline",
            suggest.decline,
            spellings=("decline", "décliner", "refuser"),
            number=NumberArgument.ANY,
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "remove",
            suggest.remove,
            spellings=("remove", "retirer", "supprimer", "enlever"),
            number=NumberArgument.ANY,
            changes=Changes.ALWAYS,
        ),
        Subcommand(
            "sources",
            find.sources,
            spellings=("sources", "sources", "provenance"),
            usages=(
                Usage(
                    {"en": "resources sources", "fr": "ressources sources"},
                    N_("where they come from, and when each source was last read"),
                ),
            ),
        ),
    ),
    interpret=_interpret,
    forms=(suggest.SUGGEST,),
)
