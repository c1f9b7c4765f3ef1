"""The rounds of a lens: what a part is about, who answers it, what is missing, what the room names itself.

A round holds all that was asked, so that a day goes on, or is replayed, without the definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random

from cxw.day import record
from cxw.day.lens_cards import functions_with_card
from cxw.day.lens_texts import read_by
from cxw.day.lenses import in_language, opens_later
from cxw.day.rounds import close
from cxw.day.spellings import folded, named_functions
from cxw.model import (
    DK,
    GATHERED,
    LensCell,
    LensDefinition,
    LensDetail,
    LensPart,
    LensQuestion,
    LensRound,
    LensRow,
    LensThing,
    Participant,
    Segment,
    Session,
    StageName,
    Worded,
    ids_of,
    knows,
    lines_in,
)
from cxw.text.phrases import Phrases

NONE = "none"
"""What is picked where none of our needs fits."""
ALSO, CARD = "also ", "card "
"""Before the word of a further pick, and before the thing of a card, in the names of parts of a ballot."""
OVER_LENS = "this is over: nothing more is taken in"
NOT_CHOSEN = "not chosen"
"""Why a thing the room named is not looked at further."""
SKIPPED = "lens "
"""Before the word of a lens in what a segment skipped."""


def newest_part(segment: Segment, lens: str, part: LensPart) -> LensRound | None:
    """The round of one part that was opened last; None where it was not asked yet."""
    found = (one for one in reversed(segment.lenses) if (one.of, one.part) == (lens, part))
    return next(found, None)


def is_over(segment: Segment, lens: LensDefinition) -> bool:
    """Whether a segment has nothing left to do with a lens: it is done there, or was left out."""
    if SKIPPED + lens.lens in segment.skipped:
        return True
    last = newest_part(segment, lens.lens, lens.parts()[-1])
    return last is not None and last.sentence is not None


def is_due(segment: Segment, lens: LensDefinition) -> bool:
    """Whether a chosen lens comes now: the stage it follows was left, and it is not over.

    One that is asked while points are sealed comes to its end once these are shown, and not without.
    """
    if is_over(segment, lens):
        return False
    if lens.after == "sealed":
        said = newest_part(segment, lens.lens, "say")
        ready = said is not None and said.closed is not None
        return ready and points_shown(segment) and _is_left(segment, "weights")
    return not opens_later(segment, lens) and (lens.after == "nothing" or _is_left(segment, stage_of(lens)))


def stage_of(lens: LensDefinition) -> StageName:
    """The stage the room is at, or has just left, while a lens is asked."""
    match lens.after:
        case "nothing" | "needs":
            return "needs"
        case "sealed" | "weights":
            return "weights"
        case "grid":
            return "grid"


def points_shown(segment: Segment) -> bool:
    """Whether any points of a segment were shown."""
    return any(round.revealed is not None for round in segment.rounds_of("weights"))


def _is_left(segment: Segment, stage: StageName) -> bool:
    return segment.stages.of(stage).done is not None or stage in segment.skipped


def skip_lens(session: Session, segment: Segment, lens: str, why: str, now: dt.datetime) -> None:
    """Keep that a lens ends here or does not happen: what is open is closed and sealed, unrevealed."""
    for round in segment.lenses:
        if round.of == lens and round.closed is None:
            close_part(session, segment, round, now)
    segment.skipped[SKIPPED + lens] = why


def take_back_skip(segment: Segment, lens: str) -> None:
    """Let a lens happen after all."""
    segment.skipped.pop(SKIPPED + lens, None)


# what is asked


def open_part(
    session: Session, segment: Segment, asked: tuple[LensDefinition, LensPart], now: dt.datetime, say: Phrases
) -> LensRound:
    """Open one part of a lens, in the language of the room; it is the segment's newest."""
    lens, part = asked
    question = lens.question(part)
    assert question is not None, "only parts that a lens has are opened"
    about = asked_things(session, segment, lens, part)
    also = question.also
    round = LensRound(
        of=lens.lens,
        part=part,
        shape=question.shape,
        title=in_language(lens.name, say),
        ask=in_language(question.ask, say),
        worded={key: in_language(text, say) for key, text in worded_in(question).items()},
        about=about,
        picks=asked_picks(session, segment, question),
        lines=list(question.and_),
        also={also.pick: asked_picks(session, segment, also)} if also else {},
        opened=now,
    )
    if question.by == "function":
        round.by = question.by
    if lens.private:
        round.private = True
    if part == "say" and lens.promise is not None:
        round.names = lens.promise.owner
    segment.lenses.append(round)
    return round


