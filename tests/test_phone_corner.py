"""The code in a corner while something is asked: read by a camera, covering nothing, and never beside a reveal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from phone_room import room as phone_room
from screens_room import whole_day
from test_phone_wall import ADDRESSES, pixels

from cxw.day.corner import GAP, row_beside
from cxw.day.hotspot import Hotspot
from cxw.drawing import columns
from cxw.keyboard.beside import Beside
from cxw.keyboard.canvas import Line, Size, length, text_of
from cxw.keyboard.corner import with_corner
from cxw.model import Session
from cxw.phones import PhoneDesk
from cxw.theme import DARK, LIGHT, Theme
from cxw.wall import Entrance, ScreenView, draw, revealed

zxingcpp = pytest.importorskip("zxingcpp")
_CODES = re.compile(r"\x1b\[[0-9;]*m")
SIZES = [(80, 24), (120, 40)]
ASKED = [
    ("needs", "open"),
    ("needs", "votes"),
    ("weights", "first open"),
    ("weights", "second open"),
    ("grid", "first open"),
    ("closing", "guess open"),
]


def asking(stage: str, step: str, door: str = "") -> ScreenView:
    return ScreenView(whole_day().segments[0].id, stage, step, door=door)


def wall(
    session: Session, view: ScreenView, size: tuple[int, int], theme: Theme = DARK, *, colour: bool = True
) -> str:
    return draw(session, view, width=size[0], height=size[1], theme=theme, colour=colour)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("stage", "step"), ASKED)
def test_a_wall_that_asks_says_where_phones_come_in_and_covers_nothing(
    stage: str, step: str, size: tuple[int, int]
) -> None:
    session = whole_day()
    plain = wall(session, asking(stage, step), size, colour=False).split("\n")
    told = wall(session, asking(stage, step, ADDRESSES[0]), size, colour=False).split("\n")
    assert len(told) == size[1]
    assert max(map(columns, told)) <= size[0]
    assert ADDRESSES[0].removeprefix("HTTP://") in "\n".join(told)
    words = re.findall(r"[^\W\d_]+", "\n".join(plain))
    assert not {*words} - {*re.findall(r"[^\W\d_]+", "\n".join(told))}, "nothing is left out for it"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("theme", "colour"), [(DARK, True), (LIGHT, True), (DARK, False), (LIGHT, False)])
def test_a_camera_reads_the_corner_of_a_large_wall(address: str, theme: Theme, colour: bool) -> None:
    screen = wall(whole_day(), asking("weights", "first open", address), (120, 40), theme, colour=colour)
    assert [code.text for code in zxingcpp.read_barcodes(pixels(screen, theme))] == [address]


def test_no_screen_that_shows_something_has_a_code() -> None:
    session, size = whole_day(), (120, 40)
    for view in revealed(session):
        with_door = ScreenView(view.segment, view.stage, view.step, view.page, ADDRESSES[0])
        assert wall(session, with_door, size) == wall(session, view, size), view


def test_behind_a_locked_door_no_wall_has_a_code() -> None:
    locked = Entrance(locked=True, hotspot=Hotspot("Büro", "geheim12"))
    view = ScreenView("all", "weights", "first open", door=ADDRESSES[0], entrance=locked)
    assert "8060" not in wall(whole_day(), view, (120, 40), colour=False)
    join = wall(
        whole_day(), ScreenView(step="join", door=ADDRESSES[0], entrance=locked), (100, 30), colour=False
    )
    assert "No further phone comes in just now." in join
    assert "8060" not in join
    assert "geheim12" not in join


def test_the_lowest_place_that_is_free_is_taken() -> None:
    assert row_beside([40, 10, 10, 10, 40], 60, 30, 2) == 2
    assert row_beside([40, 40, 40], 60, 30, 1) is None
    assert row_beside([10], 60, 30, 2) is None


class Seen:
    """What everybody sees of a desk, with phones beside it."""

    depth: object = None

    def __init__(self, beside: PhoneDesk, *, projected: bool = True) -> None:
        self.beside: Beside | None = beside
        self.projected, self.theme = projected, DARK


def test_what_is_typed_in_sight_of_all_has_the_code_beside_it_while_it_is_asked(tmp_path: Path) -> None:
    here = phone_room(tmp_path, "weights first", masked=True)
    lines: list[Line] = [[("", "How much does each need matter?")], [], [("", "▸ " + "x" * 60)]]
    size = Size(120, 40)
    shown = with_corner(lines, size, Seen(here.desk))
    assert f"192.0.2.7:8060/{here.desk.door.code}" in text_of(shown)
    assert len(shown) == size.height
    assert max(map(length, shown)) <= size.width
    assert all(text_of([line]).startswith(text_of([was])) for was, line in zip(lines, shown, strict=False))
    small = with_corner([[("", "x" * 60)]] * 20, Size(80, 24), Seen(here.desk))
    assert f"192.0.2.7:8060/{here.desk.door.code}" in text_of(small)
    assert with_corner(lines, size, Seen(here.desk, projected=False)) == lines
    here.desk.lock(True)
    assert with_corner(lines, size, Seen(here.desk)) == lines
    here.desk.lock(False)
    here.desk.close()
    assert with_corner(lines, size, Seen(here.desk)) == lines


def test_beside_lines_that_leave_exactly_its_room_the_code_stands_and_a_letter_more_has_none(
    tmp_path: Path,
) -> None:
    here = phone_room(tmp_path, "weights first", masked=True)
    size, corner = Size(120, 40), here.desk.entrance()
    assert corner is not None
    most = size.width - 2 - len(corner.modules[0]) - GAP
    fits: list[Line] = [[("", "x" * most)]] * size.height
    over: list[Line] = [[("", "x" * (most + 1))]] * size.height
    assert corner.typed in text_of(with_corner(fits, size, Seen(here.desk)))
    assert with_corner(over, size, Seen(here.desk)) == over
