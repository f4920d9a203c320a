"""What is written to the bot on Mattermost: told by the websocket, and after an interruption looked up.

Each process is told of everything. What was written while none was connected is not acted upon late: who
wrote is told so, once.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from datetime import UTC, datetime
from secrets import token_hex
from threading import Timer
from typing import Any

from bot.platforms.mattermost import render
from bot.platforms.mattermost.api import Api, Json
from bot.platforms.mattermost.replies import SignFor
from gamma.chat import Answer, ChatError, Message, Place, Profile
from gamma.spoken import Entered, Hear, Missed, Spoken
from storage.store import StoreBusyError

log = logging.getLogger(__name__)

_Work = Callable[[Any], bool]

ADDED = "system_add_to_channel"
LATE_SECONDS = 15.0
"""Who wrote longer ago than this does not wait for the answer any more."""
LOOKED_UP_SECONDS = 24 * 3600.0
AGAIN_SECONDS = 21.0
"""Longer than whoever is at a message has it: then it is ours, or it is answered."""
TRIES = 4
_NAMED = re.compile(r"(?<!\w)@([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)
_CHANNEL = re.compile(r"(?<!\w)~([a-z0-9][a-z0-9_-]*)")


class Hearing:
    """Takes posts for what somebody says to the bot, and has them heard."""

    def __init__(
        self,
        api: Api,
        hear: Hear,
        profile: Callable[[str], Profile],
        sign_for: SignFor,
        action_url: str,
        executor: Executor,
        now: Callable[[], float] = time.time,
    ) -> None:
        """profile: raises ChatError for who is no person."""
        self._api = api
        self._hear = hear
        self._profile = profile
        self._sign_for = sign_for
        self._action_url = action_url
        self._executor = executor
        self._now = now
        self._me: Json = {}
        self._connected_until: float | None = None
        """When an event came last: what was written after may have been missed."""
        self.again_seconds = AGAIN_SECONDS
        self.handled = 0
        """Events that are done with."""

    def event(self, event: Json) -> None:
        self._connected_until = self._now()
        if event["event"] == "posted":
            self._submit(self._take, event["data"])
        else:
            self.handled += 1

    def connected(self) -> None:
        self._submit(self._look_up, self._connected_until)

    def _submit(self, work: _Work, given: Any, tries: int = TRIES) -> None:
        self._executor.submit(self._guarded, work, given, tries)

    def _guarded(self, work: _Work, given: Any, tries: int) -> None:
        try:
            is_done = self._try(work, given)
            if not is_done and tries > 1:
                self._again_later(work, given, tries - 1)
        finally:
            self.handled += 1

    def _try(self, work: _Work, given: Any) -> bool:
        """False where it is to be tried again: another process is at it, or something was busy."""
        try:
            return work(given)
        except ChatError as error:
            log.warning("what was written on Mattermost could not be heard: %s", error.reason)
            return error.permanent or error.unsure
        except StoreBusyError:
            return False
        except Exception as error:
            log.exception("what was written on Mattermost could not be heard: %s", type(error).__name__)
            return True

    def _again_later(self, work: _Work, given: Any, tries: int) -> None:
        """Once the lease of whoever is at it is over. If we end meanwhile, the look-up finds it."""
        timer = Timer(self.again_seconds, self._submit, (work, given, tries))
        timer.daemon = True
        timer.start()

    def _take(self, data: Json) -> bool:
        return self._listen((json.loads(data["post"]), data.get("channel_type", "")))

    def _listen(self, told: tuple[Json, str]) -> bool:
        """A post with the kind of its channel."""
        post, kind = told
        if post.get("type") == ADDED:
            return self._enter(post)
        spoken = self._spoken(post, kind)
        return spoken is None or self._hear(spoken, self._voice(post, spoken))

    def _enter(self, post: Json) -> bool:
        if (post.get("props") or {}).get("addedUserId") != self._own()["id"]:
            return True
        entered = Entered("mattermost", Place(post["channel_id"]), post["id"])
        voice = Voice(self._api, self._sign_for("", entered.place), self._action_url, post)
        return self._hear(entered, voice)

    def _voice(self, post: Json, spoken: Spoken) -> "Voice":
        below = post.get("root_id") or ("" if spoken.alone else post["id"])
        return Voice(
            self._api,
            self._sign_for(spoken.person, spoken.place),
            self._action_url,
            post,
            own_id=self._own()["id"],
            below=below,
        )

    def _own(self) -> Json:
        if not self._me:
            self._me = self._api.me()
        return self._me

    def _spoken(self, post: Json, kind: str) -> Spoken | None:
        """What a person says to the bot; None for all else. kind: of the channel, "D" or "G" or other."""
        me, person, text = self._own(), post["user_id"], post["message"]
        props = post.get("props") or {}
        if post.get("type") or person == me["id"] or props.get("from_webhook") or props.get("from_bot"):
            return None
        alone = kind == "D"
        called = re.compile(rf"(?<!\w)@{re.escape(me['username'])}(?![\w-]|\.\w)", re.IGNORECASE)
        if not (alone or called.search(text)) or not self._is_person(person):
            return None
        said = called.sub(" ", text).strip(" ,:;\n")
        place = Place(post["channel_id"], direct=kind in ("D", "G"))
        people, channels = self._people_named(said), self._channels_named(said, post["channel_id"])
        return Spoken("mattermost", person, place, said, channels, people, message=post["id"], alone=alone)

    def _is_person(self, account: str) -> bool:
        try:
            self._profile(account)
        except ChatError as error:
            return not error.permanent
        return True

    def _people_named(self, text: str) -> tuple[str, ...]:
        """A name may end in a dot that is none of it."""
        names = [name.lower().rstrip("._-") for name in _NAMED.findall(text)]
        known = {user["username"]: user["id"] for user in self._api.users_named(names)} if names else {}
        return tuple(dict.fromkeys(known[name] for name in names if name in known))

    def _channels_named(self, text: str, here: str) -> tuple[str, ...]:
        names = list(dict.fromkeys(_CHANNEL.findall(text)))
        team = self._api.channel(here).get("team_id", "") if names else ""
        found = [self._api.channel_named(team, name) for name in names] if team else []
        return tuple(channel["id"] for channel in found if channel)

    # --- after an interruption -------------------------------------------------------------------

    def _look_up(self, since: float | None) -> bool:
        """What was written since, at most a day ago; of it, what somebody has heard is nothing to do.

        Each is tried again for itself.
        """
        oldest = max(since or 0.0, self._now() - LOOKED_UP_SECONDS)
        late: dict[str, list[tuple[Json, Spoken]]] = {}
        for post, kind in self._posts_since(oldest):
            is_late = post["create_at"] / 1000 < self._now() - LATE_SECONDS
            spoken = self._spoken(post, kind) if is_late else None
            if spoken:
                late.setdefault(spoken.person, []).append((post, spoken))
            elif not self._try(self._listen, (post, kind)):
                self._again_later(self._listen, (post, kind), TRIES)
        for written in late.values():
            if not self._try(self._miss, written):
                self._again_later(self._miss, written, TRIES)
        return True

    def _miss(self, written: list[tuple[Json, Spoken]]) -> bool:
        post, last = written[-1]
        at = datetime.fromtimestamp(post["create_at"] / 1000, UTC)
        messages = tuple(spoken.message for _, spoken in written)
        missed = Missed("mattermost", last.person, last.place, messages, at)
        return self._hear(missed, self._voice(post, last))

    def _posts_since(self, oldest: float) -> Iterable[tuple[Json, str]]:
        """In the order in which they were written, each with the kind of its channel."""
        for channel in self._api.own_channels():
            if channel.get("last_post_at", 0) / 1000 > oldest:
                posts = self._api.posts_since(channel["id"], int(oldest * 1000))
                yield from ((post, channel["type"]) for post in posts)


class Voice:
    """Answers a post: in a channel below it, in the direct conversation in its thread if it has one."""

    def __init__(
        self,
        api: Api,
        sign: render.SignButton,
        action_url: str,
        post: Json,
        *,
        own_id: str = "",
        below: str = "",
    ) -> None:
        self._api = api
        self._sign = sign
        self._action_url = action_url
        self._post = post
        self._own_id = own_id
        self._below = below

    def here(self, message: Message, _answer: Answer) -> None:
        self._send(self._post["channel_id"], message, self._below)

    def privately(self, message: Message, _answer: Answer) -> None:
        conversation = self._api.direct_channel(self._own_id, self._post["user_id"])
        self._send(str(conversation["id"]), message, "")

    def _send(self, channel: str, message: Message, below: str) -> None:
        content = render.post_content(message, self._sign, self._action_url)
        pending = f"{self._own_id}:{token_hex(16)}"
        self._api.post(content | {"channel_id": channel, "root_id": below, "pending_post_id": pending})