def worded_in(question: LensQuestion) -> dict[str, Worded]:
    """Each short word of what can be picked, of a line, of a further question, with what people read."""
    found: dict[str, Worded] = {}
    for choices in (question.of, question.and_, question.also.of if question.also else None):
        if isinstance(choices, Mapping):
            found |= choices
    if question.also:
        found[question.also.pick] = question.also.ask
    return found


def asked_picks(session: Session, segment: Segment, asked: LensQuestion | LensDetail) -> list[str]:
    """What can be picked or ticked; of a percentage the words stand for what it is about."""
    if isinstance(asked, LensQuestion) and asked.shape == "percent":
        return []
    if asked.of == "needs":
        return [*segment.chosen, NONE]
    return functions_here(session, segment) if asked.of == "functions" else list(asked.of or {})


def asked_things(session: Session, segment: Segment, lens: LensDefinition, part: LensPart) -> list[str]:
    """What a part is about: ids of needs or things, functions, short words; none where the room names it."""
    question = lens.question(part)
    if question is not None and question.shape == "percent" and question.of != "needs":
        return list(question.of) if isinstance(question.of, Mapping) else functions_here(session, segment)
    if lens.about == "needs" or (question is not None and question.shape == "percent"):
        return _of_needs(segment, lens)
    if lens.about == "voices":
        return [thing.id for thing in segment.things if thing.lens == lens.lens]
    return [] if part == "say" else _named(session, segment, lens)


def nothing_to_judge(session: Session, segment: Segment, lens: LensDefinition) -> bool:
    """Whether the room has named nothing that the second question, not asked yet, could be about."""
    return newest_part(segment, lens.lens, "judge") is None and not asked_things(
        session, segment, lens, "judge"
    )


def _named(session: Session, segment: Segment, lens: LensDefinition) -> list[str]:
    """What the room has named when it is judged: functions with a card that says something, or things."""
    if lens.about != "functions":
        return _gathered(session, segment, lens)
    said = newest_part(segment, lens.lens, "say")
    return [name for name, row in said.cards.items() if _says_something(row)] if said else []


def _says_something(row: LensRow) -> bool:
    return isinstance(row, dict) and any(isinstance(cell, dict | list) for cell in row.values())


def _of_needs(segment: Segment, lens: LensDefinition) -> list[str]:
    """The chosen needs, those with most points first where points are shown, as many as the lens takes."""
    found = record.weights(segment)
    means = found.means() if found else {}
    return sorted(segment.chosen, key=lambda need: -means.get(need, 0))[: lens.most]


def _gathered(session: Session, segment: Segment, lens: LensDefinition) -> list[str]:
    """What the room named and did not leave out; sentences are mixed, so that nobody knows whose is whose."""
    found = [thing.id for thing in segment.things if thing.lens == lens.lens and thing.parked is None]
    if lens.about == "sentences":
        Random(f"{session.seed} {segment.id} {lens.lens}").shuffle(found)  # noqa: S311  (no secret)
    return found[: lens.most]


def functions_here(session: Session, segment: Segment) -> list[str]:
    """The functions of whoever is asked in a segment, in the order of the file."""
    return list(dict.fromkeys(named_functions(session.members(segment))))


# who answers


def who_answers(session: Session, segment: Segment, round: LensRound) -> list[Participant]:
    """The people who are asked: those who were there when it was opened, and of texts only their readers."""
    here = [person for person in session.members(segment) if person.here(round.opened)]
    return [person for person in here if reads(segment, round, person.id)]


def reads(segment: Segment, round: LensRound, person: str) -> bool:
    """Whether somebody was given any of the texts; true of everybody where it is about something else."""
    return not round.about or bool(asked_of(segment, round, person))


def asked_of(segment: Segment, round: LensRound, who: str) -> list[str]:
    """What one person, or function, is asked about: of texts only those that person reads."""
    asked = round.asked_about()
    return asked if round.part != "say" or round.by == "function" else read_by(segment, asked, who)


def of_own_texts(segment: Segment, round: LensRound) -> LensRound:
    """A round in which a row that is `dk` as a whole says so of the texts that person read, and no other."""
    read = {who: asked_of(segment, round, who) for who, row in round.answers.items() if row == DK}
    few = {who: some for who, some in read.items() if len(some) < len(round.asked_about())}
    if not few:
        return round
    return round.model_copy(
        update={"answers": round.answers | {who: dict.fromkeys(some, DK) for who, some in few.items()}}
    )


