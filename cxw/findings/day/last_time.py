"""Last time's numbers beside this time's, once this time's points are revealed and not a moment before.

Nothing is subtracted: the people need not be the same, and the lists may differ. What may be shown of last
time follows from last time's own file by the same rules as this time's.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from cxw.errors import CxwError
from cxw.findings.day.last_time_words import LastTimeSentences
from cxw.findings.day.types import LastTime, NeedThen, Outcome, PromiseThen
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import Findings, SegmentFindings
from cxw.findings.whole import whole_findings
from cxw.model import Segment, Session
from cxw.text.phrases import ENGLISH

Segments: TypeAlias = tuple[SegmentFindings, ...]


def beside_last_time(
    segments: Segments, session: Session, folder: Path, said: LastTimeSentences
) -> tuple[Segments, tuple[str, ...]]:
    """The same segments with last time's numbers beside theirs, where this time's points are revealed.

    Beside them stands what is to be said where last time's file is gone.
    """
    earlier = session.from_
    if earlier is None or not earlier.file or not any(found.weights for found in segments):
        return segments, ()
    try:
        old, then = _read(folder / earlier.file)
    except (CxwError, OSError):
        return segments, (said.file_gone(earlier.file),)
    return tuple(_with(found, (session, old), then, said) for found in segments), ()


def _read(path: Path) -> tuple[Session, Findings]:
    stat = path.stat()
    return _read_as_it_stands(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _read_as_it_stands(path: Path, changed: int, size: int) -> tuple[Session, Findings]:
    """The earlier session and what it says to a room; read once for as long as the file stays as it is."""
    from cxw.sessionfile import load

    old = load(path)
    return old, whole_findings(old, "room", ENGLISH)


def _with(
    found: SegmentFindings, of: tuple[Session, Session], then: Findings, said: LastTimeSentences
) -> SegmentFindings:
    session, old = of
    ids = [segment.id for segment in old.segments]
    if found.weights is None or found.id not in ids:
        return found
    weighed = then.segment(found.id).weights
    promises = tuple(_promises(session.segment(found.id), old.segment(found.id)))
    needs = tuple(_needs(found.weights, weighed)) if weighed else ()
    if not needs and not promises:
        return found
    sentences = tuple(_sentences(found.weights, weighed, old.date, said)) if needs else ()
    kept = _kept(promises, said)
    headline = said.BESIDE if needs else kept
    told = LastTime(
        title=old.title,
        date=old.date,
        given_then=weighed.given if weighed else 0,
        given_now=found.weights.given,
        needs=needs,
        promises=promises,
        headline=headline,
        kept=kept,
        sentences=sentences,
    )
    return replace(found, last_time=told)


def _needs(now: WeightsFindings, then: WeightsFindings) -> Iterator[NeedThen]:
    """Needs with the same id and the same words, in this time's order."""
    means = {(need.id, need.text): need.mean for need in then.needs}
    for need in now.needs:
        mean = means.get((need.id, need.text))
        if mean is not None:
            yield NeedThen(need.text, need.short, mean, need.mean)


def _promises(now: Segment, then: Segment) -> Iterator[PromiseThen]:
    """What was promised last time; what came along open may have been found out since."""
    since = {card.id: card for card in now.research}
    for card in then.research:
        newest = since.get(card.id, card) if card.done is None else card
        outcome: Outcome = "open" if newest.done is None else newest.outcome or "unclear"
        yield PromiseThen(card.question, outcome)


def _kept(promises: tuple[PromiseThen, ...], said: LastTimeSentences) -> str:
    return said.promises_kept(Counter(promise.outcome for promise in promises)) if promises else ""


def _sentences(
    now: WeightsFindings, then: WeightsFindings | None, day: dt.date | None, said: LastTimeSentences
) -> Iterator[str]:
    assert then is not None
    yield said.gave_last_time(then.given, day, now.given)
    if {need.id for need in now.needs} != {need.id for need in then.needs}:
        yield said.OTHER_LIST
    reworded = [need.short for need in now.needs if _other_words(need.id, need.text, then)]
    if reworded:
        yield said.other_words(reworded)


def _other_words(id: str, text: str, then: WeightsFindings) -> bool:
    return any(need.id == id and need.text != text for need in then.needs)
