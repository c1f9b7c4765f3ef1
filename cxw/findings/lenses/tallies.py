"""What was answered through a lens about each thing: who knows, what was picked, and functions beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from statistics import fmean, median

from cxw.day import record
from cxw.findings.lenses.types import (
    GroupChoice,
    LensCard,
    LensCount,
    LensFurther,
    LensPartFindings,
    LensRoundFacts,
    LensSaid,
    LensThingFindings,
)
from cxw.findings.view import AudienceView, short_seal
from cxw.model import (
    NOTHING,
    OWN,
    PICKED,
    TOLD,
    LensCell,
    LensRound,
    LensRow,
    LensThing,
    PersonId,
    Segment,
    Session,
    cell_of,
    knows,
)


def part_findings(view: AudienceView, segment: Segment, round: LensRound) -> LensPartFindings:
    """What one revealed part shows: of people's answers nothing below three, and nothing private."""
    shown = not round.private and round.shape != "words" and view.enough(len(round.said()))
    # A function's ticks are as public as its card, so that three are not asked for.
    shown = shown or (round.by == "function" and round.shape != "words")
    things = [*_things(view, segment, round)] if shown else []
    if round.shape == "points":
        things.sort(key=lambda thing: -(thing.mean or 0))
    return LensPartFindings(
        part=round.part,
        shape=round.shape,
        by=round.by,
        ask=view.said(round.ask) or "",
        answered=len(round.said()),
        things=tuple(things),
        cards=tuple(_cards(view, segment, round)),
        facts=_facts(round),
        no_card=tuple(name for name in round.no_card if name not in round.cards),
        said=tuple(_said(view, segment, round)),
    )


def _facts(round: LensRound) -> LensRoundFacts:
    by_hand = sum(correction.seal is not None for correction in round.corrected)
    return LensRoundFacts(
        opened=round.opened,
        closed=round.closed,
        revealed=round.revealed,
        seal=short_seal(round.seal),
        corrections=len(round.corrected) - by_hand,
        by_hand=by_hand,
    )


def _things(view: AudienceView, segment: Segment, round: LensRound) -> Iterator[LensThingFindings]:
    """What was answered about each thing; of customers' texts only the facilitator reads which is which."""
    texts = {thing.id for thing in segment.things if thing.by_customer and not view.private}
    yield from (_thing(view, segment, round, key) for key in round.about if key not in texts)


def cells_about(round: LensRound, key: str) -> dict[str, LensCell]:
    """Who answered about one thing, and what; `dk` where all of a row is."""
    found = dict[str, LensCell]()
    for who, row in round.said().items():
        cell = cell_of(row, key)
        if cell is not None:
            found[who] = cell
    return found


def picked(cell: LensCell) -> list[str]:
    """What was picked or ticked; nothing of a number or words."""
    if isinstance(cell, dict):
        return [cell[PICKED]] if PICKED in cell else []
    return list(cell) if isinstance(cell, list) else []


def thing_words(view: AudienceView, segment: Segment, round: LensRound, key: str) -> str:
    """A thing, or what could be picked, as people read it."""
    if key in round.worded:
        return view.said(round.worded[key]) or ""
    for need in segment.needs:
        if need.id == key:
            return need.label
    for thing in segment.things:
        if thing.id == key:
            return _whose(view, segment, round, thing)
    return view.say("none of these") if key == "none" else key


def _whose(view: AudienceView, segment: Segment, round: LensRound, thing: LensThing) -> str:
    """A thing's words; of a competitor's sentence, once it was judged whose it is, whose it is."""
    text = view.said(thing.text) or ""
    if thing.company is None or round.part != "judge":
        return text
    return f"{text} ({view.labels(segment).get(thing.company, thing.company)})"


def _thing(view: AudienceView, segment: Segment, round: LensRound, key: str) -> LensThingFindings:
    cells = cells_about(round, key)
    known = {who: cell for who, cell in cells.items() if knows(cell)}
    text = thing_words(view, segment, round, key)
    if round.by == "person" and not (view.enough(len(cells)) and (not known or view.enough(len(known)))):
        return LensThingFindings(key, text, known=0, dont_know=0, counts=(), mean=None, groups=())
    counted = Counter(chain.from_iterable(map(picked, known.values())))
    numbers = [cell for cell in known.values() if isinstance(cell, int)]
    mean, middle, ends = _numbers_of(numbers)
    return LensThingFindings(
        id=key,
        text=text,
        known=len(known),
        dont_know=len(cells) - len(known),
        counts=tuple(
            LensCount(one, thing_words(view, segment, round, one), counted[one]) for one in round.picks
        ),
        mean=mean,
        groups=_groups(view, segment, round, cells),
        middle=middle,
        ends=ends,
        further=tuple(_further(view, segment, round, list(known.values()))),
    )


