"""What the findings say of small rooms, in numbers worked by hand and in sentences."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_record import at, marks, people, points, room

from cxw import findings
from cxw.findings.day import workings
from cxw.findings.languages import wording
from cxw.findings.lists import why_weighed_anew
from cxw.findings.moved.types import SecondWeights
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import Audience, Findings, SegmentFindings
from cxw.model import (
    DK,
    AnyRound,
    Company,
    Conviction,
    Correction,
    Evidence,
    Need,
    Note,
    Participant,
    Research,
    Segment,
    Session,
    Stage,
    Unknown,
    Was,
    WeightsRound,
)

FIRST = {
    "ana": "60 20 20",
    "ben": "50 30 20",
    "cho": "70 10 20",
    "dov": "20 60 20",
    "eva": "10 60 30",
    "fay": "30 50 20",
}
TWO = {
    "ana": "Sales",
    "ben": "Sales",
    "cho": "Sales",
    "dov": "Marketing",
    "eva": "Marketing",
    "fay": "Marketing",
}


def six(*more: AnyRound, **fields: Any) -> Session:
    return room(TWO, points("first", "price speed help", FIRST), *more, **fields)


def of(session: Session, audience: Audience = "room") -> SegmentFindings:
    return findings.of(session, audience).segments[0]


def weights(session: Session, audience: Audience = "room") -> WeightsFindings:
    found = of(session, audience).weights
    assert found is not None
    return found


def numbers(value: Any) -> list[float]:
    """Every number anywhere in dumped findings."""
    if isinstance(value, dict):
        return [x for one in value.values() for x in numbers(one)]
    if isinstance(value, list):
        return [x for one in value for x in numbers(one)]
    return [value] if isinstance(value, float) else []


def test_the_record_is_told_need_by_need_in_numbers() -> None:
    found = weights(six())
    price = found.need("price")
    assert (price.mean, price.median, price.low, price.high) == (40, 40, 10, 70)
    assert list(price.values) == [10, 20, 30, 50, 60, 70]
    assert (price.quartile_low, price.quartile_high) == (22.5, 57.5)
    assert [(group.name, group.n, group.mean) for group in price.groups] == [
        ("Sales", 3, 60),
        ("Marketing", 3, 20),
    ]
    assert found.apart == pytest.approx(sum(need.apart or 0 for need in found.needs))
    assert (found.answered, found.given, found.dont_know) == (6, 6, 0)


def test_two_functions_stand_beside_names_from_a_hat() -> None:
    (pair,) = weights(six()).pairs
    # mean rows 60 20 20 and 20 56.7 23.3
    assert pair.apart == pytest.approx(40)
    assert pair.hat_mean < pair.apart
    # three and three: the smallest p is .1, so nothing may be told, however far they are apart
    assert not pair.beyond_chance
    assert pair.within_first == pytest.approx(40 / 3)
    assert pair.gaps[0] == ("price", 40)


def test_a_headline_about_functions_stands_only_with_the_test() -> None:
    split = dict.fromkeys(("ana", "ben", "cho", "gus"), "60 20 20") | dict.fromkeys(
        ("dov", "eva", "fay", "hal"), "20 60 20"
    )
    functions = {person: "Sales" if row.startswith("6") else "Marketing" for person, row in split.items()}
    (pair,) = weights(room(functions, points("first", "price speed help", split))).pairs
    assert pair.sentence.startswith(
        "Sales and Marketing place 40 of their 100 points differently; with names shuffled:"
    )
    mixed = dict(zip(functions, ["Sales", "Marketing"] * 4, strict=True))
    (pair,) = weights(room(mixed, points("first", "price speed help", split))).pairs
    assert pair.sentence.startswith("Sales and Marketing are 0 of 100 points apart; with names shuffled:")


def test_who_does_not_know_comes_first() -> None:
    answers = FIRST | {"gus": "dk", "hal": "dk"}
    functions = TWO | {"gus": "Sales", "hal": "Sales"}
    found = of(room(functions, points("first", "price speed help", answers)))
    said = "Two of eight said: we do not know how customers weigh these."
    assert found.weights is not None
    assert found.weights.headline == said
    assert found.disagreement[0].sentence == said
    assert found.weights.need("price").mean == 40


def test_a_room_in_which_nobody_knows_says_so() -> None:
    found = weights(room(TWO, points("first", "price speed help", dict.fromkeys(TWO, "dk"))))
    assert found.headline == "All of us said: we do not know how customers weigh these."
    assert found.apart is None
    assert found.need("price").mean is None


def test_a_unanimous_room_is_told_as_one() -> None:
    found = weights(room(TWO, points("first", "price speed help", dict.fromkeys(TWO, "60 20 20"))))
    assert found.apart == 0
    assert found.headline == "All six of us who gave points gave the same."
    even = weights(room(TWO, points("first", "a b c d", dict.fromkeys(TWO, "25 25 25 25"))))
    assert even.headline == "Everybody who gave points spread them evenly."


def test_the_sentence_about_the_room_names_the_need_that_divides_it_most() -> None:
    assert weights(six()).headline.startswith("On average two of us place ")
    assert weights(six()).headline.endswith("of these points are about “Price”.")


def test_two_rounds_stand_side_by_side_over_who_answered_both() -> None:
    again = points("second", "price speed help", FIRST | {"ana": "40 40 20", "ben": "50 40 10"}, 10)
    again.reasons.update({"ana": "agreement", "ben": "fact"})
    second = weights(six(again)).second
    assert second is not None
    assert (second.both, second.left_out, second.means_shown) == (6, 0, True)
    price = second.needs[0]
    assert price.mean_before == 40
    assert price.mean_after == pytest.approx(220 / 6)
    assert second.headline == "In the second round 30 of 600 points changed place."
    assert second.reasons == (), "each of the two would know what the other moved"
    private = weights(six(again), "facilitator").second
    assert private is not None
    told = [(r.reason, r.people, r.points) for r in private.reasons]
    assert told == [("fact", 1, 10), ("agreement", 1, 20)]
    assert private.headline == ("Of 30 points that moved after the talk, 20 moved for the sake of agreement.")
    assert private.sentences[0] == "30 of 600 points changed place."


TWO_MOTIVES = (
    "Of 90 points that moved after the talk, 30 moved for the sake of agreement; for {} no reason was given."
)


def moving(reasons: str) -> SecondWeights:
    """Each of nine people moves ten points, for these reasons."""
    names = [f"p{n}" for n in range(9)]
    again = points("second", "price speed help", dict.fromkeys(names, "40 30 30"), 10)
    again.reasons = dict(zip(names, reasons.split(), strict=True))  # type: ignore[arg-type]
    first = points("first", "price speed help", dict.fromkeys(names, "50 20 30"))
    found = weights(room(dict.fromkeys(names, "Sales"), first, again)).second
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reasons", "told", "headline"),
    [
        (
            "fact fact fact argument argument argument none none none",
            [("fact", 3, 30), ("argument", 3, 30), ("none", 3, 30)],
            "Of 90 points that moved after the talk, for 30 no reason was given.",
        ),
        (
            "agreement agreement agreement agreement none none none none fact",
            [("none", 4, 40), ("others", 5, 50)],
            "Of 90 points that moved after the talk, for 40 no reason was given.",
        ),
        (
            "agreement agreement agreement none none none fact fact fact",
            [("fact", 3, 30), ("agreement", 3, 30), ("none", 3, 30)],
            TWO_MOTIVES.format(30),
        ),
        (
            "agreement agreement none none none none none none fact",
            [("none", 6, 60), ("others", 3, 30)],
            "Of 90 points that moved after the talk, for 60 no reason was given.",
        ),
        (
            "fact fact argument wording agreement agreement agreement agreement agreement",
            [("agreement", 5, 50), ("others", 4, 40)],
            "Of 90 points that moved after the talk, 50 moved for the sake of agreement.",
        ),
        (
            "fact fact fact argument argument argument argument none agreement",
            [("argument", 4, 40), ("others", 5, 50)],
            "In the second round 90 of 900 points changed place.",
        ),
        (
            "agreement agreement agreement agreement agreement agreement agreement agreement none",
            [("agreement", 8, None)],
            "Of 90 points that moved after the talk, most moved for the sake of agreement.",
        ),
        (
            "none none none none none none none none none",
            [("none", 9, 90)],
            "For all 90 points that moved after the talk no reason was given.",
        ),
        (
            "agreement agreement none none none none none agreement none",
            [("agreement", 3, 30), ("none", 6, 60)],
            TWO_MOTIVES.format(60),
        ),
    ],
)
def test_points_are_told_by_reason_only_from_three_people_on(
    reasons: str, told: list[tuple[str, int, float | None]], headline: str
) -> None:
    second = moving(reasons)
    assert [(r.reason, r.people, r.points) for r in second.reasons] == told
    assert all(r.points is None or r.people >= 3 for r in second.reasons)
    assert second.headline == headline


@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_agreement_and_no_reason_given_are_never_one_number(audience: Audience) -> None:
    words = ("fact", "agreement", "none")
    for reasons in combinations_with_replacement(words, 9):
        names = [f"p{n}" for n in range(9)]
        again = points("second", "price speed help", dict.fromkeys(names, "40 30 30"), 10)
        again.reasons = dict(zip(names, reasons, strict=True))  # type: ignore[arg-type]
        first = points("first", "price speed help", dict.fromkeys(names, "50 20 30"))
        second = weights(room(dict.fromkeys(names, "Sales"), first, again), audience).second
        assert second is not None
        said = " ".join((second.headline, *second.sentences, second.brief))
        assert "agreement or" not in said
        counts = {word: 10 * reasons.count(word) for word in words}
        for reason in second.reasons:
            assert (
                reason.points is None or reason.reason == "others" or reason.points == counts[reason.reason]
            )


def test_agreement_before_and_after_stands_in_the_workings_and_in_no_sentence() -> None:
    again = points("second", "price speed help", dict.fromkeys(FIRST, "50 30 20"), 10)
    session = six(again)
    second = weights(session).second
    assert second is not None
    # Round one, need by need: sums of 240, 230 and 130, of squares 12400, 11100 and 2900.
    observed = 2 * (6 * (12400 + 11100 + 2900) - 240**2 - 230**2 - 130**2) / 5
    expected = 2 * (18 * 26400 - 600**2) / 17
    assert second.alpha_before == pytest.approx(1 - observed / expected)
    assert second.alpha_after == pytest.approx(1)
    told = workings.stage_workings(findings.of(session), "clinics", "weights")
    assert any("alpha" in line and "1.00 after" in line for line in told)
    assert "alpha" not in " ".join((second.headline, *second.sentences))


def test_a_second_round_in_which_nobody_moved_says_so() -> None:
    second = weights(six(points("second", "price speed help", FIRST, 10))).second
    assert second is not None
    assert second.headline == "None of the six who gave points twice moved one."
    assert second.reasons == ()


def test_the_order_of_needs_in_the_second_round_does_not_matter() -> None:
    turned = {person: " ".join(reversed(row.split())) for person, row in FIRST.items()}
    second = weights(six(points("second", "help speed price", turned, 10))).second
    assert second is not None
    assert second.moved_total == 0


def test_latecomers_are_counted_apart_and_drawn_apart_only_from_three_on() -> None:
    late = dict.fromkeys(("gus", "hal"), "100 0 0")
    functions = TWO | dict.fromkeys(("gus", "hal", "ida"), "Sales")
    found = weights(
        room(
            functions,
            points("first", "price speed help", FIRST),
            points("second", "price speed help", FIRST | late, 10),
        )
    )
    assert found.need("price").mean == 40
    assert found.late is not None
    assert (found.late.n, found.late.means) == (2, ())
    more = points("second", "price speed help", FIRST | late | {"ida": "40 30 30"}, 10)
    found = weights(room(functions, points("first", "price speed help", FIRST), more))
    assert found.late is not None
    assert found.late.means == (("price", 80), ("speed", 10), ("help", 10))


def test_a_need_reworded_later_keeps_its_old_words_for_the_old_round() -> None:
    session = six()
    session.segments[0].needs[0].was = [Was(text="Cheap", until=at(30))]
    price = weights(session).needs[0]
    assert (price.text, price.short, price.now) == ("Cheap", "Cheap", "Price")


def sure(session: Session, before: dict[str, int | str], after: dict[str, int | str]) -> Session:
    session.segments[0].conviction = Conviction.model_validate({"before": before, "after": after})
    return session


def test_conviction_is_compared_over_who_answered_twice() -> None:
    before = {"ana": 50, "ben": 60, "cho": 70, "dov": 0, "eva": "dk"}
    before |= {"fay": 10, "dov": 60}
    after = {"ana": 70, "ben": 70, "cho": 82, "dov": 74, "fay": 24, "eva": "dk"}
    found = of(sure(six(), before, after)).conviction  # type: ignore[arg-type]
    assert found is not None
    assert (found.twice, found.mean_before, found.mean_after, found.before_dont_know) == (5, 50, 64, 1)
    assert found.headline == (
        "The 5 who answered twice are 14 points surer than before the talk. No evidence from customers came in between."
    )


def test_the_change_of_conviction_is_the_difference_of_its_two_means() -> None:
    found = of(sure(six(), dict.fromkeys(TWO, 72), dict.fromkeys(TWO, 83))).conviction
    assert found is not None
    assert (found.mean_before, found.mean_after, found.change) == (72, 83, 11)


def test_how_sure_we_are_stands_beside_how_many_can_be_right_at_most() -> None:
    again = dict(
        zip(TWO, ("60 20 20", "50 30 20", "70 10 20", "60 20 20", "50 30 20", "30 50 20"), strict=True)
    )
    second = points("second", "price speed help", again, 10)
    session = sure(six(second), dict.fromkeys(TWO, 72), dict.fromkeys(TWO, 83))
    found = of(session)
    assert found.conviction is not None
    assert found.conviction.named_sentence == (
        "Whichever one need customers put first, at most 3 of our 6 named it; on average we are 72 % sure; "
        "after the talk: at most 5, and 83 % sure."
    )
    assert "We name two different needs." in found.conviction.sentences
    assert found.conviction.headline.startswith("The 6 who answered twice are 11 points surer")
    told = workings.stage_workings(findings.of(session), "clinics", "closing")
    assert "  before: 72.0 % on average, 3 of 6 named one need" in told
    assert "  after: 83.0 % on average, 5 of 6 named one need" in told


def test_where_nobody_may_be_compared_the_workings_name_no_number_of_those_who_said_it_twice() -> None:
    session = sure(six(), {"ana": 50, "ben": 60, "cho": 70, "dov": 0}, {"ana": 70, "ben": 70, "cho": 82})
    told = workings.stage_workings(findings.of(session), "clinics", "closing")
    assert not [line for line in told if "None" in line or "both times" in line]


def test_in_the_room_of_the_page_of_methods_at_most_four_of_eight_can_be_right() -> None:
    marketing, sales = (
        ("60 20 20", "50 30 20", "50 20 30", "40 30 30"),
        ("20 60 20", "20 50 30", "30 40 30", "10 50 40"),
    )
    rows = {f"p{n}": row for n, row in enumerate(marketing + sales)}
    session = room(dict.fromkeys(rows, "Sales"), points("first", "price speed help", rows))
    found = of(sure(session, dict.fromkeys(rows, 70), {})).conviction
    assert found is not None
    assert found.named_sentence == (
        "Whichever one need customers put first, at most 4 of our 8 named it; on average we are 70 % sure."
    )


def test_a_tie_counts_for_each_need_and_then_it_is_not_said_how_many_we_name() -> None:
    rows = {"ana": "50 50 0", "ben": "40 40 20", "cho": "0 60 40", "dov": "20 20 60"}
    session = room(dict.fromkeys(rows, "Sales"), points("first", "price speed help", rows))
    found = of(sure(session, dict.fromkeys(rows, 60), {})).conviction
    assert found is not None
    assert found.named is not None
    assert (found.named.people, found.named.most, found.named.needs) == (4, 3, None)
    assert not [said for said in found.sentences if "different needs" in said]


def test_who_gave_no_points_or_no_number_is_in_no_mean_of_how_sure_we_are() -> None:
    rows = FIRST | {"guy": "dk"}
    session = room(dict.fromkeys(rows, "Sales"), points("first", "price speed help", rows))
    before = dict.fromkeys(FIRST, 60) | {"ana": "dk", "guy": 0}
    found = of(sure(session, before, {})).conviction  # type: ignore[arg-type]
    assert found is not None
    assert found.named is not None
    assert (found.named.people, found.named.mean, found.named.most) == (5, 60, 3)
    assert found.sentences[0] == "One of seven does not know how sure they are."


def test_where_all_name_one_need_nobody_reads_how_many_can_be_right() -> None:
    rows = dict.fromkeys(FIRST, "60 20 20")
    session = room(TWO, points("first", "price speed help", rows))
    found = of(sure(session, dict.fromkeys(TWO, 70), dict.fromkeys(TWO, 90))).conviction
    assert found is not None
    assert found.named_sentence == (
        "On average each of us is 70 % sure of their own first need; after the talk: 90 %."
    )


def test_that_we_are_sure_of_one_first_need_together_is_never_said() -> None:
    for answers in (FIRST, dict.fromkeys(FIRST, "60 20 20")):
        session = room(TWO, points("first", "price speed help", answers))
        session = closing(sure(session, dict.fromkeys(TWO, 70), dict.fromkeys(TWO, 90)))
        for audience in ("room", "facilitator"):
            told = findings.of(session, audience)
            assert "as we do" not in (text := str(told))
            assert "same need first" not in text


def test_once_people_have_left_it_is_not_said_how_many_of_the_others_name_one_need() -> None:
    """Beside how many of all name it that would tell what whoever left put first."""
    again = points("second", "price speed help", dict.fromkeys(("ana", "ben", "cho"), "60 20 20"), 10)
    session = sure(six(again), dict.fromkeys(TWO, 72), dict.fromkeys(("ana", "ben", "cho"), 83))
    found, private = of(session).conviction, of(session, "facilitator").conviction
    assert found is not None
    assert found.named is not None
    assert found.named_after is not None
    assert (found.named.most, found.named_after.most, found.named_after.needs) == (3, None, None)
    assert found.named_after.mean == 83
    assert "at most 3 of our 6 named it; on average we are 72 % sure; after the talk: 83 %." in str(
        found.named_sentence
    )
    assert private is not None
    assert private.named_after is not None
    assert private.named_after.most == 3


def test_where_one_person_said_it_only_once_nothing_is_told_but_how_many_are_surer_or_less_sure() -> None:
    before = {"ana": 50, "ben": 60, "cho": 70, "dov": 0}
    after = {"ana": 70, "ben": 70, "cho": 82}
    found = of(sure(six(), before, after)).conviction  # type: ignore[arg-type]
    assert found is not None
    assert (found.mean_before, found.mean_after, found.change, found.named_after) == (None, None, None, None)
    assert found.named is not None
    assert (found.named.people, found.named.mean) == (4, 45)
    assert found.headline == "Three of us are surer or less sure after the talk than before it."
    after["ana"] = 50
    told = of(sure(six(), before, after)).conviction  # type: ignore[arg-type]
    assert told is not None
    assert told.headline == "At most two of us are surer or less sure after the talk than before it."


def test_customers_that_came_in_between_are_counted() -> None:
    session = sure(six(), dict.fromkeys(TWO, 50), dict.fromkeys(TWO, 50))
    session.segments[0].stages.grid = Stage(done=at(90))
    session.evidence = [
        Evidence(id="e1", kind="customer", added=at(30)),
        Evidence(id="e2", kind="colleague", added=at(30)),
        Evidence(id="e3", kind="customer", added=at(95)),
    ]
    found = of(session).conviction
    assert found is not None
    assert found.customers_added == 1
    assert found.headline.endswith("One piece of customer evidence came in between.")


def test_too_few_who_answered_twice_are_not_compared_in_the_room() -> None:
    session = sure(six(), {"ana": 50, "ben": 60}, {"ana": 90, "ben": 90})
    shown, private = of(session).conviction, of(session, "facilitator").conviction
    assert shown is not None
    assert private is not None
    assert shown.mean_after is None
    assert private.mean_after == 90


def marked() -> Any:
    """Own marks 7 8 9 / 3 3 3 on price, PayCorp 5 throughout and unknown on help."""
    own = dict(zip(TWO, ("7 5 5", "8 5 5", "9 5 5", "3 5 5", "3 5 5", "3 5 5"), strict=True))
    return marks("first", "price speed help", {p: {"us": row, "paycorp": "5 5 dk"} for p, row in own.items()})


def test_a_cell_shows_its_marks_its_functions_and_why_it_is_flagged() -> None:
    grid = of(six(marked())).grid
    assert grid is not None
    cell = grid.cell("us", "price")
    assert cell is not None
    assert list(cell.values) == [3, 3, 3, 7, 8, 9]
    assert [(group.name, group.median) for group in cell.groups] == [("Sales", 8), ("Marketing", 3)]
    assert cell.flags == ("functions",)
    assert cell.decisive == 40 * 6
    assert grid.flagged == (("us", "price"),)
    assert findings.flagged_cells(six(marked()), six(marked()).segments[0]) == ["mark us price"]


def test_a_cell_nobody_knows_has_no_verdict_and_is_said_in_words() -> None:
    grid = of(six(marked())).grid
    assert grid is not None
    cell = grid.cell("paycorp", "help")
    assert cell is not None
    assert (cell.valid, cell.median, cell.dont_know) == (False, None, 6)
    assert "Nobody of us knows how PayCorp does on “Help”." in grid.sentences


def test_a_lead_is_told_as_a_belief() -> None:
    grid = of(six(marked())).grid
    assert grid is not None
    lead = grid.best_lead("price")
    assert lead is not None
    assert (lead.n, lead.mean, lead.median, lead.side, lead.counts) == (6, 0.5, 0, "split", (3, 0, 3))
    assert lead.sentence == "On “Price” three of us put us ahead of PayCorp and three behind."


def test_marks_of_a_second_round_stand_beside_the_first() -> None:
    again = marks(
        "second",
        "price speed help",
        {person: {"us": "6 5 5"} for person in TWO},
        120,
        cells=["mark us price"],
    )
    grid = of(six(marked(), again)).grid
    assert grid is not None
    cell, other = grid.cell("us", "price"), grid.cell("us", "speed")
    assert cell is not None
    assert other is not None
    assert cell.median == 5
    assert cell.second is not None
    assert (cell.second.both, cell.second.median_before, cell.second.median_after) == (6, 5, 6)
    assert other.second is None


def test_the_walk_is_seven_findings_at_most_and_has_room_for_the_grid() -> None:
    found = of(six(marked(), points("second", "price speed help", FIRST | {"ana": "40 40 20"}, 10)))
    kinds = [finding.kind for finding in found.walk]
    assert len(found.walk) <= 7
    assert {"functions", "room", "lead", "cell", "dont-know"} <= set(kinds)
    ranks = [(finding.all_points, round(finding.size, 9)) for finding in found.walk]
    assert ranks == sorted(ranks, reverse=True)


def closing(session: Session) -> Session:
    session.date = dt.date(2026, 3, 14)
    day = dt.date(2026, 3, 14)
    common: dict[str, Any] = {"source": "CRM", "date": dt.date(2026, 2, 1), "seen": day, "segment": "clinics"}
    session.evidence = [
        Evidence(id="e1", kind="interviews", customers=14, supports=["weight price"], **common),
        Evidence(id="e2", kind="customer", supports=["weight speed"], **common),
        Evidence(id="e3", kind="tickets", customers=40, contradicts=["mark us price"], **common),
        Evidence(
            id="e4", kind="survey", customers=90, source="Deck", supports=["weight help"], segment="clinics"
        ),
    ]
    session.segments[0].coverage_guess = {"ana": 50, "ben": 55, "cho": 80, "dov": "dk"}
    session.segments[0].unknowns = [Unknown(text="whether price matters", by="ana", research="r1")]
    session.segments[0].research = [
        Research(id="r1", question="Do lost clinics name price?", about=["mark us price"], owner="ben"),
        Research(id="r2", question="Is help needed?", about=["weight help"], owner="Lena at the agency"),
    ]
    return session


def test_the_room_reads_its_guess_and_then_the_count() -> None:
    found = of(closing(six(marked()))).evidence
    assert found is not None
    assert found.coverage is not None
    # price 40 on interviews, speed 38.3 on a story, help 21.7 only claimed
    assert found.coverage.customers == pytest.approx(40)
    assert found.coverage.stories == pytest.approx(230 / 6)
    assert found.headline == "We guessed 55; 78 rest on something a customer told us or did."
    assert "One of four could not guess." in found.sentences
    assert (
        "40 points rest on ten customers or more, or on what customers did, 38 on single stories, 22 on nothing shown yet."
        in found.sentences
    )
    assert (
        "40 customers, in their tickets up to 1 February 2026, say otherwise about Acme on “Price”."
        in found.sentences
    )
    assert "One piece of evidence is said, not yet shown: bring it." in found.sentences


def test_what_customers_contradict_comes_first_and_is_never_covered() -> None:
    found = of(closing(six(marked()))).evidence
    assert found is not None
    first = found.answers[0]
    assert (first.name, first.contradicted, first.cls, first.status) == (
        "mark us price",
        True,
        "assumption",
        "contradicted",
    )
    assert [answer.name for answer in found.answers[1:4]] == ["weight price", "weight speed", "weight help"]


def test_what_is_believed_is_said_as_a_belief() -> None:
    found = of(closing(six(marked()))).evidence
    assert found is not None
    said = {answer.name: answer.text for answer in found.answers}
    assert said["weight price"] == "We believe customers would give “Price” 40 of 100 points."
    assert said["mark us price"] == "We believe customers would mark Acme 5 on “Price”."
    assert said["mark paycorp help"] == "How PayCorp does on “Help”: we do not know."


def test_research_is_ranked_by_the_points_that_rest_on_no_customer() -> None:
    found = of(closing(six(marked())))
    assert [(card.id, card.points) for card in found.research] == [
        ("r2", pytest.approx(130 / 6)),
        ("r1", None),
    ]
    assert found.research[0].about == ("how much “Help” matters",)
    assert found.research[1].about == ("how Acme does on “Price”",)
    assert found.research[1].owner == "Ben"


def test_unknowns_show_without_names() -> None:
    found = of(closing(six()), "facilitator")
    assert found.unknowns == ("whether price matters",)


def test_findings_of_needs_alone_count_slips_and_votes() -> None:
    segment = Segment(
        id="clinics",
        name="Clinics",
        needs=[
            Need(id="price", text="Price", proposed={"ana": ["Price"], "ben": ["Cheap", "price"]}),
            Need(id="speed", text="Speed", count=4, parked="asked for late"),
        ],
        votes={"ana": ["price"], "ben": ["price", "speed"], "cho": ["speed"]},
        chosen=["price"],
    )
    who = [Participant(id=id, name=id.title()) for id in ("ana", "ben", "cho")]
    session = Session(
        cxw=1, title="T", company=Company(id="us", name="Acme"), participants=who, segments=[segment]
    )
    found = of(session)
    price, speed = found.needs.lines
    assert (price.slips, price.votes, price.wordings) == (2, 2, ("Cheap", "Price", "price"))
    assert (speed.slips, speed.votes, speed.parked) == (4, 2, "asked for late")
    assert found.needs.headline == "Two needs came together from six slips; we work with one."
    assert (found.weights, found.grid, found.evidence, found.disagreement) == (None, None, None, ())


def test_votes_of_fewer_than_three_people_are_not_counted_aloud() -> None:
    session = six()
    session.segments[0].votes = {"ana": ["price"], "ben": ["speed"]}
    assert [line.votes for line in of(session).needs.lines] == [None, None, None]


def test_findings_of_nothing_say_nothing() -> None:
    session = Session(
        cxw=1, title="T", company=Company(id="us", name="A"), segments=[Segment(id="a", name="A")]
    )
    found = findings.of(session)
    assert found.present == ()
    assert found.segments[0].needs.headline == "No need is written down yet."


def test_a_grid_without_weights_ranks_all_needs_alike() -> None:
    found = of(room(TWO, marked()))
    assert found.weights is None
    assert found.grid is not None
    assert found.evidence is not None
    assert found.evidence.coverage is None
    assert found.evidence.headline == "There are no points yet to count."
    assert [answer.kind for answer in found.evidence.answers] == ["mark"] * 6


def test_how_to_read_this_names_rounds_seals_slips_and_what_was_left_out() -> None:
    session = six(points("second", "price speed help", FIRST, 10, revealed=False))
    first = session.segments[0].rounds[0]
    first.seal = "sha256:2f6c0d99aabb"
    first.corrected = [
        Correction(who="ana", before={"price": 9}, after={"price": 60}, at=at(5), why="slip"),
        Correction(at=at(6), why="by hand", seal="sha256:00"),
    ]
    session.segments[0].skipped = {"weights second": "declined", "grid": "no time"}
    reading = findings.of(session).reading
    (note,) = reading.rounds
    assert (note.seal, note.corrections, note.by_hand, note.of_record) == ("2f6c0d99", 1, 1, True)
    told = [event.sentence for event in reading.happened]
    assert "The second round of points was sealed at 09:11 and never revealed: it is in no number." in told
    assert "There was no second round of points: we left it at one." in told
    assert "The grid was not finished: no time." in told
    assert {limit.name for limit in reading.thresholds} == {"camps_p"}


def test_a_threshold_is_printed_only_where_it_decided_something() -> None:
    reading = findings.of(closing(six(marked(), points("second", "price speed help", FIRST, 10)))).reading
    limits = {limit.name: limit.value for limit in reading.thresholds}
    assert limits["dk_share"] == 0.333
    assert {"stop_points", "evidence_months"} < limits.keys()
    assert {"lead", "good", "statement", "contested"} < limits.keys()
    assert not limits.keys() & {"pull", "contact_days"}


def test_findings_can_be_written_as_json() -> None:
    session = closing(six(marked(), points("second", "price speed help", FIRST, 10)))
    told = json.loads(json.dumps(findings.dump(findings.of(session)), allow_nan=False))
    assert told["segments"][0]["weights"]["needs"][0]["values"] == [10, 20, 30, 50, 60, 70]
    assert told["date"] == "2026-03-14"


def test_findings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        findings.of(six()).title = "other"  # type: ignore[misc]


ROWS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
    lambda ab: f"{5 * min(ab)} {5 * (max(ab) - min(ab))} {100 - 5 * max(ab)}"
)
MARKS = st.lists(st.sampled_from(["0", "3", "5", "6", "7", "8", "10", "dk"]), min_size=3, max_size=3).map(
    " ".join
)


@st.composite
def days(draw: st.DrawFn, fewest: int = 0) -> Session:
    """Small days: up to three functions, don't-knows, people who left or came late."""
    sizes = draw(st.lists(st.integers(0, 5), min_size=1, max_size=3))
    who = people(**dict(zip(("Sales", "Marketing", "Service"), sizes, strict=False))) or {"solo0": "Sales"}
    some = st.lists(st.sampled_from(sorted(who)), unique=True, min_size=min(fewest, len(who)))
    first = {person: draw(ROWS | st.just("dk")) for person in draw(some)}
    again = {person: draw(ROWS | st.just(first.get(person, "dk"))) for person in draw(some)}
    grid = {person: {"us": draw(MARKS), "paycorp": draw(MARKS)} for person in draw(some)}
    session = room(
        who,
        points("first", "price speed help", first),
        points("second", "price speed help", again, 10),
        marks("first", "price speed help", grid, companies=["us", "paycorp"]),
    )
    percents = st.dictionaries(st.sampled_from(sorted(who)), st.integers(0, 100) | st.just(DK))
    session.segments[0].conviction = Conviction(before=draw(percents), after=draw(percents))
    session.segments[0].coverage_guess = draw(percents)
    return session


