"""A PDF as a test reads it: its words with their sizes, the tags of its tables, and what the Markdown says."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from cxw.handout.pages import Node
from cxw.handout.pages.tree import words_of_line
from cxw.handout.words import FSI, PDI

MARGIN = 50.0
"""Points, with the running words above and below the text in them."""
WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")


def page_texts(data: bytes) -> list[str]:
    """What can be found and copied, page by page, in the order in which it was written."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def smallest_letters(data: bytes) -> dict[float, str]:
    """For each size of letters in points the beginning of what is set in it."""
    found: dict[float, str] = {}
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text.raw, place))
            size = round(raw.FPDFText_GetFontSize(text.raw, place), 2)
            if not char.isspace() and len(found.get(size, "")) < 30:
                found[size] = found.get(size, "") + char
    return dict(sorted(found.items()))


def tables_in(data: bytes) -> list[list[list[str]]]:
    """Every table as rows of tags, `TH:Row`, `TH:Column` and `TD`."""
    with pikepdf.open(io.BytesIO(data)) as whole:
        return [_rows(node) for node in _elements(whole.Root.StructTreeRoot) if node.get("/S") == "/Table"]


def _rows(table: Any) -> list[list[str]]:
    rows = [node for node in _elements(table) if node.get("/S") == "/TR"]
    return [[_kind(cell) for cell in _kids(row)] for row in rows]


def _kind(cell: Any) -> str:
    scopes = [str(one.Scope).strip("/") for one in cell.get("/A", []) if "/Scope" in one]
    return ":".join([str(cell.S).strip("/"), *scopes])


def _elements(node: Any) -> Iterator[Any]:
    for kid in _kids(node):
        yield kid
        yield from _elements(kid)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    every = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def words(text: str) -> Counter[str]:
    """How often each word and number stands in a text."""
    return Counter(WORD.findall(text.replace("\u00ad", "")))


def printed(blocks: list[Node]) -> str:
    """All that the text says, without the words of its pictures, which are heard and not seen."""
    parts: list[str] = []
    for node in blocks:
        parts.append(words_of_line(node.get("body", [])))
        parts += [words_of_line(cell["body"]) if "body" in cell else _marked(cell) for cell in _cells(node)]
        parts += [printed(item) for item in node.get("items", [])]
        parts += [printed([box["head"], *box["blocks"]]) for box in node.get("boxes", [])]
        parts.append(printed(node.get("blocks", [])))
        parts.append(node.get("s", ""))
    return "\n".join(parts).replace(FSI, "").replace(PDI, "")


def _cells(node: Node) -> Iterator[Node]:
    for row in [node.get("head", []), *node.get("rows", [])]:
        yield from row


def _marked(cell: Node) -> str:
    return f"{cell.get('mark', '')} {cell['small']}"


def filled_pages(data: bytes) -> list[float]:
    """How much of each page's height between its margins has something in it, by its lowest letters."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text, height = page.get_textpage(), page.get_height()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        lowest = min(
            (bottom for _, bottom, _, top in boxes if top > bottom > MARGIN), default=height - MARGIN
        )
        found.append(round((height - MARGIN - lowest) / (height - 2 * MARGIN), 2))
    return found
