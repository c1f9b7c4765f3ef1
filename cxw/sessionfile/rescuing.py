"""A day that could not be saved where it belongs, put where it can be: whole, private, over nothing."""

from __future__ import annotations

from pathlib import Path

from cxw.errors import CxwError, SaveError
from cxw.sessionfile.disk import keep_copy
from cxw.sessionfile.forgetting import folders_for_unsaved
from cxw.sessionfile.openfile import OpenFile
from cxw.sessionfile.writing import dumps, head_for
from cxw.text.phrases import say

UNSAVED = "unsaved"


def rescued(file: OpenFile) -> Path:
    """Write all that is in memory to NAME.unsaved.yaml, beside the session or wherever a disk takes it.

    SaveError with the first reason where no disk does.
    """
    data = dumps(file.session, head_for(file.session)).encode()
    first: CxwError | None = None
    for folder in folders_for_unsaved(file.path):
        try:
            return keep_copy(folder / file.path.name, data, UNSAVED, file.platform)
        except (CxwError, OSError) as why:
            first = first or SaveError(str(why))
    raise first or SaveError(say("{name} was not saved", name=file.path.name))