@given(days(), st.sampled_from(["room", "facilitator"]))
@settings(max_examples=often(150), deadline=None)
def test_no_room_however_small_gives_a_warning_or_a_number_that_is_none(
    session: Session, audience: Any
) -> None:
    found = findings.of(session, audience)
    assert all(math.isfinite(x) for x in numbers(findings.dump(found)))
    assert "None" not in json.dumps(
        [one.sentence for segment in found.segments for one in segment.disagreement]
    )


def told(found: Findings, rename: dict[str, str]) -> str:
    """All findings as text, with words exchanged, lists of groups and pairs in a fixed order."""
    text = json.dumps(findings.dump(found), sort_keys=True)
    for old, new in rename.items():
        text = text.replace(old, new)
    return text


@given(days(), st.sampled_from(["room", "facilitator"]))
@settings(max_examples=often(60), deadline=None)
def test_renaming_ids_renames_results(session: Session, audience: Any) -> None:
    for need in session.segments[0].needs:
        need.kind = "job"  # "Price" reads as a category and "Zz-Top" does not
    plain = session.model_dump_json(by_alias=True, exclude_none=True)
    names = {"price": "zz-top", "speed": "aa-low", "Price": "Zz-Top", "Speed": "Aa-Low"}
    for old, new in names.items():
        plain = plain.replace(old, new)
    renamed = Session.model_validate_json(plain)
    assert told(findings.of(session, audience), names) == told(findings.of(renamed, audience), {})


