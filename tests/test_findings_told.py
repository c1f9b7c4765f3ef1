"""What stage four tells: only what the numbers can carry, most consequential first, and what may not be concluded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from often import often
from test_findings import days
from test_record import marks, people, points, room

from cxw import findings
from cxw import handout as report
from cxw import wall as screens
from cxw.findings.day import workings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import Audience, SegmentFindings
from cxw.model import Participant, Session
from cxw.sessionfile import loads
from cxw.theme import DARK

ESSAY = Path(__file__).resolve().parent.parent / "workshops" / "essay.yaml"
LIST = "price speed help"
PATTERN = (
    "Marketing puts most on “Brand” and “Quality”, Sales on “Price” and “Product”, "
    "Customer service on “Quality” and “Service”."
)
NOTHING = re.compile(r"\bnan\b|\binf\b|\bNone\b(?! of this tells us)")
PROBABILITIES = re.compile(r"alpha|\bp\s*[=<]?\s*0?\.\d|R²|R2|\d\.\d")


def essay() -> Session:
    return loads(ESSAY.read_text("utf-8"))


def of(session: Session, audience: Audience = "room") -> SegmentFindings:
    return findings.of(session, audience).segments[0]


def weights(session: Session, audience: Audience = "room") -> WeightsFindings:
    found = of(session, audience).weights
    assert found is not None
    return found


def walls(session: Session) -> list[str]:
    """Every revealed screen in words, each a line."""
    found = findings.of(session)
    drawn = (
        screens.draw(session, view, width=100, height=30, theme=DARK, colour=False, findings=found)
        for view in screens.revealed(session, findings=found)
    )
    return [" ".join(text.split()) for text in drawn]


def test_the_essays_room_hears_first_who_does_not_know_the_pattern_the_categories_and_the_drift() -> None:
    told = [finding.sentence for finding in of(essay()).walk]
    assert told[:4] == [
        "One of eleven said: we do not know how customers weigh these.",
        PATTERN,
        "All five of our needs are categories that any company in any market could have written.",
        "Of 90 points that moved after the talk, 60 moved for the sake of agreement.",
    ]
    assert told[4] == "Seven of eleven do not know how As now does on “Brand”."
    assert len(told) == 7


def test_the_essays_room_is_told_no_first_need_and_no_camps_because_its_numbers_do_not_carry_them() -> None:
    found = of(essay())
    assert found.weights is not None
    said = [found.weights.belief or "", *(finding.sentence for finding in found.disagreement)]
    assert not [sentence for sentence in said if "matter most" in sentence or "camps" in sentence]
    assert (
        "Which of our five needs comes first is not settled; on average they get 13 to 25 of 100 points."
        in said
    )
    assert found.summary is not None
    assert found.summary.caution == (
        "None of this tells us why functions differ, which need comes first or what customers want."
    )


def test_no_wall_of_the_essays_day_shows_a_p_an_alpha_or_a_decimal() -> None:
    assert [text for text in walls(essay()) if PROBABILITIES.search(text)] == []


def test_stage_four_ends_with_all_findings_on_one_page() -> None:
    session = essay()
    (*_, last) = screens.revealed(session, "disagreement")
    page = screens.draw(session, last, width=80, height=24, theme=DARK, colour=False)
    told = " ".join(page.split())
    assert "What we found about ourselves" in told
    assert "None of this tells us why functions differ" in told
    assert "All five of our needs are categories" in told
    assert [str(number) for number in range(1, 8)] == re.findall(r"^ {5}(\d) ", page, re.MULTILINE)


def split(rows: dict[str, list[str]]) -> Session:
    """A room of functions with these rows each."""
    functions = people(**{name: len(given) for name, given in rows.items()})
    answers = dict(zip(functions, [row for given in rows.values() for row in given], strict=True))
    return room(functions, points("first", LIST, answers))


APART = {
    "Sales": ["60 20 20", "55 25 20", "65 15 20", "60 25 15"],
    "Marketing": ["10 60 30", "15 60 25", "10 65 25", "5 70 25"],
}
ALIKE = {
    "Sales": ["60 20 20", "10 60 30", "30 30 40", "20 50 30"],
    "Marketing": ["55 25 20", "15 60 25", "35 30 35", "20 45 35"],
}


def test_why_a_second_round_has_no_numbers_is_said_only_where_it_has_none() -> None:
    found = findings.of(essay())
    assert found.segments[0].weights is not None
    assert found.segments[0].weights.second is not None
    assert not any("answered only one of the two rounds" in line for line in found.reading.left_out)


def test_where_all_gave_a_need_the_same_no_points_are_apart_about_it() -> None:
    rows = ["20 50 30", "20 40 40", "20 60 20"]
    (room_,) = (f for f in findings.of(split({"Sales": rows})).segments[0].disagreement if f.kind == "room")
    assert dict(room_.numbers)["about “Price”"] == 0.0


def test_a_little_over_an_even_share_is_among_what_a_function_puts_most_on() -> None:
    rows = {
        "Sales": ["60 34 6", "60 33 7", "58 34 8", "60 33 7", "62 34 4"],
        "Marketing": ["5 20 75", "5 20 75", "4 20 76", "6 20 74", "5 20 75"],
    }
    assert weights(split(rows)).patterns == "Sales puts most on “Price” and “Speed”, Marketing on “Help”."


def test_a_pattern_is_told_only_where_functions_differ_beyond_chance() -> None:
    assert weights(split(APART)).patterns == "Sales puts most on “Price”, Marketing on “Speed”."
    level = weights(split(ALIKE))
    assert level.patterns is None
    assert level.tested is not None
    assert level.tested.verdict == "undecided"
    (finding,) = [one for one in of(split(ALIKE)).disagreement if one.kind == "functions"]
    assert finding.sentence == "This room cannot decide whether functions differ: eight people are too few."
    assert any("with names shuffled" in detail for detail in finding.details)
    assert "So we may conclude neither that they differ nor that they agree." in finding.details


def test_three_and_three_people_can_never_show_a_pattern() -> None:
    three = {name: given[:3] for name, given in APART.items()}
    found = weights(split(three))
    assert found.tested is not None
    assert found.tested.smallest == pytest.approx(0.1)
    assert found.tested.verdict == "undecided"
    assert found.patterns is None
    (finding,) = [one for one in of(split(three)).disagreement if one.kind == "functions"]
    assert finding.flag is None
    assert finding.sentence == (
        "With three and three people no difference, however large, can be told from chance."
    )


def test_where_some_of_a_function_gave_no_points_its_size_is_in_no_sentence_about_chance() -> None:
    for unknown in ("Sales", "Marketing"):
        session = split({name: given[:3] for name, given in APART.items()})
        session.participants.append(Participant(id="gus", name="Gus Ode", function=unknown))
        session.segments[0].rounds_of("weights")[0].answers["gus"] = "dk"
        (finding,) = [one for one in of(session).disagreement if one.kind == "functions"]
        assert finding.sentence == (
            "With so few people in each function no difference, however large, can be told from chance."
        )


def test_a_function_of_one_who_ticked_is_no_size_in_a_sentence_about_chance() -> None:
    session = split({name: given[:2] for name, given in APART.items()} | {"Legal": ["30 30 40"]})
    for person in session.participants:
        person.open = True
    (finding,) = [one for one in of(session).disagreement if one.kind == "functions"]
    assert finding.sentence.startswith("With two and two people no difference")


def test_a_need_that_is_settled_is_said_to_come_first_and_the_others_are_not_ranked() -> None:
    rows = ["70 20 10", "65 10 25", "75 15 10", "60 25 15", "70 10 20", "65 15 20", "60 15 25", "70 15 15"]
    found = weights(split({"Sales": rows}))
    assert found.tiers is not None
    assert found.tiers.groups == (("price",), ("speed", "help"))
    assert found.belief == "We believe “Price” (67 of 100 points on average) matters most."


def test_seven_people_or_fewer_are_too_few_to_say_which_need_comes_first() -> None:
    found = weights(split({"Sales": ["90 5 5"] * 3 + ["80 10 10"] * 4}))
    assert found.tiers is not None
    assert found.tiers.groups == ()
    assert found.belief == (
        "We are too few to say which need comes first; on average they get 8 to 84 of 100 points."
    )


def test_five_people_or_fewer_have_no_interval() -> None:
    found = weights(split({"Sales": ["90 5 5"] * 3 + ["80 10 10"] * 2}))
    assert [need.interval for need in found.needs] == [None, None, None]


def test_the_share_of_draws_from_which_a_need_comes_first_is_the_files() -> None:
    session = split(
        {"Sales": ["50 40 10", "40 50 10", "50 35 15", "45 40 15", "40 45 15", "50 30 20"] + ["45 40 15"] * 2}
    )
    usual = weights(session).tiers
    session.thresholds.tier = 0.8
    found = findings.of(session)
    weighed = found.segments[0].weights
    assert usual is not None
    assert weighed is not None
    assert weighed.tiers is not None
    assert len(weighed.tiers.groups) > len(usual.groups)
    assert [(note.value, note.standard) for note in found.reading.thresholds if note.name == "tier"] == [
        (0.8, 0.965)
    ]


CAMPS = ["80 10 10"] * 3 + ["75 15 10"] * 2 + ["5 50 45", "10 60 30", "10 40 50", "10 50 40", "5 55 40"]
OUTRIGHT = ["80 10 10"] * 5 + ["0 50 50", "0 60 40", "0 40 60", "0 50 50", "0 55 45"]


def test_two_heaps_are_told_as_two_camps_from_six_people_on_and_described_below() -> None:
    told = [one.sentence for one in of(split({"Sales": CAMPS})).disagreement if one.kind == "camps"]
    assert "On “Price” we stand in two camps: five of us give 75 to 80 points, five give 5 to 10." in told
    small = of(split({"Sales": ["80 10 10", "70 20 10", "0 50 50", "5 45 50"]}))
    assert "camps" not in {finding.kind for finding in small.disagreement}
    details = [line for finding in small.disagreement for line in finding.details]
    assert "On “Price” two give 70 to 80, two give 0 to 5 points." in details


def test_nothing_beside_much_is_told_by_counts_and_is_no_camp() -> None:
    found = of(split({"Sales": OUTRIGHT}))
    told = [one for one in found.disagreement if one.need == "price"]
    assert [(one.kind, one.flag) for one in told] == [("need", None)]
    assert told[0].sentence == "“Price”: five of us give it nothing, five give it 80 points or more."


def test_that_a_need_has_more_than_its_share_of_the_points_apart_is_no_finding() -> None:
    rows = ["30 40 30", "40 30 30", "20 45 35", "35 35 30", "25 40 35", "45 25 30", "30 35 35", "15 50 35"]
    found = of(split({"Sales": rows}))
    assert [one.kind for one in found.disagreement] == ["room", "categories"]
    assert found.disagreement[0].details[0].startswith("“Price” gets from 15 to 45 points;")


def test_a_stricter_limit_in_the_file_keeps_camps_from_being_told() -> None:
    session = split({"Sales": CAMPS[2:8]})
    session.thresholds.camps_p = 0.001
    assert "camps" not in {finding.kind for finding in of(session).disagreement}


def test_intervals_are_called_what_they_are_and_stand_on_no_wall() -> None:
    need = weights(essay()).needs[0]
    assert need.covers == "about 9 in 10"
    assert need.interval is not None
    assert need.interval[0] < 15 < need.interval[1]
    assert "Another room’s mean, about 9 in 10" in report.workings_text(essay())
    assert not [text for text in walls(essay()) if "9 in 10" in text]


def test_the_workings_and_the_last_section_hold_what_the_wall_does_not() -> None:
    lines = "\n".join(workings.stage_workings(findings.of(essay()), "restaurants", "weights"))
    for words in (
        "Krippendorff's alpha 0.08",
        "Kendall's W 0.19 (by chance 1/N = 0.10",
        "R2 0.91, adjusted 0.89",
        "smallest possible 0.0005",
        "camps p",
        "border",
        "Draws (seed 20260312)",
        "2,000 (+303)",
        "camps_p 0.05",
    ):
        assert words in lines
    handout = report.workings_text(essay())
    for words in (
        "R² = 0.91",
        "Kendall's W for the order of needs: 0.19",
        "by chance alone 0.10",
        "before the talk, 0.35 after it",
    ):
        assert words in handout


def drifting(senior: str | None) -> Session:
    """Nine people; in the second round all but one go most of the way to that one's first row."""
    rows = {
        f"p{n}": f"{20 + 5 * (n % 3)} {30 + 5 * (n % 2)} {50 - 5 * (n % 3) - 5 * (n % 2)}" for n in range(8)
    }
    first = rows | {"boss": "90 5 5"}
    again = dict.fromkeys(rows, "60 20 20") | {"boss": "90 5 5"}
    second = points("second", LIST, again, 10)
    second.reasons = dict.fromkeys(rows, "agreement")
    session = room(dict.fromkeys(first, "Sales"), points("first", LIST, first), second)
    for person in session.participants:
        person.senior = person.id == senior or None
    return session


