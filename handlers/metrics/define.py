"""`/gamma metric define`, `targets`: what the metric is, and what was agreed on it with the sponsor."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from gamma.chat import Button, Field, Message
from gamma.metrics.definition_fields import OWNER, agreed_fields, what_fields, with_agreed, with_what
from gamma.metrics.metric import Definition, Metric
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import require_startup
from handlers.metrics.show import shown_to
from storage.metrics import metrics
from storage.people import people
from storage.reader_context import ReaderContext
from storage.startups import startups

_KEPT = N_("Kept for **{startup}**.")
_CUT = N_(
    "What is counted has changed: the curve begins anew, and the values before are kept apart. "
    "If it was a matter of words alone, say so: `/gamma metric same`."
)
_JOINED = N_("One curve for **{startup}** again: the values before and after are compared.")
_FALLS = N_(
    "Noted: the metric of **{startup}** is to fall. A target below its value is still to be reached. "
    "`/gamma metric rises` turns it round again."
)
_RISES = N_("Noted: the metric of **{startup}** is to rise. `/gamma metric falls` turns it round again.")
_NO_CUT = N_("The curve of **{startup}** was not cut: nothing was changed.")


def define(context: Context, given: Arguments) -> Response:
    return open_form(context, WHAT, given.startup, intro=_intro(context, given.startup))


def targets(context: Context, given: Arguments) -> Response:
    return open_form(context, AGREED, given.startup, intro=_intro(context, given.startup))


def _intro(context: Context, startup: Startup) -> str:
    return context.translator.text(N_("{startup}: everything may be left empty."), startup=startup.name)


def same(context: Context, given: Arguments) -> Message:
    """The new definition was a matter of words."""
    startup = given.startup
    startups.lock_startup(context.session, startup.id)
    joined = metrics.join_curves(context.session, startup.id)
    said = context.translator.render(_JOINED if joined else _NO_CUT, startup=startup.name)
    return Message((said,), (Button(context.translator.text(N_("The metric")), "metric", startup.id),))


def falls(context: Context, given: Arguments) -> Message:
    """What it counts is to become less: a target below the value is something to reach."""
    return _directed(context, given.startup, falls=True)


def rises(context: Context, given: Arguments) -> Message:
    return _directed(context, given.startup, falls=False)


def _directed(context: Context, startup: Startup, *, falls: bool) -> Message:
    startups.lock_startup(context.session, startup.id)
    known = _known(context, startup)
    if known.falls != falls:
        defined = replace(known, falls=falls, begins_curve=False)
        metrics.define(context.session, startup.id, defined, context.actor, context.now)
    said = context.translator.render(_FALLS if falls else _RISES, startup=startup.name)
    see = Button(context.translator.text(N_("The metric")), "metric", startup.id)
    label, says = (
        (N_("No, it is to rise"), "metric rises") if falls else (N_("It is to fall"), "metric falls")
    )
    return Message((said,), (see, Button(context.translator.text(label), says, startup.id)))


def _known(context: Context, startup: Startup) -> Definition:
    """As it stands; where nobody has defined it, as self-assessments have it."""
    metric: Metric = metrics.load(context.session, startup.id, context.zone)
    return metric.definition or Definition(metric.name, unit=metric.unit, kind=metric.kind)


def _owner(context: Context, known: Definition) -> str:
    """The account here, "" for none or for somebody of another platform."""
    if known.owner_id is None:
        return ""
    person = people.by_id(context.session, known.owner_id)
    return person.account if person.platform == context.actor.platform else ""


def _as_questions(fields: Sequence[tuple[Field, Callable[[str], str]]]) -> list[FormQuestion]:
    return [FormQuestion(field, parse) for field, parse in fields]


def _what_questions(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    known = _known(context, require_startup(startup))
    return _as_questions(what_fields(context.translator, context.programme, known))


def _agreed_questions(context: Context, startup: Startup | None, _detail: str) -> Sequence[FormQuestion]:
    found = require_startup(startup)
    known = _known(context, found)
    owner, today = _owner(context, known), context.today_in(found.id)
    return _as_questions(agreed_fields(context.translator, known, owner, today))


def _save_what(context: Context, answers: FormAnswers) -> Outcome:
    startup = require_startup(answers.startup)
    known = _known(context, startup)
    return _keep(context, startup, known, with_what(known, answers.changes().values))


def _save_agreed(context: Context, answers: FormAnswers) -> Outcome:
    startup = require_startup(answers.startup)
    known, changed = _known(context, startup), answers.changes().values
    owner_id = known.owner_id
    if OWNER in changed:
        owner_id = context.person_named(changed[OWNER]).id if changed[OWNER] else None
    defined = with_agreed(known, changed, owner_id, context.today_in(startup.id))
    return _keep(context, startup, known, defined)


def _keep(context: Context, startup: Startup, known: Definition, defined: Definition) -> Outcome:
    """Only where something is new."""
    is_new = replace(defined, stated_at=known.stated_at, begins_curve=known.begins_curve) != known
    if is_new or known.stated_at is None:
        metrics.define(context.session, startup.id, defined, context.actor, context.now)
    return {"startup": startup.id, "cut": is_new and defined.begins_curve}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    startup = startups.load(context.session, outcome["startup"])
    if startup is None:
        return None
    translator, shown = context.translator, shown_to(context, startup)
    head = [translator.render(_KEPT, startup=startup.name)]
    buttons = shown.buttons
    if outcome["cut"]:
        head.append(translator.render(_CUT))
        same_words = Button(translator.text(N_("A matter of words")), "metric same", startup.id)
        buttons = (same_words, *buttons[:-1])
    return Message((Text.lines(*head), *shown.paragraphs), buttons)


WHAT = FormSpec(
    route="metric.define",
    title=N_("Impact metric"),
    submit=N_("Keep"),
    questions=_what_questions,
    save=_save_what,
    result=_result,
    right=Right.STATE_METRIC,
    guarded=True,
)
AGREED = FormSpec(
    route="metric.targets",
    title=N_("Targets and follow-up"),
    submit=N_("Keep"),
    questions=_agreed_questions,
    save=_save_agreed,
    result=_result,
    right=Right.STATE_METRIC,
    guarded=True,
    people=(OWNER,),
)
