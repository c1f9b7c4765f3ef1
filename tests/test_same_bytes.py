"""The same file makes the same bytes in every format, time zone and locale, from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from often import LONG
from test_report import room

from cxw.sessionfile import create
from cxw.shipped import folder

SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "NO_COLOR": "1"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "LANG": "ja_JP.SJIS"},
)


def made(session: Path, to: Path, audience: str, where: Path, **env: str) -> dict[str, bytes]:
    """All files of a handout that a new interpreter makes in these surroundings, by name."""
    wanted = [f"--format={one}" for one in ("md", "html", "json", *(("pdf",) if LONG else ()))]
    wanted += ["--format=csv"] if audience == "facilitator" else []
    words = ["report", str(session), "--for", audience, "--to", str(to), "--yes", *wanted]
    done = subprocess.run(
        [sys.executable, "-m", "cxw", *words],
        cwd=where,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {str(path.relative_to(to)): path.read_bytes() for path in to.rglob("*") if path.is_file()}


def test_a_handout_hangs_on_its_file_alone(tmp_path: Path) -> None:
    """Nor on where the file lies: a copy elsewhere makes the same."""
    here, there = tmp_path / "day.yaml", tmp_path / "Übungen für Øre & Co" / "tag.yaml"
    there.parent.mkdir()
    create(here, room(people=6))
    there.write_bytes(here.read_bytes())
    first = made(here, tmp_path / "0", "facilitator", tmp_path, TZ="UTC", PYTHONHASHSEED="0")
    assert {Path(name).suffix for name in first} >= {".md", ".html", ".json", ".svg", ".csv"}
    assert made(there, tmp_path / "1", "facilitator", there.parent, **SURROUNDINGS[0]) == first


@pytest.mark.soak
@pytest.mark.parametrize("audience", ["room", "facilitator"])
@pytest.mark.parametrize("name", ["essay", "parcel-lockers"])
def test_a_workshop_makes_the_same_everywhere(name: str, audience: str, tmp_path: Path) -> None:
    session = folder("workshops") / f"{name}.yaml"
    first = made(session, tmp_path / "0", audience, folder("workshops"), TZ="UTC", PYTHONHASHSEED="0")
    for number, env in enumerate(SURROUNDINGS, 1):
        again = made(session, tmp_path / str(number), audience, tmp_path, **env)
        assert {*again} == {*first}
        assert [name for name in first if first[name] != again[name]] == []
