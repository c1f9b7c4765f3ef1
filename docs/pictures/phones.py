"""Makes the pictures of phones again: .venv/bin/python docs/pictures/phones.py (chromium, and a network).

A room of the tests is served to a real browser, which is photographed; nothing is drawn for the purpose.
"""
# ruff: noqa: INP001, E402 -- a script, not a package; it finds its neighbours and the tests by their folders

from __future__ import annotations

import base64
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "tests")]

from browser import Browser, Window, browser
from make import CELL, HEIGHT, LINE, WIDTH, as_page
from phone_room import PhoneRoom, room
from PIL import Image
from test_phone_browser import Served

from cxw.phones.server import served
from cxw.theme import DARK
from cxw.wall import JOIN, ScreenView, draw

PHONE = (360, 720)
NAMES = ("Anja Krüger", "Søren Lind", "Chloé Petit", "Marek Nowak", "Aoife Byrne", "Jürgen Weiß")
NEEDS = (
    "Parcel there when I come home",
    "No trip, no queue",
    "Safe from neighbours",
    "Cheap",
    "Easy to return",
)
SHOWN = "HTTP://192.168.8.1:8060/K7MPRX"
STYLE = """<!doctype html><style>
body { margin: 0; padding: 14px; display: flex; gap: 18px; align-items: center; background: #fff }
body { width: max-content }
img { display: block; border: 5px solid #2b3138; border-radius: 26px }
img.wall { border-radius: 6px }
</style><h1 hidden></h1>"""


def main() -> None:
    """Make both pictures."""
    with browser() as here, tempfile.TemporaryDirectory() as folder:
        pages = photographed(here, Path(folder))
        beside = [(wall(here), "wall", 560), (pages["points"], "phone", 250)]
        save(here, beside, HERE / "phone-and-wall.png")
        row = [(pages[name], "phone", 232) for name in ("names", "points", "marks", "whole")]
        save(here, row, HERE / "phones.png")


def named(here: PhoneRoom) -> Served:
    """A room with names and needs that could be anybody's."""
    session, ballot = here.day.session, here.desk.ballot
    session.title = "Parcel lockers"
    for person, name in zip(session.participants, NAMES, strict=True):
        person.name = name
    for need, text in zip(session.segments[0].needs, NEEDS, strict=True):
        need.text = text
    assert ballot is not None
    here.desk.open(type(ballot)(here.day, "s0"))  # type: ignore[call-arg]
    return Served(here)


def photographed(here: Browser, at: Path) -> dict[str, bytes]:
    """The pages of two rounds, by what stands on them."""
    window, found = here.window(*PHONE), {}
    (at / "points").mkdir()
    made = named(room(at / "points", "weights first"))
    with served(made.app.asgi(), made.socket):
        window.go(f"{made.base}/{made.here.desk.door.code}")
        found["names"] = seen(window)
        made.join(window, "p3")
        window.wait("!!document.querySelector('input[type=range]')")
        for number, points in enumerate((40, 25, 15), 1):
            window.type(f"#n{number}", str(points))
        found["points"] = seen(window)
        window.type("#n5", "20")
        for wanted in ("#n", "[name=tick]", "[name=pick]", ".steps"):
            if wanted == "[name=tick]":
                window.type("#n", "60")
            window.press("button.main")
            window.wait(f"!!document.querySelector('{wanted}')")
        found["whole"] = seen(window)
    return found | {"marks": marks(here, at)}


def marks(here: Browser, at: Path) -> bytes:
    """The marks of one company, on a phone that is dark and reads German."""
    (at / "marks").mkdir()
    made, window = named(room(at / "marks", "marks first")), here.window(*PHONE, dark=True)
    with served(made.app.asgi(), made.socket):
        made.join(window, "p5", "de")
        window.wait("!!document.querySelector('.scale')")
        window.press(".scale label:nth-child(8)")
        window.press("fieldset.one:nth-of-type(2) .unknown")
        return seen(window)


def seen(window: Window) -> bytes:
    """What is on the glass, from the top, without the ring round what was typed last."""
    window.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    shot = window.call("Page.captureScreenshot", format="png")
    return base64.b64decode(shot["data"])


def wall(here: Browser) -> bytes:
    """The wall through which phones come in."""
    session = room(Path(tempfile.gettempdir()), "weights first").day.session
    session.title = "Parcel lockers"
    screen = draw(session, ScreenView(step=JOIN, door=SHOWN), width=WIDTH, height=HEIGHT, theme=DARK)
    tight = LINE - 2  # rows without a gap: the code is made of blocks
    window = here.window(round(WIDTH * CELL + 42), HEIGHT * tight + 30)
    put(window, as_page(screen).replace(f"/{LINE}px", f"/{tight}px"))
    return window.picture()


def put(window: Window, code: str) -> None:
    """Show a page that nobody serves."""
    frame = window.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
    window.call("Page.setDocumentContent", frameId=frame, html=code)
    window.wait("[...document.images].every(one => one.complete)")


def save(here: Browser, shots: Sequence[tuple[bytes, str, int]], to: Path) -> None:
    """Pictures side by side, each so high."""
    code = "".join(
        f'<img class="{kind}" width="{width}" src="data:image/png;base64,{base64.b64encode(shot).decode()}">'
        for shot, kind, width in shots
    )
    window = here.window(sum(width + 28 for *_, width in shots) + 10, 560)
    put(window, STYLE + code)
    high = window.evaluate("document.body.offsetHeight")
    window.call(
        "Emulation.setDeviceMetricsOverride",
        width=window.evaluate("document.body.offsetWidth"),
        height=high,
        deviceScaleFactor=1,
        mobile=False,
    )
    few = Image.open(io.BytesIO(window.picture())).convert("RGB").quantize(96)
    few.save(to, optimize=True)


if __name__ == "__main__":
    main()
