"""The session file: read with every problem at its line, written so that no answer is ever lost.

`load` and `check` read, `OpenFile` is the one writer, `create` makes a new file, `schema` describes it all.
"""

from cxw.day.rounds import seal
from cxw.sessionfile.disk import PRIVATE, patiently, too_long
from cxw.sessionfile.forgetting import put_in_place, remains, unsaved_elsewhere
from cxw.sessionfile.leftovers import swept, unfinished
from cxw.sessionfile.lock import Locked
from cxw.sessionfile.openfile import OpenFile, create
from cxw.sessionfile.platform import FilePlatform, Windows, this_platform
from cxw.sessionfile.reading import check, head, load, loads
from cxw.sessionfile.schema import schema
from cxw.sessionfile.sealing import reseal
from cxw.sessionfile.writing import HEAD, dumps

__all__ = [
    "HEAD",
    "PRIVATE",
    "FilePlatform",
    "Locked",
    "OpenFile",
    "Windows",
    "check",
    "create",
    "dumps",
    "head",
    "load",
    "loads",
    "patiently",
    "put_in_place",
    "remains",
    "reseal",
    "schema",
    "seal",
    "swept",
    "this_platform",
    "too_long",
    "unfinished",
    "unsaved_elsewhere",
]
