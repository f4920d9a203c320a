"""What an expert says to a question that was offered: I take it, not for me, later."""

from collections.abc import Mapping

from handlers.context import Example, FormReader
from handlers.verbs import SayVerb, Verbs

VERBS: Verbs = {}
SAID: Mapping[str, SayVerb] = {}
FORMS: Mapping[str, FormReader] = {}
MORE: tuple[Example, ...] = ()
