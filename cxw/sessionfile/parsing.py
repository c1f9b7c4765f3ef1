"""YAML text made into values that know their lines, bounded before anything is built.

The parser's events are read one by one and counted; the first that is too deep, an alias, an anchor or a tag
ends the reading. So a file of 150,000 brackets costs no more than its first twenty.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import yaml  # noqa: TID251  this room reads and writes YAML

from cxw.sessionfile.tree import LinedList, LinedMapping
from cxw.text.cleaning import clean

MOST_BYTES = 32 * 1024 * 1024
MOST_VALUES = 2_000_000
DEEPEST = 20

FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}")
_STARTS = frozenset("+-.0123456789tfn~")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

_BRACE = "a { opened here is not closed, or a comma or quote is missing in it: {a: 1, b: 2}"
_BRACKET = "a [ opened here is not closed, or a comma or quote is missing in it: [a, b]"
_PARSER_SAYS = (
    (
        "mapping values are not allowed",
        "a colon stands where none can: put the text with the colon in quotes",
    ),
    ("could not find expected ':'", "a key begins here without its colon: write `key: value`"),
    ("did not find expected key", "the indent or a quote is off: keys of one record stand under each other"),
    (
        "did not find expected '-' indicator",
        "the indent is off: each - of a list stands under the one before",
    ),
    ("expected ',' or '}'", _BRACE),
    ("expected ',' or ']'", _BRACKET),
    ("unexpected end of stream", "a quote is opened here and never closed"),
    ("tab", "a tab stands at the beginning of a line: indent with spaces"),
    (
        "cannot start any token",
        "text cannot begin like this: put it in quotes, and indent with spaces, not tabs",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin in this place: put each - on its own line",
    ),
    ("unknown escape character", "a backslash stands in double quotes: use single quotes instead"),
)
_PARSER_ELSE = (
    "this cannot be read as YAML: look for a quote, bracket or colon that is missing here or just above"
)


_NOWHERE = (sys.maxsize, sys.maxsize)


class Unreadable(Exception):
    """The text is no session file at all: one line, one sentence."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text = line, text
        super().__init__(text)


Say: TypeAlias = Callable[[int, str, bool], None]
"""Takes the line, the sentence, and whether it is only a warning."""


def readable_text(text: str, say: Say) -> str:
    """Take out what no YAML reader accepts; each line concerned is said once."""
    text = _ODD_LINE_END.sub(" ", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not _UNREADABLE.search(text):
        return text
    for number, line in enumerate(text.split("\n"), 1):
        if bad := _UNREADABLE.findall(line):
            _, names = clean("".join(bad))
            say(number, f"{_and(names)} was taken out; look at this line once", True)
    return _UNREADABLE.sub("", text)


def head_of(text: str) -> str:
    """The comment block at the head of the file, word for word; empty without one."""
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line)
    head = "".join(lines)
    return head if "#" in head else ""


def tree_of(text: str, say: Say, loader: Any = FAST) -> tuple[Any, list[int]]:
    """The values of a YAML text, and the lines of its comments outside the head; Unreadable if it is none."""
    remarks = [found.start() for found in _REMARK.finditer(text, len(head_of(text)))]
    reader = loader(text)
    try:
        builder = _Builder(reader, say, spans=[] if remarks else None)
        return builder.document(), builder.lines_of(remarks, text)
    except yaml.YAMLError as fault:
        raise _in_our_words(fault, text) from None
    finally:
        reader.dispose()


def _in_our_words(fault: yaml.YAMLError, text: str) -> Unreadable:
    said = str(getattr(fault, "problem", None) or fault)
    words = next((ours for theirs, ours in _PARSER_SAYS if theirs in said), _PARSER_ELSE)
    marks = [getattr(fault, name, None) for name in ("problem_mark", "context_mark")]
    if " here " in words:
        marks.reverse()  # where it began says more than where the parser gave up
    line = next((mark.line + 1 for mark in marks if mark), 1)
    return Unreadable(min(line, text.count("\n") + 1), words)


