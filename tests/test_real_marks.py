"""Real marks: what the handout says of 47 people is worked out again from the table alone, and is the same.

Everything above the line is plain Python on the CSV file and knows nothing of cxw.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections import Counter
from pathlib import Path
from random import Random
from statistics import fmean, median, stdev, variance

import pytest

TABLE = Path(__file__).parent / "data" / "haibei_marks.csv"
with TABLE.open(encoding="utf-8") as lines:
    PEOPLE = list(csv.DictReader(lines))
COLUMNS = [column for column in PEOPLE[0] if column.startswith("importance_")]
NEEDS = [column.removeprefix("importance_").replace("_", " ") for column in COLUMNS]
MARKS = {
    need: [int(person[column]) for person in PEOPLE] for need, column in zip(NEEDS, COLUMNS, strict=True)
}
FUNCTION = [person["group_code"].split(",")[0] for person in PEOPLE]


def halves(number: float) -> str:
    twice = math.floor(2 * number + 0.5)
    return f"{twice // 2}{'½' if twice % 2 else ''}"


def tenth(number: float) -> str:
    return f"{math.floor(10 * number + 0.5) / 10:.1f}"


def medians(need: str) -> dict[str, float]:
    """Of each function that shows by itself: three people at least."""
    sizes = Counter(FUNCTION)
    return {
        name: median(mark for mark, of in zip(MARKS[need], FUNCTION, strict=True) if of == name)
        for name in sizes
        if sizes[name] >= 3 and name != smallest_beside_one()
    }


def smallest_beside_one() -> str:
    """F is one person: the smallest other function joins it, or F could be had by subtraction."""
    sizes = Counter(FUNCTION)
    assert sizes["F"] == 1
    return min((name for name in sizes if name != "F"), key=lambda name: sizes[name])


def widest() -> str:
    """The need on which marks differ most."""
    return max(NEEDS, key=lambda need: stdev(MARKS[need]))


def largest_gap(functions: list[str], needs: list[str]) -> float:
    """Between the means of any two functions of three and more, on any of these needs."""
    sizes = Counter(functions)
    return max(
        max(told) - min(told)
        for need in needs
        if (
            told := [
                fmean(mark for mark, of in zip(MARKS[need], functions, strict=True) if of == name)
                for name in sizes
                if sizes[name] >= 3
            ]
        )
    )


def share_as_far(deals: int = 600) -> float:
    """Of deals of the names, those with a gap anywhere as large as the largest gap three marks wide."""
    wide = [need for need in NEEDS if max((of := medians(need)).values()) - min(of.values()) >= 3]
    real, chance = largest_gap(FUNCTION, wide), Random(1)
    names = list(FUNCTION)
    return fmean(largest_gap(chance.sample(names, len(names)), NEEDS) >= real for _ in range(deals))


def test_two_middle_marks_are_far_apart_here_as_they_are_for_names_from_a_hat() -> None:
    assert share_as_far() > 0.2


def sentences() -> list[str]:
    need = widest()
    marks = MARKS[need]
    sizes = ", ".join(f"{name} {n}" for name, n in Counter(FUNCTION).items())
    return [
        f"On “{need}” we mark Haibei anything from {min(marks)} to {max(marks)}.",
        f"{len(PEOPLE)} people took part: {sizes}.",
        f"| Marks, first round | {len(PEOPLE)} | {len(PEOPLE)} | 0 |",
        *(
            f"| {need} | {halves(median(marks))} ({min(marks)} to {max(marks)}) |"
            for need, marks in MARKS.items()
        ),
        *(f"| {need} | {tenth(1 - variance(marks) / 10)} |" for need, marks in MARKS.items()),
    ]


# ---------------------------------------------------------------------------------------------------------

from cxw import handout as report  # noqa: E402
from cxw.collect import Columns, new_session, read_spreadsheet  # noqa: E402


@pytest.fixture(scope="module")
def handout() -> str:
    columns = Columns(
        "marks", function="group_code", columns="importance_*", company="Haibei", ignore=("rank_*",)
    )
    session = new_session(
        read_spreadsheet(TABLE, columns, None), "Marks", "Haibei", dt.datetime(2026, 3, 14, 9), 7
    )
    return report.handout_text(session) + report.workings_text(session)


@pytest.mark.parametrize("sentence", sentences())
def test_what_the_handout_says_of_47_people_is_what_their_table_says(handout: str, sentence: str) -> None:
    assert sentence in handout


def test_nothing_else_is_said_of_disagreement(handout: str) -> None:
    assert handout.count("we mark Haibei anything from") == 1
    part = handout.split("## How we believe we compare")[1].split("\n|", maxsplit=1)[0]
    assert part.strip() == sentences()[0]
    assert handout.count("None of this tells us what customers want.") == 1
