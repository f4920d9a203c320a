"""The process that is killed: it delivers with the real code and tells each step before it goes on.

Run as a module it is the nursery, which has imported all that and is forked for each life.
"""

import json
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import system_now
from bot.limited_calls import time_limit
from bot.platforms.mattermost import chat as mattermost_chat
from bot.platforms.mattermost.chat import Mattermost
from bot.platforms.slack import api as slack_api
from bot.platforms.slack.chat import Slack
from bot.platforms.slack.client import quiet_log
from bot.signing import Signer
from gamma.chat import File, Message
from gamma.chat_platform import Chat
from gamma.outbox import Timing
from gamma.programme.file import SHIPPED, load_programme
from gamma.translator import Translator, render
from jobs.context import JobContext
from jobs.delivery import senders, sending
from jobs.delivery.deliver import deliver
from jobs.delivery.sightings import Sightings
from jobs.message_context import MessageContext, MessageKind, Subject
from jobs.messages import MESSAGE_KINDS
from storage import living_posts, outbox, outbox_claims, overdue
from storage.models import DetailRow
from storage.store import Store
from tests.crash.faults import BREAKS, HELD_UP_SENDS
from tests.crash.moments import (
    AFTER_RECORD,
    ANSWERED,
    ATTACHING,
    BEFORE_CLAIM,
    BEFORE_EDIT,
    BEFORE_LOOK,
    BEFORE_SEND,
    CLAIMED,
    EDITED,
    IDLE,
    IN_CLAIM,
    IN_EDIT_CLAIM,
    IN_EDIT_RECORD,
    IN_GATHERING,
    IN_RECORD,
)

PROGRAMME = load_programme(SHIPPED)
_ALLOWANCES = (
    (sending, "_CLOCKS_DIFFER"),
    (slack_api, "CLOCKS_DIFFER"),
    (mattermost_chat, "CLOCKS_MAY_DIFFER"),
)
_NO_ALLOWANCE = timedelta(milliseconds=50)
"""Here all clocks are one; minutes would hide a look that does not go back to the first claim."""
FOLLOWED = "followed"
"""A message that a file follows."""
BOARD, BOARD_FIELD = "board", "board"
"""A living post that says what is kept of its startup under this name."""
_TICK_SECONDS = 0.02


@dataclass(frozen=True)
class Orders:
    """What a worker is to do, as it travels to the nursery. Times in seconds."""

    platform: str
    url: str
    token: str
    database_url: str
    lease: float
    send_within: float
    http: float
    fault: str
    """What is broken on purpose, see tests/crash/faults.py."""
    senders: int
    """Messages that may be under way at once."""
    ahead: float
    """How far the programme's time is moved, so that trials at night are in people's hours too."""

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @property
    def timing(self) -> Timing:
        return Timing(
            lease=timedelta(seconds=self.lease),
            send_within=timedelta(days=1 if self.fault == HELD_UP_SENDS else 0, seconds=self.send_within),
            first_wait=timedelta(seconds=self.lease / 8),
            longest_wait=timedelta(seconds=self.lease),
        )


Key = Callable[[tuple[Any, ...]], str]


