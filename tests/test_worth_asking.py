"""What it is worth to find out: solved by hand, by brute force, and what cannot matter is worth nothing."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw import findings
from cxw.findings.day.workings import stage_workings
from cxw.model import Conviction
from cxw.sessionfile import load
from cxw.stats.worth_asking import Answers, Floats, NeedInputs, worth_asking

RNG = np.random.default_rng


def by_brute_force(needs: list[NeedInputs], draws: int = 40_000, seed: int = 7) -> tuple[float, list[float]]:
    """EVPI, and the EVPPI of each weight, from draws and from what was drawn alone."""
    rng = RNG(seed)

    def drawn(values: Answers) -> Floats:
        return rng.choice(np.asarray(values, float), draws)

    weights = [drawn(need.weight) for need in needs]
    gaps = [
        np.maximum(np.max([drawn(one) for one in need.rivals], axis=0) - drawn(need.own), 0) for need in needs
    ]
    values = np.array([w / 100 * gap for w, gap in zip(weights, gaps, strict=True)])
    best = values.mean(axis=1).max()
    partial = []
    for weight in weights:
        seen = [
            values[:, weight == one].mean(axis=1).max() * (weight == one).mean() for one in {*weight.tolist()}
        ]
        partial.append(sum(seen) - best)
    return values.max(axis=0).mean() - best, partial


def room(seed: int, needs: int = 4, people: int = 7, rivals: int = 3) -> list[NeedInputs]:
    rng = RNG(seed)
    return [
        NeedInputs(
            weight=rng.integers(0, 60, people).astype(float),
            own=rng.integers(0, 11, people).astype(float),
            rivals=[rng.integers(0, 11, people).astype(float) for _ in range(rivals)],
        )
        for _ in range(needs)
    ]


def test_two_needs_solved_by_hand() -> None:
    """One need is worth .2, the other 0 or .6 as likely: chosen by their means .3, knowing makes it .4."""
    sure = NeedInputs(weight=[20], own=[5], rivals=[[6]])
    open_ = NeedInputs(weight=[0, 60], own=[5], rivals=[[6]])
    found = worth_asking([sure, open_])
    assert found.everything == pytest.approx(0.1)
    assert found.needs[1].weight == pytest.approx(1.0)
    assert found.needs[0] == found.needs[0].__class__(0.0, 0.0, (0.0,))


@pytest.mark.parametrize("seed", range(20))
def test_the_same_as_by_brute_force(seed: int) -> None:
    needs = room(seed)
    found = worth_asking(needs)
    everything, partial = by_brute_force(needs)
    assert found.everything == pytest.approx(everything, abs=0.02)
    for need, expected in zip(found.needs, partial, strict=True):
        assert need.weight * found.everything == pytest.approx(expected, abs=0.025)


def test_marks_by_every_combination() -> None:
    """Two needs, small enough to go through all that could be."""
    needs = [
        NeedInputs([40, 30], [4, 6], [[5, 9], [6, 7]]),
        NeedInputs([60, 70], [5, 5], [[6, 5], [4, 8]]),
    ]
    found = worth_asking(needs)
    flat = [values for need in needs for values in (need.weight, need.own, *need.rivals)]
    all_of_it = [*product(*flat)]

    def value(one: tuple[float, ...], at: int) -> float:
        weight, own, *rivals = one[at * 4 : at * 4 + 4]
        return weight / 100 * max(max(rivals) - own, 0)

    def best(some: list[tuple[float, ...]]) -> float:
        return max(sum(value(one, at) for one in some) / len(some) for at in (0, 1))

    chosen = best(all_of_it)
    everything = sum(max(value(one, 0), value(one, 1)) for one in all_of_it) / len(all_of_it) - chosen
    assert found.everything == pytest.approx(everything)
    got = [share for need in found.needs for share in (need.weight, need.own, *need.rivals)]
    for at, share in enumerate(got):
        known = [best([one for one in all_of_it if one[at] == seen]) for seen in flat[at]]
        assert share * everything == pytest.approx(sum(known) / 2 - chosen, abs=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 6), st.integers(1, 9), st.integers(1, 4))
def test_no_input_is_worth_more_than_everything_and_none_less_than_nothing(
    seed: int, needs: int, people: int, rivals: int
) -> None:
    found = worth_asking(room(seed, needs, people, rivals))
    shares = [share for need in found.needs for share in (need.weight, need.own, *need.rivals)]
    assert found.everything >= 0
    assert all(0 <= share <= 1 for share in shares)


def test_what_cannot_change_the_choice_is_worth_nothing() -> None:
    """However open it is: a need far behind all others, and a rival that is never the best."""
    far = NeedInputs(weight=[90, 95], own=[1, 2], rivals=[[9, 10], [3, 4]])
    small = NeedInputs(weight=[1, 5], own=[0, 9], rivals=[[0, 9], [0, 9]])
    found = worth_asking([far, small])
    assert found.everything == 0
    open_ = NeedInputs(weight=[10, 90], own=[1, 5], rivals=[[8, 9], [5, 6]])
    found = worth_asking([open_, NeedInputs([45], [4], [[8], [2]])])
    assert found.needs[0].weight > 0
    assert found.needs[0].rivals[1] == 0


def test_what_nobody_said_anything_about_is_worth_nothing() -> None:
    silent = NeedInputs(weight=[30, 40], own=[], rivals=[[5], []])
    found = worth_asking([silent, NeedInputs([20, 60], [5], [[7], []]), NeedInputs([40, 41], [5], [[6], []])])
    assert found.needs[0] == found.needs[0].__class__(0.0, 0.0, (0.0, 0.0))
    assert found.needs[1].rivals[1] == 0
    with pytest.raises(ValueError, match="no need"):
        worth_asking([])


def test_the_order_of_people_needs_and_rivals_does_not_matter() -> None:
    needs = room(3)
    found = worth_asking(needs)
    turned = [NeedInputs(need.weight[::-1], need.own[::-1], need.rivals[::-1]) for need in needs[::-1]]
    again = worth_asking(turned)
    assert again.everything == pytest.approx(found.everything)
    for one, other in zip(found.needs, again.needs[::-1], strict=True):
        assert one.weight == pytest.approx(other.weight)
        assert one.rivals == pytest.approx(other.rivals[::-1])


def test_the_room_hears_what_is_most_worth_finding_out() -> None:
    session = load(Path("workshops/parcel-lockers.yaml"))
    homes, campus = findings.of(session, "room").segments
    assert campus.worth is not None
    assert campus.worth.sentence.startswith(
        "Most worth finding out before we choose what to work on first: how Nookpost does on “First weeks”"
    )
    shares = [answer.share for answer in campus.worth.answers]
    assert shares == sorted(shares, reverse=True)
    assert homes.worth is not None
    assert "%" not in homes.worth.sentence
    told = stage_workings(findings.of(session, "room"), "campus", "closing")
    assert any(line.endswith("how Nookpost does on “First weeks”") and "89%" in line for line in told)


def test_a_room_of_three_or_without_a_grid_hears_nothing_of_it() -> None:
    session = load(Path("workshops/parcel-lockers.yaml"))
    homes = session.segments[0]
    without = homes.model_copy(update={"rounds": homes.rounds_of("weights")})
    session.segments[0] = without
    assert findings.of(session, "room").segments[0].worth is None
    round = homes.rounds_of("weights")[0]
    few = {person: round.answers[person] for person in [*round.answers][:3]}
    session.segments[0] = homes.model_copy(
        update={
            "rounds": [round.model_copy(update={"answers": few}), *homes.rounds_of("marks")],
            "conviction": Conviction(),
        }
    )
    assert findings.of(session, "room").segments[0].worth is None
