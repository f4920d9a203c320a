"""Messages and forms as Mattermost's JSON: posts, ephemeral answers, dialogs."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.platforms import pickers
from bot.platforms.mattermost.markdown import markdown, message_markdown
from gamma.chat import SHORT_CHARACTERS, Button, Errors, Field, Form, Message
from gamma.text import Span, Text
from gamma.translator import N_, Translator

Json = dict[str, Any]
SignButton = Callable[[Button], str]

NOTICE_STATE = "notice"
MINUTES_APART = 15
"""The times that a picker offers; a server takes a divisor of a day."""
_POST_CHARACTERS = 16_383
_TEXT_DEFAULT_BYTES = 150
"""A longer default in a one-line field is logged as invalid by servers, and may be cut by clients."""


def post_content(message: Message, sign: SignButton, action_url: str) -> Json:
    """`message` and `props` of a post. The words stay in `message`: attachments are not searched."""
    rendered = attachments(message.buttons, sign, action_url)
    return {"message": message_markdown(message), "props": {"attachments": rendered} if rendered else {}}


def command_answer(message: Message, sign: SignButton, action_url: str, response: str = "") -> Json:
    """Shown to the person alone. A picture cannot be.

    response: how the command is answered further, signed; its buttons bring it back.
    """
    return {
        "response_type": "ephemeral",
        "text": message_markdown(message) + _given_back(message),
        "attachments": attachments(message.buttons, sign, action_url, response),
        "skip_slack_parsing": True,
    }


def _given_back(message: Message) -> str:
    """As code it is copied as it was written, to the last sign that fits a post."""
    if not message.given_back:
        return ""
    longest = max((len(run) for run in re.findall("`+", message.given_back)), default=0)
    fence = "`" * max(3, longest + 1)
    room = _POST_CHARACTERS - len(message_markdown(message)) - 2 * len(fence) - 4
    return f"\n\n{fence}\n{message.given_back[:room]}\n{fence}"


def click_answer(message: Message, translator: Translator, typed: Callable[[Button], str]) -> Json:
    """Below what was clicked, where Mattermost shows no buttons: what they say can be typed."""
    commands = Text.lines(*(_command_line(button, translator, typed) for button in message.buttons))
    paragraphs = [message_markdown(message), *([markdown(commands)] if commands.spans else [])]
    return {"ephemeral_text": "\n\n".join(paragraphs), "skip_slack_parsing": True}


def attachments(
    buttons: Sequence[Button], sign: SignButton, action_url: str, response: str = ""
) -> list[Json]:
    if not buttons:
        return []
    more = {"r": response} if response else {}
    actions = [
        _action(f"say{index}", button, {"t": sign(button), **more}, action_url)
        for index, button in enumerate(buttons)
    ]
    return [{"fallback": " · ".join(button.label for button in buttons), "actions": actions}]


def dialog(
    form: Form, state: str, selected: Mapping[str, str], translator: Translator, *, has_calendar: bool = False
) -> Json:
    """All values are strings: Mattermost refuses others. selected: names of people, by account.

    has_calendar: whether the server has pickers for days; all have one for people.
    """
    return {
        "title": form.title,
        "introduction_text": markdown(Text((Span(form.intro),))),
        "elements": [
            each for field in form.fields for each in _elements(field, selected, translator, has_calendar)
        ],
        "submit_label": form.submit,
        "notify_on_cancel": False,
        "state": state,
    }


def notice(sentence: str, translator: Translator) -> Json:
    """A dialog that only says something: sent, it closes."""
    return {
        "title": "Gamma",
        "introduction_text": markdown(Text((Span(sentence),))),
        "elements": [],
        "submit_label": translator.text("Close"),
        "notify_on_cancel": False,
        "state": NOTICE_STATE,
    }


def following(dialog: Json) -> Json:
    """In answer to a dialog: the next takes its place, and is sent to the same address."""
    return {"type": "form", "form": dialog}


def refusal(errors: Errors, submission: Json) -> Json:
    """Keeps the dialog open. An error at a field that it has not would close it and lose the answers."""
    sent = {name: _as_text(value) for name, value in submission.items()}
    at_fields, general = pickers.errors_at_inputs(errors, sent)
    return {"errors": at_fields} | ({"error": "\n".join(general)} if general else {})


def values(submission: Json) -> dict[str, str]:
    """What was sent, as text: an untouched field is null, numbers and boxes come as such."""
    sent = {name: _as_text(value) for name, value in submission.items()}
    picked = {name: _as_picked(value) for name, value in sent.items() if pickers.has_words_beside(name, sent)}
    return pickers.joined(sent | picked)


def _as_picked(value: str) -> str:
    """An instant in full; clients leave out what is nought. A phone's picker is a line to type in."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if instant.tzinfo else value


def _as_text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:.15g}"
        case _:
            return ""


def _command_line(button: Button, translator: Translator, typed: Callable[[Button], str]) -> Text:
    return translator.render(
        N_("`{command}`: {label}"), command=f"/gamma {typed(button)}", label=button.label
    )


def _action(id_: str, button: Button, context: Json, action_url: str) -> Json:
    return {
        "id": id_,  # letters and digits only: a click on another is lost
        "type": "button",
        "name": button.label,
        "style": "primary" if button.main else "default",
        "integration": {"url": action_url, "context": context},
    }


def _elements(
    field: Field, selected: Mapping[str, str], translator: Translator, has_calendar: bool
) -> list[Json]:
    if field.kind not in pickers.PICKED or not (has_calendar or field.kind == "person"):
        return [_element(field, selected)]
    line = _element(pickers.line_beside(field, translator), {}) | {"name": pickers.line_name(field)}
    if field.kind == "person":
        return [_element(replace(field, required=False), selected), line]
    return [_calendar(field), line]


def _calendar(field: Field) -> Json:
    picker = {
        "display_name": field.label,
        "name": field.name,
        "type": field.kind,
        "default": field.picked,
        "help_text": field.help,
        "optional": True,
    }
    return picker | {"time_interval": MINUTES_APART} if field.kind == "datetime" else picker


def _element(field: Field, selected: Mapping[str, str]) -> Json:
    element: Json = {
        "display_name": field.label,
        "name": field.name,
        "type": _element_type(field),
        "default": field.value,
        "help_text": field.help,
        "optional": not field.required,
    }
    if field.kind == "choice":
        options = [{"text": option.label, "value": option.value} for option in field.options]
        return element | {"options": options}
    if field.kind == "person":
        return element | _person_select(field.value, selected)
    return element | {"max_length": field.max_length}


def _person_select(account: str, selected: Mapping[str, str]) -> Json:
    """The one option is there to be read: without it old clients keep who was selected, unseen,
    and those that make an Apps form of the dialog (2025) show and send nobody.
    """
    if account not in selected:
        return {"data_source": "users", "default": ""}
    option = {"text": selected[account], "value": account}
    return {"data_source": "users", "default": account, "options": [option]}


def _element_type(field: Field) -> str:
    if field.kind in ("choice", "person"):
        return "select"  # an optional radio cannot be left blank
    too_long = len(field.value.encode()) > _TEXT_DEFAULT_BYTES
    return "textarea" if field.max_length > SHORT_CHARACTERS or too_long else "text"
