"""Bytes that reach the disk whole or not at all.

Written beside the file, read back and compared, flushed, renamed over it, the folder flushed too. Whatever
moment a process dies at, the file is the old one or the new one. What a fault says is about the disk only:
what to do about it is said by whoever knows what was being done.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cxw.errors import CxwError, SaveError
from cxw.sessionfile.leftovers import name_while_writing
from cxw.sessionfile.parsing import MOST_BYTES
from cxw.sessionfile.platform import FilePlatform
from cxw.text.phrases import say

T = TypeVar("T")

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Between the six tries of a rename that a virus scanner or a sync client may refuse."""

BESIDE = ".9999999-ffff.new"
"""A file that is being written has this much more in its name."""

PRIVATE = 0o600
"""The mode of a session and of what cxw keeps beside it: its owner reads and writes it, nobody else."""
OTHERS = 0o077
"""What a mode says of everybody but the owner."""


class Changed(Exception):
    """The file is not what it was when it was read; nothing was written."""

    def __init__(self, found: bytes) -> None:
        self.found = found
        super().__init__()


@dataclass(frozen=True)
class WriteOutcome:
    """What there is to say of bytes that stand in their place."""

    anew: bool = False
    """whether the file was gone and is there again"""
    closed: bool = False
    """whether others could read the file and no longer can"""
    unsure: str = ""
    """why the disk did not confirm the name: after a power cut the file may be the earlier one"""


def contents(path: Path, platform: FilePlatform) -> bytes:
    """The bytes of a session file; CxwError in one sentence where there is none to read."""
    try:
        if path.is_dir():
            raise CxwError(say("{path} is a folder: name the session file in it", path=path))
        if path.exists() and not path.is_file():
            raise CxwError(say("{path} is not a file: name a session file", path=path))
        return patiently(platform, lambda: platform.read(path, MOST_BYTES + 1))
    except FileNotFoundError:
        if why := too_long(path, platform):
            raise CxwError(say(UNREADABLE, name=path.name, why=why)) from None
        raise CxwError(say("there is no file {path}: `cxw new` makes one", path=path)) from None
    except OSError as fault:
        raise CxwError(say(UNREADABLE, name=path, why=disk_reason(fault))) from None


def replaced(
    path: Path, data: bytes, expected: Collection[bytes], platform: FilePlatform, *, private: bool = True
) -> WriteOutcome:
    """Put these bytes in the place of a file; nobody but its owner reads it then, unless it is not private.

    Changed when what stands there is none of what was expected. SaveError in one sentence when the disk
    refuses; the file is then as it was.
    """
    beside = path.with_name(f".{path.name}.new")
    was = _mode(path)
    try:
        _written(beside, data, PRIVATE if private else was, platform)
        now = _now(path, platform)
        if now is not None and now not in expected:
            raise Changed(now)
        patiently(platform, lambda: platform.replace(beside, path))
    except OSError as fault:
        raise SaveError(_sentence(path, fault, platform)) from None
    finally:
        _without(beside, platform)
    return WriteOutcome(now is None, _closed(path, was), _unconfirmed(path.parent, platform))


def _closed(path: Path, was: int | None) -> bool:
    """Whether others could read a file and no longer can; never where the disk knows no modes."""
    return bool((was or 0) & OTHERS) and not (_mode(path) or 0) & OTHERS


def write_new(path: Path, data: bytes, platform: FilePlatform, mode: int | None = None) -> WriteOutcome:
    """Write a file that is not there yet; CxwError when it is, it is never overwritten."""
    beside = name_while_writing(path, platform)
    try:
        _written(beside, data, mode, platform)
        patiently(platform, lambda: platform.place(beside, path))
    except FileExistsError:
        raise CxwError(say(IS_THERE, path=path)) from None
    except OSError as fault:
        raise SaveError(_sentence(path, fault, platform)) from None
    finally:
        _without(beside, platform)
    return WriteOutcome(unsure=_unconfirmed(path.parent, platform))


def unconfirmed(name: str, written: WriteOutcome) -> str:
    """The sentence for a disk that did not confirm a name; empty when it did."""
    if not written.unsure:
        return ""
    return say(UNSURE, name=name, why=written.unsure)


def _unconfirmed(folder: Path, platform: FilePlatform) -> str:
    """Why a new name may not outlive a power cut; empty when the disk has confirmed it."""
    try:
        platform.flush_folder(folder)
    except OSError as fault:
        return disk_reason(fault)
    return ""


