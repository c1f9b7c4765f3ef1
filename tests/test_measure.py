"""What `make measure` counts is what is there."""

from __future__ import annotations

import ast
from pathlib import Path

from measure import BEGIN, END, Shape, body, complexity, duplicated, written


def function(source: str) -> ast.FunctionDef:
    (found,) = ast.parse(source).body
    assert isinstance(found, ast.FunctionDef)
    return found


def test_branches_count_wherever_they_hide() -> None:
    assert complexity(function("def f(): return 1")) == 1
    assert complexity(function("def f(a, b, c): return a and b or c")) == 3
    assert complexity(function("def f(a): return 1 if a else 2 if a is None else 3")) == 3
    assert complexity(function("def f(rows): return [x for row in rows for x in row if x if row]")) == 5
    assert complexity(function("def f(a):\n try:\n  while a: a -= 1\n except OSError: pass")) == 3
    assert complexity(function("def f(a):\n match a:\n  case 1: return 1\n  case _: return 2")) == 3


def test_a_function_inside_another_counts_by_itself() -> None:
    outer = function("def f(a):\n def g(b): return b or a\n return g")
    assert complexity(outer) == 1


def test_a_body_is_counted_without_its_docstring() -> None:
    assert body(function('def f():\n """Why."""\n a = 1\n return a')) == 2
    assert body(function('def f():\n """Nothing to do."""')) == 0


def test_the_shape_of_a_package(tmp_path: Path) -> None:
    house = tmp_path / "house"
    (house / "room").mkdir(parents=True)
    (house / "one.py").write_text(
        "class A: ...\ndef of(a): return 1 if a else 2 if a is None else 3\n", "utf-8"
    )
    (house / "room" / "two.py").write_text(
        "class A: ...\n"
        "def of(rows): return [x for row in rows for x in row]\n"
        "HEADS: dict = {word: role for role in ROLES for word in role.split()}\n",
        "utf-8",
    )
    rows = dict(Shape(house).rows())
    assert rows["Modules"] == rows["Entries of `house/`"] == "2"
    assert rows["Conditional expressions"] == "2"
    assert rows["Nested conditional expressions"] == "1"
    assert rows["Statements with more than one conditional expression"] == "1"
    assert rows["Comprehensions with two `for`"] == "2"
    assert rows["Of these, outside tables"] == "1"
    assert rows["Class names that stand twice or more"] == "1"
    assert rows["Public functions that share a name"] == "100 %"


def test_lines_that_stand_again_are_one_block_however_long(tmp_path: Path) -> None:
    lines = [f"the_number_{n} = {n} + 1" for n in range(9)]
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text("\n".join([f"import {name[:-3]}", *lines]), "utf-8")
    assert duplicated(sorted(tmp_path.glob("*.py"))) == 2
    (tmp_path / "two.py").write_text("\n".join(lines[:5]), "utf-8")
    assert duplicated(sorted(tmp_path.glob("*.py"))) == 0


def test_what_was_counted_at_first_stays() -> None:
    page = f"Before\n{BEGIN}\n\n| | At first | Now |\n|:---|---:|---:|\n| Modules | 3 | 4 |\n\n{END}\nAfter\n"
    again = written(page, [("Modules", "5"), ("Names", "7")])
    assert "| Modules | 3 | 5 |" in again
    assert "| Names | 7 | 7 |" in again
    assert again.startswith("Before")
    assert again.endswith("After\n")
