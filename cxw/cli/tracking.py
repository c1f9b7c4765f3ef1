"""What `track-record` does: over a folder of sessions, how right rooms were that customers answered."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from cxw.cli.terminal import said_folded
from cxw.drawing import columns, pad
from cxw.errors import CxwError
from cxw.findings.customers.track import FEWEST, Averaged, SegmentScore, TrackRecord, scores, track_record
from cxw.sessionfile import load
from cxw.stats.customers import EVEN_ODDS
from cxw.text.saying import many

ENDINGS = (".yaml", ".yml")
NOTHING = "No session in {folder} was held against customers yet: `cxw verify` does that"
TOO_FEW = "Only {n} in {folder} held against customers: below three nothing is said, as it would be luck"


def print_record(folder: Path, *, as_json: bool) -> None:
    """Read every session below a folder, one after the other, and print what they say together."""
    if not folder.is_dir():
        raise CxwError(f"{folder} is no folder: name the one your sessions are in")
    paths = [path for path in sorted(folder.rglob("*")) if _may_be_a_session(path)]
    unread: list[str] = []
    found = track_record(_scores(paths, unread))
    for said in unread:
        typer.echo(said, err=True)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    if not found.sessions:
        raise CxwError(NOTHING.format(folder=folder))
    if found.sessions < FEWEST:
        raise CxwError(TOO_FEW.format(n=many(found.sessions, "segment"), folder=folder))
    for line in _lines(found):
        typer.echo(line if line.startswith("  ") else said_folded(line))


def _may_be_a_session(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix in ENDINGS and not hidden and ".rehearsal" not in path.name and path.is_file()


def _scores(paths: Sequence[Path], unread: list[str]) -> Iterator[SegmentScore]:
    """The scores of each file; one file is in memory at a time, and whoever watches sees how far it is."""
    if not sys.stderr.isatty():
        yield from _scores_of(paths, unread)
        return
    with typer.progressbar(paths, file=sys.stderr, label="Reading") as bar:
        yield from _scores_of(bar, unread)


def _scores_of(paths: Iterable[Path], unread: list[str]) -> Iterator[SegmentScore]:
    for path in paths:
        try:
            yield from scores(load(path))
        except (CxwError, OSError) as fault:
            unread.append(f"{path} was left out: {str(fault).splitlines()[0]}")


def _lines(found: TrackRecord) -> Iterator[str]:
    """The record in words, then as a table of the rooms' numbers."""
    yield f"{many(found.sessions, 'verified segment')}."
    if found.share is not None:
        low, high = (f"{100 * share:.0f}" for share in found.share)
        yield (
            f"Where customers' first need is settled, {found.right} of {found.settled} rooms had it first; "
            f"rooms like these have it in {low} to {high} of 100."
        )
    else:
        yield (
            f"Customers' first need is settled in {found.settled} of them: too few to say how often rooms "
            "have it."
        )
    if found.compared >= FEWEST:
        yield f"{found.nearer} of {found.compared} rooms were nearer to customers than equal points for all."
    yield ""
    rows = [
        ("Points away from customers", found.apart, 1),
        ("the same of equal points for all", found.even, 1),
        (f"Brier score of being sure ({EVEN_ODDS} is 50 % from everybody)", found.brier, 2),
        ("Own marks above customers', of ten", found.bias, 1),
        *((f"Brier score: {name}", told, 2) for name, told in found.functions),
    ]
    told = [(label, number, digits) for label, number, digits in rows if number is not None]
    widest = max((columns(label) for label, *_ in told), default=0)
    yield from (f"  {pad(label, widest)}  {_in_figures(number, digits)}" for label, number, digits in told)


def _in_figures(number: Averaged, digits: int) -> str:
    return (
        f"{number.mean:.{digits}f}  ({number.low:.{digits}f} to {number.high:.{digits}f})  "
        f"{many(number.sessions, 'session')}"
    )