def keep_copy(path: Path, data: bytes, ending: str, platform: FilePlatform) -> Path:
    """Keep a copy under NAME.ending.yaml, numbered when there is another one; a copy is never overwritten."""
    number = 1
    while True:
        copy = path.with_name(f"{path.stem}.{ending}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not copy.exists():
            write_new(copy, data, platform, PRIVATE)
            return copy
        if _now(copy, platform) == data:
            return copy
        number += 1


def ends_as_our_own(path: Path) -> str:
    """Why no session can have this name: cxw writes a file of its own under it; empty where it can."""
    return say(OUR_OWN, name=path.name, ending=path.suffix) if path.suffix.lower() in BESIDE_A_SESSION else ""


def named_by_hand(path: Path) -> Path:
    """Where a name that was typed leads; SaveError in a sentence where it leads nowhere."""
    if why := ends_as_our_own(Path(path)):
        raise SaveError(why)
    try:
        target = Path(path).expanduser().resolve()
        there = target.parent.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise SaveError(say("{path} is no name for a file here: choose another", path=path)) from None
    if not there:
        raise SaveError(say("there is no folder {folder}: choose another", folder=target.parent))
    return target


def too_long(path: Path, platform: FilePlatform) -> str:
    """Why a name that is in order may be refused all the same; empty where its length is no matter.

    Asked only after a refusal: some of these computers are set up to take longer names.
    """
    length = len(str(path.absolute())) + len(BESIDE)
    if platform.longest_name is None or length <= platform.longest_name:
        return ""
    return say(TOO_LONG, length=length - len(BESIDE), most=platform.longest_name - len(BESIDE))


BESIDE_A_SESSION = (".lock", ".view", ".door", ".wall", ".new")
"""Endings of what cxw writes beside a session, and takes away again."""
OUR_OWN = "{name} cannot be a session: cxw gives the ending {ending} to files of its own; name it .yaml"
UNREADABLE = "{name} cannot be read: {why}"
IS_THERE = "{path} is there already and is not overwritten: choose another name"
UNSURE = "{name} is written, but its folder was not ({why}): a power cut now could undo that"
TOO_LONG = (
    "with its folders its name has {length} characters, and here at most {most} will do: "
    "take a folder further up, or a shorter name"
)
NOT_SAVED = "{name} was not saved: {why}"


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def _written(beside: Path, data: bytes, mode: int | None, platform: FilePlatform) -> None:
    patiently(platform, lambda: platform.write(beside, data, mode))
    if patiently(platform, lambda: platform.read(beside)) != data:
        raise OSError(errno.EIO, "what was read back is not what was written")


def _now(path: Path, platform: FilePlatform) -> bytes | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise IsADirectoryError(errno.EISDIR, "no file", str(path))
        return patiently(platform, lambda: platform.read(path))
    except FileNotFoundError:
        return None


def _without(beside: Path, platform: FilePlatform) -> None:
    try:
        platform.remove(beside)
    except OSError:
        return  # the folder itself may be gone; the sentence about that is already on its way


def patiently(platform: FilePlatform, act: Callable[[], T]) -> T:
    """Do it; where others may have a file open for a moment, wait for them, six tries in all."""
    for pause in PAUSES if platform.busy_files else ():
        try:
            return act()
        except PermissionError:
            platform.sleep(pause)
    return act()


_REASONS = {
    errno.ENOSPC: "the disk is full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "your share of the disk is full",
    errno.EACCES: "cxw may not write there",
    errno.EPERM: "cxw may not write there",
    errno.EROFS: "this disk can only be read",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk did not keep what was written",
    errno.ELOOP: "its link leads round in a circle",
    errno.ENOTDIR: "a file has the name of a folder there",
    errno.EISDIR: "something else has its name now, a folder perhaps",
    errno.EMFILE: "too many files are open on this computer",
    errno.ENFILE: "too many files are open on this computer",
    errno.EINTR: "the disk was interrupted",
}


def disk_reason(fault: OSError) -> str:
    """Why the disk refused, in a few words of the room."""
    if fault.errno in (errno.EACCES, errno.EPERM):
        if fault.filename:
            return say("you have no permission for it")
        return say(_REASONS[errno.EACCES])
    of_the_disk = os.strerror(fault.errno) if fault.errno else str(fault)
    return say(_REASONS.get(fault.errno or 0, of_the_disk.lower()))


def _sentence(path: Path, fault: OSError, platform: FilePlatform) -> str:
    if long := too_long(path, platform):
        why = long
    elif not path.parent.is_dir():
        why = say("the folder {folder} is gone", folder=path.parent)
    else:
        known = _REASONS.get(fault.errno or 0)
        why = say(known) if known else disk_reason(fault)
    return say(NOT_SAVED, name=path.name, why=why)
