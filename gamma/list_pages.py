"""A list that does not fit into one message: page by page, each with a button for the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.sections import Section, section_length, whole_sections
from gamma.text import MESSAGE_CHARACTERS, Text
from gamma.translator import N_, Translator

_ROOM_FOR_A_NAME = 200
"""A startup's name may be put above it, the page's number stands below."""


@dataclass(frozen=True)
class ListCommand:
    """says: the command that shows the list, as a button says it. page: the one that is asked for."""

    says: str
    about: str = ""
    page: int = 1


def fit_pages(
    translator: Translator,
    command: ListCommand,
    head: Sequence[Text],
    sections: Sequence[Section],
    closing: Sequence[Text] = (),
    buttons: Sequence[Button] = (),
) -> Message:
    """Nothing is left out: what does not fit stands on another page."""
    whole = whole_sections(translator, head, sections, closing)
    if sum(len(str(each)) + 2 for each in whole) <= MESSAGE_CHARACTERS:
        return Message(tuple(whole), tuple(buttons))
    around = sum(len(str(each)) + 2 for each in (*head, *closing))
    pages = list(_pages(translator, sections, MESSAGE_CHARACTERS - _ROOM_FOR_A_NAME - around))
    count = len(pages)
    number = min(max(command.page, 1), count)
    place = translator.render(N_("Page {number} of {count}."), number=number, count=count)
    following = number % count + 1
    turn = Button(
        translator.text(N_("Page {number} of {count}"), number=following, count=count),
        f"{command.says} page {following}",
        command.about,
    )
    paragraphs = whole_sections(translator, head, pages[number - 1], [*closing, place])
    return Message(tuple(paragraphs), (*buttons[: MESSAGE_BUTTONS - 1], turn))


def _pages(translator: Translator, sections: Sequence[Section], room: int) -> Iterator[list[Section]]:
    """A section that is not done is continued on the next page, under its title again."""
    page: list[Section] = []
    for section in sections:
        for line in section.lines or (None,):
            grown = _with_line(page, section, line)
            if page and sum(section_length(translator, each) for each in grown) > room:
                yield page
                grown = _with_line([], section, line)
            page = grown
    yield page


def _with_line(page: Sequence[Section], section: Section, line: Text | None) -> list[Section]:
    if line is None:
        return [*page, section]
    if page and page[-1].title == section.title:
        return [*page[:-1], replace(page[-1], lines=(*page[-1].lines, line))]
    return [*page, replace(section, lines=(line,))]
