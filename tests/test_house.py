"""The house stands as it was drawn: no import runs uphill, no circle, and one room for each library."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from measure import COMPLEX, Function, Shape, complexity, conditionals, shared, twice
from sources import CXW, MODULES, nodes, text, tree

ROOT = CXW.parent

FLOORS = (
    ("errors", "theme", "shipped", "model", "drawing"),
    ("text",),
    ("questions",),
    ("day",),
    ("sessionfile", "stats", "collect", "sharing"),
    ("findings", "keyboard", "phones", "replay", "survey"),
    ("pictures", "rehearsal"),
    ("handout", "wall"),
    ("workshop",),
    ("demo",),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

ROOMS = {
    "yaml": {"sessionfile"},
    "questionary": {"keyboard"},
    "prompt_toolkit": {"keyboard"},
    "rich": {"wall.terminal"},
    "jinja2": {"handout", "phones", "survey", "wall.browser"},
    "markupsafe": {"handout"},
    "markdown_it": {"handout"},
    "typst": {"handout"},
    "numpy": {"stats", "findings"},
    "typer": {"cli"},
    "csv": {"collect", "survey"},
    "openpyxl": {"collect", "survey"},
    "docx": {"survey"},
    "pydantic": {"model", "sessionfile"},
    "wcwidth": {"drawing"},
    "starlette": {"phones", "wall.browser"},
    "uvicorn": {"phones"},
    "segno": {"phones"},
    "ifaddr": {"phones"},
    "icalendar": {"cli"},
}
STANDARD = sys.stdlib_module_names


@cache
def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(path) for path in MODULES}


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module a file imports, anywhere in it; `from package import module` counts as the module."""
    found: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            wholes = (f"{node.module}.{name.name}" for name in node.names)
            found += (whole if whole in NAMES else str(node.module) for whole in wholes)
    return tuple(found)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_no_import_runs_uphill() -> None:
    for here, module in ((dotted(path), module) for path in MODULES for module in imports(path)):
        if module.startswith("cxw.") and room(module) != room(here):
            assert FLOOR[room(module)] < FLOOR[room(here)], (
                f"{here} imports {module} from its own floor or above"
            )


