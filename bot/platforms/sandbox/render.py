"""The bot's words as JSON for the sandbox's page, which builds its nodes from them: nothing is markup."""

from base64 import b64encode
from typing import Any

from bot.seals import Seals
from gamma.chat import Answer, Errors, Field, Form, Message, Place
from gamma.text import Text

Json = dict[str, Any]


def rendered_answer(answer: Answer, seals: Seals, person: str) -> Json:
    """For this person's eyes only. A picture cannot be shown there, as on the other platforms."""
    reply = answer.reply
    if isinstance(reply, Message):
        content: Json = {"kind": "message", **rendered_message(reply, seals, person, answer.place)}
    elif isinstance(reply, Form):
        content = {"kind": "form", **_form(reply), "seal": seals.form(reply, person, answer.place)}
    else:
        content = _errors(reply)
    return {**content, "locale": answer.locale}


def rendered_message(message: Message, seals: Seals, reader: str, place: Place) -> Json:
    return {
        "paragraphs": [_spans(paragraph) for paragraph in message.paragraphs],
        "buttons": [
            {"label": button.label, "main": button.main, "seal": seals.button(button, reader, place)}
            for button in message.buttons
        ],
    }


def rendered_post(message: Message, seals: Seals, reader: str, place: Place) -> Json:
    """A message as it is kept, with its picture."""
    content = rendered_message(message, seals, reader, place)
    if message.picture:
        content["picture"] = {"png": b64encode(message.picture.draw()).decode(), "alt": message.picture.alt}
    return content


def _spans(text: Text) -> list[Json]:
    return [{"text": span.text, "style": span.style} for span in text.spans]


def _form(form: Form) -> Json:
    return {
        "title": form.title,
        "intro": form.intro,
        "submit": form.submit,
        "fields": [_field(field) for field in form.fields],
    }


def _field(field: Field) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "help": field.help,
        "value": field.value,
        "required": field.required,
        "max_length": field.max_length,
        "options": [{"label": option.label, "value": option.value} for option in field.options],
    }


def _errors(errors: Errors) -> Json:
    return {"kind": "errors", "fields": dict(errors.fields), "general": errors.general}
