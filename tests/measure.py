"""How the code is shaped, counted: what hides in expressions, names that stand twice, blocks that do.

    python tests/measure.py [FOLDER] [--write]

Prints a table for `cxw/` (or another folder, such as that of an older commit). With --write the column "Now" of
docs/architecture.md becomes this.
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from statistics import median

import sources

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
BLOCK = 6
"""Lines from which the same text twice is a duplicated block."""
COMPLEX, LONG = 12, 40
PLAIN = 14
"""Letters a duplicated line has at least to count: a bracket or `else:` says nothing."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class Shape:
    """The modules of a package, and what is counted in them."""

    folder: Path
    modules: dict[Path, ast.Module] = field(init=False)

    def __post_init__(self) -> None:
        files = sorted(self.folder.rglob("*.py"))
        self.modules = {file: sources.tree(file) for file in files}

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of every module."""
        return [*chain.from_iterable(map(sources.nodes, self.modules))]

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """Every statement that is no docstring."""
        return [node for node in self.nodes if isinstance(node, ast.stmt) and not _is_text(node)]

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method."""
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def classes(self) -> list[str]:
        """The name of every class."""
        return [node.name for node in self.nodes if isinstance(node, ast.ClassDef)]

    @cached_property
    def public(self) -> list[str]:
        """The name of every public function of a module; overloads and other languages of one are no others."""
        return [
            node.name
            for file, tree in self.modules.items()
            if not file.stem.endswith("_de")
            for node in tree.body
            if isinstance(node, Function) and not (node.name.startswith("_") or _overload(node))
        ]

    @cached_property
    def in_two_loops(self) -> list[tuple[Path, int]]:
        """Where a comprehension has two `for`, by file and line; tables apart."""
        found: list[tuple[Path, int]] = []
        for file, tree in self.modules.items():
            nodes = (node for node in sources.nodes(file) if isinstance(node, COMPREHENSIONS))
            if two := {node for node in nodes if len(node.generators) > 1}:
                found += sorted((file, node.lineno) for node in two.difference(_tables(tree)))
        return found

    def rows(self) -> Iterator[tuple[str, str]]:
        """What is counted, and how many of it there are."""
        yield "Modules", str(len(self.modules))
        yield f"Entries of `{self.folder.name}/`", str(self._entries())
        yield "Modules over 400 lines", str(sum(_lines(file) > 400 for file in self.modules))
        yield "AST nodes", f"{len(self.nodes):,}"
        yield "Statements", f"{len(self.statements):,}"
        yield from self._functions()
        yield from self._expressions()
        yield from self._names()
        yield f"Duplicated blocks of {BLOCK} lines", str(duplicated(self.modules))

    def _entries(self) -> int:
        return sum(
            1
            for one in self.folder.iterdir()
            if not one.name.startswith(("__pycache__", ".")) and _holds_code(one)
        )

    def _functions(self) -> Iterator[tuple[str, str]]:
        bodies = [body(function) for function in self.functions]
        branches = [complexity(function) for function in self.functions]
        yield "Functions and methods", f"{len(bodies):,}"
        yield "Lines of a body: median, longest", f"{median(bodies):.0f}, {max(bodies)}"
        yield f"Bodies over {LONG} lines", str(sum(lines > LONG for lines in bodies))
        yield f"Full complexity over {COMPLEX}", str(sum(one > COMPLEX for one in branches))
        yield "Full complexity at most", str(max(branches))

    def _expressions(self) -> Iterator[tuple[str, str]]:
        conditional = [node for node in self.nodes if isinstance(node, ast.IfExp)]
        comprehensions = [node for node in self.nodes if isinstance(node, COMPREHENSIONS)]
        each = [*map(conditionals, self.statements)]
        nested = [one for one in conditional if any(isinstance(node, ast.IfExp) for node in _below(one))]
        yield "Conditional expressions", f"{len(conditional):,}"
        yield "Comprehensions", f"{len(comprehensions):,}"
        yield "Conditional expressions per 1,000 statements", self._per_thousand(len(conditional))
        yield "Comprehensions per 1,000 statements", self._per_thousand(len(comprehensions))
        yield "Statements with more than one conditional expression", str(sum(n > 1 for n in each))
        yield "Nested conditional expressions", str(len(nested))
        two = sum(len(one.generators) > 1 for one in comprehensions)
        yield "Comprehensions with two `for`", str(two)
        yield "Of these, outside tables", str(len(self.in_two_loops))

    def _per_thousand(self, count: int) -> str:
        return f"{1_000 * count / max(1, len(self.statements)):.0f}"

    def _names(self) -> Iterator[tuple[str, str]]:
        yield "Class names that stand twice or more", str(len(twice(self.classes)))
        share = 100 * len(shared(self.public)) / max(1, len(self.public))
        yield "Public functions that share a name", f"{share:.0f} %"


