"""Slack's own chart block, of 2026: in the post itself, where Slack takes it; else the picture follows.

slack_sdk has no class for it. Slack brings it to one workspace after the other, and refuses it elsewhere.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.platforms.slack import render
from bot.platforms.slack.api import Blocks
from gamma.chart import Chart, ChartPicture
from gamma.chat import ChatError, Message

_REFUSED = {"invalid_blocks", "invalid_blocks_format"}
_REMEMBERED = 1000

Send = Callable[[str, Blocks], str]


class Charts:
    """Which posts hold their chart: no picture follows these.

    It is forgotten with the process: then the picture follows too, which says the same.
    """

    def __init__(self) -> None:
        self._posts: OrderedDict[tuple[str, str], None] = OrderedDict()

    def post(self, channel: str, message: Message, blocks: Blocks, send: Send) -> str:
        """The post's id. A refused post is none, so it is sent again without the chart. Raises ChatError."""
        if not isinstance(message.picture, ChartPicture):
            return send(render.fallback(message), blocks)
        words = render.fallback(message, f"\n\n{message.picture.alt}")
        try:
            post = send(words, with_chart(blocks, message.picture.chart))
        except ChatError as error:
            if error.reason not in _REFUSED:
                raise
            return send(render.fallback(message), blocks)
        self._posts[channel, post] = None
        if len(self._posts) > _REMEMBERED:
            self._posts.popitem(last=False)
        return post

    def left_to_attach(self, channel: str, post: str, message: Message) -> Message:
        return replace(message, picture=None) if (channel, post) in self._posts else message


def with_chart(blocks: Blocks, chart: Chart) -> Blocks:
    """Below the words, above the buttons."""
    last = len(blocks) - (bool(blocks) and blocks[-1]["type"] == "actions")
    return [*blocks[:last], chart_block(chart), *blocks[last:]]


def chart_block(chart: Chart) -> dict[str, object]:
    series = [
        {
            "name": line.name,
            "data": [
                {"label": place, "value": number}
                for place, number in zip(chart.places, line.numbers, strict=True)
            ],
        }
        for line in chart.lines
    ]
    axis = {"categories": list(chart.places), **({"y_label": chart.unit} if chart.unit else {})}
    return {
        "type": "data_visualization",
        "title": chart.title,
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }
