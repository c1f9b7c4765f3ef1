"""A folder of thousands of sessions, as a laptop holds them after years: what reading all of it costs."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rooms_timed import START, talking
from tables_timed import CXW, spent

from cxw.errors import CxwError
from cxw.model import DK, Customers, Segment, Session
from cxw.sessionfile import dumps, load
from cxw.sharing import shared

FILES = 3_000
KINDS = {
    "verified": 55, "sums": 7, "German": 12, "small functions": 8, "shared": 8, "not verified": 6,
    "broken": 3, "another program's": 3, "not YAML": 3,
}  # fmt: skip
"""Of a hundred files so many are of each kind; the first few are one of each."""


def record_timed(at: Path, files: int = FILES) -> Iterator[tuple[str, ...]]:
    """What `track-record` took of the processor and of the memory, beside loading the same files, as rows."""
    folder = at / "clients"
    write_folder(folder, files)
    alone = _loaded(folder)
    took, most = spent([CXW, "track-record", str(folder)])
    yield f"load {files:,} files one after the other, and nothing else", f"{alone:.1f} s", "", "", ""
    yield (
        "`cxw track-record` over them",
        f"{took:.1f} s",
        f"{2 * alone:.1f} s",
        f"{most / 1e6:.0f} MB",
        "300 MB",
    )


def _loaded(folder: Path) -> float:
    """Seconds of the processor for loading every session below a folder."""
    before = time.process_time()
    for path in sorted(folder.rglob("*.yaml")):
        try:
            load(path)
        except CxwError:
            continue
    return time.process_time() - before


def write_folder(folder: Path, files: int, seed: int = 1) -> None:
    """Sessions of every kind in nested folders, and what else lies there; one folder cannot be opened."""
    dice = Random(seed)
    kinds, shares = zip(*KINDS.items(), strict=True)
    last = verified_room(dice, "verified", 0)
    for number in range(files):
        kind = kinds[number] if number < len(kinds) else dice.choices(kinds, shares)[0]
        where = folder / f"client {number % 40}" / f"{2020 + number % 7}"
        where.mkdir(parents=True, exist_ok=True)
        path = where / f"day {number}.yaml"
        if kind == "another program's":
            path.write_text("services:\n  web:\n    image: nginx\n", "utf-8")
        elif kind == "not YAML":
            path.with_suffix(".csv").write_text("who,p_a\n", "utf-8")
        elif kind == "broken":
            path.write_text(dumps(last)[: dice.randrange(40, 4_000)], "utf-8")
        elif kind == "shared":
            path.write_text(dumps(shared(last, dt.date(2026, 6, 1), number).session), "utf-8")
        else:
            last = verified_room(dice, kind, number)
            path.write_text(dumps(last), "utf-8")
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0)


def verified_room(dice: Random, kind: str, number: int) -> Session:
    """A room of its own size, and customers who agree with it more or less."""
    session = talking(dice.randint(3, 15), dice.randint(3, 8), dice.randint(1, 4), number + 1)
    session.date = START.date() - dt.timedelta(days=dice.randrange(3_000))
    if kind == "German":
        session.language = "de"
    if kind == "small functions":
        for place, person in enumerate(session.participants):
            person.function = f"Team {place // 2}"
    if kind != "not verified":
        segment = session.segments[0]
        segment.customers = [_customers(dice, segment, session.company.id, sums=kind == "sums")]
    return session


def _customers(dice: Random, segment: Segment, own: str, *, sums: bool) -> Customers:
    """Rows of customers; as sums one row of means."""
    n = 1 if sums else dice.choice((5, 20, 40, 80, 150, 400))
    needs = segment.chosen
    wishes = [dice.gammavariate(1.2, 1) + 0.05 for _ in needs]
    rows: list[list[int] | str] = []
    for _ in range(n):
        drawn = [dice.gammavariate(4, wish) for wish in wishes]
        row = [int(100 * one / sum(drawn)) for one in drawn]
        row[row.index(max(row))] += 100 - sum(row)
        rows.append(DK if not sums and dice.random() < 0.05 else row)
    marks = [[dice.choice((*range(11), DK)) for _ in needs] for _ in range(n)]
    told: dict[str, object] = {"kind": "aggregated", "n": dice.randint(50, 900)} if sums else {"n": n}
    if not sums and dice.random() < 0.3:
        told["weight"] = [round(dice.uniform(0.2, 4), 2) for _ in range(n)]
    return Customers.model_validate(
        {"id": "c1", "date": START.date(), "needs": needs, "weights": rows, "marks": {own: marks}, **told}
    )


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{sum(len(names) for *_, names in os.walk(sys.argv[1]))} files\n")
