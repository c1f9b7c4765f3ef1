"""Which tests reach which lines of cxw: recorded once for a tree, one file of tests after the other.

A file of tests is recorded again when it, what the tests share or the program is another one; what is there is gone
on with after a stop. Tests that fail in a copy of the tree without any change are left out of everything.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import coverage
from sources import CXW, MODULES, tree

ROOT = CXW.parent
PLACE = ROOT / ".mutants"
LEFT_OUT = (".git", ".venv", ".mutants", ".*_cache", "__pycache__", ".hypothesis", ".coverage*", ".peers")
PATIENCE = 1200
"""Seconds for one file of tests on a busy machine, while its lines are recorded."""


@dataclass(frozen=True)
class Test:
    """One test, and how long it takes."""

    name: str
    seconds: float
    steady: bool

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.name.split("::")[0]


def copied(number: int) -> Path:
    """A copy of the whole tree, templates and tests included, as it is now."""
    copy = PLACE / f"copy-{number}"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    prove(copy)
    return copy


def prove(copy: Path) -> None:
    """Whatever a test starts, in this process or in another one, is the program of this copy."""
    for words in (["-c", "import cxw, cxw.shipped; print(cxw.__file__)"], ["-m", "cxw.day.record"]):
        asked = [sys.executable, "-v", *words] if words[0] == "-m" else [sys.executable, *words]
        done = subprocess.run(
            asked, cwd=PLACE, env=surroundings(copy), capture_output=True, text=True, check=True
        )
        assert str(copy / "cxw") in done.stdout + done.stderr, f"{copy} is not what is tested"
        assert f"{ROOT / 'cxw'}{os.sep}" not in done.stdout + done.stderr, f"{ROOT} is tested, not the copy"


def surroundings(copy: Path, **more: object) -> dict[str, str]:
    """The surroundings of tests in a copy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "NOTICED"))}
    kept |= {name: str(value) for name, value in more.items()}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONPATH": os.pathsep.join((str(copy), str(copy / "tests")))}


def tested(copy: Path, files: Sequence[str], patience: float, *options: str, **more: object) -> int | None:
    """Run tests in a copy: pytest's code, or nothing when they have not come to an end in time."""
    command = [sys.executable, "-m", "pytest", "-p", "noticed_plugin", "-p", "no:cacheprovider", *options]
    command += ["-m", "not soak", "--tb=no", *files]
    env = surroundings(copy, **more)
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=copy, env=env, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as run:
        try:
            return run.wait(patience)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)


