"""Would this room say it again: small rooms by hand, and the fast sums beside slow obvious code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from statistics import NormalDist, fmean
from typing import Any

import numpy as np
import pytest
from test_record import marks as marks_round
from test_record import people as people_of
from test_record import room as session_of

from cxw.day import record
from cxw.stats import disagreement, scores, swot
from cxw.stats.firmness import AnswerArrays, Firmness, Grades, drawing, firmness, flips, votes
from cxw.stats.firmness.calibrated import AGAIN_FROM, again_from, stands_from
from cxw.stats.firmness.tally import Tally, resampled
from cxw.stats.firmness.tiers import TIERS, tiers
from cxw.stats.scores import Matrix
from cxw.stats.swot import Cuts

X = float("nan")
Row = Sequence[float]


def room(*people: tuple[str, ...], valid: Sequence[Sequence[bool]] | None = None) -> AnswerArrays:
    """Each person: points, then our marks, then each rival's; a dash is a don't-know."""
    rows = [[[X if w == "-" else float(w) for w in text.split()] for text in person] for person in people]
    marks = np.array([row[1:] for row in rows])
    return AnswerArrays(
        np.array([row[0] for row in rows]),
        marks,
        np.ones(marks.shape[1:], dtype=bool) if valid is None else np.array(valid),
    )


def cuts(answers: AnswerArrays) -> Cuts:
    return Cuts(importance=swot.important_from(answers.weights.shape[1]))


def told(answers: AnswerArrays, seed: int = 7, functions: Sequence[Sequence[int]] = ()) -> Firmness:
    return firmness(answers, cuts(answers), seed, functions)


def random_room(
    chance: np.random.Generator, low: int = 2, high: int = 10, missing: float = 0.2
) -> AnswerArrays:
    """Points rounded to 5, whole marks, don't-knows in both, sometimes a cell that does not count."""
    people, companies, needs = chance.integers(low, high), chance.integers(1, 5), chance.integers(1, 6)
    weights = np.round(chance.dirichlet(np.ones(needs), people) * 20) * 5
    weights[:, 0] += 100 - weights.sum(axis=1)
    weights[chance.random(people) < missing] = X
    marks = chance.integers(0, 11, (people, companies, needs)).astype(float)
    marks[chance.random(marks.shape) < missing] = X
    return AnswerArrays(weights, marks, chance.random((companies, needs)) < 0.9)


# --- slow and obvious: lists of people, loops over draws ---


def mean_of(values: Sequence[float]) -> float | None:
    known = [float(value) for value in values if not np.isnan(value)]
    return sum(known) / len(known) if known else None


class Slow:
    """One room as a list of people, each as often as they stand in it; means by their definition."""

    def __init__(self, answers: AnswerArrays, people: Sequence[int]) -> None:
        _, companies, needs = answers.marks.shape
        w, y = answers.weights, answers.marks
        self.points = [mean_of([w[i, k] for i in people]) for k in range(needs)]
        self.marks = [[mean_of([y[i, m, k] for i in people]) for k in range(needs)] for m in range(companies)]
        self.leads = [
            [mean_of([y[i, 0, k] - y[i, m, k] for i in people]) for k in range(needs)]
            for m in range(1, companies)
        ]


def may_lead(answers: AnswerArrays, rival: int, need: int) -> bool:
    apart = answers.marks[:, 0, need] - answers.marks[:, 1 + rival, need]
    return bool(
        answers.valid[0, need]
        and answers.valid[1 + rival, need]
        and sum(not np.isnan(d) for d in apart) >= answers.min_marks
    )


def slow_entries(
    answers: AnswerArrays, slow: Slow, rules: Cuts
) -> tuple[set[tuple[str, int]], dict[int, int]]:
    """The entries of one room, and the best rival on each need on which anything can be said."""
    found, rivals = set(), {}
    for k, points in enumerate(slow.points):
        leads = [
            (lead, m)
            for m, row in enumerate(slow.leads)
            if may_lead(answers, m, k) and (lead := row[k]) is not None
        ]
        own = slow.marks[0][k] if slow.marks else None
        if points is None or own is None or not leads:
            continue
        least = min(lead for lead, _ in leads)
        d, rivals[k] = next((lead, m) for lead, m in leads if lead <= least + 1e-9)
        r, lead_cut, good = own - d, rules.lead, rules.good
        if points < rules.importance - 1e-9:
            found |= {("excess", k)} if d >= lead_cut - 1e-9 else set()
            continue
        tests = {
            "strength": d >= lead_cut - 1e-9,
            "weakness": d <= -lead_cut + 1e-9,
            "opportunity": max(own, r) < good - 1e-9,
            "threat": r >= good - 1e-9 and (d <= -lead_cut + 1e-9 or own < good - 1e-9),
            "expected": abs(d) < lead_cut - 1e-9 and own >= good - 1e-9,
        }
        found |= {(kind, k) for kind, held in tests.items() if held}
    return found, rivals


def slow_scores(slow: Slow, basis: scores.ScoreBasis, points: Sequence[float | None]) -> list[float] | None:
    held = [points[k] for k in basis.needs]
    cells = [[slow.marks[m][k] for k in basis.needs] for m in basis.scored]
    if None in held or any(None in row for row in cells) or sum(w for w in held if w) <= 1e-9:
        return None
    return [
        sum(w * y for w, y in zip(held, row, strict=True) if w and y) / sum(w for w in held if w)
        for row in cells
    ]


def first_parts(found: Sequence[float]) -> list[float]:
    best = [score >= max(found) - 1e-9 for score in found]
    return [is_best / sum(best) for is_best in best]


