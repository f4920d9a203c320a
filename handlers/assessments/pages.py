"""The pages of a self-assessment: shown with what is known, kept one by one, taken up where one stopped."""

from collections.abc import Mapping
from datetime import date

from gamma.answers import Answers, Value
from gamma.assessments.answer_labels import typed_form
from gamma.assessments.assessment import Assessment, next_page
from gamma.assessments.parse_page import parse_page
from gamma.assessments.results import own_result
from gamma.chat import SHORT_CHARACTERS, Errors, Field, Form, Message, Option
from gamma.dates import Quarter, day_in
from gamma.errors import UserError
from gamma.people.rights import Right, Role
from gamma.privacy.retention import DRAFT_RETENTION
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.programme.labels import OPINIONS
from gamma.startups.startup import Startup
from gamma.translator import N_, Translator
from handlers.context import Context, Outcome
from handlers.resolve import current_startup
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends

_ONLY_THE_TEAM = N_(
    "The self-assessment of {startup} belongs to its team: the people in its channel. "
    "If you are one of them, check that I am in that channel too: `/invite @gamma`."
)
_BESIDE_THE_TEAM = N_(
    "The self-assessment of {startup} belongs to its team. "
    "What the team shares is yours to read: `/gamma assess result team`."
)
_LAST_TIME = N_("Your own answers are those of {day}: change what has changed.")
_IN_TURN, _ONLY = "next", "only"


def require_member(context: Context, startup: Startup, right: Right) -> None:
    """Raises NotAllowedError with what the person can do instead."""
    beside = context.role_in(startup.id) in (Role.MANAGER, Role.PROGRAMME)
    context.require(right, startup, _BESIDE_THE_TEAM if beside else _ONLY_THE_TEAM)


def draft_of(context: Context, startup: Startup) -> Assessment | None:
    """The person's unfinished assessment, unless it was begun too long ago."""
    begun_since = context.now - DRAFT_RETENTION
    return Assessments(context.session, context.programme).draft(startup.id, context.actor.id, begun_since)


def page(
    context: Context, startup: Startup, criterion: Criterion, draft: Assessment | None, *, only: bool = False
) -> Form:
    """The form of one page. only: opened by its name, to put that page right."""
    translator, locale = context.translator, context.translator.locale
    kept = Assessments(context.session, context.programme)
    own = draft or (_sent_this_quarter(context, startup) if only else None)
    today = day_in(context.now, context.zone)
    last, again = (
        (None, {}) if own and criterion.id in own.pages else _last_opinions(context, startup, criterion)
    )
    known: Answers = {**kept.facts(startup.id), **again, **(own.answers if own else {})}
    place = [each.id for each in context.programme.criteria].index(criterion.id) + 1
    number, pages = str(place), str(len(context.programme.criteria))
    values = {field.id: prefill(field, known, today) for field in criterion.fields}
    shown = "".join(str(place) for place, value in enumerate(values.values()) if value is not None)
    hint = [translator.text(_LAST_TIME, day=translator.date(last))] if last else []
    return Form(
        route=f"assess.page.{criterion.id}.{_ONLY if only else _IN_TURN}.{shown}",
        title=f"{number}/{pages} · {criterion.short.said(locale)}",
        intro=" ".join(
            [f"{startup.name} · {criterion.title.said(locale)}.", criterion.intro.said(locale), *hint]
        ),
        fields=tuple(_field(translator, field, values[field.id]) for field in criterion.fields),
        submit=translator.text(N_("Send") if number == pages or only else N_("Continue")),
        about=startup.id,
    )