@given(days(fewest=6), st.randoms(use_true_random=False))
@settings(max_examples=often(60), deadline=None)
def test_the_order_and_the_names_of_people_change_no_number(session: Session, chance: Any) -> None:
    plain = session.model_dump(by_alias=True, exclude_none=True)
    ids = [person["id"] for person in plain["participants"]]
    aliases = dict(zip(ids, chance.sample([f"x{n}" for n in range(len(ids))], len(ids)), strict=True))
    order = _functions_stay(plain["participants"], chance)
    shuffled = plain | {
        "participants": [p | {"id": aliases[p["id"]], "name": aliases[p["id"]]} for p in order],
        "segments": [_aliased(segment, aliases, order) for segment in plain["segments"]],
    }
    before, after = findings.of(session), findings.of(Session.model_validate(shuffled))
    assert before.segments == after.segments


def _functions_stay(participants: list[dict[str, Any]], chance: Any) -> list[dict[str, Any]]:
    """People in another order in which functions still come in theirs: which one joins "others" hangs on it."""
    firsts = list({person["function"]: person for person in reversed(participants)}.values())[::-1]
    rest = [person for person in participants if person not in firsts]
    chance.shuffle(rest)
    return firsts + rest


def _aliased(segment: dict[str, Any], aliases: dict[str, str], order: list[dict[str, Any]]) -> dict[str, Any]:
    def answers(of: dict[str, Any]) -> dict[str, Any]:
        return {aliases[p["id"]]: of[p["id"]] for p in order if p["id"] in of}

    rounds = [round | {"answers": answers(round["answers"])} for round in segment["rounds"]]
    sure = {key: answers(segment["conviction"].get(key, {})) for key in ("before", "after")}
    return segment | {
        "rounds": rounds,
        "conviction": sure,
        "coverage_guess": answers(segment.get("coverage_guess", {})),
    }


