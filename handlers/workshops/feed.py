"""`/gamma workshop feed`: one's own calendar, which holds the workshops beside the checkpoints."""

from gamma.chat import Message
from gamma.errors import UserError
from gamma.translator import N_
from handlers.checkpoints.calendar import own_feed
from handlers.engine.command_spec import Arguments, Changes, Subcommand, Usage
from handlers.engine.context import Context

_NO_ADDRESS = N_(
    "This installation has no public address (GAMMA_URL), so no calendar can subscribe to it. "
    "`/gamma workshop invitation 3` gives a workshop as a calendar file instead."
)


def _feed(context: Context, _given: Arguments) -> Message:
    if not context.pages.base_url:
        raise UserError(_NO_ADDRESS)
    return own_feed(context)


FEED = Subcommand(
    "feed",
    _feed,
    spellings=("feed", "calendrier", "calendar"),
    usages=(
        Usage(
            {"en": "workshop feed", "fr": "atelier calendrier"},
            N_("your own calendar; `invitation 3` gives one of them as a file"),
        ),
    ),
    changes=Changes.ALWAYS,
)
