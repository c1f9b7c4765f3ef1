"""Walls of lenses: cards as they are heard, counts with don't-knows first, one finding a screen, nothing cut or early."""

from __future__ import annotations

from functools import cache

import pytest
from lens_rooms import ROOMS, lens_steps

from cxw.findings.types import WallFindings
from cxw.model import Session
from cxw.theme import DARK
from cxw.wall import LENS, Page, ScreenView, WallSheet, draw_page, findings_shown, pages


@cache
def day(name: str) -> tuple[Session, WallFindings]:
    session = ROOMS[name]()
    return session, findings_shown(session)


def seen(step: str, name: str = "room", width: int = 80, height: int = 24) -> list[str]:
    """The pages of a step as they stand on the wall."""
    session, found = day(name)
    view = ScreenView("clinics", LENS, step)
    sheet = WallSheet(width, height, DARK, colour=False)
    shown = pages(session, view, found)
    return [draw_page(session, view.at(place), shown, sheet) for place in range(len(shown))]


def all_pages(name: str) -> dict[ScreenView, list[Page]]:
    session, found = day(name)
    views = [ScreenView("clinics", LENS, step) for step in lens_steps(session)]
    return {view: pages(session, view, found) for view in views}


def words(wall: str) -> str:
    return " ".join(wall.split())


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (80, 18), (120, 40)])
def test_no_word_of_a_lens_is_cut_in_any_window(name: str, width: int, height: int) -> None:
    session, _ = day(name)
    for view, shown in all_pages(name).items():
        for place in range(len(shown)):
            sheet = WallSheet(width, height, DARK, colour=False)
            wall = draw_page(session, view.at(place), shown, sheet)
            judged = view.step.endswith("judge open")
            assert judged or "…" not in wall.split("\n", 1)[1], wall
            assert "more in the handout" not in wall, wall
