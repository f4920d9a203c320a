"""`/gamma metric 940 …`, `value`, `remove`: a value is stated, corrected, or taken back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gamma.assessments.answer_labels import format_value
from gamma.chat import SHORT_CHARACTERS, Button, Field, Form, Message
from gamma.dates import day_in
from gamma.errors import InvalidInputError, UserError
from gamma.metrics.messages import value_kept_message
from gamma.metrics.metric import Metric, MetricValue, in_unit
from gamma.metrics.parse_value import TypedValue, fit_to, parse_value, unit_of
from gamma.metrics.regions import region_named
from gamma.parsing.no_value import is_value
from gamma.parsing.past_day import parse_past_day
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line, quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.metrics.replaced import state_and_tell
from handlers.metrics.show import show
from storage.metrics import metrics
from storage.reader_context import ReaderContext
from storage.startups import startups

_VALUE = "value"
_WHICH_DAY = N_("Of which day? Write it, as in `/gamma metric remove 31 October`. Nothing was changed.")
_LEAP = N_("{value} on {day} for **{startup}**? It was {beside} on {of}: that is very far.")
_NOT_KEPT = N_("Nothing was kept yet: press if it is right, or write it anew.")
_NO_SUCH = N_("There is no value of {day}: `/gamma metric` shows them. Nothing was changed.")


def state_or_show(context: Context, given: Arguments) -> Response:
    """Without a value, what there is to see."""
    if not given.text:
        context.require(Right.SEE_STARTUP, given.startup)
        return show(context, given.startup)
    context.require(Right.STATE_METRIC, given.startup)
    return state_line(context, given)


def state_line(context: Context, given: Arguments) -> Response:
    """In one line; without one, the form."""
    startup = given.startup
    if not given.text:
        return _open_value_form(context, startup)
    startups.lock_startup(context.session, startup.id)
    metric = metrics.load(context.session, startup.id, context.zone)
    typed = fit_to(metric, parse_value(given.text, context.today_in(startup.id)))
    if not given.confirmed and (asked := _leap(startup, metric, typed)):
        return _asked_message(context, startup, metric, asked)
    return _kept_message(context, startup, _keep(context, startup, metric, typed)) or show(context, startup)


def _leap(startup: Startup, metric: Metric, typed: TypedValue) -> Outcome | None:
    """What is asked about before it is kept: the line that keeps it, on whatever day, and what is beside."""
    beside = metric.leap_to(typed.number, typed.day, typed.region)
    if beside is None or beside.number is None:
        return None
    words = (f"{typed.number:f}", unit_of(typed.number), typed.region, typed.day.isoformat())
    line = " ".join(filter(None, words))
    return {
        "startup": startup.id,
        "asked": line,
        "beside": f"{beside.number:f}",
        "of": beside.day.isoformat(),
    }


def _asked_message(context: ReaderContext, startup: Startup, metric: Metric, asked: Outcome) -> Message:
    translator = context.translator
    typed = parse_value(asked["asked"], day_in(context.now, context.zone))
    beside = in_unit(Decimal(asked["beside"]), metric.unit)
    said = translator.render(
        _LEAP,
        startup=startup.name,
        value=format_value(translator, in_unit(typed.number, metric.unit)),
        day=translator.date(typed.day),
        beside=format_value(translator, beside),
        of=translator.date(date.fromisoformat(asked["of"])),
    )
    buttons = (
        Button(translator.text(N_("Yes, keep it")), f"metric value {asked['asked']} yes", startup.id),
        Button(translator.text(N_("Another value")), "metric value", startup.id),
        Button(translator.text(N_("The metric")), "metric", startup.id),
    )
    return Message((said, translator.render(_NOT_KEPT)), buttons)


def _keep(context: Context, startup: Startup, metric: Metric, typed: TypedValue) -> Outcome:
    """What was kept, as JSON."""
    value = MetricValue(typed.day, typed.number, context.now, typed.region)
    state_and_tell(context, startup, metric, [value])
    return {"startup": startup.id, "day": typed.day.isoformat(), "region": typed.region}


def _kept_message(context: ReaderContext, startup: Startup, kept: Outcome) -> Message | None:
    """As it stands now: None where it was corrected since."""
    metric = metrics.load(context.session, startup.id, context.zone)
    day, region = date.fromisoformat(kept["day"]), kept["region"]
    value = metric.value_of(day, region)
    if value is None:
        return None
    after = ((before, now) for before, now in metric.replaced if (now.day, now.region) == (day, region))
    before = next((old for old, now in after if now.stated_at == value.stated_at), None)
    today = day_in(context.now, context.zone)
    return value_kept_message(
        context.translator, startup, metric, value, before, today, _buttons(context, startup, value)
    )


def _buttons(context: ReaderContext, startup: Startup, value: MetricValue) -> Sequence[Button]:
    translator = context.translator
    undo = f"metric remove {value.day.isoformat()} {value.region}".strip()
    return (
        Button(translator.text(N_("The metric")), "metric", startup.id),
        Button(translator.text(N_("Take this value back")), undo, startup.id),
    )


def remove(context: Context, given: Arguments) -> Message:
    """The value of that day, and of that region."""
    startup = given.startup
    if not given.text:
        raise UserError(_WHICH_DAY)
    startups.lock_startup(context.session, startup.id)
    metric = metrics.load(context.session, startup.id, context.zone)
    day, region = _which(given.text, context.today_in(startup.id))
    if metric.value_of(day, region) is None:
        raise UserError(_NO_SUCH, day=lambda words: words.date(day))
    removed = MetricValue(day, None, context.now, region)
    state_and_tell(context, startup, metric, [removed])
    sentence = N_("Taken back for **{startup}**: the value of {day}. `/gamma metric history` keeps it.")
    said = context.translator.render(sentence, startup=startup.name, day=context.translator.date(day))
    see = Button(context.translator.text(N_("The metric")), "metric", startup.id)
    return Message((said,), (see,))


def _which(typed: str, today: date) -> tuple[date, str]:
    """A day, with a region behind it perhaps. Raises InvalidInputError."""
    words = typed.split()
    for end in range(len(words), 0, -1):
        rest = " ".join(words[end:])
        region = (region_named(rest) or rest) if rest else ""
        try:
            return parse_past_day(" ".join(words[:end]), today), region
        except InvalidInputError:
            if end == 1:
                raise
    raise UserError(_WHICH_DAY)


# --- by form -------------------------------------------------------------------------------------------


def _open_value_form(context: Context, startup: Startup) -> Form:
    metric = metrics.load(context.session, startup.id, context.zone)
    name = quoted(metric.name) if metric.name else startup.name
    return open_form(
        context,
        FORM,
        startup,
        intro=context.translator.text(N_("{metric}: one line is enough."), metric=name),
    )


def _questions(context: Context, _startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    """One field alone: a day may stand in it beside the value."""
    text = context.translator.text
    help_ = text(N_("For example 940, 12.5%, 1.2 million, or “940 end of October”."))
    return [FormQuestion(Field(_VALUE, text(N_("Value")), "text", help_, required=True), _as_typed)]


def _as_typed(typed: str) -> str:
    line = one_line(typed)
    if not is_value(line) or len(line) > SHORT_CHARACTERS:
        raise InvalidInputError(N_("Write a number, for example 20,000 or 12.5."))
    return line


def _check(context: Context, answers: FormAnswers) -> dict[str, UserError]:
    """At the field, what cannot be a value of this metric."""
    startup = require_startup(answers.startup)
    line = answers.values.get(_VALUE)
    if not line:
        return {}
    metric = metrics.load(context.session, startup.id, context.zone)
    try:
        fit_to(metric, parse_value(line, context.today_in(startup.id)))
    except InvalidInputError as error:
        return {_VALUE: error}
    return {}


def _save(context: Context, answers: FormAnswers) -> Outcome:
    startup = require_startup(answers.startup)
    startups.lock_startup(context.session, startup.id)
    metric = metrics.load(context.session, startup.id, context.zone)
    typed = fit_to(metric, parse_value(answers.values[_VALUE], context.today_in(startup.id)))
    return _leap(startup, metric, typed) or _keep(context, startup, metric, typed)


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    if "asked" in outcome:
        metric = metrics.load(context.session, startup.id, context.zone)
        return _asked_message(context, startup, metric, outcome)
    return _kept_message(context, startup, outcome)


FORM = FormSpec(
    route="metric.value",
    title=N_("Impact metric"),
    submit=N_("Keep"),
    questions=_questions,
    check=_check,
    save=_save,
    result=_result,
    right=Right.STATE_METRIC,
)
