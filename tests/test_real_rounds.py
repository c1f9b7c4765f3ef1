"""Two real rounds: 25 experts before and after they talked; each number is worked out again from the table alone.

Everything above the line is plain Python and numpy on the CSV file and knows nothing of cxw.
"""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np
import pytest

TABLE = Path(__file__).parent / "data" / "two_rounds.csv"
with TABLE.open(encoding="utf-8") as lines:
    SAID = list(csv.DictReader(lines))
CLAIMS = list(dict.fromkeys(one["item"] for one in SAID))
EXPERTS = {one["participant"]: one["group"] for one in SAID}
GROUPS = list(dict.fromkeys(EXPERTS.values()))
ESTIMATES = {
    round: {(one["participant"], one["item"]): float(one[round]) for one in SAID}
    for round in ("round1", "round2")
}


def table(round: str) -> np.ndarray:
    """Experts by claims."""
    return np.array(
        [[ESTIMATES[round][expert, claim] for claim in CLAIMS] for expert in EXPERTS], dtype=float
    )


BEFORE, AFTER = table("round1"), table("round2")


def apart(rows: np.ndarray) -> float:
    """Mean over pairs of people of half of all their differences, pair after pair."""
    return float(np.mean([np.abs(one - other).sum() / 2 for one, other in combinations(rows, 2)]))


def explained(rows: np.ndarray) -> float:
    """Of all squared distances between people the part between groups, from the distances themselves."""
    squares = {(i, j): ((rows[i] - rows[j]) ** 2).sum() for i, j in combinations(range(len(rows)), 2)}
    groups = list(EXPERTS.values())
    total = sum(squares.values()) / len(rows)
    within = sum(
        square / groups.count(groups[i]) for (i, j), square in squares.items() if groups[i] == groups[j]
    )
    return float(1 - within / total)


def alpha(rows: np.ndarray) -> float:
    """Observed by expected squared differences, pair after pair."""
    observed = np.mean([((one - other) ** 2).mean() for one, other in combinations(rows, 2)])
    values = rows.ravel()
    pairs = len(values) * (len(values) - 1)
    expected = ((values[:, None] - values[None, :]) ** 2).sum() / pairs
    return float(1 - observed / expected)


def pull(before: np.ndarray, after: np.ndarray, declared: int) -> tuple[float, float, float, float]:
    """a, b, the excess and its t, by least squares over every row of numbers as the definition says."""
    others = [j for j in range(len(before)) if j != declared]
    means = [before[[i for i in others if i != j]].mean(axis=0) for j in others]
    ways = [
        np.stack([mean - before[j], before[declared] - mean], axis=1)
        for j, mean in zip(others, means, strict=True)
    ]
    moves = [after[j] - before[j] for j in others]
    (a, b), *_ = np.linalg.lstsq(np.vstack(ways), np.concatenate(moves), rcond=None)
    inverse = np.linalg.inv(np.vstack(ways).T @ np.vstack(ways))
    scores = [x.T @ (d - x @ [a, b]) for x, d in zip(ways, moves, strict=True)]
    takes = np.array([-1 / len(others) if a > 0 else 0.0, 1.0]) @ inverse
    spread = sum((takes @ score) ** 2 for score in scores)
    excess = float(b - max(a, 0) / len(others))
    return float(a), float(b), excess, excess / float(np.sqrt(spread))


# ---------------------------------------------------------------------------------------------------------

from cxw.stats import disagreement, functions, moved  # noqa: E402

MEMBERS = [[row for row, group in enumerate(EXPERTS.values()) if group == name] for name in GROUPS]
ROUNDS = pytest.mark.parametrize("rows", [BEFORE, AFTER], ids=["before", "after"])


def test_the_table_is_whole() -> None:
    assert BEFORE.shape == AFTER.shape == (25, 25)
    assert [len(rows) for rows in MEMBERS] == [5] * 5


def test_the_talk_moved_most_estimates_and_the_median_expert_a_good_part() -> None:
    found = moved.points_moved(BEFORE, AFTER)
    assert found is not None
    size = np.abs(AFTER - BEFORE)
    assert found.people == sum(bool(row.any()) for row in size)
    assert found.total == pytest.approx(size.sum() / 2, abs=1e-9)
    assert found.median == pytest.approx(median(size.sum(axis=1) / 2), abs=1e-9)
    assert found.per_need == pytest.approx(size.mean(axis=0), abs=1e-9)


def test_the_experts_came_nearer_together() -> None:
    assert disagreement.points_apart(BEFORE) == pytest.approx(apart(BEFORE), abs=1e-9)
    assert disagreement.points_apart(AFTER) == pytest.approx(apart(AFTER), abs=1e-9)
    assert apart(AFTER) < apart(BEFORE)


@ROUNDS
def test_agreement_is_what_pair_after_pair_gives(rows: np.ndarray) -> None:
    assert disagreement.alpha(rows) == pytest.approx(alpha(rows), abs=1e-9)


@ROUNDS
def test_what_the_groups_explain_is_what_the_distances_say(rows: np.ndarray) -> None:
    found = functions.function_differences(rows, MEMBERS, len(MEMBERS), 1, 499)
    assert isinstance(found.overall, functions.Explained)
    assert found.overall.r2 == pytest.approx(explained(rows), abs=1e-9)
    assert found.overall.adjusted == pytest.approx(1 - (1 - explained(rows)) * 24 / 20, abs=1e-9)
    for pair in found.pairs:
        means = rows[MEMBERS[pair.first]].mean(axis=0) - rows[MEMBERS[pair.second]].mean(axis=0)
        assert pair.apart == pytest.approx(np.abs(means).sum() / 2, abs=1e-9)
        assert pair.within == pytest.approx(
            (apart(rows[MEMBERS[pair.first]]), apart(rows[MEMBERS[pair.second]]))
        )


def test_groups_that_differed_before_the_talk_differ_more_after_it() -> None:
    tested = [functions.function_differences(rows, MEMBERS, 5, 1, 999).overall for rows in (BEFORE, AFTER)]
    assert [one.verdict for one in tested if isinstance(one, functions.Explained)] == ["difference"] * 2
    assert explained(AFTER) > explained(BEFORE)


@pytest.mark.parametrize("people", [*MEMBERS, list(range(25))], ids=[*GROUPS, "all"])
def test_the_pull_of_each_person_is_the_least_squares_of_its_definition(people: list[int]) -> None:
    before, after = BEFORE[people], AFTER[people]
    each = [pull(before, after, declared) for declared in range(len(people))]
    for declared, (a, b, excess, t) in enumerate(each):
        found = moved.pull_towards(before, after, declared)
        assert (found.together, found.towards, found.excess) == pytest.approx((a, b, excess), abs=1e-9)
        assert found.t == pytest.approx(t, abs=1e-6)
        assert found.rank == sum(other >= t - 1e-9 for *_, other in each)
