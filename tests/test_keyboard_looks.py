"""Every widget at every size: nothing broken, nothing blank, nothing beyond the edge, nothing that needs colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from keyboard_asks import (
    ANA,
    BEN,
    CARDS,
    CHO,
    GIVES_WAY,
    KIND,
    NUMBERS,
    PICKS,
    POINTS,
    SURE,
    VOTES,
    Played,
    Slips,
    Table,
    marks,
)
from test_keyboard_room import Cards, Looked, Rivals, Slate

from cxw.day.desk import Person, Wall
from cxw.keyboard import Room
from cxw.keyboard.canvas import Size, columns, length, text_of
from cxw.keyboard.paused import paused
from cxw.keyboard.surface import Command
from cxw.keyboard.typist import DOWN, ESC
from cxw.questions.asking import Item, Part
from cxw.theme import DARK, LIGHT

SIZES = [(80, 24), (120, 40), (200, 60)]
LARGE = ("allocator of twelve", "grid of eight companies", "slips", "board", "screen")
"""Drawn on large walls too; the rest are made of the same parts, and a virtual screen is slow."""
LAPTOP = tuple(Person(p.id, p.name, p.function, "laptop") for p in (ANA, BEN))
TWELVE = tuple(
    Item(f"n{n}", text, text[:18])
    for n, text in enumerate(
        [
            "Be paying people within a week of signing", "価格が分かりやすい", "Läuft ohne Fehler, auch am Monatsende",
            "Somebody answers on pay day 🙂", "Brand", "Works with our rota system", "Ett enda ställe för allt",
            "Ein sehr langer Satz, der bestimmt nirgends in eine Zeile passt, wie man ihn auch dreht und wendet",
            "Price", "Service", "Quality", "No surprises",
        ]
    )
)  # fmt: skip
EIGHT = tuple(
    Item(f"c{n}", name)
    for n, name in enumerate(
        ["Acme Payroll", "PayCorp", "As now", "Clinipay", "Lønn AS", "給与サービス", "Zeta", "Omega"]
    )
)


def _laptop(*parts: Part) -> Callable[[Room], Any]:
    return lambda room: room.ballots(Slips(*parts, people=LAPTOP).ask())


def _paper(*parts: Part) -> Callable[[Room], Any]:
    return lambda room: room.ballots(Slips(*parts, people=(ANA, CHO)).ask())


def _tall_table() -> Table:
    table = Table(*(need.text for need in TWELVE), *(f"Need number {n}" for n in range(30)))
    table.votes = {"n1": 4, "n2": 1}
    table.parked = {"n3": "asked later"}
    table.needs["n1"].append("Fast start")
    return table


def _wall(room: Room) -> Any:
    return room.show(
        Wall(
            "weights",
            "first",
            lambda w, h: "\n".join("x" * w for _ in range(h)),
            keys={"next": "Next"},
            lines_to_say="Say this.",
        )
    )


LONG = Part(
    "points",
    KIND["points"],
    "How much does each need matter when these customers choose? Spread 100 points. Their answer, not yours.",
    TWELVE,
)
WIDE = Part(
    "marks",
    KIND["marks"],
    "How well does each company serve these customers? Their answer, not yours.",
    TWELVE,
    EIGHT,
)
LEAVE = (ESC, "q")
WIDGETS: dict[str, tuple[Callable[[Room], Any], list[str]]] = {
    "hand-over": (_laptop(POINTS), []),
    "allocator": (_laptop(POINTS), ["\r", "20 10 30 10 25"]),
    "allocator of twelve": (_laptop(LONG), ["\r", "20 10 30 10 25"]),
    "allocator over": (_laptop(POINTS), ["\r", "20 10 30 10 35"]),
    "allocator not known": (_laptop(POINTS), ["\r", "d"]),
    "grid": (_laptop(marks()), ["\r", "7 8 d 10 6 5"]),
    "grid of eight companies": (_laptop(WIDE), ["\r", "7 8 d 10 6 5"]),
    "percent": (_laptop(SURE), ["\r", "85"]),
    "votes": (_laptop(VOTES), ["\r", "ac"]),
    "slips": (_paper(LONG, SURE), ["an 20 10 30 10 25"]),
    "slips refused": (_paper(POINTS, SURE), ["an 20 10 30 10 25\r"]),
    "slips of marks": (_paper(WIDE), ["an\r", "1 2 3 4 5 d 7 8 9 10 0"]),
    "picks": (_laptop(PICKS, GIVES_WAY), ["\r", "131"]),
    "card": (_laptop(CARDS[0]), ["\r", "Live in a week\r"]),
    "numbers": (_laptop(NUMBERS), ["\r", "100 25 d"]),
    "slips of picks": (_paper(PICKS, GIVES_WAY), ["an 13d22 1"]),
    "slips of a card": (_paper(CARDS[0]), ["an: Live in a week | home page"]),
    "closing": (_paper(POINTS), ["\r"]),
    "paused": (_paper(POINTS), [ESC]),
    "needs": (lambda room: room.proposals(Slate().ask()), ["Quality x3\r", "Price\r"]),
    "all in": (lambda room: room.proposals(Slate().ask()), ["Quality x3\r", "\r"]),
    "board": (lambda room: room.board(_tall_table().ask()), [" " + DOWN + " "]),
    "board merging": (lambda room: room.board(_tall_table().ask()), ["m"]),
    "competitors": (lambda room: room.competitors(Rivals("PayCorp", "Clinipay").ask()), []),
    "evidence": (lambda room: room.look(Looked().ask()), []),
    "evidence form": (lambda room: room.look(Looked().ask()), ["\r", "i"]),
    "promises": (lambda room: room.promises(Cards().ask()), [" "]),
    "promise form": (lambda room: room.promises(Cards().ask()), ["c"]),
    "screen": (_wall, ["h"]),
    "trouble": (
        lambda room: room.trouble("The disk is full.", {"again": "Try again", "else": "Save elsewhere"}),
        [],
    ),
}


def look(name: str, size: tuple[int, int], **room: Any) -> str:
    """How a widget looks after its keys were typed."""
    act, keys = WIDGETS[name]
    sends = "no_colour" in room or (name in LARGE and size == SIZES[0])
    here = Played(*keys, "\x03", size=size, projected=room.pop("projected", False), sends=sends)
    with pytest.raises(KeyboardInterrupt):
        here.run(act, **room)
    look.last = here  # type: ignore[attr-defined]
    return here.seen[len(keys)]


@pytest.mark.parametrize(
    ("name", "size"),
    [(name, size) for name in WIDGETS for size in SIZES if size == SIZES[0] or name in LARGE],
)
def test_a_widget_fills_its_window_and_nothing_is_cut_off(name: str, size: tuple[int, int]) -> None:
    lines = look(name, size).splitlines()
    text = "\n".join(lines)
    assert len(lines) == size[1]
    assert all(columns(line.rstrip()) <= size[0] for line in lines)
    assert len(text.split()) > 3
    if name not in ("screen", "closing"):
        assert "Enter" in text


@pytest.mark.parametrize("name", WIDGETS)
def test_a_window_that_is_too_small_gets_a_sentence(name: str) -> None:
    text = " ".join(look(name, (60, 20)).split())
    assert (
        text == "Please make this window larger: cxw needs 72 columns and 21 lines, this one has 60 and 20."
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_is_left_to_give_is_large_and_in_sight_with_twelve_needs(size: tuple[int, int]) -> None:
    text = look("allocator of twelve", size)
    assert "still to give" in text
    assert "█▀▀" in text
    assert text.count("n") > 3
    assert "No surprises" in text


def test_every_need_of_twelve_has_its_line_on_the_smallest_wall() -> None:
    text = look("allocator of twelve", (80, 24))
    assert all(start in text for start in ("Be paying", "Price", "Service", "Quality", "No surprises"))


def test_without_colour_the_same_words_are_drawn_and_no_colour_is_sent() -> None:
    with_colour = look("allocator", (80, 24))
    without = look("allocator", (80, 24), no_colour=True)
    sent = "".join(look.last.bytes)  # type: ignore[attr-defined]
    assert without == with_colour
    assert ";38;" not in sent
    assert "48;5" not in sent
    assert "38;5" not in sent


def test_light_and_dark_say_the_same() -> None:
    assert look("grid", (80, 24), theme=LIGHT) == look("grid", (80, 24), theme=DARK)


def test_too_many_and_still_to_give_are_told_apart_by_words() -> None:
    assert "too many" in look("allocator over", (80, 24)).split("PageUp")[0]
    assert "still to give" in look("allocator", (80, 24))


def test_the_terminal_is_left_clean() -> None:
    here = Played("\r", sends=True)
    here.run(lambda room: room.pause("Hello."))
    sent = "".join(here.bytes)
    assert sent.count("\x1b[?1049h") == sent.count("\x1b[?1049l") == 1
    assert sent.rfind("\x1b[?25h") > sent.rfind("\x1b[?25l")
    assert sent.rfind("\x1b[?2004l") > sent.rfind("\x1b[?2004h")


@pytest.mark.parametrize(("width", "height"), [(72, 21), (80, 24), (120, 40)])
def test_every_key_stands_on_the_paused_screen_however_many_there_are(width: int, height: int) -> None:
    for count in range(1, 17):
        letters = "abcdefghijklmnop"[:count]
        long = {one: ", somebody joins or leaves," if place % 2 else "" for place, one in enumerate(letters)}
        commands = [Command(one, one, f"{one}-first{long[one]} {one}-last") for one in letters]
        lines = paused(Size(width, height), commands, (), apart=True, day_is_listed=False)
        shown = text_of(lines)
        assert (len(lines), max(map(length, lines)) <= width) == (height, True)
        assert all(f"{one}-first" in shown and f"{one}-last" in shown for one in letters)
