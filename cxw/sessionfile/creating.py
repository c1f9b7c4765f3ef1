"""A session file that is made: over nothing, and never one that could not be read again."""

from __future__ import annotations

from pathlib import Path

from cxw.errors import CxwError, FaultyFile, SaveError, more_than_remarks
from cxw.model import Session
from cxw.sessionfile import outcomes
from cxw.sessionfile.disk import NOT_SAVED, PRIVATE, ends_as_our_own, too_long, unconfirmed, write_new
from cxw.sessionfile.leftovers import remove_door, remove_leftovers
from cxw.sessionfile.platform import FilePlatform, this_platform
from cxw.sessionfile.reading import read_text
from cxw.sessionfile.writing import dumps, head_for
from cxw.text.phrases import Said, say


def create(
    path: Path, session: Session, head: str | None = None, platform: FilePlatform | None = None
) -> str:
    """Write a new session file; CxwError when the name is taken, nothing is ever overwritten.

    FaultyFile when the session would not be in order as a file: nothing is written that cannot be read. The
    sentence says what is to be known of the file that was made; empty when nothing is. `head`: a comment at
    its head, the usual one where none is given.
    """
    path = Path(path)
    platform = platform or this_platform()
    if why := _no_place(path, platform):
        raise CxwError(why)
    text = dumps(session, head_for(session) if head is None else head)
    if wrong := more_than_remarks(read_text(text, str(path)).problems()):
        raise FaultyFile(wrong)
    remove_leftovers(path, platform)
    try:
        mode = None if session.shared else PRIVATE
        told = unconfirmed(path.name, write_new(path, text.encode(), platform, mode))
    except SaveError as fault:
        said = fault.args[0]
        reason = said.blanks["why"] if isinstance(said, Said) and said.english == NOT_SAVED else said
        raise CxwError(say(outcomes.NOT_MADE, name=path.name, why=reason)) from None
    remove_door(path, platform)
    return told


def _no_place(path: Path, platform: FilePlatform) -> str:
    """Why no session can be made under this name, before anything is tried; empty where one can."""
    if path.parent.is_dir():
        return ends_as_our_own(path)
    if why := too_long(path, platform):
        return say("{name} cannot be made: {why}", name=path.name, why=why)
    return say("there is no folder {folder}: make it first, or choose another", folder=path.parent)
