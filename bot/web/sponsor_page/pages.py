"""Serves the sponsor's page: parses what is asked for and pressed, and renders what there is to say."""

import base64
import hashlib
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from bot.web.sponsor_page.signing import Shown, SponsorSigner
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE
from gamma.checkpoints.sponsor_page import ANSWER_KINDS, PressedAnswer, SponsorPage
from gamma.checkpoints.sponsor_page_messages import page_labels, page_view
from gamma.errors import InvalidInputError, UserError
from gamma.translator import LOCALES, N_, Translator
from storage import sponsor_page as behind_link
from storage.sponsor_page import Snapshot
from storage.store import Store, StoreBusyError

LARGEST_BODY = 10_000

_LANGUAGES = {"fr": "Français", "en": "English"}

_STYLE = (Path(__file__).parent / "templates" / "sponsor.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
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
_LEFT_OPEN = N_("The page was open for too long. Please look at it again below, and answer once more.")


def sponsor_page(store: Store, seals: SponsorSigner, snapshot: Callable[[], Snapshot]) -> Blueprint:
    pages = _Pages(store, seals, snapshot)
    blueprint = Blueprint("sponsor_page", __name__, template_folder="templates")
    blueprint.add_url_rule("/sponsor/<token>", "opened", pages.opened, methods=["GET"])
    blueprint.add_url_rule("/sponsor/<token>", "pressed", pages.pressed, methods=["POST"])
    blueprint.before_request(_at_most)
    blueprint.after_request(_with_headers)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(StoreBusyError, _busy)
    return blueprint


class _Pages:
    def __init__(self, store: Store, seals: SponsorSigner, snapshot: Callable[[], Snapshot]) -> None:
        self._store, self._seals, self._as_of = store, seals, snapshot

    def opened(self, token: str) -> AnyResponse:
        """Mail scanners open links too: however often, nothing changes."""
        link = self._seals.open_link(token)
        if link is None:
            return _nowhere(HTTPStatus.NOT_FOUND)
        snapshot = self._as_of()
        with self._store.read() as session:
            page = behind_link.load(session, link, snapshot)
        return self._rendered(page, snapshot) if page else _nowhere(HTTPStatus.GONE)

    def pressed(self, token: str) -> AnyResponse:
        link = self._seals.open_link(token)
        if link is None:
            return _nowhere(HTTPStatus.NOT_FOUND)
        snapshot, kind = self._as_of(), request.form.get("answer", "")
        refused: UserError | None = None
        with self._store.write() as session:
            page = behind_link.load(session, link, snapshot, lock=True)
            try:
                if page:
                    behind_link.save_answer(session, page, self._read(link), snapshot)
            except UserError as error:
                refused = error
        if page is None:
            return _nowhere(HTTPStatus.GONE)
        if refused:
            return self._rendered(page, snapshot, refused)
        query = {"done": kind, "lang": _chosen() or ""}
        return redirect(f"?{urlencode(query)}", HTTPStatus.SEE_OTHER)  # also right below another path

    def _read(self, link: int) -> PressedAnswer:
        """Raises UserError, for what was not pressed on this link's own page."""
        shown = self._seals.open_page(request.form.get("seal", ""))
        kind = next((kind for kind in ANSWER_KINDS if kind == request.form.get("answer")), None)
        if shown is None or shown.link != link or kind is None:
            raise UserError(_LEFT_OPEN)
        return PressedAnswer(kind, shown.checkpoint, shown.minutes, request.form.get("when", ""))

    def _rendered(self, page: SponsorPage, snapshot: Snapshot, error: UserError | None = None) -> Response:
        translator = _words()
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        return _response(
            "sponsor.html",
            status,
            view=page_view(translator, snapshot.programme, page, snapshot.now, request.args.get("done", "")),
            labels=page_labels(translator, page, snapshot.now),
            seal=self._seals.page(Shown(page.link.id, page.checkpoint.revision, page.minutes_fingerprint)),
            error=error.tell(translator) if error else "",
            at_field=isinstance(error, InvalidInputError),
            typed=request.form.get("when", "") if error else "",
        )


def _at_most() -> None:
    request.max_content_length = LARGEST_BODY


def _with_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _words() -> Translator:
    return Translator(_chosen() or request.accept_languages.best_match(LOCALES) or SPONSOR_LOCALE)


def _chosen() -> str | None:
    wanted = request.args.get("lang")
    return wanted if wanted in LOCALES else None


def _nowhere(status: HTTPStatus) -> Response:
    """The same words for all that does not lead anywhere: they tell nothing."""
    return _refused(status, _NOWHERE, _NOWHERE_WHY)


def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE, _TOO_LARGE_WHY)


def _busy(_error: StoreBusyError) -> Response:
    return _refused(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY, _BUSY_WHY)


def _refused(status: HTTPStatus, heading: str, why: str) -> Response:
    translator = _words()
    return _response("refused.html", status, heading=translator.text(heading), why=translator.text(why))


def _response(template: str, status: HTTPStatus, **values: Any) -> Response:
    translator = _words()
    html = render_template(
        template,
        lang=translator.locale,
        others=[(locale, name) for locale, name in _LANGUAGES.items() if locale != translator.locale],
        style=_STYLE,
        action=f"?lang={translator.locale}",
        **values,
    )
    return make_response(html, status)
