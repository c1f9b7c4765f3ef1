"""What must hold for the whole analysis of any room, whoever sits in it and in which order."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_record import marks, people, points, room

from cxw import findings
from cxw.findings.types import Audience
from cxw.model import Session
from cxw.stats import disagreement, functions
from cxw.stats.disagreement import NoNumber
from cxw.stats.firmness import AnswerArrays, firmness, tiers
from cxw.stats.functions import Explained
from cxw.stats.swot import Cuts

NEEDS = "price speed help"
COMPANIES = ("us", "paycorp", "as-now")
CUTS = Cuts(importance=33)
FEW_DRAWS = 99


@dataclass(frozen=True)
class Arrays:
    """What a room gave: points, marks, and the rows of each function."""

    points: disagreement.Matrix
    marks: np.ndarray
    members: tuple[tuple[int, ...], ...]

    @property
    def whole(self) -> bool:
        """Whether three people marked us and a rival in each cell."""
        both = ~np.isnan(self.marks[:, :1] - self.marks[:, 1:])
        return bool((both.sum(axis=0) >= 3).all())


@st.composite
def arrays(draw: st.DrawFn) -> Arrays:
    """Rooms of six to eleven people in two or three functions, with few don't-knows."""
    sizes = draw(st.lists(st.integers(3, 4), min_size=2, max_size=3))
    chance = draw(st.randoms(use_true_random=False))
    n = sum(sizes)
    cuts = np.sort([[chance.randrange(21) for _ in range(2)] for _ in range(n)], axis=1) * 5.0
    marks = np.array([chance.choice([*range(11), *([np.nan] * 2)]) for _ in range(n * 9)])
    rows, starts = np.diff(cuts, axis=1, prepend=0, append=100), np.cumsum([0, *sizes])
    members = tuple(tuple(range(a, b)) for a, b in pairwise(starts))
    return Arrays(rows, marks.reshape(n, 3, 3), members)


def session(made: Arrays) -> Session:
    """The same room as a day that is over."""
    sizes = {f"F{number}": len(rows) for number, rows in enumerate(made.members)}
    who = people(**sizes)
    weighed = {
        person: "dk" if np.isnan(row).any() else " ".join(f"{x:.0f}" for x in row)
        for person, row in zip(who, made.points, strict=True)
    }
    marked = {
        person: {
            company: " ".join("dk" if np.isnan(x) else f"{x:.0f}" for x in row)
            for company, row in zip(COMPANIES, rows, strict=True)
        }
        for person, rows in zip(who, made.marks, strict=True)
    }
    return room(
        who, points("first", NEEDS, weighed), marks("first", NEEDS, marked, companies=list(COMPANIES))
    )


def doubled(made: Arrays) -> Arrays:
    """Everybody twice, each beside their double in the same function."""
    numbers = count()
    members = tuple(tuple(next(numbers) for _ in range(2 * len(rows))) for rows in made.members)
    return Arrays(np.repeat(made.points, 2, axis=0), np.repeat(made.marks, 2, axis=0), members)


def with_one_who_does_not_know(made: Arrays) -> Arrays:
    """One more person, in the last function, who says don't know to everything."""
    *members, last = made.members
    n = len(made.points)
    return Arrays(
        np.vstack([made.points, np.full((1, 3), np.nan)]),
        np.concatenate([made.marks, np.full((1, 3, 3), np.nan)]),
        (*members, (*last, n)),
    )


def shuffled(made: Arrays, chance: random.Random) -> Arrays:
    """The same people in another order."""
    n = len(made.points)
    order = chance.sample(range(n), n)
    place = {person: row for row, person in enumerate(order)}
    members = tuple(tuple(chance.sample([place[p] for p in rows], len(rows))) for rows in made.members)
    return Arrays(made.points[order], made.marks[order], members)


def numbers(made: Arrays, seed: int = 5) -> dict[str, Any]:
    """Every number of a room that is no single person's."""
    weights = made.points
    complete = weights[disagreement.complete(weights)]
    valid = np.ones(made.marks.shape[1:], dtype=bool)
    firm = firmness(AnswerArrays(weights, made.marks, valid), CUTS, seed, made.members)
    return {
        "apart": disagreement.apart_by_need(complete),
        "alpha": [
            disagreement.alpha(weights, scale) for scale in ("nominal", "ordinal", "interval", "ratio")
        ],
        "order": disagreement.rank_agreement(weights, seed, FEW_DRAWS),
        "functions": functions.function_differences(
            weights, made.members, len(made.members), seed, FEW_DRAWS
        ),
        "camps": disagreement.camps(weights, seed, FEW_DRAWS),
        "tiers": tiers.tiers(weights, seed, draws=FEW_DRAWS),
        "intervals": [disagreement.student_interval(column) for column in complete.T.tolist()],
        "scores": firm.scores,
        "again": firm.again,
        "unknown": firm.unknown,
        "board": firm.board,
        "entries": firm.entries,
        "flips": (firm.mark_flip, firm.points_flip, firm.need_flip),
    }