def parts_missing(segment: Segment, round: LensRound, who: str, *, alike: bool = False) -> list[str]:
    """The parts of a ballot that somebody has yet to answer, by their names.

    `alike`: a further pick is asked of who knows nothing too, as everybody sees who is asked what.
    """
    row = round.said().get(who)
    none: Mapping[str, object] = round.not_answered if round.by == "person" else round.no_card
    if row == DK or who in none:
        return []
    if not isinstance(row, dict):
        return all_parts(segment, round, who)
    if round.shape == "words":
        return [CARD + key for key in asked_of(segment, round, who) if key not in row]
    return [ALSO + key for key in round.also if _lacks(row, key, alike=alike)]


def _lacks(row: Mapping[str, LensCell], key: str, *, alike: bool) -> bool:
    """Whether a further pick is not there behind something that was picked, or behind anything."""
    cells = [cell for cell in row.values() if isinstance(cell, dict)]
    known = [cell for cell in cells if knows(cell)]
    return any(key not in cell for cell in known or (cells if alike else []))


def all_parts(segment: Segment, round: LensRound, who: str) -> list[str]:
    """All parts of a ballot, by their names."""
    if round.shape == "words":
        return [CARD + key for key in asked_of(segment, round, who)]
    return [round.shape, *(ALSO + key for key in round.also)]


# its life


def close_part(session: Session, segment: Segment, round: LensRound, now: dt.datetime) -> None:
    """Close and seal one part; a function without a card is kept as absent, as a person is."""
    asked = functions_with_card(session, segment, round.opened) if round.by == "function" else []
    for name in asked:
        if name not in round.cards:
            round.no_card.setdefault(name, "absent")
    close(session, segment, round, now)


def gather(segment: Segment, round: LensRound) -> None:
    """Make a thing of each line the room named, of the same line once; what is there already stays.

    They stand in the order of letters: in that of the answers they would tell whose is which.
    """
    for who, row in round.said().items():
        for line in lines_in(row):
            _named_by(name_thing(segment, round.of, line), round, who, line)
    places = [n for n, one in enumerate(segment.things) if one.lens == round.of and _is_signed(one)]
    named = [segment.things[place] for place in places]
    ids = sorted(ids_of(named), key=lambda one: (len(one), one))
    for place, id, thing in zip(places, ids, sorted(named, key=_letters), strict=True):
        thing.id = id
        segment.things[place] = thing


def _is_signed(thing: LensThing) -> bool:
    """Whether somebody named it, a person or a function; nobody has spoken of it yet."""
    return bool(thing.proposed or thing.functions)


def _letters(thing: LensThing) -> tuple[str, str]:
    return folded(thing.text), thing.text


def name_thing(segment: Segment, lens: str, text: str) -> LensThing:
    """The thing of these words, made where it is not there yet."""
    for thing in segment.things:
        if thing.lens == lens and folded(thing.text) == folded(text):
            return thing
    made = LensThing(id=_new_id(segment, lens), lens=lens, text=text)
    segment.things.append(made)
    return made


def _named_by(thing: LensThing, round: LensRound, who: str, line: str) -> None:
    if round.by == "function":
        thing.functions = list(dict.fromkeys([*thing.functions, who]))
    elif line not in thing.proposed.get(who, ()):
        thing.proposed.setdefault(who, []).append(line)


def _new_id(segment: Segment, lens: str) -> str:
    taken, number = {*ids_of(segment.things)}, 1
    while f"{lens}-{number}" in taken:
        number += 1
    return f"{lens}-{number}"


def too_many(segment: Segment, lens: LensDefinition) -> list[LensThing]:
    """What the room named where it is more than the lens looks at, and it has not chosen; else nothing."""
    if lens.about not in GATHERED or lens.judge is None:
        return []
    found = [thing for thing in segment.things if thing.lens == lens.lens]
    left = [thing for thing in found if thing.parked is None]
    return left if len(left) > lens.most else []


def keep_things(segment: Segment, lens: str, kept: Sequence[str]) -> None:
    """Look only at these of what the room named; the others stay in the file."""
    for thing in segment.things:
        if thing.lens == lens and thing.id not in kept:
            thing.parked = NOT_CHOSEN
