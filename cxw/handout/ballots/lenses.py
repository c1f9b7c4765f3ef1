"""Slips and cards of the lenses that were chosen: what is printed of each part, and whose each slip is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from cxw.day import record
from cxw.day.desk import Person
from cxw.day.lens_cards import card_writers, may_have_card
from cxw.day.lens_rounds import functions_here
from cxw.day.lens_texts import dealt_again_to, read_by
from cxw.day.lenses import in_language
from cxw.day.set_up import one_line
from cxw.handout.ballots.first_questions import Part
from cxw.handout.ballots.lens_shapes import WRITTEN, AskedOnPaper
from cxw.keyboard.letters import letters_of_names
from cxw.model import LensAfter, LensDefinition, Participant, PersonId, Segment, Session
from cxw.text.phrases import Phrases

LETTERS = 24
"""A word of more letters may break: a slip is half a page wide, or a quarter."""
FEW = 2
"""People of a function whose card is as good as signed, at most."""
OF_PARTS = "{name}, {part} of {parts}"
WHO = "Name or card"
FUNCTION = "Department"
READER = "Reader {number}"
READ_OUT = "This card is read out and shown as your department's."
MAY_ABSTAIN = (
    "You are only one or two: the others will know whose words these are. "
    "You may pass: hand the card in empty."
)
MAY_ABSTAIN_IF_FEW = (
    "If you are only one or two, the others will know whose words these are. "
    "You may pass then: hand the card in empty."
)
ALONE_BEHIND_TICK = (
    "You are the only one here from your department: this card is taken in only if you have ticked that your "
    "department may be shown by itself. If you have not, keep it."
)
IF_ALONE = (
    "If you are the only one, it is taken in only if you have ticked that your department may be shown by "
    "itself."
)
NEW_SHEET = (
    "This sheet takes the place of an earlier one: the last text is new on it.",
    "This sheet takes the place of an earlier one: the last {number} texts are new on it.",
)
PUT_AWAY = (
    "This slip is put away: what is on it is shown, printed and passed on nowhere. "
    "Of all of them together one number is made at most."
)


@dataclass(frozen=True)
class LensSlips:
    """One part of a lens on paper: where it comes in the day, and its slips."""

    after: LensAfter
    blank: Part
    """the slip as whoever is handed it fills it in"""
    whose: Literal["person", "function", "reader"] = "person"
    """each person's, alike; each function's card; each reader's sheet of the texts dealt to them"""
    own: Mapping[str, Part] = field(default_factory=dict)
    """the cards by function, the sheets by person; none where nobody is known"""
    many: bool = False
    """whether four of them may stand on a page"""

    def handed_round(self) -> Part | None:
        """The slip to print often, or all that are somebody's own; None where nobody reads texts."""
        if self.own or self.whose == "reader":
            return self._sheet([*self.own.values()])
        several = {} if self.whose == "person" else {"cards": True}
        return {"up": self._up(), "slips": [self.blank], "spare": [], "flows": True, **several}

    def by_name(self, hands: Sequence[tuple[PersonId, Part]]) -> Part | None:
        """One for each of these people, with what is theirs of a slip; None where none of them has one."""
        match self.whose:
            case "function":
                return self.handed_round()
            case "reader":
                return self._sheet([{**self.own[id], **theirs} for id, theirs in hands if id in self.own])
            case "person":
                return self._sheet([{**self.blank, **theirs} for _, theirs in hands])

    def _sheet(self, slips: list[Part]) -> Part | None:
        spare = [] if self.whose == "reader" else [self.blank]
        sheet = {"up": self._up(), "slips": slips, "spare": spare, "flows": True, "own": True}
        return sheet if slips else None

    def _up(self) -> list[int]:
        """How many may stand on a page: readers' texts fill one by themselves."""
        if self.whose == "reader":
            return [1]
        return [4, 2, 1] if self.many else [2, 1]


def lens_slips(
    session: Session, segment: Segment, lenses: Sequence[LensDefinition], say: Phrases
) -> tuple[LensSlips, ...]:
    """The slips of every part of these lenses, in the order in which they are asked.

    Without those of texts that are not drawn yet: nobody can read them.
    """
    found = list[LensSlips]()
    for lens in lenses:
        for part in lens.parts():
            question = lens.question(part)
            assert question is not None
            asked = AskedOnPaper(session, segment, lens, part, question, say)
            if asked.things or not asked.quotes:
                found.append(_slips(asked))
    return tuple(found)