def test_notes_and_who_brought_evidence_are_the_facilitators() -> None:
    session = closing(six())
    session.segments[0].notes = [Note(at=at(3), text="Ana was upset")]
    session.evidence[0].by = "ana"
    shown, private = of(session), of(session, "facilitator")
    assert shown.notes == ()
    assert private.notes[0].text == "Ana was upset"
    assert private.evidence is not None
    assert private.evidence.answers[0].supporting[0].by == "Ana"
    assert "Ana was upset" not in told(findings.of(session), {})


def test_a_list_of_needs_that_was_dropped_is_mentioned_and_in_no_number() -> None:
    old = points("first", "brand speed help", FIRST)
    session = room(TWO, old, points("first", "price speed help", FIRST, 20))
    assert isinstance(session.segments[0].rounds[0], WeightsRound)
    (event,) = findings.of(session).reading.happened
    assert event.sentence == "A new list of three needs was weighed from 09:20 on."
    assert any("nothing is compared across lists" in line for line in findings.of(session).reading.left_out)


def test_a_grid_without_competitors_has_no_lead_and_says_so() -> None:
    alone = {person: {"us": "7 5 5"} for person in TWO}
    grid = of(six(marks("first", "price speed help", alone))).grid
    assert grid is not None
    assert grid.leads == ()
    assert grid.headline == "No competitor is marked, so nobody's lead can be said."