def drawn_rooms(answers: AnswerArrays, draws: int, seed: int) -> list[list[int]]:
    """The same draws as lists of people."""
    tally = Tally(answers)
    counts = np.vstack(list(resampled(tally.people, draws, seed)))
    return [[int(p) for p, c in zip(tally.places, row, strict=True) for _ in range(int(c))] for row in counts]


def test_the_bootstrap_says_what_slow_obvious_code_says_of_the_same_draws() -> None:
    chance = np.random.default_rng(21)
    compared, skipped = 0, 0
    for _ in range(40):
        answers = random_room(chance, low=7, high=11, missing=0.35)
        tally = Tally(answers)
        basis_room = scores.weighted(tally.room.points[0], tally.room.marks[0], answers.valid)
        again = drawing.smaa_again(drawing.Draws(tally, 3, 60), basis_room)
        if again.reason:
            continue
        slow = [Slow(answers, people) for people in drawn_rooms(answers, 60, 3 + drawing.ROOM)]
        pairs = [(one, s) for one in slow if (s := slow_scores(one, basis_room.basis, one.points))]
        assert (again.draws, again.skipped) == (len(pairs), 60 - len(pairs))
        compare_standings(again, pairs, basis_room.basis)
        compared, skipped = compared + 1, skipped + again.skipped
    assert compared >= 10
    assert skipped > 0


def compare_standings(
    again: drawing.Again, pairs: list[tuple[Slow, list[float]]], basis: scores.ScoreBasis
) -> None:
    for place, standing in enumerate(again.companies):
        ranks = [0.0] * len(again.companies)
        for _, found in pairs:
            above = sum(s > found[place] + 1e-9 for s in found)
            level = sum(abs(s - found[place]) <= 1e-9 for s in found)
            for rank in range(above, above + level):
                ranks[rank] += 1 / level / len(pairs)
        before = [
            fmean(
                1.0 if f[place] > f[other] + 1e-9 else 0.5 if abs(f[place] - f[other]) <= 1e-9 else 0.0
                for _, f in pairs
            )
            for other in range(len(again.companies))
        ]
        assert standing.ranks == pytest.approx(ranks, abs=1e-9)
        assert standing.before == pytest.approx(before, abs=1e-9)
        parts = [first_parts(found)[place] for _, found in pairs]
        if not sum(parts):
            assert (standing.central, standing.confidence) == (None, None)
            continue
        central = [
            sum(part * (one.points[k] or 0) for part, (one, _) in zip(parts, pairs, strict=True)) / sum(parts)
            for k in range(len(pairs[0][0].points))
        ]
        held = [slow_scores(one, basis, central) for one, _ in pairs]
        assert standing.central == pytest.approx(central, abs=1e-9)
        confidence = [0.0 if one is None else first_parts(one)[place] for one in held]
        assert standing.confidence == pytest.approx(fmean(confidence), abs=1e-9)


def with_points_of(answers: AnswerArrays, people: Sequence[int]) -> Slow:
    """The marks of one draw beside the points of the room as it is."""
    slow = Slow(answers, people)
    slow.points = Slow(answers, range(len(answers.weights))).points
    return slow


def test_the_share_of_draws_with_an_entry_is_that_of_slow_obvious_code() -> None:
    chance = np.random.default_rng(22)
    compared = 0
    for _ in range(40):
        answers = random_room(chance, low=7, high=11, missing=0.3)
        tally, rules = Tally(answers), cuts(answers)
        shares = drawing.entry_shares(drawing.Draws(tally, 5, 60), rules)
        if not shares:
            continue
        now = slow_entries(answers, Slow(answers, range(len(answers.weights))), rules)[1]
        slow = [
            slow_entries(answers, with_points_of(answers, p), rules)
            for p in drawn_rooms(answers, 60, 5 + drawing.ROOM)
        ]
        for (kind, need), share in shares.items():
            counted = [entries for entries, rivals in slow if need in rivals]
            hits = [(e, r) for e, r in slow if (kind, need) in e]
            assert (share.draws, share.skipped) == (len(counted), 60 - len(counted))
            assert share.share == (pytest.approx(len(hits) / len(counted)) if counted else None)
            same = sum(r[need] == now.get(need, -1) for _, r in hits)
            assert share.named == (pytest.approx(same / len(hits)) if hits else None)
            compared += bool(hits)
    assert compared > 50


def test_leaving_out_says_what_slow_obvious_code_says_of_the_room_without_them() -> None:
    chance = np.random.default_rng(23)
    changes = 0
    for _ in range(60):
        answers = random_room(chance)
        people = range(len(answers.weights))
        functions = [list(people)[::2], list(people)[1::2], [0]]
        found = told(answers, functions=functions)
        if found.leaving.reason:
            continue
        some = Tally(answers).places.tolist()
        out: list[tuple[dict[int, votes.ChangedWithout], int, list[int]]] = [
            (dict(found.leaving.people), i, [i]) for i in some
        ]
        out += [
            (dict(found.leaving.functions), g, f)
            for g, f in enumerate(functions)
            if len(set(f) & set(some)) >= 3
        ]
        for changed, place, gone in out:
            compare_without(answers, found, changed.get(place), [i for i in people if i not in gone])
            changes += place in changed
        assert set(found.leaving.functions).isdisjoint(found.leaving.small)
    assert changes > 100


