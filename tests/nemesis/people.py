"""People who type commands at any of the bots, as Slack brings them; and what came of each."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from tests.drivers.slack import SlackDriver
from tests.fakes.slack_world import Interaction
from tests.nemesis.replica import Replica

_SLACK_WAITS = 3.0
_LETTERS = str.maketrans("0123456789", "abcdefghij")


@dataclass
class Typed:
    """One command. outcome: "acked"; "refused", nothing was done; "unsure", Slack tells who typed it."""

    number: int
    interaction: Interaction
    outcome: str
    seconds: float

    @property
    def action(self) -> str:
        """In letters: a number might be read as a day."""
        return f"Relire la note {str(self.number).translate(_LETTERS)}."

    @property
    def words(self) -> list[str]:
        return [answer["text"] for answer in self.interaction.messages]

    @property
    def is_told_done(self) -> bool:
        return any(self.action in words for words in self.words)


class People:
    def __init__(
        self, slack: SlackDriver, replicas: Sequence[Replica], people: Sequence[str], channel: str, seed: int
    ) -> None:
        self.typed: list[Typed] = []
        self._slack = slack
        self._replicas = replicas
        self._people = people
        self._channel = channel
        self._luck = random.Random(seed)
        self._client = httpx.Client(timeout=_SLACK_WAITS)
        self._lock = threading.Lock()

    def type_until(self, is_over: threading.Event, pause: float) -> None:
        while not is_over.wait(pause):
            self._type()
        self._client.close()

    def _type(self) -> None:
        with self._lock:
            number = len(self.typed)
            interaction = self._slack.fake.act(self._luck.choice(self._people), self._channel)
            typed = Typed(number, interaction, "refused", 0)
            self.typed.append(typed)
        body = urlencode(self._slack.command(interaction, f"actions ajouter {typed.action}"))
        began = time.monotonic()
        typed.outcome = self._send(body)
        typed.seconds = time.monotonic() - began

    def _send(self, body: str) -> str:
        """By a balancer: where nobody listens, the next one is asked; what was sent is not sent again."""
        for replica in self._luck.sample(self._replicas, len(self._replicas)):
            try:
                answer = self._client.post(
                    f"{replica.url}/slack/events", content=body, headers=self._headers(body)
                )
            except httpx.ConnectError:
                continue
            except httpx.HTTPError:
                return "unsure"
            return "acked" if answer.status_code == 200 else "unsure"
        return "refused"

    def _headers(self, body: str) -> dict[str, str]:
        at = str(int(time.time()))
        signed = SignatureVerifier(self._slack.signing_secret).generate_signature(timestamp=at, body=body)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return {**kind, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": str(signed)}
