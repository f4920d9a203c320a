"""Seals on what comes back: forms and buttons are bound to a person, a purpose, a startup and a time."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from gamma.chat import Button, Form, Place
from gamma.errors import UserError
from gamma.translator import N_

FORM_LIFE = timedelta(days=7)
BUTTON_LIFE = timedelta(days=180)


class SignatureError(UserError):
    """What came back is altered, too old, or another person's."""


@dataclass(frozen=True)
class SignedState:
    """What a seal vouches for: words (a form's route, or what a button says), startup, place, nonce."""

    words: str
    about: str
    place: Place
    nonce: str


class Signer:
    """Makes and opens seals. Signatures use real time, whatever the programme's clock says."""

    def __init__(self, secret: str, real_now: Callable[[], datetime]) -> None:
        self._forms = URLSafeSerializer(secret, salt="gamma form")
        self._buttons = URLSafeSerializer(secret, salt="gamma button")
        self._real_now = real_now

    def form(self, form: Form, person: str, place: Place) -> str:
        """The seal for a form shown to this person (platform's own ids)."""
        return self._seal(self._forms, form.route, form.about, person, place, FORM_LIFE)

    def button(self, button: Button, reader: str, place: Place) -> str:
        """The seal for a button; any reader's if the button is for all."""
        person = "" if button.for_all else reader
        return self._seal(self._buttons, button.says, button.about, person, place, BUTTON_LIFE)

    def open_form(self, token: str, person: str) -> SignedState:
        """Raises SealError, with a sentence that says what to do."""
        return self._open(self._forms, token, person)

    def open_button(self, token: str, person: str) -> SignedState:
        """Raises SealError, with a sentence that says what to do."""
        return self._open(self._buttons, token, person)

    def _seal(
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

    def _open(self, serializer: URLSafeSerializer, token: str, person: str) -> SignedState:
        try:
            words, about, owner, place, direct, until, nonce = serializer.loads(token)
        except (BadSignature, ValueError, TypeError) as error:
            raise SignatureError(
                N_("I do not recognise this form or button. Type `/gamma` to start again.")
            ) from error
        if owner and owner != person:
            raise SignatureError(N_("This is somebody else’s form or button. Type `/gamma` to get your own."))
        if until < self._real_now().timestamp():
            raise SignatureError(N_("This form or button is too old. Type `/gamma` to start again."))
        return SignedState(words, about, Place(place, bool(direct)), nonce)
