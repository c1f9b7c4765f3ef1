"""What we promise: where cards clash, what is promised and not kept, what nobody promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import fmean

from cxw.day import record
from cxw.findings.lenses.tallies import cells_about, picked, thing_words
from cxw.findings.lenses.types import LensFinding
from cxw.findings.view import AudienceView, shown_points
from cxw.model import DK, TOLD, LensRound, Segment, knows
from cxw.text.saying import stopped

CLASHES, GIVES_WAY, ELSE = "clashes", "gives-way", "else"
"""How the lens that ships calls these in an answer."""


def promise_findings(
    view: AudienceView, segment: Segment, said: LensRound, judged: LensRound | None
) -> Iterator[LensFinding]:
    """Clashes as they are heard, then what is promised and not kept, then what nobody promises."""
    if judged is not None and (clash := worst_clash(view, judged)):
        yield _clash(view, said, judged, clash)
    yield from _not_kept(view, segment, said)
    yield from _nobody(view, segment, said)


def worst_clash(view: AudienceView, judged: LensRound) -> str | None:
    """The thing of which most of those who know say that it clashes, by their share; None without one."""
    found = list[tuple[float, str]]()
    for key in judged.about:
        known = [cell for cell in cells_about(judged, key).values() if knows(cell)]
        n = sum(CLASHES in picked(cell) for cell in known)
        if view.enough(len(known)) and 2 * n > len(known):
            found.append((-n / len(known), key))
    return min(found)[1] if found else None


def last_sentence(view: AudienceView, segment: Segment, judged: LensRound) -> str:
    """What it comes down to; empty where too few judged."""
    clash = worst_clash(view, judged)
    if clash is not None:
        return view.wording.lenses.hears_clashes(thing_words(view, segment, judged, clash))
    known = [[knows(cell) for cell in cells_about(judged, key).values()] for key in judged.about]
    told = sum(view.enough(sum(one)) for one in known)
    return view.wording.lenses.hears_no_clash(told) if told else ""


def _clash(view: AudienceView, said: LensRound, judged: LensRound, key: str) -> LensFinding:
    known = [cell for cell in cells_about(judged, key).values() if knows(cell)]
    n = sum(CLASHES in picked(cell) for cell in known)
    way = _gives_way(view, [cell for cell in known if isinstance(cell, dict)])
    told, cards = view.wording.lenses, _heard(view, said, key)
    verdict = told.cards_clash(n, len(known), way)
    heard = [f"{told.function_says(function)} {stopped(words)}" for function, words in cards]
    return LensFinding("clash", " ".join([*heard, verdict]), len(known), tuple(cards), verdict)


def _gives_way(view: AudienceView, cells: list[dict[str, str]]) -> str | None:
    """The function of which most who name one say that it gives way; None where there is none."""
    ways = Counter(cell[GIVES_WAY] for cell in cells if cell.get(GIVES_WAY, DK) != DK)
    for name, n in ways.most_common(1):
        if view.enough(ways.total()) and 2 * n > ways.total() and name != record.OTHERS:
            return name
    return None


def _heard(view: AudienceView, said: LensRound, key: str) -> list[tuple[str, str]]:
    """Function and words of each card that says something about a need."""
    cells = cells_about(said, key).items()
    told = [(name, cell.get(TOLD)) for name, cell in cells if isinstance(cell, dict)]
    return [(name, view.said(words) or "") for name, words in told if words]


def _not_kept(view: AudienceView, segment: Segment, said: LensRound) -> Iterator[LensFinding]:
    """The promised need with our lowest own mark, where that is below what is good."""
    found, good = record.marks(segment), view.session.thresholds.good
    own = found.rows(view.session.company.id) if found else {}
    marks = list[tuple[float, int, str]]()
    for key in said.about:
        given = [row[key] for row in own.values() if row.get(key, DK) != DK]
        numbers = [float(mark) for mark in given if not isinstance(mark, str)]
        if _heard(view, said, key) and view.enough(len(numbers)) and fmean(numbers) < good:
            marks.append((fmean(numbers), len(numbers), key))
    for mark, n, key in sorted(marks)[:1]:
        about = thing_words(view, segment, said, key)
        yield LensFinding("unkept", view.wording.lenses.not_kept(about, mark, good), n)


def _nobody(view: AudienceView, segment: Segment, said: LensRound) -> Iterator[LensFinding]:
    """Needs with an even share of the points or more of which no card says anything."""
    points = shown_points(view, segment)
    if not points or not said.cards:
        return
    even = 100 / len(points)
    silent = [key for key in said.about if points.get(key, 0) >= even and not _heard(view, said, key)]
    if silent:
        named = [thing_words(view, segment, said, key) for key in silent]
        held = sum(points[key] for key in silent)
        sentence = view.wording.lenses.nobody_promises(named, held)
        yield LensFinding("unpromised", sentence, len(said.cards))


def speakers_outside(view: AudienceView, said: LensRound) -> tuple[str, ...]:
    """Who else speaks to these customers and is not in the room, as the cards name them; each once."""
    named = dict[str, None]()
    for key in said.about:
        for cell in cells_about(said, key).values():
            line = cell.get(ELSE) if isinstance(cell, dict) else None
            if line:
                named[view.said(line) or ""] = None
    return tuple(named)