def test_every_room_has_a_floor_and_every_floor_its_rooms() -> None:
    rooms = {room(name) for name in NAMES} - {""}
    assert rooms == set(FLOOR)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_house_is_drawn_as_it_stands(page: str) -> None:
    lines = re.findall(r"^(?:\| )? ?(\d+) (?:\|)? ?(.*)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    drawn = {(int(floor), room) for floor, line in lines for room in _rooms_of(line)}
    assert drawn == {(floor, room) for room, floor in FLOOR.items()}


def _rooms_of(line: str) -> list[str]:
    """The rooms a line of the drawing names: all that stands in its first cell, or before two spaces."""
    if "`" in line:
        return [
            name.removesuffix(".py") for name in re.findall(r"`([\w.]+)`", line.split("|", maxsplit=1)[0])
        ]
    return line.split("  ") if "shipped" in line else line.split()[:1]


def test_no_imports_run_in_a_circle() -> None:
    arrows = {dotted(p): {m for m in imports(p) if m in NAMES and m != dotted(p)} for p in MODULES}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name not in done:
            for module in arrows[name]:
                walk(module, (*above, name))
            done.add(name)

    for name in arrows:
        walk(name, ())


def test_each_library_stays_in_its_room() -> None:
    for here, module in ((dotted(path), module) for path in MODULES for module in imports(path)):
        top = module.split(".")[0]
        if top in ROOMS:
            assert any(f"{here}.".startswith(f"cxw.{own}.") for own in ROOMS[top]), f"{here} imports {module}"
        elif top not in STANDARD:
            assert top == "cxw", f"{top} has no room yet: give it one"


def test_no_stage_of_the_wall_knows_how_it_is_painted() -> None:
    """Pages are data: only the wall's door and the painters themselves name a painter."""
    for here, module in ((dotted(path), module) for path in MODULES for module in imports(path)):
        if module.startswith("cxw.wall.terminal"):
            assert here == "cxw.wall" or here.startswith("cxw.wall.terminal"), f"{here} imports {module}"
        if module.startswith("cxw.wall.browser") and room(here) == "wall":
            assert here.startswith("cxw.wall.browser"), f"{here} imports {module}"
        if here.startswith("cxw.wall.terminal") and room(module) == "wall":
            assert module == "cxw.wall.page" or module.startswith("cxw.wall.terminal"), (
                f"{here} imports {module}"
            )


def test_a_module_has_a_reason_and_at_most_400_lines() -> None:
    for path in MODULES:
        assert ast.get_docstring(tree(path)), path
        assert len(text(path).splitlines()) <= 400, path


FORBIDDEN = ("utils.py", "helpers.py", "constants.py", "base.py", "services")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [path for path in MODULES if path.name in FORBIDDEN or "services" in path.parts]


NAMED_ALIKE = 0.1
"""Of the public functions so many may share a name: verbs that are always called with their module, `rounds.close`."""


@cache
def shape() -> Shape:
    return Shape(CXW)


def test_no_class_name_stands_twice() -> None:
    assert not sorted(twice(shape().classes))


def test_few_public_functions_share_a_name() -> None:
    alike = shared(shape().public)
    assert len(alike) <= NAMED_ALIKE * len(shape().public), sorted(set(alike))


def body_lines(function: ast.FunctionDef, others: Sequence[ast.FunctionDef]) -> int:
    """Lines of a function without its docstring and those of the others of its module that stand inside it."""
    first = function.body[1:] if ast.get_docstring(function) else function.body
    if not first:
        return 0
    last = first[-1].end_lineno or 0
    inner = [(one.lineno, one.end_lineno or 0) for one in others if function.lineno < one.lineno <= last]
    return last - first[0].lineno + 1 - sum(end - begin + 1 for begin, end in inner)


def test_functions_are_short() -> None:
    lengths = list[tuple[int, str]]()
    for path in MODULES:
        functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
        lengths += [(body_lines(one, functions), f"{dotted(path)}.{one.name}") for one in functions]
    assert not [name for lines, name in lengths if lines > 40]
    assert sorted(lines for lines, _ in lengths)[len(lengths) // 2] <= 6


A_LINE_A_KIND = {
    "cxw.handout.figures.heard.heard",
    "cxw.pictures.drawing._painted",
    "cxw.pictures.units.unit_of",
}
"""One `match` over every kind of chart, which the types prove whole: a table would prove less."""


def every_node() -> Iterator[tuple[str, ast.AST]]:
    """Everything in every module, with the module's name."""
    for path in MODULES:
        for node in nodes(path):
            yield dotted(path), node


def test_a_function_has_few_branches_wherever_they_hide() -> None:
    functions = [(place, node) for place, node in every_node() if isinstance(node, Function)]
    over = {f"{place}.{node.name}" for place, node in functions if complexity(node) > COMPLEX}
    assert over == A_LINE_A_KIND


def test_a_statement_has_one_conditional_expression_at_most() -> None:
    for path in MODULES:
        lines = [node.lineno for node in nodes(path) if isinstance(node, ast.IfExp)]
        doubled = [
            node.lineno
            for node in nodes(path)
            if isinstance(node, ast.stmt)
            and sum(node.lineno <= line <= (node.end_lineno or 0) for line in lines) > 1
            and conditionals(node) > 1
        ]
        assert not doubled, f"{path}:{doubled}"


IN_TWO_LOOPS = 20
"""Comprehensions may have two `for`, beside tables: where pairs are made, or one thing is found by many words."""


def test_few_comprehensions_have_two_loops() -> None:
    found = [f"{file}:{line}" for file, line in shape().in_two_loops]
    assert len(found) <= IN_TWO_LOOPS, found


CLOCKS = ("perf_counter", "monotonic", "process_time", "thread_time", "time_ns", "time.time()")


def asserts_of_a_clock(written: str) -> list[int]:
    """The lines of a test that assert how long something took: true on a quiet machine, and false on a busy one."""
    if not any(clock in written for clock in CLOCKS):
        return []
    tree, known = ast.parse(written), {*CLOCKS}

    def told(node: ast.AST) -> bool:
        return any(clock in known for part in ast.walk(node) for clock in _names_of(part))

    for node in sorted(ast.walk(tree), key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(node, ast.Assign) and told(node.value):
            known |= {
                name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
            }
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert) and told(node.test)]


def _names_of(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Call) and ast.unparse(node) == "time.time()":
        return ("time.time()",)
    return (node.attr.removesuffix("_ns"),) if isinstance(node, ast.Attribute) else ()


def test_no_test_asserts_how_long_something_took() -> None:
    for path in sorted(Path(__file__).parent.glob("*.py")):
        assert asserts_of_a_clock(path.read_text("utf-8")) == [], path.name


@pytest.mark.parametrize(
    "written",
    [
        "start = time.perf_counter()\nact()\nassert time.perf_counter() - start < 2\n",
        "began = time.monotonic()\nact()\ntook = time.monotonic() - began\nassert took < 2, took\n",
        "began = time.time()\nact()\nassert 2 > time.time() - began\n",
        "began = process_time()\nact()\nassert process_time() - began < 2\n",
    ],
)
def test_an_assertion_about_a_clock_is_found(written: str) -> None:
    assert asserts_of_a_clock(written)


def test_what_is_tried_more_often_in_the_long_run_is_part_of_it() -> None:
    sources = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "tests").glob("test_*.py")}
    lacking = {
        name: source for name, source in sources.items() if "often(" in source and "pytestmark" not in source
    }
    for name, source in lacking.items():
        tests = [one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)]
        passed_over = [one.name for one in tests if one.name.startswith("test_") and _passed_over(one)]
        assert passed_over == [], f"{name} lacks `pytestmark = LONGER`"


def _passed_over(test: ast.FunctionDef) -> bool:
    """Whether a test asks how often it is tried, and has neither mark of what the long run takes."""
    words = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    marks = " ".join(map(ast.unparse, test.decorator_list))
    return "often" in words and "given(" not in marks and "soak" not in marks
