"""Where a run serves its browser wall: port and path stay over a restart, so it goes on by itself."""

from __future__ import annotations

import contextlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cxw.sessionfile import PRIVATE, FilePlatform, name_while_writing, patiently, this_platform

HERE = "127.0.0.1"
"""This computer alone: nobody in the room's network reaches it."""
LONG = 24
"""Bytes of the path that nobody guesses."""


@dataclass(frozen=True)
class WallAddress:
    """A port of this computer and a path; 0 is any port that is free."""

    port: int = 0
    path: str = field(default_factory=lambda: secrets.token_urlsafe(LONG))

    @property
    def url(self) -> str:
        """What the browser opens."""
        return f"http://{HERE}:{self.port}/{self.path}/"


def wall_file(path: Path) -> Path:
    """Where a run keeps it: beside the session, it holds no answers."""
    return path.with_suffix(".wall")


def known_address(path: Path) -> WallAddress:
    """The address as it was kept; a new one where there is none, or none that can be read."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        found = json.loads(wall_file(path).read_text(encoding="utf-8"))
        kept = WallAddress(int(str(found["port"])), str(found["path"]))
        if (
            0 < kept.port < 65536
            and len(kept.path) >= LONG
            and kept.path.replace("-", "").replace("_", "").isalnum()
        ):
            return kept
    return WallAddress()


def keep_address(path: Path, address: WallAddress, platform: FilePlatform | None = None) -> None:
    """Keep it for its owner alone; where the disk refuses, a restart opens the browser anew."""
    disk = platform or this_platform()
    target = wall_file(path)
    beside = name_while_writing(target, disk)
    try:
        disk.write(beside, (json.dumps(asdict(address)) + "\n").encode(), PRIVATE)
        patiently(disk, lambda: disk.replace(beside, target))
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(beside)
