"""The startups that somebody's portfolio holds, and which of them a line means."""

from dataclasses import dataclass

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.portfolio.filter_words import (
    CriterionAloneError,
    SeveralMeantError,
    parse_filter,
    vocabulary,
)
from gamma.portfolio.filters import Filter
from gamma.portfolio.followed import PortfolioRow
from gamma.programme.labels import VERDICT_NAMES
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context, NotAllowedError
from handlers.engine.resolve import has_mentions, resolve_mentions, strip_mentions
from handlers.engine.typed_text import MOST_REPEATED
from storage.portfolio import rows

REFUSAL = N_(
    "The portfolio is for portfolio managers, of the startups they follow, and for the programme team. "
    "Your own startup’s page: `/gamma startup`. Nothing was changed."
)


_TOO_LONG = N_("That is a lot at once: {limit} characters at most say which startups. Nothing was changed.")
_SEASON_ALONE = ("saison", "saisons", "season", "seasons")
"""The one that goes on."""


@dataclass(frozen=True)
class Shown:
    """every: all of the portfolio. rows: those of them that are meant. line: what a button types for them."""

    every: list[PortfolioRow]
    rows: list[PortfolioRow]
    filter: Filter
    line: str


def require_portfolio(context: Context) -> None:
    """Raises NotAllowedError."""
    if not context.is_programme_team and not context.manages:
        raise NotAllowedError(REFUSAL)


def load_shown(context: Context, typed: str) -> Shown:
    """Raises NotAllowedError, UserError, ClarificationNeeded."""
    require_portfolio(context)
    if len(typed) > MOST_REPEATED:
        raise UserError(_TOO_LONG, limit=MOST_REPEATED)
    every = rows.load(context, None if context.is_programme_team else context.manages, with_facts=True)
    managers = resolve_mentions(context, typed) if has_mentions(typed) else []
    known, words = vocabulary(context.programme, every, context.actor.id), strip_mentions(typed)
    if normalise(words) in _SEASON_ALONE:
        words = "cette saison"
    line = " ".join([words, *(each.name for each in managers)]).strip()
    try:
        found = parse_filter(words, known, [each.id for each in managers])
    except CriterionAloneError as alone:
        raise _which_verdict(context, alone, line) from None
    except SeveralMeantError as several:
        raise _which_one(context, several, line) from None
    return Shown(every, found.applied(every), found, line)


def _which_one(context: Context, asked: SeveralMeantError, line: str) -> ClarificationNeeded:
    lines = [(name, f"portfolio {asked.completed(line, name)}") for name in asked.names[:MESSAGE_BUTTONS]]
    buttons = [Button(quoted(name), says) for name, says in lines if len(says) <= MOST_REPEATED]
    return ClarificationNeeded(Message((asked.render(context.translator),), tuple(buttons)))


def _which_verdict(context: Context, asked: CriterionAloneError, line: str) -> ClarificationNeeded:
    """Each button says the whole line."""
    translator = context.translator
    names = [translator.text(name) for name in VERDICT_NAMES.values()]
    buttons = [Button(name, f"portfolio {asked.completed(line, name)}") for name in names]
    return ClarificationNeeded(Message((asked.render(translator),), tuple(buttons)))
