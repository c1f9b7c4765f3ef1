"""Makes the pictures of the docs again: .venv/bin/python docs/pictures/make.py (chromium and pdftoppm)."""
# ruff: noqa: INP001, S603 -- a script, not a package; it starts two programs by their full paths

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console  # noqa: TID251 -- turns a screen's colours into a page's
from rich.text import Text  # noqa: TID251 -- as above

from cxw import handout as report
from cxw.cli.browsing import wall_look
from cxw.handout import ballots
from cxw.model import Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, framed, pages
from cxw.wall.browser.app import FONTS
from cxw.wall.browser.frame import page_painted
from cxw.wall.browser.look import style_sheet

HERE = Path(__file__).resolve().parent
ESSAY = HERE.parent.parent / "workshops" / "essay.yaml"
LOCKERS = ESSAY.with_name("parcel-lockers.yaml")
EARS = ESSAY.with_name("hearing-aids.yaml")
WIDTH, HEIGHT = 104, 32
CELL, LINE = 9.6, 20
"""Pixels: a letter of 16 pixel DejaVu Sans Mono is 0.602 em wide."""
PAGE = f"""<!doctype html><meta charset="utf-8"><style>
body {{{{ margin: 0; padding: 14px 18px 16px; background: {DARK.paper}; color: {DARK.ink}; }}}}
pre {{{{ margin: 0; font: 16px/{LINE}px "DejaVu Sans Mono", monospace; }}}}
</style><pre>{{code}}</pre>"""


def main() -> None:
    """Make all pictures."""
    session = load(ESSAY)
    with tempfile.TemporaryDirectory() as name:
        at = Path(name)
        wall(session, at)
        walls(session, at)
        lens(load(EARS), at)
        handout(session, at)
        ballot(ballots.blank_subjects(), "weights", HERE / "ballot-blank.png", at)
        ballot(ballots.ballot_subjects(load(LOCKERS))[:1], "grid", HERE / "ballot-filled.png", at)


def wall(session: Session, at: Path) -> None:
    """The reveal of the points, as the projector shows it."""
    view = ScreenView(session.segments[0].id, "weights", "first shown")
    screen = draw(session, view, width=WIDTH, height=HEIGHT, theme=DARK)
    photograph(as_page(screen), (round(WIDTH * CELL + 42), HEIGHT * LINE + 30), HERE / "reveal.png", at)


def walls(session: Session, at: Path) -> None:
    """One finding on the wall in a terminal and on the one in a browser, side by side."""
    view = ScreenView(session.segments[0].id, "disagreement", "shown", page=1)
    screen = draw(session, view, width=WIDTH, height=HEIGHT, theme=DARK)
    style, painted = in_browser(session, view, at)
    layout = (
        "body { display: flex; gap: 14px; align-items: center; padding: 14px !important }"
        "body { box-sizing: border-box }"
        f".terminal, #wall {{ border: 1px solid {DARK.quiet} }} .terminal {{ zoom: .608; padding: 4px }}"
        "#wall { width: 716px; height: 403px }"
    )
    beside = (
        f"<!doctype html><meta charset='utf-8'><style>{style}{layout}</style>"
        f"<div class='terminal'>{as_page(screen)}</div><main id='wall'>{painted}</main>"
    )
    photograph(beside, (1400, 436), HERE / "walls.png", at)


def lens(session: Session, at: Path) -> None:
    """Cards that clash, on the wall in a browser."""
    view = ScreenView(session.segments[0].id, "lens", "promises findings")
    style, painted = in_browser(session, view, at)
    layout = f"#wall {{ width: 958px; height: 539px; border: 1px solid {DARK.quiet} }}"
    code = (
        f"<!doctype html><meta charset='utf-8'><style>{style}{layout}</style><main id='wall'>{painted}</main>"
    )
    photograph(code, (960, 541), HERE / "lens.png", at)


def in_browser(session: Session, view: ScreenView, at: Path) -> tuple[str, str]:
    """The style sheet and the page of a wall in a browser."""
    for name, file in FONTS.items():
        shutil.copy(folder("templates") / "fonts" / file, at / f"{name}.ttf")
    look = wall_look(session, at, DARK)
    return style_sheet(look), page_painted(*framed(session, view, pages(session, view)), look)


def as_page(screen: str) -> str:
    """A terminal's screen as a page that shows the same."""
    console = Console(record=True, file=io.StringIO(), width=WIDTH, color_system="truecolor")
    console.print(Text.from_ansi(screen), soft_wrap=True)
    return console.export_html(inline_styles=True, code_format=PAGE)


def handout(session: Session, at: Path) -> None:
    """The first page of the room's handout, with a hair line where the paper ends."""
    made = report.write_handout(session, folder=at, beside=at, formats=["pdf"])
    first_page(made[0], (664, 938), HERE / "handout.png", at)


def ballot(about: list[ballots.BallotSubject], stage: ballots.PaperStage, to: Path, at: Path) -> None:
    """The slips of one stage's first round, two on a page."""
    made = ballots.printed_ballots("Ballots", "a4", about, [stage]).data
    assert made is not None
    (at / "ballots.pdf").write_bytes(made)
    first_page(at / "ballots.pdf", (938, 664), to, at)


def first_page(pdf: Path, size: tuple[int, int], to: Path, at: Path) -> None:
    """A page of paper with a hair line round it."""
    run("pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(at / "first"))
    code = """<style>body { margin: 0 } img { border: 1px solid #b8bfc7 }</style><img src="first.png">"""
    photograph(code, size, to, at)


def photograph(code: str, size: tuple[int, int], to: Path, at: Path) -> None:
    """Save what a browser shows of a page."""
    page = at / "page.html"
    page.write_text(code, encoding="utf-8")
    run(
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--hide-scrollbars", f"--user-data-dir={at / 'profile'}", f"--window-size={size[0]},{size[1]}"),
        *(f"--screenshot={to}", page.as_uri()),
    )


def run(program: str, *words: str) -> None:
    """Start a program that must be there and must succeed."""
    found = shutil.which(program)
    assert found is not None, f"{program} is not installed"
    subprocess.run([found, *words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
