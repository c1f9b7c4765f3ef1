"""The SWOT rule: each kind at its exact thresholds, and what may be said of an entry."""

from __future__ import annotations

import numpy as np
import pytest

from cxw.stats import swot
from cxw.stats.swot import Cuts, Kind, Matrix

X = float("nan")
FIVE = Cuts(importance=swot.important_from(5))


def kinds(points: float, own: float, lead: float, cuts: Cuts = FIVE) -> set[Kind]:
    """The kinds that hold for one need."""
    found = swot.rule_holds(np.array([points]), np.array([own]), np.array([lead]), cuts)
    return {kind for kind, held in found.items() if held[0]}


def test_the_cut_of_importance_is_an_even_share_rounded_down() -> None:
    assert [swot.important_from(n) for n in (1, 3, 5, 6, 7, 12)] == [100, 33, 20, 16, 14, 8]


@pytest.mark.parametrize(
    ("points", "own", "lead", "expected"),
    [
        (20, 8, 1, {"strength"}),
        (20, 8, 0.99, {"expected"}),
        (20, 8, -0.99, {"expected"}),
        (20, 7, 0, {"expected"}),
        (20, 6.99, 0, {"opportunity"}),
        (20, 6, -1, {"weakness", "threat"}),  # the rival stands at exactly 7
        (20, 6, -0.99, {"opportunity"}),  # the rival at 6.99: nobody is good
        (20, 5, -1, {"weakness", "opportunity"}),
        (20, 8, -1, {"weakness", "threat"}),  # good ourselves, and yet we trail one who is better
        (20, 6.5, -0.5, {"threat"}),  # the rival is good and we are not, though hardly behind
        (20, 8, -0.5, {"expected"}),
        (20, 5, 2, {"strength", "opportunity"}),  # ahead of everybody, and nobody is good
        (20, 10, 10, {"strength"}),
        (19.99, 8, 1, {"excess"}),
        (19.99, 8, 0.99, set()),
        (19.99, 2, -5, set()),
        (0, 8, 8, {"excess"}),
    ],
)
def test_a_need_is_in_the_boxes_of_the_rule(
    points: float, own: float, lead: float, expected: set[Kind]
) -> None:
    assert kinds(points, own, lead) == expected


@pytest.mark.parametrize("slip", [-5e-10, 5e-10])
def test_a_mean_that_misses_a_threshold_by_rounding_alone_is_on_it(slip: float) -> None:
    assert kinds(20 + slip, 8, 1 + slip) == {"strength"}
    assert kinds(20 + slip, 6, -1 + slip) == {"weakness", "threat"}
    assert kinds(20 + slip, 7 + slip, 0) == {"expected"}


def test_one_tenth_added_ten_times_is_a_lead_of_one() -> None:
    assert sum([0.1] * 10) < 1
    assert kinds(20, 8, sum([0.1] * 10)) == {"strength"}


def test_the_thresholds_of_the_file_are_the_ones_that_count() -> None:
    assert kinds(30, 8, 1, Cuts(importance=33)) == {"excess"}
    assert kinds(20, 8, 1, Cuts(importance=20, lead=1.5)) == {"expected"}
    assert kinds(20, 8, -1, Cuts(importance=20, good=9.5)) == {"weakness", "opportunity"}


@pytest.mark.parametrize("numbers", [(X, 8, 1), (20, X, 1), (20, 8, X)])
def test_a_missing_number_puts_a_need_in_no_box(numbers: tuple[float, float, float]) -> None:
    assert kinds(*numbers) == set()


def test_the_best_rival_is_the_one_with_the_smallest_lead_and_of_equal_ones_the_first() -> None:
    leads = np.array([[1, X, 2 + 1e-12, X], [-1, 3, 2, X], [0, X, 2, X]])
    lead, rival = swot.best_rival(leads)
    assert rival.tolist() == [1, 1, 0, -1]
    assert lead[:3] == pytest.approx((-1, 3, 2))
    assert np.isnan(lead[3])


def test_without_rivals_there_is_no_best_one() -> None:
    lead, rival = swot.best_rival(np.zeros((2, 0, 3)))
    assert np.isnan(lead).all()
    assert (rival == -1).all()


