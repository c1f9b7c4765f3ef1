"""Evidence, wherever in the day it comes up: what is kept of it, and which answers it can be about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from cxw.day.desk import Faults, Gathering, Jotted
from cxw.model import Evidence, Need, Segment, Session
from cxw.questions.asking import Item
from cxw.text.cleaning import clean
from cxw.workshop.day import Day, items, keep


def gathering(day: Day, id: str) -> Gathering:
    """What a desk needs to write evidence of a segment down."""
    return Gathering(
        items=lambda: known_evidence(day),
        attach=lambda fields: attach(day, id, fields),
        answers=lambda: list(_answers(day.session, day.segment(id))),
        needs=lambda: _needs(day.segment(id)),
        notes=lambda: [_jotted(note.at, note.about, note.text) for note in day.segment(id).notes],
    )


def known_evidence(day: Day) -> list[dict[str, Any]]:
    """All evidence there is, as mappings of the file's keys."""
    return [item.model_dump(by_alias=True, exclude_none=True) for item in day.session.evidence]


def attach(day: Day, id: str, fields: Mapping[str, Any]) -> Faults:
    """Keep one item: a known id is changed, an unknown one added."""
    item, faults = _read(day, id, fields)
    if item is not None:
        new = item
        keep(day, lambda s: _put(s, new))
    return faults


def _read(day: Day, id: str, fields: Mapping[str, Any]) -> tuple[Evidence | None, Faults]:
    taken = {item.id for item in day.session.evidence}
    next_id = next(f"e{n}" for n in range(1, len(taken) + 2) if f"e{n}" not in taken)
    cleaned = {key: clean(v)[0] if isinstance(v, str) else v for key, v in fields.items() if v != ""}
    try:
        item = Evidence.model_validate({"id": next_id, "segment": id, "added": day.now(), **cleaned})
    except ValidationError as wrong:
        return None, [f"{fault['loc'][0]}: {fault['msg']}" for fault in wrong.errors()]
    return item, []


def _put(session: Session, item: Evidence) -> None:
    for place, old in enumerate(session.evidence):
        if old.id == item.id:
            session.evidence[place] = item
            return
    session.evidence.append(item)


def _working_with(segment: Segment) -> list[Need]:
    return segment.chosen_needs() or [need for need in segment.needs if not need.parked]


def _needs(segment: Segment) -> tuple[Item, ...]:
    return items(_working_with(segment))


def _answers(session: Session, segment: Segment) -> Iterator[tuple[str, str]]:
    """Need by need, so that a need's first letters find all that was said of it."""
    for need in _working_with(segment):
        yield f"need {need.id}", f"{need.label}: that it is a need"
        if need.id in segment.chosen:
            yield f"weight {need.id}", f"{need.label}: how much it matters"
            for company in session.companies(segment):
                yield f"mark {company.id} {need.id}", f"{need.label}: how {company.label} does"


def _jotted(at: Any, about: str | None, text: str) -> Jotted:
    return Jotted(f"{at:%H:%M}", about, text)