def compare_without(
    answers: AnswerArrays, found: Firmness, changed: votes.ChangedWithout | None, rest: Sequence[int]
) -> None:
    rules, slow = cuts(answers), Slow(answers, rest)
    now = slow_entries(answers, Slow(answers, range(len(answers.weights))), rules)[0]
    then = slow_entries(answers, slow, rules)[0]
    left = slow_scores(slow, found.scores.basis, slow.points) if found.scores.scores else None
    first = tuple(
        m
        for m, part in zip(found.scores.basis.scored, first_parts(left) if left else [], strict=False)
        if part
    )
    if changed is None:
        assert (first, then) == (found.scores.first, now)
    else:
        assert changed.first == first
        assert changed.first_changes == (first != found.scores.first)
        assert set(changed.lost) == now - then


def test_leads_and_best_rivals_are_those_the_grid_on_the_wall_shows() -> None:
    chance = np.random.default_rng(26)
    who, companies, needs = people_of(Sales=4, Service=3), ("us", "paycorp", "as-now"), "abcd"
    compared = 0
    for _ in range(20):
        given = chance.integers(0, 11, (len(who), len(companies), len(needs))).astype(float)
        given[chance.random(given.shape) < 0.25] = X
        answers = {
            person: {company: words(row) for company, row in zip(companies, rows, strict=True)}
            for person, rows in zip(who, given, strict=True)
        }
        session = session_of(who, marks_round("first", " ".join(needs), answers))
        segment = session.segments[0]
        found = record.marks(segment)
        assert found is not None
        cells = disagreement.cells(session, segment, found)
        valid = np.array([cell.valid for cell in cells]).reshape(len(companies), len(needs))
        tally = Tally(AnswerArrays(np.full((len(who), len(needs)), X), given, valid))
        lead, rival = swot.best_rival(tally.room.leads[0])
        wall = {
            (sums.need, sums.rival): (sums.mean, sums.best)
            for sums in disagreement.leads(cells, "us", session.thresholds.min_marks)
        }
        for need in range(len(needs)):
            best = {r: mean for (n, r), (mean, is_best) in wall.items() if n == needs[need] and is_best}
            here = {} if rival[need] < 0 else {companies[1 + rival[need]]: lead[need]}
            assert here == pytest.approx(best)
            compared += bool(best)
        assert int((~np.isnan(tally.room.leads)).sum()) == len(wall)
    assert compared > 40


def words(row: Matrix) -> str:
    return " ".join("dk" if np.isnan(mark) else str(int(mark)) for mark in row)


def test_own_votes_are_those_of_slow_obvious_code() -> None:
    chance = np.random.default_rng(24)
    for _ in range(100):
        answers = random_room(chance, missing=0.4)
        needs = range(answers.weights.shape[1])
        for rival, counted in enumerate(votes.own_votes(answers)):
            cast = []
            for w, y in zip(answers.weights, answers.marks, strict=True):
                both = [k for k in needs if y[0][k] == y[0][k] and y[1 + rival][k] == y[1 + rival][k]]
                if w[0] == w[0] and sum(w[k] for k in both) >= 50:
                    cast.append(sum(w[k] * (y[0][k] - y[1 + rival][k]) for k in both))
            assert (counted.ahead, counted.level, counted.behind) == (
                sum(c > 0 for c in cast),
                sum(c == 0 for c in cast),
                sum(c < 0 for c in cast),
            )
            assert counted.voters + counted.unable == Tally(answers).people


# --- small rooms by hand ---


def test_each_person_votes_with_their_own_points_and_marks() -> None:
    answers = room(
        ("70 30", "8 2", "5 9"),  # 70 x 3 - 30 x 7 = 0: level
        ("60 40", "8 2", "5 4"),  # 180 - 80: ahead
        ("20 80", "8 2", "5 9"),  # behind
        ("50 50", "8 -", "5 9"),  # half of the points are marked for both: ahead
        ("49 51", "8 -", "5 9"),  # less than half: no vote
        ("- -", "8 2", "5 9"),  # no points of their own: no vote
        ("- -", "- -", "- -"),  # nobody at all
    )
    (found,) = votes.own_votes(answers)
    assert (found.ahead, found.level, found.behind, found.unable, found.voters) == (2, 1, 1, 2, 4)


def test_an_entry_carries_how_many_people_make_it_with_their_own_numbers() -> None:
    answers = room(
        ("60 40", "8 5", "6 5"),  # 60 points, 2 ahead: a strength of their own
        ("50 50", "9 5", "8 5"),  # exactly the cut, exactly one ahead
        ("40 60", "9 5", "5 5"),  # not important to them
        ("70 30", "6 5", "5.5 5"),  # by less than one
        ("70 30", "9 5", "- 5"),  # no mark for the rival: no vote
    )
    entry = next(listed for listed in told(answers).entries if listed.entry.kind == "strength")
    assert entry.entry.need == 0
    assert (entry.votes.agree, entry.votes.voters) == (2, 4)


def test_one_loud_person_is_found_when_left_out() -> None:
    # 8, 5, 5, 5 against 5.5 each: we lead by 0.25 through the first person alone
    answers = room(("100", "8", "5.5"), *[("100", "5", "5.5")] * 3)
    found = told(answers, functions=[[1, 2, 3], [0]])
    assert found.scores.first == (0,)
    assert found.leaving.left_out == 4
    assert found.leaving.people[0] == votes.ChangedWithout((1,), True, ())
    assert sorted(found.leaving.people) == [0]
    # without the function of three only the loud one is left, 8 against 5.5; a function of one is not left out
    assert found.leaving.functions == {0: votes.ChangedWithout((0,), False, (("opportunity", 0),))}
    assert found.leaving.small == (1,)


