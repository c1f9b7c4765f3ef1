"""Templates compiled once: their code is kept in the user's own cache folder, under what it was made from.

The name of a file is a checksum of the template's source, of the room it was compiled for, and of the
programs that compiled it, so that a changed template is never met by older code. Code that is read here is
run, so the folder and the file must be the user's own and closed to everybody else; otherwise nothing is
read, and nothing is said: the template is compiled as if there were no folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from jinja2 import BytecodeCache, Environment, compiler  # noqa: TID251 the room of the text
from jinja2.bccache import Bucket  # noqa: TID251 as above

from cxw import __version__

KEPT = 24
"""Files in the folder: all templates of ours, and of a few people's own; the oldest go first."""
ENDING = ".code"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_DIGEST = hashlib.sha256().digest_size


def keep_code_of(room: Environment) -> Environment:
    """The same room, whose templates are compiled once on this computer; its filters must be in it by now."""
    room.bytecode_cache = _Kept(cache_folder(), _made_by(room))
    return room


def cache_folder() -> Path | None:
    """Where this user's programs keep what they can make again; None where no such place is known."""
    if sys.platform == "win32":
        at = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        at = os.path.expanduser("~/Library/Caches")  # noqa: PTH111  Path.home() raises where there is no home
    else:
        at = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(at):  # noqa: PTH117  as above
            at = os.path.expanduser("~/.cache")  # noqa: PTH111  as above
    return Path(at) / "cxw" / "templates" if os.path.isabs(at) else None  # noqa: PTH117  as above


def _made_by(room: Environment) -> bytes:
    """All that a template's code hangs on besides its source: words that stand fast are filtered in it."""
    options = (
        room.trim_blocks,
        room.lstrip_blocks,
        room.keep_trailing_newline,
        room.autoescape,
        room.optimized,
        room.sandboxed,
        room.undefined.__qualname__,
    )
    made = [__version__, sys.version, str(options), _told(compiler.generate)]
    if room.finalize:
        made.append(_told(room.finalize))
    made += [f"{name} {_told(way)}" for name, way in sorted(room.filters.items())]
    return "\n".join(made).encode()


def _told(way: Callable[..., object]) -> str:
    """What tells one version of a function from another: its name, and its file's time and size."""
    file = getattr(sys.modules.get(getattr(way, "__module__", "")), "__file__", None)
    name = getattr(way, "__qualname__", repr(way))
    if file is None:
        return name
    with contextlib.suppress(OSError):
        found = os.stat(file)  # noqa: PTH116  a hundred of them, before anything is made
        return f"{name} {found.st_mtime_ns} {found.st_size}"
    return name


class _Kept(BytecodeCache):
    """Reads and writes the code of templates; what cannot be read or written is as if it were not there."""

    def __init__(self, folder: Path | None, made_by: bytes) -> None:
        self._folder = folder
        self._made_by = made_by

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What stands for a template of this name, in this file."""
        return f"{name}\n{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into the bucket, if there is code that nobody else can have written."""
        path = self._path(bucket)
        if path is None or not _own_folder(path.parent):
            return
        whole = _own_file(path)
        if hashlib.sha256(whole[_DIGEST:]).digest() == whole[:_DIGEST]:
            bucket.bytecode_from_string(whole[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for the next time."""
        path = self._path(bucket)
        if path is None:
            return
        with contextlib.suppress(OSError):
            for folder in (path.parents[2], path.parents[1], path.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _own_folder(path.parent):
                code = bucket.bytecode_to_string()
                _write(path, hashlib.sha256(code).digest() + code)
                _clear(path.parent)

    def _path(self, bucket: Bucket) -> Path | None:
        if self._folder is None:
            return None
        told = f"{bucket.key}\n{bucket.checksum}".encode()
        return self._folder / (hashlib.sha256(self._made_by + b"\n" + told).hexdigest() + ENDING)


def _own_folder(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and _only_ours(found)


def _only_ours(found: os.stat_result) -> bool:
    """Whether the file is this user's and nobody else may write it; on Windows the folder's place says so."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _own_file(path: Path) -> bytes:
    """What is in a file of ours; nothing where it is not there, a link, or another's."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        return file.read() if stat.S_ISREG(found.st_mode) and _only_ours(found) else b""


def _write(path: Path, whole: bytes) -> None:
    """The file at once with all that belongs in it: another cxw may read at this moment."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clear(folder: Path) -> None:
    """Take away what is oldest, and what a kill left half made."""
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)
