"""Files that a command was still writing when it was killed: what they are called, and when they go.

The name holds the process and a word for its machine, so that nobody's file is taken away while it is
written.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from cxw.sessionfile.platform import FilePlatform

A_DAY = 86_400
"""Seconds after which nobody still writes a file, on whatever machine."""

_NAME = re.compile(r"\.(?P<process>\d{1,10})(?:-(?P<machine>[0-9a-f]{4}))?\.new\Z")


def name_while_writing(path: Path, platform: FilePlatform) -> Path:
    """What a file is called while this process writes it."""
    return path.with_name(f".{path.name}.{platform.process()}-{_machine(platform)}.new")


def remove_leftovers(path: Path, platform: FilePlatform, *, locked: bool = False) -> None:
    """Take away what dead processes left half written of a session and of the files beside it.

    `locked` says that the session's lock is held: `.NAME.new` is written under it and by nobody else.
    """
    for found in _left(path, platform, locked):
        with contextlib.suppress(OSError):  # it is in nobody's way: the day goes on
            platform.remove(found)


def remove_door(path: Path, platform: FilePlatform) -> None:
    """Take away the door of a file that had this name before: its phones are other people's now."""
    with contextlib.suppress(OSError):
        platform.remove(path.with_suffix(".door"))


def _left(path: Path, platform: FilePlatform, locked: bool) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for found in list(path.parent.glob(f".{glob.escape(path.stem)}*.new")):
            under_the_lock = found.name == f".{path.name}.new"
            if (under_the_lock and locked) or (_ours(found, path) and _dead(found, platform)):
                yield found


def _ours(found: Path, path: Path) -> bool:
    """Whether this is of the session, its copies or its view, and not of `clinics` beside `clinic`."""
    return found.name.startswith((f".{path.stem}.", f".{path.stem}-shared.", f".{path.name}."))


def _dead(found: Path, platform: FilePlatform) -> bool:
    name = _NAME.search(found.name)
    if name is None:
        return False
    if name["machine"] in (None, _machine(platform)) and not platform.lives(int(name["process"])):
        return True
    return platform.age(found) > A_DAY


def _machine(platform: FilePlatform) -> str:
    return hashlib.sha256(platform.host().encode()).hexdigest()[:4]
