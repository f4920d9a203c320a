"""`/gamma peers`: what two teams may be asked, each in private, and the answers to it."""

from collections.abc import Iterator
from functools import partial

from gamma.chat import Button, Message
from gamma.errors import UserError
from gamma.peers.messages import (
    Words,
    about_peers,
    asked_of_gap,
    asked_of_peer,
    introduced,
    looking,
    switch_button,
)
from gamma.peers.pairs import Proposal, Standing, answered_by
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, CommandSpec, NumberArgument, Subcommand, Usage
from handlers.engine.context import Context
from storage import message_choices
from storage.peers import proposals
from storage.peers.standings import Moment
from storage.startups import startups

_NOTHING = N_(
    "Nothing waits for your answer there, or no longer. `/gamma peers` shows what does. Nothing was changed."
)
_THANKS_GAP = N_("Thank you! {looking}")
_THANKS_PEER = N_(
    "Thank you! You are introduced to each other, in our direct conversation and in theirs: the message "
    "comes in your working hours."
)
_UNDERSTOOD = N_("Understood, and nobody is told. Thank you for answering.")


def _words(context: Context) -> Words:
    return Words(context.programme, context.translator, context.now, context.reader_zone)


def show(context: Context, _given: Arguments) -> Message:
    """What it is; what waits for this person's answer, with its buttons; whom they were introduced to."""
    is_asked = "peers" not in message_choices.switched_off(context.session, person=context.actor.id)
    paragraphs, buttons = about_peers(context.translator, is_asked=is_asked), list[Button]()
    for proposal in proposals.of_person(context.session, context.actor.id):
        if shown := _shown(context, proposal):
            paragraphs += shown.paragraphs
            buttons = buttons or list(shown.buttons)
    return Message(tuple(paragraphs), (*buttons, switch_button(context.translator, is_asked=is_asked)))


def _shown(context: Context, proposal: Proposal) -> Message | None:
    words, session, me = _words(context), context.session, context.actor.id
    side = proposal.awaits(me, context.now)
    if side == "gap" and proposal.state == "offered":
        return asked_of_gap(words, proposal, startups.name_of(session, proposal.gap))
    if side == "gap":
        return Message((looking(words, proposal),))
    if side == "peer":
        named = startups.name_of(session, proposal.gap) if proposal.named else ""
        return asked_of_peer(words, proposal, named, startups.name_of(session, proposal.peer))
    return Message(tuple(_introduction(context, proposal))) if proposal.state == "introduced" else None


def _introduction(context: Context, proposal: Proposal) -> Iterator[Text]:
    """As long as both are known."""
    has_reached = context.actor.id == proposal.gap_person
    other = proposal.peer_person if has_reached else proposal.gap_person
    startup = startups.name_of(context.session, proposal.peer if has_reached else proposal.gap)
    if other:
        person = context.name_of(other)
        yield introduced(_words(context), proposal.criterion, person, startup, has_reached=has_reached)


# --- the answers ----------------------------------------------------------------------------------------


def accept(context: Context, given: Arguments) -> Message:
    return _accept(context, given, named=True)


def accept_unnamed(context: Context, given: Arguments) -> Message:
    return _accept(context, given, named=False)


def _accept(context: Context, given: Arguments, *, named: bool) -> Message:
    """Said again, it is done once."""
    proposal = _theirs(context, given)
    side = proposal.awaits(context.actor.id, context.now)
    gap, peer = proposals.sides(context.session, context.programme, proposal, _moment(context))
    if not proposal.gap_holds(gap, proposal.gap_person):
        raise UserError(_NOTHING)
    if side == "gap":
        if proposal.state == "offered":
            _look(context, proposal, peer, named=named)
        stands = proposals.load(context.session, proposal.id) or proposal
        said = looking(_words(context), stands)
        return Message((context.translator.render(_THANKS_GAP, looking=said),))
    if not proposal.peer_holds(peer, context.actor.id):
        raise UserError(_NOTHING)
    _introduce(context, proposal)
    return Message((context.translator.render(_THANKS_PEER),))


