"""`/gamma expert`: ask somebody who knows, and help others."""

from gamma.words import N_
from handlers import expert_ask, expert_offer, expert_profile, expert_talk
from handlers.context import Context, Intent, Said
from handlers.verbs import split, verb_in

_PARTS = (expert_ask, expert_offer, expert_talk, expert_profile)
_VERBS = {verb: spellings for part in _PARTS for verb, spellings in part.VERBS.items()}
_SAID = {verb: say_verb for part in _PARTS for verb, say_verb in part.SAID.items()}


def say(context: Context, typed: str) -> Said:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    return _SAID[verb](context, rest) if verb else expert_ask.say(context, typed)


INTENT = Intent(
    id="expert",
    names={"en": "expert", "fr": "expert"},
    aliases=("experts", "experte", "expertes", "question", "questions"),
    summary=N_("ask somebody who knows, or help others"),
    more=tuple(example for part in _PARTS for example in part.MORE),
    say=say,
    forms={name: reader for part in _PARTS for name, reader in part.FORMS.items()},
)
