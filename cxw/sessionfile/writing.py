"""A session as text: one row one line, so that the file reads and diffs as a table.

Which mappings are blocks is listed here; every other one stands on one line where it fits. Empty things are
left out, keys follow the model, people the participants, needs and companies their round.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import Any

from cxw.model import (
    AnyRound,
    Conviction,
    Correction,
    Decided,
    Evidence,
    LensRound,
    MarksRound,
    Meeting,
    Participant,
    Record,
    Research,
    Segment,
    Session,
    Stages,
    WeightsRound,
)
from cxw.questions.rounds import kind_of
from cxw.sessionfile.scalars import block_text, scalar, yaml_text
from cxw.text.phrases import phrases

WIDEST = 140
_HEAD = "Values may be edited by hand. This head comment is kept; for other remarks use note:"
HEAD = f"# {_HEAD}\n"

_BLOCK_RECORDS = (
    *(Session, Segment, Stages, Meeting, WeightsRound, MarksRound, LensRound),
    *(Conviction, Evidence, Research, Decided),
)
_PLAIN = frozenset((str, int, float, bool))
_BLOCK_MAPPINGS = frozenset(("answers", "cards", "votes"))
_BY_PERSON = frozenset(
    [
        "answers",
        "not_answered",
        "proposed",
        "votes",
        "rounded",
        "desks",
        "reasons",
        "drafts",
        "before",
        "after",
        "earlier",
        "coverage_guess",
        "guess",
        "no_guess",
        "predictions",
    ]
)


class OneLineMapping(dict[str, Any]):
    """A mapping that stands on one line where it fits."""


class Remembered(OneLineMapping):
    """One that is made once and never changed, and so is its line."""

    @cached_property
    def line(self) -> str | None:
        """As it stands on one line; None where text in it needs a block."""
        return _flow({**self})


class Block(dict[str, Any]):
    """A mapping whose keys always stand under each other."""


def head_for(session: Session) -> str:
    """The comment at the head of a new file, in the language of its room."""
    return f"# {phrases(session.language, session.address)(_HEAD)}\n"


def dumps(session: Session, head: str = "") -> str:
    """The text of a session as `save` writes it, after this head comment."""
    lines: list[str] = []
    _block(arranged(session), 0, lines)
    return headed("\n".join(lines) + "\n", head)


def headed(text: str, head: str) -> str:
    """A session's text after this head comment."""
    return head + ("" if head.endswith("\n") or not head else "\n") + text


def arranged(session: Session) -> dict[str, Any]:
    """A session as the mappings and lists that its file holds."""
    return _Arranged(session).record(session)


@cache
def _keys(kind: type[Record]) -> tuple[tuple[str, str, bool, Any], ...]:
    """The fields of a record with their keys in a file, which are required, and what the others are without.

    Looked up once: a session is written after every answer.
    """
    fields = kind.model_fields.items()
    return tuple((name, info.alias or name, info.is_required(), info.default) for name, info in fields)


class _Arranged:
    """Makes plain mappings and lists of records, each key in its place."""

    def __init__(self, session: Session) -> None:
        self.people = {person.id: n for n, person in enumerate(session.participants)}

    def record(self, record: Record) -> OneLineMapping | Block:
        made: OneLineMapping | Block = Block() if isinstance(record, _BLOCK_RECORDS) else OneLineMapping()
        told = record.model_fields_set
        for name, key, required, default in _keys(type(record)):
            value = getattr(record, name)
            if value is None:
                continue
            kept = value if type(value) in _PLAIN else self._value(name, value, record)
            if required or _says_something(kept, default, name in told):
                made[key] = kept
        return made

    def _value(self, name: str, value: Any, record: Record) -> Any:
        if isinstance(value, Record):
            return self.record(value)
        if name == "corrected" and isinstance(record, AnyRound):
            value = [_as_asked(slip, record) for slip in value]
        if isinstance(value, list):
            return [self._entry(entry) if isinstance(entry, Record) else entry for entry in value]
        if isinstance(value, dict):
            return self._mapping(name, value, record)
        return value

    def _entry(self, entry: Record) -> OneLineMapping | Block:
        """Of hundreds of people nobody has changed since the last save: theirs is remembered."""
        if isinstance(entry, Participant) and not (entry.away or entry.also or entry.segments is not None):
            return _person(_facts(entry))
        return self.record(entry)

    def _mapping(self, name: str, value: dict[str, Any], record: Record) -> OneLineMapping | Block:
        if name == "answers" and isinstance(record, AnyRound):
            return self._answers(record)
        by_person = name in _BY_PERSON and "who" not in type(record).model_fields
        items = _in_order(value, self.people) if by_person else value
        made = Block() if name in _BLOCK_MAPPINGS else OneLineMapping()
        for key, one in items.items():
            made[key] = self.record(one) if isinstance(one, Record) else _row(one)
        return made

    def _answers(self, round: AnyRound) -> Block:
        needs = dict(zip(round.needs, itertools.count(), strict=False))
        companies = dict(zip(round.companies, itertools.count(), strict=False))
        made = Block()
        for person, row in _in_order(round.answers, self.people).items():
            if isinstance(row, str):
                made[person] = row
            elif kind_of(round).kind.by_company:
                made[person] = Block()
                for company, marks in _in_order(row, companies).items():
                    made[person][company] = OneLineMapping(_in_order(marks, needs))
            else:
                made[person] = OneLineMapping(_in_order(row, needs))
        return made


