"""The calls of Mattermost's REST API that Gamma makes, and what their refusals mean to it."""

import re
from typing import Any
from urllib.parse import quote

import httpx

from bot.limited_calls import limit_calls, time_limit, trusted
from bot.metrics import CALL_ERRORS, CALL_SECONDS
from gamma.chat import ChatError

Json = dict[str, Any]

POST_SECONDS = 5.0
CONNECT_SECONDS = 3.0
QUICK_SECONDS = 1.5
"""Before an answer people wait for."""
DIALOG_SECONDS = 2.5
"""A trigger lives for three seconds."""
ATTACHMENT_SECONDS = 2.5
"""For a picture or a file after its message: the message's outcome waits to be recorded."""
PAGE = 200
_FOR_GOOD = {400, 401, 403, 404, 413}
"""With an id of Mattermost's: of those there are hundreds, which change; what they mean is the status."""
_CALL_UNKNOWN = "api.context.404.app_error"
"""It does not know the call at all: another server or version of it stands there for now."""
_ID = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+"


class RefusedError(ChatError):
    """The answer is not a success; `status` is HTTP's.

    Only Mattermost's own refusals, in its own form, are for good: a proxy before it refuses as well.
    """

    def __init__(self, reason: str, status: int, retry_after: float | None, *, by_mattermost: bool) -> None:
        server_error = status >= 500
        super().__init__(
            reason,
            permanent=by_mattermost and status in _FOR_GOOD,
            unsure=server_error,
            retry_after=retry_after,
            token_refused=status == 401,
        )
        self.status = status


