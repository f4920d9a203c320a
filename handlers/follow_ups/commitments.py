"""`/gamma commitments`: the sponsor’s commitments at the checkpoints."""

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.errors import UserError
from gamma.follow_ups.follow_up import Commitment, Resolution
from gamma.follow_ups.list_messages import open_commitments
from gamma.follow_ups.messages import commitment_line, reading_remarks
from gamma.follow_ups.parse_line import ParsedCommitment, parse_commitment
from gamma.parsing.line_parts import parse_items
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.access import access_numbered, add_once
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    CommandSpec,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context, Response
from handlers.engine.several import answer_items, require_value
from handlers.follow_ups.which_day import require_one_day
from storage.follow_ups import commitments
from storage.follow_ups.origin import Origin
from storage.startups import startups

_WHAT = N_("What was promised? Write for example `/gamma commitments add funding: 50 k€ by June`.")
_WHICH = N_("Which one? Write its number, as in `/gamma commitments done 3`. Nothing was changed.")
_NO_SUCH_COMMITMENT = N_(
    "I cannot find the commitment #{number} here. `/gamma commitments` shows what is open."
)


def _list(context: Context, given: Arguments) -> Message:
    startup = given.startup
    open_ = commitments.open_in_startup(context.session, startup.id)
    today = context.today_in(startup.id)
    return open_commitments(context.translator, startup, open_, today, given.page)


def _add(context: Context, given: Arguments) -> Response:
    """Noted twice, it is one."""
    startup = given.startup
    if not given.text:
        raise UserError(_WHAT)
    session, today = context.session, context.today_in(startup.id)

    def add(line: str) -> Message:
        words = parse_line(line, LONG_CHARACTERS)
        parsed = parse_commitment(words, today)
        require_value(parsed.what)
        require_one_day(context, "commitments add", startup, words, parsed, today)
        startups.lock_startup(session, startup.id)
        values = (parsed.kind, parsed.what, parsed.due)
        commitment = add_once(
            commitments.open_in_startup(session, startup.id),
            lambda each: (each.kind, each.text, each.due_on) == values,
            lambda: commitments.add(session, Origin(startup.id, context.actor, context.now), *values),
        )
        return _noted(context, commitment, parsed)

    return answer_items(context, parse_items(given.text) or [given.text], add)


def _noted(context: Context, commitment: Commitment, parsed: ParsedCommitment) -> Message:
    translator, today = context.translator, context.today_in(commitment.startup_id)
    lines = [translator.render(N_("Noted: {line}"), line=commitment_line(translator, commitment, today))]
    lines += reading_remarks(translator, parsed)
    label, startup_id = translator.text(N_("Take it off")), commitment.startup_id
    drop = Button(label, f"commitments drop {commitment.id}", startup_id)
    return Message((Text.lines(*lines),), (_list_button(context, startup_id), drop))


def _list_button(context: Context, startup_id: str) -> Button:
    label = context.translator.text(N_("Promised by the sponsor"))
    return Button(label, says="commitments", about=startup_id)


def _done(context: Context, given: Arguments) -> Message:
    return _end(context, given, "done", N_("Kept by the sponsor: #{number} {text}"))


def _drop(context: Context, given: Arguments) -> Message:
    return _end(context, given, "dropped", N_("Taken off: #{number} {text}"))


def _end(context: Context, given: Arguments, ended_as: Resolution, sentence: str) -> Message:
    commitment = _access_commitment(context, given.number)
    if commitment.resolution == "done":
        sentence = N_("It was noted as kept already: #{number} {text}")
    elif commitment.resolution:
        sentence = N_("It was taken off already: #{number} {text}")
    else:
        commitments.end(context.session, commitment.id, ended_as, context.now)
    label = context.translator.text(N_("Open it again"))
    reopen = Button(label, f"commitments reopen {commitment.id}", commitment.startup_id)
    return _changed(context, commitment, sentence, reopen)


def _reopen(context: Context, given: Arguments) -> Message:
    commitment = _access_commitment(context, given.number)
    commitments.reopen(context.session, commitment.id)
    return _changed(context, commitment, N_("Open again: #{number} {text}"))


def _changed(context: Context, commitment: Commitment, sentence: str, *buttons: Button) -> Message:
    changed = context.translator.render(sentence, number=commitment.id, text=commitment.text)
    return Message((changed,), (_list_button(context, commitment.startup_id), *buttons))


def _access_commitment(context: Context, number: int | None) -> Commitment:
    """Its number tells the startup as well. Raises UserError."""

    def may(commitment: Commitment) -> bool:
        return context.may(Right.PLAN_CHECKPOINTS, commitment.startup_id)

    return access_numbered(
        context,
        number,
        commitments.load,
        may,
        startup_of=lambda commitment: commitment.startup_id,
        which=_WHICH,
        unknown=_NO_SUCH_COMMITMENT,
    )


_ADD = Subcommand(
    "add",
    _add,
    spellings=("add", "ajouter", "ajout", "noter"),
    usages=(
        Usage(
            {
                "en": "commitments add funding: 50 k€ by June",
                "fr": "engagements ajouter financement : 50 k€ avant juin",
            },
            N_("note a promise (funding, communication, relays or other)"),
        ),
    ),
    startup=StartupArgument.BESIDE_TEXT,
    right=Right.PLAN_CHECKPOINTS,
    opposite="drop",
    changes=Changes.WITH_WORDS,
)
_DONE = Subcommand(
    "done",
    _done,
    spellings=("done", "fait", "kept", "tenu", "tenue"),
    usages=(Usage({"en": "commitments done 3", "fr": "engagements fait 3"}, N_("it was kept")),),
    number=NumberArgument.SEVERAL,
    opposite="reopen",
    changes=Changes.WITH_WORDS,
)
_DROP = Subcommand(
    "drop",
    _drop,
    spellings=("drop", "abandonner", "retirer", "supprimer", "remove"),
    number=NumberArgument.SEVERAL,
    changes=Changes.WITH_WORDS,
)
_REOPEN = Subcommand(
    "reopen",
    _reopen,
    spellings=("reopen", "rouvrir"),
    number=NumberArgument.SEVERAL,
    changes=Changes.WITH_WORDS,
)

COMMAND = CommandSpec(
    id="commitments",
    names={"en": "commitments", "fr": "engagements"},
    aliases=("commitment", "engagement", "promesses", "promises"),
    summary=N_("the sponsor’s commitments"),
    plain=Subcommand("", _list, startup=StartupArgument.NAMED, right=Right.PLAN_CHECKPOINTS, pages=True),
    subcommands=(_ADD, _DONE, _DROP, _REOPEN),
)
