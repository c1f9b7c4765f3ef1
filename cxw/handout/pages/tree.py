"""Markdown as a tree of plain nodes, which both painters walk.

A node is a dictionary with its kind under `k`, of text, numbers and lists alone: it goes to typst as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from cxw.day.names import id_words
from cxw.pictures.colour import heat
from cxw.text.phrases import in_english

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode  # noqa: TID251 the room of Markdown

Node: TypeAlias = dict[str, Any]

FLAGS = {
    "assumption": "assumption",
    "single story": "single-story",
    "customer evidence": "customer-evidence",
    "contradicted": "contradicted",
    "contested": "contested",
    "we do not agree": "contested",
    "don't know": "don-t-know",
}
"""Code spans of these words, in any language that has phrases, are painted as chips of a kind; in raw
Markdown they read as words."""
APPENDIX = "How to read this"
"""From this heading on pages are for looking things up, and are set smaller."""
MARKS = "marks out of ten"
"""A table whose first heading is this code span is painted as a heat map."""
BOXES = ("Strengths", "Weaknesses", "Opportunities", "Threats")
"""Four headings in a row, each with one list or one line, are painted as a two-by-two."""
CHART = re.compile(r"(?:chart:|.*_files/)([a-z0-9-]+)(?:\.svg)?")
"""A picture of the session: `chart:NAME` in the text, `TITLE_files/NAME.svg` in a written handout."""
_BETWEEN = {"break": " "}
"""What stands between words without being one."""
_MARK = re.compile(r"\d+(?:[.,]\d+)?½?|½")
"""A mark as it is printed: `7`, `7½`, `½`; or with a decimal in a text that was edited."""


def tree(markdown: str) -> list[Node]:
    """The blocks of the text, in order; raw HTML is words like all others."""
    from markdown_it import MarkdownIt  # noqa: TID251 the room of Markdown
    from markdown_it.tree import SyntaxTreeNode  # noqa: TID251 the room of Markdown

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _paged(_boxed(_stepwise(_blocks(SyntaxTreeNode(parser.parse(markdown)), _Ids()))))


def _paged(blocks: list[Node]) -> list[Node]:
    """The first rule of a text ends its first page."""
    first = next((node for node in blocks if node["k"] == "rule"), None)
    return [node | {"page": True} if node is first else node for node in blocks]


def _stepwise(blocks: list[Node]) -> list[Node]:
    """Headings go down one level at a time, as readers of pages by ear rely on (PDF/UA-1 demands it)."""
    above: list[int] = []
    for node in blocks:
        if node["k"] == "heading":
            above = [level for level in above if level < node["level"]] + [node["level"]]
            node["level"] = len(above)
    return blocks


def _boxed(blocks: list[Node]) -> list[Node]:
    """The blocks with each SWOT board as one node."""
    found: list[Node] = []
    place = 0
    while place < len(blocks):
        part = blocks[place : place + 2 * len(BOXES)]
        if _is_board(part):
            found.append({"k": "board", "boxes": _boxes(part)})
            place += len(part)
        else:
            found.append(blocks[place])
            place += 1
    return found


def _is_board(part: list[Node]) -> bool:
    heads, bodies = part[::2], part[1::2]
    named = tuple(in_english(words_of_line(node["body"])) for node in heads if node["k"] == "heading")
    return named == BOXES and [node["k"] in ("list", "para") for node in bodies] == [True] * len(BOXES)


def _boxes(part: list[Node]) -> list[Node]:
    """The four boxes; one without a bold title in it states nothing."""
    return [
        {"head": head, "blocks": [body], "stated": any(_bold(item) for item in body.get("items", []))}
        for head, body in zip(part[::2], part[1::2], strict=True)
    ]


def _bold(item: list[Node]) -> bool:
    spans = [node["k"] for node in item[0].get("body", []) if node.get("s") != ""] if item else []
    return spans[:1] == ["strong"]


def words_of_line(nodes: list[Node]) -> str:
    """The plain words of a line."""
    return "".join(
        node.get("s", _BETWEEN.get(node["k"], "")) + words_of_line(node.get("body", [])) for node in nodes
    )


class _Ids:
    """Names for the headings, each once."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def id(self, text: str) -> str:
        word = "-".join(id_words(text))[:60].strip("-") or "section"
        self._seen[word] = self._seen.get(word, 0) + 1
        return word if self._seen[word] == 1 else f"{word}-{self._seen[word]}"


def _blocks(parent: SyntaxTreeNode, ids: _Ids) -> list[Node]:
    return [*chain.from_iterable(_block(child, ids) for child in parent.children)]