def board(points: Matrix, own: Matrix, leads: Matrix) -> swot.SwotBoard:
    pairs = np.where(np.isnan(leads), 0, 4)
    return swot.swot_board(points, own, (leads, pairs), Cuts(importance=swot.important_from(len(points))))


def test_a_board_names_the_rival_behind_a_threat_and_why_a_need_is_in_no_box() -> None:
    # cut 33: the first need is a weakness and a threat by the second rival, who stands at 8
    found = board(np.array([50.0, 10, 40]), np.array([6.0, 8, 8]), np.array([[1.0, 2, X], [-2, 3, X]]))
    assert [(e.kind, e.need, e.rival) for e in found.entries] == [
        ("weakness", 0, 1),
        ("threat", 0, 1),
        ("excess", 1, 0),
    ]
    threat = found.entries[1]
    assert (threat.points, threat.own, threat.lead, threat.pairs) == (50, 6, -2, 4)
    assert found.silent == {2: swot.NO_LEAD}
    assert found.reason is None


def test_a_board_without_rivals_or_weights_is_empty_and_says_why() -> None:
    nobody = board(np.array([50.0, 50]), np.array([5.0, 5]), np.zeros((0, 2)))
    assert (nobody.entries, nobody.reason) == ((), swot.NO_RIVALS)
    unweighed = board(np.array([X, X]), np.array([5.0, 5]), np.array([[1.0, 1]]))
    assert (unweighed.entries, unweighed.reason) == ((), swot.NO_WEIGHTS)


CARRIED, BELIEVED = (3, 4, 3), (5, 2, 5)


@pytest.mark.parametrize(
    ("share", "grades", "expected"),
    [
        (1.0, CARRIED, "statement"),
        (0.8, CARRIED, "statement"),
        (0.8 - 5e-10, CARRIED, "statement"),
        (0.7999, CARRIED, "contested"),
        (0.5, CARRIED, "contested"),
        (0.4999, CARRIED, None),
        (1.0, BELIEVED, "question"),
        (0.8, BELIEVED, "question"),
        (0.7999, BELIEVED, "contested belief"),
        (0.5, BELIEVED, "contested belief"),
        (0.4999, BELIEVED, None),
        (0.0, BELIEVED, None),
    ],
)
def test_what_may_be_said_hangs_on_the_draws_and_on_all_three_grades(
    share: float, grades: tuple[int, ...], expected: swot.Reading | None
) -> None:
    for kind in swot.KINDS:
        assert swot.entry_reading(kind, share, grades, rivals=1, cuts=FIVE) == expected


@pytest.mark.parametrize("kind", swot.KINDS)
def test_with_two_rivals_a_weakness_or_threat_needs_the_share_of_a_statement(kind: Kind) -> None:
    contested = None if kind in {"weakness", "threat"} else "contested"
    assert swot.entry_reading(kind, 0.79, CARRIED, rivals=2, cuts=FIVE) == contested
    assert swot.entry_reading(kind, 0.8, CARRIED, rivals=2, cuts=FIVE) == "statement"
    assert swot.entry_reading(kind, 0.8, BELIEVED, rivals=2, cuts=FIVE) == "question"


def test_the_shares_are_thresholds_of_the_file_too() -> None:
    strict = Cuts(importance=20, statement=0.95, contested=0.9)
    assert swot.entry_reading("strength", 0.94, CARRIED, rivals=1, cuts=strict) == "contested"
    assert swot.entry_reading("strength", 0.89, CARRIED, rivals=1, cuts=strict) is None


def test_without_any_grade_an_entry_is_a_question() -> None:
    assert swot.entry_reading("strength", 1.0, (), rivals=1, cuts=FIVE) == "question"


def test_a_sure_side_is_stated_only_with_evidence_behind_all_three_and_more_than_five_people() -> None:
    assert swot.reading_of_side(CARRIED, few=False) == "statement"
    assert swot.reading_of_side(BELIEVED, few=False) == "question"
    assert swot.reading_of_side(CARRIED, few=True) == "question"


