"""The week of a portfolio manager, on Monday morning: what is new first; nothing new, no message."""

from collections.abc import Mapping
from datetime import date

from gamma.calendar import METROPOLE, region_of_zone
from gamma.chat import Message
from gamma.dates import day_in
from gamma.portfolio.week import is_worth_sending, week_message
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing, no_message
from storage.portfolio import week as weeks


def week_ahead(context: MessageContext, subject: Subject) -> Message | None:
    """What is open still, and was told before, is counted. Of what was set aside nothing is said."""
    monday, zone = date.fromisoformat(subject["monday"]), context.reader_zone
    region = region_of_zone(zone) or METROPOLE
    if context.reader is None or not is_worth_sending(monday, context.now, zone, region):
        return None
    every = weeks.collect(context.session, context.reader.id, monday, context.now, zone, context.zone)
    every = weeks.without_muted(context.session, every, context.now, zone, context.zone)
    today = day_in(context.now, zone)
    facts = every.facts(today)
    new = every.only(context.find_news(facts), today)
    if new.count() and not context.find_untold(facts):
        new = every  # only to remind: of all that is open at once, rather than of a part each week
    folded = every.count() - new.count()
    stop = context.stop_button("week")
    worded = week_message(context.translator, new, context.now, zone, folded=folded, stop=stop)
    if worded is None:
        return None
    message, said = worded
    return FactMessage.of(message, said.facts(today))


MESSAGES: Mapping[str, MessageKind] = {
    "week_ahead": MessageKind(
        week_ahead, Timing.REMINDER, missed=no_message, family="week", is_budgeted=True, cannot_wait=True
    ),
}
