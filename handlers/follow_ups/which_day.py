"""A day in a line to be noted that may be two: it is asked which, before anything is noted."""

from datetime import date

from gamma.errors import InvalidInputError
from gamma.follow_ups.due_dates import parse_due_date
from gamma.follow_ups.parse_line import ParsedLine
from gamma.parsing.day import AmbiguousDayError
from gamma.startups.startup import Startup
from handlers.engine.context import Context
from handlers.engine.either_day import which_day
from handlers.engine.resolve import has_mentions
from handlers.engine.typed_text import MOST_REPEATED


def require_one_day(
    context: Context, asking: str, startup: Startup, line: str, parsed: ParsedLine, today: date
) -> None:
    """Raises ClarificationNeeded, but of a line that no button can say again: that is noted with its words.

    asking: the command before the line. A button would not carry who is mentioned.
    """
    ambiguous = either_day(parsed, today)
    if ambiguous is None or has_mentions(line) or len(f"{asking} {line}") > MOST_REPEATED:
        return
    before, _, after = line.rpartition(parsed.unread)
    raise which_day(context, ambiguous, lambda day: f"{asking} {before}{day:%d/%m/%Y}{after}", startup.id)


def either_day(parsed: ParsedLine, today: date) -> AmbiguousDayError | None:
    """The question of which day is meant, where the words that are no day may be two."""
    try:
        parse_due_date(parsed.unread, today)
    except AmbiguousDayError as ambiguous:
        return ambiguous
    except InvalidInputError:
        return None
    return None
