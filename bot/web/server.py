"""The HTTP server: each platform's endpoints, and whether the bot is alive and ready."""

import time
from collections.abc import Callable, Iterable
from secrets import token_hex
from types import TracebackType

from flask import Blueprint, Flask, request
from werkzeug.exceptions import HTTPException

from bot.logs import CAME_AT, DOOR, Door

MAX_BODY = 1_000_000
HEALTH_PATHS = ("/healthz", "/readyz")

_ExceptionInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class _Web(Flask):
    def log_exception(self, exc_info: _ExceptionInfo) -> None:
        """With the endpoint's name: an address may be a secret."""
        self.logger.error("Exception at %s [%s]", request.endpoint, request.method, exc_info=exc_info)


def make_web(blueprints: Iterable[Blueprint], ready: Callable[[], list[str]], settings: str = "") -> Flask:
    """ready() names what is not well; nothing named means ready.

    settings: the fingerprint of those it was started with, by which the doctor sees that they changed.
    """
    web = _Web("gamma", static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    web.before_request(lambda: (DOOR.set(Door(token_hex(3), CAME_AT.get() or time.monotonic())), None)[1])
    web.teardown_request(lambda _error: (DOOR.set(None), None)[1])
    for blueprint in blueprints:
        web.register_blueprint(blueprint)

    @web.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @web.get("/readyz")
    def readyz() -> tuple[dict[str, object], int]:
        troubles = ready()
        return {
            "status": "not ready" if troubles else "ready",
            "troubles": troubles,
            "settings": settings,
        }, 503 if troubles else 200

    @web.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> tuple[dict[str, str], int]:
        return {"error": error.name}, error.code or 500

    return web
