"""`/gamma metric`, `history`: what the impact metric is, its values, what was corrected."""

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.metrics.corrections import history_message
from gamma.metrics.messages import metric_message
from gamma.metrics.metric import Metric
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import Context
from storage.metrics import metrics
from storage.people import people
from storage.reader_context import ReaderContext
from storage.startups import page


def show(context: Context, startup: Startup) -> Message:
    return shown_to(context, startup)


def shown_to(context: ReaderContext, startup: Startup) -> Message:
    """As it stands now, with what can be done about it."""
    metric = metrics.load(context.session, startup.id, context.zone)
    today = day_in(context.now, context.zone)
    owner = metric.definition.owner_id if metric.definition else None
    name = people.name_of(context.session, owner) if owner else ""
    buttons = metric_buttons(context, startup, metric)
    pages = page.public_pages(context.session, startup.id)
    return metric_message(context.translator, context.programme, startup, metric, today, name, buttons, pages)


def metric_buttons(context: ReaderContext, startup: Startup, metric: Metric) -> list[Button]:
    translator = context.translator
    found = [
        (N_("State a value"), "metric value", metric.is_known),
        (N_("Define it"), "metric define", not metric.is_known),
    ]
    if metric.target_below(day_in(context.now, context.zone)):
        found.append((N_("It is to fall"), "metric falls", False))
    if metric.is_known:
        found.append((N_("Targets and follow-up"), "metric targets", False))
    if metric.values:
        found += [(N_("Picture"), "metric picture", False), (N_("As a file (CSV)"), "metric csv", False)]
    return [Button(translator.text(label), says, startup.id, main=main) for label, says, main in found]


def history(context: Context, given: Arguments) -> Message:
    metric = metrics.load(context.session, given.startup.id, context.zone)
    return history_message(context.translator, given.startup, metric, context.reader_zone)
