"""Every module of cxw, read and parsed once for all the tests that look at them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

CXW = Path(__file__).resolve().parent.parent / "cxw"
MODULES = tuple(sorted(CXW.rglob("*.py")))


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, in no order that matters."""
    return tuple(ast.walk(tree(path)))
