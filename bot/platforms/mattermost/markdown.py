"""Gamma's texts as Mattermost Markdown, in which nothing that a person typed is markup, mention or link.

Backslashes keep Markdown literal, for the web client (a fork of marked, which unescapes fewer signs than
CommonMark) and the mobile ones (CommonMark). They stop neither mentions nor links nor emoji codes: those are
broken by an invisible word joiner.
"""

import re

from gamma.chat import Message
from gamma.text import Span, Style, Text
from gamma.translator import merge_spans

_JOINER = "\u2060"
_NO_BREAK_SPACE = "\u00a0"

_SPECIAL = re.compile(
    r"""
      (?P<escaped> [*_`\[\]] | \\(?=[!-/:-@\[-`{-~]|$) )   # an end may be followed by our own mark-up
    | (?P<channel> ~ )
    | (?P<time> (?<![\w.+-])\d{1,2}:\d\d\b(?!:) )
    | (?P<angle> <(?![ ]) )
    | (?P<broken> @ | \#(?=\w) | &(?=\#?\w+;)
        | :(?=\S)                                          # schemes and emoji codes
        | \.(?=[^\W\d_]{2,4}/)                             # example.org/ is a link on the web
        | www\d{0,3}(?=\.) )
    | (?P<formula> \$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"(?P<indent> *)(?:(?P<sign>[-+>#|=])|(?P<number>\d+)(?P<dot>[.)]))?")


def message_markdown(message: Message) -> str:
    return "\n\n".join(markdown(paragraph) for paragraph in message.paragraphs)


def markdown(text: Text) -> str:
    output = ""
    for span in merge_spans(text.spans):  # `**a****b**` would not be bold
        if span.url:
            image = output.endswith("!")
            output += (_JOINER if image else "") + _link(span)
            continue
        for place, line in enumerate(span.text.split("\n")):
            output += "\n" if place else ""
            starts = not output or output.endswith("\n")
            output += _styled(line, span.style, starts_line=starts) if line else ""
    return output


def _link(span: Span) -> str:
    """Brackets in the label are entities: the web client of 2021 counts them whether escaped or not."""
    label = _literal(span.text).replace(r"\[", "&#91;").replace(r"\]", "&#93;")
    return f"[{label}](<{_ENTITY.sub('&amp;', span.url)}>)"


def _styled(line: str, style: Style, *, starts_line: bool) -> str:
    if style == "code":
        return _code(line)
    if style == "bold":
        return f"**{_edge(line[0])}{_literal(line)}{_edge(line[-1])}**"
    return _literal_line(line) if starts_line else _literal(line)


def _code(words: str) -> str:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    padding = " " if longest else ""
    fence = "`" * (longest + 1)
    return f"{fence}{padding}{words}{padding}{fence}"


def _edge(character: str) -> str:
    """Next to a blank or a punctuation mark, `**` may not open or close."""
    return "" if character.isalnum() else _JOINER


def _literal_line(line: str) -> str:
    """A line's start, where lists, titles, quotes, tables and rules begin."""
    start = next(_LINE_START.finditer(line))  # it matches any line, if only before its first character
    indent = start["indent"] and _JOINER + _NO_BREAK_SPACE * len(start["indent"])
    rest = _literal(line[start.end() :])
    if start["number"]:
        return f"{indent}{start['number']}\\{start['dot']}{rest}"
    if start["sign"] == "=":  # no client unescapes it
        return f"{indent}{_JOINER}={rest}"
    return f"{indent}\\{start['sign']}{_JOINER}{rest}" if start["sign"] else indent + rest


def _literal(line: str) -> str:
    return _SPECIAL.sub(_harmless, line)


def _harmless(special: re.Match[str]) -> str:
    match special.lastgroup:
        case "escaped":
            return "\\" + special[0]
        case "channel":
            return "\\~" + _JOINER
        case "time":
            return special[0]
        case "angle":
            return "&lt;" + _JOINER
        case "formula":
            return "&#36;"
        case _:
            return special[0] + _JOINER
