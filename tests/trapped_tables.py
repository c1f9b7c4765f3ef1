"""What people do to tables that nobody promises to understand: it is refused, or understood rightly."""

from __future__ import annotations

from random import Random

from dressed_tables import Dressing, Row
from hidden_truth import HiddenTruth


def doubled(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """Somebody stands there twice, the second time with other numbers."""
    line = _somebody(rng, rows, truth)
    other = [*rows[line]]
    places = [n for n, cell in enumerate(other) if cell.isdigit()]
    if len(places) > 1:
        first, second = rng.sample(places, 2)
        other[first], other[second] = other[second], other[first]
    rows.insert(line + 1, other)


def in_words(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A number is written as words."""
    _replace(rng, rows, truth, rng.choice(("many", "about 30", "30-40", "3 or 4", "x", "#N/A", "=1+1")))


def beyond(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A number is larger than any answer can be."""
    _replace(rng, rows, truth, rng.choice(("4711", "-8", "1e3", "100000000000000000000000")))


def of_age(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A column of numbers that are no answers."""
    heads = _heads(rows, truth)
    for n, row in enumerate(_filled(rows)):
        row.append(
            rng.choice(("Age", "Alter", "Years with us"))
            if n == heads
            else str(rng.randint(3, 64)) * (n > heads)
        )


def sums_off(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """Somebody's number is ten more than it was: nobody knows which of the numbers is meant."""
    line = _somebody(rng, rows, truth)
    places = [n for n, cell in enumerate(rows[line]) if cell.isdigit() and int(cell) <= truth.total]
    if places and truth.of == "weights":
        at = rng.choice(places)
        rows[line][at] = str(int(rows[line][at]) + max(10, truth.total // 10))
    else:
        in_words(rng, rows, truth)


def shifted(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A row has a cell more than its heads."""
    line = _somebody(rng, rows, truth)
    rows[line].insert(rng.randint(1, len(rows[line])), "7")


def footnote(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A line of words stands under the table."""
    rows.append(["Source: survey of March 2026, n = 12"])


def head_twice(rng: Random, rows: list[Row], truth: HiddenTruth) -> None:
    """A head stands there a second time, over other numbers."""
    heads = _heads(rows, truth)
    for n, row in enumerate(_filled(rows[heads:])):
        row.append(row[-1] if not n else str(rng.randint(0, 10)))


TRAPS = (doubled, in_words, beyond, of_age, sums_off, shifted, footnote, head_twice)


def set_trap(rng: Random, rows: list[Row], truth: HiddenTruth, dressed: Dressing) -> None:
    """Put one of them into the rows of a table."""
    trap = rng.choice(TRAPS)
    trap(rng, rows, truth)
    dressed.traps.append(trap.__name__)


def _filled(rows: list[Row]) -> list[Row]:
    """The rows, each as long as the longest."""
    longest = max(map(len, rows))
    for row in rows:
        row.extend([""] * (longest - len(row)))
    return rows


def _heads(rows: list[Row], truth: HiddenTruth) -> int:
    """The line of the heads: the last one before anybody's name."""
    return max(0, min(n for n, row in enumerate(rows) if set(row) & truth.people.keys()) - 1)


def _somebody(rng: Random, rows: list[Row], truth: HiddenTruth) -> int:
    """A line that holds answers."""
    answered = {*truth.points, *truth.marks}
    lines = [n for n, row in enumerate(rows) if set(row) & answered and any(cell.isdigit() for cell in row)]
    return rng.choice(lines or [len(rows) - 1])


def _replace(rng: Random, rows: list[Row], truth: HiddenTruth, text: str) -> None:
    """Put a text where an answer stood."""
    line = _somebody(rng, rows, truth)
    words = {*truth.people, *truth.people.values(), *truth.companies, *truth.needs, ""}
    answers = {*map(str, range(-3, 1001))}
    last = [n for n, cell in enumerate(rows[line]) if cell in answers - words]
    if last:
        rows[line][last[-1]] = text
