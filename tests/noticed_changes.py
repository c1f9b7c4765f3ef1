"""Changes of a single line: what can be changed in a module, and which of all these are drawn.

A comparison is turned or its edge moved, a number goes one up or down, and becomes or, a `not` goes, + becomes -,
True becomes False, a condition is always so, a value is not returned, a statement is dropped, a default is another,
min becomes max. What only says something (docstrings, types, messages, what is asserted) stays as it is. Which ones
are drawn hangs on the seed and the change itself, so that a change elsewhere in cxw draws the same ones again.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sources import CXW, MODULES

ROOT = CXW.parent
WHERE = ("findings", "stats", "day", "sessionfile", "workshop", "keyboard", "collect")
TURNED = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "is": ("is not",),
    "is not": ("is",),
    "in": ("not in",),
    "not in": ("in",),
}
OTHERS = {"min": "max", "max": "min", "any": "all", "all": "any"}
COMPARISON = re.compile(r"<=|>=|==|!=|<|>|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b")
WORDY = (ast.JoinedStr, ast.Tuple, ast.List, ast.Dict, ast.ListComp)


@dataclass(frozen=True)
class Change:
    """One changed line."""

    module: str
    function: str
    line: int
    was: str
    now: str
    kind: str
    span: tuple[int, int]
    """the lines of its statement, or of the head of one that has others inside"""

    @property
    def key(self) -> str:
        """Its name, wherever the line stands in the module."""
        return f"{self.module} {self.function}: {self.was.strip()}  ->  {self.now.strip()}"


def rooms() -> tuple[Path, ...]:
    """The modules that are changed."""
    return tuple(path for path in MODULES if path.relative_to(CXW).parts[0] in WHERE)


def drawn(changes: Iterable[Change], count: int, seed: int) -> list[Change]:
    """So many changes, no two of them on one line."""
    lines: dict[tuple[str, int], Change] = {}
    for change in changes:
        here = change.module, change.line
        if here not in lines or _rank(seed, change.key) < _rank(seed, lines[here].key):
            lines[here] = change
    ranked = sorted(lines.values(), key=lambda one: _rank(seed, f"{one.module} {one.function} {one.was}"))
    once = {change.key: change for change in ranked}
    return list(once.values())[:count]


def _rank(seed: int, text: str) -> bytes:
    return hashlib.sha256(f"{seed} {text}".encode()).digest()


def possible() -> Iterator[Change]:
    """Every change there is."""
    for path in rooms():
        yield from changes_of(str(path.relative_to(ROOT)))


def changes_of(module: str) -> Iterator[Change]:
    """The changes of a module of cxw."""
    return Changes(module, (ROOT / module).read_text("utf-8")).found()


class Changes:
    """The changes of one module."""

    def __init__(self, module: str, text: str) -> None:
        self.module, self.text = module, text
        self.lines = [line.encode() for line in text.splitlines()]

    def found(self) -> Iterator[Change]:
        """All of them, in the order of the module."""
        yield from self._body(ast.parse(self.text).body, "")

    def _body(self, body: Iterable[ast.stmt], inside: str) -> Iterator[Change]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield from self._named(node, f"{inside}.{node.name}".strip("."))
            elif not isinstance(node, ast.Assert | ast.Import | ast.ImportFrom):
                yield from self._statement(node, inside)

    def _named(self, node: ast.FunctionDef | ast.ClassDef, name: str) -> Iterator[Change]:
        if isinstance(node, ast.FunctionDef):
            for default in (*node.args.defaults, *(one for one in node.args.kw_defaults if one)):
                yield from self._edited(
                    default, name, (default.lineno, default.lineno), self._default(default)
                )
        yield from self._body(node.body, name)

    def _statement(self, node: ast.stmt, inside: str) -> Iterator[Change]:
        blocks = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
        inner = [one for block in blocks for one in block]
        last = min((one.lineno for one in inner), default=(node.end_lineno or node.lineno) + 1) - 1
        span = node.lineno, max(last, node.lineno)
        yield from self._edited(node, inside, span, self._whole(node))
        for part in self._parts(node):
            for one in _walked(part):
                yield from self._edited(one, inside, span, self._expression(one))
        yield from self._body(inner, inside)
        for handler in getattr(node, "handlers", ()):
            yield from self._body(handler.body, inside)
        for case in getattr(node, "cases", ()):
            yield from self._body(case.body, inside)

    @staticmethod
    def _parts(node: ast.stmt) -> Iterator[ast.expr]:
        """The expressions of a statement that are no types, no docstrings and no messages."""
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            return
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "body", "orelse", "finalbody", "handlers", "cases"):
                continue
            values = value if isinstance(value, list) else [value]
            yield from (one for one in values if isinstance(one, ast.expr))
            yield from (one.context_expr for one in values if isinstance(one, ast.withitem))

    Edit = tuple[int, int, int, str, str]
    """line, from, to, what stands there now, the kind of change"""

    def _edited(
        self, node: ast.AST, inside: str, span: tuple[int, int], edits: Iterable[Edit]
    ) -> Iterator[Change]:
        for line, begin, end, now, kind in edits:
            was = self.lines[line - 1]
            changed = was[:begin] + now.encode() + was[end:]
            if changed != was:  # `while True` is always so already
                yield Change(self.module, inside, line, was.decode(), changed.decode(), kind, span)

    def _over(self, node: ast.expr | ast.stmt, now: str, kind: str) -> Iterator[Edit]:
        """Another text for something that stands on one line."""
        if node.lineno == node.end_lineno:
            yield node.lineno, node.col_offset, node.end_col_offset or 0, now, kind

    def _between(self, before: ast.expr, after: ast.expr, word: re.Pattern[str]) -> re.Match[str] | None:
        """A word between two expressions that stand on one line."""
        if before.end_lineno != after.lineno:
            return None
        line = self.lines[after.lineno - 1]
        text = " " * (before.end_col_offset or 0) + line[before.end_col_offset : after.col_offset].decode()
        return word.search(text)

    def _whole(self, node: ast.stmt) -> Iterator[Edit]:
        """What can be changed about a statement."""
        alone = node.lineno == node.end_lineno
        if isinstance(node, ast.Return) and node.value and not _nothing(node.value) and alone:
            yield from self._over(node, "return None", "value not returned")
        elif isinstance(node, ast.AugAssign):
            yield from self._swapped(node.target, node.value, {"+=": "-=", "-=": "+="}, "plus and minus")
        if alone and _droppable(node):
            yield from self._over(node, "pass", "statement dropped")
        if isinstance(node, ast.If | ast.While):
            yield from self._always(node.test)

    def _always(self, test: ast.expr) -> Iterator[Edit]:
        if not any(isinstance(one, ast.NamedExpr) for one in ast.walk(test)):
            for now in ("True", "False"):
                yield from self._over(test, now, "condition always so")

    def _default(self, node: ast.expr) -> Iterator[Edit]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from self._over(node, '""' if node.value else '"x"', "default")
        else:
            yield from self._expression(node)

    def _expression(self, node: ast.AST) -> Iterator[Edit]:
        """What can be changed about an expression."""
        match node:
            case ast.Compare():
                yield from self._compared(node)
            case ast.Constant():
                yield from self._constant(node)
            case ast.BoolOp():
                yield from self._joined(node)
            case ast.UnaryOp(op=ast.Not()):
                yield node.lineno, node.col_offset, node.col_offset + len("not "), "", "not"
            case ast.BinOp():
                yield from self._summed(node)
            case ast.Call(func=ast.Name(id=name)) if name in OTHERS:
                yield from self._over(node.func, OTHERS[name], "min and max, any and all")
            case ast.IfExp(test=test) | ast.comprehension(ifs=[test]):
                yield from self._always(test)

    def _compared(self, node: ast.Compare) -> Iterator[Edit]:
        for before, after in zip((node.left, *node.comparators), node.comparators, strict=False):
            if found := self._between(before, after, COMPARISON):
                for now in TURNED[" ".join(found[0].split())]:
                    yield after.lineno, found.start(), found.end(), now, "comparison"

    def _constant(self, node: ast.Constant) -> Iterator[Edit]:
        if isinstance(node.value, bool):
            yield from self._over(node, str(not node.value), "true and false")
        elif isinstance(node.value, int):
            yield from self._over(node, str(node.value + 1), "number")
            if node.value > 0:
                yield from self._over(node, str(node.value - 1), "number")
        elif isinstance(node.value, float):
            value = Decimal(repr(node.value))
            step = Decimal(1).scaleb(int(value.as_tuple().exponent))
            for now in (value + step, value - step):
                yield from self._over(node, str(float(now)), "number")

    def _joined(self, node: ast.BoolOp) -> Iterator[Edit]:
        for before, after in zip(node.values, node.values[1:], strict=False):
            yield from self._swapped(before, after, {" and ": " or ", " or ": " and "}, "and, or")

    def _summed(self, node: ast.BinOp) -> Iterator[Edit]:
        sides = node.left, node.right
        if not any(isinstance(one, WORDY) or _words(one) for one in sides):
            yield from self._swapped(*sides, {" + ": " - ", " - ": " + "}, "plus and minus")

    def _swapped(
        self, before: ast.expr, after: ast.expr, others: dict[str, str], kind: str
    ) -> Iterator[Edit]:
        if found := self._between(before, after, re.compile("|".join(map(re.escape, others)))):
            yield after.lineno, found.start(), found.end(), others[found[0]], kind


def _walked(node: ast.AST) -> Iterator[ast.AST]:
    """What stands inside an expression, but for messages and for what only asserts."""
    if isinstance(node, ast.JoinedStr):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.keyword) and child.arg == "strict"):
            yield from _walked(child)


def _nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _droppable(node: ast.stmt) -> bool:
    """A statement without which the module still runs."""
    match node:
        case ast.Expr(value=ast.Call()) | ast.Continue() | ast.Break() | ast.Raise() | ast.AugAssign():
            return True
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            return True
    return False
