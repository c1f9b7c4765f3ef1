"""What `track-record` does: over a folder of sessions, how right rooms were that customers answered."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typer

from cxw.cli.terminal import said_folded
from cxw.drawing import columns, pad
from cxw.errors import CxwError
from cxw.findings.customers.track import FEWEST, Averaged, SegmentScore, TrackRecord, scores, track_record
from cxw.sessionfile import load
from cxw.stats.customers import EVEN_ODDS
from cxw.text.phrases import say, speak
from cxw.text.spoken import figure, say_many

ENDINGS = (".yaml", ".yml")
WIDTH = 78
NUMBER, RANGE = 8, 18
"""Columns of a mean and of its range."""
MOST_LEFT_OUT, MOST_FUNCTIONS = 5, 9
"""Files that are named one by one, functions that are printed: the page fits a terminal of 24 lines."""
JSON_DIGITS = 2
NO_FOLDER = "{folder} is no folder: name the one your sessions are in"
NOTHING = "No session in {folder} was compared with customers yet: `cxw verify` does that"
TOO_FEW = (
    "Compared with customers in {folder}: 1 segment. Below three nothing is said: it would be luck.",
    "Compared with customers in {folder}: {number} segments. Below three nothing is said: it would be luck.",
)
RANGE_IS = (
    "From, to: between these lies the mean of all rooms like these, 95 times in 100. "
    "Brier score: 0 is sure and right, 1 is sure and wrong, {even} is 50 % from everybody."
)


@dataclass
class FolderReading:
    """What was met on the way through the files, beside the scores."""

    languages: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    """The first few files that could not be read, each with its reason."""
    more: int = 0

    def leave_out(self, said: str) -> None:
        """Keep why a file is not counted; of many only how many."""
        if len(self.left_out) < MOST_LEFT_OUT:
            self.left_out.append(said)
        else:
            self.more += 1


def print_record(folder: Path, *, as_json: bool) -> None:
    """Read every session below a folder, one after the other, and print what they say together."""
    if not folder.is_dir():
        raise CxwError(say(NO_FOLDER, folder=folder))
    reading = FolderReading()
    paths = sorted(_paths(folder, reading))
    found = track_record(_scores(paths, reading))
    if reading.languages:
        speak(*max(reading.languages, key=reading.languages.__getitem__))
    for line in _left_out(reading):
        typer.echo(line, err=True)
    if not found.sessions:
        raise CxwError(say(NOTHING, folder=folder))
    if found.sessions < FEWEST:
        raise CxwError(say_many(found.sessions, *TOO_FEW, folder=folder))
    if as_json:
        typer.echo(json.dumps(_rounded(asdict(found)), indent=2, ensure_ascii=False))
        return
    for line in _lines(found):
        typer.echo(line if line.startswith("  ") else said_folded(line))


def _paths(folder: Path, reading: FolderReading) -> Iterator[Path]:
    """The files below a folder that may be sessions; a folder that cannot be opened is named."""

    def unopened(fault: OSError) -> None:
        reading.leave_out(f"{fault.filename}: {(fault.strerror or str(fault)).lower()}")

    for where, _, names in os.walk(folder, onerror=unopened):
        yield from (path for name in names if _may_be_a_session(path := Path(where, name)))


def _may_be_a_session(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix in ENDINGS and not hidden and ".rehearsal" not in path.name and path.is_file()


def _scores(paths: Iterable[Path], reading: FolderReading) -> Iterator[SegmentScore]:
    """The scores of each file; one file is in memory at a time, and whoever watches sees how far it is."""
    if not sys.stderr.isatty():
        yield from _scores_of(paths, reading)
        return
    with typer.progressbar(paths, file=sys.stderr) as bar:  # without words: the language is known at the end
        yield from _scores_of(bar, reading)


def _scores_of(paths: Iterable[Path], reading: FolderReading) -> Iterator[SegmentScore]:
    for path in paths:
        try:
            session = load(path)
        except (CxwError, OSError) as fault:
            reading.leave_out(str(fault).splitlines()[0])
            continue
        if session.rehearsal:
            continue
        found = scores(session)
        reading.languages[session.language, session.address] += bool(found)
        yield from found


def _left_out(reading: FolderReading) -> Iterator[str]:
    """How many files are not counted, and why the first of them are not."""
    number = len(reading.left_out) + reading.more
    if number:
        yield said_folded(say_many(number, "1 file was left out:", "{number} files were left out:"))
        yield from (f"  {said}" for said in reading.left_out)
    if reading.more:
        yield f"  {say('and {n} more', n=reading.more)}"


def _rounded(told: Any) -> Any:
    """Numbers as far as they are known: more digits, over two folders, would say what one room said."""
    if isinstance(told, float):
        return round(told, JSON_DIGITS)
    if isinstance(told, dict):
        return {key: _rounded(value) for key, value in told.items()}
    return [*map(_rounded, told)] if isinstance(told, list | tuple) else told


def _lines(found: TrackRecord) -> Iterator[str]:
    """The record in words, then as a table of the rooms' numbers."""
    yield say_many(found.sessions, "1 verified segment.", "{number} verified segments.")
    if found.copies:
        yield say_many(
            found.copies, "1 copy of one is not counted again.", "{number} copies are not counted again."
        )
    yield _first(found)
    if found.nearer is not None:
        yield say(
            "Nearer to customers than equal points for all: {nearer} of {compared} rooms; "
            "about as near: {level}.",
            nearer=found.nearer,
            compared=found.compared,
            level=found.level,
        )
    yield ""
    yield from _table([*_numbers(found)])
    if len(found.functions) > MOST_FUNCTIONS:
        more = len(found.functions) - MOST_FUNCTIONS
        yield f"  {say('and {n} more with --json', n=more)}"
    yield ""
    yield say(RANGE_IS, even=figure(EVEN_ODDS, 2))


