"""What an answer's name in the file says, in words: of the stages, and of lenses."""

from __future__ import annotations

from cxw.findings.view import AudienceView
from cxw.model import AnswerName, Segment


def answer_in_words(view: AudienceView, segment: Segment, answer: AnswerName) -> str:
    """An answer of a segment in words, without its ` in SEGMENT`; what is not there any more by its id."""
    kind, *between, last = answer.split()
    whose = view.labels(segment).get(between[0], between[0]) if between else None
    if kind in ("lens", "thing"):
        called = _of_a_lens(view, segment, kind, last)
    else:
        called = next((need.label for need in segment.needs if need.id == last), last)
    return view.wording.closing.card_about(kind, whose, called)


def _of_a_lens(view: AudienceView, segment: Segment, kind: str, id: str) -> str:
    """The name of a lens, or the words of a thing that the room named and has seen."""
    called = _titles(segment, id) if kind == "lens" else _words_seen(segment, id)
    return view.said(next(reversed(called), None)) or id


def _titles(segment: Segment, lens: str) -> list[str]:
    return [round.title for round in segment.lenses if round.of == lens and round.title]


def _words_seen(segment: Segment, id: str) -> list[str]:
    seen = {round.of for round in segment.lenses if round.part == "say" and round.revealed is not None}
    return [thing.text for thing in segment.things if thing.id == id and thing.lens in seen]
