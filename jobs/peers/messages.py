"""What two teams are asked, and told, before and after both have said yes."""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import Message
from gamma.outbox import ASKED_AS_MEMBER
from gamma.peers.messages import Words, asked_of_gap, asked_of_peer, introduced, nobody_found
from gamma.peers.pairs import Proposal
from jobs.message_context import MessageContext, MessageKind, NothingLeftToSay, Subject, Timing
from storage.peers import proposals
from storage.peers.standings import Moment
from storage.people import people
from storage.startups import startups


def _load(context: MessageContext, subject: Subject) -> Proposal:
    """Raises NothingLeftToSay, also to who has left the team it was asked of."""
    proposal = proposals.load(context.session, subject["proposal"])
    if proposal is None or subject[ASKED_AS_MEMBER] in context.former_startups:
        raise NothingLeftToSay
    return proposal


def _words(context: MessageContext) -> Words:
    return Words(context.programme, context.translator, context.now, context.reader_zone)


def _reader_id(context: MessageContext) -> int:
    return context.reader.id if context.reader else 0


def _with_stop(context: MessageContext, message: Message) -> Message:
    return replace(message, buttons=(*message.buttons, context.stop_button("peers")))


def peers_asked_gap(context: MessageContext, subject: Subject) -> Message | None:
    """While both results still say so."""
    proposal, session = _load(context, subject), context.session
    if proposal.state != "offered" or proposal.awaits(_reader_id(context), context.now) != "gap":
        return None
    gap, peer = proposals.sides(session, context.programme, proposal, Moment(context.now, context.zone))
    if not proposal.gap_holds(gap, proposal.gap_person) or proposal.criterion not in peer.reached:
        return None
    return _with_stop(
        context, asked_of_gap(_words(context), proposal, startups.name_of(session, proposal.gap))
    )


def peers_asked_peer(context: MessageContext, subject: Subject) -> Message | None:
    proposal, session = _load(context, subject), context.session
    if proposal.awaits(_reader_id(context), context.now) != "peer":
        return None
    gap, peer = proposals.sides(session, context.programme, proposal, Moment(context.now, context.zone))
    if not proposal.gap_holds(gap, proposal.gap_person) or not proposal.peer_holds(
        peer, proposal.peer_person
    ):
        return None
    named = startups.name_of(session, proposal.gap) if proposal.named else ""
    startup = startups.name_of(session, proposal.peer)
    return _with_stop(context, asked_of_peer(_words(context), proposal, named, startup))


def peers_introduced(context: MessageContext, subject: Subject) -> Message | None:
    """To each of both, unless one of them was erased meanwhile."""
    proposal, reader = _load(context, subject), _reader_id(context)
    if proposal.state != "introduced" or not (proposal.gap_person and proposal.peer_person):
        return None
    has_reached = reader == proposal.gap_person
    other, startup = proposal.peer_person, proposal.peer
    if not has_reached:
        other, startup = proposal.gap_person, proposal.gap
    if people.by_id(context.session, other).erased:
        return None
    name = startups.name_of(context.session, startup)
    said = introduced(
        _words(context), proposal.criterion, context.name_of(other), name, has_reached=has_reached
    )
    return Message((said,))


def peers_nobody_found(context: MessageContext, subject: Subject) -> Message | None:
    """To who said yes first, at the same time and in the same words whatever the reason is."""
    proposal = _load(context, subject)
    if proposal.state == "introduced":
        return None
    gap, _ = proposals.sides(context.session, context.programme, proposal, Moment(context.now, context.zone))
    if not proposal.gap_holds(gap, _reader_id(context)):
        return None
    return _with_stop(context, nobody_found(_words(context), proposal.criterion))


MESSAGES: Mapping[str, MessageKind] = {
    "peers_asked_gap": MessageKind(
        peers_asked_gap, Timing.IN_HOURS, family="peers", is_budgeted=True, cannot_wait=True
    ),
    "peers_asked_peer": MessageKind(
        peers_asked_peer, Timing.IN_HOURS, family="peers", is_budgeted=True, cannot_wait=True
    ),
    "peers_introduced": MessageKind(peers_introduced, Timing.NEWS),
    "peers_nobody_found": MessageKind(peers_nobody_found, Timing.IN_HOURS),
}
