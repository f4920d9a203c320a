"""The feeds that calendars subscribe to. Whoever has the address may read; an unknown one is a 404."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, abort, request
from sqlalchemy.orm import Session

from gamma.checkpoints.calendar_file import KEPT_IN_FEEDS
from gamma.checkpoints.invitation import CalendarEntry, feed_file
from gamma.text import without_punctuation
from gamma.translator import N_, Translator, nearest_locale
from gamma.workshops.messages import calendar_event
from gamma.workshops.workshop import Workshop
from storage.checkpoints import feeds
from storage.checkpoints.feeds import Feed
from storage.people import people
from storage.startups import startups
from storage.store import Store, StoreBusyError
from storage.workshops import workshops


def calendar_feed(store: Store, now: Callable[[], datetime], locale: str) -> Blueprint:
    """locale: the language of teams' calendars; a portfolio manager's is in their own."""
    blueprint = Blueprint("calendar_feed", __name__)

    @blueprint.get("/calendar/<name>")
    def calendar(name: str) -> Response:
        secret = without_punctuation(name).removesuffix(".ics")
        try:
            with store.read() as session:
                subscription = feeds.find_by_secret(session, secret) or abort(HTTPStatus.NOT_FOUND)
                entries = feeds.list_entries(session, subscription, now())
                translator = _translator(session, subscription, locale)
                attended = _attended(session, subscription, now())
                others = [
                    calendar_event(translator, each, translator.name(people.name_of(session, each.host_id)))
                    for each in attended
                ]
                title = _name(session, translator, subscription)
        except StoreBusyError:
            abort(HTTPStatus.SERVICE_UNAVAILABLE)
        return _response(feed_file(translator, title, entries, others), entries, attended)

    return blueprint


def _translator(session: Session, subscription: Feed, locale: str) -> Translator:
    person = subscription.owner.person_id
    return Translator((nearest_locale(people.by_id(session, person).locale) if person else None) or locale)


def _name(session: Session, translator: Translator, subscription: Feed) -> str:
    startup = startups.load(session, subscription.owner.startup_id or "")
    if startup is None:
        return translator.text(N_("Checkpoints and workshops"))
    return translator.text(N_("Checkpoints of {startup}"), startup=startup.name)


def _attended(session: Session, subscription: Feed, now: datetime) -> list[Workshop]:
    """The workshops that whose calendar it is comes to, or hosts."""
    person = subscription.owner.person_id
    return workshops.of_person(session, person, now - KEPT_IN_FEEDS) if person else []


def _response(content: bytes, entries: list[CalendarEntry], attended: list[Workshop]) -> Response:
    """What a calendar holds already is told by the content's mark alone: a startup that is no longer followed
    makes the content older, not newer."""
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="gamma.ics"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.make_conditional(request)
    changed = [*(checkpoint.changed_at for _, checkpoint in entries), *(each.changed_at for each in attended)]
    response.last_modified = max(changed, default=None)
    return response
