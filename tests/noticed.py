"""Whether the tests notice when one line of cxw is another one.

    python tests/noticed.py                 200 changes, two at a time; what is there is gone on with
    python tests/noticed.py --only camps    those in whose name this stands
    python tests/noticed.py --table         the table and what is not noticed, of what is there

Each change is made in a copy of the tree and tested by the tests that reach its line (`noticed_lines.py`), those
first that reach little else, until one fails; one that takes long is then run without the change, and counts
only when it passes. Changes that no user and no test could ever notice stand in `noticed.toml`, with the reason. What was not
noticed is tried again when the tests are others. Fails when under 90 % are noticed of those that are no equivalents.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import queue
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import noticed_lines  # noqa: E402  the path is set above
from noticed_changes import Change, drawn, possible  # noqa: E402
from noticed_lines import PLACE, Reached, Test  # noqa: E402

FLOOR = 0.9
STEPS = (3.0, 10.0, 30.0, 60.0)
"""Seconds of the processor's time in each step; the first one notices most changes."""
PARTS = 2
"""No file of tests gets more than this part of a step, so that others have their turn."""
QUICK = 1.0
"""Seconds below which a test starts no other program, and fails for no reason of the machine's."""
PATIENCE = 60.0
"""Seconds above ten times what the tests of a step take: a change that hangs is noticed."""
NOTICED, EQUIVALENT, NOT_YET = "noticed", "equivalent", "not yet"
Results = dict[str, dict[str, str]]
"""Key of a change -> what came of it: `said`, the test that noticed it, the tests that were there."""


def main() -> int:
    """Try what has not been tried, say what came of it."""
    asked = _asked()
    chosen = [one for one in drawn(possible(), asked.count, asked.seed) if asked.only in one.key]
    results = kept(asked.into)
    if not asked.table:
        noticed_lines.record()
        _try([one for one in chosen if not _known(results.get(one.key))], results, asked.into)
    return told(chosen, results)


def _asked() -> argparse.Namespace:
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    said.add_argument("--count", type=int, default=200)
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--only", default="", help="changes in whose names this stands")
    said.add_argument("--into", type=Path, default=PLACE / "results.jsonl", help="where the results are kept")
    said.add_argument("--table", action="store_true", help="try nothing: what came of the changes so far")
    return said.parse_args()


def tests_now() -> str:
    """The tests as they are now."""
    return noticed_lines.seal_of(noticed_lines.test_files().values())


def kept(file: Path) -> Results:
    """What earlier runs found about the program as it is now."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    found = [one for one in map(json.loads, lines) if one["program"] == noticed_lines.program()]
    return {one["change"]: one for one in found}


def _known(result: Mapping[str, str] | None) -> bool:
    return result is not None and (result["said"] == NOTICED or result["tests"] == tests_now())


def _try(changes: Iterable[Change], results: Results, file: Path) -> None:
    """Two at a time, each in a copy of its own."""
    waiting = list(changes)
    if not waiting:
        return
    reached, free = Reached(), queue.SimpleQueue[Path]()
    for number in (1, 2):
        free.put(noticed_lines.copied(number))

    def one(change: Change) -> dict[str, str]:
        copy = free.get()
        try:
            return Trial(copy, change, reached).result()
        finally:
            free.put(copy)

    with ThreadPoolExecutor(2) as pool:
        for n, done in enumerate(as_completed(pool.submit(one, change) for change in waiting), 1):
            result = done.result()
            results[result["change"]] = result
            with file.open("a", encoding="utf-8") as out:
                print(json.dumps(result, ensure_ascii=False), file=out)
            print(f"{n} of {len(waiting)}: {result['said']:8} {result['change']}  {result['by']}", flush=True)


@dataclass
class Trial:
    """One change, made in a copy."""

    copy: Path
    change: Change
    reached: Reached
    unsteady: set[str] = field(default_factory=set)

    def result(self) -> dict[str, str]:
        """What came of it."""
        by = next(filter(None, map(self._noticed_by, self._steps())), "")
        now = {"program": noticed_lines.program(), "tests": tests_now()}
        return now | {"change": self.change.key, "said": NOTICED if by else NOT_YET, "by": by}

    def _steps(self) -> Iterator[list[Test]]:
        """Tests that reach the line, a part of each file in each step."""
        files: defaultdict[str, list[Test]] = defaultdict(list)
        for test in sorted(
            self.reached.of(self.change.module, *self.change.span), key=lambda one: one.seconds
        ):
            files[test.file].append(test)
        waiting = sorted(files, key=lambda name: self._rank(name, files[name]))
        for room in STEPS:
            step, left = list[Test](), room
            for file in [*waiting]:
                left -= self.reached.collecting[file]
                taken = _worth(files[file], min(left, room / PARTS))
                left -= sum(test.seconds for test in taken)
                step += taken
                files[file] = files[file][len(taken) :]
                if not files[file]:
                    waiting.remove(file)
                if left <= 0:
                    break
            yield sorted(step, key=lambda one: one.seconds)

    def _rank(self, file: str, tests: list[Test]) -> tuple[bool, float]:
        """Tests that bear the module's name come first, then those that reach little else."""
        words = set(Path(self.change.module).with_suffix("").parts[1:]) - {"__init__"}
        named = any(word in Path(file).stem for word in words)
        return not named, median(self.reached.reach[test.name] for test in tests)

    def _noticed_by(self, step: list[Test]) -> str:
        """The test that fails with the change and passes without it."""
        while tests := [one for one in step if one.name not in self.unsteady]:
            with self._made():
                by = self._failing(tests)
            test = self.reached.tests.get(by)
            if test is None or test.seconds < QUICK or not self._failing([test]):
                return by
            self.unsteady.add(by)
        return ""

    def _made(self) -> Made:
        return Made(self.copy / self.change.module, self.change)

    def _failing(self, tests: list[Test]) -> str:
        """The first test that fails, or how the tests came to no end."""
        files = list(dict.fromkeys(test.file for test in tests))
        taken = sum(test.seconds for test in tests) + sum(self.reached.collecting[file] for file in files)
        patience = PATIENCE + 10 * taken
        with tempfile.TemporaryDirectory() as folder:
            asked, lines = Path(folder, "asked"), Path(folder, "told")
            asked.write_text("\n".join(test.name for test in tests), "utf-8")
            lines.touch()
            more = {"NOTICED_TOLD": lines, "NOTICED_TESTS": asked}
            code = noticed_lines.tested(self.copy, files, patience, "-x", **more)
            failed = [
                one["test"] for one in map(json.loads, lines.read_text().splitlines()) if one.get("failed")
            ]
        if code is None:
            return "it hangs"
        return failed[0] if failed else "" if code in (0, 5) else "it does not start"


