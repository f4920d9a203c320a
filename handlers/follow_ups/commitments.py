"""`/gamma commitments`: what the sponsor promised at the checkpoints."""

from collections.abc import Mapping

from gamma.chat import LONG_CHARACTERS, Button, Message
from gamma.errors import UserError
from gamma.follow_ups.follow_up import Commitment, Ending
from gamma.follow_ups.messages import commitment_line, open_commitments
from gamma.follow_ups.parse_line import parse_commitment
from gamma.parsing.text import parse_line
from gamma.people.rights import Right
from gamma.text import Text, quoted
from gamma.translator import N_
from handlers.command_spec import CommandSpec, Usage
from handlers.context import Context, Response
from handlers.resolve import resolve_startup, resolve_startup_first
from handlers.typed_text import SayVerb, Verbs, number_first, split, verb_in
from storage.follow_ups import commitments
from storage.startups import startups

_VERBS: Verbs = {
    "add": ("add", "ajouter", "ajout", "noter"),
    "done": ("done", "fait", "kept", "tenu", "tenue"),
    "drop": ("drop", "abandonner", "retirer", "supprimer", "remove"),
    "reopen": ("reopen", "rouvrir"),
}
_WHAT = N_("What was promised? Write for example `/gamma commitments add funding: 50 k€ by June`.")
_WHICH = N_("Which one? Write its number, as in `/gamma commitments done 3`. Nothing was changed.")
_NO_SUCH = N_("I cannot find the commitment #{number} here. `/gamma commitments` shows what is open.")


def say(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    verb = verb_in(first, _VERBS)
    if verb:
        return _SAID[verb](context, rest)
    startup = resolve_startup(context, typed, "commitments")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    today = context.today_in(startup.id)
    found = commitments.open_of(context.session, startup.id)
    return open_commitments(context.translator, startup, found, today)


def _add(context: Context, typed: str) -> Response:
    startup, line = resolve_startup_first(context, typed, "commitments add")
    context.require(Right.PLAN_CHECKPOINTS, startup)
    if not line:
        raise UserError(_WHAT)
    session, translator, today = context.session, context.translator, context.today_in(startup.id)
    read = parse_commitment(parse_line(line, LONG_CHARACTERS), today)
    startups.lock_startup(session, startup.id)
    known = commitments.open_of(session, startup.id)
    wanted = (read.kind, read.what, read.due)
    same = [each for each in known if (each.kind, each.text, each.due_on) == wanted]
    added = same[0] if same else commitments.add(session, startup.id, *wanted, context.actor, context.now)
    told = [translator.render(N_("Noted: {line}"), line=commitment_line(translator, added, today))]
    if read.unread:
        doubt = N_("I did not understand “{words}” as a date. It is kept in the text.")
        told.append(translator.render(doubt, words=quoted(read.unread)))
    drop = Button(translator.text(N_("Take it off")), f"commitments drop {added.id}", added.startup_id)
    return Message((Text.lines(*told),), (_see(context, added), drop))


def _see(context: Context, commitment: Commitment) -> Button:
    label = context.translator.text(N_("Promised by the sponsor"))
    return Button(label, says="commitments", about=commitment.startup_id)


def _done(context: Context, typed: str) -> Message:
    return _end(context, typed, "done", N_("Kept by the sponsor: #{number} {text}"))


def _drop(context: Context, typed: str) -> Message:
    return _end(context, typed, "dropped", N_("Taken off: #{number} {text}"))


def _end(context: Context, typed: str, ended_as: Ending, told: str) -> Message:
    translator, found = context.translator, _meant(context, typed)
    if found.ended_as == "done":
        told = N_("It was noted as kept already: #{number} {text}")
    elif found.ended_as:
        told = N_("It was taken off already: #{number} {text}")
    else:
        commitments.end(context.session, found.id, ended_as, context.now)
    again = Button(translator.text(N_("Open it again")), f"commitments reopen {found.id}", found.startup_id)
    return Message(
        (translator.render(told, number=found.id, text=found.text),), (_see(context, found), again)
    )


def _reopen(context: Context, typed: str) -> Message:
    found = _meant(context, typed)
    commitments.reopen(context.session, found.id)
    told = context.translator.render(N_("Open again: #{number} {text}"), number=found.id, text=found.text)
    return Message((told,), (_see(context, found),))


def _meant(context: Context, typed: str) -> Commitment:
    """Its number tells the startup as well. Raises UserError."""
    number, _ = number_first(typed)
    if number is None:
        raise UserError(_WHICH)
    found = commitments.load(context.session, number)
    if found is None or not context.may(Right.PLAN_CHECKPOINTS, found.startup_id):
        raise UserError(_NO_SUCH, number=number)
    return found


_SAID: Mapping[str, SayVerb] = {
    "add": _add,
    "done": _done,
    "drop": _drop,
    "reopen": _reopen,
}

COMMAND = CommandSpec(
    id="commitments",
    names={"en": "commitments", "fr": "engagements"},
    aliases=("commitment", "engagement", "promesses", "promises"),
    summary=N_("what the sponsor promised"),
    more=(
        Usage(
            {
                "en": "commitments add funding: 50 k€ by June",
                "fr": "engagements ajouter financement : 50 k€ avant juin",
            },
            N_("note a promise (funding, communication, relays or other)"),
        ),
        Usage({"en": "commitments done 3", "fr": "engagements fait 3"}, N_("it was kept")),
    ),
    say=say,
    verbs=(_VERBS,),
)
