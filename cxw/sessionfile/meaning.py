"""What is meant at a place of the file: read off the model's types, said in the words of the room."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from cxw.drawing import beginning, columns
from cxw.model import (
    ENDS,
    TOTAL,
    Company,
    LensDetail,
    LensQuestion,
    MarkScale,
    MarksRound,
    Participant,
    Record,
    Says,
    Segment,
    Session,
    WeightsRound,
)
from cxw.sessionfile.tree import LinedList, LinedMapping, Place, at
from cxw.text.saying import in_a_row

_WRITTEN: dict[Any, str] = {
    Company: "{id: us, name: Acme Payroll}",
    Segment: "{id: clinics, name: Clinics}",
    Participant: "{id: ana, name: Ana Lima, function: Marketing}",
    MarkScale: "{from: 1, to: 5}",
    LensQuestion: "{shape: words, ask: What is said here?}",
    LensDetail: "{pick: who, of: functions, ask: Which of us?}",
}
ANSWERS = 6
"""Keys on the way to an answer of somebody in a round: the numbers are behind them."""


@dataclass
class Meaning:
    """Everything a place may hold."""

    records: list[type[Record]] = field(default_factory=list)
    entries: Any = None
    """The type of a list's entries."""
    names: list[str] = field(default_factory=list)
    """The keys a mapping may have, where only some can stand."""
    values: Any = None
    """The type of a mapping's values."""
    kinds: list[type] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    low: float | None = None
    high: float | None = None
    said: str = ""
    """What may stand there, where the types alone do not say it."""

    def known_keys(self) -> list[str]:
        """The keys of the record meant here, as they are written."""
        return [name for name, _ in self._fields()]

    def key(self, name: str) -> Any:
        """The type of one key of the record meant here."""
        for written, info in self._fields():
            if written == name:
                if info.metadata:
                    return Annotated[info.annotation, *info.metadata]
                return info.annotation
        return None

    def _fields(self) -> Iterator[tuple[str, FieldInfo]]:
        for record in self.records:
            for name, info in record.model_fields.items():
                yield info.alias or name, info

    def number(self) -> bool:
        """Whether a number is meant here."""
        return int in self.kinds or float in self.kinds

    def phrase(self) -> str:
        """What to write here."""
        if self.said:
            return self.said
        if self.records:
            return f"a record: {_WRITTEN.get(self.records[0], '{key: value}')}"
        either = [*self._phrases()]
        if self.words:
            words = in_a_row(self.words, "or")
            either.append(words if len(self.words) < 4 or either else f"one of {words}")
        return " or ".join(either)

    def _phrases(self) -> Iterator[str]:
        if self.values is not None:
            yield "a row: {name: value, name: value}"
        if self.entries is not None:
            entry = _WRITTEN.get(self.entries, "")
            yield f"a list: - {entry}" if entry else "a list: [one, another]"
        if float in self.kinds:
            yield "a number" + self._span()
        elif int in self.kinds:
            yield "a whole number" + self._span()
        for kind, phrase in _PHRASES:
            if kind in self.kinds:
                yield phrase

    def _span(self) -> str:
        if self.low is not None and self.high is not None:
            return f" from {self.low} to {self.high}"
        if self.low is not None:
            return f", {self.low} or more"
        return ""


_PHRASES = (
    (str, "text"),
    (bool, "true or false"),
    (dt.datetime, "a time like 2026-03-14T10:12:00, without a zone"),
    (dt.date, "a day like 2026-03-14"),
)


def meaning_at(tree: LinedMapping, place: Place, top: type[Record] = Session) -> Meaning:
    """What is meant at a place of the tree, of which `top` is the whole."""
    node: Any = tree
    meaning = _meaning(top)
    for key in place:
        if isinstance(node, LinedMapping):
            meaning = _meaning(_inside(meaning, node, str(key)))
            node = node.get(str(key))
        elif isinstance(node, LinedList) and isinstance(key, int):
            meaning = _meaning(meaning.entries)
            node = node[key] if key < len(node) else None
        if len(meaning.records) > 1:
            meaning.records = [MarksRound if _of_marks(node) else WeightsRound]
    if len(place) > ANSWERS and place[2] == "rounds" and place[4] == "answers" and meaning.number():
        meaning.low, meaning.high = _ends(at(tree, place[:4]))
    return meaning


def _of_marks(round: Any) -> bool:
    return isinstance(round, LinedMapping) and bool(round.get("of") == "marks")


def _ends(round: Any) -> tuple[int, int]:
    """The lowest and the highest number of a round's answers, by its total or scale as it stands there."""
    if not _of_marks(round):
        return 0, _whole(round, "total", TOTAL)
    scale = round.get("scale")
    return _whole(scale, "from", ENDS[0]), _whole(scale, "to", ENDS[1])


def _whole(node: Any, key: str, otherwise: int) -> int:
    found = node.get(key) if isinstance(node, LinedMapping) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    return otherwise


def _inside(meaning: Meaning, node: LinedMapping, key: str) -> Any:
    if meaning.records:
        return meaning.key(key)
    return meaning.values


def _meaning(annotation: Any) -> Meaning:
    meaning = Meaning()
    _gather(annotation, meaning)
    return meaning


def _gather(annotation: Any, meaning: Meaning) -> None:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        _gather(inner[0], meaning)
        _limit(inner[1:], meaning)
    elif origin in (Union, types.UnionType):
        for one in inner:
            _gather(one, meaning)
    elif origin is Literal:
        meaning.words.extend(map(str, inner))
    elif origin is list:
        meaning.entries = inner[0]
    elif origin is dict:
        meaning.values = inner[1]
        meaning.names = [*map(str, get_args(inner[0]))] if get_origin(inner[0]) is Literal else []
    elif isinstance(annotation, type):
        _plain(annotation, meaning)


def _plain(kind: type, meaning: Meaning) -> None:
    if issubclass(kind, Record):
        meaning.records.append(kind)
    elif kind is not type(None):
        meaning.kinds.append(kind)


def _limit(metadata: tuple[Any, ...], meaning: Meaning) -> None:
    for limit in metadata:
        if isinstance(limit, FieldInfo):
            _limit(tuple(limit.metadata), meaning)
        if isinstance(limit, Says):
            meaning.said = limit.words
        meaning.low = getattr(limit, "ge", meaning.low)
        meaning.high = getattr(limit, "le", meaning.high)


def as_in_file(value: Any) -> str:
    """A value as it stands in a file, cut where it is long."""
    if isinstance(value, LinedMapping | LinedList):
        if isinstance(value, LinedMapping):
            return "a record"
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    text = " ".join(str(value).split())
    if columns(text) <= 40:
        return text
    return beginning(text, 37) + "..."
