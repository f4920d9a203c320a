"""Being an expert: in what, how often, not now; and which domains nobody helps in."""

from collections.abc import Mapping

from handlers.context import Example, FormReader
from handlers.verbs import SayVerb, Verbs

VERBS: Verbs = {}
SAID: Mapping[str, SayVerb] = {}
FORMS: Mapping[str, FormReader] = {}
MORE: tuple[Example, ...] = ()
