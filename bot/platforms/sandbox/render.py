"""The bot's words as JSON for the sandbox's page, which builds its nodes from them: nothing is markup."""

from base64 import b64encode
from contextlib import suppress
from typing import Any

from bot.platforms.attachments import Attachment, send_attachments
from bot.platforms.sandbox.workspace import Workspace
from bot.signing import Signer
from gamma.chat import Answer, ChatError, Errors, Field, Form, Message, Place
from gamma.text import Span, Text

Json = dict[str, Any]


def render_answer(answer: Answer, signer: Signer, person: str, workspace: Workspace) -> Json:
    """For this person's eyes only. Pictures and files cannot be there, as on the other platforms."""
    reply = answer.reply
    if isinstance(reply, Message):
        content: Json = {"kind": "message", **render_message(reply, signer, person, answer.place)}
    elif isinstance(reply, Form):
        content = {
            "kind": "form",
            **_form(reply, workspace),
            "seal": signer.sign_form(reply, person, answer.place),
        }
    else:
        content = _errors(reply)
    return {**content, "locale": answer.translator.locale}


def render_message(message: Message, signer: Signer, reader: str, place: Place) -> Json:
    return {
        "paragraphs": [_spans(paragraph) for paragraph in (*message.paragraphs, *_given_back(message))],
        "buttons": [
            {"label": button.label, "main": button.main, "seal": signer.sign_button(button, reader, place)}
            for button in message.buttons
        ],
    }


def render_post(message: Message, signer: Signer, reader: str, place: Place) -> Json:
    """A message as it is kept, with its picture and its file."""
    content = render_message(message, signer, reader, place)

    def add(attachment: Attachment) -> None:
        encoded = b64encode(attachment.content).decode()
        if attachment.alt:
            content["picture"] = {"png": encoded, "alt": attachment.alt}
        else:
            content["file"] = {"name": attachment.name, "content": encoded}

    with suppress(ChatError):
        send_attachments(message, add)
    return content


def has_attachments(message: Message, content: Json) -> bool:
    """Whether its picture and its file are in the post that was kept."""
    attachments = {"picture": message.picture, "file": message.file}
    return all(name in content for name, attachment in attachments.items() if attachment)


def _given_back(message: Message) -> list[Text]:
    return [Text((Span(message.given_back, "code"),))] if message.given_back else []


def _spans(text: Text) -> list[Json]:
    return [{"text": span.text, "style": span.style, "url": span.url} for span in text.spans]


def _form(form: Form, workspace: Workspace) -> Json:
    return {
        "title": form.title,
        "intro": form.intro,
        "submit": form.submit,
        "fields": [_render_field(field, workspace) for field in form.fields],
    }


def _render_field(field: Field, workspace: Workspace) -> Json:
    options = [(option.label, option.value) for option in field.options]
    if field.kind == "person":
        options = [(person.name, person.id) for person in workspace.people.values()]
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "help": field.help,
        "value": field.value,
        "picked": field.picked,
        "required": field.required,
        "max_length": field.max_length,
        "options": [{"label": label, "value": value} for label, value in options],
    }


def _errors(errors: Errors) -> Json:
    return {"kind": "errors", "fields": dict(errors.fields), "general": errors.general}