def lacks_texts(segment: Segment, lens: LensDefinition) -> bool:
    """Whether a lens is about texts of customers of whom none are drawn for this segment."""
    return lens.about == "voices" and not any(thing.lens == lens.lens for thing in segment.things)


def _slips(asked: AskedOnPaper) -> LensSlips:
    after, many = asked.lens.after, asked.question.shape == "percent"
    if asked.question.by == "function":
        blank = _slip(asked, FUNCTION, _read_out(asked, ""))
        return LensSlips(after, blank, "function", dict(_cards(asked)), many)
    blank = _slip(asked, WHO, _put_away(asked))
    if asked.quotes and asked.part == "say":
        return LensSlips(after, blank, "reader", dict(_sheets_of_readers(asked)))
    return LensSlips(after, blank, many=many)


def _slip(asked: AskedOnPaper, who: str, told: str) -> Part:
    """A slip without whose it is; `told` stands on it before anything is written."""
    say, session = asked.say, asked.session
    whole = asked.lens.private or asked.question.by == "function"
    small = session.thresholds.small_function
    return {
        "segment": asked.segment.name,
        "head": _head(asked),
        "order": "",
        "who": say(who),
        "name": "",
        "letters": "",
        "question": in_language(asked.question.ask, say),
        "parts": [*_told(told), *WRITTEN[asked.question.shape](asked)],
        "brand": one_line(session.brand.name or ""),
        "beside": [],
        "kept": say(record.KEPT) if whole else record.what_is_kept(session.attribution, small, say),
        "long": LETTERS,
    }


def _head(asked: AskedOnPaper) -> str:
    """The name of the lens, and which of its parts this is where it has several."""
    name, parts = in_language(asked.lens.name, asked.say), asked.lens.parts()
    if len(parts) == 1:
        return name
    return asked.say(OF_PARTS, name=name, part=parts.index(asked.part) + 1, parts=len(parts))


def _put_away(asked: AskedOnPaper) -> str:
    return asked.say(PUT_AWAY) if asked.lens.private else ""


def _told(text: str) -> list[Part]:
    return [{"k": "told", "text": text}] if text else []


# whose they are


def _read_out(asked: AskedOnPaper, function: str) -> str:
    """What a card says before anybody writes on it; a function of two may pass, one alone needs a tick."""
    say = asked.say
    if not function:
        return f"{say(READ_OUT)} {say(MAY_ABSTAIN_IF_FEW)} {say(IF_ALONE)}"
    if not may_have_card(asked.session, asked.segment, function):
        return f"{say(READ_OUT)} {say(ALONE_BEHIND_TICK)}"
    few = len(card_writers(asked.session, asked.segment, function)) <= FEW
    return f"{say(READ_OUT)} {say(MAY_ABSTAIN)}" if few else say(READ_OUT)


def _cards(asked: AskedOnPaper) -> Iterator[tuple[str, Part]]:
    """A card of each function, with the letters by which the desk finds it."""
    functions = functions_here(asked.session, asked.segment)
    found = letters_of_names([Person(name, name, "", "paper") for name in functions])
    for name in functions:
        card = _slip(asked, FUNCTION, _read_out(asked, name))
        yield name, {**card, "who": "", "name": name, "letters": found[name]}


def _sheets_of_readers(asked: AskedOnPaper) -> Iterator[tuple[PersonId, Part]]:
    """A sheet of each reader: the texts dealt to them and no others, numbered as the desk asks for them."""
    for number, reader, texts in dealt_texts(asked.session, asked.segment, asked.things):
        new = dealt_again_to(asked.segment, asked.lens.lens, reader.id)
        told = asked.say(NEW_SHEET[new > 1], number=new) if new else ""
        sheet = _slip(replace(asked, only=tuple(texts)), WHO, f"{_put_away(asked)} {told}".strip())
        yield reader.id, {**sheet, "name": asked.say(READER, number=number)}


def dealt_texts(
    session: Session, segment: Segment, texts: Sequence[str]
) -> Iterator[tuple[int, Participant, list[str]]]:
    """Each reader who is still there with their texts: those dealt to them, and those dealt to nobody.

    The number is their place among all of the segment.
    """
    for number, person in enumerate(session.members(segment), 1):
        dealt = read_by(segment, texts, person.id)
        if dealt and not person.gone:
            yield number, person, dealt
