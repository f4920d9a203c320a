"""Asking the expert network: in one line, by a form, or with a choice of domains."""

from collections.abc import Mapping

from handlers.context import Context, Example, FormReader, Said
from handlers.verbs import SayVerb, Verbs

VERBS: Verbs = {}
SAID: Mapping[str, SayVerb] = {}
FORMS: Mapping[str, FormReader] = {}
MORE: tuple[Example, ...] = ()


def say(context: Context, typed: str) -> Said:
    raise NotImplementedError
