"""All that the numbers of a session say, for one audience, frozen.

The audience is applied here and nowhere else, so that no screen, template or export can leak a person: what
an audience may not see is not in its findings.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxw.model import AnswerName, Segment, Session
from cxw.text.phrases import ENGLISH

if TYPE_CHECKING:  # a hundred classes, which the first screen has no use for
    from cxw.findings.closing.types import Answer
    from cxw.findings.day.last_time import Segments
    from cxw.findings.types import Audience, Findings, WallFindings

__all__ = ["answers_that_matter", "dump", "flagged_cells", "of", "of_walls"]


def of(
    session: Session,
    audience: Audience = "room",
    folder: Path | None = None,
    *,
    language: str = ENGLISH,
) -> Findings:
    """All that a session's numbers say to this audience; weights alone, needs alone or nothing will do.

    With the folder of its file last time's numbers stand beside this time's. In another language than English
    those sentences are said for which it has a module; a wall or a handout asks for one that is whole.
    """
    from cxw.findings.whole import whole_findings

    found = whole_findings(session, audience, language)
    if folder is None or session.from_ is None:
        return found
    segments, gone = _beside_last_time(found, session, folder, language)
    reading = dataclasses.replace(found.reading, left_out=(*found.reading.left_out, *gone))
    return dataclasses.replace(found, segments=segments, reading=reading)


def of_walls(session: Session, folder: Path | None = None, *, language: str = ENGLISH) -> WallFindings:
    """What `of` says to the room, without what stands in a handout alone: that takes as long again."""
    from cxw.findings.view import AudienceView
    from cxw.findings.whole import wall_findings

    found = wall_findings(AudienceView(session, "room", language))
    if folder is None or session.from_ is None:
        return found
    segments, _ = _beside_last_time(found, session, folder, language)
    return dataclasses.replace(found, segments=segments)


def _beside_last_time(
    found: WallFindings, session: Session, folder: Path, language: str
) -> tuple[Segments, tuple[str, ...]]:
    from cxw.findings.day.last_time import beside_last_time
    from cxw.findings.languages import wording

    return beside_last_time(found.segments, session, folder, wording(language).last_time)


def answers_that_matter(session: Session, id: str) -> tuple[Answer, ...]:
    """The answers of which a segment's room is asked how it knows, as `of` has them, and nothing else made.

    A closing asks for them after every key.
    """
    from cxw.findings.closing.built import evidence_of
    from cxw.findings.languages import spoken
    from cxw.findings.view import AudienceView

    found = evidence_of(AudienceView(session, "room", spoken(session.language)), session.segment(id))
    return found.answers if found else ()


def flagged_cells(session: Session, segment: Segment) -> list[AnswerName]:
    """The cells a second round of marks asks about again: five at most, the widest first."""
    from cxw.day import record
    from cxw.stats import disagreement

    found = record.marks(segment)
    if found is None:
        return []
    cells = disagreement.flagged(disagreement.cells(session, segment, found))
    return [disagreement.cell_name(cell) for cell in cells]


def dump(findings: Findings) -> dict[str, Any]:
    """The findings as plain lists and mappings for JSON, in the order of their types; times as text."""
    plain = _plain(findings)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
