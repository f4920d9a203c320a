"""Documents for whoever has the link: a startup's, or a person's own; to read, to print or to keep."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from bot.signing import PageSigner
from bot.web.public_page import (
    dead_link,
    page_response,
    page_translator,
    picture_address,
    public_blueprint,
)
from gamma.document import Document, Order
from gamma.sections import VERDICT_SIGNS
from gamma.text import Text, without_punctuation
from storage.documents import load_document
from storage.sponsor_page import Snapshot
from storage.store import Store


def document_page(store: Store, signer: PageSigner, as_of: Callable[[], Snapshot]) -> Blueprint:
    blueprint = public_blueprint("document_page")

    @blueprint.get("/document/<token>")
    def show(token: str) -> AnyResponse:
        """The facts of this moment; pictures are drawn once the database is free again."""
        key = signer.verify_link("document", without_punctuation(token))
        if key is None:
            return dead_link(HTTPStatus.NOT_FOUND)
        with store.read() as session:
            document = load_document(session, key, as_of(), page_translator())
        if document is None:
            return dead_link(HTTPStatus.GONE)
        document = _sorted(document)
        return page_response("document.html", HTTPStatus.OK, document=document, pictures=_pictures(document))

    blueprint.add_app_template_test(_has_sign, "signed_verdict")
    return blueprint


def _sorted(document: Document) -> Document:
    """By the column that the address names, if it has one."""
    if document.table is None:
        return document
    order = Order(request.args.get("sort", ""), request.args.get("order") == "down")
    return replace(document, table=document.table.sorted_by(order))


def _has_sign(line: Text) -> bool:
    return str(line).startswith(VERDICT_SIGNS)


def _pictures(document: Document) -> Mapping[int, str]:
    """By the places of their sections."""
    return {place: picture_address(picture) for place, picture in document.pictures.items()}
