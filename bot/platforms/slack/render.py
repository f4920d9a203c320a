"""Messages and forms drawn as Block Kit; every word goes where Slack takes it literally.

Paragraphs are `rich_text`: its text elements are shown as they are, because mentions, links and emoji are
elements of their own and styles are attributes. A person's words need no escaping and cannot become more.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from bot.platforms import pickers
from gamma.chat import Button, Field, Form, Message
from gamma.text import Span, Text
from gamma.translator import Translator

Block = dict[str, Any]
SignButton = Callable[[Button], str]

CALLBACK_ID = "gamma"
RADIO_OPTIONS = 10
MESSAGE_BLOCKS = 50
FALLBACK_CHARACTERS = 4000
ELEMENT_CHARACTERS = 3000
GIVEN_BACK_CHARACTERS = 8000
"""All the words of a message's blocks together are limited, somewhere above 13,000."""
ACCESSIBILITY_CHARACTERS = 75
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def message_blocks(
    message: Message, sign: SignButton, typed: Callable[[Button], str] | None = None
) -> list[Block]:
    """As many blocks as Slack takes: paragraphs beyond are joined.

    typed: the words that do what a button does, in the reader's language.
    """
    paragraphs = _fit_blocks([paragraph for paragraph in message.paragraphs if str(paragraph)])
    blocks = [_rich_text(paragraph.spans) for paragraph in paragraphs]
    blocks += [_preformatted(message.given_back[:GIVEN_BACK_CHARACTERS])] if message.given_back else []
    return [*blocks, _actions(message.buttons, sign, typed)] if message.buttons else blocks


def fallback(message: Message, more: str = "") -> str:
    """All a screen reader or a notification says of the message, escaped. more: what stands below it."""
    pieces: list[str] = []
    remaining = FALLBACK_CHARACTERS
    for character in f"{message}{more}":
        piece = _ENTITIES.get(character, character)
        remaining -= len(piece)
        if remaining < 0:
            return "".join(pieces[:-1]) + "…"
        pieces.append(piece)
    return "".join(pieces)


def message_view(
    message: Message, translator: Translator, sign: SignButton, typed: Callable[[Button], str]
) -> Block:
    """A modal that only shows: the last page of a form, or what a button in it answers."""
    return _view("Gamma", translator.text("Close"), message_blocks(message, sign, typed))


def form_view(form: Form, translator: Translator, signed_state: str, selected: Collection[str] = ()) -> Block:
    """selected: accounts in person fields that Slack will take; it opens nothing for somebody who left."""
    intro = [_rich_text([Span(form.intro)])] if form.intro else []
    inputs = [block for field in form.fields for block in _inputs(form, field, selected, translator)]
    view = _view(form.title, translator.text("Cancel"), [*intro, *inputs])
    return {**view, "submit": _plain(form.submit), "private_metadata": signed_state}


def _view(title: str, close: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK_ID,
        "title": _plain(title),
        "close": _plain(close),
        "blocks": blocks,
    }


def _fit_blocks(paragraphs: list[Text]) -> list[Text]:
    """The paragraphs in as many blocks as a message may have, some left for what follows them."""
    limit = MESSAGE_BLOCKS - 3
    if len(paragraphs) <= limit:
        return paragraphs
    joined = [span for paragraph in paragraphs[limit:] for span in (Span("\n\n"), *paragraph.spans)]
    return [*paragraphs[:limit], Text(tuple(joined[1:]))]


def _rich_text(spans: Sequence[Span]) -> Block:
    elements = [_text_element(part) for span in spans for part in _split(span)]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _preformatted(typed: str) -> Block:
    parts = [_text_element(part) for part in _split(Span(typed))]
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": parts}]}


def _split(span: Span) -> list[Span]:
    """One element holds less than a message may be long."""
    starts = range(0, len(span.text), ELEMENT_CHARACTERS)
    return [replace(span, text=span.text[start : start + ELEMENT_CHARACTERS]) for start in starts]


def _text_element(span: Span) -> Block:
    if span.url:
        return {"type": "link", "url": span.url, "text": span.text}
    element: Block = {"type": "text", "text": span.text}
    return element if span.style == "plain" else {**element, "style": {span.style: True}}


def _actions(buttons: tuple[Button, ...], sign: SignButton, typed: Callable[[Button], str] | None) -> Block:
    labels = Counter(button.label for button in buttons)
    elements = [_button(index, button, sign(button)) for index, button in enumerate(buttons)]
    for place, (element, button) in enumerate(zip(elements, buttons, strict=True), start=1):
        if labels[button.label] > 1:  # read aloud, two "Ask" tell nothing apart
            apart = typed(button) if typed else str(place)
            element["accessibility_label"] = f"{button.label}: {apart}"[:ACCESSIBILITY_CHARACTERS]
    return {"type": "actions", "elements": elements}


def _button(index: int, button: Button, signed_state: str) -> Block:
    element: Block = {
        "type": "button",
        "action_id": f"say{index}",
        "text": _plain(button.label),
        "value": signed_state,
    }
    return {**element, "style": "primary"} if button.main else element


def _inputs(form: Form, field: Field, selected: Collection[str], translator: Translator) -> list[Block]:
    if field.kind not in pickers.PICKED:
        return [_input(form, field, selected)]
    line = _input(form, pickers.line_beside(field, translator), selected)
    line["block_id"] = pickers.line_name(field)
    line["element"]["action_id"] = f"{form.route}.{pickers.line_name(field)}"
    return [_input(form, replace(field, required=False), selected), line]


def _input(form: Form, field: Field, selected: Collection[str]) -> Block:
    """What is typed survives an update where block_id and action_id stay the same.

    So the action_id tells the page: the next page's field of the same name starts afresh.
    """
    element = _element(field, selected)
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label),
        "element": {**element, "action_id": f"{form.route}.{field.name}"},
        "optional": not field.required,
    }
    return {**block, "hint": _plain(field.help)} if field.help else block


def _element(field: Field, selected: Collection[str]) -> Block:
    match field.kind:
        case "choice":
            return _choice(field)
        case "person":
            element: Block = {"type": "users_select"}
            return {**element, "initial_user": field.value} if field.value in selected else element
        case "date":
            return {"type": "datepicker", **({"initial_date": field.picked} if field.picked else {})}
        case "datetime":
            return {"type": "datetimepicker"}
        case _:
            return _text_input(field)


def _text_input(field: Field) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "multiline": field.kind == "long_text",
        "max_length": field.max_length,
    }
    return {**element, "initial_value": field.value} if field.value else element


def _choice(field: Field) -> Block:
    options = [{"text": _plain(option.label), "value": option.value} for option in field.options]
    is_short = len(options) <= RADIO_OPTIONS
    element: Block = {"type": "radio_buttons" if is_short else "static_select", "options": options}
    initial = [option for option in options if option["value"] == field.value]
    return {**element, "initial_option": initial[0]} if initial else element


def _plain(text: str) -> Block:
    """Plain text, in which emoji codes stay as they are written."""
    return {"type": "plain_text", "text": text, "emoji": False}