def _first(found: TrackRecord) -> str:
    """How often customers' first need was the room's."""
    if found.share is None:
        return say_many(
            found.settled,
            "Customers' first need is settled in 1 of them: too few to say how often rooms have it.",
            "Customers' first need is settled in {number} of them: too few to say how often rooms have it.",
        )
    low, high = (round(100 * share) for share in found.share)
    return say(
        "Where customers' first need is settled, {right} of {settled} rooms had it first; "
        "of 100 rooms like these {low} to {high} would.",
        right=found.right,
        settled=found.settled,
        low=low,
        high=high,
    )


_Labelled = tuple[str, Averaged, int]


def _numbers(found: TrackRecord) -> Iterator[_Labelled]:
    """Label, number and decimals of each line of the table."""
    rows = (
        (say("Points away from customers, of 100"), found.apart, 1),
        (say("… with equal points for all"), found.even, 1),
        (say("Own marks above customers', of ten"), found.bias, 1),
        (say("Brier score of being sure"), found.brier, 2),
        *((f"… {name}", number, 2) for name, number in found.functions[:MOST_FUNCTIONS]),
    )
    yield from ((label, number, digits) for label, number, digits in rows if number is not None)


def _table(rows: list[_Labelled]) -> Iterator[str]:
    """The numbers beneath each other, each with its range and how many rooms it is of."""
    if not rows:
        return
    heads = (say("mean"), say("from, to"), say("rooms"))
    widest = max(columns(label) for label, *_ in rows)
    room = min(widest, WIDTH - NUMBER - RANGE - max(map(columns, heads)) - 4)
    yield _row("", heads, room)
    for label, number, digits in rows:
        yield _row(label, (_figure(number.mean, digits), _range(number, digits), str(number.sessions)), room)


def _row(label: str, cells: tuple[str, str, str], room: int) -> str:
    mean, range_, rooms = cells
    return (
        f"  {pad(label, room)}{pad(mean, NUMBER, right=True)}{pad(range_, RANGE, right=True)}"
        f"  {pad(rooms, columns(say('rooms')), right=True)}"
    )


def _range(number: Averaged, digits: int) -> str:
    if number.low is None or number.high is None:
        return "–"
    return say("{low} to {high}", low=_figure(number.low, digits), high=_figure(number.high, digits))


def _figure(number: float, digits: int) -> str:
    """A number with its decimals, and no minus before a zero."""
    return figure(round(number, digits) + 0.0, digits)
