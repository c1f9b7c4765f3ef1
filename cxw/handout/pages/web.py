"""Paint the tree as one HTML file: no script, nothing fetched, readable on a phone and on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from cxw.handout.pages.breaks import LONG
from cxw.handout.pages.look import PageLook
from cxw.handout.pages.svg import svg
from cxw.handout.pages.tree import FLAGS, Node, words_of_line
from cxw.handout.templates import rendered, template_room
from cxw.pictures.colour import heat, readable_colour

if TYPE_CHECKING:
    from jinja2 import Environment  # noqa: TID251 the room of the page

CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src {styles}"
DARK = "#1F262D"
"""The lightest ground of the dark theme: what can be read on it can be read on the page."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_HASHES = "STYLE-HASHES"
_FSI, _PDI = "\u2068", "\u2069"


def web_page(blocks: list[Node], look: PageLook) -> str:
    """The whole file, with the policy that forbids it everything but its own style."""
    from markupsafe import Markup

    room = _room(tuple(look.templates))
    values = {
        "look": look,
        "body": Markup(_Painter(look).blocks(blocks)),  # noqa: S704 every word in it went through `_words`
        "heat": Markup(_heat()),  # noqa: S704 colours of our own
        "logo": _logo(look.logo),
        "policy": CSP.format(styles=_HASHES),
        "flags": list(dict.fromkeys(FLAGS.values())),
        "dark_colour": readable_colour(look.colour, DARK),
    }
    text = rendered(room, "page.html.j2", values)
    return text.replace(_HASHES, _hashes(text), 1)


@lru_cache(maxsize=8)
def _room(templates: tuple[Path, ...]) -> Environment:
    """The templates of these folders; one that is edited meanwhile is read again."""
    from cxw.handout.bytecode import keep_code_of

    room = template_room(templates, keep_trailing_newline=True)
    return keep_code_of(room)


def _hashes(text: str) -> str:
    digests = [hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(text)]
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests) or "'none'"


def _heat() -> str:
    """A class for each half mark, since the policy allows no style on a cell."""
    colours = (heat(step / 2) for step in range(21))
    return "".join(f".h{step}{{background:{fill};color:{ink}}}" for step, (fill, ink) in enumerate(colours))


def _logo(data: bytes | None) -> str | None:
    if data is None:
        return None
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _words(text: str) -> str:
    """Text as HTML; what runs from right to left stands in an isolate of its own."""
    plain = escape(text)
    if plain.count(_FSI) != plain.count(_PDI):
        return plain.replace(_FSI, "").replace(_PDI, "")
    return plain.replace(_FSI, "<bdi>").replace(_PDI, "</bdi>")


def _classes(cell: Node, align: str) -> str:
    """How a cell stands; a word that no line holds may break in it, and no other does."""
    long = any(len(word) > LONG for word in words_of_line(cell["body"]).split())
    return f"{align} long" if long else align


class _Painter:
    """Walks the tree; one method a kind of node."""

    def __init__(self, look: PageLook) -> None:
        self._look = look
        self._kinds: dict[str, Callable[[Node], str]] = {
            "heading": self._heading,
            "para": lambda node: f"<p>{self.line(node['body'])}</p>\n",
            "list": self._list,
            "quote": lambda node: f"<blockquote>{self.blocks(node['blocks'])}</blockquote>\n",
            "code": lambda node: f"<pre><code>{_words(node['s'])}</code></pre>\n",
            "write": lambda node: f'<div class="write">{"<hr>" * node["lines"]}</div>\n',
            "rule": lambda node: '<hr class="page">\n' if node.get("page") else "<hr>\n",
            "table": self._table,
            "picture": self._picture,
            "board": self._board,
            "text": lambda node: _words(node["s"]),
            "strong": lambda node: f"<strong>{self.line(node['body'])}</strong>",
            "em": lambda node: f"<em>{self.line(node['body'])}</em>",
            "plain": lambda node: self.line(node["body"]),
            "link": lambda node: f'<a href="{escape(node["href"])}">{self.line(node["body"])}</a>',
            "mono": lambda node: f"<code>{_words(node['s'])}</code>",
            "marks": lambda node: _words(node["s"]),
            "chip": lambda node: f'<span class="chip {node["flag"]}">{_words(node["s"])}</span>',
            "break": lambda _: "<br>",
        }

    def blocks(self, nodes: list[Node]) -> str:
        """Blocks, each second-level heading opening a section."""
        parts, opened = [], False
        for node in nodes:
            if node["k"] == "heading" and node["level"] == 2:
                parts.append("</section>\n" * opened + f'<section aria-labelledby="{node["id"]}">\n')
                opened = True
            parts.append(self._kinds[node["k"]](node))
        return "".join(parts) + "</section>\n" * opened

    def line(self, nodes: list[Node]) -> str:
        """Words in a line."""
        return "".join(self._kinds[node["k"]](node) for node in nodes)

    def _heading(self, node: Node) -> str:
        level = node["level"]
        return f'<h{level} id="{node["id"]}">{self.line(node["body"])}</h{level}>\n'

    def _list(self, node: Node) -> str:
        tag = "ol" if node["ordered"] else "ul"
        start = f' start="{node["start"]}"' if node["ordered"] and node["start"] != 1 else ""
        items = "".join(f"<li>{self._item(item, tight=node['tight'])}</li>\n" for item in node["items"])
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def _item(self, blocks: list[Node], *, tight: bool) -> str:
        return "".join(
            self.line(node["body"]) if tight and node["k"] == "para" else self._kinds[node["k"]](node)
            for node in blocks
        )

    def _table(self, node: Node) -> str:
        aligns = node["aligns"]
        head = "".join(
            f'<th scope="col" class="{align}">{self.line(cell["body"])}</th>'
            for cell, align in zip(node["head"], aligns, strict=True)
        )
        rows = "".join(f"<tr>{self._row(row, node)}</tr>\n" for row in node["rows"])
        css = ' class="hot"' if node["hot"] else ""
        return (
            f'<div class="scroll" tabindex="0" role="group"><table{css}>\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table></div>\n"
        )

    def _row(self, row: list[Node], node: Node) -> str:
        first, *rest = zip(row, node["aligns"], strict=True)
        cells = "".join(self._cell(cell, align) for cell, align in rest)
        return f'<th scope="row" class="{_classes(*first)}">{self.line(first[0]["body"])}</th>{cells}'

    def _cell(self, cell: Node, align: str) -> str:
        if "mark" in cell:
            small = f"<small>{_words(cell['small'])}</small>" if cell["small"] else ""
            return f'<td class="h{cell["heat"]}">{_words(cell["mark"])}{small}</td>'
        return f'<td class="{_classes(cell, align)}">{self.line(cell["body"])}</td>'

    def _board(self, node: Node) -> str:
        boxes = "".join(
            f'<div class="box{"" if box["stated"] else " asks"}">\n{self._heading(box["head"])}'
            f"{self.blocks(box['blocks'])}</div>\n"
            for box in node["boxes"]
        )
        return f'<div class="board">\n{boxes}</div>\n'

    def _picture(self, node: Node) -> str:
        picture = self._look.pictures.get(node["id"])
        if picture is None:
            return f'<p class="picture">{_words(node["alt"])}</p>\n'
        wide = svg(picture, node["alt"], css="wide" if picture.narrow else "both")
        narrow = svg(picture.narrow, node["alt"], css="narrow") if picture.narrow else ""
        return f"<figure>{wide}{narrow}</figure>\n"
