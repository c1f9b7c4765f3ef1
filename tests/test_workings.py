"""The workings behind a screen: for the facilitator's window only, without names, and nothing before its reveal."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, Stopped, session
from keyboard_asks import SURE, Played, Slips

from cxw.day import desk as d
from cxw.day.desk import Acts, Wall
from cxw.day.gathering import Gathering
from cxw.findings import of
from cxw.findings.day.workings import stage_workings
from cxw.findings.types import Findings
from cxw.model import STAGES, Need, Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.workshop import Day, Memory, run_day

ARCHIVES = sorted(folder("workshops").glob("*.yaml"))
END = "\x1b[F"
SECRET = "Points apart 41.2: two people of 9"


def told(session: Session, stage: str) -> str:
    return "\n".join(stage_workings(of(session), session.segments[0].id, stage))


def wall(**more: Any) -> Wall:
    lines = [SECRET, *(f"  row {n}" for n in range(60)), "the last line"]
    known: dict[str, Any] = {"keys": {"next": "Go on"}, "workings": lambda: lines}
    return Wall("weights", "first shown", lambda w, h: "Points\n" * h, **{**known, **more})


def test_w_opens_the_workings_and_they_scroll_to_the_end() -> None:
    room = Played("w", END, "w", "\r")
    assert room.run(lambda room: room.show(wall())) == "next"
    assert SECRET in room.seen[1]
    assert "the last line" in room.seen[2]
    assert SECRET not in room.seen[3]


def test_page_by_page_every_line_comes_by() -> None:
    room = Played("w", *["\x1b[6~"] * 6, "\r", "\r")
    room.run(lambda room: room.show(wall()))
    seen = set(re.findall(r"row \d+", "\n".join(room.seen)))
    assert seen == {f"row {n}" for n in range(60)}


def test_a_projected_screen_has_no_workings() -> None:
    room = Played("w", "\r", projected=True)
    assert room.run(lambda room: room.show(wall())) == "next"
    assert "row" not in "".join(room.bytes)


def test_in_the_smallest_window_every_key_of_a_screen_stands_under_it() -> None:
    keys = {"next": "Go on", "back": "Back", "second": "Second round", "reopen": "Open it again"}
    slips = Slips(SURE)
    nothing = Gathering(
        items=list,
        next_id=str,
        attach=lambda item: [],
        bring=lambda item: [],
        answers=list,
        needs=list,
        notes=list,
    )
    acts = Acts("s", lambda t, a: [], lambda n, t: [], correct=[slips.ask()], evidence=nothing)
    shown = wall(keys=keys, acts=acts, lines_to_say="Wait.")
    room = Played("\r", "\r")
    room.run(lambda room: room.show(shown))
    for words in ("v evidence", "c slip", "h say", "w workings", "b dark", "Esc pause"):
        assert words in room.seen[0]


class Looking(Rule):
    """Reads the workings at every screen."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.read: list[tuple[str, str, str]] = []
        self.without: list[str] = []

    def show(self, wall: d.Wall) -> str:
        if wall.workings is None:
            self.without.append(wall.step)
        else:
            self.read.append((wall.stage, wall.step, "\n".join(wall.workings())))
        return super().show(wall)


def day(masked: bool = False) -> Looking:
    desk = Looking()
    run_day(Day(file=Memory(session(12)), desk=desk, now=Clock(), colour=False, masked=masked))
    return desk


def test_no_number_of_a_round_is_in_the_workings_before_its_reveal() -> None:
    before = [text for stage, step, text in day().read if (stage, step) == ("weights", "first sealed")]
    assert before
    assert not [text for text in before if "Points apart" in text or "seal" in text or "mean" in text]


def test_after_the_reveal_they_say_the_parts_the_functions_the_seal_and_the_limits() -> None:
    texts = {(stage, step): text for stage, step, text in day().read}
    points = texts["weights", "first shown"]
    for words in (
        "12 answered, 12 with numbers, 0 don't know",
        "its parts",
        "names from a hat",
        "seal ",
        "closed",
    ):
        assert words in points
    assert "moved:" in texts["weights", "second shown"]
    assert "points at stake" in texts["disagreement", "shown"]
    assert "min_marks 3" in texts["grid", "first shown"]


def test_the_parts_of_the_points_apart_add_up_to_them() -> None:
    found = of(load(folder("workshops") / "parcel-lockers.yaml"))
    text = "\n".join(stage_workings(found, found.segments[0].id, "weights"))
    weighed = found.segments[0].weights
    assert weighed is not None
    parts = [
        float(line[28:].split()[0])
        for line in text.partition("other rooms")[0].splitlines()
        if re.match(r"  .{26}  +\d+\.\d  ", line)
    ]
    assert len(parts) == len(weighed.needs)
    assert sum(parts) == pytest.approx(weighed.apart, abs=0.3)


