"""The pages of a self-assessment: shown with what is known, kept one by one, taken up where one stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from gamma.answers import Answers
from gamma.assessments.assessment import Assessment, Progress
from gamma.assessments.compared_units import with_units_in_place
from gamma.assessments.page import (
    PageDetail,
    implausible_answers,
    next_page,
    page_fields,
    page_form,
    page_saved_message,
    parse_field,
    sent_this_quarter,
)
from gamma.assessments.readiness import evaluate_all
from gamma.assessments.results import own_result_message
from gamma.chat import Form, Message
from gamma.errors import UserError
from gamma.parsing.text import closest_match
from gamma.people.rights import Right, Role
from gamma.programme.criteria import Criterion
from gamma.programme.labels import criterion_word
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.assessments.reading import with_reading
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, NotAllowedError, Outcome, Response
from handlers.engine.resolve import (
    STARTUP_UNKNOWN,
    UnknownStartupError,
    require_startup,
    resolve_startup,
    startup_last,
)
from handlers.engine.typed_text import as_typed
from storage.assessments import rounds
from storage.assessments.assessments import Assessments
from storage.assessments.trends import Trends
from storage.reader_context import ReaderContext
from storage.startups import startups

_WORDS_OF_A_CRITERION = 4
_ONLY_THE_TEAM = N_(
    "The self-assessment of {startup} belongs to its team: the people in its channel. "
    "If you are one of them, check that I am in that channel too: `/invite @gamma`."
)
_BESIDE_THE_TEAM = N_(
    "The self-assessment of {startup} belongs to its team. "
    "What the team shares is yours to read: `/gamma assess result team`."
)


_BESIDE_ANY_TEAM = N_(
    "Each team assesses itself. What the teams have shared is in the portfolio, and you can open a round: "
    "`/gamma assess round entry velo-facile`."
)


class _BesideAnyTeamError(UserError):
    """The programme team is with no startup."""

    next_steps = ((N_("The portfolio"), "portfolio"), (N_("What you can ask me"), "help"))


def open_page(context: Context, given: Arguments) -> Form:
    """The next page, or the one that is named first."""
    criterion, rest = criterion_first(context, given.text)
    startup = context.startup
    if startup is None or rest:
        startup = _resolve_startup(context, rest)
    require_member(context, startup, Right.ASSESS)
    return _page_form(context, startup, progress_of(context, startup), alone=criterion)


def criterion_first(context: Context, typed: str) -> tuple[Criterion | None, str]:
    """The criterion that the first words name, perhaps behind the startup's name; and the other words."""
    words = startup_last(context, typed).split() if typed else []
    for count in range(min(len(words), _WORDS_OF_A_CRITERION), 0, -1):
        if criterion := context.programme.criterion_named(" ".join(words[:count])):
            return criterion, " ".join(words[count:])
    return None, typed


_ROUND_LATER = dict.fromkeys(("later", "plus tard"), "assess round later")


def _resolve_startup(context: Context, typed: str) -> Startup:
    """Raises UserError; of a criterion's name with a slip, with what was meant."""
    if not typed and context.is_programme_team and not context.own_startups:
        raise _BesideAnyTeamError(_BESIDE_ANY_TEAM)
    try:
        return resolve_startup(context, typed, "assess")
    except UnknownStartupError:
        words = [criterion_word(context.translator, criterion) for criterion in context.programme.criteria]
        commands = {word: f"assess {word}" for word in words} | _ROUND_LATER
        meant = closest_match(typed[:60], commands)
        if meant is None:
            raise
    sentence = N_("I do not know “{typed}”. Did you mean `/gamma {meant}`?")
    raise UserError(sentence, typed=typed[:60], meant=as_typed(context, commands[meant]))


def require_member(context: Context, startup: Startup, right: Right) -> None:
    """Raises NotAllowedError with what the person can do instead."""
    if not context.may(right, startup.id):
        is_beside = context.role_in(startup.id) in (Role.MANAGER, Role.PROGRAMME)
        refused = NotAllowedError(_BESIDE_THE_TEAM if is_beside else _ONLY_THE_TEAM, startup=startup.name)
        if is_beside:
            refused.next_steps = ((N_("The team’s result"), f"assess result team {startup.id}"),)
        raise refused


