"""One page of a self-assessment: which one comes next, its form with what is known, and how it is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from gamma.answers import OPINIONS, Answers, Value, number_in, share_of
from gamma.assessments.answer_labels import format_value, render_criterion_text
from gamma.assessments.assessment import Assessment, Progress
from gamma.assessments.compared_units import unit_problems
from gamma.chat import LONG_CHARACTERS, SHORT_CHARACTERS, Button, Field, Form, Message, Option
from gamma.dates import Quarter, day_in
from gamma.errors import InvalidInputError
from gamma.parsing.day import parse_day
from gamma.parsing.quantity import parse_quantity
from gamma.parsing.text import parse_choice, parse_line, parse_lines
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.file import Programme
from gamma.programme.labels import OPINION_NAMES
from gamma.programme.texts import LocalText
from gamma.startups.startup import Startup
from gamma.text import Text, one_line
from gamma.translator import N_, Translator

_LAST_TIME = N_("Your own answers are those of {day}: change what has changed.")
_LATEST_SHARED = N_(
    "Your opinions are those of {day}; numbers and names are the latest that the team shared or that you "
    "gave: change what has changed."
)
_IN_TURN, _ALONE = "next", "only"


@dataclass(frozen=True)
class PageDetail:
    """The end of a page's route: "market.next.13".

    alone: opened by its name, to put that page right. filled: the places of the fields that had a value
    when the form was shown.
    """

    criterion_id: str
    alone: bool
    filled: str

    @classmethod
    def parse(cls, detail: str) -> "PageDetail":
        criterion_id, turn, filled = detail.split(".")
        return cls(criterion_id, turn == _ALONE, filled)

    def __str__(self) -> str:
        return f"{self.criterion_id}.{_ALONE if self.alone else _IN_TURN}.{self.filled}"

    def withdrawn_facts(self, criterion: Criterion, answers: Answers) -> list[str]:
        """Facts that stood in the form and were emptied hold no longer; what others stated since stays."""
        filled = [criterion.fields[int(place)] for place in self.filled]
        return [field.id for field in filled if field.fact and field.id not in answers]


def next_page(programme: Programme, pages: Collection[str]) -> Criterion | None:
    """The first page not sent yet, None when all are."""
    return next((criterion for criterion in programme.criteria if criterion.id not in pages), None)


def page_form(
    translator: Translator,
    programme: Programme,
    startup: Startup,
    progress: Progress,
    today: date,
    zone: ZoneInfo,
    *,
    alone: Criterion | None = None,
) -> Form:
    """The next page, the first again where all are sent; or the one opened by its name, to put it right."""
    draft = progress.draft
    criterion = alone or next_page(programme, draft.pages if draft else ()) or programme.criteria[0]
    own = draft if alone is None else draft or sent_this_quarter(progress, today, zone)
    opinions, opinions_day = _last_opinions(progress.latest, criterion, zone)
    if own and criterion.id in own.pages:
        opinions, opinions_day = {}, None
    known = {**_facts_beside(progress.facts, criterion, own), **opinions, **(own.answers if own else {})}
    values = {field.id: prefilled(field, known, today) for field in criterion.fields}
    filled = "".join(str(place) for place, value in enumerate(values.values()) if value is not None)
    number, count = programme.criteria.index(criterion) + 1, len(programme.criteria)
    return Form(
        route=f"assess.page.{PageDetail(criterion.id, alone is not None, filled)}",
        title=f"{number}/{count} · {translator.local(criterion.short)}",
        intro=_intro(
            translator, startup, criterion, opinions_day, _are_own(progress.latest, criterion, values)
        ),
        fields=page_fields(translator, criterion, values),
        submit=translator.text(N_("Send") if alone or number == count else N_("Continue")),
        about=startup.id,
    )


def _facts_beside(facts: Answers, criterion: Criterion, own: Assessment | None) -> Answers:
    """Without the numbers that would be compared with those that the person gave for this page themselves."""
    if own is None or criterion.id not in own.pages:
        return facts
    given = {field for group in criterion.fact_groups if group & own.answers.keys() for field in group}
    return {field: value for field, value in facts.items() if field not in given}


def _are_own(latest: Assessment | None, criterion: Criterion, values: Mapping[str, Value | None]) -> bool:
    """Whether all that the page shows is what the person answered themselves last time."""
    answers = latest.answers if latest else {}
    return all(values[field.id] in (None, answers.get(field.id)) for field in criterion.fields if field.fact)


def sent_this_quarter(progress: Progress, today: date, zone: ZoneInfo) -> Assessment | None:
    """The person's last finished assessment, if it is of this quarter: a page of it can be put right."""
    latest = progress.latest
    is_recent = latest and latest.sent_at and Quarter.of(latest.sent_at, zone) >= Quarter.of_day(today)
    return latest if is_recent else None


