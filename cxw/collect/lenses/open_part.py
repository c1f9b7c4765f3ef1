"""Which open part of which lens takes in a table: nothing is opened here, that belongs to the room."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.collect.layout import Columns
from cxw.collect.lenses.asked import AskedInLens, in_each_language
from cxw.collect.reading import segment_of
from cxw.day.lens_rounds import SKIPPED, newest_part
from cxw.day.lenses import in_language
from cxw.day.spellings import folded
from cxw.errors import CxwError
from cxw.model import LensDefinition, LensPart, LensRound, Segment, Session, ids_of
from cxw.text.phrases import listed_here, say, spoken_here

NO_SUCH_LENS = "{name} is no lens of this day: {lenses}."
NO_LENS_AT_ALL = "This day has no lens: `cxw new --lens` chooses one."
NO_SUCH_PART = "{lens} has no part {part}: {parts}."
WHICH_SEGMENT = "{lens} is open in several segments: give --segment with one of {segments}."
IS_LEFT_OUT = "{lens} was left out in {segment} ({why}), so it takes no answers."
NOT_ASKED_YET = "{lens} is not open in {segment}: `cxw run` opens it where the day comes to it."
PART_NOT_OPEN = "{lens}, {part}, is not open in {segment}: `cxw run` opens it where the day comes to it."
IS_SEALED = "{lens}, {part}, is closed and sealed: open it again in `cxw run` first."
IS_REVEALED = "{lens}, {part}, has been revealed, so it takes no more answers."


def open_part_of(
    session: Session, lenses: Sequence[LensDefinition], name: str, part: LensPart | None, segment: str | None
) -> AskedInLens:
    """The part of a lens that takes answers now; CxwError in one sentence where none does.

    `name`: the lens's short word or its name in any language; `segment`: where one is named.
    """
    lens = _lens_meant(lenses, name)
    called = in_language(lens.name, spoken_here())
    if part is not None and part not in lens.parts():
        raise CxwError(say(NO_SUCH_PART, lens=called, part=part, parts=", ".join(lens.parts())))
    places = [segment_of(session, Columns(of="weights", segment=segment))] if segment else session.segments
    found = [(one, round) for one in places if (round := _open_round(one, lens, part))]
    if len(found) > 1:
        segments = listed_here(ids_of([one for one, _ in found]), "or")
        raise CxwError(say(WHICH_SEGMENT, lens=called, segments=segments))
    if not found:
        raise CxwError(_why_none(places[0], lens, part, called))
    return AskedInLens(session, found[0][0], lens, found[0][1])


def _lens_meant(lenses: Sequence[LensDefinition], name: str) -> LensDefinition:
    words = {folded(word): lens for lens in lenses for word in (*in_each_language(lens.name), lens.lens)}
    found = words.get(folded(name))
    if found is None:
        listed = ", ".join(lens.lens for lens in lenses)
        raise CxwError(say(NO_SUCH_LENS, name=name, lenses=listed) if lenses else say(NO_LENS_AT_ALL))
    return found


def _open_round(segment: Segment, lens: LensDefinition, part: LensPart | None) -> LensRound | None:
    """The part that is open: the one that is named, or whichever it is."""
    return next((round for round in _asked_so_far(segment, lens, part) if round.closed is None), None)


def _asked_so_far(segment: Segment, lens: LensDefinition, part: LensPart | None) -> list[LensRound]:
    """The newest round of each part that was asked, or of the one that is named."""
    rounds = [newest_part(segment, lens.lens, one) for one in ([part] if part else lens.parts())]
    return [round for round in rounds if round is not None]


def _why_none(segment: Segment, lens: LensDefinition, part: LensPart | None, called: str) -> str:
    """Why a lens takes no answers in a segment."""
    why = segment.skipped.get(SKIPPED + lens.lens)
    if why is not None:
        return say(IS_LEFT_OUT, lens=called, segment=segment.name, why=why)
    asked = _asked_so_far(segment, lens, part)
    if not asked:
        not_open = say(PART_NOT_OPEN, lens=called, part=part, segment=segment.name)
        return not_open if part else say(NOT_ASKED_YET, lens=called, segment=segment.name)
    last = asked[-1]
    said = IS_SEALED if last.revealed is None else IS_REVEALED
    return say(said, lens=called, part=last.part)