_FACTS = tuple(key for key in Participant.model_fields if key not in ("also", "away", "segments"))
_facts = attrgetter(*_FACTS)


@lru_cache(maxsize=4096)
def _person(facts: tuple[Any, ...]) -> Remembered:
    """What stands of somebody who has these facts and no lists."""
    return Remembered((key, fact) for key, fact in zip(_FACTS, facts, strict=True) if fact is not None)


def _as_asked(slip: Correction, round: AnyRound) -> Correction:
    """A correction with the answers before and after in the order of its round."""
    sides = {"before": slip.before, "after": slip.after}
    return slip.model_copy(
        update={side: _asked(row, round) for side, row in sides.items() if isinstance(row, dict)}
    )


def _asked(row: Mapping[str, Any], round: AnyRound) -> Mapping[str, Any]:
    return kind_of(round).in_order(row, round.needs, round.companies)


def _row(value: Any) -> Any:
    if isinstance(value, dict):
        return OneLineMapping((key, _row(one)) for key, one in value.items())
    return value


def _says_something(value: Any, default: Any, told: bool) -> bool:
    if isinstance(value, dict | list):
        return bool(value) or default is None
    return told or bool(value != default)


def _in_order(row: Mapping[str, Any], order: Mapping[str, int]) -> Mapping[str, Any]:
    last = len(order)
    ranks = [order.get(key, last) for key in row]
    if all(one <= next for one, next in itertools.pairwise(ranks)):
        return row
    return dict(sorted(row.items(), key=lambda item: order.get(item[0], last)))


def _block(mapping: Mapping[str, Any], indent: int, lines: list[str]) -> None:
    under = isinstance(mapping, Block)
    for key, value in mapping.items():
        _put(f"{' ' * indent}{yaml_text(key, True)}:", value, indent, lines, under)


def _put(lead: str, value: Any, indent: int, lines: list[str], under: bool) -> None:
    """Write one value after its key or dash; `under` where records of a list stand under each other."""
    if isinstance(value, list):
        _put_list(lead, value, indent, lines, under)
    elif isinstance(value, Block):
        if value:
            lines.append(lead)
            _block(value, indent + 2, lines)
        else:
            lines.append(lead + " {}")
    elif not _fits(lead, value, lines):
        if isinstance(value, OneLineMapping):
            lines.append(lead)
            _block(value, indent + 2, lines)
        else:
            _put_text(lead, value, indent, lines)


def _put_list(lead: str, entries: Sequence[Any], indent: int, lines: list[str], under: bool) -> None:
    if not (under and entries and isinstance(entries[0], dict)) and _fits(lead, entries, lines):
        return
    lines.append(lead)
    for entry in entries:
        _entry(entry, indent, lines)


def _entry(entry: Any, indent: int, lines: list[str]) -> None:
    """Write one entry of a list; what needs several lines begins on the line of its dash."""
    pad = " " * indent
    if not isinstance(entry, Block) and _fits(pad + "-", entry, lines):
        return
    inner: list[str] = []
    if isinstance(entry, dict):
        _block(entry, indent + 2, inner)
    elif isinstance(entry, list):
        for one in entry:
            _entry(one, indent + 2, inner)
    else:
        _put_text(pad + "-", entry, indent, lines)
        return
    lines.append(f"{pad}- {inner[0][indent + 2 :]}")
    lines.extend(inner[1:])


def _fits(lead: str, value: Any, lines: list[str]) -> bool:
    """Write a value on the line of its key when it fits there; scalars without line breaks always do."""
    if isinstance(value, dict | list):
        line = _flow(value)
        if line is None or len(lead) + 1 + len(line) > WIDEST:
            return False
    elif isinstance(value, str) and "\n" in value:
        return False
    else:
        line = scalar(value, False)
    lines.append(f"{lead} {line}")
    return True


def _flow(value: Any) -> str | None:
    """One line for a mapping or list, or None where text in it needs a block."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return None if "\n" in value else yaml_text(value, True)
    if isinstance(value, Remembered):
        return value.line
    if isinstance(value, dict):
        parts = [*map(_flow, value.values())]
        pairs = [f"{yaml_text(key, True)}: {line}" for key, line in zip(value, parts, strict=True)]
        if None in parts:
            return None
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        parts = [*map(_flow, value)]
        return None if None in parts else "[" + ", ".join(parts) + "]"  # type: ignore[arg-type]
    return scalar(value, True)


def _put_text(lead: str, words: str, indent: int, lines: list[str]) -> None:
    block = block_text(words)
    if block is None:
        lines.append(f"{lead} {scalar(words, False)}")
        return
    lines.append(f"{lead} {block[0]}")
    pad = " " * (indent + 2)
    lines.extend(pad + line if line else "" for line in block[1:])
