"""Where the files that come with cxw lie: the templates of the handout and the archived workshops.

A wheel carries both folders inside the package; in an editable install they stand beside it, so that
a consultant who changes a template in the clone sees the change at once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: Literal["templates", "workshops"]) -> Path:
    """The folder of this name, inside the installed package or beside it in a clone."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