class Steps:
    """Each step is told, and leave to go on awaited: there the process may find its end.

    One after the other, whichever sender takes it; what is with the platform meanwhile goes on.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()

    def tell(self, moment: str, key: str = "") -> None:
        """Ends the process when whoever watches says so, or is gone."""
        with self._one_at_a_time:
            try:
                self._connection.send((moment, key))
                may_go_on = self._connection.recv()
            except (EOFError, OSError):
                may_go_on = False
            if not may_go_on:
                os._exit(0)

    def around(
        self, owner: Any, name: str, before: str = "", after: str = "", key: Key = lambda _: ""
    ) -> None:
        """From now on every call of owner.name is told. key: of the message that it is about."""
        call: Callable[..., Any] = getattr(owner, name)

        def told(*arguments: Any) -> Any:
            if before:
                self.tell(before, key(arguments))
            result = call(*arguments)
            if after:
                self.tell(after, key(arguments))
            return result

        setattr(owner, name, told)

    def claims(self, owner: Any, name: str, moment: str) -> None:
        """Each message that was claimed is told while the claim is not committed."""
        call: Callable[..., Any] = getattr(owner, name)

        def told(*arguments: Any) -> Any:
            found = call(*arguments)
            for each in found if isinstance(found, list) else [found] if found else []:
                self.tell(moment, each.notification.key)
            return found

        setattr(owner, name, told)

    def records(self) -> None:
        """Before and after the transaction that records what was sent, and claims what comes next."""
        together = senders.Senders._record_and_claim
        record = senders._record_together

        def recorded(*arguments: Any) -> Any:
            left = record(*arguments)
            if arguments[2]:
                self.tell(IN_RECORD)
            return left

        def told(pool: senders.Senders, said: Sequence[sending.Said], room: int) -> Any:
            self.tell(BEFORE_CLAIM)
            claims = together(pool, said, room)
            if said:
                self.tell(AFTER_RECORD)
            return claims

        setattr(senders, "_record_together", recorded)  # noqa: B010
        setattr(senders.Senders, "_record_and_claim", told)  # noqa: B010


def work(orders: Orders, steps: Steps) -> None:
    chat = _chat(orders)
    for module, name in _ALLOWANCES:
        setattr(module, name, _NO_ALLOWANCE)
    if orders.fault:
        BREAKS[orders.fault](chat, orders.lease)
    steps.around(sending, "_process", CLAIMED, key=lambda given: str(given[1].claimed.notification.key))
    steps.around(overdue, "mark_missed", IN_GATHERING)
    steps.claims(outbox_claims, "claim_due", IN_CLAIM)
    steps.around(chat, "find", BEFORE_LOOK, key=lambda given: str(given[1]))
    steps.around(chat, "post", BEFORE_SEND, ANSWERED, key=lambda given: str(given[2]))
    setattr(chat, "attach", lambda *_: None)  # noqa: B010  (what follows a post is not looked at here)
    steps.around(chat, "attach", ATTACHING, key=lambda given: str(given[3]))
    steps.records()
    steps.around(outbox, "record_sent", after=IN_RECORD)
    steps.claims(living_posts, "claim_next", IN_EDIT_CLAIM)
    steps.around(chat, "edit", BEFORE_EDIT, EDITED, key=lambda given: str(given[3]))
    steps.around(living_posts, "record_shown", after=IN_EDIT_RECORD)
    context = _context(orders, chat)
    while True:
        try:
            deliver(context)
        except Exception:
            logging.exception("the scheduler would log this and try again at its next turn")
        steps.tell(IDLE)
        time.sleep(_TICK_SECONDS)  # until the scheduler's next turn


def _board(context: MessageContext, subject: Subject) -> Message:
    row = context.session.get_one(DetailRow, (subject["startup"], BOARD_FIELD))
    return Message((render("count {count}.", count=row.value),))


def _followed(_context: MessageContext, _subject: Subject) -> Message:
    return Message((render("a file follows."),), file=File("file.txt", b"what follows"))


def _chat(orders: Orders) -> Chat:
    signer = Signer("a secret for the tests only", system_now)
    if orders.platform == "slack":
        return Slack(orders.token, "", signer, api_url=orders.url, post_seconds=orders.http)
    url = "https://gamma.example"
    return Mattermost(orders.url, orders.token, [], signer, callback_url=url, post_seconds=orders.http)


def _context(orders: Orders, chat: Chat) -> JobContext:
    return JobContext(
        store=Store(orders.database_url),
        chats={orders.platform: chat},
        programme=PROGRAMME,
        locale="fr",
        zone=ZoneInfo("Europe/Paris"),
        programme_team=(),
        commands=frozenset(),
        now=lambda: system_now() + timedelta(seconds=orders.ahead),
        real_now=system_now,
        kinds={**MESSAGE_KINDS, BOARD: MessageKind(_board, living=True), FOLLOWED: MessageKind(_followed)},
        timing=orders.timing,
        senders=orders.senders,
        time_limit=time_limit,
        is_abandoned=Sightings(orders.timing.lease).is_abandoned,
    )


def nursery(control: socket.socket) -> None:
    """For each order received with a connection, a process of its own; its id is the answer."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    quiet_log.setLevel(logging.CRITICAL)  # Slack's library tells every call that the weather spoils
    Translator("fr").text("")
    while True:
        told, connections, _, _ = socket.recv_fds(control, 65536, 1)
        if not told:
            return
        child = os.fork()
        if child == 0:
            control.close()
            _live(Orders(**json.loads(told)), Connection(connections[0]))
        os.close(connections[0])
        control.sendall(child.to_bytes(8, "big"))


def _live(orders: Orders, connection: Connection) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        work(orders, Steps(connection))
    except SystemExit:
        os._exit(0)
    except BaseException:
        logging.exception("a worker ended by itself")
        os._exit(1)


if __name__ == "__main__":
    nursery(socket.socket(fileno=0))