def test_a_pull_is_the_facilitators_alone_and_only_towards_somebody_declared() -> None:
    session = drifting("boss")
    off = of(session, "facilitator").declared
    assert off is not None
    assert off.pulls == ()
    assert off.without
    session.pull = True
    declared = of(session, "facilitator").declared
    assert declared is not None
    (pull,) = declared.pulls
    assert pull.raised
    assert pull.sentence.startswith("The others moved towards the position Boss had first")
    assert of(session).declared is None
    assert "Boss had first" in report.handout_text(session, "facilitator")
    open_to_all = [
        report.handout_text(session),
        *walls(session),
        *workings.stage_workings(findings.of(session), "clinics", "weights"),
    ]
    assert not [text for text in open_to_all if "had first" in text or "excess" in text]
    assert of(drifting(None), "facilitator").declared is None


def test_the_record_without_a_declared_person_stands_beside_the_record() -> None:
    declared = of(drifting("boss"), "facilitator").declared
    assert declared is not None
    (less,) = declared.without
    need, before, after = less.means[0]
    assert (less.who, less.n, need) == ("Boss", 8, "price")
    assert after == pytest.approx(sum(20 + 5 * (n % 3) for n in range(8)) / 8)
    assert before == pytest.approx((8 * after + 90) / 9)
    assert "| Without Boss (8) |" in report.workings_text(drifting("boss"), "facilitator")


