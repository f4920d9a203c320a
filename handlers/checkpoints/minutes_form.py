"""The form of the minutes: a field for each list, one item a line; sent again it corrects them."""

from collections.abc import Mapping

from gamma.chat import LONG_CHARACTERS, Errors, Field, Form
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.minutes import LISTS, TEXT_CHARACTERS, TEXTS, Minutes, prints_of, shown_lines
from gamma.checkpoints.minutes_messages import typed_lists, with_next, written
from gamma.errors import InvalidInputError, UserError
from gamma.form_fingerprint import fingerprint
from gamma.local_time import LocalMoment
from gamma.parsing.moment import parse_moment
from gamma.parsing.text import parse_lines
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints import minutes_save
from handlers.context import Context, Outcome, Response
from handlers.resolve import require_form_startup
from storage.checkpoints import minutes
from storage.startups import startups

_NOTHING = N_("Nothing is written yet: one line is enough. To leave it for later, close the form.")
_GONE = N_("This checkpoint was cancelled meanwhile. Nothing was changed.")


def form(context: Context, found: Minutes) -> Form:
    translator = context.translator
    lists = {name: list(lines.values()) for name, lines in typed_lists(translator, found).items()}
    values = {name: "\n".join(shown_lines(lines)) for name, lines in lists.items()}
    texts = (found.summary, found.notes)
    shown = "_".join([*(prints_of(lists[name]) for name in LISTS), fingerprint(texts)])
    day = translator.date(found.checkpoint.moment.day)
    return Form(
        route=f"checkpoint.minutes.{found.checkpoint.id}.{shown}",
        title=translator.text(N_("Minutes")),
        intro=translator.text(_INTRO, startup=found.startup.name, day=day),
        fields=(
            _asked(context, "decisions", N_("Decisions"), _decisions_help(found), values["decisions"]),
            _asked(context, "actions", N_("Actions"), _ACTIONS_HELP, values["actions"]),
            _asked(
                context, "commitments", N_("Promised by the sponsor"), _PROMISED_HELP, values["commitments"]
            ),
            Field("next", translator.text(N_("Next date")), "text", help=translator.text(_NEXT_HELP)),
            _asked(context, "summary", N_("In short"), _SUMMARY_HELP, found.summary),
            _asked(context, "notes", N_("Internal notes"), N_("Never for the sponsor."), found.notes),
        ),
        submit=translator.text(N_("Keep")),
        about=found.startup.id,
    )


_INTRO = N_("{startup} · checkpoint of {day}. Everything may be left empty, and corrected later.")
_REPLACED_HELP = N_("One a line. Those that were replaced since are not shown here, and stay as they are.")
_ACTIONS_HELP = N_("One a line: what — who — by when. “Call the region — Camille — 12 December”.")
_PROMISED_HELP = N_(
    "One a line, after “funding”, “communication”, “relays” or “other”: “funding: 50 k€ by June”."
)
_NEXT_HELP = N_("If it was agreed: “tuesday 19 january 2:30 pm”. I show it back before it counts.")
_SUMMARY_HELP = N_("A word for those who were not there. The sponsor can read it.")


def _decisions_help(found: Minutes) -> str:
    is_replaced = any(decision.replaced_by for decision in found.decisions)
    return _REPLACED_HELP if is_replaced else N_("One a line.")


def _asked(context: Context, name: str, label: str, help_: str, value: str) -> Field:
    return Field(name, context.translator.text(label), "long_text", context.translator.text(help_), value)


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    number, _, shown = detail.partition(".")
    startups.lock_startup(context.session, startup.id)
    found = minutes.of_checkpoint(context.session, startup, _checkpoint(context, startup, int(number)))
    texts, errors = _texts(context, typed)
    following, error = _following(context, startup, typed.get("next", ""))
    if errors or error:
        return Errors({**errors, **error})
    if not found.revision and not any(texts.values()) and not following:
        return Errors(general=context.translator.text(_NOTHING))
    kept = minutes_save.keep(context, found, shown.split("_"), texts)
    outcome = {
        "checkpoint": found.checkpoint.id,
        "unread": list(kept.unread),
        "gone": dict(kept.gone),
        "next": following,
    }
    once = f"{context.now.isoformat()}:{fingerprint([*texts.values(), following])}"
    key = f"minutes-written:{found.checkpoint.id}:{context.actor.id}:{once}"
    context.tell_after_form("minutes_written", key, outcome)
    return outcome


def _checkpoint(context: Context, startup: Startup, number: int) -> Checkpoint:
    begun = minutes.begun(context.session, startup.id, context.now)
    checkpoint = next((each for each in begun if each.id == number), None)
    if checkpoint is None:
        raise UserError(_GONE)
    return checkpoint


def _texts(context: Context, typed: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What was typed, and sentences of refusal, by field."""
    texts, errors = {}, {}
    for name in (*LISTS, *TEXTS):
        limit = LONG_CHARACTERS if name in LISTS else TEXT_CHARACTERS
        try:
            texts[name] = parse_lines(typed.get(name, ""), limit)
        except InvalidInputError as error:
            errors[name] = error.text(context.translator)
    return texts, errors


def _following(context: Context, startup: Startup, typed: str) -> tuple[str, dict[str, str]]:
    """The next moment, as a command says it."""
    if not typed.strip():
        return "", {}
    try:
        return parse_moment(typed, context.now, context.zone_in(startup.id)).code, {}
    except InvalidInputError as error:
        return "", {"next": error.text(context.translator)}


def show(context: Context, outcome: Outcome) -> Response:
    startup = require_form_startup(context, Right.PLAN_CHECKPOINTS)
    found = minutes.load(context.session, outcome["checkpoint"])
    if found is None:
        raise UserError(_GONE)
    message = written(context.translator, found, outcome["unread"], outcome["gone"], context.now)
    if not outcome["next"]:
        return message
    moment = LocalMoment.of_code(outcome["next"], context.zone_in(startup.id))
    return with_next(context.translator, message, found, moment, context.now, context.reader_zone)
