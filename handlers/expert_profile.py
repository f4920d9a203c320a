"""Being an expert: in what, how often, not now; and which domains nobody helps in."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.experts.expert_profile_words import covered
from gamma.words import N_
from handlers import expert_join, expert_pause
from handlers.context import Context, Example, FormReader
from handlers.expert_own import own, shown
from handlers.verbs import SayVerb, Verbs
from storage import experts

VERBS: Verbs = {
    "join": ("join", "rejoindre"),
    "leave": ("leave", "quitter"),
    "pause": ("pause",),
    "resume": ("resume", "reprendre"),
    "capacity": ("capacity", "capacité"),
    "profile": ("profile", "profil"),
    "list": ("list", "liste", "lister"),
}


def _profile(context: Context, _typed: str) -> Message:
    return shown(context)


def _list(context: Context, _typed: str) -> Message:
    counted = experts.coverage(context.session)
    return covered(context.programme, context.words, counted, helps=own(context) is not None)


SAID: Mapping[str, SayVerb] = {
    "join": expert_join.join,
    "leave": expert_join.leave,
    "pause": expert_pause.pause,
    "resume": expert_pause.resume,
    "capacity": expert_pause.capacity,
    "profile": _profile,
    "list": _list,
}
FORMS: Mapping[str, FormReader] = {"join": FormReader(save=expert_join.save, show=expert_join.show)}
MORE: tuple[Example, ...] = (
    Example(
        {"en": "expert join growth design", "fr": "expert rejoindre growth design"},
        N_("help other teams; without a domain, a form opens; `leave` ends it"),
    ),
    Example(
        {"en": "expert pause 2 weeks", "fr": "expert pause 2 semaines"},
        N_("be asked nothing until then; `resume` ends it earlier"),
    ),
    Example(
        {"en": "expert capacity 3", "fr": "expert capacité 3"},
        N_("how many questions a month at most; `profile` shows all of it"),
    ),
    Example({"en": "expert list", "fr": "expert liste"}, N_("how many help in each domain")),
)
