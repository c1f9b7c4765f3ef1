"""The handout's files: their names, their checksums, and what may be overwritten."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cxw.errors import CxwError
from cxw.findings.types import Audience
from cxw.handout.sealed_png import png_untouched
from cxw.model import Session
from cxw.sessionfile import (
    PRIVATE,
    FilePlatform,
    name_while_writing,
    patiently,
    remove_leftovers,
    this_platform,
)
from cxw.sessionfile.disk import disk_reason
from cxw.text.phrases import say

CANNOT_BE_WRITTEN = "{path} cannot be written: {why}. Name another folder."
OPEN_ELSEWHERE = "{path} cannot be written: {why}. Close it if it is open elsewhere, or name another folder."
NAMES = {"room": "room", "facilitator": "PRIVATE facilitator"}
WORKINGS = {"room": "workings", "facilitator": "PRIVATE workings"}
NEW_SHEETS = "new sheets"
"""Of readers whose texts were dealt again."""
FOLDER = "PRIVATE"
"""The folder of the facilitator's handouts."""
LONGEST = 120
"""Bytes of a title in a file name: with what follows it any file system takes it."""
_SEAL = re.compile(
    rb"\n<!-- cxw (?:(room|facilitator) )?sha256:([0-9a-f]{64})(?: of [0-9a-f]+)?(?: [a-z]+)? -->\n?\Z"
)
_ANY_SEAL = re.compile(
    r"^[ \t]*<!(?:--|–|—)[ \t]*cxw (room|facilitator) sha256:([0-9a-f]{64})(?: of ([0-9a-f]+))?(?: ([a-z]+))?"
    r"[ \t]*(?:--|–|—)>[ \t]*$",
    re.MULTILINE,
)
"""The same line wherever an editor left it, and as a word processor writes its hyphens."""
_JSON = re.compile(rb',\n"checksum": "sha256:([0-9a-f]{64})"\n}\n?\Z')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$| )", re.IGNORECASE)


def stem(title: str, audience: Audience, *, workings: bool = False) -> str:
    """`TITLE - room`, or `TITLE - PRIVATE facilitator`; `TITLE - workings` and `TITLE - PRIVATE workings`."""
    return file_title(title, (WORKINGS if workings else NAMES)[audience])


def room_handout_exists(title: str, folder: Path) -> bool:
    """Whether a handout for the room lies in a folder."""
    begin = stem(title, "room")
    return any(path.name.startswith(begin) for path in folder.glob("*"))


def file_title(title: str, what: str) -> str:
    """`TITLE - WHAT`, with a dash for each character that some computer refuses in a name."""
    safe = " ".join(re.sub(r'[/\\:*?"<>|]', "-", title).split())
    safe = "".join(c for c in safe if unicodedata.category(c)[0] != "C" or c == "\u200d")
    safe = safe.encode()[:LONGEST].decode(errors="ignore").strip(" .") or "Workshop"
    if _DEVICES.match(safe):
        safe = f"-{safe}"
    return f"{safe} - {what}"


def sealed_text(text: str, audience: Audience, of: str = "") -> bytes:
    """A text with its checksum in a comment at its end, by which an edit is known later."""
    body = text.rstrip("\n").encode() + b"\n"
    of_it = f" of {of}" if of else ""
    seal = f"\n<!-- cxw {audience} sha256:{hashlib.sha256(body).hexdigest()}{of_it} -->\n"
    return body + seal.encode()


def session_mark(session: Session) -> str:
    """A few digits that tell one session's texts from another's, and nothing else; they stay all day."""
    told = [session.company.id, session.seed if session.seed is not None else session.title]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def sealed_json(text: str) -> bytes:
    """A JSON object with its checksum as the last key."""
    body = text.rstrip().removesuffix("}").rstrip().encode()
    return body + f',\n"checksum": "sha256:{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()


class Seal(NamedTuple):
    """What the line at the end of a text says of it."""

    audience: Audience
    session: str
    """Of which session the text is; empty in texts that do not say so."""
    whole: bool
    """Whether the text is still as cxw wrote it."""
    sheet: str = ""
    """Which page it is where that is not the handout: `workings`, `guide`, `questions` or `frontline`."""


def unsealed(text: str) -> tuple[str, tuple[Seal, ...]]:
    """A text without such lines, wherever they stand, and what they say."""
    body = _ANY_SEAL.sub("", text).rstrip() + "\n"
    digest = hashlib.sha256(body.encode(errors="replace")).hexdigest()
    seals = (found.groups() for found in _ANY_SEAL.finditer(text))
    return body, tuple(
        Seal("room" if whose == "room" else "facilitator", of or "", told == digest, sheet or "")
        for whose, told, of, sheet in seals
    )


def file_untouched(path: Path) -> bool:
    """Whether the file is as cxw wrote it; one without a checksum of its own counts as edited."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    if path.suffix == ".pdf":
        from cxw.handout.pages.paper import pdf_untouched

        return pdf_untouched(data)
    if path.suffix == ".png":
        return png_untouched(data)
    found = (_JSON if path.suffix == ".json" else _SEAL).search(data)
    if found is None:
        return False
    return hashlib.sha256(data[: found.start()]).hexdigest().encode() == found.groups()[-1]


def free_path(path: Path, untouched: Callable[[Path], bool] = file_untouched) -> Path:
    """The path itself, or with the first number under which nothing edited lies."""
    number, found = 1, path
    while found.exists() and not (found.is_file() and untouched(found)):
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found


def private_folder(folder: Path) -> Path:
    """Where the facilitator's own go: a folder by itself, so that they are not sent with the rest."""
    return folder if folder.name == FOLDER else folder / FOLDER


def write_whole(
    path: Path, data: bytes, platform: FilePlatform | None = None, *, private: bool = True
) -> Path:
    """Write a file whole or not at all; nobody but its owner reads it, unless it is not private."""
    disk = platform or this_platform()
    short = path.with_name(path.name[:60])
    beside = name_while_writing(short, disk)
    try:
        _made(path.parent)
        remove_leftovers(short, disk)
        if private:
            beside.touch(mode=PRIVATE)
        beside.write_bytes(data)
        patiently(disk, lambda: disk.replace(beside, path))
    except OSError as fault:
        with suppress(OSError):
            disk.remove(beside)
        said = OPEN_ELSEWHERE if path.exists() else CANNOT_BE_WRITTEN
        raise CxwError(say(said, path=path, why=disk_reason(fault))) from fault
    return path


def _made(folder: Path) -> None:
    """Make a folder and those it lies in; a private one is its owner's alone, with all in it."""
    if not folder.exists() and not folder.parent.exists():
        _made(folder.parent)
    private = FOLDER in (folder.name, folder.parent.name)
    folder.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
