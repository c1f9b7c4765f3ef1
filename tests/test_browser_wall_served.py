"""The browser wall as it is served: to this computer alone, nothing private, and it goes on by itself."""

from __future__ import annotations

import http.client
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from keyboard_asks import played
from screens_room import whole_day
from typer.testing import CliRunner

from cxw.cli import app
from cxw.cli.browsing import BrowserOfTheRun
from cxw.cli.watching import ReadingRoom, play_in_browser
from cxw.day.desk import BACK, NEXT, REVEAL, Wall
from cxw.keyboard import Room
from cxw.model import Session
from cxw.sessionfile import create, load
from cxw.shipped import folder
from cxw.theme import DARK, LIGHT
from cxw.wall import ScreenView
from cxw.wall.browser.address import HERE, WallAddress, keep_address, known_address, wall_file
from cxw.wall.browser.following import FollowedWall
from cxw.wall.browser.frame import HIGH, LOW
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.serving import wall_served
from cxw.wall.browser.showing import Showing, ShownWall, painted
from cxw.wall.follow import WAITING, keep_view
from cxw.wall.page import Bar, Page
from cxw.workshop import Day, Memory

ONE, OTHER = (ShownWall(Bar(), Page(f"{word} sentence"), word) for word in ("One", "Other"))


class Served:
    """A wall that is served, and what a browser does with it."""

    def __init__(self, showing: Showing, address: WallAddress, pressed: list[str]) -> None:
        self.showing, self.address, self.pressed = showing, address, pressed

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        line = http.client.HTTPConnection(HERE, self.address.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, f"/{self.address.path}/{path}", body, named)
        answer = line.getresponse()
        said = answer.read().decode("utf-8", "replace")
        line.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, said

    def press(self, word: str, **headers: str) -> int:
        own = {"Origin": f"http://{HERE}:{self.address.port}", **headers}
        return self.ask("press", "POST", word, **own)[0]


@pytest.fixture
def served() -> Iterator[Served]:
    showing, pressed = Showing(WallLook(), ONE), list[str]()
    with wall_served(showing, WallAddress(), pressed.append) as address:
        yield Served(showing, address, pressed)


def test_the_page_and_all_of_its_parts_are_there_and_forbid_everything_else(served: Served) -> None:
    for path in ("", "state", "wall.css", "wall.js", "plain.ttf", "bold.ttf"):
        status, headers, said = served.ask(path)
        assert status == 200, path
        assert said
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        if not path.endswith(".ttf"):
            assert headers["cache-control"] == "no-store"
    assert "One sentence" in served.ask("")[2]


def test_nobody_without_the_path_or_from_elsewhere_gets_anything(served: Served) -> None:
    own = served.address.path
    for path in ("", "state", "x/state", f"{own[:-1]}/state", f"x{own}/"):
        line = http.client.HTTPConnection(HERE, served.address.port, timeout=30)
        line.request("GET", f"/{path}")
        answer = line.getresponse()
        assert answer.status == 404
        assert b"sentence" not in answer.read()
        line.close()
    for host in ("evil.example", "localhost", f"127.0.0.1:{served.address.port + 1}"):
        assert served.ask("state", Host=host)[0] == 421
    assert len(own) >= 32
    assert served.address.url == f"http://127.0.0.1:{served.address.port}/{own}/"


def test_an_answer_waits_until_there_is_another_picture(served: Served) -> None:
    _, before, _ = served.ask("state")
    came: list[Any] = []
    waiting = threading.Thread(
        target=lambda: came.append(served.ask("state", If_None_Match=before["etag"])), daemon=True
    )
    waiting.start()
    while not served.showing._waiting:
        waiting.join(0.005)
    assert not came
    served.showing.show(OTHER)
    waiting.join(20)
    status, headers, said = came[0]
    assert (status, headers["etag"] != before["etag"]) == (200, True)
    assert "Other sentence" in said
    assert "One sentence" not in said
    assert not served.showing._waiting


def test_nobody_waits_for_a_run_that_ends() -> None:
    showing = Showing(WallLook(), ONE)
    with wall_served(showing, WallAddress()) as address:
        here = Served(showing, address, [])
        tag = here.ask("state")[1]["etag"]
        came: list[Any] = []
        waiting = threading.Thread(
            target=lambda: came.append(here.ask("state", If_None_Match=tag)[0]), daemon=True
        )
        waiting.start()
        while not showing._waiting:
            waiting.join(0.005)
    waiting.join(20)
    assert came == [304]


