"""What becomes of customers' texts once they are read: needs for next time, evidence that customers speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import LEAVE
from cxw.day.evidence import next_evidence_id
from cxw.day.lens_rounds import NONE
from cxw.day.lens_texts import texts_about
from cxw.day.meeting import NAMED_BY_CUSTOMERS
from cxw.findings.lenses.voices import read_as_by_chance
from cxw.model import Evidence, LensRound, LensThing, Segment, Session, earliest
from cxw.text.phrases import quoted_here, say
from cxw.workshop.changes import what_comes_late
from cxw.workshop.day import Day, keep

PARK, KEEP = "park", "keep"
PARKED = "{need} is parked for next time."
KEPT = "Kept as evidence that customers speak of: {needs}. It says nothing of how much these matter."
KEPT_ALREADY = "The count is kept as evidence already."
NO_COUNT = "Of no need enough texts speak to be kept as evidence."
FEWEST = 3
"""Texts about a need, below which the count is no evidence for it."""


def keys_of_texts(day: Day, id: str, read: LensRound) -> Mapping[str, str]:
    """What can be done with texts that were read; nothing where it is done, or nothing was read."""
    segment = day.segment(id)
    park = {PARK: say("park a text that fits none as a need for next time")} if _unfit(segment, read) else {}
    counted = texts_counted(segment, read) and not _item(day.session, read)
    return {**park, **({KEEP: say("keep the count as evidence")} if counted else {})}


def texts_counted(segment: Segment, read: LensRound) -> dict[str, list[LensThing]]:
    """Need -> the texts that speak of it by every reader who could tell; only needs with so many texts.

    None where two readers of a text agree no more often than by chance: then nothing was counted.
    """
    if read_as_by_chance(read):
        return {}
    found = {need: _texts(segment, texts_about(read, need)) for need in segment.chosen}
    return {need: texts for need, texts in found.items() if len(texts) >= FEWEST}


def _texts(segment: Segment, ids: Sequence[str]) -> list[LensThing]:
    return [thing for thing in segment.things if thing.id in ids]


def _unfit(segment: Segment, read: LensRound) -> list[LensThing]:
    """The texts that fit no need and are not parked yet."""
    return [thing for thing in _texts(segment, texts_about(read, NONE)) if thing.parked is None]


def park_text(day: Day, id: str, read: LensRound, title: str) -> str:
    """Park a text as a need, in words that the room may change; an empty line parks none. DONE or LEAVE."""
    texts = {thing.id: thing.text for thing in _unfit(day.segment(id), read)}
    ways = {key: quoted_here(text) for key, text in texts.items()}
    chosen = day.desk.choose(say("Which of them is a need?"), ways, title)
    if chosen not in ways:
        return chosen if chosen == LEAVE else ""
    if words := day.desk.line(f"{ways[chosen]} {say('The need, in a few words:')}", "", title):
        faults = what_comes_late(day, id).park(words, NAMED_BY_CUSTOMERS)
        if not faults:
            keep(day, lambda s: setattr(_thing(s.segment(id), chosen), "parked", NAMED_BY_CUSTOMERS))
        day.desk.tell(" ".join(faults) or say(PARKED, need=quoted_here(day.segment(id).needs[-1].text)))
    return ""


def _thing(segment: Segment, id: str) -> LensThing:
    return next(thing for thing in segment.things if thing.id == id)


def keep_count(day: Day, id: str, read: LensRound) -> str:
    """Keep, need by need, that customers speak of it: a tally, and never of how much it matters."""
    segment, counted = day.segment(id), texts_counted(day.segment(id), read)
    if not counted or _item(day.session, read):
        day.desk.tell(say(KEPT_ALREADY if counted else NO_COUNT))
        return ""
    now = day.now()

    def change(session: Session) -> None:
        for need, texts in counted.items():
            item = _evidence(session, (id, need), texts, read)
            item.added = now
            session.evidence.append(item)

    keep(day, change)
    day.desk.tell(say(KEPT, needs=", ".join(quoted_here(segment.need(need).label) for need in counted)))
    return ""


def _item(session: Session, read: LensRound) -> bool:
    """Whether the count was kept already."""
    return any(item.note == _note(read) for item in session.evidence)


def _note(read: LensRound) -> str:
    return f"lens {read.of} {read.opened:%Y-%m-%d %H:%M:%S}"


def _evidence(
    session: Session, about: tuple[str, str], texts: Sequence[LensThing], read: LensRound
) -> Evidence:
    id, need = about
    segment = session.segment(id)
    kind = segment.voices.kind if segment.voices else "tickets"
    days = [earliest(text.date) for text in texts if text.date is not None]
    told = "{need} in {texts} of {all} texts drawn by lot ({kind})"
    spoken_of = quoted_here(segment.need(need).label)
    source = say(told, need=spoken_of, texts=len(texts), all=len(read.about), kind=say(kind))
    return Evidence(
        id=next_evidence_id(session),
        kind="front-line-tally",
        source=str(source),
        date=min(days, default=None),
        customers=len({text.customer for text in texts} - {None}) or len(texts),
        segment=id,
        seen=(read.revealed or read.opened).date(),
        supports=[f"need {need}"],
        note=_note(read),
    )
