"""What all pages for those without an account share: their language, headers, style, and what is refused."""

import base64
import hashlib
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from gamma.chat import Picture
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE
from gamma.translator import LOCALES, N_, Translator
from storage.store import StoreBusyError

MAX_BODY = 10_000

_LANGUAGES = {"fr": "Français", "en": "English"}

_STYLE = (Path(__file__).parent / "templates" / "public.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "img-src data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
_NOWHERE = N_("This link leads nowhere, or nowhere any more")
_NOWHERE_WHY = N_(
    "It may have been cut when it was copied, be too old, or have been taken back. "
    "Please write to the team that sent it to you: it can send you a new one."
)
_BUSY = N_("This page is busy just now")
_BUSY_WHY = N_("Nothing is lost and nothing was changed. Please try again in a moment.")
_TOO_LARGE = N_("This is too large")
_TOO_LARGE_WHY = N_("Nothing was passed on. Please go back and write less, or write to the team.")


def public_blueprint(name: str) -> Blueprint:
    """Its pages keep to themselves: nothing from elsewhere, no script, nothing kept by those on the way."""
    blueprint = Blueprint(name, __name__, template_folder="templates")
    blueprint.before_request(_limit_body)
    blueprint.after_request(_add_headers)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(StoreBusyError, _busy)
    return blueprint


def _limit_body() -> None:
    request.max_content_length = MAX_BODY


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def page_translator() -> Translator:
    return Translator(chosen_locale() or request.accept_languages.best_match(LOCALES) or SPONSOR_LOCALE)


def chosen_locale() -> str | None:
    locale = request.args.get("lang")
    return locale if locale in LOCALES else None


def dead_link(status: HTTPStatus) -> Response:
    """The same words for all that does not lead anywhere: they tell nothing."""
    return _refusal(status, _NOWHERE, _NOWHERE_WHY)


def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE, _TOO_LARGE_WHY)


def _busy(_error: StoreBusyError) -> Response:
    return _refusal(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY, _BUSY_WHY)


def _refusal(status: HTTPStatus, heading: str, why: str) -> Response:
    translator = page_translator()
    return page_response("refused.html", status, heading=translator.text(heading), why=translator.text(why))


def picture_address(picture: Picture) -> str:
    """An address that holds the picture itself: the page is one file."""
    return f"data:image/png;base64,{base64.b64encode(picture.draw()).decode()}"


def page_response(template: str, status: HTTPStatus, **values: Any) -> Response:
    translator = page_translator()
    html = render_template(
        template,
        lang=translator.locale,
        others=[(locale, name) for locale, name in _LANGUAGES.items() if locale != translator.locale],
        style=_STYLE,
        action=f"?lang={translator.locale}",
        **values,
    )
    return make_response(html, status)
