"""Lenses on the wall: what comes, the question, the seal, what was said and judged, findings, the sentence.

A lens's steps are `NAME comes`, `NAME PART open`, `sealed` and `shown`, `NAME findings`, `NAME sentence`.
Before a part's reveal only its question and how many answers are in is shown, never what or whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from cxw.day import lens_rounds
from cxw.day.lens_cards import functions_with_card
from cxw.day.lens_rounds import newest_part
from cxw.day.lenses import in_language
from cxw.drawing import clip
from cxw.errors import CxwError
from cxw.findings.lenses.types import LensFinding, LensFindings, LensPartFindings
from cxw.model import (
    DK,
    LENS_PARTS,
    LensDefinition,
    LensPart,
    LensQuestion,
    LensRound,
    LensRow,
    Segment,
    Session,
)
from cxw.text.phrases import Phrases
from cxw.wall.lens_parts import cards_heard, part_pages
from cxw.wall.page import Page
from cxw.wall.scene import Scene, aside_note, asking, language_on_walls, numbered, sealed_page, step_of

COMES, FINDINGS, SENTENCE = "comes", "findings", "sentence"
BRIEF = 66
"""Cells of what was said, where it is judged: it stands whole on the wall before, and on slips and phones."""
MOST_CHOICES = 8
"""What can be picked, as one line under the question."""
HAPPENS = {
    "guess": "Before we look, everybody guesses, alone.",
    "card": "Each department fills in one card, which is read out as its own.",
    "private": "Everybody answers alone, about themselves. No row of it is ever shown.",
    "texts": "Each text is read by two of us, alone.",
    "say": "Everybody answers alone; all of it is shown at once, without names.",
    "judge": "Then everybody judges what was said, alone.",
    "judging card": "Then each department judges what was said.",
}
"""What happens in a lens, part by part."""


def pages(scene: Scene) -> list[Page]:
    """The pages of one step; of a part that was not opened what comes."""
    name, _, step = scene.view.step.partition(" ")
    part, _, wanted = step.partition(" ")
    if step == FINDINGS:
        return _findings(scene, name) or [_comes(scene, name)]
    if step == SENTENCE:
        return [_sentence(scene, name)]
    round = _part_of(scene.segment, name, part)
    if round is None:
        return [_comes(scene, name)]
    match step_of(round, wanted):
        case "shown":
            return _shown(scene, round)
        case "sealed":
            return [_sealed(scene, round)]
    return [_open(scene, round)]


def is_shown(scene: Scene) -> bool:
    """Whether this step has something revealed to show."""
    name, _, step = scene.view.step.partition(" ")
    found = _found(scene, name)
    if found is None:
        return False
    if step == FINDINGS:
        return bool(found.findings)
    if step == SENTENCE:
        return bool(found.sentence)
    round = _part_of(scene.segment, name, step.partition(" ")[0])
    return round is not None and round.revealed is not None and not round.private


def steps_shown(segment: Segment, name: str) -> Iterator[str]:
    """The steps of a lens that may show something, in their order."""
    for part in LENS_PARTS:
        if newest_part(segment, name, part) is not None:
            yield f"{name} {part} shown"
    yield from (f"{name} {FINDINGS}", f"{name} {SENTENCE}")


def _part_of(segment: Segment, name: str, word: str) -> LensRound | None:
    """The round of the part that a step names; None of a word that is no part, and of one not opened."""
    parts = (newest_part(segment, name, part) for part in LENS_PARTS if part == word)
    return next(parts, None)


def definition_of(session: Session, name: str, folder: Path | None) -> LensDefinition | None:
    """What a lens of this name is; None where its file is gone or faulty, as no wall depends on it."""
    from cxw.sessionfile.lens_files import chosen_lens, shipped_lenses

    for choice in session.lenses:
        try:
            lens = chosen_lens(choice, folder or Path()).lens
        except (CxwError, OSError):
            continue
        if lens is not None and lens.lens == name:
            return lens
    return shipped_lenses().get(name)


def title_of(session: Session, segment: Segment, name: str, folder: Path | None = None) -> str:
    """What a lens is called: as its rounds say, else as its definition does."""
    titles = [round.title for round in segment.lenses if round.of == name and round.title]
    if titles:
        return titles[-1]
    lens = definition_of(session, name, folder)
    return in_language(lens.name, language_on_walls(session)) if lens is not None else name


def _found(scene: Scene, name: str) -> LensFindings | None:
    """What a lens found; None until something of it is revealed, without making any numbers."""
    if not any(round.of == name and round.revealed is not None for round in scene.segment.lenses):
        return None
    return next((one for one in scene.found.lenses if one.of == name), None)


def _comes(scene: Scene, name: str) -> Page:
    """Its name, what it is for, how long it takes, and what will happen."""
    say, lens = scene.say, definition_of(scene.session, name, scene.folder)
    if lens is None:
        return Page(title_of(scene.session, scene.segment, name, scene.folder))
    ends = say("At the end we complete: {sentence}", sentence=say.in_marks(in_language(lens.sentence, say)))
    steps = numbered([*(say(words) for words in _happens(lens)), ends])
    about = (in_language(lens.why, say), say("About {minutes} minutes.", minutes=lens.minutes))
    return Page(in_language(lens.name, say), (steps,), under=about, least=len(steps.items) + 1)


def _happens(lens: LensDefinition) -> Iterator[str]:
    for part in lens.parts():
        asked = lens.question(part)
        if asked is not None:
            yield HAPPENS[_what(lens, part, asked)]


def _what(lens: LensDefinition, part: LensPart, asked: LensQuestion) -> str:
    """Which of these happens."""
    if part == "judge":
        return "judge" if asked.by == "person" else "judging card"
    if asked.by == "function":
        return "card"
    if part == "say" and lens.private:
        return "private"
    return "texts" if part == "say" and lens.about == "voices" else part


def _open(scene: Scene, round: LensRound) -> Page:
    """The question, what it is about, and how many answers have been taken in."""
    say = scene.say
    details = [*_about(scene, round), _choices(round)]
    cards = say("One card for each department.") if round.by == "function" else ""
    return asking(
        say, round.ask, _taken_in(scene, round), [*filter(None, details)], [cards, aside_note(say, round)]
    )


def _about(scene: Scene, round: LensRound) -> list[str]:
    """What a part is about, as the room reads it; texts of customers stand on slips alone."""
    things = {thing.id: thing for thing in scene.segment.things if thing.id in round.about}
    if any(thing.by_customer for thing in things.values()):
        return [
            scene.say(
                "{texts} of customers, each read by two of us",
                texts=scene.say.many(len(round.about), "text", "texts"),
            )
        ]
    told = _said_before(scene, round, bool(things))
    if told:
        return told
    needs = {need.id: need.words_at(round.opened) for need in scene.segment.needs}
    return [round.worded.get(key) or needs.get(key) or key for key in round.about]


def _said_before(scene: Scene, round: LensRound, gathered: bool) -> list[str]:
    """What others said that is judged now: lines that were gathered, or a card of each function."""
    found = _found(scene, round.of) if round.part == "judge" else None
    parts = found.parts if found is not None else ()
    told = [*chain.from_iterable(_told(part, gathered) for part in parts if part.part == "say")]
    return [clip(line, BRIEF) for line in dict.fromkeys(told)]


def _told(said: LensPartFindings, gathered: bool) -> Iterable[str]:
    if gathered:
        written = [one.lines for one in said.said] or [card.words for card in said.cards]
        return chain.from_iterable(written)
    cards = (card for card in said.cards if card.words and not card.about)
    return (f"{card.function}: {'; '.join(card.words)}" for card in cards)


def _choices(round: LensRound) -> str:
    """What can be picked, where the round says it in words of its own."""
    words = [round.worded[key] for key in round.picks if key in round.worded]
    return " · ".join(words) if len(words) <= MOST_CHOICES else ""


def _taken_in(scene: Scene, round: LensRound) -> tuple[int, int]:
    """How many have answered, of how many who are to, people or functions; never who."""
    session, segment, said = scene.session, scene.segment, round.said()
    inside = {who for who, row in said.items() if _is_whole(row, lens_rounds.asked_of(segment, round, who))}
    if round.by == "function":
        asked, gone = {*functions_with_card(session, segment, round.opened)}, {*round.no_card}
    else:
        asked = {person.id for person in lens_rounds.who_answers(session, segment, round)}
        gone = {*round.not_answered}
    return len(inside), len((asked | set(said)) - gone | inside)


def _is_whole(row: LensRow, asked: Sequence[str]) -> bool:
    """Whether a row says something about all it was asked about; a further pick is not waited for.

    Who does not know is not asked for one: a count that waited would rise sooner for them.
    """
    return row == DK or all(key in row for key in asked)


def _sealed(scene: Scene, round: LensRound) -> Page:
    say = scene.say
    if round.by == "function":
        return sealed_page(say, round, say("The cards are in."), ("card", "cards"))
    return sealed_page(say, round, say("The answers are in."))


def _shown(scene: Scene, round: LensRound) -> list[Page]:
    """What was said or judged; of what is private only what was found."""
    found = _found(scene, round.of)
    if found is None:
        return [_sealed(scene, round)]
    if round.private:
        return _findings(scene, round.of)
    part = next(part for part in found.parts if part.part == round.part)
    return part_pages(scene, found, part)


def _findings(scene: Scene, name: str) -> list[Page]:
    """One finding a page, as large as it goes; of a clash the cards under it. A sentence where none is."""
    found = _found(scene, name)
    if found is None:
        return []
    shown = chain.from_iterable(_finding(scene, one) for one in found.findings)
    return [*shown] or [Page(scene.told(found.unfound))]


def _finding(scene: Scene, one: LensFinding) -> Sequence[Page]:
    if one.cards:
        return cards_heard(scene, one.cards, one.verdict)
    return [Page(one.sentence, least=0, alone=True)]


def _sentence(scene: Scene, name: str) -> Page:
    """The sentence that the room completes, then as it completed it, with what stands behind it."""
    found = _found(scene, name)
    if found is None:
        return _comes(scene, name)
    if found.sentence:
        return Page(found.sentence, least=0, under=(_basis(scene.told, found),), alone=True)
    lens = definition_of(scene.session, name, scene.folder)
    begun = in_language(lens.sentence, scene.say) if lens is not None else found.title
    return Page(begun, under=tuple(filter(None, (found.last,))))


def _basis(say: Phrases, found: LensFindings) -> str:
    return say("What stands behind it: {basis}.", basis=say(found.basis))