def test_while_everybody_sees_the_screen_a_day_makes_no_workings_at_all() -> None:
    desk = day(masked=True)
    assert desk.read == []
    assert "first shown" in desk.without


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
@pytest.mark.parametrize("stage", STAGES)
def test_no_name_and_not_the_word_senior_stands_in_them(path: Path, stage: str) -> None:
    archive = load(path)
    found = of(archive)
    for segment in archive.segments:
        text = "\n".join(stage_workings(found, segment.id, stage))
        own = [person.name for person in archive.participants if person.name in text]
        assert own == []
        assert "senior" not in text.casefold()


def test_a_function_of_two_is_not_in_them() -> None:
    here = session(12)
    for number, person in enumerate(here.participants):
        person.function = "Warehouse" if number < 2 else "Sales" if number < 7 else "Marketing"
    rule = type(
        "Functions",
        (Looking,),
        {
            "value": lambda self, ask, person, part: Rule.value(
                self, ask, replace(person, function="Sales"), part
            )
        },
    )()
    run_day(Day(file=Memory(here), desk=rule, now=Clock(), colour=False))
    assert rule.read
    assert not [text for _, _, text in rule.read if "Warehouse (" in text]


def test_a_segment_with_nothing_revealed_has_an_empty_page_and_no_crash() -> None:
    desk = Looking(stop_after=3)
    with pytest.raises(Stopped):
        run_day(Day(file=Memory(session(3)), desk=desk, now=Clock(), colour=False))
    for stage in STAGES:
        assert stage_workings(of(session(3)), "s0", stage) == []
    room = Played("w", "\r", "\r")
    room.run(lambda room: room.show(wall(workings=list)))
    assert "Nothing is revealed here yet" in room.seen[1]


def test_one_slip_is_a_slip() -> None:
    here = session(3)
    here.segments[0].needs = [Need(id="price", text="Price", proposed={"p0": ["Price"]})]
    rows = list(stage_workings(of(here), "s0", "needs"))
    assert rows[0].startswith("Needs: 1 slip, 1 handed in")
    assert rows[1].endswith("1 slip, not chosen")


LINES = {
    "needs": (
        "Needs: 23 slips, 11 handed in under a name or card, 11 voted",
        r"  Collect a parcel at any h…  4 slips, 11 votes, chosen",
        r"  Keep the hallway free for…  2 slips, 5 votes, not chosen",
        r"  Take in groceries that mu…  1 slip, 0 votes, parked: two of us want to ask a building first",
    ),
    "weights": (
        "Points of record: 10 answered, 10 with numbers, 0 don't know, 1 draft, 1 late",
        r"Points apart 33\.6: two people of 10, in the mean of all pairs",
        r"  its parts +apart +mean +median +lowest to highest",
        r"  Fewer calls +8\.1 +20\.0 +15\.0 +5 to 40",
        r"  other rooms, .* +from +to +camps p +between +p \(maxT\) +border",
        r"  Price +\d+\.\d +\d+\.\d +\d\.\d\d +\d\.\d\d +\d\.\d\d +\d\.\d\d",
        r"  Krippendorff's alpha 0\.04 \(interval; 0 is chance\)",
        r"  Kendall's W 0\.15 \(by chance 1/N = 0\.10; p \d\.\d+, shuffled\), mean Spearman 0\.06",
        "Functions apart, beside the mean of names from a hat; p among all pairs",
        r"  Marketing \(4\) and Sales \(3\): 31\.7 \(hat .*\), beyond chance; 15\.0 inside Marketing, .* inside Sales",
        r"The clearest gap on one need: Marketing over Sales on “At any hour”, 20\.0 \(hat .*\), beyond chance",
        r"Functions over all needs: Functions spread their points differently, beyond chance\.",
        r"  W\* .*, p .* \(smallest possible .*, all ways to deal the names\); 10 people, 3 functions",
        r"  R2 0\.69, adjusted 0\.60",
        "Second round",
        r"  Seven of us moved points after the talk\.",
        "  fact: 4 people",
    ),
    "grid": (
        "Marks of record: 12 people gave a row",
        r"  Boxhaven +12 answered, 83% of its cells have a mark",
        r"  cells +marks +dk +median +mean +sd +r\*wg",
        r"  Nookpost: Known cost +11 +1 +5\.0 +4\.8 +1\.6 +0\.7",
        r"  Boxhaven: Fewer calls +8 +4 +7\.0 +6\.9 +0\.6 +1\.0  no verdict",
        r"  best rival +side +ahead level behind +median +mean",
        r"  At any hour: Boxhaven +level +5 +7 +0 +0\.0 +0\.6",
        r"  Fewer calls: As now +ahead +by the middle marks",
    ),
    "closing": (
        r"How sure: 10 answers before \(0 don't know\), 10 answers after \(0 don't know\), 10 both times",
        r"  before: 70\.0 % on average, 3 of 10 named one need",
        r"  after: 77\.5 % on average",
        r"Guess: 10 numbers, 1 don't know, median 40\.0",
        r"100 points: 46\.5 on customers, 17\.5 on single stories, 36\.0 on nothing yet \(0\.0 contradicted\)",
        r"  Nookpost on “Fewer calls” +contradicted: grade 0, 0 for it, 1 against, looked at: evidence",
        r"  No theft +single story: grade 2, 1 for it, looked at: evidence",
    ),
}
"""Lines that stand in the workings of one room, in this order, with the numbers that no draw changes."""
EVERYWHERE = (
    "Rounds and seals",
    r"  points, first round: seal [0-9a-f]{8}; opened 09:39:00, closed 09:53:20, revealed 09:54:45",
    r"    10 answered, 10 with numbers, 0 don't know, 1 draft, 1 late; 1 put aside",
    r"  points, second round: seal [0-9a-f]{8}, not of record; opened .*",
    r"Draws \(seed 7702\): .*",
    "Where a number starts to count",
    "  lead 1: marks ahead or behind .*",
    "Left out or skipped",
    "  Customer service and Product are shown as “others” in the points.",
)


