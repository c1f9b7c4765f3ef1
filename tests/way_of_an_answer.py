"""The way of one answer: which functions of ours run between the last Enter and the rename on disk.

    python tests/way_of_an_answer.py

A slip of a first round of points is typed at the paper desk of a day whose file lies on a disk, and the screen
is drawn after each key, as it is in the room; every function
of cxw that is entered until the file takes its place there is named once, in the order in which it is entered;
comprehensions and lambdas belong to the function they stand in.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, cast

from desks import Clock
from sources import CXW

from cxw.day import rounds
from cxw.keyboard.canvas import Size
from cxw.keyboard.keys import Key
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.slips_pane import SlipsPane
from cxw.keyboard.taking import Taking
from cxw.model import Company, Need, Participant, Segment, Session
from cxw.sessionfile import OpenFile, create
from cxw.workshop.ballots import PointsBallot
from cxw.workshop.day import Day


def session() -> Session:
    """Four people, three needs, points open."""
    needs = [Need(id=id, text=id.title()) for id in ("price", "speed", "care")]
    people = [
        ("oyvind", "Øyvind Müller"),
        ("barbel", "Bärbel Groß"),
        ("ana", "Ana Lima"),
        ("per", "Per Lund"),
    ]
    made = Session(
        cxw=1,
        title="Kassensysteme",
        company=Company(id="us", name="Wir"),
        participants=[Participant(id=id, name=name, function="Sales") for id, name in people],
        segments=[Segment(id="all", name="Alle", needs=needs, chosen=["price", "speed", "care"])],
    )
    rounds.open_weights(made.segments[0], "first", dt.datetime(2026, 3, 2, 9, 30))
    return made


class Way:
    """The functions of ours that are entered, each once, until the file is in its place."""

    def __init__(self) -> None:
        self.entered: dict[CodeType, None] = {}

    def called(self, frame: FrameType, event: str, arg: Any) -> None:
        """One event of the interpreter."""
        code = frame.f_code
        if (
            event == "call"
            and not code.co_name.startswith("<")
            and Path(code.co_filename).is_relative_to(CXW)
        ):
            self.entered.setdefault(code)
        elif event == "c_call" and arg in (os.replace, os.rename):
            sys.setprofile(None)

    def lines(self) -> Iterator[str]:
        """Module and name, in order."""
        for code in self.entered:
            yield f"{Path(code.co_filename).relative_to(CXW)}  {name_of(code)}"


def name_of(code: CodeType) -> str:
    """The function with its class, where the interpreter knows it."""
    return getattr(code, "co_qualname", code.co_name)


def way(folder: Path) -> Way:
    """A slip typed at the desk of a day whose file lies in this folder."""
    path = folder / "kassensysteme.yaml"
    create(path, session())
    found = Way()
    with OpenFile(path) as file:
        day = Day(file=file, desk=cast(Any, None), now=Clock())
        paper = SlipStack(PointsBallot(day, "all"), masked=False)
        taking, pane = Taking(paper), SlipsPane(paper, lambda: 0.0)
        for letter in "bär 50 30 20":
            paper.press(Key(letter, letter), 0.0)
            pane.draw(Size(80, 24))
        paper.press(Key("enter"), 0.0)
        sys.setprofile(found.called)
        taking.work()
        sys.setprofile(None)
        assert file.session.segments[0].rounds[0].answers
    return found


def main() -> None:
    """Print them."""
    with tempfile.TemporaryDirectory() as folder:
        found = way(Path(folder))
    print(*found.lines(), sep="\n")
    print(f"{len(found.entered)} functions")


if __name__ == "__main__":
    main()