def _numbers_of(numbers: list[int]) -> tuple[float | None, float | None, tuple[int, int] | None]:
    """Mean, median, and the lowest and the highest."""
    if not numbers:
        return None, None, None
    return fmean(numbers), median(numbers), (min(numbers), max(numbers))


def _further(
    view: AudienceView, segment: Segment, round: LensRound, cells: list[LensCell]
) -> Iterator[LensFurther]:
    """What was picked behind the picks about one thing; nothing of fewer than three people."""
    for key, offered in round.also.items():
        named = Counter(cell[key] for cell in cells if isinstance(cell, dict) and key in cell)
        told = Counter({one: named[one] for one in offered})
        if len(offered) > 1 and told.total() and (round.by == "function" or view.enough(told.total())):
            counts = [LensCount(one, thing_words(view, segment, round, one), told[one]) for one in offered]
            yield LensFurther(view.said(round.worded.get(key)) or key, tuple(counts))


def _said(view: AudienceView, segment: Segment, round: LensRound) -> Iterator[LensSaid]:
    """What people wrote about each thing, in the order of letters: no line tells whose it is by its place.

    Once it was gathered it is the room's list, competitors' sentences among ours. Before that nothing of
    fewer than three people, and never anything private.
    """
    if round.shape != "words" or round.by == "function" or round.private:
        return
    gathered = [thing.text for thing in segment.things if thing.lens == round.of and not thing.parked]
    if gathered and not round.about:
        yield LensSaid("", _in_order(view, gathered))
    elif view.enough(len(round.answers)):
        for key in round.asked_about():
            written = chain.from_iterable(map(_lines, cells_about(round, key).values()))
            yield LensSaid(_about(view, segment, round, key), _in_order(view, written))


def _about(view: AudienceView, segment: Segment, round: LensRound, key: str) -> str:
    """What an answer is about, in words; empty where nothing was there that it could be about."""
    return "" if key == OWN else thing_words(view, segment, round, key)


def _in_order(view: AudienceView, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines without names, in the order of their letters; what several wrote stands once."""
    return tuple(sorted({view.said(line) or "" for line in lines}, key=lambda line: (line.casefold(), line)))


def _lines(cell: LensCell) -> list[str]:
    """The lines of words of one answer; none of a number, of nothing and of `dk`."""
    if isinstance(cell, dict):
        return [cell[TOLD]] if TOLD in cell else []
    return list(cell) if isinstance(cell, list) else []


def _groups(
    view: AudienceView, segment: Segment, round: LensRound, cells: Mapping[PersonId, LensCell]
) -> tuple[GroupChoice, ...]:
    """What most of each function say that may be shown, where they do not all say the same."""
    if round.by == "function" or round.mixed or round.shape != "pick":
        return ()
    found = list[GroupChoice]()
    known = {who: cell for who, cell in cells.items() if knows(cell)}
    together = shown_together(view, round)
    for group in record.shown_groups(together, known.keys(), _from_three(view.session), cells.keys()):
        said = Counter(picked(known[person])[0] for person in group.people)
        choice, n = said.most_common(1)[0]
        if 2 * n > len(group.people):
            found.append(
                GroupChoice(None if group.others else group.name, thing_words(view, segment, round, choice))
            )
    return tuple(found) if len({one.text for one in found}) > 1 else ()


def shown_together(view: AudienceView, round: LensRound) -> tuple[record.Group, ...]:
    """Who shows together, settled once for a part: a grouping for each thing would tell who knows it."""
    here = (person for person, why in round.not_answered.items() if why in record.HERE)
    gave = [person for person, row in round.answers.items() if _knows_any(row)]
    return record.groups(_from_three(view.session), gave, {*round.answers, *here}, round.answers)


def _from_three(session: Session) -> Session:
    """The session as if nobody had ticked: small ones that show would tell who beside them knows nothing."""
    people = [one.model_copy(update={"open": None}) for one in session.participants]
    return session.model_copy(update={"participants": people})


def _knows_any(row: LensRow) -> bool:
    return isinstance(row, dict) and any(map(knows, row.values()))


def _cards(view: AudienceView, segment: Segment, round: LensRound) -> list[LensCard]:
    """Functions' cards of words, thing by thing, in the order of the things."""
    if round.by != "function" or round.shape != "words":
        return []
    found = list[LensCard]()
    for key in round.asked_about():
        about = _about(view, segment, round, key)
        for function, row in round.cards.items():
            cell = cell_of(row, key)
            if cell is not None:
                found.append(_card(view, round, (function, about), cell))
    return found


def _card(view: AudienceView, round: LensRound, whose: tuple[str, str], cell: LensCell) -> LensCard:
    words = tuple(view.said(line) or "" for line in _lines(cell))
    beside = [(key, cell[key]) for key in round.lines if isinstance(cell, dict) and key in cell]
    said = ((key, text if key == round.names else view.said(text) or "") for key, text in beside)
    lines = tuple((round.worded.get(key, key), text) for key, text in said)
    return LensCard(*whose, words, cell != NOTHING and not words, lines)