def test_a_function_of_two_is_named_as_too_small_and_not_left_out() -> None:
    # somebody who only said "don't know" makes no third
    answers = room(*[("100", "8", "5")] * 2, *[("100", "5", "8")] * 3, ("-", "-", "-"))
    found = told(answers, functions=[[0, 1, 5], [2, 3, 4]]).leaving
    assert found.small == (0,)
    assert list(found.functions) == [1]


def test_a_contested_threat_is_listed_against_one_rival_and_not_against_the_best_of_two() -> None:
    # the rival stands at 7.1: more than half of the draws have it good, and fewer than 80 %
    one = told(room(*[("100", "5", "8")] * 5, *[("100", "5", "6")] * 4))
    two = told(room(*[("100", "5", "8", "1")] * 5, *[("100", "5", "6", "1")] * 4))
    unmarked = told(room(*[("100", "5", "8", "-")] * 5, *[("100", "5", "6", "-")] * 4))
    for found, reading in ((one, "contested belief"), (two, None), (unmarked, "contested belief")):
        threat = next(e for e in found.entries if e.entry.kind == "threat")
        assert threat.share is not None
        assert 0.5 <= (threat.share.share or 0) < 0.8
        assert threat.reading == reading
        assert next(e.reading for e in found.entries if e.entry.kind == "weakness") == "question"


def test_a_room_of_five_lists_what_all_of_them_say_and_asks() -> None:
    # all five are ahead on the first need; on the second the mean lead of 1.2 is one person's
    found = told(room(*[("50 50", "8 5", "6 5")] * 4, ("50 50", "9 9", "1 3")))
    told_by = {(e.entry.kind, e.entry.need): e for e in found.entries}
    assert told_by["strength", 0].reading == "question"
    assert ("strength", 1) not in told_by
    assert [side and (side.word, side.sure) for side in found.sides] == [("ahead", True), ("level", False)]
    assert all(side is not None and side.p is None for side in found.sides)
    assert all(e.share is None for e in found.entries)
    assert (found.again.reason, found.unknown.reason) == (drawing.TOO_FEW, drawing.TOO_FEW)
    assert not found.again.says
    assert found.matters == (None, None)


def test_six_who_agree_make_a_statement_only_with_customer_evidence() -> None:
    answers = room(*[("50 50", "9 8", "6 8")] * 6)
    covered = Grades((3, 0), ((3, 0), (4, 0)))
    found = firmness(answers, cuts(answers), 1, grades=covered)
    read = {(e.entry.kind, e.entry.need): (e.reading, e.grades) for e in found.entries}
    assert read == {
        ("strength", 0): ("statement", (3, 3, 4)),
        ("expected", 1): ("question", (0, 0, 0)),
    }
    assert {e.share for e in found.entries} == {drawing.EntryShare(1.0, 1.0, 2000, 0)}
    assert firmness(answers, cuts(answers), 1).entries[0].reading == "question"


def test_the_grades_behind_an_entry_are_those_of_its_best_rival() -> None:
    answers = room(*[("100", "9", "1", "6")] * 6)
    found = firmness(answers, cuts(answers), 1, grades=Grades((3,), ((4,), (1,), (5,))))
    assert found.entries[0].grades == (3, 4, 5)


def test_a_rival_that_changes_from_draw_to_draw_keeps_the_threat_and_loses_the_name() -> None:
    # both rivals stand at 9 on average against our 5, each the better one for half of the people
    answers = room(*[("100", "5", "10", "8"), ("100", "5", "8", "10")] * 3)
    threat = next(e for e in told(answers).entries if e.entry.kind == "threat")
    assert threat.share is not None
    assert threat.share.share == 1
    assert threat.share.named == pytest.approx(0.5, abs=0.05)  # five of six are drawn: no ties


def test_the_published_pairwise_winning_index() -> None:
    # The R package smaa, tests/pwi.R: 10 samples of one criterion, a1 before a2 in 9 and behind in 1
    samples = np.array([[1.0, 0]] * 9 + [[0.0, 1]])
    found = drawing.pairwise(samples)
    assert found[0, 1] == pytest.approx(0.9, abs=1e-12)
    assert found[1, 0] == pytest.approx(0.1, abs=1e-12)


def test_level_companies_share_their_ranks_and_their_wins() -> None:
    samples = np.array([[5.0, 5, 1], [3, 4, 4 + 1e-12]])
    assert drawing.acceptability(samples).tolist() == [[0.25, 0.25, 0.5], [0.5, 0.5, 0], [0.25, 0.25, 0.5]]
    assert drawing.pairwise(samples).tolist() == [[0.5, 0.25, 0.5], [0.75, 0.5, 0.75], [0.5, 0.25, 0.5]]
    assert drawing.first_place_shares(samples).tolist() == [[0.5, 0.5, 0], [0, 0.5, 0.5]]


def test_ranks_add_up_to_one_company_by_company_and_rank_by_rank() -> None:
    found = told(random_room(np.random.default_rng(3), low=9, high=10, missing=0.1)).again
    ranks = np.array([standing.ranks for standing in found.companies])
    assert len(ranks) > 1
    assert ranks.sum(axis=0) == pytest.approx(1)
    assert ranks.sum(axis=1) == pytest.approx(1)


def test_a_unanimous_room_says_it_again_and_a_level_one_does_not() -> None:
    sure = told(room(*[("60 40", "8 5", "5 5")] * 6)).again
    assert (sure.says, sure.companies[0].ranks, sure.companies[0].confidence) == (True, (1, 0), 1)
    assert sure.companies[0].central == pytest.approx((60, 40))
    assert (sure.companies[1].central, sure.companies[1].confidence) == (None, None)
    level = told(room(*[("60 40", "8 5", "8 5")] * 6)).again
    assert (level.says, level.companies[0].ranks) == (False, (0.5, 0.5))