def test_a_competitor_that_most_of_us_cannot_mark_is_hardly_known_here() -> None:
    rows = {person: {"us": "7 5 5", "paycorp": "dk dk 6"} for person in TWO}
    found = of(six(marks("first", "price speed help", rows)))
    assert found.grid is not None
    assert found.grid.companies[1].hardly_known
    assert found.grid.companies[1].known == pytest.approx(1 / 3)
    said = "PayCorp is hardly known here: more than half of the marks asked for are don't-knows."
    assert said in [finding.sentence for finding in found.walk]


def test_who_marks_first_after_the_reveal_is_in_no_number_and_is_counted() -> None:
    functions = TWO | {"gus": "Sales"}
    again = marks("second", "price speed help", {"gus": {"us": "0 0 0"}}, 120, cells=["mark us price"])
    session = room(functions, points("first", "price speed help", FIRST), marked(), again)
    found = findings.of(session)
    grid = found.segments[0].grid
    assert grid is not None
    assert grid.companies[0].late == 1
    assert grid.cell("us", "price").n == 6  # type: ignore[union-attr]
    assert "One person marked a company first after its reveal: in no number." in found.reading.left_out


def test_evidence_added_on_a_date_counts_for_that_whole_day() -> None:
    session = sure(six(), dict.fromkeys(TWO, 50), dict.fromkeys(TWO, 50))
    session.evidence = [Evidence(id="e1", kind="customer", added=at(0).date())]
    found = of(session).conviction
    assert found is not None
    assert found.customers_added == 1


