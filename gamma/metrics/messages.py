"""The impact metric in words: what it is, its values, its targets, and what was just noted of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gamma.assessments.answer_labels import format_value
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.metrics.metric import FREQUENCIES, KIND, Frequency, Metric, MetricValue
from gamma.programme.criteria import OptionSpec
from gamma.programme.file import Programme
from gamma.sections import Section, fit_sections, join_line, literal_text
from gamma.startups.public_pages import NO_PAGES, PublicPages, public_pages_line
from gamma.startups.startup import Startup
from gamma.text import Text, link, quoted
from gamma.translator import N_, Translator

FREQUENCY_NAMES: Mapping[Frequency, str] = {
    "week": N_("each week"),
    "month": N_("each month"),
    "quarter": N_("each quarter"),
    "half_year": N_("twice a year"),
    "never": N_("without being asked"),
}
_MOST_VALUES = 8
_HOW = N_("A value takes one line: `/gamma metric 940 end of October`.")
_FROM_ASSESSMENT = N_("shared with a self-assessment")
_NOTHING = N_(
    "**{startup}** has no impact metric yet. What does your service change for real, and how would it show? "
    "`/gamma metric define` names it; `/gamma metric 940` states a value."
)
_UNNAMED = N_("a metric without a name yet")


def metric_message(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    metric: Metric,
    today: date,
    owner: str,
    buttons: Sequence[Button] = (),
    pages: PublicPages = NO_PAGES,
) -> Message:
    """owner: the name of who is asked for its values, "" where nobody is. pages: as imported."""
    public = list(public_pages_line(translator, pages))
    if not metric.is_known:
        return Message((translator.render(_NOTHING, startup=startup.name), *public), tuple(buttons))
    about = _about(translator, programme, metric, owner)
    head = [Text.lines(heading(translator, startup, metric), *about, *public)]
    values = [value_line(translator, each) for each in reversed(metric.values)]
    sections = [
        Section(translator.render(N_("**Targets**")), list(target_lines(translator, metric, today))),
        Section(
            translator.render(N_("**Values**")),
            values[:_MOST_VALUES],
            translator.render(N_("none stated or shared yet")),
        ),
    ]
    closing = [
        *target_question(translator, metric, today),
        *_more(translator, metric, len(values)),
        translator.render(_HOW),
    ]
    return Message(
        fit_sections(translator, head, sections, [Text.lines(*closing)]), tuple(buttons)[:MESSAGE_BUTTONS]
    )


def heading(translator: Translator, startup: Startup, metric: Metric) -> Text:
    name = quoted(metric.name) if metric.name else translator.text(_UNNAMED)
    return translator.render(N_("**{startup}: {metric}**"), startup=startup.name, metric=name)


def _about(translator: Translator, programme: Programme, metric: Metric, owner: str) -> Iterator[Text]:
    """What it counts, whose it is, and with whom it was agreed."""
    definition = metric.definition
    if definition and definition.meaning:
        yield literal_text(definition.meaning)
    facts = [literal_text(word) for word in _kind_and_unit(translator, programme, metric)]
    if definition and definition.regional:
        facts.append(translator.render(N_("by region too")))
    if facts:
        yield join_line(facts)
    if definition is None:
        return
    if definition.source:
        yield translator.render(N_("Source: {source}"), source=_linked(definition.source))
    frequency = translator.text(FREQUENCY_NAMES[definition.frequency])
    if owner and definition.frequency in FREQUENCIES:
        sentence = N_("{person} is asked for a value, {often}.")
        yield translator.render(sentence, person=owner, often=frequency)
    yield from agreement_lines(translator, metric)


def _kind_and_unit(translator: Translator, programme: Programme, metric: Metric) -> Iterator[str]:
    if kind := kind_label(translator, programme, metric.kind):
        yield kind
    if metric.unit:
        yield translator.text(N_("in {unit}"), unit=metric.unit)
    if metric.definition and metric.definition.falls:
        yield translator.text(N_("is to fall"))


def kind_label(translator: Translator, programme: Programme, kind: str) -> str:
    labels = [option.label for option in kind_options(programme) if option.id == kind]
    return translator.local(labels[0]) if labels else ""


def kind_options(programme: Programme) -> Sequence[OptionSpec]:
    """As the programme asks for it in the self-assessment."""
    fields = (field for criterion in programme.criteria for field in criterion.fields)
    return next((field.options for field in fields if field.id == KIND), ())


def _linked(source: str) -> Text:
    try:
        return link(source, source)
    except ValueError:
        return literal_text(source)


def agreement_lines(translator: Translator, metric: Metric) -> Iterator[Text]:
    """With whom and when, and what the value was then."""
    definition = metric.definition
    if definition is None or not (definition.agreed_with or definition.agreed_on):
        yield translator.render(N_("Not agreed with the sponsor yet: `/gamma metric targets`."))
        return
    at = metric.at_agreement()
    sentence = N_("Agreed with {whom}, {day}") if definition.agreed_on else N_("Agreed with {whom}")
    whom = definition.agreed_with or translator.text(N_("the sponsor"))
    day = translator.date(definition.agreed_on) if definition.agreed_on else ""
    said = translator.render(sentence, whom=whom, day=day)
    if at and at.number is not None:
        value = translator.render(N_("then {value}"), value=format_value(translator, at.number))
        said = join_line([said, value])
    yield said


def target_lines(translator: Translator, metric: Metric, today: date) -> Iterator[Text]:
    """Each beside what the value is of it."""
    for target in metric.targets:
        number = format_value(translator, target.number)
        if target.day is None:
            yield translator.render(N_("{target}, without a date yet"), target=number)
            continue
        sentence = N_("{target} by {day}") if target.day > today else N_("{target}, it was for {day}")
        yield translator.render(sentence, target=number, day=translator.date(target.day))


def target_question(translator: Translator, metric: Metric, today: date) -> Iterator[Text]:
    """Where the target lies below the value: either it is reached, or less is better."""
    target, value = metric.target_below(today), metric.latest
    if target is None or value is None or value.number is None:
        return
    sentence = N_(
        "The target ({target}) is below the value ({value}). Is it passed already (`/gamma metric targets`), "
        "or is the metric to fall (`/gamma metric falls`)?"
    )
    numbers = (format_value(translator, each) for each in (target.number, value.number))
    yield translator.render(sentence, **dict(zip(("target", "value"), numbers, strict=True)))


def value_line(translator: Translator, value: MetricValue) -> Text:
    number = format_value(translator, value.number) if value.number is not None else ""
    said = translator.render(N_("{day}: {value}"), day=translator.date(value.day), value=number)
    parts = [said, *([literal_text(value.region)] if value.region else [])]
    return join_line([*parts, *([translator.render(_FROM_ASSESSMENT)] if value.shared else [])])


def _more(translator: Translator, metric: Metric, count: int) -> Iterator[Text]:
    """What is not shown."""
    left = count - _MOST_VALUES
    if left > 0:
        yield translator.plural("{count} older value.", "{count} older values.", left)
    if ended := sum(len(curve) for curve in metric.earlier):
        yield translator.plural(
            "{count} value of before, when something else was counted, is kept apart.",
            "{count} values of before, when something else was counted, are kept apart.",
            ended,
        )
    if metric.replaced:
        yield translator.render(N_("Some values were corrected: `/gamma metric history`."))


def value_kept_message(
    translator: Translator,
    startup: Startup,
    metric: Metric,
    value: MetricValue,
    before: MetricValue | None,
    today: date,
    buttons: Sequence[Button],
) -> Message:
    """before: what it replaced, of the same day and region."""
    number = format_value(translator, value.number) if value.number is not None else ""
    sentence = N_("Kept for **{startup}**: {value} today.")
    if value.day != today:
        sentence = N_("Kept for **{startup}**: {value} on {day}.")
    day = translator.date(value.day)
    said = translator.render(sentence, startup=startup.name, value=number, day=day)
    parts = [said]
    if value.region:
        parts.append(literal_text(value.region))
    if before is not None and before.number is not None:
        replaced = translator.render(N_("before: {value}"), value=format_value(translator, before.number))
        parts.append(replaced)
    return Message((join_line(parts), *_against_target(translator, metric, value, today)), tuple(buttons))


def _against_target(
    translator: Translator, metric: Metric, value: MetricValue, today: date
) -> Iterator[Text]:
    target = None if value.region else metric.next_target(today)
    if target is None:
        return
    number = format_value(translator, target.number)
    if target.day is None:
        yield translator.render(N_("Target: {target}."), target=number)
    else:
        day = translator.date(target.day)
        yield translator.render(N_("Target: {target} by {day}."), target=number, day=day)


def asked_message(
    translator: Translator, startup: Startup, metric: Metric, stop: Button, *, tells_last: bool
) -> Message:
    """Asks for a value that is missing: one line, one field. tells_last: what the last one was."""
    name = quoted(metric.name) if metric.name else translator.text(_UNNAMED)
    sentence = N_("**{startup}**: where does “{metric}” stand? A number is enough.")
    asked = [translator.render(sentence, startup=startup.name, metric=name)]
    last = metric.values[-1] if metric.values else None
    if tells_last and last is not None and last.number is not None:
        number, day = format_value(translator, last.number), translator.date(last.day)
        asked.append(translator.render(N_("The last value is {value}, of {day}."), value=number, day=day))
    how = N_("In one line: `/gamma metric 940 end of October`. Not now, or no longer? That is fine too.")
    give = Button(translator.text(N_("State the value")), "metric value", startup.id, main=True)
    return Message((Text.lines(*asked), translator.render(how)), (give, stop))


def metric_line(translator: Translator, metric: Metric, today: date) -> str:
    """In a row of many: the value with its day, beside the target. "" where nothing is known."""
    value, target = metric.latest, metric.next_target(today)
    said = []
    if value is not None and value.number is not None:
        number = format_value(translator, value.number)
        said.append(translator.text(N_("{value} ({day})"), value=number, day=translator.date(value.day)))
    if target is not None:
        number = format_value(translator, target.number)
        sentence = N_("target {target} by {day}") if target.day else N_("target {target}")
        day = translator.date(target.day) if target.day else ""
        said.append(translator.text(sentence, target=number, day=day))
    name = quoted(metric.name) if metric.name else ""
    if not said:
        return name
    against = ", ".join(said)
    return translator.text(N_("{metric}: {against}"), metric=name, against=against) if name else against
