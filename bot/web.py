"""The HTTP server: each platform's endpoints, and whether the bot is alive and ready."""

from collections.abc import Callable, Iterable

from flask import Blueprint, Flask
from werkzeug.exceptions import HTTPException

LARGEST_BODY = 1_000_000


def make_web(blueprints: Iterable[Blueprint], ready: Callable[[], list[str]]) -> Flask:
    """ready() names what is not well; nothing named means ready."""
    web = Flask("gamma", static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
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
        }, 503 if troubles else 200

    @web.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[dict[str, str], int]:
        return {"error": error.name}, error.code or 500

    return web