def _seal(files: Sequence[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def seal_of(seals: Iterable[str]) -> str:
    """One seal for many."""
    return hashlib.sha256("".join(seals).encode()).hexdigest()[:16]


def _under(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts]


@cache
def program() -> str:
    """The program as it is now."""
    return _seal(_under("cxw", "templates", "workshops"))


@cache
def test_files() -> dict[str, str]:
    """Each file of tests, and what it is now: itself and what all of them share."""
    shared = _seal([path for path in _under("tests") if not path.name.startswith(("test_", "noticed"))])
    return {
        f"tests/{path.name}": seal_of([program(), shared, _seal([path])])
        for path in sorted((ROOT / "tests").glob("test_*.py"))
    }


def record() -> None:
    """Record whatever is missing, two files of tests at a time, the largest first and the slow ones last."""
    wanted = {_kept(file): file for file in test_files()}
    (PLACE / "lines").mkdir(parents=True, exist_ok=True)
    for old in (PLACE / "lines").iterdir():
        if old not in wanted:
            shutil.rmtree(old)
    missing = [file for place, file in wanted.items() if not (place / "whole").exists()]
    if not missing:
        return
    copied(0)
    missing.sort(key=lambda file: ("terminal" in file, -(ROOT / file).stat().st_size))
    with ThreadPoolExecutor(2) as pool:
        for n, file in enumerate(pool.map(_recorded, missing), 1):
            print(f"lines reached, {n} of {len(missing)}: {file}", flush=True)


def _kept(file: str) -> Path:
    return PLACE / "lines" / f"{Path(file).stem}-{test_files()[file]}"


def _recorded(file: str) -> str:
    place = _kept(file)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    more = {"NOTICED_TOLD": place / "told", "NOTICED_LINES": place / "lines"}
    code = tested(PLACE / "copy-0", [file], PATIENCE, **more)
    whole = coverage.Coverage(data_file=str(place / "data"), config_file=False, messages=False)
    whole.combine([str(path) for path in place.glob("lines.*") if path.suffix != ".rc"])
    whole.save()
    (place / "whole").write_text(f"{code}\n", "utf-8")
    return file


class Reached:
    """What was recorded: tests by the line of cxw they reach."""

    def __init__(self) -> None:
        self.tests: dict[str, Test] = {}
        self.collecting: dict[str, float] = {}
        self.reach = Counter[str]()
        self._data: dict[str, coverage.CoverageData] = {}
        for file in test_files():
            if (_kept(file) / "whole").exists():
                self._read(file, _kept(file))

    def _read(self, file: str, place: Path) -> None:
        for line in (place / "told").read_text("utf-8").splitlines():
            one = json.loads(line)
            if "collected" in one:
                self.collecting[file] = one["collected"]
            else:
                self.tests[one["test"]] = Test(one["test"], one["seconds"], steady=not one["failed"])
        data = coverage.CoverageData(str(place / "data"))
        data.read()
        self._data[file] = data
        self._count(place / "data")

    def _count(self, data: Path) -> None:
        """How many lines each test reaches: whoever reaches few is about them."""
        asked = "select context, numbits from line_bits join context on context.id = context_id"
        with contextlib.closing(sqlite3.connect(data)) as kept:
            for test, bits in kept.execute(asked):
                self.reach[test] += int.from_bytes(bits, "little").bit_count()

    @cache  # noqa: B019 - there is one of these
    def lines(self, module: str) -> Mapping[int, frozenset[str]]:
        """The tests that reach each line of a module."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for data in self._data.values():
            for line, tests in data.contexts_by_lineno(str(PLACE / "copy-0" / module)).items():
                found[line].update(name for name in tests if name in self.tests)
        return {line: frozenset(tests) for line, tests in found.items()}

    def among(self, module: str, first: int, last: int) -> frozenset[str]:
        """The tests that reach one of these lines."""
        lines = self.lines(module)
        return frozenset[str]().union(*(lines.get(line, ()) for line in range(first, last + 1)))

    def of(self, module: str, first: int, last: int) -> list[Test]:
        """The steady tests that may notice a change of these lines.

        What runs once, at import or behind a cache, is reached by whoever runs the lines that name it.
        """
        found = self.among(module, first, last)
        for name in once(module, first):
            found |= self._naming(name, 3)
        if not found:
            found = frozenset().union(*self.lines(module).values())
        return [self.tests[name] for name in sorted(found) if self.tests[name].steady]

    def _naming(self, name: str, further: int) -> frozenset[str]:
        found: set[str] = set()
        for module, line in _uses[name]:
            found |= self.among(module, line, line)
            for above in once(module, line):
                if above != name and further:
                    found |= self._naming(above, further - 1)
        return frozenset(found)


class _Uses(dict[str, list[tuple[str, int]]]):
    """Where each name is used, in all of cxw, found once."""

    def __missing__(self, name: str) -> list[tuple[str, int]]:
        if not self:
            for path in MODULES:
                for used, line in _names(tree(path)):
                    self.setdefault(used, []).append((str(path.relative_to(ROOT)), line))
            return self.get(name, [])
        return []


_uses = _Uses()


def _names(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


CACHED = ("cache", "lru_cache", "cached_property")


@cache
def _once(module: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    _mark(tree(ROOT / module).body, found, ())
    return found


def _mark(body: Sequence[ast.stmt], found: dict[int, tuple[str, ...]], inside: tuple[str, ...]) -> None:
    for node in body:
        if isinstance(node, ast.ClassDef):
            found |= dict.fromkeys(_span(node), (node.name,))
            _mark(node.body, found, (node.name,))
        elif isinstance(node, ast.FunctionDef):
            cached = any(word in ast.unparse(one) for one in node.decorator_list for word in CACHED)
            last = node.end_lineno if cached else node.body[0].lineno - 1
            found |= dict.fromkeys(range(node.lineno, (last or 0) + 1), (node.name,))
            if not cached:
                for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1):
                    found.pop(line, None)
        else:
            found |= dict.fromkeys(_span(node), inside or _assigned(node))


def _span(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _assigned(node: ast.stmt) -> tuple[str, ...]:
    """The names that a statement gives values to: `A = 1`, `A: int = 1`, `A, B = 1, 2`."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    parts = (one for target in targets if target is not None for one in ast.walk(target))
    return tuple(one.id for one in parts if isinstance(one, ast.Name))


def once(module: str, line: int) -> tuple[str, ...]:
    """The names by which is used what a line gives once; none for lines that run each time."""
    return _once(module).get(line, ())
