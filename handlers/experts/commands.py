"""`/gamma expert`: ask somebody who knows, and help others."""

from gamma.translator import N_
from handlers.engine.command_spec import Changes, CommandSpec, NumberArgument, Subcommand, Usage
from handlers.experts import ask, choose, close, conversation, held, join, offers, profile, status
from handlers.experts.find_subcommand import find_subcommand

_ASK = (
    Usage(
        {
            "en": "expert growth How do we measure acquisition?",
            "fr": "expert growth Comment mesurer l’acquisition ?",
        },
        N_("ask in one line; with the domain alone, a short form"),
    ),
    Usage(
        {"en": "expert legal confidential: …", "fr": "expert juridique confidentiel : …"},
        N_("only whoever it is offered to sees the words"),
    ),
)
_QUESTIONS = (
    Subcommand("ask", ask.ask, spellings=("ask", "poser")),
    Subcommand(
        "choose",
        choose.choose,
        spellings=("choose", "choisir"),
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "status",
        status.status,
        spellings=("status", "suivi", "statut"),
        usages=(
            Usage(
                {"en": "expert status", "fr": "expert suivi"},
                N_("where your questions stand; `withdraw 12` takes one back"),
            ),
        ),
        number=NumberArgument.ANY,
        pages=True,
    ),
    Subcommand(
        "withdraw",
        status.withdraw,
        spellings=("withdraw", "retirer", "annuler"),
        number=NumberArgument.SEVERAL,
        prose=True,
        changes=Changes.ALWAYS,
    ),
)
_KNOWN = (
    Subcommand(
        "solved",
        held.solved,
        spellings=("solved", "résolu", "résolue"),
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "go-on",
        held.go_on,
        spellings=("go-on", "continuer", "poursuivre"),
        usages=(
            Usage(
                {"en": "expert go-on 12", "fr": "expert continuer 12"},
                N_("ask somebody, although something known was shown first"),
            ),
        ),
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
)
_OFFERS = (
    Subcommand(
        "take",
        offers.take,
        spellings=("take", "prendre", "prends", "accept", "accepter"),
        usages=(
            Usage(
                {"en": "expert take 12", "fr": "expert prendre 12"},
                N_("take a question that was offered to you; `pass 12` and `later 12` are fine answers too"),
            ),
        ),
        number=NumberArgument.SEVERAL,
        prose=True,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "pass",
        offers.decline,
        spellings=("pass", "passer", "passe", "decline", "décliner"),
        number=NumberArgument.SEVERAL,
        prose=True,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "later",
        offers.later,
        spellings=("later", "plus-tard", "plustard", "tard"),
        number=NumberArgument.SEVERAL,
        prose=True,
        changes=Changes.ALWAYS,
    ),
)
_CONVERSATION = (
    Subcommand(
        "talked",
        conversation.talked,
        spellings=("talked", "parlé", "parle", "discuté"),
        usages=(
            Usage({"en": "expert talked 12", "fr": "expert parlé 12"}, N_("you have talked; `no`: not yet")),
        ),
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "close",
        close.close,
        spellings=("close", "clôturer", "clore", "fermer"),
        usages=(
            Usage(
                {"en": "expert close 12 5 We doubled", "fr": "expert clôturer 12 5 On a doublé"},
                N_("how useful from 1 to 5, and what it changed; the number alone opens a form"),
            ),
        ),
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "share",
        conversation.share,
        spellings=("share", "partager", "partage"),
        usages=(
            Usage(
                {"en": "expert share 12", "fr": "expert partager 12"},
                N_("let others read it; `no` takes it back"),
            ),
        ),
        opposite="share no",
        number=NumberArgument.ANY,
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "answers",
        conversation.answers,
        spellings=("answers", "réponses", "answer", "réponse"),
        usages=(Usage({"en": "expert answers", "fr": "expert réponses"}, N_("the answers that are shared")),),
        number=NumberArgument.ANY,
        pages=True,
    ),
)
_EXPERTISE = (
    Subcommand(
        "join",
        join.join,
        spellings=("join", "rejoindre"),
        usages=(
            Usage(
                {"en": "expert join growth design", "fr": "expert rejoindre growth design"},
                N_("help other teams; without a domain, a form opens; `leave` ends it"),
            ),
        ),
        opposite="leave",
        changes=Changes.WITH_WORDS,
    ),
    Subcommand(
        "leave",
        join.leave,
        spellings=("leave", "quitter"),
        asks=True,
        opposite="join",
        changes=Changes.CONFIRMED,
    ),
    Subcommand(
        "pause",
        profile.pause,
        spellings=("pause",),
        usages=(
            Usage(
                {"en": "expert pause 2 weeks", "fr": "expert pause 2 semaines"},
                N_("be asked nothing until then; `resume` ends it earlier"),
            ),
        ),
        opposite="resume",
        changes=Changes.ALWAYS,
    ),
    Subcommand(
        "resume", profile.resume, spellings=("resume", "reprendre"), opposite="pause", changes=Changes.ALWAYS
    ),
    Subcommand(
        "capacity",
        profile.capacity,
        spellings=("capacity", "capacité"),
        usages=(
            Usage(
                {"en": "expert capacity 3", "fr": "expert capacité 3"},
                N_("how many questions a month at most; `profile` shows all of it"),
            ),
        ),
        changes=Changes.WITH_WORDS,
    ),
    Subcommand("profile", profile.profile, spellings=("profile", "profil")),
    Subcommand(
        "list",
        profile.list_domains,
        spellings=("list", "liste", "lister"),
        usages=(Usage({"en": "expert list", "fr": "expert liste"}, N_("how many help in each domain")),),
    ),
)


COMMAND = CommandSpec(
    id="expert",
    names={"en": "expert", "fr": "expert"},
    aliases=("experts", "experte", "expertes", "question", "questions"),
    summary=N_("ask somebody who knows, or help others"),
    plain=Subcommand("", ask.ask_in_line, usages=_ASK, changes=Changes.WITH_WORDS),
    subcommands=(*_QUESTIONS, *_KNOWN, *_OFFERS, *_CONVERSATION, *_EXPERTISE),
    interpret=find_subcommand,
    answers_sentences="ask",
    forms=(ask.QUESTION, close.CLOSING, join.EXPERTISE),
)
