"""The page of a sponsor without an account: reading changes nothing, pressing a button answers the team."""

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

from bot.signing import SponsorPageState, SponsorSigner
from gamma.checkpoints.checkpoint import SPONSOR_LOCALE
from gamma.checkpoints.invitation import invitation
from gamma.checkpoints.sponsor_page import ANSWER_KINDS, PressedAnswer, SponsorPage
from gamma.checkpoints.sponsor_page_messages import page_labels, page_view
from gamma.errors import InvalidInputError, UserError
from gamma.text import clean_typed, without_punctuation
from gamma.translator import LOCALES, N_, Translator
from storage import sponsor_page as sponsor_pages
from storage.sponsor_page import Snapshot
from storage.store import Store, StoreBusyError

MAX_BODY = 10_000

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
_EXPIRED = N_("The page was open for too long. Please look at it again below, and answer once more.")


def sponsor_page(store: Store, signer: SponsorSigner, as_of: Callable[[], Snapshot]) -> Blueprint:
    pages = _Pages(store, signer, as_of)
    blueprint = Blueprint("sponsor_page", __name__, template_folder="templates")
    blueprint.add_url_rule("/sponsor/<token>", "show", pages.show, methods=["GET"])
    blueprint.add_url_rule("/sponsor/<token>/<name>.ics", "calendar", pages.calendar, methods=["GET"])
    blueprint.add_url_rule("/sponsor/<token>", "answer", pages.answer, methods=["POST"])
    blueprint.before_request(_limit_body)
    blueprint.after_request(_add_headers)
    blueprint.register_error_handler(RequestEntityTooLarge, _too_large)
    blueprint.register_error_handler(StoreBusyError, _busy)
    return blueprint


class _Pages:
    def __init__(self, store: Store, signer: SponsorSigner, as_of: Callable[[], Snapshot]) -> None:
        self._store, self._signer, self._as_of = store, signer, as_of

    def show(self, token: str) -> AnyResponse:
        """Mail scanners open links too: however often, nothing changes."""
        link = self._signer.verify_link(without_punctuation(token))
        if link is None:
            return _dead_link(HTTPStatus.NOT_FOUND)
        as_of = self._as_of()
        with self._store.read() as session:
            page = sponsor_pages.load(session, link, as_of)
        return self._render(page, as_of) if page else _dead_link(HTTPStatus.GONE)

    def calendar(self, token: str, name: str) -> AnyResponse:
        """The checkpoint as a calendar reads it; where it was cancelled, what takes it out again."""
        del name  # calendars show it; it says nothing to us
        link = self._signer.verify_link(token)
        with self._store.read() as session:
            page = sponsor_pages.load(session, link, self._as_of()) if link else None
        if page is None:
            return _dead_link(HTTPStatus.NOT_FOUND if link is None else HTTPStatus.GONE)
        file = invitation(_translator(), page.startup, page.checkpoint, for_sponsor=True)
        response = make_response(file.content)
        response.headers["Content-Type"] = "text/calendar; charset=utf-8"
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    def answer(self, token: str) -> AnyResponse:
        link = self._signer.verify_link(without_punctuation(token))
        if link is None:
            return _dead_link(HTTPStatus.NOT_FOUND)
        as_of, kind = self._as_of(), request.form.get("answer", "")
        refusal: UserError | None = None
        with self._store.write() as session:
            page = sponsor_pages.load(session, link, as_of, lock=True)
            try:
                if page:
                    sponsor_pages.save_answer(session, page, self._parse_answer(link.id), as_of)
            except UserError as error:
                refusal = error
        if page is None:
            return _dead_link(HTTPStatus.GONE)
        if refusal:
            return self._render(page, as_of, refusal)
        query = {"done": kind, "lang": _chosen_locale() or ""}
        return redirect(f"?{urlencode(query)}", HTTPStatus.SEE_OTHER)  # also right below another path

    def _parse_answer(self, link: int) -> PressedAnswer:
        """Raises UserError, for what was not pressed on this link's own page."""
        state = self._signer.verify_page(request.form.get("seal", ""))
        kind = next((kind for kind in ANSWER_KINDS if kind == request.form.get("answer")), None)
        if state is None or state.link != link or kind is None:
            raise UserError(_EXPIRED)
        return PressedAnswer(kind, state.checkpoint, state.minutes, clean_typed(_typed(kind)))

    def _calendar_address(self, page: SponsorPage, translator: Translator) -> str:
        """From the page's own, which may lie below another path."""
        return f"{self._signer.sign_link(page.link.key)}/point.ics?lang={translator.locale}"

    def _render(self, page: SponsorPage, as_of: Snapshot, error: UserError | None = None) -> Response:
        translator = _translator()
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        pressed = request.form.get("answer", "")
        return _response(
            "sponsor.html",
            status,
            view=page_view(translator, as_of.programme, page, as_of.now, request.args.get("done", "")),
            labels=page_labels(translator, page, as_of.now),
            signed_state=self._signer.sign_page(
                SponsorPageState(page.link.id, page.checkpoint.revision, page.minutes_fingerprint)
            ),
            error=error.text(translator) if error else "",
            failed=pressed if isinstance(error, InvalidInputError) else "",
            pressed=pressed,
            fields=_FIELDS,
            typed=_typed(pressed) if error else "",
            calendar=self._calendar_address(page, translator) if page.other_dates else "",
        )


_FIELDS = {"proposed": "when", "approved": "word", "objected": "wrong"}
"""At which of the page's fields an answer's words stand."""


def _typed(answer: str) -> str:
    return request.form.get("when" if answer == "proposed" else "remark", "")


def _limit_body() -> None:
    request.max_content_length = MAX_BODY


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _translator() -> Translator:
    return Translator(_chosen_locale() or request.accept_languages.best_match(LOCALES) or SPONSOR_LOCALE)


def _chosen_locale() -> str | None:
    locale = request.args.get("lang")
    return locale if locale in LOCALES else None


def _dead_link(status: HTTPStatus) -> Response:
    """The same words for all that does not lead anywhere: they tell nothing."""
    return _refusal(status, _NOWHERE, _NOWHERE_WHY)


def _too_large(_error: RequestEntityTooLarge) -> Response:
    return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE, _TOO_LARGE_WHY)


def _busy(_error: StoreBusyError) -> Response:
    return _refusal(HTTPStatus.SERVICE_UNAVAILABLE, _BUSY, _BUSY_WHY)


def _refusal(status: HTTPStatus, heading: str, why: str) -> Response:
    translator = _translator()
    return _response("refused.html", status, heading=translator.text(heading), why=translator.text(why))


def _response(template: str, status: HTTPStatus, **values: Any) -> Response:
    translator = _translator()
    html = render_template(
        template,
        lang=translator.locale,
        others=[(locale, name) for locale, name in _LANGUAGES.items() if locale != translator.locale],
        style=_STYLE,
        action=f"?lang={translator.locale}",
        **values,
    )
    return make_response(html, status)
