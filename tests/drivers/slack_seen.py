"""What people see on Slack: blocks and windows read as a screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.fakes.slack_world import Json, View
from tests.talk import Screen, SeenField, SeenForm, SeenMessage

_KINDS = {"static_select": "choice", "radio_buttons": "choice", "users_select": "person"}


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
            fields=tuple(_seen_field(block) for block in inputs(view)),
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
    chosen = element.get("initial_user") or element.get("initial_option", {}).get("value", "")
    value = element.get("initial_value") or chosen
    hint = block.get("hint", {}).get("text", "")
    return SeenField(block["block_id"], block["label"]["text"], hint, kind, value, options)
