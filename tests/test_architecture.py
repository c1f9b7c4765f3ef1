"""What docs/architecture.md says of adding a finding is done here, word for word, in a copy of the house."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from sources import CXW
from test_record import points, room

from cxw.day.rounds import seal
from cxw.sessionfile import dumps

ROOT = CXW.parent
STEP = re.compile(
    r"^In `(?P<file>cxw/[^`]+)`|, (?:and )?(?:at the end)|after `(?P<after>[^`]+)`:|```text\n(?P<code>.*?)```",
    re.MULTILINE | re.DOTALL,
)
"""A file, a place in it, and what is written there."""


def steps() -> list[tuple[str, str | None, str]]:
    """File, the text behind which something is written (None: the end), and what."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    told = page.split("## A finding more, step by step")[1].split("\n## ")[0]
    file = ""
    places: list[str] = []
    found: list[tuple[str, str | None, str]] = []
    for match in STEP.finditer(told):
        if match["file"]:
            file = match["file"]
        elif match["code"] is not None:
            found.append((file, places.pop(0), match["code"]))
        else:
            places.append(match["after"])
    return found


def written(text: str, after: str | None, code: str) -> str:
    if after is None:
        return text.rstrip("\n") + "\n" + code
    head, anchor, rest = text.partition(after)
    assert anchor, after
    return f"{head}{anchor}\n{code}{rest.removeprefix(chr(10))}"


def test_a_finding_is_added_by_the_steps_of_the_page(tmp_path: Path) -> None:
    shutil.copytree(CXW, tmp_path / "cxw")  # with what is compiled: only what is changed is compiled anew
    for folder in ("templates", "workshops"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    files = {file for file, _, _ in steps()}
    assert len(files) <= 4
    for file, after, code in steps():
        path = tmp_path / file
        path.write_text(written(path.read_text("utf-8"), after, code), "utf-8")
    session = room(
        {"ana": "Sales", "ben": "Sales", "cho": "Service"},
        points("first", "price help speed", {"ana": "60 0 40", "ben": "70 0 30", "cho": "20 0 80"}),
    )
    (segment,) = session.segments
    for round in segment.rounds:
        round.seal = seal(session, segment, round)
    (tmp_path / "day.yaml").write_text(dumps(session), "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "cxw", "report", "day.yaml", "--format", "md"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    (handout,) = tmp_path.glob("*.md")
    assert "None of the three of us who gave points gave “Help” a single one." in handout.read_text("utf-8")
