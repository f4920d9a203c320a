"""`/gamma metric picture`, `post`, `csv`, `import`: the metric as a picture or a file; values from one."""

from collections.abc import Sequence

from gamma.chat import LONG_CHARACTERS, Button, Field, Form, Message
from gamma.errors import InvalidInputError, UserError
from gamma.metrics.metric import MetricValue
from gamma.metrics.picture import has_picture
from gamma.metrics.table import parse_table
from gamma.outbox import ASKED_AS_MEMBER
from gamma.parsing.text import normalise, parse_lines
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.metrics.replaced import state_and_tell
from storage.metrics import metrics
from storage.reader_context import ReaderContext
from storage.startups import startups

_LINES = "lines"
_TOO_FEW = N_(
    "There is nothing to draw yet: a picture shows from two values on. `/gamma metric 940` states one."
)
_NO_VALUES = N_("There are no values yet. `/gamma metric 940` states one.")
POST_WORDS = ("post", "canal", "channel", "publier", "montrer")
_IN_CHANNEL = {*POST_WORDS, "publie", "equipe", "team"}
_BESIDE = frozenset(
    ["a", "au", "dans", "l", "la", "le", "for", "in", "our", "notre", "pour", "sur", "the", "to"]
)
"""Small words that turn nothing round: "dans le canal", "to the team"."""
_UNKNOWN_WORDS = N_(
    "I do not know “{typed}” here: `/gamma metric picture` brings the picture to you alone, "
    "`/gamma metric post` to the channel. Nothing was sent."
)
_NO_CHANNEL = N_("{startup} has no channel yet: `/gamma startup link velo-facile` in it links it.")


def picture(context: Context, given: Arguments) -> Message:
    """In private: an answer to one person has no picture. Words behind it may say that all are to see it."""
    if given.text:
        words = set(normalise(given.text).split())
        if not words & _IN_CHANNEL or words - _IN_CHANNEL - _BESIDE:
            raise UserError(_UNKNOWN_WORDS, typed=quoted(given.text))
        return post(context, given)
    _require_picture(context, given.startup)
    key = f"metric-picture:{context.actor.id}:{given.startup.id}:{context.now.isoformat()}"
    context.notify(context.actor, "metric_shown", key, _asked(given.startup))
    said = context.translator.render(N_("The picture comes to our direct conversation."))
    show = Button(context.translator.text(N_("Show it in the channel")), "metric post", given.startup.id)
    return Message((said,), (show,))


def post(context: Context, given: Arguments) -> Message:
    """In the startup's channel, on request: pressed twice within a minute, once."""
    startup = given.startup
    _require_picture(context, startup)
    channels = startups.channels_of(context.session, startup.id)
    if not channels:
        raise UserError(_NO_CHANNEL, startup=startup.name)
    for channel in channels:
        key = f"metric-post:{channel.platform}:{channel.channel}:{context.now:%Y-%m-%dT%H:%M}"
        context.notify(channel, "metric_shown", key, {"startup": startup.id})
    said = context.translator.render(
        N_("The picture is on its way to the channel of **{startup}**."), startup=startup.name
    )
    return Message((said,))


def _asked(startup: Startup) -> dict[str, str]:
    """Whoever has left the team before it leaves is told nothing."""
    return {"startup": startup.id, ASKED_AS_MEMBER: startup.id}


def _require_picture(context: Context, startup: Startup) -> None:
    if not has_picture(metrics.load(context.session, startup.id, context.zone)):
        raise UserError(_TOO_FEW)


def csv(context: Context, given: Arguments) -> Message:
    metric = metrics.load(context.session, given.startup.id, context.zone)
    if not (metric.values or any(metric.earlier)):
        raise UserError(_NO_VALUES)
    key = f"metric-file:{context.actor.id}:{given.startup.id}:{context.now.isoformat()}"
    context.notify(context.actor, "metric_file", key, _asked(given.startup))
    context.note_export("metric", given.startup.id)
    said = context.translator.render(
        N_("The values are on their way, as a file, in our direct conversation.")
    )
    return Message((said,))


def open_import(context: Context, given: Arguments) -> Form:
    intro = context.translator.text(N_("{startup}: all lines are kept, or none."), startup=given.startup.name)
    return open_form(context, IMPORT, given.startup, intro=intro)


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    text = context.translator.text
    help_ = text(N_("One a line: day;value, with ;region behind it if you like."))
    field = Field(_LINES, text(N_("Days and values")), "long_text", help_, required=True)
    return [FormQuestion(field, _parse)]


def _parse(typed: str) -> str:
    """What is copied from a spreadsheet has tabs."""
    return parse_lines(typed.replace("\t", ";"), LONG_CHARACTERS)


def _check(context: Context, answers: FormAnswers) -> dict[str, UserError]:
    startup, typed = require_startup(answers.startup), answers.values.get(_LINES)
    if typed is None:
        return {}
    metric = metrics.load(context.session, startup.id, context.zone)
    try:
        parse_table(typed, metric, context.today_in(startup.id))
    except InvalidInputError as error:
        return {_LINES: error}
    return {}


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup = require_startup(answers.startup)
    startups.lock_startup(context.session, startup.id)
    metric = metrics.load(context.session, startup.id, context.zone)
    typed = parse_table(answers.values[_LINES], metric, context.today_in(startup.id))
    values = [MetricValue(each.day, each.number, context.now, each.region) for each in typed]
    state_and_tell(context, startup, metric, values)
    return {"startup": startup.id, "count": len(values)}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    said = context.translator.plural(
        "Kept for **{startup}**: {count} value.",
        "Kept for **{startup}**: {count} values.",
        outcome["count"],
        startup=startup.name,
    )
    see = Button(context.translator.text(N_("The metric")), "metric", startup.id)
    return Message((said,), (see,))


IMPORT = FormSpec(
    route="metric.import",
    title=N_("Values from a table"),
    submit=N_("Keep"),
    questions=_questions,
    check=_check,
    save=_save,
    result=_result,
    right=Right.STATE_METRIC,
)
