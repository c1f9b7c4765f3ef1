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

from cxw.errors import CxwError
from cxw.findings import in_words
from cxw.findings.day.types import LastTime, NeedThen, Outcome, PromiseThen
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import Findings, SegmentFindings
from cxw.findings.whole import whole_findings
from cxw.model import Earlier, Segment, Session
from cxw.text.phrases import ENGLISH
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped

OUTCOMES: tuple[Outcome, ...] = ("held", "wrong", "unclear", "open")


def with_last_time(findings: Findings, session: Session, folder: Path) -> Findings:
    """The same findings with last time's beside them, where this time's points are revealed."""
    earlier = session.from_
    if earlier is None or not earlier.file or not any(found.weights for found in findings.segments):
        return findings
    try:
        old, then = _read(folder / earlier.file)
    except (CxwError, OSError):
        return _without(findings, earlier)
    told = tuple(_with(found, session, old, then) for found in findings.segments)
    return replace(findings, segments=told)


def _without(findings: Findings, earlier: Earlier) -> Findings:
    said = f"Last time's numbers are not shown: {earlier.file} is not there any more or cannot be read."
    return replace(findings, reading=replace(findings.reading, left_out=(*findings.reading.left_out, said)))


def _read(path: Path) -> tuple[Session, Findings]:
    stat = path.stat()
    return _read_as_it_stands(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _read_as_it_stands(path: Path, changed: int, size: int) -> tuple[Session, Findings]:
    """The earlier session and what it says to a room; read once for as long as the file stays as it is."""
    from cxw.sessionfile import load

    old = load(path)
    return old, whole_findings(old, "room", ENGLISH)


def _with(found: SegmentFindings, session: Session, old: Session, then: Findings) -> SegmentFindings:
    ids = [segment.id for segment in old.segments]
    if found.weights is None or found.id not in ids:
        return found
    weighed = then.segment(found.id).weights
    promises = tuple(_promises(session.segment(found.id), old.segment(found.id)))
    needs = tuple(_needs(found.weights, weighed)) if weighed else ()
    if not needs and not promises:
        return found
    given = (weighed.given if weighed else 0, found.weights.given)
    told = LastTime(
        title=old.title,
        date=old.date,
        given_then=given[0],
        given_now=given[1],
        needs=needs,
        promises=promises,
        headline=_headline(bool(needs), promises),
        kept=_kept(promises),
        sentences=tuple(_sentences(found.weights, weighed, old.date)) if needs else (),
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


def _headline(weighed: bool, promises: tuple[PromiseThen, ...]) -> str:
    return "Last time's points beside this time's" if weighed else _kept(promises)


def _kept(promises: tuple[PromiseThen, ...]) -> str:
    if not promises:
        return ""
    became = Counter(promise.outcome for promise in promises)
    words = {"held": "showed that we were right", "wrong": "showed that we were wrong"}
    words |= {"unclear": "left it unclear", "open": "still open"}
    said = [f"{in_words.count(became[how])} {words[how]}" for how in OUTCOMES if became[how]]
    things = in_words.plural(len(promises), "thing")
    return stopped(f"Last time we promised to find out {things}: {in_a_row(said)}")


def _sentences(now: WeightsFindings, then: WeightsFindings | None, day: dt.date | None) -> Iterator[str]:
    assert then is not None
    on = f" on {day.day} {day:%B %Y}" if day else ""
    people = in_words.plural(then.given, "person", "people")
    these = in_words.count(now.given)
    yield f"{in_words.start(people)} gave numbers last time{on}, {these} this time: not always the same ones."
    if {need.id for need in now.needs} != {need.id for need in then.needs}:
        yield "The list of needs was another one, so the 100 points had other needs to go to."
    reworded = [need.short for need in now.needs if _other_words(need.id, need.text, then)]
    if reworded:
        have = one_or_more(len(reworded), "has other words", "have other words")
        names = in_a_row([quoted(name) for name in reworded])
        yield f"{names} {have} now, so last time's number does not stand beside it."


def _other_words(id: str, text: str, then: WeightsFindings) -> bool:
    return any(need.id == id and need.text != text for need in then.needs)
