"""Sentences read as people speak, and never say more than their number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_record import marks, room

from cxw import findings
from cxw.findings import in_words
from cxw.findings.closing import words as closing_words
from cxw.findings.closing.words import Opposed
from cxw.findings.functions import words as function_words
from cxw.findings.marks import words as marks_words
from cxw.findings.marks import words_de as marks_words_de
from cxw.findings.marks.built import rivals_left_out
from cxw.findings.marks.types import Lead, LeftOut
from cxw.findings.moved import words as moved_words
from cxw.findings.points import words as points_words
from cxw.findings.swot import flips_words, words
from cxw.findings.swot.types import Leaning, SwotKind
from cxw.text.saying import in_a_row


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (0.5, "½"), (7, "7"), (7.5, "7½"), (7.2, "7"), (7.3, "7½"), (-1.5, "-1½"), (-0.1, "0")],
)
def test_medians_are_said_whole_or_with_a_half(number: float, said: str) -> None:
    assert in_words.half(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (2.4999, "2"), (99.6, "100")]
)
def test_points_are_said_whole_with_halves_up(number: float, said: str) -> None:
    assert in_words.whole(number) == said


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).filter(lambda parts: sum(parts) > 1))
def test_rounded_parts_still_add_up_to_a_hundred(parts: list[float]) -> None:
    scaled = [part * 100 / sum(parts) for part in parts]
    rounded = in_words.hundred(scaled)
    assert sum(rounded) == 100
    assert all(abs(whole - exact) < 1 + 1e-6 for whole, exact in zip(rounded, scaled, strict=True))


def test_people_are_counted_in_words_up_to_twelve() -> None:
    assert [in_words.count(n) for n in (1, 12, 13)] == ["one", "twelve", "13"]


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(words: list[str], said: str) -> None:
    assert in_a_row(words) == said


def test_what_would_stand_no_more_without_somebody_is_said_need_by_need() -> None:
    lost: list[tuple[SwotKind, str]] = [("strength", "Price"), ("weakness", "Speed")]
    assert flips_words.swot_without("Sales", (), lost) == (
        "Without Sales “Price” would be no strength and “Speed” would be no weakness."
    )
    assert flips_words.swot_without("Sales", ("PayCorp",), lost[:1]) == (
        "Without Sales PayCorp would come first and “Price” would be no strength."
    )


def test_people_who_would_change_the_same_stand_in_one_sentence() -> None:
    lost: list[tuple[SwotKind, str]] = [("weakness", "Price")]
    assert flips_words.swot_without(flips_words.any_one_of(["Ana"]), (), lost) == (
        "Without Ana “Price” would be no weakness."
    )
    assert flips_words.swot_without(flips_words.any_one_of(["Ana", "Ben", "Cho"]), (), lost) == (
        "Without any one of Ana, Ben and Cho “Price” would be no weakness."
    )


def test_of_one_person_alone_nobody_says_all_or_are() -> None:
    assert words.own_votes_in_words("PayCorp", 0, 0, 1) == "1 of 1 puts us behind PayCorp."
    assert words.own_votes_in_words("PayCorp", 2, 0, 0) == "All 2 put us ahead of PayCorp."
    assert closing_words.surer(1, 0, 0).startswith(
        "The one who answered twice is as sure as before the talk."
    )


def test_only_functions_that_were_left_out_are_said_to_change_nothing() -> None:
    whole = "Whichever function is left out, the same company comes first and the same entries stand."
    assert flips_words.no_function(()) == whole
    assert flips_words.no_function(["Sales"]) == (
        "Also without Sales the same company comes first and the same entries stand."
    )
    assert flips_words.no_function(["Sales", "Marketing", "Service"]).startswith(
        "Also without Sales, Marketing or Service the same company"
    )


def test_functions_that_differ_are_a_headline_and_others_stand_beside_shuffled_names() -> None:
    names = ("Sales", "Marketing")
    assert function_words.functions_apart(names, 34, 18) == (
        "Sales and Marketing place 34 of their 100 points differently; with names shuffled: 18."
    )
    assert function_words.functions_beside(names, 29, 27) == (
        "Sales and Marketing are 29 of 100 points apart; with names shuffled: 27."
    )


def test_a_gap_between_functions_stands_beside_shuffled_names() -> None:
    names, means = ("Marketing", "Sales"), (38, 12)
    assert function_words.gap(names, "Brand", means, 15) == (
        "Marketing gives “Brand” 38 of 100, Sales 12; with names shuffled: 15 apart where they differ most."
    )
    said = function_words.gap(names, "Brand", means, 28)
    assert said.endswith("that is beyond chance, so near do people within each stand together.")


@pytest.mark.parametrize(
    ("sizes", "who"),
    [
        ([3, 3], "three and three people"),
        ([2, 2, 2], "two, two and two people"),
        ([], "so few people in each"),
    ],
)
def test_a_room_in_which_no_difference_could_be_told_says_so(sizes: list[int], who: str) -> None:
    said = function_words.never(sizes)
    assert said.startswith(f"With {who}")
    assert said.endswith("no difference, however large, can be told from chance.")


@pytest.mark.parametrize(
    ("names", "needs", "everybody", "said"),
    [
        (["A", "B", "C"], ["price"], True, "All three functions give “price” at least"),
        (("A", "B"), ["price"], True, "Both functions give “price” at least"),
        (
            ("A", "B"),
            ["price", "help"],
            True,
            "Both functions give “price” and “help” at least",
        ),
        (("A", "B"), ["price"], False, "A and B both give “price” at least"),
        (["A", "B", "C"], ["price"], False, "A, B and C all give “price” at least"),
        (
            list("ABCDE"),
            ["price"],
            False,
            "All five functions that show by themselves give “price” at least",
        ),
    ],
)
def test_common_ground_names_whose_it_is(
    names: list[str], needs: list[str], everybody: bool, said: str
) -> None:
    each = " each" if len(needs) > 1 else ""
    assert function_words.ground(names, needs, 20, everybody) == f"{said} 20 of 100 points{each}."


@pytest.mark.parametrize(
    ("change", "said"), [(14, "14 points surer than"), (-1, "1 point less sure than"), (0.2, "as sure as")]
)
def test_conviction_is_compared_in_whole_points(change: float, said: str) -> None:
    assert said in closing_words.surer(8, change, 0)


def test_no_guess_and_no_points_are_said_as_what_they_are() -> None:
    assert closing_words.guessed(55, 37) == "We guessed 55; 37 rest on something a customer told us or did."
    assert (
        closing_words.guessed(None, 1) == "1 of our 100 points rests on something a customer told us or did."
    )
    assert closing_words.guessed(55, 0) == "We guessed 55; 0 rest on something a customer told us or did."
    assert closing_words.guessed(55, None) == "There are no points yet to count."


def test_needs_are_named_by_what_is_settled_and_no_further() -> None:
    price, speed, help = ("Price", 41.2), ("Speed", 38), ("Help", 21)
    assert points_words.tiers_in_words([[price], [speed, help]]) == (
        "We believe “Price” (41 of 100 points on average) matters most."
    )
    assert points_words.tiers_in_words([[price, speed], [help]]) == (
        "We believe “Price” (41 of 100 points on average) and “Speed” (38) matter most; "
        "which of them comes first is not settled."
    )
    many = [price, speed, help, ("Trust", 20)]
    assert points_words.tiers_in_words([many, [("Brand", 2)]]) == (
        "We believe “Brand” (2 of 100 points on average) matters least; "
        "which of the others comes first is not settled."
    )


def test_a_room_without_a_first_need_says_so_with_the_range_of_its_means() -> None:
    assert points_words.not_settled(5, (13, 25), few=False) == (
        "Which of our five needs comes first is not settled; on average they get 13 to 25 of 100 points."
    )
    assert points_words.not_settled(5, (13, 25), few=True).startswith(
        "We are too few to say which need comes first;"
    )


def test_two_camps_are_said_with_their_people_and_points() -> None:
    assert points_words.two_camps("Price", [(5, 40, 50), (6, 1, 15)]) == (
        "On “Price” we stand in two camps: five of us give 40 to 50 points, six give 1 to 15."
    )
    assert points_words.two_camps("Price", [(15, 26, 60), (25, 1, 17)]) == (
        "On “Price” we stand in two camps: fifteen of us give 26 to 60 points, twenty-five give 1 to 17."
    )
    assert points_words.nothing_or_much("Price", 20, (31, 40)) == (
        "“Price”: twenty of us give it nothing, thirty-one give it 40 points or more."
    )
    assert points_words.who_stands_where("Price", [(2, 40, 50), (3, 10, 10)]) == (
        "On “Price” two give 40 to 50, three give 10 points."
    )


@pytest.mark.parametrize("found", ["difference", "undecided", "none found"])
def test_what_the_test_of_functions_says_has_no_p_and_says_what_it_does_not_show(found: Any) -> None:
    sentence, caution = function_words.verdict_in_words(found, 8)
    assert caution
    assert not [word for word in ("p =", "R2", "alpha", "significan") if word in f"{sentence} {caution}"]


def test_a_pull_is_towards_a_position_and_never_because_of_a_person() -> None:
    raised = moved_words.pull_in_words("Ana", (0.3, 3.1, 1, 9), raised=True)
    assert raised.startswith("The others moved towards the position Ana had first")
    assert "(excess" not in raised
    assert "rooms in which nobody pulled, fewer than one in ten" in raised
    quiet = moved_words.pull_in_words("Ana", (0.05, 0.4, 3, 9), raised=False)
    assert quiet == (
        "Towards the position Ana had first: place 3 of 9 (excess 0.05, 0.4 times its error). "
        "Nothing to point out."
    )
    assert "because" not in raised + quiet


def test_all_that_moved_for_agreement_is_said_as_all() -> None:
    assert moved_words.moved_in_words(90, 10, [("agreement", 90)], None) == (
        "All 90 points that moved after the talk moved for the sake of agreement."
    )
    assert (
        moved_words.moved_in_words(40, 10, [], None) == "In the second round 40 of 1000 points changed place."
    )
    both = [("agreement", 40.0), ("none", 15.0)]
    assert moved_words.moved_brief(140, both, None) == (
        "Of 140 points that moved, 40 for agreement; 15 with no reason given"
    )


def test_where_the_rest_would_tell_what_one_person_moved_only_most_is_said() -> None:
    assert moved_words.moved_in_words(90, 10, [], "agreement") == (
        "Of 90 points that moved after the talk, most moved for the sake of agreement."
    )
    assert moved_words.moved_in_words(90, 10, [], "none") == (
        "Of 90 points that moved after the talk, for most no reason was given."
    )


def test_a_lead_has_a_direction() -> None:
    said = {
        ("ahead", (5, 1, 1)): "We believe we are ahead of PayCorp on “Price”: five of seven say so.",
        ("behind", (0, 0, 8)): "We believe we are behind PayCorp on “Price”: eight of eight say so.",
        ("level", (1, 3, 1)): "We believe we are level with PayCorp on “Price”: three of five say so.",
        ("split", (4, 1, 4)): "On “Price” four of us put us ahead of PayCorp, one level and four behind.",
        ("behind", None): "By the middle marks we are behind PayCorp on “Price”.",
    }
    for (side, counts), sentence in said.items():
        assert marks_words.lead("PayCorp", "Price", side, counts) == sentence  # type: ignore[arg-type]


def test_a_stage_that_was_not_finished_is_named() -> None:
    assert (
        closing_words.skipped("weights second", "declined")
        == "There was no second round of points: we left it at one."
    )
    assert (
        closing_words.skipped("grid second", "declined")
        == "There was no second round of marks: we left it at one."
    )
    assert closing_words.skipped("grid", "no time") == "The grid was not finished: no time."
    assert closing_words.skipped("needs", "no time") == "The needs were not finished: no time."


def test_guess_and_count_are_of_one_definition_in_words_too() -> None:
    assert closing_words.classes(13, 24, 63, 63) == (
        "13 points rest on ten customers or more, or on what customers did, 24 on single stories, 63 on nothing shown yet; "
        "customers say otherwise about all of these."
    )


def test_who_speaks_against_a_belief_is_said_with_how_many_and_when() -> None:
    asked = Opposed("survey", 12, "2026-05")
    assert closing_words.contradicted(["“Price”"], asked) == (
        "12 customers, asked in May 2026, say otherwise about “Price”."
    )
    bought = Opposed("purchase", 1, date(2026, 5, 4))
    assert closing_words.contradicted(["“Price”", "“Service”"], bought) == (
        "1 customer, by what they bought up to 4 May 2026, says otherwise about “Price” and “Service”."
    )
    assert closing_words.contradicted(["“Price”"], Opposed("test", "about 14", None, 2)) == (
        "About 14 customers, in a test, and two more pieces of evidence say otherwise about “Price”."
    )
    assert closing_words.contradicted(["“Price”"]) == "Customers say otherwise about “Price”."


def test_of_many_needs_the_leads_are_counted() -> None:
    needs = [f"Need {n}" for n in range(8)]
    stands = [
        marks_words.NeedSide(need, "ahead" if n < 3 else "behind", (1, 1, 1)) for n, need in enumerate(needs)
    ]
    assert marks_words.leads_in_words(stands) == (
        "We believe we are ahead on three needs and behind on five, each time against our best rival."
    )
    left_out = marks_words.not_counted([("Alpina", 4, 4, 9)], ["Boreal"])
    assert marks_words.leads_in_words(stands, left_out).endswith(
        "each time against our best rival of those we know well enough (not Alpina, which four of nine do not "
        "know; on some needs not Boreal)."
    )


def test_a_rival_that_is_known_well_enough_on_some_needs_is_not_said_to_be_left_out_on_all() -> None:
    leads = [
        Lead(need, "paycorp", 9, 0, "level", 0, 0, ahead=0, level=9, behind=0, best=True, sentence="")
        for need in ("price", "speed")
    ]
    left_out = [
        LeftOut("price", "boreal", "Boreal", 4, 9),
        LeftOut("price", "alpina", "Alpina", 4, 9),
        LeftOut("speed", "alpina", "Alpina", 5, 9),
    ]
    assert rivals_left_out(marks_words, left_out, leads, 3) == (
        " of those we know well enough (not Alpina, which four to five of nine do not know; on some needs not "
        "Boreal)"
    )
    assert rivals_left_out(marks_words, [], leads, 1) == ""
    assert rivals_left_out(marks_words, left_out, leads, 0) is None


def test_who_is_left_out_of_the_best_rivals_is_named_while_they_are_few() -> None:
    assert marks_words.not_counted([], []) == ""
    assert marks_words.not_counted([("A", 4, 6, 9), ("B", 0, 0, 9), ("C", 5, 5, 9)], []) == (
        " of those we know well enough (not A, which four to six of nine do not know and B, which too few of us "
        "marked; nor one other)"
    )
    assert (
        marks_words.not_counted([], ("A", "B"))
        == " of those we know well enough (on some needs not two of them)"
    )


def test_needs_whose_names_would_fill_a_wall_are_counted_in_both_languages() -> None:
    names = (
        "Sicher bei Prüfungen",
        "Löhne pünktlich zahlen",
        "Arbeitsunfähigkeitsbescheinigungsabruf",
        "Preis",
    )
    stands = [marks_words.NeedSide(name, "behind", (1, 1, 6)) for name in names]
    said = "We believe we are behind on four needs, each time against our best rival."
    assert marks_words.leads_in_words(stands) == said
    german = "Gegenüber unserem jeweils besten Wettbewerber sehen wir uns bei vier Bedürfnissen zurück."
    assert marks_words_de.leads_in_words(stands) == german
    assert "“Preis” (6 of 8)" in marks_words.leads_in_words(stands[1::2])


def test_the_word_of_a_lead_stands_with_its_counts() -> None:
    stands = [
        marks_words.NeedSide("Price", "ahead", (6, 1, 2)),
        marks_words.NeedSide("Speed", "split", (4, 0, 4)),
        marks_words.NeedSide("Help", "behind", None),
    ]
    assert marks_words.leads_in_words(stands) == (
        "Against our best rival we believe we are ahead on “Price” (6 of 9), behind on “Help” (by the middle "
        "marks) and split on “Speed” (4 ahead, 4 behind)."
    )


def test_a_cell_too_few_know_is_no_belief() -> None:
    assert closing_words.believed_mark("PayCorp", "Price", None, (4, 12)) == (
        "How PayCorp does on “Price”: four of twelve do not know"
    )
    assert closing_words.believed_mark("PayCorp", "Price", None, None).endswith("too few of us marked it")


def test_what_the_points_say_without_somebody_goes_on_small_after_the_colon_unless_it_is_a_name() -> None:
    assert points_words.points_without(
        "Ana", ["Which of our needs comes first is not settled.", "We are few."]
    ) == ("Without Ana the points would say: which of our needs comes first is not settled. We are few.")
    assert "say: Sales is" in points_words.points_without("Ana", ["Sales is above the rest on “Price”."])
    assert "say: “Price”" in points_words.points_without("Ana", ["“Price” matters most."])
    assert "say: with three and two people no" in points_words.points_without(
        "Ana", [function_words.never([3, 2])]
    )
    assert "say: this room" in points_words.points_without(
        "Ana", [function_words.verdict_in_words("undecided", 5)[0]]
    )


def test_where_medians_say_otherwise_a_lead_says_whose_differences_it_means() -> None:
    said = "Against our best rival we believe we are behind on “Price” (0 of 1)"
    price = [marks_words.NeedSide("Price", "behind", (1, 0, 0))]
    assert marks_words.leads_in_words(price) == f"{said}."
    assert marks_words.leads_in_words(price, unlike=True) == f"{said}, among those who marked both."


def test_medians_that_say_otherwise_beside_a_lead_are_explained_on_the_grid() -> None:
    # All six who marked both are one behind; those who marked one of the two alone turn the middle marks.
    both = [(str(n), str(n + 1)) for n in range(4, 10)]
    unlike = dict(zip("abcdefghijkl", [*both, *[("9", "dk")] * 3, *[("dk", "0")] * 3], strict=True))
    assert _headline(unlike).endswith("behind on “Price” (6 of 6), among those who marked both.")
    assert _headline(dict.fromkeys("abc", ("5", "6"))).endswith("behind on “Price” (3 of 3).")


def _headline(rows: dict[str, tuple[str, str]]) -> str:
    given = {who: {"us": own, "paycorp": other} for who, (own, other) in rows.items()}
    session = room(dict.fromkeys(rows, "Sales"), marks("first", "price", given))
    found = findings.of(session).segments[0].grid
    assert found is not None
    return found.headline


def test_a_room_that_attached_nothing_is_not_told_that_nothing_rests_on_customers() -> None:
    assert closing_words.nothing_shown(45) == (
        "We guessed 45. No evidence is attached yet: all our 100 points are assumptions."
    )
    assert (
        closing_words.nothing_shown(None)
        == "No evidence is attached yet: all our 100 points are assumptions."
    )


def test_who_said_how_sure_they_are_is_not_taken_for_the_room() -> None:
    first = (7, 4, 69.0)
    assert closing_words.named_in_words(first, None, 7).startswith(
        "Whichever one need customers put first, at most 4 of our 7"
    )
    assert closing_words.named_in_words(first, None, 11) == (
        "Whichever one need customers put first, at most 4 of the 7 of us who said how sure they are named it; "
        "on average we are 69 % sure."
    )


def test_a_share_to_the_next_ten_is_told_as_what_it_may_be() -> None:
    assert moved_words.to_ten_said(0.1) == ("Between 5 and 15 of 100 points changed place.",)
    assert moved_words.to_ten_said(1.0) == ("Between 95 and 100 of 100 points changed place.",)
    assert moved_words.to_ten_said(0.0) == ("Fewer than five of 100 points changed place.",)
    assert moved_words.to_ten_said(None) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (1.5, "If our mean mark on “Price” were 1½ higher, PayCorp would draw level."),
        (-0.5, "If our mean mark on “Price” were ½ lower, PayCorp would draw level."),
        (0.1, "If our mean mark on “Price” were a little higher, PayCorp would draw level."),
        (-0.01, "If our mean mark on “Price” were a little lower, PayCorp would draw level."),
    ],
)
def test_how_much_another_mark_would_have_to_be_is_a_half_or_a_little_and_never_nothing(
    change: float, said: str
) -> None:
    assert flips_words.mark_flip_in_words(None, "Price", change, "PayCorp", None) == said
    theirs = flips_words.mark_flip_in_words("PayCorp", "Price", change, "Us", Leaning("Sales"))
    assert theirs.startswith("If the mean mark of PayCorp on “Price” were ")
    assert theirs.endswith("Us would draw level. Sales lies farthest that way.")
    some = flips_words.mark_flip_in_words(None, "Price", change, "Us", Leaning("Sales", ("Service", "Sales")))
    assert some.endswith("Us would draw level. Of Service and Sales, Sales lies farthest that way.")


@pytest.mark.parametrize(
    ("points", "said"), [(0.2, "less than a point"), (1.0, "1 point"), (12.0, "12 points")]
)
def test_how_many_points_would_have_to_go_to_another_need_are_never_none(points: float, said: str) -> None:
    assert flips_words.need_flip("Price", "Speed", points, None) == (
        f"If {said} went from “Price” to “Speed”, both would be first."
    )
