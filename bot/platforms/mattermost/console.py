"""A Mattermost server as its administrator, or the bot itself, asks it while it is set up or examined."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.limited_calls import limit_calls, time_limit
from bot.platforms.mattermost.api import RefusedError, parse
from gamma.chat import ChatError

SECONDS = 10.0


class Console:
    """Every question may raise ChatError. `headers` are those of the latest answer."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self.headers = httpx.Headers()
        authorization = (b"Authorization", f"Bearer {token}".encode())  # whatever was pasted there
        self._http = limit_calls(
            httpx.Client(base_url=f"{self.url}/api/v4", headers=[authorization], timeout=SECONDS)
        )

    def __enter__(self) -> "Console":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def get(self, path: str, **parameters: str) -> Any:
        return self._ask("GET", path, params=parameters)

    def find(self, path: str) -> Any:
        """None where there is no such thing, or it was deleted."""
        try:
            resource = self.get(path)
        except RefusedError as refused:
            if refused.status == 404:
                return None
            raise
        return None if resource.get("delete_at") else resource

    def post(self, path: str, body: Any = None) -> Any:
        return self._ask("POST", path, json=body)

    def put(self, path: str, body: Any) -> Any:
        return self._ask("PUT", path, json=body)

    def date(self) -> datetime | None:
        """The server's clock at its latest answer, to the second."""
        try:
            return parsedate_to_datetime(self.headers.get("Date", "")).astimezone(UTC)
        except ValueError:
            return None

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        try:
            with time_limit(SECONDS):
                response = self._http.request(method, path, **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ChatError(f"not reached ({type(error).__name__})") from error
        self.headers = response.headers
        body = parse(response, f"{method} {path}")
        if not isinstance(body, dict | list):
            raise ChatError("the answer is not Mattermost's")
        return body