class Api:
    """Every method may raise ChatError."""

    def __init__(self, url: str, token: str, post_seconds: float = POST_SECONDS) -> None:
        self._url = url.rstrip("/")
        self._post_seconds = post_seconds
        authorization = {"Authorization": f"Bearer {token}"}
        self._http = limit_calls(
            httpx.Client(base_url=f"{self._url}/api/v4", headers=authorization, verify=trusted())
        )

    def close(self) -> None:
        self._http.close()

    def me(self) -> Json:
        return self._call("GET", "/users/me")

    def version(self) -> str:
        """The server's, "" where it does not say."""
        return str(self._call("GET", "/config/client", params={"format": "old"}).get("Version", ""))

    def user(self, user: str) -> Json:
        return self._call("GET", "/users/{}", user)

    def members(self, channel: str) -> list[Json]:
        """The first page alone: more people than that are no team."""
        parameters = {"page": 0, "per_page": PAGE}
        return self._list("GET", "/channels/{}/members", channel, params=parameters)

    def member(self, channel: str, user: str) -> Json:
        return self._call("GET", "/channels/{}/members/{}", channel, user)

    def add_member(self, channel: str, user: str) -> Json:
        body = {"user_id": user}
        return self._call("POST", "/channels/{}/members", channel, seconds=self._post_seconds, json=body)

    def direct_channel(self, one: str, other: str) -> Json:
        return self._call("POST", "/channels/direct", seconds=self._post_seconds, json=[one, other])

    def group_channel(self, people: list[str]) -> Json:
        return self._call("POST", "/channels/group", seconds=self._post_seconds, json=people)

    def users_named(self, names: list[str]) -> list[Json]:
        """Those there are, by their user names."""
        return self._list("POST", "/users/usernames", json=names)

    def channel(self, channel: str) -> Json:
        return self._call("GET", "/channels/{}", channel)

    def channel_named(self, team: str, name: str) -> Json | None:
        """None where there is none that the bot may see."""
        try:
            return self._call("GET", "/teams/{}/channels/name/{}", team, name)
        except RefusedError as refused:
            if refused.status in (403, 404):
                return None
            raise

    def own_channels(self) -> list[Json]:
        """All that the bot is in, conversations too, each once."""
        teams = self._list("GET", "/users/me/teams")
        found = [
            each for team in teams for each in self._list("GET", "/users/me/teams/{}/channels", team["id"])
        ]
        return list({channel["id"]: channel for channel in found}.values())

    def posts_since(self, channel: str, since: int) -> list[Json]:
        """Written after that millisecond and not deleted, the oldest first; the newest page alone."""
        listed = self.posts(channel, 0)
        posts = [listed["posts"][id_] for id_ in reversed(listed["order"])]
        return [post for post in posts if post["create_at"] > since and not post.get("delete_at")]

    def post(self, post: Json) -> Json:
        return self._call("POST", "/posts", seconds=self._post_seconds, json=post)

    def patch_post(self, post: str, changed: Json) -> None:
        """Props are replaced as a whole. A refusal is `gone` where the post is."""
        try:
            self._call("PUT", "/posts/{}/patch", post, seconds=self._post_seconds, json=changed)
        except RefusedError as refused:
            refused.gone = refused.status in (403, 404) and not self._is_there(post)
            raise

    def _is_there(self, post: str) -> bool:
        """The refusal to edit a post that was deleted looks like that of a right that is lacking."""
        try:
            return not self._call("GET", "/posts/{}", post)["delete_at"]
        except RefusedError as refused:
            if refused.permanent:
                return False
            raise

    def post_file(self, post: Json, name: str, content: bytes) -> None:
        stored = self._call(
            "POST",
            "/files",
            seconds=ATTACHMENT_SECONDS,
            data={"channel_id": post["channel_id"]},
            files={"files": (name, content)},
        )
        file_ids = [stored["file_infos"][0]["id"]]
        self._call("POST", "/posts", seconds=ATTACHMENT_SECONDS, json=post | {"file_ids": file_ids})

    def posts(self, channel: str, page: int) -> Json:
        """One page, newest first: ids in `order`, posts by id in `posts`."""
        parameters = {"page": page, "per_page": PAGE, "skipFetchThreads": "true"}
        return self._call("GET", "/channels/{}/posts", channel, seconds=self._post_seconds, params=parameters)

    def respond(self, response: str, answer: Json) -> None:
        """One more answer to a command, to who typed it."""
        call = "POST /hooks/commands/…"
        address = f"{self._url}/hooks/commands/{_id(response)}"
        self._ask(call, "POST", address, seconds=QUICK_SECONDS, json=answer)

    def open_dialog(self, trigger: str, url: str, dialog: Json) -> None:
        body = {"trigger_id": trigger, "url": url, "dialog": dialog}
        self._call("POST", "/actions/dialogs/open", seconds=DIALOG_SECONDS, json=body)

    def _call(
        self, method: str, path: str, *ids: str, seconds: float = QUICK_SECONDS, **request: Any
    ) -> Json:
        """What is answered, an object."""
        body = self._answer(method, path, *ids, seconds=seconds, **request)
        if not isinstance(body, dict):
            raise ChatError(f"{_told(method, path)}: the answer is not Mattermost's", unsure=True)
        return body

    def _list(self, method: str, path: str, *ids: str, **request: Any) -> list[Json]:
        body = self._answer(method, path, *ids, seconds=QUICK_SECONDS, **request)
        if not isinstance(body, list):
            raise ChatError(f"{_told(method, path)}: the answer is not Mattermost's", unsure=True)
        return body

    def _answer(self, method: str, path: str, *ids: str, seconds: float, **request: Any) -> Any:
        """Each {} of the path stands for an id, which may be a person's: a reason never tells it."""
        call = _told(method, path)
        address = path.format(*map(_id, ids))
        return self._ask(call, method, address, seconds=seconds, **request)

    def _ask(self, call: str, method: str, address: str, **request: Any) -> Any:
        """What is answered, counted."""
        try:
            with CALL_SECONDS.labels("mattermost", call).time():
                response = self._request(call, method, address, **request)
            return parse(response, call)
        except ChatError as error:
            CALL_ERRORS.labels("mattermost", call, "refused" if error.permanent else "failed").inc()
            raise

    def _request(
        self, call: str, method: str, address: str, *, seconds: float, **request: Any
    ) -> httpx.Response:
        """seconds: for the whole of it, of which connecting may take a part."""
        timeout = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds), pool=min(1, seconds))
        try:
            with time_limit(seconds):
                return self._http.request(method, address, timeout=timeout, **request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise ChatError(f"{call}: not reached ({type(error).__name__})") from error
        except httpx.HTTPError as error:
            raise ChatError(f"{call}: no answer ({type(error).__name__})", unsure=True) from error


def _told(method: str, path: str) -> str:
    return f"{method} {path.replace('{}', '…')}"


def parse(response: httpx.Response, call: str) -> Any:
    """What a success says; None where it is no JSON. Raises RefusedError."""
    try:
        body = response.json()
    except ValueError:
        body = None
    if not response.is_success:
        error_id = _error_id(body, response.status_code)
        reason = f"{call}: {response.status_code} {error_id}".rstrip()
        wait = _seconds(response.headers.get("Retry-After", ""))
        by_mattermost = error_id not in ("", _CALL_UNKNOWN)
        raise RefusedError(reason, response.status_code, wait, by_mattermost=by_mattermost)
    return body


def _error_id(body: Any, status: int) -> str:
    """As Mattermost refuses: with a dotted id, and the status of the answer once more; else ""."""
    if not isinstance(body, dict) or body.get("status_code") != status:
        return ""
    error_id = body.get("id")
    return error_id if isinstance(error_id, str) and re.fullmatch(_ID, error_id) else ""


def _seconds(header: str) -> float | None:
    return float(header) if header.isdecimal() and header.isascii() else None


def _id(id_: str) -> str:
    return quote(id_, safe="")