def decline(context: Context, given: Arguments) -> Message:
    """Kept nowhere: of a team that said no it is as if it had not been asked."""
    proposal = _theirs(context, given)
    if proposal.awaits(context.actor.id, context.now) == "gap":
        proposals.end(context.session, proposal, context.now)
    else:
        proposals.decline(context.session, proposal)
    stop = switch_button(context.translator, is_asked=True)
    return Message((context.translator.render(_UNDERSTOOD),), (stop,))


def _theirs(context: Context, given: Arguments) -> Proposal:
    """What waits for their answer, as one of the team. Raises UserError, the same whatever the reason is."""
    number = given.number
    if number is None:
        waiting = proposals.of_person(context.session, context.actor.id)
        open_ = [each.id for each in waiting if each.awaits(context.actor.id, context.now)]
        number = open_[0] if len(open_) == 1 else 0
    proposal = proposals.lock(context.session, number)
    side = proposal.awaits(context.actor.id, context.now) if proposal else ""
    if proposal is None or not side:
        raise UserError(_NOTHING)
    if (proposal.gap if side == "gap" else proposal.peer) not in context.own_startups:
        raise UserError(_NOTHING)
    return proposal


def _moment(context: Context) -> Moment:
    return Moment(context.now, context.zone)


def _look(context: Context, proposal: Proposal, peer: Standing, *, named: bool) -> None:
    """The other team is asked, where there is somebody to ask; that nobody was found is planned at once, for
    the same moment whatever becomes of it."""
    session, until = context.session, answered_by(context.programme.peers, context.now, context.reader_zone)
    asked = peer.contacts.get(context.actor.platform) if proposal.criterion in peer.reached else None
    values = {"state": "looking", "named": named, "until": until, "peer_person_id": asked}
    changed = proposals.change(session, proposal, **values)
    proposals.tell(session, changed, "peers_nobody_found", context.actor.id, proposal.gap, until)
    if asked:
        proposals.tell(session, changed, "peers_asked_peer", asked, proposal.peer, context.now)


def _introduce(context: Context, proposal: Proposal) -> None:
    made = proposals.change(context.session, proposal, state="introduced")
    for person, startup in ((made.gap_person, made.gap), (made.peer_person, made.peer)):
        if person:
            proposals.tell(context.session, made, "peers_introduced", person, startup, context.now)


# --- whether one is asked -------------------------------------------------------------------------------


def switch_off(context: Context, _given: Arguments) -> Message:
    message_choices.switch_off(context.session, ["peers"], person=context.actor.id)
    said = context.translator.render(N_("Understood: I no longer ask you."))
    return Message((said,), (switch_button(context.translator, is_asked=False),))


def switch_on(context: Context, _given: Arguments) -> Message:
    message_choices.switch_on(context.session, ["peers"], person=context.actor.id)
    said = context.translator.render(N_("I may ask you again, once a quarter at most."))
    return Message((said,), (switch_button(context.translator, is_asked=True),))


_changing = partial(Subcommand, changes=Changes.ALWAYS)
_answering = partial(_changing, number=NumberArgument.ANY, takes=str.isdecimal)
"""Alone, and before anything but a number, "yes" and "no" are no slip of these."""
COMMAND = CommandSpec(
    id="peers",
    names={"en": "peers", "fr": "pairs"},
    summary=N_("teams that help each other"),
    aliases=("peer", "pair", "entraide"),
    plain=Subcommand("", show),
    subcommands=(
        _answering(
            "yes",
            accept,
            spellings=("yes", "oui"),
            usages=(
                Usage(
                    {"en": "peers yes 3", "fr": "pairs oui 3"},
                    N_("say yes to what I asked you; `unnamed 3` without your team’s name; `no 3`"),
                ),
            ),
        ),
        _answering(
            "unnamed",
            accept_unnamed,
            spellings=("unnamed", "anonyme", "sans-nom", "anonymous"),
        ),
        _answering("no", decline, spellings=("no", "non")),
        _changing(
            "off",
            switch_off,
            spellings=("off", "sans", "stop", "arrêter"),
            usages=(Usage({"en": "peers off", "fr": "pairs sans"}, N_("I no longer ask you; `on` again")),),
        ),
        _changing("on", switch_on, spellings=("on", "avec", "again", "reprendre")),
    ),
)