def test_a_lead_that_a_third_of_the_draws_turn_is_not_said_again() -> None:
    mixed = room(*[("100", "9", "5")] * 5, *[("100", "4", "8")] * 4)
    found = told(mixed)
    assert found.scores.first == (0,)
    assert not found.again.says
    assert 0.6 < found.again.companies[0].ranks[0] < 0.97


def test_nobody_is_said_to_be_first_again_where_the_room_puts_two_first() -> None:
    split = room(*[("100", "9", "5"), ("100", "5", "9")] * 4)
    assert not told(split).again.says
    tally = Tally(room(*[("100", "9", "5")] * 8))
    alone = scores.weighted(tally.room.points[0], tally.room.marks[0], tally.answers.valid)
    draws = drawing.Draws(tally, 1)
    assert drawing.smaa_again(draws, alone).says
    assert not drawing.smaa_again(draws, replace(alone, ranks=(1, 1))).says


def test_the_cut_of_the_word_is_cautious_and_never_looser_in_a_smaller_room() -> None:
    assert again_from(5, 2) is None
    assert again_from(8, 1) is None
    assert again_from(9, 2) == again_from(8, 2)
    assert again_from(3000, 9) == again_from(40, 5)
    table = [AGAIN_FROM[people] for people in sorted(AGAIN_FROM)]
    assert all(smaller >= larger for smaller, larger in pairwise(table))
    assert all(cut >= NormalDist().cdf(1.645) for cut in table)


def test_many_who_marked_do_not_make_up_for_few_who_weighed() -> None:
    answers = room(*[("60 40", "8 5", "5 5")] * 5, *[("- -", "8 5", "5 5")] * 4)
    found = told(answers)
    assert found.people == 9
    assert found.again.reason == drawing.TOO_FEW


def test_unknown_weights_give_the_first_need_to_one_and_the_second_to_the_other() -> None:
    # we lead where the first need has more than 3/4 of the weight: on a quarter of all weights
    answers = room(*[("50 50", "6 2", "5 5")] * 6)
    found = told(answers).unknown
    assert found.companies == (0, 1)
    assert found.first == pytest.approx((0.25, 0.75), abs=0.015)
    sure = told(room(*[("50 50", "6 5", "5 5")] * 6)).unknown
    assert sure.first == (1, 0)


# --- tiers ---


def points(*rows: str) -> Matrix:
    return np.array([[X if w == "-" else float(w) for w in row.split()] for row in rows])


def test_needs_that_everybody_orders_alike_stand_in_tiers_of_their_own() -> None:
    found = tiers(points(*["20 50 30"] * 8), seed=1)
    assert (found.groups, found.order, found.shares) == (((1,), (2,), (0,)), (1, 2, 0), (1, 1))


def test_needs_in_no_settled_order_keep_the_order_of_the_file() -> None:
    found = tiers(points(*["10 40 50", "10 50 40"] * 4, "10 44 46"), seed=1)
    assert found.groups == ((1, 2), (0,))
    assert found.order == (2, 1, 0)
    assert found.shares[0] < 0.9
    assert found.shares[1] == 1


def test_a_boundary_stands_at_exactly_the_share_asked_for() -> None:
    found = tiers(points(*["10 40 50"] * 7, "10 60 30"), seed=1)
    share = found.shares[0]
    assert 0.5 < share < 0.99
    asked = points(*["10 40 50"] * 7, "10 60 30")
    assert len(tiers(asked, seed=1, stands=share).groups) == 3
    assert len(tiers(asked, seed=1, stands=share + 1e-6).groups) == 2


def test_needs_without_any_points_have_no_boundary_between_them() -> None:
    assert tiers(points(*["100 0 0"] * 8), seed=1).groups == ((0,), (1, 2))
    assert tiers(points(*["25 25 25 25"] * 8), seed=1).groups == ((0, 1, 2, 3),)


def test_seven_people_or_fewer_have_no_tiers() -> None:
    found = tiers(points(*["20 50 30"] * 7, "- - -"), seed=1)
    assert (found.groups, found.people, found.stands) == ((), 7, None)
    assert found.order == (1, 2, 0)
    assert found.reason
    assert tiers(points("- - -"), seed=1).reason
    assert tiers(np.zeros((0, 0)), seed=1).reason


def test_tiers_are_those_of_slow_obvious_code() -> None:
    chance = np.random.default_rng(25)
    for _ in range(30):
        weights = random_room(chance, low=7, high=12).weights
        rows = weights[~np.isnan(weights[:, 0])]
        if len(rows) < 8:
            continue
        found = tiers(weights, seed=4, draws=50)
        ordered = sorted(rows.tolist())
        shares = [0.0] * (rows.shape[1] - 1)
        for counts in np.vstack(list(resampled(len(rows), 50, 4 + TIERS))):
            drawn = [sum(c * row[k] for c, row in zip(counts, ordered, strict=True)) for k in found.order]
            for j in range(len(shares)):
                shares[j] += (min(drawn[: j + 1]) > max(drawn[j + 1 :])) / 50
        assert found.shares == pytest.approx(shares, abs=1e-9)
        assert sorted(k for group in found.groups for k in group) == list(range(rows.shape[1]))