def _last_opinions(
    context: Context, startup: Startup, criterion: Criterion
) -> tuple[date | None, dict[str, Value]]:
    """The person's own of this page in their last finished assessment, with its day; None without any."""
    last = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    if last is None or last.sent_at is None:
        return None, {}
    asked = [field.id for field in criterion.fields if field.kind == "answer"]
    opinions = {field: last.answers[field] for field in asked if field in last.answers}
    return day_in(last.sent_at, context.zone) if opinions else None, opinions


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    """Keep one page and its facts; the last one finishes the assessment."""
    criterion_id, turn, shown = detail.split(".")
    startup, criterion = current_startup(context), context.programme.criterion(criterion_id)
    require_member(context, startup, Right.ASSESS)
    today = day_in(context.now, context.zone)
    answers, errors = parse_page(criterion, typed, today, context.translator)
    if errors:
        return Errors(errors)
    kept = Assessments(context.session, context.programme)
    draft = draft_of(context, startup)
    if draft is None:
        copied = _sent_this_quarter(context, startup) if turn == _ONLY else None
        draft = kept.begin(startup.id, context.actor.id, context.now, copied)
    withdrawn = _withdrawn(criterion, answers, shown)
    draft = kept.keep_page(draft, criterion, answers, withdrawn, context.now)
    following = next_page(context.programme, draft.pages)
    if following is None:
        kept.finish(draft, context.now)
    _tell(context, draft, criterion, following)
    return {"assessment": draft.id}


def _withdrawn(criterion: Criterion, answers: Answers, shown: str) -> list[str]:
    """The facts that stood in the form and were emptied hold no longer; what others stated since stays.

    shown: the places of the fields that had a value when the form was shown, from its route.
    """
    stood = [criterion.fields[int(place)] for place in shown]
    return [field.id for field in stood if field.fact and field.id not in answers]


def show(context: Context, outcome: Outcome) -> Form | Message:
    """The next page, or the result after the last."""
    startup = current_startup(context)
    require_member(context, startup, Right.ASSESS)
    assessment = Assessments(context.session, context.programme).load(outcome["assessment"])
    if assessment is None:
        raise UserError(N_("I do not know this startup any more. Nothing was changed."))
    following = next_page(context.programme, assessment.pages)
    if following:
        return page(context, startup, following, assessment)
    return result_of(context, startup, assessment)


def result_of(context: Context, startup: Startup, assessment: Assessment) -> Message:
    """The person's own result of this assessment, beside the one before it."""
    before = Assessments(context.session, context.programme).before(assessment)
    trends = Trends(context.session, context.programme, context.zone)
    return own_result(
        context.translator,
        context.programme,
        startup,
        assessment,
        before,
        context.zone,
        context.command_ids,
        trend=trends.own_tells(startup.id, context.actor.id),
    )


def _tell(context: Context, draft: Assessment, criterion: Criterion, following: Criterion | None) -> None:
    """What lasts goes to the person's direct messages: the result, or the button for the next page."""
    if following is None:
        key = f"assessment-result:{draft.id}"
        context.notify(context.actor, "assessment_result", key, {"assessment": draft.id})
    else:
        key = f"assessment-next:{draft.id}:{criterion.id}:{following.id}:{context.now.isoformat()}"
        subject = {"assessment": draft.id, "page": following.id}
        context.tell_after_form("assessment_next", key, subject)


def _sent_this_quarter(context: Context, startup: Startup) -> Assessment | None:
    latest = Assessments(context.session, context.programme).latest(startup.id, context.actor.id)
    start = Quarter.of(context.now, context.zone).starts(context.zone)
    return latest if latest and latest.sent_at and latest.sent_at >= start else None


def prefill(spec: FieldSpec, known: Answers, today: date) -> Value | None:
    """What stands in the field when it is shown; a date to come that has passed would only be refused."""
    value = known.get(spec.id)
    return None if spec.future and isinstance(value, date) and value <= today else value


def _field(translator: Translator, spec: FieldSpec, value: Value | None) -> Field:
    chosen = spec.kind in ("choice", "answer")
    shown = "" if value is None else str(value) if chosen else typed_form(translator, value)
    return Field(
        name=spec.id,
        label=spec.label.said(translator.locale),
        kind=spec.chat_kind,
        help=spec.question.said(translator.locale),
        value=shown if spec.kind == "long_text" else shown[:SHORT_CHARACTERS],
        options=_options(translator, spec),
    )


def _options(translator: Translator, spec: FieldSpec) -> tuple[Option, ...]:
    if spec.kind == "answer":
        return tuple(Option(translator.text(name), answer) for answer, name in OPINIONS.items())
    return tuple(Option(option.label.said(translator.locale), option.id) for option in spec.options)