def test_two_browsers_have_the_same_picture_and_one_that_is_higher_has_its_own(served: Served) -> None:
    assert served.ask("state")[2] == served.ask("state")[2]
    assert 'viewBox="0 0 1600 900"' in served.ask("state")[2]
    assert 'viewBox="0 0 1600 1200"' in served.ask("state?tall=1")[2]


def test_a_remote_may_step_and_darken_and_nothing_else(served: Served) -> None:
    assert [served.press(word) for word in ("next", "back", "dark")] == [204] * 3
    assert served.pressed == ["next", "back", "dark"]
    for word in ("reveal", "r", "", "next\nback", "enter", "q", "n" * 100):
        assert served.press(word) in (400, 413)
    for origin in ("http://evil.example", "null", "http://localhost"):
        assert served.press("next", Origin=origin) == 403
    assert served.ask("press", "POST", "next")[0] == 403
    assert served.ask("press")[0] == 405
    assert served.pressed == ["next", "back", "dark"]


def test_dark_is_dark_for_every_browser_and_light_again(served: Served) -> None:
    light = served.ask("state")[1]
    served.showing.show(ShownWall(ONE.bar, ONE.page, ONE.place, dark=True))
    dark = served.ask("state")[1]
    assert (light["x-dark"], dark["x-dark"]) == ("0", "1")
    assert light["etag"] != dark["etag"]


def test_a_page_that_cannot_be_painted_leaves_the_last_one(served: Served) -> None:
    assert "One sentence" in served.ask("state")[2]
    served.showing.show(ShownWall(Bar(), Page("Broken", (object(),)), "x"))  # type: ignore[arg-type]
    status, _, said = served.ask("state")
    assert status == 200
    assert "One sentence" in said


