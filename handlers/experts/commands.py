"""`/gamma expert`: ask somebody who knows, and help others."""

from collections.abc import Mapping

from gamma.translator import N_
from handlers.command_spec import CommandSpec, FormReader, Usage
from handlers.context import Context, Response
from handlers.experts import (
    ask,
    availability,
    close,
    conversation,
    join,
    offers,
    profile_commands,
    question_form,
    status,
)
from handlers.experts.ambiguity import asks, doubt
from handlers.experts.phrases import HELP, phrase, slip
from handlers.typed_text import SayVerb, Verbs, split, verb_in

_VERBS: Verbs = {
    "ask": ("ask", "poser"),
    "choose": ("choose", "choisir"),
    "status": ("status", "suivi", "statut"),
    "withdraw": ("withdraw", "retirer", "annuler"),
    "take": ("take", "prendre", "prends", "accept", "accepter"),
    "pass": ("pass", "passer", "passe", "decline", "décliner"),
    "later": ("later", "plus-tard", "plustard", "tard"),
    "talked": ("talked", "parlé", "parle", "discuté"),
    "close": ("close", "clore", "clôturer", "fermer"),
    "share": ("share", "partager", "partage"),
    "answers": ("answers", "réponses", "answer", "réponse"),
    "join": ("join", "rejoindre"),
    "leave": ("leave", "quitter"),
    "pause": ("pause",),
    "resume": ("resume", "reprendre"),
    "capacity": ("capacity", "capacité"),
    "profile": ("profile", "profil"),
    "list": ("list", "liste", "lister"),
}


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if said := phrase(typed):
        verb, rest = said
        return ask.about(context, helps=True) if verb == HELP else _SAID[verb](context, rest)
    if verb is None and (asked_back := slip(context, typed, _VERBS)):
        return asked_back
    if verb is None or asks(context, verb, rest):
        return ask.say(context, typed)
    return doubt(context, verb, rest, _VERBS) or _SAID[verb](context, rest)


_SAID: Mapping[str, SayVerb] = {
    "ask": ask.ask,
    "choose": ask.choose,
    "status": status.say,
    "withdraw": status.withdraw,
    "take": offers.take,
    "pass": offers.decline,
    "later": offers.later,
    "talked": conversation.talked,
    "close": close.say,
    "share": conversation.share,
    "answers": conversation.answers,
    "join": join.join,
    "leave": join.leave,
    "pause": availability.pause,
    "resume": availability.resume,
    "capacity": availability.capacity,
    "profile": profile_commands.profile,
    "list": profile_commands.list_,
}


COMMAND = CommandSpec(
    id="expert",
    names={"en": "expert", "fr": "expert"},
    aliases=("experts", "experte", "expertes", "question", "questions"),
    summary=N_("ask somebody who knows, or help others"),
    more=(
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
        Usage(
            {"en": "expert status", "fr": "expert suivi"},
            N_("where your questions stand; `withdraw 12` takes one back"),
        ),
        Usage(
            {"en": "expert take 12", "fr": "expert prendre 12"},
            N_("take a question that was offered to you; `pass 12` and `later 12` are fine answers too"),
        ),
        Usage({"en": "expert talked 12", "fr": "expert parlé 12"}, N_("you have talked; `no`: not yet")),
        Usage(
            {"en": "expert close 12 5 We doubled", "fr": "expert clore 12 5 On a doublé"},
            N_("how useful from 1 to 5, and what it changed; the number alone opens a form"),
        ),
        Usage(
            {"en": "expert share 12", "fr": "expert partager 12"},
            N_("let others read it; `no` takes it back"),
        ),
        Usage({"en": "expert answers", "fr": "expert réponses"}, N_("the answers that are shared")),
        Usage(
            {"en": "expert join growth design", "fr": "expert rejoindre growth design"},
            N_("help other teams; without a domain, a form opens; `leave` ends it"),
        ),
        Usage(
            {"en": "expert pause 2 weeks", "fr": "expert pause 2 semaines"},
            N_("be asked nothing until then; `resume` ends it earlier"),
        ),
        Usage(
            {"en": "expert capacity 3", "fr": "expert capacité 3"},
            N_("how many questions a month at most; `profile` shows all of it"),
        ),
        Usage({"en": "expert list", "fr": "expert liste"}, N_("how many help in each domain")),
    ),
    say=say,
    verbs=(_VERBS,),
    readers={
        "ask": FormReader(save=question_form.save, show=question_form.show),
        "close": FormReader(save=close.save, show=close.show),
        "join": FormReader(save=join.save, show=join.show),
    },
)