@pytest.mark.parametrize("stage", LINES)
def test_every_line_of_the_workings_stands_in_its_place(stage: str) -> None:
    lines = iter(stage_workings(_homes(), "homes", stage))
    for wanted in LINES[stage] + EVERYWHERE:
        assert any(re.fullmatch(wanted, line) for line in lines), wanted


@cache
def _homes() -> Findings:
    return of(load(folder("workshops") / "parcel-lockers.yaml"))


def test_a_limit_of_the_rooms_own_stands_beside_the_usual_one() -> None:
    start = session(3)
    start.thresholds.lead = 2
    assert any(
        line.startswith("  lead 2 (usually 1): ")
        for line in stage_workings(of(load_day(start)), "s0", "grid")
    )


def load_day(start: Session) -> Session:
    memory = Memory(start)
    run_day(Day(file=memory, desk=Rule(), now=Clock(), colour=False))
    return memory.session


def apart(made: Session, number: int) -> float:
    """How far apart the points of two people are on average, of those who gave some both times."""
    rounds = [round for round in made.segments[0].rounds_of("weights") if round.name in ("first", "second")]
    rows: list[dict[str, dict[str, int]]] = [
        {who: row for who, row in round.answers.items() if isinstance(row, dict)} for round in rounds
    ]
    both = [[*rows[number][who].values()] for who in rows[0] if who in rows[1]]
    pairs = [sum(abs(a - b) for a, b in zip(*pair, strict=True)) / 2 for pair in combinations(both, 2)]
    return sum(pairs) / len(pairs)


def test_two_rounds_in_the_workings_say_what_moved_and_how_far_apart_we_are_after_it() -> None:
    made = load_day(session(6))
    lines = stage_workings(of(made), "s0", "weights")
    (second,) = [one.weights.second for one in of(made).segments if one.weights and one.weights.second]
    assert second.moved_total is not None
    assert second.moved_median is not None
    assert second.apart_before is not None
    assert second.apart_after is not None
    assert (second.apart_before, second.apart_after) == pytest.approx((apart(made, 0), apart(made, 1)))
    assert abs(second.apart_before - second.apart_after) > 1
    assert (
        f"Second round: {second.both} answered both, {second.left_out} of the record are not in it" in lines
    )
    assert f"  points apart {second.apart_before:.1f} before, {second.apart_after:.1f} after" in lines
    moved = f"{second.moved_total:.0f} points in all, {second.moved_median:.1f} the median person"
    assert any(line.startswith("  moved: ") and line.endswith(moved) for line in lines)
    assert any(
        re.fullmatch(r"  Krippendorff's alpha -?\d\.\d\d before, -?\d\.\d\d after", line) for line in lines
    )
