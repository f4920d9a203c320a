"""E-mail addresses as people type them."""

from email_validator import EmailNotValidError, validate_email

from gamma.errors import InvalidInputError
from gamma.text import one_line, quoted
from gamma.translator import N_


def parse_email(typed: str) -> str:
    """As it is written to, its domain in small letters. Raises TypedError.

    Nothing is asked of the network: whether mail arrives there is not known.
    """
    try:
        return validate_email(one_line(typed), check_deliverability=False).normalized
    except EmailNotValidError as error:
        sentence = N_(
            "“{typed}” is not a whole e-mail address. One looks like this: jeanne.martin@example.org."
        )
        raise InvalidInputError(sentence, typed=quoted(typed)) from error