def test_few_points_moved_is_said_where_the_second_round_is_shown() -> None:
    first = {f"p{n}": f"{50 + n} {30 - n} 20" for n in range(7)}
    again = first | {"p0": "45 35 20"}
    session = room(
        dict.fromkeys(first, "Sales"), points("first", LIST, first), points("second", LIST, again, 10)
    )
    said = "The median person moved 0 points; another round would probably add little."
    view = next(view for view in screens.revealed(session, "weights") if view.step == "second shown")
    wall = screens.draw(session, view, width=100, height=30, theme=DARK, colour=False)
    assert said in " ".join(wall.split())
    assert said in report.handout_text(session)
    assert said in [line for finding in of(session).disagreement for line in finding.details]


DEGENERATE: dict[str, dict[str, list[str]]] = {
    "one person": {"Sales": ["60 20 20"]},
    "two people": {"Sales": ["60 20 20"], "Marketing": ["20 60 20"]},
    "all equal": {"Sales": ["60 20 20"] * 4, "Marketing": ["60 20 20"] * 4},
    "all even": {"Sales": ["34 33 33"] * 3, "Marketing": ["34 33 33"] * 3},
    "nobody knows": {"Sales": ["dk"] * 4, "Marketing": ["dk"] * 3},
    "one function": {"Sales": ["60 20 20", "10 60 30", "30 40 30", "20 20 60", "50 25 25", "40 30 30"]},
    "a need without points": {"Sales": ["60 40 0", "50 50 0", "40 60 0"], "Marketing": ["20 80 0", "10 90 0", "0 100 0"]},
    "everything on one need": {"Sales": ["100 0 0"] * 3, "Marketing": ["0 100 0"] * 3},
    "functions of one": {name: ["60 20 20"] for name in ("Sales", "Marketing", "Service", "Legal")},
}  # fmt: skip


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_a_room_that_gives_no_number_gives_sentences_on_every_screen_and_in_the_handout(
    name: str, audience: Any
) -> None:
    session = split(DEGENERATE[name])
    own = {person.id: {"us": "5 5 dk", "paycorp": "dk dk dk"} for person in session.participants}
    session.segments[0].rounds.append(marks("first", LIST, own))
    session.participants[0].senior = True
    told = json.dumps(findings.dump(findings.of(session, audience)), allow_nan=False)
    handout = report.handout_text(session, audience)
    for text in (told, handout, *walls(session)):
        assert NOTHING.findall(text) == []
    assert "## How to read this" in handout


@given(days())
@settings(max_examples=often(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_screen_and_both_handouts_of_any_small_day_can_be_drawn(session: Session) -> None:
    session.participants[0].senior = True
    for text in (*walls(session), report.handout_text(session), report.handout_text(session, "facilitator")):
        assert [text[max(0, m.start() - 80) : m.end() + 40] for m in NOTHING.finditer(text)] == []


def told_without(**sizes: int) -> tuple[str, ...]:
    """What hangs on one function where everybody gives PayCorp the better marks."""
    who = people(**sizes)
    weighed = points("first", "price speed", dict.fromkeys(who, "50 50"))
    given = {person: {"us": "5 5", "paycorp": "7 7"} for person in who}
    told = of(room(who, weighed, marks("first", "price speed", given))).swot
    assert told is not None
    return told.without


def test_what_stands_without_any_function_is_said_only_where_every_one_could_be_left_out() -> None:
    assert told_without(Sales=4, Marketing=4, Service=4) == (
        "Whichever function is left out, the same company comes first and the same entries stand.",
    )
    also, others = told_without(Sales=5, Marketing=5, Legal=2)
    assert also.startswith("Also without ")
    assert "Legal" not in also
    assert others.startswith("What would stand without the other functions is not said")
