"""`/gamma workshop feed`: one's own calendar, which holds the workshops beside the checkpoints."""

from gamma.chat import Message
from gamma.translator import N_
from handlers.checkpoints.calendar import own_feed
from handlers.engine.command_spec import Arguments, Changes, Subcommand, Usage
from handlers.engine.context import Context

_FILE_INSTEAD = N_("`/gamma workshop invitation 3` gives a workshop as a calendar file instead.")


def _feed(context: Context, _given: Arguments) -> Message:
    return own_feed(context, _FILE_INSTEAD)


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
