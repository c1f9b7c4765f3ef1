"""From Markdown to pages: one text, painted as HTML and as PDF.

Both paintings start from the same tree of blocks (`tree`), so that nothing can stand in one and be missing in
the other. Everything in the text is taken as words: raw HTML is off, no script is written, and typst gets
the tree as data and never as source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cxw.charts import Picture
from cxw.pages.svg import svg
from cxw.pages.tree import Node, tree

__all__ = ["Look", "Node", "Pdf", "html", "pdf", "svg", "tree"]


@dataclass(frozen=True)
class Look:
    """What a page carries besides its text: banner, brand, paper and pictures."""

    title: str
    language: str = "en"
    banner: str | None = None
    private: str | None = None
    colour: str = "#1F4E6B"
    footer: str | None = None
    author: str | None = None
    date: dt.date | None = None
    paper: str = "a4"
    logo: bytes | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    templates: tuple[Path, ...] = ()
    """Where `page.html.j2` and `page.typ` are looked for, first folder first."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, with what the reader must be told about how it was made; no data when none could be made."""

    data: bytes | None
    notices: tuple[str, ...] = ()


def html(markdown: str, look: Look) -> str:
    """One HTML file without script, which fetches nothing."""
    from cxw.pages.web import page

    return page(tree(markdown), look)


def pdf(markdown: str, look: Look) -> Pdf:
    """A tagged PDF (PDF/UA-1 and PDF/A-2a wherever its characters can be displayed)."""
    from cxw.pages.paper import page

    data, notices = page(tree(markdown), look)
    return Pdf(data, tuple(notices))
