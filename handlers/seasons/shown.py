"""Which season is meant, and that seasons are the programme team's."""

from dataclasses import dataclass

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.errors import UserError
from gamma.seasons.season import Season
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context, NotAllowedError
from handlers.engine.startup_names import named_first
from storage.seasons import seasons

REFUSAL = N_(
    "Seasons are the programme team’s. Your own startup’s page: `/gamma startup`. Nothing was changed."
)
_UNKNOWN = N_("I know no season “{typed}”. There are: {names}.")
_NO_SEASON = N_(
    "There is no season under way. One is opened by its name and its two days: "
    "`/gamma season new Autumn 2026 from 2026-09-01 to 2027-02-28`."
)


@dataclass(frozen=True)
class Named:
    """rest: what was typed after its name."""

    season: Season
    rest: str


def require_programme_team(context: Context) -> None:
    """Raises NotAllowedError."""
    if not context.is_programme_team:
        raise NotAllowedError(REFUSAL)


def resolve_season(context: Context, typed: str, command: str, *, alone: bool = False) -> Named:
    """The one that the words begin with; without one, the only one under way, or the only one there is.

    command: what to repeat with it. alone: nothing else belongs to the words.
    Raises UserError, ClarificationNeeded where several may be meant.
    """
    every = seasons.every(context.session)
    names = {season.id: season.name for season in every}
    named = named_first(names, typed)
    if named and not (alone and named.rest):
        return Named(next(season for season in every if season.id == named.id), named.rest)
    if alone and typed:
        listed = context.translator.listed(list(names)[:10]) or context.translator.text(N_("none yet"))
        raise UserError(_UNKNOWN, typed=quoted(typed), names=listed)
    standing = [season for season in every if season.closed_at is None]
    chosen = standing or every if alone else standing
    if not chosen:
        raise UserError(_NO_SEASON)
    if len(chosen) > 1:
        buttons = [
            Button(quoted(season.name), f"{command} {season.id} {typed}".strip())
            for season in chosen[:MESSAGE_BUTTONS]
        ]
        raise ClarificationNeeded(
            Message((context.translator.render(N_("Which season is it about?")),), tuple(buttons))
        )
    return Named(chosen[0], typed)
