"""What Slack refuses in blocks and views, as tables: limits, required and known fields, uniqueness."""

from typing import Any

from tests.fakes.charts import CHART
from tests.fakes.rules import Problems, Rule, anything, day, flag, kinds, many, number, one_of, shape, text

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_BLOCK_CHARACTERS = 13_200
MESSAGE_CHARTS = 2


def with_initial_option(rule: Rule) -> Rule:
    def check(value: Any, where: str) -> Problems:
        yield from rule(value, where)
        if "initial_option" in value and value["initial_option"] not in value.get("options", []):
            yield f"{where}.initial_option: is none of the options"

    return check


def with_initial_value(rule: Rule) -> Rule:
    def check(value: Any, where: str) -> Problems:
        yield from rule(value, where)
        if len(value.get("initial_value", "")) > value.get("max_length", 3000):
            yield f"{where}.initial_value: longer than max_length"

    return check


def plain(most: int) -> Rule:
    return kinds({"plain_text": shape({"text": text(most)}, {"emoji": flag})})


def any_text(most: int) -> Rule:
    mrkdwn = shape({"text": text(most)}, {"verbatim": flag})
    return kinds({"plain_text": shape({"text": text(most)}, {"emoji": flag}), "mrkdwn": mrkdwn})


ACTION_ID = text(255)
BLOCK_ID = {"block_id": text(255)}
CONFIRM = shape({"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)})
OPTION = shape({"text": plain(75), "value": text(150)}, {"description": plain(75)})
RADIO_OPTION = shape({"text": any_text(75), "value": text(150)}, {"description": any_text(75)})
BUTTON = shape(
    {"text": plain(75), "action_id": ACTION_ID},
    {
        "value": text(2000),
        "url": text(3000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": text(75),
    },
)
STATIC_SELECT = with_initial_option(
    shape(
        {"action_id": ACTION_ID, "options": many(OPTION, 1, 100, unique="value")},
        {"placeholder": plain(150), "initial_option": OPTION, "confirm": CONFIRM, "focus_on_load": flag},
    )
)
RADIO_BUTTONS = with_initial_option(
    shape(
        {"action_id": ACTION_ID, "options": many(RADIO_OPTION, 1, 10, unique="value")},
        {"initial_option": RADIO_OPTION, "confirm": CONFIRM, "focus_on_load": flag},
    )
)
PLAIN_TEXT_INPUT = with_initial_value(
    shape(
        {"action_id": ACTION_ID},
        {
            "initial_value": text(3000),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
            "placeholder": plain(150),
            "focus_on_load": flag,
        },
    )
)
USERS_SELECT = shape(
    {"action_id": ACTION_ID},
    {"initial_user": text(20), "placeholder": plain(150), "confirm": CONFIRM, "focus_on_load": flag},
)
DATEPICKER = shape(
    {"action_id": ACTION_ID},
    {"initial_date": day, "placeholder": plain(150), "confirm": CONFIRM, "focus_on_load": flag},
)
DATETIMEPICKER = shape(
    {"action_id": ACTION_ID},
    {"initial_date_time": number(10**9, 10**10 - 1), "confirm": CONFIRM, "focus_on_load": flag},
)
"""It takes no placeholder, and stands in actions and inputs of messages and windows only."""
STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))
RICH_TEXT_ELEMENT = kinds(
    {
        "text": shape({"text": text(3000)}, {"style": STYLE}),
        "emoji": shape({"name": text(100)}, {"style": STYLE, "unicode": text(100)}),
        "link": shape({"url": text(3000)}, {"text": text(3000), "style": STYLE, "unsafe": flag}),
    }
)
RICH_TEXT_SECTION = shape({"elements": many(RICH_TEXT_ELEMENT, 1, 10_000)})
IMAGE = {"alt_text": text(2000), "image_url": text(3000)}
RICH_TEXT_PARTS = {"rich_text_section": RICH_TEXT_SECTION, "rich_text_preformatted": RICH_TEXT_SECTION}

BLOCKS: dict[str, Rule] = {
    "rich_text": shape({"elements": many(kinds(RICH_TEXT_PARTS), 1, 10_000)}, BLOCK_ID),
    "section": shape(
        {"text": any_text(3000)},
        {**BLOCK_ID, "fields": many(any_text(2000), 1, 10), "expand": flag, "accessory": anything},
    ),
    "header": shape({"text": plain(150)}, BLOCK_ID),
    "divider": shape({}, BLOCK_ID),
    "context": shape({"elements": many(any_text(3000), 1, 10)}, BLOCK_ID),
    "image": shape(IMAGE, {**BLOCK_ID, "title": plain(2000)}),
    "data_visualization": shape({"title": text(50), "chart": CHART}, BLOCK_ID),
    "actions": shape(
        {
            "elements": many(
                kinds({"button": BUTTON, "static_select": STATIC_SELECT}), 1, 25, unique="action_id"
            )
        },
        BLOCK_ID,
    ),
}
INPUT = shape(
    {
        "label": plain(2000),
        "element": kinds(
            {
                "plain_text_input": PLAIN_TEXT_INPUT,
                "static_select": STATIC_SELECT,
                "radio_buttons": RADIO_BUTTONS,
                "users_select": USERS_SELECT,
                "datepicker": DATEPICKER,
                "datetimepicker": DATETIMEPICKER,
            }
        ),
    },
    {**BLOCK_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
)
VIEW = shape(
    {
        "title": plain(24),
        "blocks": many(kinds({**BLOCKS, "input": INPUT}), 1, VIEW_BLOCKS, unique="block_id"),
    },
    {
        "submit": plain(24),
        "close": plain(24),
        "private_metadata": text(3000, least=0),
        "callback_id": text(255),
        "external_id": text(255),
        "clear_on_close": flag,
        "notify_on_close": flag,
    },
)

HOME_VIEW = shape(
    {"blocks": many(kinds({**BLOCKS, "input": INPUT}), 1, VIEW_BLOCKS, unique="block_id")},
    {"private_metadata": text(3000, least=0), "callback_id": text(255), "external_id": text(255)},
)


def home_problems(view: Any) -> list[str]:
    problems = list(kinds({"home": HOME_VIEW})(view, "view"))
    pickers = [block for block in view["blocks"] if block.get("element", {}).get("type") == "datetimepicker"]
    return problems + ["view: no datetimepicker in the Home tab"] * len(pickers)


def message_problems(blocks: Any, *, draws_charts: bool = True) -> list[str]:
    """Two charts at most; where they have not come yet, a chart is an unknown type."""
    known = {kind: rule for kind, rule in BLOCKS.items() if draws_charts or kind != "data_visualization"}
    problems = list(many(kinds(known), 1, MESSAGE_BLOCKS, unique="block_id")(blocks, "blocks"))
    charts = [block for block in blocks if block.get("type") == "data_visualization"]
    return problems + ["blocks: more than two charts"] * (len(charts) > MESSAGE_CHARTS)


def view_problems(view: Any) -> list[str]:
    problems = list(kinds({"modal": VIEW})(view, "view"))
    blocks = view.get("blocks", []) if isinstance(view, dict) else []
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        problems.append("view: no submit, though it has input blocks")
    return problems


def characters(part: Any) -> int:
    """All the text in blocks, as Slack counts it for `msg_blocks_too_long`."""
    if isinstance(part, list):
        return sum(map(characters, part))
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(characters(value) for value in part.values() if isinstance(value, dict | list))
