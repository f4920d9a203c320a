"""Who was picked before in the person fields of a form that is about to be shown."""

from collections.abc import Callable

from gamma.chat import ChatError, Form, Profile


def names_of_picked(form: Form, profile: Callable[[str], Profile]) -> dict[str, str]:
    """By account, those who are still here: who left cannot be shown, and their field is empty.

    May raise ChatError: it is not known then who is here, and a field shown empty would be sent empty.
    """
    picked = {field.value for field in form.fields if field.kind == "person" and field.value}
    return {account: name for account in picked if (name := _name(account, profile))}


def _name(account: str, profile: Callable[[str], Profile]) -> str:
    try:
        return profile(account).name
    except ChatError as error:
        if error.permanent and not error.token_refused:
            return ""
        raise
