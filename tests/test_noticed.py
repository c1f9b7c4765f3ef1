"""What `make mutants` changes: one line each, never what only says something, the same ones each time."""

from __future__ import annotations

import noticed
import pytest
from noticed_changes import Changes, changes_of, drawn
from noticed_lines import once

TEXT = '''"""A page, 3 of them."""
MOST = 5


@cache(maxsize=3)
def first(rows: tuple[int, 2], least: int = 1, *, sure: bool = False) -> bool:
    """At most 7 rows, and not more."""
    assert least > 0, "a message < 3"
    if not rows or least <= 2 and sure:
        raise ValueError(f"{least + 1} is too few")
    rows.sort(key=len)
    found = [row + 1 for row in rows if row is not None]
    for a, b in zip(rows, found, strict=True):
        least -= a
        continue
    while True:
        break
    return min(found) == 0.25
'''
CHANGED = {
    "MOST = 5": {"MOST = 6", "MOST = 4"},
    "def first(rows: tuple[int, 2], least: int = 1, *, sure: bool = False) -> bool:": {
        "def first(rows: tuple[int, 2], least: int = 2, *, sure: bool = False) -> bool:",
        "def first(rows: tuple[int, 2], least: int = 0, *, sure: bool = False) -> bool:",
        "def first(rows: tuple[int, 2], least: int = 1, *, sure: bool = True) -> bool:",
    },
    "if not rows or least <= 2 and sure:": {
        "if rows or least <= 2 and sure:",
        "if not rows and least <= 2 and sure:",
        "if not rows or least <= 2 or sure:",
        "if not rows or least < 2 and sure:",
        "if not rows or least > 2 and sure:",
        "if not rows or least <= 3 and sure:",
        "if not rows or least <= 1 and sure:",
        "if True:",
        "if False:",
    },
    'raise ValueError(f"{least + 1} is too few")': {"pass"},
    "rows.sort(key=len)": {"pass"},
    "found = [row + 1 for row in rows if row is not None]": {
        "found = [row - 1 for row in rows if row is not None]",
        "found = [row + 2 for row in rows if row is not None]",
        "found = [row + 0 for row in rows if row is not None]",
        "found = [row + 1 for row in rows if row is None]",
        "found = [row + 1 for row in rows if True]",
        "found = [row + 1 for row in rows if False]",
    },
    "least -= a": {"least += a", "pass"},
    "continue": {"pass"},
    "while True:": {"while False:"},
    "break": {"pass"},
    "return min(found) == 0.25": {
        "return max(found) == 0.25",
        "return min(found) != 0.25",
        "return min(found) == 0.26",
        "return min(found) == 0.24",
        "return None",
    },
}


def test_what_is_changed_about_a_line_and_that_nothing_is_that_only_says_something() -> None:
    found: dict[str, set[str]] = {}
    for change in Changes("cxw/page.py", TEXT).found():
        found.setdefault(change.was.strip(), set()).add(change.now.strip())
    assert found == CHANGED


def test_each_change_is_of_its_line_and_the_module_can_still_be_read() -> None:
    for change in Changes("cxw/page.py", TEXT).found():
        lines = TEXT.split("\n")
        assert lines[change.line - 1] == change.was != change.now
        assert change.span[0] <= change.line <= change.span[1]
        lines[change.line - 1] = change.now
        compile("\n".join(lines), change.module, "exec")


def test_the_same_changes_are_drawn_each_time_and_no_two_on_one_line() -> None:
    all_of_them = [*changes_of("cxw/stats/disagreement/cells.py"), *changes_of("cxw/day/record.py")]
    first = drawn(all_of_them, 120, 1)
    assert drawn(all_of_them[::-1], 120, 1) == first
    assert drawn(all_of_them, 100, 1) == first[:100]
    assert drawn(all_of_them, 100, 2) != first[:100]
    assert len({(one.module, one.line) for one in first}) == len({one.key for one in first}) == 120


def test_each_equivalent_is_a_change_that_could_be_drawn_and_has_a_reason() -> None:
    listed = noticed.equivalents()
    keys = {change.key for module in {key.split()[0] for key in listed} for change in changes_of(module)}
    assert [key for key in listed if key not in keys] == []
    assert all(len(why.split()) > 4 for why in listed.values())


@pytest.mark.parametrize(
    ("module", "words", "names"),
    [
        ("cxw/stats/disagreement/contested.py", "CELLS = ", ("CELLS",)),
        ("cxw/stats/disagreement/cells.py", "def _flagged(", ("_flagged",)),
        ("cxw/stats/disagreement/cells.py", "unknown = cell.dont_know_share", ()),
        ("cxw/day/agenda.py", "MOST_FINDINGS, MOST_ANSWERS = ", ("MOST_FINDINGS", "MOST_ANSWERS")),
    ],
)
def test_what_runs_once_is_known_by_its_names(module: str, words: str, names: tuple[str, ...]) -> None:
    lines = (noticed.HERE.parent / module).read_text("utf-8").splitlines()
    (number,) = [n for n, line in enumerate(lines, 1) if line.strip().startswith(words)]
    assert once(module, number) == names
