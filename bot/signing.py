"""Signatures on what comes back to the bot: forms and buttons, a sponsor's link and page.

A platform hands back whatever a client sends it, and Mattermost signs neither buttons nor forms. So what a
form or button carries says itself to whom it was shown, what for and until when, and nobody can alter it. It
is not encrypted, and it is no authority: rights are checked again when it comes back.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from gamma.chat import Button, Form, Place
from gamma.errors import UserError
from gamma.public_links import LinkKey, PageKind
from gamma.translator import N_

_TOKEN = re.compile(r"[\w.-]+", re.ASCII)

FORM_LIFE = timedelta(days=7)
BUTTON_LIFE = timedelta(days=180)
SPONSOR_PAGE_LIFE = timedelta(days=7)


class SignatureError(UserError):
    """What came back is altered, too old, or another person's."""


@dataclass(frozen=True)
class SignedState:
    """What a form or button carried.

    words: a form's route, or what a button says. about: the startup's id, "" for none.
    nonce: of this one form, as it was shown; sent twice, it is known by it.
    """

    words: str
    about: str
    place: Place
    nonce: str


class Signer:
    """Signs and verifies what forms and buttons carry. Signatures use real time, whatever the programme's is.

    Each purpose has a salt of its own, so that no button can be passed off as a form. Salts and the order of
    what is signed never change: buttons in channels live for half a year.
    """

    def __init__(self, secret: str, real_now: Callable[[], datetime]) -> None:
        self._forms = URLSafeSerializer(secret, salt="gamma form")
        self._buttons = URLSafeSerializer(secret, salt="gamma button")
        self._responses = URLSafeSerializer(secret, salt="gamma response")
        self._real_now = real_now

    def sign_form(self, form: Form, person: str, place: Place) -> str:
        """The state of a form shown to this person (the platform's own ids)."""
        return self._sign(self._forms, form.route, form.about, person, place, FORM_LIFE)

    def sign_button(self, button: Button, reader: str, place: Place) -> str:
        """The state of a button; any reader's if the button is for all."""
        person = "" if button.for_all else reader
        return self._sign(self._buttons, button.says, button.about, person, place, BUTTON_LIFE)

    def verify_form(self, token: str, person: str) -> SignedState:
        """Raises SignatureError, with a sentence that says what to do."""
        return self._verify(self._forms, token, person)

    def verify_button(self, token: str, person: str) -> SignedState:
        """Raises SignatureError, with a sentence that says what to do."""
        return self._verify(self._buttons, token, person)

    def sign_response(self, response: str, person: str) -> str:
        """Where a command of this person is answered further: a button brings it back."""
        return str(self._responses.dumps([response, person]))

    def verify_response(self, token: str, person: str) -> str:
        """ "" for one that was altered, or is another person's."""
        content = _verified(self._responses, token)
        return str(content[0]) if isinstance(content, list) and content[1:] == [person] else ""

    def _sign(
        self,
        serializer: URLSafeSerializer,
        words: str,
        about: str,
        person: str,
        place: Place,
        life: timedelta,
    ) -> str:
        until = int((self._real_now() + life).timestamp())
        nonce = secrets.token_urlsafe(9)
        return str(serializer.dumps([words, about, person, place.id, int(place.direct), until, nonce]))

    def _verify(self, serializer: URLSafeSerializer, token: str, person: str) -> SignedState:
        try:
            words, about, owner, place, direct, until, nonce = _verified(serializer, token)
        except (ValueError, TypeError) as error:
            raise SignatureError(
                N_("I do not recognise this form or button. Type `/gamma` to start again.")
            ) from error
        if owner and owner != person:
            raise SignatureError(N_("This is somebody else’s form or button. Type `/gamma` to get your own."))
        if until < self._real_now().timestamp():
            raise SignatureError(N_("This form or button is too old. Type `/gamma` to start again."))
        return SignedState(words, about, Place(place, bool(direct)), nonce)


@dataclass(frozen=True)
class SponsorPageState:
    """What a sponsor's page showed when it was made.

    link: whose it is. checkpoint: its revision. minutes: their fingerprint, "" where there were none.
    """

    link: int
    checkpoint: int
    minutes: str


_LINK_SALTS: dict[PageKind, str] = {"sponsor": "gamma sponsor link", "document": "gamma document link"}


_HIGHEST = 2**31 - 1
"""Of the numbers that a table gives; a higher one no database can even be asked for."""


class PageSigner:
    """The same for pages of those without an account: whoever has the link may read it, and answer."""

    def __init__(self, secret: str, real_now: Callable[[], datetime]) -> None:
        self._links = {kind: URLSafeSerializer(secret, salt=salt) for kind, salt in _LINK_SALTS.items()}
        self._pages = URLSafeSerializer(secret, salt="gamma sponsor page")
        self._real_now = real_now

    def sign_link(self, kind: PageKind, key: LinkKey) -> str:
        """Says nothing but which link it is: whether it still leads somewhere is asked each time."""
        return str(self._links[kind].dumps([key.id, key.nonce] if key.nonce else key.id))

    def verify_link(self, kind: PageKind, token: str) -> LinkKey | None:
        """None for one that was altered. Sponsors' links of earlier versions name their number alone."""
        match _verified(self._links[kind], token):
            case int(number) if 0 < number <= _HIGHEST:
                return LinkKey(number, "")
            case [int(number), str(nonce)] if 0 < number <= _HIGHEST:
                return LinkKey(number, nonce)
        return None

    def sign_page(self, state: SponsorPageState) -> str:
        """Valid for SPONSOR_PAGE_LIFE."""
        until = int((self._real_now() + SPONSOR_PAGE_LIFE).timestamp())
        return str(self._pages.dumps([state.link, state.checkpoint, state.minutes, until]))

    def verify_page(self, token: str) -> SponsorPageState | None:
        """None for one that was altered, or left open for too long."""
        content = _verified(self._pages, token)
        if not isinstance(content, list) or content[-1] < self._real_now().timestamp():
            return None
        return SponsorPageState(*content[:-1])


def _verified(serializer: URLSafeSerializer, token: str) -> Any:
    """None for what was not signed so, to the letter: its decoder leaves out what it cannot read."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        return serializer.loads(token)
    except (BadSignature, ValueError):
        return None
