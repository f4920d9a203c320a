"""`/gamma assess step`: what a result proposes next, one's own or the team's, one press away."""

from collections.abc import Sequence

from gamma.assessments.next_steps import SHARED, steps_message
from gamma.assessments.readiness import CriterionResult, evaluate_all
from gamma.chat import Message
from gamma.people.rights import Right
from gamma.programme.criteria import Criterion
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.assessments.reading import with_reading
from handlers.assessments.results import (
    last_shared,
    latest_of,
    nothing_shared_message,
    startup_and_criterion,
)
from handlers.engine.command_spec import Arguments, Subcommand, Usage
from handlers.engine.context import Context


def step(context: Context, given: Arguments) -> Message:
    """Of one's own result; for those beside the team, of the team's."""
    startup, criterion = startup_and_criterion(context, given.text, "assess step")
    if not context.may(Right.ASSESS, startup.id):
        return _of_team(context, startup, criterion)
    answers = latest_of(context, startup).answers
    results = evaluate_all(context.programme, answers, context.command_ids)
    return _message(context, startup, results, criterion, shared=False)


def shared_step(context: Context, given: Arguments) -> Message:
    startup, criterion = startup_and_criterion(context, given.text, f"assess step {SHARED}")
    return _of_team(context, startup, criterion)


def _of_team(context: Context, startup: Startup, criterion: Criterion | None) -> Message:
    context.require(Right.SEE_SHARED_RESULTS, startup)
    shared = last_shared(context, startup).result
    if shared is None:
        return nothing_shared_message(context, is_member=context.may(Right.ASSESS, startup.id))
    return _message(context, startup, [each.result for each in shared.criteria], criterion, shared=True)


def _message(
    context: Context,
    startup: Startup,
    results: Sequence[CriterionResult],
    criterion: Criterion | None,
    *,
    shared: bool,
) -> Message:
    chosen = [each for each in results if criterion is None or each.criterion.id == criterion.id]
    message = steps_message(
        context.translator, context.programme, startup, chosen, context.command_ids, shared=shared
    )
    return with_reading(context, message, chosen)


STEP = Subcommand(
    "step",
    step,
    spellings=("step", "pas", "prochain-pas", "next-step", "steps"),
    usages=(
        Usage(
            {"en": "assess step impact", "fr": "évaluer pas impact"},
            N_("put what comes next on the agenda, make it an action, or ask somebody"),
        ),
    ),
    subcommands=(Subcommand(SHARED, shared_step, spellings=(SHARED, "partagé", "commun")),),
)