class _Builder:
    """Builds values from events; `spans` gathers quoted text where there are comments to tell apart."""

    def __init__(self, reader: Any, say: Say, spans: list[tuple[int, int]] | None) -> None:
        self.next = reader.get_event
        self.say = say
        self.spans = spans
        self.values = 0

    def document(self) -> Any:
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(1, "the file is empty: `cxw new` makes one by questions")
        top = self._value(self.next(), 1)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(
                event.start_mark.line + 1, "a second document begins here: one workshop is one file"
            )
        return top

    def lines_of(self, remarks: list[int], text: str) -> list[int]:
        spans = iter(self.spans or [])
        start, end = next(spans, _NOWHERE)
        lines: list[int] = []
        counted, line = 0, 1
        for remark in remarks:
            while end <= remark:
                start, end = next(spans, _NOWHERE)
            if text[start : start + 1] in ("|", ">"):
                start = text.find("\n", start)  # a remark may follow the bar on its line
            if remark < start:
                counted, line = remark, line + text.count("\n", counted, remark)
                lines.append(line)
        return lines

    def _value(self, event: Any, depth: int) -> Any:
        self.values += 1
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor:
            raise Unreadable(
                _line(event), "a name with & or * stands for other text: write the text itself, or quote it"
            )
        if event.tag is not None:
            raise Unreadable(
                _line(event),
                "a tag (a word with !) stands before a value: take it out, or put the text in quotes",
            )
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth > DEEPEST:
            raise Unreadable(
                _line(event), f"more than {DEEPEST} brackets or indents inside each other: take some out"
            )
        if self.values > MOST_VALUES:
            raise Unreadable(
                _line(event),
                f"more than {MOST_VALUES:,} values: a workshop is smaller; is this the right file?",
            )
        if kind is yaml.MappingStartEvent:
            return self._table(event, depth)
        return self._series(event, depth)

    def _scalar(self, event: Any) -> Any:
        if event.style:
            if self.spans is not None:
                self.spans.append((event.start_mark.index, event.end_mark.index))
            return self._text(event.value, event)
        value = unquoted_value(event.value)
        if isinstance(value, str):
            return self._text(value, event)
        return value

    def _text(self, text: str, event: Any) -> str:
        if text.isascii() and text.isprintable():
            return text
        cleaned, removed = clean(text)
        if removed:
            self.say(_line(event), f"{_and(removed)} was taken out of the text here", True)
        return cleaned

    def _table(self, start: Any, depth: int) -> LinedMapping:
        first = _line(start)
        table = LinedMapping(first)
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self._key(event, depth)
            line = _line(event)
            value_event = self.next()
            value = self._value(value_event, depth + 1)
            if key is None:
                continue
            if key in table or key in table.torn:
                self._again(table, key, line)
            elif value is None:
                self._nothing(key, value_event, line)
                table.torn.add(key)
            else:
                table[key] = value
                if line != first:
                    table.lines[key] = line
        return table

    def _key(self, event: Any, depth: int) -> str | None:
        if type(event) is yaml.ScalarEvent and not event.anchor and event.tag is None:
            self.values += 1
            return self._text(event.value, event)
        self._value(event, depth + 1)
        self.say(_line(event), "a key is one short word, not a list or a mapping", False)
        return None

    def _again(self, table: LinedMapping, key: str, line: int) -> None:
        before = table.line_of(key)
        where = "on this line" if before == line else f"in line {before}"
        self.say(line, f"`{key}` stands here a second time (first {where}): keep one of the two", False)
        table.torn.add(key)

    def _nothing(self, key: str, event: Any, line: int) -> None:
        if event.value:
            self.say(
                line, f"`{key}` reads as nothing: if text is meant, put it in quotes: '{event.value}'", False
            )
        else:
            self.say(line, f"`{key}` has no value: write one, or take the key out", False)

    def _series(self, start: Any, depth: int) -> LinedList:
        series = LinedList(_line(start))
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            value = self._value(event, depth + 1)
            if value is None:
                said = (
                    f": if text is meant, put it in quotes: '{event.value}'"
                    if event.value
                    else ": write it, or take it out"
                )
                self.say(_line(event), f"an entry of this list reads as nothing{said}", False)
                series.torn = True
            else:
                series.append(value)
                series.lines.append(_line(event))
        return series


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


@lru_cache(maxsize=8192)
def unquoted_value(text: str) -> Any:
    """What an unquoted word means: a number, day, time, true, false, nothing (None), or itself."""
    if text and text[0] not in _STARTS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text):
        return _fraction(text)
    return _moment(text)


def _fraction(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _moment(text: str) -> Any:
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
        if _TIME.fullmatch(text):
            return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    return text


def _and(names: list[str]) -> str:
    return " and ".join(names)