def complexity(function: Function) -> int:
    """One, and one for each branch wherever it hides; functions inside count by themselves."""
    return 1 + sum(map(_branches, _inside(function)))


def conditionals(statement: ast.stmt) -> int:
    """How many conditional expressions stand in a statement itself, without statements inside it."""
    return sum(isinstance(node, ast.IfExp) for node in _own(statement))


def _branches(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return isinstance(
        node, ast.If | ast.For | ast.AsyncFor | ast.While | ast.IfExp | ast.ExceptHandler | ast.match_case
    )


def body(function: Function) -> int:
    """Lines of a function without its head and its docstring."""
    first = [node for node in function.body if not _is_text(node)]
    return first[-1].end_lineno - first[0].lineno + 1 if first and first[-1].end_lineno else 0


def twice(names: Iterable[str]) -> list[str]:
    """The names that stand more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def _overload(function: Function) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "overload" for one in function.decorator_list)


def shared(names: Sequence[str]) -> list[str]:
    """Every name that another has too, as often as it stands."""
    again = set(twice(names))
    return [name for name in names if name in again]


def duplicated(modules: Iterable[Path]) -> int:
    """How many blocks of lines stand again somewhere, overlapping ones as one; imports and docstrings apart."""
    places: dict[tuple[str, ...], list[tuple[Path, int]]] = {}
    for file in modules:
        lines = _plain_lines(file)
        for at in range(len(lines) - BLOCK + 1):
            block = tuple(text for _, text in lines[at : at + BLOCK])
            places.setdefault(block, []).append((file, at))
    again = {place for found in places.values() if len(found) > 1 for place in found}
    return sum((file, at - 1) not in again for file, at in again)


def _plain_lines(file: Path) -> list[tuple[int, str]]:
    """The lines of a module that say something, without imports, comments and docstrings."""
    source = file.read_text("utf-8")
    skipped = set[int]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_text(node):
            skipped |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))  # type: ignore[attr-defined]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip():
            skipped.add(token.start[0])
    told = enumerate(source.splitlines(), 1)
    return [(n, line.strip()) for n, line in told if n not in skipped and len(line.strip()) >= PLAIN]


def _tables(tree: ast.Module) -> set[ast.AST]:
    """All that stands in the constants of a module: what is built there, once and from data, is a table."""
    constants = (node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
    return {*chain.from_iterable(map(ast.walk, constants))}


def _is_text(node: ast.AST) -> bool:
    """Whether a statement is a docstring, or words that stand under a name."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """What stands in a statement itself, without statements inside it."""
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from ast.walk(child)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    return chain.from_iterable(map(ast.walk, ast.iter_child_nodes(node)))


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """All that is inside a function, but for functions of its own."""
    waiting = [*ast.iter_child_nodes(node)]
    while waiting:
        child = waiting.pop()
        if not isinstance(child, Function):
            yield child
            waiting += ast.iter_child_nodes(child)


def _lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def _holds_code(entry: Path) -> bool:
    return entry.suffix == ".py" or any(entry.rglob("*.py"))


def table(rows: Sequence[tuple[str, str]], before: dict[str, str]) -> str:
    """What is counted now, beside what was counted at first."""
    lines = ["| | At first | Now |", "|:---|---:|---:|"]
    return "\n".join([*lines, *(f"| {what} | {before.get(what, now)} | {now} |" for what, now in rows)])


def written(page: str, rows: Sequence[tuple[str, str]]) -> str:
    """The page with its table made anew; the first column of numbers stays."""
    head, rest = page.split(BEGIN)
    old, tail = rest.split(END)
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in old.splitlines() if "|" in line
    ]
    before = {one[0]: one[1] for one in cells[2:]}
    return f"{head}{BEGIN}\n\n{table(rows, before)}\n\n{END}{tail}"


def main() -> None:
    """Count, print, and with --write put it into the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=ROOT / "cxw")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    rows = [*Shape(given.folder).rows()]
    print(table(rows, {}))
    if given.write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), rows), "utf-8")


if __name__ == "__main__":
    main()