def test_before_the_grid_is_revealed_no_cell_is_marked_again() -> None:
    session = six()
    assert findings.flagged_cells(session, session.segments[0]) == []


def test_a_function_that_shrank_below_three_has_no_means_in_the_second_round() -> None:
    functions = people(Sales=6, Marketing=3)
    rows = {person: f"{50 + n} {30 - n} 20" for n, person in enumerate(functions)}
    stayed = {person: row for person, row in rows.items() if person not in ("sales0", "sales1", "sales2")}
    session = room(functions, points("first", "a b c", rows), points("second", "a b c", stayed, 10))
    second = weights(session).second
    assert second is not None
    assert second.means_shown
    assert [group.n for group in second.needs[0].groups_after] == [3, 3]
    session.thresholds.small_function = 3
    session.segments[0].rounds[1].answers.pop("marketing0")
    again = weights(session).second
    assert again is not None
    assert not again.means_shown
    assert again.needs[0].groups_after == ()


def test_of_a_new_list_it_is_said_why_it_was_weighed_and_which_list_the_numbers_are_of() -> None:
    said = wording("en").day
    here = dict.fromkeys(("ana", "ben", "cid"), "Sales")
    first = points("first", "price speed", dict.fromkeys(here, "60 40"))
    second = points("first", "price speed help", dict.fromkeys(here, "50 30 20"), 30)
    (revealed,) = room(here, first, second).segments
    assert [*why_weighed_anew(revealed, said)] == [said.list_changed(1, 0)]
    left = points("first", "price speed help", {}, 30, revealed=False)
    (unseen,) = room(here, first, left).segments
    assert [*why_weighed_anew(unseen, said)] == [said.list_changed(1, 0), said.UNSEEN]
    (only,) = room(here, first).segments
    assert [*why_weighed_anew(only, said)] == []


def test_of_needs_that_some_give_nothing_and_others_much_two_are_told_and_no_third() -> None:
    halves = ("50 50 0 0", "0 0 50 50", "50 0 50 0", "0 50 0 50", "50 0 0 50", "0 50 50 0")
    rows = {f"p{place}": row for place, row in enumerate(halves)}
    made = room(dict.fromkeys(rows, "Sales"), points("first", "price speed help brand", rows))
    (found,) = findings.of(made).segments
    assert found.weights is not None
    assert [need.id for need in found.weights.needs if need.outright] == ["price", "speed", "help", "brand"]
    assert [one.need for one in found.disagreement if one.kind == "need"] == ["price", "speed"]


def test_cells_with_too_few_marks_are_counted_and_no_others() -> None:
    rows = {person: {"us": "7 dk", "paycorp": "5 4"} for person in ("ana", "ben", "cid")}
    rows["dee"] = {"us": "7 3", "paycorp": "5 4"}
    found = findings.of(room(dict.fromkeys(rows, "Sales"), marks("first", "price speed", rows)))
    assert found.reading.left_out == ("One cell of the grid has too few marks for a verdict.",)
