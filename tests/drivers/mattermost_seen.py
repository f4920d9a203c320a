"""What people see of Mattermost's dialogs and posts, and what its clients check before they send."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.fakes.mattermost_rules import Json
from tests.talk import SeenField, SeenForm, SeenMessage

_KINDS = {
    "text": "text",
    "textarea": "long_text",
    "select": "choice",
    "date": "date",
    "datetime": "datetime",
}
PICKED = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?|[a-z0-9]{26}")
_COMMONMARK = MarkdownIt("commonmark")


def seen_form(
    dialog: Json, handle: Any, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> SeenForm:
    """typed: what a person wrote before it was refused; the clients keep it."""
    fields = tuple(
        SeenField(
            name=element["name"],
            label=element["display_name"],
            help=element["help_text"],
            kind="person" if element.get("data_source") == "users" else _KINDS[element["type"]],
            value=(typed or {}).get(element["name"], element["default"]),
            options=_options(element),
        )
        for element in dialog["elements"]
        if "-" not in element["name"]
    )
    intro = seen_text(dialog["introduction_text"])
    return SeenForm(dialog["title"], intro, fields, dialog["submit_label"], dict(errors or {}), handle)


def _options(element: Json) -> tuple[tuple[str, str], ...]:
    """What can be chosen from; among all people, an option only says who was picked before."""
    options = tuple((option["text"], option["value"]) for option in element.get("options") or ())
    if element.get("data_source") != "users":
        return options
    picked = element["default"]
    named = [value for _, value in options]
    assert named == ([picked] if picked else []), "newer clients would show and send nobody"
    return ()


def filled(form: SeenForm, values: Mapping[str, str]) -> dict[str, str]:
    typed = {field.name: values.get(field.name, field.value) for field in form.fields}
    assert set(values) <= set(typed), f"no such fields: {set(values) - set(typed)}"
    return typed


def entered_in(dialog: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """By element: what looks like a picker's answer is picked, all else is typed beside it."""
    entered = dict(typed)
    for element in dialog["elements"]:
        name = element["name"].partition("-")[0]
        if name != element["name"]:
            picked = not typed[name] or PICKED.fullmatch(typed[name])
            entered |= {element["name"]: "" if picked else typed[name]}
            entered[name] = typed[name] if picked else ""
    return entered


def as_sent(typed: Mapping[str, str]) -> Json:
    """As the clients send it: a field left empty is null."""
    return {name: value or None for name, value in typed.items()}


def missing(dialog: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """What the client says itself, and then sends nothing."""
    return {e["name"]: "This field is required." for e in dialog["elements"] if _lacks(e, typed)}


def refusals(answer: Json, typed: Mapping[str, str]) -> dict[str, str]:
    """Sentences by field, "" for the whole form, from the answer to a dialog."""
    at_elements = answer.get("errors") or {}
    errors = {name.partition("-")[0]: said for name, said in at_elements.items()}
    errors |= {"": answer["error"]} if answer.get("error") else {}
    assert not errors or set(errors) & {"", *typed}, "the dialog would close and lose the answers"
    return errors


def seen_message(text: str, labels: Iterable[str], handle: Any) -> SeenMessage:
    buttons = tuple(labels)
    assert len(set(buttons)) == len(buttons), "two buttons with the same label"
    return SeenMessage(seen_text(text), buttons, handle=handle, links=_links(text))


def with_file(message: SeenMessage, alt: str, name: str, content: bytes) -> SeenMessage:
    """What follows a message: a picture has words beside it, a file has none."""
    if alt:
        return replace(message, picture_alt=alt, picture=content)
    return replace(message, file_name=name, file=content)


def seen_text(markdown: str) -> str:
    """As read on a phone: by CommonMark, with invisible characters gone."""
    return "\n\n".join(
        "".join("\n" if part.type == "softbreak" else part.content for part in parts)
        for parts in _paragraphs(markdown)
    ).replace("\u2060", "")


def _links(markdown: str) -> tuple[tuple[str, str], ...]:
    """As a phone reads them. Their label is made of text only."""
    found: list[tuple[str, str]] = []
    for parts in _paragraphs(markdown):
        address: str | None = None
        for part in parts:
            assert part.type != "image", "a link after an exclamation mark is a picture"
            if part.type == "link_open":
                address = str(part.attrs["href"])
                found.append(("", address))
            elif part.type == "link_close":
                address = None
            elif address is not None:
                found[-1] = (found[-1][0] + part.content.replace("\u2060", ""), address)
    return tuple(found)


def _paragraphs(markdown: str) -> list[list[Token]]:
    blocks = _COMMONMARK.parse(markdown)
    is_given_back = bool(blocks) and blocks[-1].type == "fence"  # what a person typed, at the end
    return [*_inline(blocks[:-1]), [blocks[-1]]] if is_given_back else _inline(blocks)


def _inline(blocks: Iterable[Token]) -> list[list[Token]]:
    inline = [block for block in blocks if block.type == "inline" or _is_paragraph(block.type)]
    return [block.children for block in inline if block.children]


def _lacks(element: Json, typed: Mapping[str, str]) -> bool:
    value = typed[element["name"]]
    choices = [value for _, value in _options(element)]
    assert not choices or value in ("", *choices), f"{value!r} is not offered"
    assert len(value) <= (element.get("max_length") or 3000), "the client does not let people type that much"
    return not element["optional"] and not value


def _is_paragraph(block: str) -> bool:
    assert block in ("paragraph_open", "paragraph_close"), f"a person would see a {block}"
    return False
