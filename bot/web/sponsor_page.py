"""The page of a sponsor without an account: reading changes nothing, pressing a button answers the team."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from bot.signing import PageSigner, SponsorPageState
from bot.web import sponsor_survey
from bot.web.public_page import (
    chosen_locale,
    dead_link,
    page_response,
    page_translator,
    picture_address,
    public_blueprint,
)
from gamma.checkpoints.invitation import invitation
from gamma.checkpoints.sponsor_page import ANSWER_KINDS, PressedAnswer, SponsorPage
from gamma.checkpoints.sponsor_page_messages import page_labels, page_picture, page_view
from gamma.errors import InvalidInputError, UserError
from gamma.seasons.season import Season
from gamma.seasons.survey import SurveyMoment
from gamma.text import clean_typed, without_punctuation
from gamma.translator import N_, Translator
from storage import sponsor_page as sponsor_pages
from storage.sponsor_page import Snapshot
from storage.store import Store

_EXPIRED = N_("The page was open for too long. Please look at it again below, and answer once more.")


Asked = tuple[Season, SurveyMoment]


def sponsor_page(store: Store, signer: PageSigner, as_of: Callable[[], Snapshot]) -> Blueprint:
    pages = _Pages(store, signer, as_of)
    blueprint = public_blueprint("sponsor_page")
    blueprint.add_url_rule("/sponsor/<token>", "show", pages.show, methods=["GET"])
    blueprint.add_url_rule("/sponsor/<token>/<name>.ics", "calendar", pages.calendar, methods=["GET"])
    blueprint.add_url_rule("/sponsor/<token>", "answer", pages.answer, methods=["POST"])
    return blueprint


class _Pages:
    def __init__(self, store: Store, signer: PageSigner, as_of: Callable[[], Snapshot]) -> None:
        self._store, self._signer, self._as_of = store, signer, as_of

    def show(self, token: str) -> AnyResponse:
        """Mail scanners open links too: however often, nothing changes."""
        link = self._signer.verify_link("sponsor", without_punctuation(token))
        if link is None:
            return dead_link(HTTPStatus.NOT_FOUND)
        as_of = self._as_of()
        with self._store.read() as session:
            page = sponsor_pages.load(session, link, as_of)
            asked = sponsor_survey.load_asked(session, page) if page else None
        return self._render(page, as_of, asked) if page else dead_link(HTTPStatus.GONE)

    def calendar(self, token: str, name: str) -> AnyResponse:
        """The checkpoint as a calendar reads it; where it was cancelled, what takes it out again."""
        del name  # calendars show it; it says nothing to us
        link = self._signer.verify_link("sponsor", token)
        with self._store.read() as session:
            page = sponsor_pages.load(session, link, self._as_of()) if link else None
        if page is None:
            return dead_link(HTTPStatus.NOT_FOUND if link is None else HTTPStatus.GONE)
        file = invitation(page_translator(), page.startup, page.checkpoint, for_sponsor=True)
        response = make_response(file.content)
        response.headers["Content-Type"] = "text/calendar; charset=utf-8"
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    def answer(self, token: str) -> AnyResponse:
        link = self._signer.verify_link("sponsor", without_punctuation(token))
        if link is None:
            return dead_link(HTTPStatus.NOT_FOUND)
        as_of, kind = self._as_of(), request.form.get("answer", "")
        refusal: UserError | None = None
        asked = None
        with self._store.write() as session:
            page = sponsor_pages.load(session, link, as_of, lock=True)
            try:
                if page and kind == sponsor_survey.ANSWER:
                    self._verified_state(link.id)
                    sponsor_survey.save_survey(session, page)
                elif page:
                    sponsor_pages.save_answer(session, page, self._parse_answer(link.id), as_of)
            except UserError as error:
                refusal = error
            asked = sponsor_survey.load_asked(session, page) if page else None
        if page is None:
            return dead_link(HTTPStatus.GONE)
        if refusal:
            return self._render(page, as_of, asked, refusal)
        query = {"done": kind, "lang": chosen_locale() or ""}
        return redirect(f"?{urlencode(query)}", HTTPStatus.SEE_OTHER)  # also right below another path

    def _parse_answer(self, link: int) -> PressedAnswer:
        """Raises UserError, for what was not pressed on this link's own page."""
        state = self._verified_state(link)
        kind = next((kind for kind in ANSWER_KINDS if kind == request.form.get("answer")), None)
        if kind is None:
            raise UserError(_EXPIRED)
        return PressedAnswer(kind, state.checkpoint, state.minutes, clean_typed(_typed(kind)))

    def _verified_state(self, link: int) -> SponsorPageState:
        """Raises UserError."""
        state = self._signer.verify_page(request.form.get("seal", ""))
        if state is None or state.link != link:
            raise UserError(_EXPIRED)
        return state

    def _calendar_address(self, page: SponsorPage, translator: Translator) -> str:
        """From the page's own, which may lie below another path."""
        return f"{self._signer.sign_link('sponsor', page.link.key)}/point.ics?lang={translator.locale}"

    def _render(
        self, page: SponsorPage, as_of: Snapshot, asked: Asked | None, error: UserError | None = None
    ) -> Response:
        """asked: the questions on the relation with the team, where they are asked behind this link."""
        translator = page_translator()
        done = request.args.get("done", "")
        view = page_view(translator, as_of.programme, page, as_of.now, done)
        if done == sponsor_survey.ANSWER and asked is None:
            view = replace(view, done=sponsor_survey.thanks(translator))
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        pressed = request.form.get("answer", "")
        picture = page_picture(translator, page)
        return page_response(
            "sponsor.html",
            status,
            view=view,
            survey=sponsor_survey.survey_view(translator, asked),
            labels=page_labels(translator, page, as_of.now),
            signed_state=self._signer.sign_page(
                SponsorPageState(page.link.id, page.checkpoint.revision, page.minutes_fingerprint)
            ),
            error=error.text(translator) if error else "",
            failed=pressed if isinstance(error, InvalidInputError) else "",
            pressed=pressed,
            fields=_FIELDS,
            typed=_typed(pressed) if error else "",
            picture=picture,
            picture_address=picture_address(picture) if picture else "",
            calendar=self._calendar_address(page, translator) if page.other_dates else "",
        )


_FIELDS = {"proposed": "when", "approved": "word", "objected": "wrong"}
"""At which of the page's fields an answer's words stand."""


def _typed(answer: str) -> str:
    return request.form.get("when" if answer == "proposed" else "remark", "")