def progress_of(context: Context, startup: Startup) -> Progress:
    """How far the person is; a draft that was begun too long ago is none any more."""
    stored = Assessments(context.session, context.programme)
    return stored.progress(startup.id, context.actor.id, context.now, context.zone)


def _page_form(
    context: Context, startup: Startup, progress: Progress, alone: Criterion | None = None
) -> Form:
    return page_form(
        context.translator, context.programme, startup, progress, context.today, context.zone, alone=alone
    )


def _questions(context: Context, startup: Startup | None, detail: str) -> Sequence[FormQuestion]:
    """Those of one page. Whoever was shown it, only a member of the team answers them."""
    require_member(context, require_startup(startup), Right.ASSESS)
    criterion = _criterion(context, detail)
    fields = zip(page_fields(context.translator, criterion, {}), criterion.fields, strict=True)
    return [FormQuestion(field, partial(parse_field, spec, today=context.today)) for field, spec in fields]


def _criterion(context: Context, detail: str) -> Criterion:
    return context.programme.criterion(PageDetail.parse(detail).criterion_id)


def _check(context: Context, answers: FormAnswers) -> Mapping[str, UserError]:
    return implausible_answers(_criterion(context, answers.detail), _given(answers))


def _given(answers: FormAnswers) -> Answers:
    """Without the fields left empty."""
    return {field: value for field, value in answers.values.items() if value is not None}


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """Keep one page and its facts; the last one finishes the assessment."""
    startup, page = require_startup(answers.startup), PageDetail.parse(answers.detail)
    criterion, progress = _criterion(context, answers.detail), progress_of(context, startup)
    given, draft = with_units_in_place(criterion, _given(answers)), progress.draft
    stored = Assessments(context.session, context.programme)
    if draft is None:
        copied = sent_this_quarter(progress, context.today, context.zone) if page.alone else None
        draft = stored.begin(startup.id, context.actor.id, context.now, copied)
    withdrawn = page.withdrawn_facts(criterion, given)
    draft = stored.save_page(draft, criterion, given, withdrawn, context.now, context.zone)
    if following := next_page(context.programme, draft.pages):
        return {"assessment": draft.id, "page": following.id}
    stored.finish(draft, context.now)
    rounds.changed(context.session, startup.id, context.now)
    return {"assessment": draft.id}


def _is_finished(outcome: Outcome) -> bool:
    """Its result lasts in the direct conversation; the page that follows another is just shown."""
    return "page" not in outcome


def _show(context: Context, outcome: Outcome) -> Response:
    """The next page, or the result after the last."""
    startup = require_startup(context.startup)
    require_member(context, startup, Right.ASSESS)
    assessment = Assessments(context.session, context.programme).load(outcome["assessment"])
    if assessment is None:
        raise UserError(STARTUP_UNKNOWN)
    if next_page(context.programme, assessment.pages):
        return _page_form(context, startup, replace(progress_of(context, startup), draft=assessment))
    return result_message(context, startup, assessment)


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    """The person's result, where it lasts; after another page, the button for the next."""
    assessment = Assessments(context.session, context.programme).load(outcome["assessment"])
    startup = startups.load(context.session, assessment.startup_id) if assessment else None
    if assessment is None or startup is None:
        return None
    if _is_finished(outcome):
        return result_message(context, startup, assessment)
    return page_saved_message(context.translator, startup, context.programme.criterion(outcome["page"]))


def result_message(context: ReaderContext, startup: Startup, assessment: Assessment) -> Message:
    """The person's own result of this assessment, beside the one before it."""
    before = Assessments(context.session, context.programme).before(assessment)
    trends = Trends(context.session, context.programme, context.zone)
    message = own_result_message(
        context.translator,
        context.programme,
        startup,
        assessment,
        before,
        context.zone,
        context.command_ids,
        trend=trends.has_own_trend(startup.id, assessment.person_id),
    )
    results = evaluate_all(context.programme, assessment.answers, context.command_ids)
    return with_reading(context, message, results)


PAGE = FormSpec(
    route="assess.page",
    questions=_questions,
    check=_check,
    save=_save,
    result=_result,
    show=_show,
    in_private=_is_finished,
    goes_on=lambda outcome: not _is_finished(outcome),
)
