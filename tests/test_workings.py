"""The workings behind a screen: for the facilitator's window only, without names, and nothing before its reveal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, Stopped, session
from keyboard_asks import SURE, Played, Slips

from cxw import desk as d
from cxw.desk import Acts, Gathering, Wall
from cxw.findings import of
from cxw.findings.workings import of as workings
from cxw.model import STAGES, Need, Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.workshop import Day, Memory, run

ARCHIVES = sorted(folder("workshops").glob("*.yaml"))
END = "\x1b[F"
SECRET = "Points apart 41.2: two people of 9"


def told(session: Session, stage: str) -> str:
    return "\n".join(workings(of(session), session.segments[0].id, stage))


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
    nothing = Gathering(items=list, attach=lambda item: [], answers=list, needs=list, notes=list)
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
    run(Day(file=Memory(session(12)), desk=desk, now=Clock(), colour=False, masked=masked))
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
    text = "\n".join(workings(found, found.segments[0].id, "weights"))
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
        text = "\n".join(workings(found, segment.id, stage))
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
    run(Day(file=Memory(here), desk=rule, now=Clock(), colour=False))
    assert rule.read
    assert not [text for _, _, text in rule.read if "Warehouse (" in text]


def test_a_segment_with_nothing_revealed_has_an_empty_page_and_no_crash() -> None:
    desk = Looking(stop_after=3)
    with pytest.raises(Stopped):
        run(Day(file=Memory(session(3)), desk=desk, now=Clock(), colour=False))
    for stage in STAGES:
        assert workings(of(session(3)), "s0", stage) == []
    room = Played("w", "\r", "\r")
    room.run(lambda room: room.show(wall(workings=list)))
    assert "Nothing is revealed here yet" in room.seen[1]


def test_one_slip_is_a_slip() -> None:
    here = session(3)
    here.segments[0].needs = [Need(id="price", text="Price", proposed={"p0": ["Price"]})]
    rows = list(workings(of(here), "s0", "needs"))
    assert rows[0].startswith("Needs: 1 slip, 1 handed in")
    assert rows[1].endswith("1 slip, not chosen")
