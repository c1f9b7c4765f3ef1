"""One value as YAML writes it: plain where every reader reads it the same, else in quotes."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from cxw.sessionfile.parsing import unquoted_value
from cxw.text.cleaning import clean

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=")
_IN_FLOW = re.compile(r"[,?\[\]{}]|:(?![A-Za-z0-9])")
_ELSEWHERE = re.compile(
    r"yes|no|on|off|true|false|null|nan|inf|~|<<|\.{3}.*"
    r"|[-+.]*[0-9][-+0-9_.,:a-fox]*|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
"""What some YAML reader takes for something else than text."""


def scalar(value: Any, flow: bool) -> str:
    """A text, number, day, time, true or false; `flow` inside brackets, where a comma would end it."""
    if isinstance(value, str):
        return yaml_text(value, flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value)


@lru_cache(maxsize=16384)
def yaml_text(words: str, flow: bool) -> str:
    """Words as one line of YAML."""
    words = storable_text(words)
    if "\n" in words:
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if _stands_alone(words) and not (flow and _IN_FLOW.search(words)):
        return words
    return "'" + words.replace("'", "''") + "'"


def _stands_alone(words: str) -> bool:
    if not words or words[0] in _INDICATORS or words != words.strip():
        return False
    if ": " in words or " #" in words or words.endswith(":"):
        return False
    return not _ELSEWHERE.fullmatch(words) and isinstance(unquoted_value(words), str)


def storable_text(words: str) -> str:
    """The words as a file keeps them: whatever a screen or a file cannot hold is gone."""
    if words.isascii() and words.isprintable():
        return words
    return clean(words)[0]


def block_text(words: str) -> list[str] | None:
    """The lines of a | block, its header first, or None where a text cannot stand in one exactly."""
    words = storable_text(words)
    lines = words.split("\n")
    if len(lines) < 2 or not lines[0] or lines[0][0] == " ":
        return None
    if any(line and not line.strip(" ") for line in lines):
        return None
    body = words.rstrip("\n")
    ends = len(words) - len(body)
    sign = {0: "-", 1: ""}.get(ends, "+")
    return ["|" + sign, *(lines[:-1] if ends else lines)]
