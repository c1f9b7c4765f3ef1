"""What a page carries besides its text, and where its template is looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cxw.pictures.pieces import Picture


@dataclass(frozen=True)
class PageLook:
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
    brief: bool = False
    """One page of short parts: their headings take little room."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    templates: tuple[Path, ...] = ()
    """Where `page.html.j2` and `page.typ` are looked for, first folder first."""
