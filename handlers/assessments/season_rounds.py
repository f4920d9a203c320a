"""`/gamma assess round entry` and others: the programme team has teams assessed for a season."""

from datetime import timedelta

from gamma.assessments.round_messages import OCCASION_NAMES
from gamma.assessments.rounds import Occasion, Round, waits_until
from gamma.calendar import later_working_instant
from gamma.chat import Button, Message
from gamma.dates import Quarter, day_in
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.text import Text
from gamma.translator import N_
from handlers.assessments.rounds import NOT_ENROLLED
from handlers.engine.command_spec import Arguments, Changes, Subcommand
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from storage.assessments import rounds
from storage.checkpoints import checkpoints
from storage.startups import enrolment, startups

_ALL = {"all", "toutes", "tous", "tout", "everybody"}
_ONLY_THEY = N_("Rounds for a season are opened by the programme team. Nothing was changed.")


def _opener(occasion: Occasion, *spellings: str) -> Subcommand:
    def run(context: Context, given: Arguments) -> Message:
        return _open_for_occasion(context, given, occasion)

    return Subcommand(spellings[0], run, spellings=spellings, asks=True, changes=Changes.CONFIRMED)


def _typed(occasion: Occasion) -> str:
    return occasion.replace("_", "-")


def _open_for_occasion(context: Context, given: Arguments, occasion: Occasion) -> Message:
    """For one startup at once; for all of them after a "yes"."""
    if normalise(given.text) in _ALL:
        return _open_for_all(context, given, occasion)
    startup = resolve_startup(context, given.text, f"assess round {_typed(occasion)}")
    context.require(Right.OPEN_ROUNDS, startup, _ONLY_THEY)
    if not enrolment.enrolled_at(context.session, startup.id):
        raise UserError(NOT_ENROLLED, startup=startup.name)
    translator = context.translator
    planned = _plan_occasion(context, startup.id, occasion)
    if planned is None:
        sentence = N_(
            "A round of {startup} is under way, or was already held for this occasion this quarter. "
            "Nothing was changed."
        )
        raise UserError(sentence, startup=startup.name)
    sentence = N_("Done: the team of **{startup}** is invited for {occasion}, in its channel.")
    occasion_name = translator.text(OCCASION_NAMES[occasion])
    done = translator.render(sentence, startup=startup.name, occasion=occasion_name)
    if startups.team_channel(context.session, startup.id) is None:
        last = day_in(planned.closes_at, context.zone) - timedelta(days=1)
        waits = translator.render(
            N_("No channel is linked yet: the invitation waits until one is, to {day} at most."),
            day=translator.day(last, day_in(context.now, context.zone)),
        )
        done = Text.lines(done, waits)
    return Message((done,))


def _open_for_all(context: Context, given: Arguments, occasion: Occasion) -> Message:
    translator = context.translator
    if not context.is_programme_team:
        raise UserError(_ONLY_THEY)
    ids = enrolment.enrolled_ids(context.session)
    name = translator.text(OCCASION_NAMES[occasion])
    if not given.confirmed:
        ask = translator.plural(
            "This invites the team of {count} startup for {occasion}, in its channel. Shall I?",
            "This invites the teams of {count} startups for {occasion}, each in its channel. Shall I?",
            len(ids),
            occasion=name,
        )
        button = Button(
            translator.text(N_("Yes, invite them")),
            says=f"assess round {_typed(occasion)} all yes",
            main=True,
        )
        return Message((ask,), (button,))
    opened = sum(_plan_occasion(context, startup_id, occasion) is not None for startup_id in ids)
    done = translator.plural(
        "Done: {count} team is invited for {occasion}.",
        "Done: {count} teams are invited for {occasion}.",
        opened,
        occasion=name,
    )
    if rest := len(ids) - opened:
        others = translator.plural(
            "{count} has a round under way, or had this one.",
            "{count} have a round under way, or had this one.",
            rest,
        )
        done = Text.lines(done, others)
    return Message((done,))


def _plan_occasion(context: Context, startup_id: str, occasion: Occasion) -> Round | None:
    """Opened at its next working hour. None where one is under way, or this one was held already."""
    startups.lock_startup(context.session, startup_id)
    if rounds.active_of(context.session, startup_id):
        return None
    where = checkpoints.calendar_of(context.session, startup_id, context.zone)
    opens_at = later_working_instant(context.now, where.zone, where.region)
    quarter = Quarter.of(opens_at, context.zone)
    until = waits_until(quarter, context.zone)
    by = context.actor.id
    return rounds.plan(context.session, startup_id, occasion, quarter, opens_at, until, by)


OPENERS = (
    _opener("entry", "entry", "entrée"),
    _opener("middle", "middle", "milieu", "mi-parcours"),
    _opener("exit", "exit", "sortie", "fin"),
    _opener("follow_up", "follow-up", "suivi"),
)