def _last_opinions(
    latest: Assessment | None, criterion: Criterion, zone: ZoneInfo
) -> tuple[Answers, date | None]:
    """The person's own of this page in their last finished assessment, with its day; None without any."""
    if latest is None or latest.sent_at is None:
        return {}, None
    asked = [field.id for field in criterion.fields if field.kind == "answer"]
    opinions = {field: latest.answers[field] for field in asked if field in latest.answers}
    return opinions, day_in(latest.sent_at, zone) if opinions else None


def prefilled(spec: FieldSpec, known: Answers, today: date) -> Value | None:
    """What stands in the field when it is shown; a date to come that has passed would only be refused."""
    value = known.get(spec.id)
    return None if spec.future and isinstance(value, date) and value <= today else value


def _intro(
    translator: Translator, startup: Startup, criterion: Criterion, opinions_day: date | None, own: bool
) -> str:
    """own: whether the facts are the person's of that day too."""
    sentences = [f"{startup.name} · {translator.local(criterion.title)}.", translator.local(criterion.intro)]
    if opinions_day:
        day = translator.date(opinions_day)
        sentences.append(translator.text(_LAST_TIME if own else _LATEST_SHARED, day=day))
    return " ".join(sentences)


def page_fields(
    translator: Translator, criterion: Criterion, values: Mapping[str, Value | None]
) -> tuple[Field, ...]:
    """values: what stands in them, by field id."""
    return tuple(_field(translator, field, values.get(field.id)) for field in criterion.fields)


def _field(translator: Translator, spec: FieldSpec, value: Value | None) -> Field:
    chosen = spec.kind in ("choice", "answer")
    shown = "" if value is None else str(value) if chosen else format_value(translator, value)
    return Field(
        name=spec.id,
        label=translator.local(spec.label),
        kind="choice" if spec.kind == "answer" else spec.kind,
        help=translator.local(spec.question),
        value=shown if spec.kind == "long_text" else shown[:SHORT_CHARACTERS],
        options=_options(translator, spec),
        picked=value.isoformat() if isinstance(value, date) else "",
    )


def _options(translator: Translator, spec: FieldSpec) -> tuple[Option, ...]:
    if spec.kind == "answer":
        return tuple(Option(translator.text(name), answer) for answer, name in OPINION_NAMES.items())
    return tuple(Option(translator.local(option.label), option.id) for option in spec.options)


def parse_field(field: FieldSpec, typed: str, today: date) -> Value | None:
    """None where nothing was typed. Raises InvalidInputError."""
    text = one_line(typed)
    if not text:
        return None
    match field.kind:
        case "number":
            return parse_quantity(text, percent=field.percent, whole=field.whole)
        case "date":
            return parse_day(text, today, future=field.future)
        case "choice" | "answer":
            answers = OPINIONS if field.kind == "answer" else [option.id for option in field.options]
            return parse_choice(text, answers)
        case "text":
            return parse_line(text, SHORT_CHARACTERS)
        case "long_text":
            return parse_lines(typed, LONG_CHARACTERS)


def implausible_answers(criterion: Criterion, answers: Answers) -> dict[str, InvalidInputError]:
    """By field, the question about a number that can hardly be meant, or not be compared."""
    return unit_problems(criterion, answers) | {
        field.id: InvalidInputError("{question}", question=partial(_doubt, criterion, doubt, answers))
        for field in criterion.fields
        if (doubt := _doubt_about(field, answers))
    }


def _doubt_about(field: FieldSpec, answers: Answers) -> LocalText | None:
    if number_in(answers, field.id) == 0 and field.zero:
        return field.zero
    share = share_of(answers, field.id, field.at_most) if field.at_most else None
    return field.too_many if share is not None and share > 1 else None


def _doubt(criterion: Criterion, doubt: LocalText, answers: Answers, translator: Translator) -> Text:
    return render_criterion_text(translator, criterion, doubt, answers)


def page_saved_message(translator: Translator, startup: Startup, following: Criterion) -> Message:
    """With the button for the next page, where a form cannot follow a form."""
    saved = translator.render(
        N_("Kept for **{startup}**. Next page: {title}. You can go on now or later."),
        startup=startup.name,
        title=translator.local(following.title),
    )
    label = translator.text(N_("Continue"))
    return Message((saved,), (Button(label, says="assess", about=startup.id, main=True),))
