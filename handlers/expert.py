"""`/gamma expert`: ask somebody who knows, and help others."""

from collections.abc import Mapping

from gamma.words import N_
from handlers import expert_ask, expert_offer, expert_profile, expert_talk
from handlers.context import Context, Intent, Said
from handlers.expert_meant import asks, doubt
from handlers.expert_phrases import HELP, phrase, slip
from handlers.verbs import SayVerb, split, verb_in

_PARTS = (expert_ask, expert_offer, expert_talk, expert_profile)
_VERBS = {verb: spellings for part in _PARTS for verb, spellings in part.VERBS.items()}
_SAID: Mapping[str, SayVerb] = {verb: say_verb for part in _PARTS for verb, say_verb in part.SAID.items()}


def say(context: Context, typed: str) -> Said:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if said := phrase(typed):
        verb, rest = said
        return expert_ask.about(context, helps=True) if verb == HELP else _SAID[verb](context, rest)
    if verb is None and (asked_back := slip(context, typed, _VERBS)):
        return asked_back
    if verb is None or asks(context, verb, rest, _VERBS):
        return expert_ask.say(context, typed)
    return doubt(context, verb, rest, _VERBS) or _SAID[verb](context, rest)


INTENT = Intent(
    id="expert",
    names={"en": "expert", "fr": "expert"},
    aliases=("experts", "experte", "expertes", "question", "questions"),
    summary=N_("ask somebody who knows, or help others"),
    more=tuple(example for part in _PARTS for example in part.MORE),
    say=say,
    verbs=(_VERBS,),
    forms={name: reader for part in _PARTS for name, reader in part.FORMS.items()},
)