def _worth(tests: list[Test], seconds: float) -> list[Test]:
    """The first of these that take no more than so long together; one in any case."""
    spent = itertools.accumulate(test.seconds for test in tests)
    return [test for test, until in zip(tests, spent, strict=True) if until <= seconds] or tests[:1]


_times = itertools.count(1)


@dataclass
class Made:
    """A change, made while this is entered; what is compiled already is never taken for it."""

    path: Path
    change: Change

    def __enter__(self) -> None:
        self.before, self.state = self.path.read_bytes(), self.path.stat()
        lines = self.before.decode().split("\n")
        assert lines[self.change.line - 1] == self.change.was, self.path
        lines[self.change.line - 1] = self.change.now
        self.path.write_bytes("\n".join(lines).encode())
        os.utime(self.path, (0, next(_times)))

    def __exit__(self, *error: object) -> None:
        self.path.write_bytes(self.before)
        os.utime(self.path, ns=(self.state.st_atime_ns, self.state.st_mtime_ns))


def equivalents() -> dict[str, str]:
    """Changes that nobody could ever notice: the reason by the key."""
    listed = tomllib.loads((HERE / "noticed.toml").read_text("utf-8")).get("equivalent", [])
    return {f"{one['where']}: {one['was']}  ->  {one['now']}": one["why"] for one in listed}


def told(chosen: list[Change], results: Results) -> int:
    """The table, what is not noticed yet, and whether that is little enough."""
    known = equivalents()
    said = {
        one.key: NOTICED
        if results[one.key]["said"] == NOTICED
        else EQUIVALENT
        if one.key in known
        else NOT_YET
        for one in chosen
        if one.key in results
    }
    rooms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, word in said.items():
        rooms[key.split()[0].split("/")[1]][word] += 1
    print(
        "\n".join(_table(rooms)), "", *(f"not yet: {key}" for key in said if said[key] == NOT_YET), sep="\n"
    )
    print(*(f"noticed, and so no equivalent: {key}" for key in known if said.get(key) == NOTICED), sep="\n")
    counts = sum(rooms.values(), Counter[str]())
    share = counts[NOTICED] / (counts[NOTICED] + counts[NOT_YET] or 1)
    print(f"{share:.1%} noticed of {counts[NOTICED] + counts[NOT_YET]} that are no equivalents")
    return 0 if share >= FLOOR else 1


def _table(rooms: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield "| module | changes | noticed | equivalent | not yet |"
    yield "|---|--:|--:|--:|--:|"
    whole = sum(rooms.values(), Counter[str]())
    for name, counts in [*sorted(rooms.items()), ("all", whole)]:
        numbers = (counts.total(), *(counts[word] for word in (NOTICED, EQUIVALENT, NOT_YET)))
        yield f"| {name} | " + " | ".join(map(str, numbers)) + " |"


if __name__ == "__main__":
    sys.exit(main())
