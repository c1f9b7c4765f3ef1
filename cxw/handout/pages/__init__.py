"""From Markdown to pages: one text, painted as HTML and as PDF.

Both paintings start from the same tree of blocks (`tree`), so that nothing can stand in one and be missing in
the other. Everything in the text is taken as words: raw HTML is off, no script is written, and typst gets
the tree as data and never as source.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxw.handout.pages.look import PageLook
from cxw.handout.pages.svg import svg
from cxw.handout.pages.tree import Node, tree

__all__ = ["Node", "PageLook", "Pdf", "html", "pdf", "svg", "tree"]


@dataclass(frozen=True)
class Pdf:
    """A PDF, with what the reader must be told about how it was made; no data when none could be made."""

    data: bytes | None
    notices: tuple[str, ...] = ()


def html(blocks: list[Node], look: PageLook) -> str:
    """One HTML file without script, which fetches nothing, from the tree of a text."""
    from cxw.handout.pages.web import web_page

    return web_page(blocks, look)


def pdf(blocks: list[Node], look: PageLook) -> Pdf:
    """A tagged PDF (PDF/UA-1 and PDF/A-2a wherever its characters can be displayed)."""
    from cxw.handout.pages.paper import pdf_page

    data, notices = pdf_page(blocks, look)
    return Pdf(data, tuple(notices))