def _grandchildren(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    return chain.from_iterable(child.children for child in node.children)


def _block(node: SyntaxTreeNode, ids: _Ids) -> Iterator[Node]:
    make = _BLOCKS.get(node.type)
    if make is not None:
        yield make(node, ids)


def _heading(node: SyntaxTreeNode, ids: _Ids) -> Node:
    body, level = _inline(node), int(node.tag[1])
    found = {"k": "heading", "level": level, "id": ids.id(words_of_line(body)), "body": body}
    return found | {"appendix": True} if in_english(words_of_line(body)) == APPENDIX else found


def _paragraph(node: SyntaxTreeNode, ids: _Ids) -> Node:
    return _picture(node) or {"k": "para", "body": _inline(node)}


def _picture(node: SyntaxTreeNode) -> Node | None:
    """The picture that a paragraph is: alone in it and on no list, as the template writes them."""
    spans = [*_grandchildren(node)]
    if node.parent is None or node.parent.type != "root" or [span.type for span in spans] != ["image"]:
        return None
    found = CHART.fullmatch(str(spans[0].attrs.get("src", "")))
    return {"k": "picture", "id": found.group(1), "alt": _heard(spans[0])} if found else None


def _list(node: SyntaxTreeNode, ids: _Ids) -> Node:
    tight = any(child.hidden for child in _grandchildren(node))
    return {
        "k": "list",
        "ordered": node.type == "ordered_list",
        "start": int(node.attrs.get("start", 1)),
        "tight": tight,
        "items": [_blocks(item, ids) for item in node.children],
    }


def _quote(node: SyntaxTreeNode, ids: _Ids) -> Node:
    return {"k": "quote", "blocks": _blocks(node, ids)}


def _code(node: SyntaxTreeNode, ids: _Ids) -> Node:
    """Words as they are typed; or, where each line is a `…` alone, so many lines to write on."""
    lines = node.content.split()
    if lines and {*lines} == {"…"}:
        return {"k": "write", "lines": len(lines)}
    return {"k": "code", "s": node.content}


def _rule(node: SyntaxTreeNode, ids: _Ids) -> Node:
    return {"k": "rule"}


def _table(node: SyntaxTreeNode, ids: _Ids) -> Node:
    rows = [[_cell(cell) for cell in row.children] for row in _grandchildren(node)]
    aligns = [_align(cell) for cell in node.children[0].children[0].children]
    head, body = rows[0], rows[1:]
    hot = [cell["k"] for cell in head[0]["body"]] == ["marks"]
    if hot:
        body = [[row[0], *(_heated(cell) for cell in row[1:])] for row in body]
    return {"k": "table", "hot": hot, "aligns": aligns, "head": head, "rows": body}


def _align(cell: SyntaxTreeNode) -> str:
    return str(cell.attrs.get("style", "text-align:left")).removeprefix("text-align:")


def _cell(cell: SyntaxTreeNode) -> Node:
    return {"body": _inline(cell)}


def _heated(cell: Node) -> Node:
    """A cell of the heat map: its number large and coloured, what follows it small."""
    text = words_of_line(cell["body"])
    number = _MARK.match(text)
    mark = _worth(number.group()) if number else 11.0
    if number is None or mark > 10:
        return cell | {"small": text}
    fill, ink = heat(mark)
    rest = text[number.end() :].strip().removeprefix("(").removesuffix(")")
    return {"mark": number.group(), "small": rest, "fill": fill, "ink": ink, "heat": round(mark * 2)}


def _worth(mark: str) -> float:
    """`7½` as 7.5."""
    whole = mark.removesuffix("½").replace(",", ".") or "0"
    return float(whole) + 0.5 * mark.endswith("½")


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, _Ids], Node]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "table": _table,
}


def _inline(parent: SyntaxTreeNode) -> list[Node]:
    lines = (line.children for line in parent.children if line.type == "inline")
    return _joined([*map(_span, chain.from_iterable(lines))])


def _joined(nodes: list[Node]) -> list[Node]:
    """Neighbouring words as one node, so that a long word is seen whole."""
    joined: list[Node] = []
    for node in nodes:
        if joined and node["k"] == joined[-1]["k"] == "text":
            joined[-1] = {"k": "text", "s": joined[-1]["s"] + node["s"]}
        else:
            joined.append(node)
    return joined


def _span(node: SyntaxTreeNode) -> Node:
    make = _SPANS.get(node.type)
    return make(node) if make else {"k": "text", "s": node.content}


def _within(node: SyntaxTreeNode) -> list[Node]:
    return _joined([_span(child) for child in node.children])


def _code_span(node: SyntaxTreeNode) -> Node:
    plain = in_english(node.content).replace("’", "'")
    if plain == MARKS:
        return {"k": "marks", "s": node.content}
    if plain in FLAGS:
        return {"k": "chip", "s": node.content, "flag": FLAGS[plain]}
    return {"k": "mono", "s": node.content}


def _link(node: SyntaxTreeNode) -> Node:
    href = str(node.attrs.get("href", ""))
    if not re.match(r"(https?://|mailto:|#)", href):
        return {"k": "plain", "body": _within(node)}
    return {"k": "link", "href": href, "body": _within(node)}


def _heard(image: SyntaxTreeNode) -> str:
    """The words of a picture, as they are read out."""
    return "".join(words_of_line([_span(child)]) for child in image.children)


def _image(node: SyntaxTreeNode) -> Node:
    """A picture within a line is none of the session's: its words stand for it."""
    return {"k": "em", "body": [{"k": "text", "s": _heard(node)}]}


_SPANS: dict[str, Callable[[SyntaxTreeNode], Node]] = {
    "strong": lambda node: {"k": "strong", "body": _within(node)},
    "em": lambda node: {"k": "em", "body": _within(node)},
    "code_inline": _code_span,
    "link": _link,
    "image": _image,
    "softbreak": lambda _: {"k": "text", "s": " "},
    "hardbreak": lambda _: {"k": "break"},
}