@pytest.mark.parametrize(
    ("people", "needs", "stands"),
    [
        (8, 2, 0.965),
        (8, 4, 0.985),
        (11, 5, 0.975),
        (9, 7, 0.975),
        (12, 4, 0.975),
        (60, 7, 0.965),
        (300, 9, 0.965),
    ],
)
def test_a_boundary_stands_from_a_share_that_hangs_on_people_and_needs(
    people: int, needs: int, stands: float
) -> None:
    rows = np.random.default_rng(needs).dirichlet(np.ones(needs), people) * 100
    assert tiers(rows, seed=1).stands == stands_from(people, needs) == stands
    assert tiers(rows, seed=1, stands=0.8).stands == 0.8


def test_level_needs_are_hardly_ever_told_apart() -> None:
    told = {0.9: 0, None: 0}
    for number in range(40):
        rows = np.random.default_rng(number).dirichlet(4.25 * np.array([0.35, 0.35, 0.15, 0.15]), 8) * 100
        for stands in told:
            groups = tiers(rows, seed=1, stands=stands, draws=499).groups
            told[stands] += any(set(one) not in ({0, 1}, {2, 3}, {0, 1, 2, 3}) for one in groups)
    assert told[None] <= 6 < told[0.9]


def test_marks_given_later_change_no_tier() -> None:
    answers = random_room(np.random.default_rng(9), low=9, high=10)
    assert tiers(answers.weights, 1) == tiers(replace(answers, marks=answers.marks * 0).weights, 1)


# --- flips ---


def weighted(weights: str, *marks: str) -> tuple[Matrix, Matrix, scores.Scores]:
    w, y = points(weights)[0], points(*marks)
    return w, y, scores.weighted(w, y, ~np.isnan(y))


def test_the_smallest_change_of_one_mark_is_on_the_need_with_most_points() -> None:
    # 7.4 against 6.6: gap 0.8 at 60 points is 1.33 marks
    found = flips.mark_flip(*weighted("60 40", "9 5", "7 6"))
    assert (found.company, found.need, found.other) == (0, 0, 1)
    assert found.change == pytest.approx(-0.8 / 0.6)


def test_a_mark_rises_where_the_first_companys_cannot_fall_so_far_and_neither_leaves_the_scale() -> None:
    # 0.9 x 1 + 0.1 x 10 = 1.9 against 0.9 x 0.5 + 0 = 0.45: ours may fall by 1 only, theirs may rise by 1.61
    found = flips.mark_flip(*weighted("90 10", "1 10", "0.5 0"))
    assert (found.company, found.need, found.other) == (1, 0, 1)
    assert found.change == pytest.approx(1.45 / 0.9)
    far = flips.mark_flip(*weighted("50 50", "10 10", "1 1"))
    assert (far.change, far.reason) == (None, flips.NO_MARK)


def test_the_smallest_transfer_of_points_goes_from_our_best_need_to_our_worst() -> None:
    # gap 0.8; we are 2 ahead on the first need and 1 behind on the second: 80 / 3 points
    found = flips.points_flip(*weighted("60 40", "9 5", "7 6"))
    assert (found.source, found.target, found.other) == (0, 1, 1)
    assert found.points == pytest.approx(80 / 3)


def test_a_need_gives_no_more_points_than_it_holds() -> None:
    # the first need, with the largest lead, holds 5 points only; 40 / 3 of the second are needed
    w, y, found = weighted("5 55 40", "10 6 4", "0 5 6")
    assert np.diff(found.scores) == pytest.approx(-0.25)
    flip = flips.points_flip(w, y, found)
    assert (flip.source, flip.target) == (0, 2)
    assert flip.points == pytest.approx(25 / 12)
    w, y, found = weighted("5 85 10", "10 6 4", "0 5 6")
    flip = flips.points_flip(w, y, found)
    assert (flip.source, flip.target) == (1, 2)
    assert flip.points == pytest.approx((50 + 85 - 20) / 3)
    ahead = flips.points_flip(*weighted("50 50", "9 9", "5 5"))
    assert (ahead.points, ahead.reason) == (None, flips.NO_POINTS)


def test_a_transfer_is_said_in_points_of_the_room_where_a_need_is_left_out() -> None:
    w, y = points("30 20 50")[0], points("9 5 1", "7 6 1")
    valid = np.array([[True, True, True], [True, True, False]])
    flip = flips.points_flip(w, y, scores.weighted(w, y, valid))
    # 30 x 2 - 20 x 1 = 40 over the two needs, and each point moved changes that by 3
    assert flip.points == pytest.approx(40 / 3)


def test_the_first_need_changes_when_half_the_gap_moves() -> None:
    found = flips.first_need_flip(points("20 45 35")[0])
    assert (found.source, found.target, found.other, found.points) == (1, 2, 2, 5)
    assert flips.first_need_flip(points("40 40 20")[0]).reason == flips.NEEDS_LEVEL
    assert flips.first_need_flip(points("100")[0]).reason == flips.ONE_NEED
    assert flips.first_need_flip(points("- -")[0]).reason == flips.ONE_NEED


def test_two_level_companies_or_a_single_one_have_nothing_to_turn() -> None:
    assert flips.mark_flip(*weighted("60 40", "9 5", "9 5")).reason == flips.LEVEL
    assert flips.points_flip(*weighted("60 40", "9 5")).reason == flips.ALONE
    assert flips.mark_flip(*weighted("- -", "9 5", "9 5")).reason == scores.NO_WEIGHTS


