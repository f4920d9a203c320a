"""The startups that somebody's portfolio holds, and which of them a line means."""

from dataclasses import dataclass

from gamma.chat import Button, Message
from gamma.portfolio.filters import (
    CriterionAloneError,
    Filter,
    parse_filter,
    vocabulary,
)
from gamma.portfolio.followed import PortfolioRow
from gamma.programme.criteria import Criterion
from gamma.programme.labels import VERDICT_NAMES, criterion_word
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context, NotAllowedError
from handlers.engine.resolve import has_mentions, resolve_mentions, strip_mentions
from storage.portfolio import rows

REFUSAL = N_(
    "The portfolio is for portfolio managers, of the startups they follow, and for the programme team. "
    "Your own startup’s page: `/gamma startup`. Nothing was changed."
)


@dataclass(frozen=True)
class Shown:
    """every: all of the portfolio. rows: those of them that are meant."""

    every: list[PortfolioRow]
    rows: list[PortfolioRow]
    filter: Filter


def require_portfolio(context: Context) -> None:
    """Raises NotAllowedError."""
    if not context.is_programme_team and not context.manages:
        raise NotAllowedError(REFUSAL)


def load_shown(context: Context, typed: str) -> Shown:
    """Raises NotAllowedError, UserError, ClarificationNeeded."""
    require_portfolio(context)
    every = rows.load(context, None if context.is_programme_team else context.manages, with_facts=True)
    managers = [each.id for each in resolve_mentions(context, typed)] if has_mentions(typed) else []
    known = vocabulary(context.programme, every, context.actor.id)
    try:
        found = parse_filter(strip_mentions(typed), known, managers)
    except CriterionAloneError as alone:
        raise _which_verdict(context, alone, alone.criterion) from None
    return Shown(every, found.applied(every), found)


def _which_verdict(context: Context, asked: CriterionAloneError, criterion: Criterion) -> ClarificationNeeded:
    translator = context.translator
    word = criterion_word(translator, criterion)
    buttons = [
        Button(translator.text(name), f"portfolio {word} {translator.text(name)}")
        for name in VERDICT_NAMES.values()
    ]
    return ClarificationNeeded(Message((asked.render(translator),), tuple(buttons)))
