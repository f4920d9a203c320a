"""Gamma's texts as Mattermost Markdown, in which nothing that a person typed is markup, mention or link.

Backslashes keep Markdown literal, for the web client (a fork of marked, which unescapes fewer signs than
CommonMark) and the mobile ones (CommonMark). They stop neither mentions nor links nor emoji codes. Those stay
literal in ways that leave them to be read and copied as they are: addresses and mentions are code, into which
neither clients nor the server look; signs are entities. A character that nobody sees would be copied along.
"""

import re

from gamma.chat import Message
from gamma.text import Span, Style, Text
from gamma.translator import merge_spans

_JOINER = "\u2060"
"""Where bold words end in a sign or a blank within a word, nothing else would keep them bold."""
_NO_BREAK_SPACE = "\u00a0"

_ENDS = r"(?<![\s.,;:!?)\]}»”\"'>*_~|])"
_SPECIAL = re.compile(
    rf"""
      (?P<verbatim>
          (?<![\w.%+-]) [\w.%+-]* @ [\w.@-]* \w                                # a mention, a mail's address
        | (?: (?<![a-z0-9+.-]) [a-z][a-z0-9+.-]* :// | www\d{{0,3}}\. | \b(?:mailto|tel|sms|callto):(?=\S) )
            \S* {_ENDS}
        | (?<![\w.-]) [\w-]+ (?:\.[\w-]+)* \. [^\W\d_]{{2,4}} / \S* {_ENDS} )  # as example.org/
    | (?P<escaped> [*_`\[\]] | ~(?!\w) | \\(?=[!-/:-@\[-`{{-~]|$) )  # an end: our mark-up may follow
    | (?P<time> (?<![\w.+-])\d{{1,2}}:\d\d\b(?!:) )
    | (?P<entity> <(?![ <]) | [$~] | \#(?=[^\W\d]) | &(?=\#?\w+;)
        | :(?=[^\s:]) )                                          # emoji codes
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"(?P<indent> *)(?:(?P<sign>[-+>#|=])|(?P<number>\d+)(?P<dot>[.)]))?")


def message_markdown(message: Message) -> str:
    return "\n\n".join(markdown(paragraph) for paragraph in message.paragraphs)


def markdown(text: Text) -> str:
    output = ""
    spans = list(merge_spans(text.spans))  # `**a****b**` would not be bold
    for number, span in enumerate(spans, start=1):
        following = spans[number].text[:1] if number < len(spans) else ""
        if span.url:
            image = output.endswith("!")
            output = f"{output[:-1]}&#33;" if image else output
            output += _link(span)
            continue
        first, *others = span.text.split("\n")
        for place, line in enumerate((first, *others)):
            after = "\n" if place < len(others) else following
            output += "\n" if place else ""
            output += _styled(line, span.style, output[-1:], after) if line else ""
    return output


def _link(span: Span) -> str:
    """Brackets in the label are entities: the web client of 2021 counts them whether escaped or not."""
    label = _literal(span.text).replace(r"\[", "&#91;").replace(r"\]", "&#93;")
    return f"[{label}](<{_AMPERSAND.sub('&amp;', span.url)}>)"


def _styled(line: str, style: Style, before: str, after: str) -> str:
    if style == "code":
        return _code(line)
    if style == "bold":
        return _bold(_literal(line), before, after)
    return _literal_line(line) if before in ("", "\n") else _literal(line)


def _bold(words: str, before: str, after: str) -> str:
    """Between a letter and a blank or a punctuation mark, `**` may not open or close."""
    opens = _JOINER if words[0].isspace() or (before.isalnum() and not words[0].isalnum()) else ""
    closes = _JOINER if words[-1].isspace() or (after.isalnum() and not words[-1].isalnum()) else ""
    return f"**{opens}{words}{closes}**"


def _code(words: str) -> str:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    padding = " " if longest else ""
    fence = "`" * (longest + 1)
    return f"{fence}{padding}{words}{padding}{fence}"


def _literal_line(line: str) -> str:
    """A line's start, where lists, titles, quotes, tables and rules begin."""
    start = next(_LINE_START.finditer(line))  # it matches any line, if only before its first character
    indent = _NO_BREAK_SPACE * len(start["indent"])
    rest = line[start.end() :]
    if start["number"]:
        return f"{indent}{start['number']}\\{start['dot']}{_literal(rest)}"
    if start["sign"] == "=" or (start["sign"] == "#" and rest[:1].isalpha()):
        return f"{indent}{_entity(start['sign'])}{_literal(rest)}"
    return f"{indent}\\{start['sign']}{_literal(rest)}" if start["sign"] else indent + _literal(rest)


def _literal(line: str) -> str:
    return _SPECIAL.sub(_harmless, line)


def _harmless(special: re.Match[str]) -> str:
    match special.lastgroup:
        case "verbatim":
            return _code(special[0])
        case "escaped":
            return "\\" + special[0]
        case "time":
            return special[0]
    return _entity(special[0])


def _entity(sign: str) -> str:
    return f"&#{ord(sign)};"
