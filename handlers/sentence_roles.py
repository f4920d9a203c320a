"""Whether what a sentence may mean is for who says it: experts take offers, managers have a portfolio."""

from collections.abc import Sequence

from gamma.programme.sentences import Guess, Who, load_sentences
from handlers.engine.context import Context
from storage.experts import experts, offers


def fitting(context: Context, guesses: Sequence[Guess]) -> list[Guess]:
    """The likest stays, whomever it is for: who says that is told what it takes. Beside it only what fits."""
    meanings = load_sentences().meanings
    return [
        guess
        for place, guess in enumerate(guesses)
        if not place or _is_for(context, meanings[guess.says].who)
    ]


def _is_for(context: Context, who: Who) -> bool:
    match who:
        case "expert":
            person = context.actor.id
            return bool(experts.load(context.session, person) or offers.open_to(context.session, person))
        case "follower":
            return context.is_programme_team or bool(context.manages)
        case "programme_team":
            return context.is_programme_team
    return True
