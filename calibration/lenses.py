"""How often lenses are right: the customer or the mirror, and the shares of customers' texts.

python calibration/lenses.py [--rooms 1000] [--into FILE] [--write]

`mirror`: people whose customer is partly themselves, in functions that may share a taste and a customer;
`nearer` counts rooms in which the exchange within functions says so, `whole` those in which an exchange over
the whole room would. `voices`: texts that readers take for another need now and then; `inside` counts shares
that lie in their intervals, `width` adds up their widths in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from zlib import crc32

import kept
import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import NoNumber
from cxw.stats.disagreement.chance import p_value
from cxw.stats.ourselves import LEVEL, SelfMirror, between, mirror
from cxw.stats.voices import voice_share

BEGIN, END = "<!-- calibration of lenses: begin -->", "<!-- calibration of lenses: end -->"
NEEDS, STEP, DRAWS = 5, 5, 1_999
PEOPLE = (6, 8, 12, 20)
LAYOUTS = ("two alike", "three alike", "three and the rest")
OWN = (0, 35, 50)
"""Of 100: how much of the customer that people describe is their own taste."""
TEXTS, CHOICES = (30, 60), 6
SLIPS = (10, 20)
SPREADS = {"a few needs": 0.7, "most needs": 2.0, "all needs alike": 5.0}
WAYS = ("any other", "the commonest", "none")
"""What a text is taken for that is misread."""


class Room(NamedTuple):
    """One kind of room for the mirror."""

    people: int
    layout: str
    own: int
    shared: bool

    @property
    def name(self) -> str:
        """What its cell is called."""
        taste = "shared taste" if self.shared else "taste of one's own"
        return f"mirror, {self.people} people, {self.layout}, {self.own} own, {taste}"

    def functions(self) -> list[str]:
        """The function of each person."""
        if self.layout == "three and the rest":
            return ["0" if place < 3 else "1" for place in range(self.people)]
        groups = 2 if self.layout == "two alike" else 3
        return [str(place % groups) for place in range(self.people)]

    def exchanged_among(self) -> list[str]:
        """The same as own rows are exchanged: one or two of a function keep theirs."""
        functions = self.functions()
        return [name if functions.count(name) >= 3 else f"{name} {n}" for n, name in enumerate(functions)]


class Reading(NamedTuple):
    """One kind of reading."""

    texts: int
    spread: str
    slips: int
    way: str

    @property
    def name(self) -> str:
        """What its cell is called."""
        return f"voices, {self.texts} texts, {self.spread}, {self.slips} slips to {self.way}"


def _cells() -> Iterator[Room | Reading]:
    for people in PEOPLE:
        for layout in LAYOUTS:
            yield from (Room(people, layout, own, shared=False) for own in OWN)
            yield Room(people, layout, 0, shared=True)
    for texts in TEXTS:
        for spread in SPREADS:
            yield Reading(texts, spread, 0, WAYS[0])
            yield from (Reading(texts, spread, slips, way) for slips, way in _slips())


def _slips() -> list[tuple[int, str]]:
    """How many of 100 readings are slips, and to what."""
    return [*product(SLIPS, WAYS)]


CELLS = {cell.name: cell for cell in _cells()}


def in_steps(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares as people write them: points of 100 in steps, closed by largest remainder."""
    exact = rows * (100 // STEP)
    found = np.floor(exact)
    for row, left in zip(found, exact - found, strict=True):
        row[np.argsort(-left)[: round(100 // STEP - row.sum())]] += 1
    return found * STEP


def rooms_rows(room: Room, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each person's own points and their customers', people by needs."""
    even = [1.0] * NEEDS
    own, customers = rng.dirichlet(even, room.people), rng.dirichlet(even, room.people)
    if room.shared:
        tastes = rng.dirichlet(even, room.people)[[int(name) for name in room.functions()]]
        own, customers = (own + tastes) / 2, (customers + tastes) / 2
    share = room.own / 100
    return in_steps(own), in_steps((1 - share) * customers + share * own)


def _mirrored(room: Room, number: int, rng: np.random.Generator) -> Counter[str]:
    own, customers = rooms_rows(room, rng)
    found = mirror(own, customers, room.exchanged_among(), number, DRAWS)
    told = Counter(nearer=int(isinstance(found, SelfMirror) and found.nearer))
    told["none"] += isinstance(found, NoNumber)
    apart, everybody = between(own, customers), np.arange(room.people)
    orders = rng.permuted(np.tile(everybody, (DRAWS, 1)), axis=1)
    p = p_value(-apart[orders, everybody].sum(axis=1), -float(np.trace(apart)), exact=False)
    told["whole"] += p <= LEVEL
    return told


def readings(cell: Reading, true: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    """What two readers say of each text, texts by readers."""
    about = rng.choice(CHOICES, cell.texts, p=true)
    said = np.repeat(about[:, None], 2, axis=1)
    wrong = rng.random(said.shape) < cell.slips / 100
    other = (said + rng.integers(1, CHOICES, said.shape)) % CHOICES
    if cell.way == "none":
        other = np.where(said == CHOICES - 1, other, CHOICES - 1)
    if cell.way == "the commonest":
        chance = np.where(np.eye(CHOICES, dtype=bool), 0.0, true)
        below = (chance / chance.sum(axis=1, keepdims=True)).cumsum(axis=1)
        other = (rng.random(said.shape)[..., None] > below[said]).sum(axis=2)
    found: NDArray[np.int64] = np.where(wrong, other, said)
    return found


def _read(cell: Reading, rng: np.random.Generator) -> Counter[str]:
    true = rng.dirichlet([SPREADS[cell.spread]] * CHOICES)
    told, found = Counter[str](), readings(cell, true, rng).tolist()
    for about in range(CHOICES):
        share = voice_share(found, about, CHOICES)
        assert not isinstance(share, NoNumber)
        told["inside"] += bool(share.low <= true[about] <= share.high)
        told["width"] += round(100 * (share.high - share.low))
    return told


def measured(name: str, rooms: int) -> Counter[str]:
    """The words of one cell over so many rooms."""
    cell, found = CELLS[name], Counter[str]()
    for number in range(rooms):
        rng = np.random.default_rng([crc32(name.encode()), number])
        found += _mirrored(cell, number, rng) if isinstance(cell, Room) else _read(cell, rng)
    return found


def tables(told: kept.Cells, rooms: int) -> str:
    """Both tables of the page."""
    return "\n\n".join([_of_mirrors(told, rooms), _of_voices(told, rooms), kept.ERROR])


def _of_mirrors(told: kept.Cells, rooms: int) -> str:
    heads = ["People", "Functions", "0 own", "0 own, shared taste", "35 own", "50 own"]
    rows = []
    for people in PEOPLE:
        for layout in LAYOUTS:
            kinds = [(0, False), (0, True), (35, False), (50, False)]
            cells = [Room(people, layout, own, shared).name for own, shared in kinds]
            rows.append([str(people), layout, *(_both(told, name, rooms) for name in cells)])
    title = f"“Nearer to ourselves”, in % of {rooms:,} rooms; in brackets by an exchange over the whole room"
    return kept.table(title, heads, rows)


def _both(told: kept.Cells, name: str, rooms: int) -> str:
    if name not in told:
        return "–"
    return f"{kept.rate(told[name].get('nearer', 0), rooms)} ({100 * told[name].get('whole', 0) / rooms:.0f})"


def _of_voices(told: kept.Cells, rooms: int) -> str:
    slips = [f"{slips} % to {way}" for slips, way in _slips()]
    heads = ["Texts", "They are about", "No slips", *slips]
    rows = []
    for texts in TEXTS:
        for spread in SPREADS:
            kinds = [(0, WAYS[0]), *_slips()]
            cells = [Reading(texts, spread, slips, way).name for slips, way in kinds]
            rows.append([str(texts), spread, *(_covered(told, name, rooms) for name in cells)])
    title = f"Shares of texts inside their interval, in % of {rooms:,} rooms with six each; its width behind"
    return kept.table(title, heads, rows)


def _covered(told: kept.Cells, name: str, rooms: int) -> str:
    if name not in told:
        return "–"
    shares = rooms * CHOICES
    return f"{100 * told[name]['inside'] / shares:.0f} ({told[name]['width'] / shares:.0f})"


def main() -> None:
    """Measure what is missing, print, and with --write put the tables into the page."""
    given = kept.asked(__doc__, "calibration-lenses.jsonl", 1_000)
    kept.run(given, CELLS, measured, tables, (BEGIN, END))


if __name__ == "__main__":
    main()