def slow_flip(w: Matrix, y: Matrix, turned: Callable[[Matrix, Matrix], bool], step: float) -> float:
    """The smallest transfer or change that turns the first place, by trying."""
    best = np.inf
    for a in range(len(w)):
        for b in range(len(w)):
            for moved in np.arange(step, w[a] + step / 2, step) if a != b else ():
                if moved >= best:
                    break
                other = w.copy()
                other[a], other[b] = other[a] - moved, other[b] + moved
                if turned(other, y):
                    best = float(moved)
    return best


def test_trying_every_transfer_finds_none_smaller() -> None:
    chance = np.random.default_rng(31)
    for _ in range(30):
        w = np.diff([0, *sorted(chance.integers(0, 101, 2)), 100]) + 0.0
        y = chance.integers(0, 11, (3, 3)).astype(float)
        found = scores.weighted(w, y, ~np.isnan(y))
        if len(found.first) > 1:
            continue
        first = found.first[0]

        def turned(weights: Matrix, marks: Matrix, first: int = first) -> bool:
            rated = marks @ weights
            return bool(max(np.delete(rated, first)) >= rated[first] - 1e-6)

        tried, flip = slow_flip(w, y, turned, 0.25), flips.points_flip(w, y, found)
        if flip.points is None:
            assert tried == np.inf
        else:
            assert flip.points - 1e-6 <= tried < flip.points + 0.26 or tried == np.inf
            assert turned(*moved(w, y, flip))


def moved(w: Matrix, y: Matrix, flip: flips.PointsFlip) -> tuple[Matrix, Matrix]:
    assert flip.source is not None
    assert flip.target is not None
    assert flip.points is not None
    other = w.copy()
    other[flip.source] -= flip.points
    other[flip.target] += flip.points
    return other, y


def test_the_function_farthest_in_a_direction_is_named_when_it_lies_beyond_the_room() -> None:
    values = np.array([1.0, 2, 3, 9, 9, X, X, 9, 9])
    groups = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    down = flips.farthest(groups, values, up=False)
    assert down == flips.Farthest(0, 2, 3, among=(0,))
    assert flips.farthest(groups, values, up=True) is None  # the others have two answers each
    assert flips.farthest(groups, values, up=True, least=2) == flips.Farthest(1, 9, 2, among=(0, 1, 2))
    assert flips.farthest([[0, 1, 2]], values[:3], up=True) is None
    assert flips.farthest([], values, up=True) is None


# --- what must not change a number ---


def plain(found: Firmness) -> dict[str, Any]:
    """Everything but the places of people."""
    out = {k: v for k, v in vars(found).items() if k != "leaving"}
    gone = sorted(map(repr, found.leaving.people.values()))
    return {**out, "gone": gone, "functions": found.leaving.functions}


def test_neither_the_order_nor_the_names_of_people_change_a_number() -> None:
    chance = np.random.default_rng(41)
    for _ in range(10):
        answers = random_room(chance, low=5, high=12)
        people = len(answers.weights)
        order = chance.permutation(people)
        back = {int(old): new for new, old in enumerate(order)}
        functions = [[0, 1, 2], [3, 4]]
        shuffled = AnswerArrays(answers.weights[order], answers.marks[order], answers.valid)
        there = told(answers, functions=functions)
        here = told(shuffled, functions=[[back[i] for i in people] for people in functions])
        assert plain(there) == plain(here)
        assert {back[i] for i in there.leaving.people} == set(here.leaving.people)
        assert tiers(answers.weights, 7) == tiers(shuffled.weights, 7)


def test_the_seed_of_the_session_decides_the_draws_and_nothing_else_does() -> None:
    answers = room(*[("100", "9", "5")] * 5, *[("100", "4", "8")] * 4)
    assert told(answers, seed=1) == told(answers, seed=1)
    assert told(answers, seed=1).again != told(answers, seed=2).again
    assert told(answers, seed=1).scores == told(answers, seed=2).scores


def test_a_person_with_dont_knows_only_changes_nothing() -> None:
    chance = np.random.default_rng(43)
    for _ in range(10):
        answers = random_room(chance, low=3, high=10)
        weights = np.vstack([answers.weights, np.full((1, answers.weights.shape[1]), X)])
        marks = np.concatenate([answers.marks, np.full((1, *answers.marks.shape[1:]), X)])
        assert told(AnswerArrays(weights, marks, answers.valid)) == told(answers)
        assert tiers(weights, 7) == tiers(answers.weights, 7)


def test_doubling_every_person_changes_no_mean_score_or_lead() -> None:
    chance = np.random.default_rng(44)
    for _ in range(20):
        answers = random_room(chance, low=5, high=9, missing=0.0)
        twice = AnswerArrays(
            np.vstack([answers.weights] * 2), np.concatenate([answers.marks] * 2), answers.valid
        )
        once, doubled = told(answers), told(twice)
        assert doubled.scores.scores == pytest.approx(once.scores.scores)
        assert doubled.scores.basis == once.scores.basis
        free = [
            [(e.need, e.rival, round(e.lead, 9)) for e in one.board.entries if e.kind == "opportunity"]
            for one in (once, doubled)
        ]
        assert free[0] == free[1]
        assert [(2 * v.ahead, 2 * v.level) for v in once.votes] == [(v.ahead, v.level) for v in doubled.votes]


def numbers(value: object) -> list[float]:
    """Every float anywhere in a result."""
    if isinstance(value, float):
        return [value]
    if isinstance(value, dict):
        return [n for inner in value.values() for n in numbers(inner)]
    if isinstance(value, tuple | list):
        return [n for inner in value for n in numbers(inner)]
    return numbers(list(vars(value).values())) if hasattr(value, "__dataclass_fields__") else []


