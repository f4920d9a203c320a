"""`/gamma expert`: ask somebody who knows, and help others."""

from collections.abc import Mapping

from gamma.question_typed import read_question
from gamma.words import N_
from handlers import expert_ask, expert_offer, expert_profile, expert_talk
from handlers.context import Context, Intent, Said
from handlers.verbs import SayVerb, number_first, split, verb_in

_PARTS = (expert_ask, expert_offer, expert_talk, expert_profile)
_VERBS = {verb: spellings for part in _PARTS for verb, spellings in part.VERBS.items()}
_SAID: Mapping[str, SayVerb] = {verb: say_verb for part in _PARTS for verb, say_verb in part.SAID.items()}

_NUMBERED = frozenset({"take", "pass", "later", "talked", "close", "share", "withdraw", "choose", "capacity"})
"""Sub-commands whose first word is a number, where there is any."""


def say(context: Context, typed: str) -> Said:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if verb is None or _asks(context, verb, rest):
        return expert_ask.say(context, typed)
    return _SAID[verb](context, rest)


def _asks(context: Context, verb: str, rest: str) -> bool:
    """Whether these are a question that begins like a sub-command: "capacity of our servers, what to do?"."""
    count = len(rest.split())
    if verb in _NUMBERED:
        return count > 1 and number_first(rest)[0] is None
    asks = rest.endswith("?") or verb == "ask"
    return count > 1 and asks and not read_question(context.programme, rest).domain


INTENT = Intent(
    id="expert",
    names={"en": "expert", "fr": "expert"},
    aliases=("experts", "experte", "expertes", "question", "questions"),
    summary=N_("ask somebody who knows, or help others"),
    more=tuple(example for part in _PARTS for example in part.MORE),
    say=say,
    forms={name: reader for part in _PARTS for name, reader in part.FORMS.items()},
)
