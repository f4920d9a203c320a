"""What a person reads when something failed on our side: a sentence with a reference, never a trace."""

import logging
import secrets

from gamma.translator import N_, Translator

log = logging.getLogger(__name__)


def internal_error(translator: Translator) -> str:
    """Logs the exception being handled under the reference that the person can quote."""
    reference = secrets.token_hex(3)
    log.exception("a request failed (reference %s)", reference)
    sorry = N_(
        "Something went wrong on my side. Nothing that was kept is lost: please try again. "
        "If it happens again, give the programme team this reference: {reference}."
    )
    return translator.text(sorry, reference=reference)
