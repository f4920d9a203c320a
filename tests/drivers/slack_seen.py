"""What people see on Slack: blocks and windows read as a screen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.fakes.slack_world import Json, View
from tests.talk import Screen, SeenField, SeenForm, SeenMessage

_KINDS = {
    "static_select": "choice",
    "radio_buttons": "choice",
    "users_select": "person",
    "datepicker": "date",
    "datetimepicker": "datetime",
}


PICKED = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?|U\d{8}")


@dataclass(frozen=True)
class Shown:
    """Where a message stands: in a window (view), in a channel (ts), or shown to one person only."""

    blocks: list[Json]
    channel: str = ""
    ts: str = ""
    view: str = ""


def screen_of_view(view: View) -> Screen:
    blocks = view.body["blocks"]
    if not inputs(view):
        return Screen(seen(blocks, Shown(blocks, view=view.id)))
    return Screen(
        form=SeenForm(
            title=view.body["title"]["text"],
            intro=_read(block for block in blocks if block["type"] != "input"),
            fields=tuple(_seen_field(block) for block in inputs(view) if not is_in_words(block)),
            submit=view.body["submit"]["text"],
            handle=view.id,
        )
    )


def seen(blocks: list[Json], shown: Shown) -> SeenMessage:
    labels = tuple(button["text"]["text"] for button in buttons(blocks))
    links = tuple((e["text"], e["url"]) for p in _paragraphs(blocks) for e in p if e["type"] == "link")
    return SeenMessage(_read(blocks), labels, handle=shown, links=links)


def _read(blocks: Iterable[Json]) -> str:
    """What people see of rich_text: every text element as it is, and the labels of links."""
    return "\n\n".join("".join(element["text"] for element in p) for p in _paragraphs(blocks))


def _paragraphs(blocks: Iterable[Json]) -> list[list[Json]]:
    texts = (block["elements"] for block in blocks if block["type"] == "rich_text")
    return [[element for section in sections for element in section["elements"]] for sections in texts]


def buttons(blocks: list[Json]) -> list[Json]:
    return [button for block in blocks if block["type"] == "actions" for button in block["elements"]]


def inputs(view: View) -> list[Json]:
    return [block for block in view.body["blocks"] if block["type"] == "input"]


def is_in_words(block: Json) -> bool:
    """Beside a picker: both are one field, which is picked or typed."""
    return "-" in block["block_id"]


def field_name(block_id: str) -> str:
    return block_id.partition("-")[0]


def entered_in(view: View, typed: dict[str, str], shown: dict[str, str]) -> dict[str, str]:
    """By input block: what looks like a picker's answer is picked, all else is typed beside it.

    shown: what stood in the fields; the picker keeps it while the words beside are written.
    """
    entered = dict(typed)
    for block in inputs(view):
        name = field_name(block["block_id"])
        if not is_in_words(block) or not (value := typed[name]):
            entered.setdefault(block["block_id"], "")
        elif not PICKED.fullmatch(value):
            kept = shown[name] if PICKED.fullmatch(shown[name]) else ""
            entered |= {name: kept, block["block_id"]: value}
        else:
            entered[block["block_id"]] = ""
    return entered


def input_ids(view: View) -> set[tuple[str, str]]:
    return {(block["block_id"], block["element"]["action_id"]) for block in inputs(view)}


def with_typed(page: SeenForm | None, sent: SeenForm, same: set[tuple[str, str]]) -> SeenForm | None:
    """Slack keeps what was typed in inputs whose ids stay the same, whatever the new page says."""
    if page is None:
        return None
    kept = {block_id for block_id, _ in same}
    fields = (replace(f, value=sent[f.name].value) if f.name in kept else f for f in page.fields)
    return replace(page, fields=tuple(fields))


def _seen_field(block: Json) -> SeenField:
    element = block["element"]
    options = tuple((option["text"]["text"], option["value"]) for option in element.get("options", []))
    kind = _KINDS.get(element["type"], "long_text" if element.get("multiline") else "text")
    picked = element.get("initial_date") or element.get("initial_user")
    chosen = picked or element.get("initial_option", {}).get("value", "")
    value = element.get("initial_value") or chosen
    hint = block.get("hint", {}).get("text", "")
    return SeenField(block["block_id"], block["label"]["text"], hint, kind, value, options)
