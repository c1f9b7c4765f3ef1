"""The session file: read with every problem at its line, written so that no answer is ever lost.

`load` and `problems_of` read, `OpenFile` is the one writer, `create` makes one, `json_schema` describes it.
"""

from cxw.day.rounds import seal
from cxw.sessionfile.creating import create
from cxw.sessionfile.disk import PRIVATE, patiently, too_long
from cxw.sessionfile.forgetting import put_in_place, remains, unsaved_elsewhere
from cxw.sessionfile.leftovers import name_while_writing, remove_leftovers
from cxw.sessionfile.lock import Locked
from cxw.sessionfile.openfile import OpenFile
from cxw.sessionfile.platform import FilePlatform, Windows, this_platform
from cxw.sessionfile.reading import head, lines_of, load, loads, problems_of
from cxw.sessionfile.schema import json_schema
from cxw.sessionfile.sealing import reseal
from cxw.sessionfile.writing import HEAD, dumps

__all__ = [
    "HEAD",
    "PRIVATE",
    "FilePlatform",
    "Locked",
    "OpenFile",
    "Windows",
    "create",
    "dumps",
    "head",
    "json_schema",
    "lines_of",
    "load",
    "loads",
    "name_while_writing",
    "patiently",
    "problems_of",
    "put_in_place",
    "remains",
    "remove_leftovers",
    "reseal",
    "seal",
    "this_platform",
    "too_long",
    "unsaved_elsewhere",
]
