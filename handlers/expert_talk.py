"""After a question was taken: have you talked, how useful was it, may others read the answer."""

from collections.abc import Mapping

from handlers.context import Example, FormReader
from handlers.verbs import SayVerb, Verbs

VERBS: Verbs = {}
SAID: Mapping[str, SayVerb] = {}
FORMS: Mapping[str, FormReader] = {}
MORE: tuple[Example, ...] = ()