def test_a_restart_is_found_at_the_same_address_and_tells_of_another_look(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    with wall_served(Showing(WallLook(DARK), ONE), known_address(path)) as first:
        keep_address(path, first)
        before = Served(Showing(WallLook(), ONE), first, []).ask("state")[1]
    assert wall_file(path).stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    with wall_served(Showing(WallLook(DARK), OTHER), known_address(path)) as again:
        assert again == first
        assert Served(Showing(WallLook(), ONE), again, []).ask("state")[1]["x-look"] == before["x-look"]
    with wall_served(Showing(WallLook(LIGHT), OTHER), known_address(path)) as light:
        assert Served(Showing(WallLook(), ONE), light, []).ask("state")[1]["x-look"] != before["x-look"]


def test_where_another_program_has_the_port_there_is_a_free_one() -> None:
    with (
        wall_served(Showing(WallLook(), ONE), WallAddress()) as first,
        wall_served(Showing(WallLook(), OTHER), first) as other,
    ):
        assert other.port != first.port


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "[]",
        '{"port": 0, "path": "x"}',
        '{"port": 99999}',
        json.dumps({"port": 8000, "path": "../" * 9}),
    ],
)
def test_an_address_that_is_none_of_ours_is_made_anew(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "day.yaml"
    wall_file(path).write_text(kept)
    found = known_address(path)
    assert found.port == 0
    assert len(found.path) >= 32


# from the files alone


def followed(folder: Path) -> tuple[FollowedWall, Path]:
    path = folder / "day.yaml"
    create(path, whole_day(12, 7, 4))
    return FollowedWall(path, DARK, Showing(WallLook(), ShownWall())), path


def test_a_browser_follows_the_run_by_its_files_and_writes_none(tmp_path: Path) -> None:
    wall, path = followed(tmp_path)
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    before = {one.name: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    wall.look()
    first = wall.showing.now
    assert first.page.headline
    keep_view(path, ScreenView("clinics", "grid", "first shown"))
    wall.look()
    assert wall.showing.now.place != first.place
    assert {one.name for one in tmp_path.iterdir()} == set(before)
    assert path.stat().st_mtime_ns == before[path.name]


def test_a_remote_steps_the_followed_window_until_the_run_shows_another_page(tmp_path: Path) -> None:
    wall, path = followed(tmp_path)
    keep_view(path, ScreenView("clinics", "disagreement", "shown"))
    wall.look()
    seen = []
    for word in ("next", "next", "back", "back", "back"):
        wall.press(word)
        seen.append(wall.showing.now.bar.page)
    assert seen == [1, 2, 1, 0, 0]
    for _ in range(50):
        wall.press("next")
    bar = wall.showing.now.bar
    assert bar.page == bar.pages - 1
    keep_view(path, ScreenView("clinics", "disagreement", "shown", 1))
    wall.look()
    assert wall.showing.now.bar.page == 1
    wall.press("dark")
    assert wall.showing.now.dark
    wall.press("next")
    assert (wall.showing.now.dark, wall.showing.now.bar.page) == (False, 1)


def test_each_state_of_the_files_is_told_of_once_before_its_wall_is_shown(tmp_path: Path) -> None:
    wall, path = followed(tmp_path)
    told: list[tuple[Session, ShownWall]] = []
    wall = FollowedWall(path, DARK, wall.showing, lambda session: told.append((session, wall.showing.now)))
    for number, step in enumerate(("first shown", "second shown"), 1):
        before = wall.showing.now
        keep_view(path, ScreenView("clinics", "weights", step))
        wall.look()
        wall.look()
        assert len(told) == number
        assert told[-1] == (load(path), before)
        assert wall.showing.now != before


def test_a_new_wall_is_painted_at_the_heights_that_are_looked_at_before_anybody_is_woken() -> None:
    showing = Showing(WallLook(), ONE)
    for high in (LOW, HIGH):
        showing.painted(high)
    asked = painted.cache_info().misses
    showing.show(ShownWall(Bar(), Page("Nobody has seen this sentence yet")))
    assert painted.cache_info().misses == asked + 2
    assert "Nobody has seen this" in showing.painted(HIGH)[1]
    assert painted.cache_info().misses == asked + 2


def test_a_file_that_cannot_be_read_leaves_the_last_picture(tmp_path: Path) -> None:
    wall, path = followed(tmp_path)
    wall.look()
    good = wall.showing.now
    path.write_text("cxw: [")
    wall.look()
    assert wall.showing.now == good
    other = FollowedWall(tmp_path / "none.yaml", DARK, Showing(WallLook(), ShownWall()))
    other.look()
    assert other.showing.now.page.headline == WAITING


# in a run


class Elsewhere:
    """A wall elsewhere whose remote is pressed each time that the screen has been drawn."""

    def __init__(self, words: list[str]) -> None:
        self.words, self.dark, self.refused = words, list[bool](), list[str]()
        self.press: Any = None

    def steps(self, press: Any) -> None:
        self.press = press

    def untaken(self, word: str) -> None:
        self.refused.append(word)

    def darkens(self, dark: bool) -> None:
        self.dark.append(dark)
        for word in self.words.pop(0).split() if self.words else ():
            self.press(word)


SOON = 1_000
"""Times that a screen may stand still until what a remote sent has come to it."""


def walled(keys: dict[str, str], *words: str) -> tuple[str, list[bool]]:
    """What a wall ends with where a remote elsewhere is pressed, and how dark it was."""
    there = Elsewhere([*words])

    def act(room: Room) -> str:
        room.remote(there)
        return room.show(Wall("weights", "first shown", lambda width, height: "A screen", keys=keys))

    return played(act, waits=SOON), there.dark


def test_a_remote_at_the_browser_steps_the_run() -> None:
    assert walled({NEXT: "Next", BACK: "Back"}, "next")[0] == NEXT
    assert walled({NEXT: "Next", BACK: "Back"}, "back")[0] == BACK


def test_a_remote_at_the_browser_cannot_reveal() -> None:
    """As at this terminal: what it sends is never Enter, a letter or anything else."""
    out, _ = walled({REVEAL: "Reveal", NEXT: "Next"}, "reveal enter r \r q dark", "enter next", "next")
    assert out == NEXT


def test_the_wall_is_dark_while_the_run_is() -> None:
    out, dark = walled({NEXT: "Next"}, "dark", "next", "next")
    assert out == NEXT
    assert dark[:3] == [False, True, False]
    assert not any(dark[2:])


# played by itself


def test_an_archive_plays_each_wall_that_it_shows_in_order(tmp_path: Path) -> None:
    """Questions first, then the count of answers, then what was revealed: nothing before its reveal."""
    seen = played_again(folder("workshops") / "essay.yaml")
    steps = [wall.place.rsplit(" ", 1)[0] for wall in seen]
    order = list(dict.fromkeys(steps))
    for before, after in (
        ("weights first open", "weights first sealed"),
        ("weights first sealed", "weights first shown"),
        ("weights first shown", "grid first open"),
        ("grid first shown", "disagreement shown"),
        ("closing guess open", "closing coverage"),
    ):
        assert order.index(f"restaurants {before}") < order.index(f"restaurants {after}")
    counts = [w.page.under[0] for w in seen if w.place.startswith("restaurants weights first open")]
    assert list(dict.fromkeys(counts)) == [f"{n} of 11 taken in." for n in range(12)]
    assert seen[-1].page.headline.startswith("This is the end")


def played_again(file: Path) -> list[ShownWall]:
    """Every wall that a browser would be given of an archive."""
    seen: list[ShownWall] = []

    class Kept(Showing):
        def show(self, wall: ShownWall) -> None:
            seen.append(wall)
            super().show(wall)

    archive = load(file)
    play_in_browser(archive, file.parent, ReadingRoom(Kept(WallLook(), ShownWall()), 0.0), DARK)
    return seen


def test_the_demo_shows_its_wall_in_a_browser_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXW_DEMO_SPEED", "0")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    done = CliRunner().invoke(app, ["demo", "--browser", "--to", str(tmp_path / "d")])
    assert done.exit_code == 0, done.output
    assert "Open this in a browser on this computer" in done.output


def begun(folder: Path, seen: ScreenView | None = None) -> BrowserOfTheRun:
    """A run's browser wall as if it were served, before the run has shown anything."""
    path = folder / "day.yaml"
    if not path.exists():
        create(path, whole_day())
    day = Day(file=Memory(whole_day()), desk=None, now=None, seen=seen)  # type: ignore[arg-type]
    made = BrowserOfTheRun(path, day, DARK)
    made.showing = Showing(WallLook(), ShownWall())
    made.again()
    return made


def test_a_run_begun_again_leaves_on_the_wall_what_stood_there_last(tmp_path: Path) -> None:
    runs = a_run(tmp_path), begun(tmp_path, ScreenView("clinics", "weights", "first open")), begun(tmp_path)
    before, after, new = [run.showing.now for run in runs if run.showing is not None]
    assert after == before != new


def a_run(folder: Path) -> BrowserOfTheRun:
    """The same at the open points."""
    made = begun(folder)
    made.point(ScreenView("clinics", "weights", "first open"))
    return made


def test_the_wall_is_dark_by_its_remote_while_slips_are_typed_and_light_at_the_next_key(
    tmp_path: Path,
) -> None:
    run, pressed = a_run(tmp_path), list[str]()
    assert run.showing is not None
    run.steps(pressed.append)
    run.untaken("next")
    dark = [(run.showing.now.dark, [*pressed])]
    run.untaken("dark")
    run.again()  # an answer came in
    dark.append((run.showing.now.dark, [*pressed]))
    for _ in range(2):
        run.press("next")
        dark.append((run.showing.now.dark, [*pressed]))
    uncovered = (False, list[str]())
    assert dark == [(False, []), (True, []), uncovered, (False, ["next"])], "the first key only uncovers"


def test_a_covered_wall_is_light_again_at_the_next_step_but_not_where_the_run_is_dark(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    assert run.showing is not None
    run.untaken("dark")
    run.point(ScreenView("clinics", "weights", "first sealed"))
    assert not run.showing.now.dark
    run.darkens(True)
    run.point(ScreenView("clinics", "weights", "first shown"))
    assert run.showing.now.dark


def test_a_screen_on_which_something_is_typed_takes_no_remote_and_says_so() -> None:
    """What is typed is kept letter by letter; the remote of the wall adds none."""
    elsewhere = Elsewhere(["dark next"])

    def act(room: Room) -> str:
        room.remote(elsewhere)
        return room.line("Who?")

    assert played(act, "A", "b", "\r") == "Ab"
    assert elsewhere.refused == ["dark", "next"]
