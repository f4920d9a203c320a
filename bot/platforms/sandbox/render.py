"""The bot's words as JSON for the sandbox's page, which builds its nodes from them: nothing is markup."""

from base64 import b64encode
from contextlib import suppress
from typing import Any

from bot.platforms.attachments import Attachment, send_attachments
from bot.platforms.sandbox.people import SandboxPeople
from bot.signing import Signer
from gamma.chat import Answer, ChatError, Errors, Field, Form, Message, Place
from gamma.text import Text

Json = dict[str, Any]


def rendered_answer(answer: Answer, seals: Signer, person: str, cast: SandboxPeople) -> Json:
    """For this person's eyes only. Pictures and files cannot be there, as on the other platforms."""
    reply = answer.reply
    if isinstance(reply, Message):
        content: Json = {"kind": "message", **rendered_message(reply, seals, person, answer.place)}
    elif isinstance(reply, Form):
        content = {"kind": "form", **_form(reply, cast), "seal": seals.form(reply, person, answer.place)}
    else:
        content = _errors(reply)
    return {**content, "locale": answer.locale}


def rendered_message(message: Message, seals: Signer, reader: str, place: Place) -> Json:
    return {
        "paragraphs": [_spans(paragraph) for paragraph in message.paragraphs],
        "buttons": [
            {"label": button.label, "main": button.main, "seal": seals.button(button, reader, place)}
            for button in message.buttons
        ],
    }


def rendered_post(message: Message, seals: Signer, reader: str, place: Place) -> Json:
    """A message as it is kept, with its picture and its file."""
    content = rendered_message(message, seals, reader, place)

    def keep(follow_up: Attachment) -> None:
        written = b64encode(follow_up.content).decode()
        if follow_up.alt:
            content["picture"] = {"png": written, "alt": follow_up.alt}
        else:
            content["file"] = {"name": follow_up.name, "content": written}

    with suppress(ChatError):
        send_attachments(message, keep)
    return content


def has_followed(message: Message, content: Json) -> bool:
    """Whether its picture and its file are in the post that was kept."""
    wanted = {"picture": message.picture, "file": message.file}
    return all(name in content for name, needed in wanted.items() if needed)


def _spans(text: Text) -> list[Json]:
    return [{"text": span.text, "style": span.style, "url": span.url} for span in text.spans]


def _form(form: Form, cast: SandboxPeople) -> Json:
    return {
        "title": form.title,
        "intro": form.intro,
        "submit": form.submit,
        "fields": [_field(field, cast) for field in form.fields],
    }


def _field(field: Field, cast: SandboxPeople) -> Json:
    options = [(option.label, option.value) for option in field.options]
    if field.kind == "person":
        options = [(person.name, person.id) for person in cast.people.values()]
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "help": field.help,
        "value": field.value,
        "required": field.required,
        "max_length": field.max_length,
        "options": [{"label": label, "value": value} for label, value in options],
    }


def _errors(errors: Errors) -> Json:
    return {"kind": "errors", "fields": dict(errors.fields), "general": errors.general}