def by_side(entry: Any) -> bool:
    """Whether an entry says a side, which flipped signs decide and no share of draws."""
    return entry.share is None and entry.kind != "opportunity"


@given(arrays(), st.randoms(use_true_random=False))
@settings(max_examples=often(40), deadline=None)
def test_the_order_of_people_changes_no_digit_of_any_number(made: Arrays, chance: random.Random) -> None:
    before, after = numbers(made), numbers(shuffled(made, chance))
    for name in before:
        assert before[name] == after[name], name


@given(arrays())
@settings(max_examples=often(40), deadline=None)
def test_somebody_who_knows_nothing_changes_no_digit_of_any_number(made: Arrays) -> None:
    before, after = numbers(made), numbers(with_one_who_does_not_know(made))
    for name in before:
        assert before[name] == after[name], name


def changed(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where two dumped findings differ, without the places in lists."""
    if isinstance(one, dict):
        for key in one:
            yield from changed(one[key], other[key], f"{path}.{key}" if path else key)
    elif isinstance(one, list) and len(one) == len(other):
        for mine, theirs in zip(one, other, strict=True):
            yield from changed(mine, theirs, path)
    elif one != other:
        yield path


def validity(found: dict[str, Any]) -> list[bool]:
    return [cell["valid"] for cell in found["grid"]["cells"]]


def dumped(made: Arrays, audience: Audience = "room") -> dict[str, Any]:
    found = findings.dump(findings.of(session(made), audience))
    segment: dict[str, Any] = found["segments"][0]
    return segment


COUNTS = {"weights.answered", "weights.dont_know", "weights.headline", "weights.sentences"}
"""What somebody who says don't know changes of the points: how many, and the sentence that says so first."""
THERE = {
    *("weights.groups.n", "weights.needs.groups.n", "weights.pairs.n_first", "weights.pairs.n_second"),
    *("weights.pairs.sentence", "weights.untested", "weights.tested.sentence"),
}
"""How many of a function were there, whether they gave numbers or not."""
SIZES = re.compile(
    r"groups of .*(?= drawn)|such groups(?= drawn)|(?<=With ).*(?= no difference)"
    r"|(?:\w+ to )?\w+ of \w+(?= do(?:es)? not know)"
)
"""Where sentences say how many of each function were there, and who of how many does not know a rival."""
TELLS = {
    "grid.headline",
    "grid.cells.groups.n",
    "grid.companies.groups.n",
    "grid.left_out.asked",
    "grid.left_out.dont_know",
    "swot.entries.without",
    "swot.turns",
    "swot.without",
    "disagreement",
    "evidence.answers.brief",
    "evidence.answers.words",
    "grid.cells.dont_know",
    "grid.companies.answered",
    "grid.companies.known",
    "grid.companies.hardly_known",
    "grid.people",
    "grid.sentences",
    "minute",
    "summary.lines",
}
"""The same of everything else, and of which functions something may be said."""


@given(arrays())
@settings(max_examples=often(30), deadline=None)
def test_a_dont_know_is_counted_and_is_in_nothing_else(made: Arrays) -> None:
    before, after = dumped(made), dumped(with_one_who_does_not_know(made))
    assert COUNTS <= set(changed(before["weights"], after["weights"], "weights")) <= COUNTS | THERE
    if validity(before) == validity(after):
        for one in (before, after):
            # What many do not know is asked about first, and by how many that is.
            one["evidence"]["answers"].sort(key=lambda answer: answer["name"])
        assert set(changed(before, after)) <= COUNTS | THERE | TELLS
        said, now = (
            {
                SIZES.sub("some people", finding["sentence"])
                for finding in one["disagreement"]
                if finding["kind"] != "dont-know"
            }
            for one in (before, after)
        )
        assert said == now


def same_where_said(one: Any, other: Any) -> None:
    """Equal up to the last digits; whether a mean may stand beside others depends on how many they are.

    A function of two becomes one of four that is shown, and a mean beside it may have to go.
    """
    if one is not None and other is not None:
        assert other == pytest.approx(one, abs=1e-9)


def told_alike(before: Any, after: Any, need: str) -> bool:
    """Whether the same leads on a need are told by their own numbers: the best rival is found by what is told."""
    told, also = (
        [lead["n"] is None for lead in one["grid"]["leads"] if lead["need"] == need]
        for one in (before, after)
    )
    return told == also


def same_leads(before: Any, after: Any) -> None:
    """The same leads, as far as both tell them."""
    for one, other in zip(before["grid"]["leads"], after["grid"]["leads"], strict=True):
        assert (one["need"], one["rival"]) == (other["need"], other["rival"])
        if told_alike(before, after, one["need"]):
            assert one["best"] == other["best"]
        same_where_said(one["median"], other["median"])
        same_where_said(one["mean"], other["mean"])
    for one, other in zip(before["swot"]["scores"], after["swot"]["scores"], strict=True):
        assert one["company"] == other["company"]
        same_where_said(one["score"], other["score"])
    for one, other in zip(before["weights"]["pairs"], after["weights"]["pairs"], strict=True):
        same_where_said(one["apart"], other["apart"])


@given(arrays().filter(lambda made: made.whole))
@settings(max_examples=often(30), deadline=None)
def test_everybody_twice_is_the_same_room_but_for_how_sure_it_is(made: Arrays) -> None:
    before, after = dumped(made), dumped(doubled(made))
    for one, other in zip(before["weights"]["needs"], after["weights"]["needs"], strict=True):
        for number in ("mean", "median"):
            same_where_said(one[number], other[number])
        for group in one["groups"]:
            twin = next(
                (g for g in other["groups"] if g["name"] == group["name"] and not group["others"]), None
            )
            same_where_said(group["mean"], twin and twin["mean"])
    for one, other in zip(before["grid"]["cells"], after["grid"]["cells"], strict=True):
        same_where_said(one["median"], other["median"])
        same_where_said(one["mean"], other["mean"])
        assert one["valid"] == other["valid"]
    same_leads(before, after)


@given(arrays())
@settings(max_examples=often(15), deadline=None)
def test_everybody_twice_explains_as_much_and_is_apart_by_the_factor_that_pairs_give(made: Arrays) -> None:
    n, twice = len(made.points), doubled(made)
    apart = disagreement.points_apart(made.points)
    assert apart is not None
    assert disagreement.points_apart(twice.points) == pytest.approx(
        apart * (2 * n - 2) / (2 * n - 1), abs=1e-9
    )
    one, other = (
        functions.function_differences(room.points, room.members, len(room.members), 5, FEW_DRAWS)
        for room in (made, twice)
    )
    if isinstance(one.overall, NoNumber):
        assert other.overall == one.overall
        return
    assert isinstance(other.overall, Explained)
    assert other.overall.r2 == pytest.approx(one.overall.r2, abs=1e-9)
    orders = [disagreement.rank_agreement(room.points, 5, FEW_DRAWS) for room in (made, twice)]
    assert [getattr(order, "w", None) for order in orders] == pytest.approx(
        [getattr(orders[0], "w", None)] * 2
    )


@given(arrays(), st.integers(0, 5))
@settings(max_examples=often(30), deadline=None)
def test_a_room_of_one_mind_has_no_disagreement(made: Arrays, person: int) -> None:
    """Everybody answers as one of them does."""
    n = len(made.points)
    alike = Arrays(np.tile(made.points[person], (n, 1)), np.tile(made.marks[person], (n, 1, 1)), made.members)
    found = findings.of(session(alike)).segments[0]
    assert found.weights is not None
    assert found.grid is not None
    assert found.swot is not None
    assert found.weights.apart == 0
    assert not [one for one in found.disagreement if one.flag == "contested"]
    assert not any(one.size for one in found.disagreement if one.kind not in ("dont-know", "ground"))
    assert not any(pair.beyond_chance or pair.apart for pair in found.weights.pairs)
    assert not any(need.camps for need in found.weights.needs)
    assert not any(cell.flags or cell.sd for cell in found.grid.cells)
    assert all(entry.share == 1 or by_side(entry) for entry in found.swot.entries)
    assert all(entry.agree == entry.voters for entry in found.swot.entries)


@given(arrays(), st.randoms(use_true_random=False), st.sampled_from(["room", "facilitator"]))
@settings(max_examples=often(30), deadline=None)
def test_other_ids_and_names_for_the_same_answers_change_no_number(
    made: Arrays, chance: random.Random, audience: Audience
) -> None:
    day = session(made)
    ids = [person.id for person in day.participants]
    aliases = dict(
        zip(ids, chance.sample([f"x{number:02}" for number in range(len(ids))], len(ids)), strict=True)
    )
    plain = day.model_dump(by_alias=True, exclude_none=True)
    for person in plain["participants"]:
        person |= {"id": aliases[person["id"]], "name": aliases[person["id"]].upper()}
    for round in plain["segments"][0]["rounds"]:
        round["answers"] = {aliases[id]: answer for id, answer in round["answers"].items()}
    before, after = (
        findings.dump(findings.of(one, audience)) for one in (day, Session.model_validate(plain))
    )
    nameless = {path for path in changed(before["segments"], after["segments"]) if "people" not in path}
    assert not {path for path in nameless if not path.startswith(("grid.named", "swot.beyond"))}