@pytest.mark.parametrize(
    ("share", "rivals", "luck"),
    [(0.5, 1, False), (0.8, 2, True), (0.9, 2, False), (0.93, 3, True), (0.95, 3, False), (None, 2, True)],
)
def test_that_one_of_several_rivals_is_good_needs_the_more_draws_the_more_there_are(
    share: float | None, rivals: int, luck: bool
) -> None:
    assert swot.by_luck(share, rivals, FIVE) is luck


def sides(word: str | None) -> swot.Sides:
    """The sides of one need; no word is one on which no side is sure."""
    return swot.Sides(*(np.array([word == side]) for side in ("ahead", "level", "behind")))


@pytest.mark.parametrize(
    ("points", "own", "lead", "word", "expected"),
    [
        (20, 9, 3, "ahead", {"strength"}),
        (20, 9, 3, None, set()),  # three marks ahead in the mean, and yet no side is sure
        (20, 9, 0.9, "ahead", set()),  # surely ahead, by less than a mark
        (20, 5, -2, "behind", {"weakness", "threat"}),
        (20, 5, -2, None, {"threat"}),  # a rival is good and we are not: that needs no side
        (20, 8, -1, None, set()),
        (20, 8, -0.5, "behind", {"threat"}),
        (20, 8, 2, "level", {"expected"}),  # most people say level, whatever one of them makes of the mean
        (20, 8, 0, None, set()),
        (19, 9, 3, "ahead", {"excess"}),
        (19, 9, 3, None, set()),
    ],
)
def test_the_sides_of_the_room_decide_what_marks_alone_would_say(
    points: float, own: float, lead: float, word: str | None, expected: set[Kind]
) -> None:
    found = swot.rule_holds(np.array([points]), np.array([own]), np.array([lead]), FIVE, sides(word))
    assert {kind for kind, held in found.items() if held[0]} == expected


def test_the_published_example_of_an_opportunity_score() -> None:
    # decikit.com, frameworks, opportunity scoring: importance 9 with satisfaction 3 gives 15, with 9 gives 9
    assert swot.ulwick(9, 3) == 15
    assert swot.ulwick(9, 9) == 9


def test_a_believed_opportunity_counts_who_gave_an_even_share_and_who_marked_us_eight_or_better() -> None:
    # three of four gave the first need 50 or more; one of two marked us 8 there: 7.5 + (7.5 - 5)
    weights = np.array([[50.0, 50], [60, 40], [100, 0], [40, 60], [X, X]])
    own = np.array([[8.0, X], [7, X], [X, X], [X, X], [X, X]])
    first, second = swot.believed_opportunity(weights, own)
    assert (first.importance, first.satisfaction, first.value) == (7.5, 5, 10)
    assert (first.weighed, first.marked, first.reason) == (4, 2, None)
    assert (second.value, second.importance, second.marked) == (None, 5, 0)
    assert second.reason


def test_an_even_share_of_three_needs_is_met_by_a_third_of_the_points() -> None:
    third = swot.believed_opportunity(np.array([[100 / 3, 100 / 3, 100 / 3]]), np.full((1, 3), 8.0))
    assert [need.value for need in third] == [10, 10, 10]


def test_nobody_gives_no_believed_opportunity_but_a_sentence() -> None:
    assert swot.believed_opportunity(np.zeros((0, 0)), np.zeros((0, 0))) == ()
    (found,) = swot.believed_opportunity(np.full((2, 1), X), np.full((2, 1), 9.0))
    assert (found.value, found.reason) == (None, swot.NO_WEIGHTS)


def naive(points: float, own: float, lead: float) -> set[str]:
    """The table of the rule, word for word."""
    rival = own - lead
    if points < 20:
        return {"excess"} if lead >= 1 else set()
    found = set()
    if lead >= 1:
        found.add("strength")
    if lead <= -1:
        found.add("weakness")
    if max(own, rival) < 7:
        found.add("opportunity")
    if rival >= 7 and (lead <= -1 or own < 7):
        found.add("threat")
    if abs(lead) < 1 and own >= 7:
        found.add("expected")
    return found


def test_every_quarter_on_the_scale_is_read_as_the_table_says() -> None:
    for points in (10, 20, 30):
        for own in np.arange(0, 10.25, 0.25):
            for rival in np.arange(0, 10.25, 0.25):
                assert kinds(points, own, own - rival) == naive(points, own, own - rival)
