"""Slack's SDK, with an end to each of its calls: it counts its time-out for every read anew.

And the threads on which those who act are answered, and whether they are.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from contextvars import copy_context
from ssl import SSLContext
from threading import Lock
from typing import Any
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.web.file_upload_v2_result import FileUploadV2Result
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.limited_calls import open_url, time_limit
from bot.metrics import CALL_ERRORS, CALL_SECONDS
from bot.platforms.slack.refusals import refusal
from gamma.chat_platform import Owe

# The SDK's own debug log would tell tokens and people's words.
quiet_log = logging.getLogger("bot.platforms.slack.sdk")
quiet_log.setLevel(logging.WARNING)

_FEW = 3
"""One answer that is lost is nobody's fault that could be mended."""
_REMEMBERED_SECONDS = 300.0
"""Nobody may act for a while: then it is not known any more."""


WORK_SECONDS = 1.5
"""Half of the time in which Slack wants an acknowledgement."""

Payload = Mapping[str, Any]


class Answering:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = Lock()
        self._unanswered = 0
        self._latest = 0.0

    def answered(self) -> None:
        with self._lock:
            self._unanswered = 0

    def unanswered(self) -> None:
        with self._lock:
            self._unanswered += 1
            self._latest = self._monotonic()

    def troubles(self) -> list[str]:
        with self._lock:
            if self._unanswered < _FEW or self._monotonic() - self._latest > _REMEMBERED_SECONDS:
                return []
            return [f"slack: the last {self._unanswered} commands and clicks were not answered"]


class Work:
    """Threads of ours on which is done what Slack waits for."""

    def __init__(self, executor: Executor, owe: Owe = lambda _platform, _account: lambda: None) -> None:
        self._executor = executor
        self._owe = owe

    def begin(self, work: Callable[[Payload], None], person: str, body: Payload) -> bool:
        """Done, or under way for as long as an acknowledgement may wait. False: not begun, nor will be.

        What is still under way is owed: the acknowledgement waits until that is saved.
        """
        future = self._executor.submit(copy_context().run, work, body)
        wait([future], WORK_SECONDS)
        if future.cancel():
            return False
        if not future.done():
            answered = self._owe("slack", person)
            future.add_done_callback(lambda _: answered())
        return True


class LimitedClient(WebClient):
    """Without retry handlers: the SDK would send a post twice when its answer is lost."""

    def __init__(self, token: str | None, api_url: str, seconds: float) -> None:
        super().__init__(token, base_url=api_url, retry_handlers=[], logger=quiet_log)
        self.timeout = seconds  # type: ignore[assignment]  # declared int, handed to urllib as it is

    def api_call(self, api_method: str, *arguments: Any, **options: Any) -> SlackResponse:
        with counted(api_method), time_limit(self.timeout):
            return super().api_call(api_method, *arguments, **options)

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        del url
        return _read(req, self.timeout, self.proxy)

    def _upload_file(
        self,
        *,
        url: str,
        data: bytes,
        logger: logging.Logger,
        timeout: int,
        proxy: str | None,
        ssl: SSLContext | None,
    ) -> FileUploadV2Result:
        del logger, ssl
        with time_limit(timeout):
            answer = _read(Request(url, data, method="POST"), timeout, proxy)  # noqa: S310  _read looks
        return FileUploadV2Result(status=answer["status"], body=answer["body"])


class LimitedWebhook(WebhookClient):
    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(url, logger=quiet_log, retry_handlers=[])
        self.timeout = seconds  # type: ignore[assignment]

    def send_dict(self, body: dict[str, Any], headers: dict[str, str] | None = None) -> WebhookResponse:
        with time_limit(self.timeout):
            return super().send_dict(body, headers)

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        answer = _read(req, self.timeout, self.proxy)
        return WebhookResponse(
            url=url, status_code=answer["status"], body=answer["body"], headers=answer["headers"]
        )


@contextmanager
def counted(call: str) -> Iterator[None]:
    with CALL_SECONDS.labels("slack", call).time():
        try:
            yield
        except Exception as error:
            is_refused = isinstance(error, SlackApiError) and refusal(error.response).permanent
            CALL_ERRORS.labels("slack", call, "refused" if is_refused else "failed").inc()
            raise


def _read(call: Request, seconds: float, proxy: str | None) -> dict[str, Any]:
    """As the SDK reads what is answered. Raises HTTPError, which it reads itself, and OSError."""
    if not call.full_url.lower().startswith("http"):
        raise ValueError("Slack is called by http alone")
    with open_url(call, seconds, proxy) as response:
        charset = response.headers.get_content_charset() or "utf-8"
        return {
            "status": response.status,
            "headers": response.headers,
            "body": response.read().decode(charset),
        }