def degenerate() -> dict[str, AnswerArrays]:
    full = room(*[("50 50", "8 5", "6 5")] * 8)
    nothing = np.full_like(full.marks, X)
    return {
        "nobody": AnswerArrays(np.zeros((0, 2)), np.zeros((0, 2, 2)), np.ones((2, 2), dtype=bool)),
        "one person": room(("50 50", "8 5", "6 5")),
        "two people": room(*[("50 50", "8 5", "6 5")] * 2),
        "all equal": full,
        "all don't-know": AnswerArrays(np.full_like(full.weights, X), nothing, full.valid),
        "points and no marks": replace(full, marks=nothing),
        "marks and no points": replace(full, weights=np.full_like(full.weights, X)),
        "a need nobody gave points": room(*[("100 0", "8 5", "6 5")] * 8),
        "a company nobody could mark": room(*[("50 50", "8 5", "6 5", "- -")] * 8),
        "ourselves unmarked": room(*[("50 50", "- -", "6 5", "3 3")] * 8),
        "no competitors": room(*[("50 50", "8 5")] * 8),
        "no companies": AnswerArrays(full.weights, np.zeros((8, 0, 2)), np.zeros((0, 2), dtype=bool)),
        "no needs": AnswerArrays(np.zeros((8, 0)), np.zeros((8, 2, 0)), np.zeros((2, 0), dtype=bool)),
        "one need": room(*[("100", "8", "6")] * 8),
        "no valid cell": replace(full, valid=np.zeros((2, 2), dtype=bool)),
        "one point each": room(*[("1 0", "8 5", "6 5")] * 8),
        "a mark here and there": room(*[("50 50", "8 -", "- 5")] * 4, *[("50 50", "- 5", "6 -")] * 4),
    }


@pytest.mark.parametrize("name", degenerate())
def test_a_degenerate_room_gives_values_and_sentences_and_never_nan(name: str) -> None:
    answers = degenerate()[name]
    found = told(answers, functions=[list(range(len(answers.weights))), []])
    assert np.isfinite(numbers(found)).all()
    if name == "nobody":
        assert found.people == 0
    silent = [part for part in (found.scores.basis, found.again, found.unknown, found.board) if part.reason]
    for part in silent:
        assert part.reason is not None
        assert part.reason.endswith(".")
    board_silent = len(found.board.silent) > 0
    settled = {"all equal", "a need nobody gave points", "a company nobody could mark", "one need"}
    assert (bool(silent) or board_silent) == (name not in settled | {"one point each"})
    assert np.isfinite(numbers(tiers(answers.weights, 7))).all()


def test_random_rooms_full_of_dont_knows_never_give_nan() -> None:
    chance = np.random.default_rng(45)
    for missing in (0.5, 0.8, 0.95):
        for _ in range(20):
            answers = random_room(chance, low=1, high=14, missing=missing)
            assert np.isfinite(numbers(told(answers, functions=[[0]]))).all()


def test_a_draw_without_a_mark_on_either_side_is_skipped_and_counted() -> None:
    # three of eight know the rival: a draw of seven misses all three in (5 / 8) ** 7 of 2,000
    answers = room(*[("100", "8", "5")] * 3, *[("100", "8", "-")] * 5)
    found = told(answers)
    share = found.entries[0].share
    assert share is not None
    assert share.skipped == found.again.skipped
    assert share.skipped == pytest.approx(2000 * (5 / 8) ** 7, abs=40)
    assert share.draws == 2000 - share.skipped
    assert share.share == 1


def test_where_every_draw_lacks_a_mark_nothing_is_said_and_all_are_counted() -> None:
    # each of 16 needs is marked by one person alone: a draw holds all of them once in 900,000
    alone = np.full((16, 2, 16), X)
    for person in range(16):
        alone[person, :, person] = (8, 5)
    found = told(AnswerArrays(np.full((16, 16), 6.25), alone, np.ones((2, 16), dtype=bool))).again
    assert (found.reason, found.draws, found.skipped, found.says) == (drawing.ALL_SKIPPED, 0, 2000, False)


def test_every_draw_is_one_person_smaller_than_the_room_and_the_pieces_do_not_show() -> None:
    pieces = list(resampled(700, 2000, 5))
    assert len(pieces) > 1
    counts = np.vstack(pieces)
    assert counts.shape == (2000, 700)
    assert (counts.sum(axis=1) == 699).all()
    assert counts.mean(axis=0) == pytest.approx(np.ones(700), abs=0.15)


def test_all_pairs_of_two_companies_are_counted_once() -> None:
    answers = room(*[("100", "8", "6", "7")] * 6)
    before = [standing.before for standing in told(answers).again.companies]
    for one, other in combinations(range(3), 2):
        assert before[one][other] + before[other][one] == pytest.approx(1)


@pytest.mark.parametrize(
    ("found", "same", "known", "expected"),
    [
        ("1100", "1000", "1111", (0.5, 0.5, 4, 0)),
        ("1100", "1100", "1110", (2 / 3, 1.0, 3, 1)),
        ("0000", "0000", "1110", (0.0, None, 3, 1)),
        ("0000", "0000", "0000", (None, None, 0, 4)),
    ],
)
def test_a_share_is_of_the_draws_that_count_and_those_that_do_not_are_kept(
    found: str, same: str, known: str, expected: tuple[float | None, float | None, int, int]
) -> None:
    masks = [np.array([sign == "1" for sign in text]) for text in (found, same, known)]
    told = drawing._share(*masks)
    assert (told.share, told.named, told.draws, told.skipped) == expected
