"""What a typed slip says: whose it is, and the row on it. Pure: a line in, a value or a sentence out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cxw.day.desk import Item, Part, Person, Value
from cxw.day.names import who
from cxw.day.weights import TOTAL
from cxw.model import DK, Contact, Missing
from cxw.text.saying import many

Read = tuple[Value | None, str]
"""A value, or None and why there is none."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_FRACTION = re.compile(r"([0-9]{1,3})[.,]([0-9]+)")
_UNKNOWN = {"d", "dk", "?"}
REASONS = {
    "f": ("fact", "a fact I did not know"),
    "a": ("argument", "an argument"),
    "w": ("wording", "I had understood the words otherwise"),
    "g": ("agreement", "to agree with the others"),
    "n": ("none", "none of these"),
}
TICKED = {"y": True, "j": True, "n": False}
"""A box that is ticked, in English and in German, and one that is not. No words: Jan and Noor are names."""
CONTACTS: dict[str, Contact] = {
    "w": "this week",
    "q": "this quarter",
    "l": "longer ago",
    "r": "rather not say",
}
BESIDE = ("tick", "contact")
"""What stands on a first ballot beside answers: one letter each, behind them."""
WHY: tuple[Missing, ...] = ("late", "left", "declined", "absent")
SAME = ("=", "same")
"""In a second round: the row of the first one again."""
_ROW_WORDS = {*WHY, *SAME, *_UNKNOWN, "laptop", *(name for name, _ in REASONS.values())}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


Cell = tuple[str, str]
"""A company and a need."""


@dataclass(frozen=True)
class Step:
    """What is typed in one go: a part of a ballot, and for marks one company of it, or one need."""

    part: Part
    company: Item | None = None
    need: Item | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells this step from the others of a ballot."""
        about = self.company or self.need
        return self.part.id, about.id if about else ""

    @property
    def cells(self) -> list[Cell]:
        """The marks of this row, in the order in which they are typed."""
        return [
            (company.id, need)
            for company in self.part.companies
            for need in _asked(self.part, company)
            if self.company in (None, company) and (self.need is None or self.need.id == need)
        ]

    @property
    def items(self) -> list[Item]:
        """What the numbers of this row are about: needs, or the companies where a need is the row."""
        if self.need is not None:
            return [one for one in self.part.companies if self.need.id in _asked(self.part, one)]
        asked = _asked(self.part, self.company) if self.company else [need.id for need in self.part.needs]
        return [need for need in self.part.needs if need.id in asked]

    @property
    def count(self) -> int:
        """How many numbers this row has."""
        return len(self.items)


def _asked(part: Part, company: Item) -> Sequence[str]:
    return part.asked.get(company.id, ()) or [need.id for need in part.needs]


def steps(parts: Sequence[Part], order: Sequence[str] = (), *, by_need: bool = False) -> list[Step]:
    """A ballot taken apart into what is typed in one go, its needs in the order of the slip."""
    found: list[Step] = []
    for part in [_ordered(part, order) for part in parts] if order else parts:
        if part.kind != "marks":
            found.append(Step(part))
        elif by_need:
            found += [step for need in part.needs if (step := Step(part, need=need)).count]
        else:
            found += [Step(part, company) for company in part.companies]
    return found


def _ordered(part: Part, order: Sequence[str]) -> Part:
    asked = {company: tuple(sorted(needs, key=order.index)) for company, needs in part.asked.items()}
    return replace(part, needs=tuple(sorted(part.needs, key=lambda need: order.index(need.id))), asked=asked)


def in_file(value: Value, order: Sequence[str]) -> Value:
    """The same answer with its needs in the order of the file, whatever the slip's was."""
    if not isinstance(value, dict):
        return value
    if any(isinstance(row, dict) for row in value.values()):
        return {company: in_file(row, order) for company, row in value.items()}
    return {need: value[need] for need in order if need in value}


def standing(rest: int) -> str:
    """Which way a row is off, without saying how far."""
    if rest > 0:
        return "points missing"
    return "too many" if rest < 0 else "complete"


def rest_in_words(rest: int) -> str:
    """How far a row is off, for those who may see it."""
    if rest > 0:
        return f"{rest} still to give"
    return f"{-rest} too many" if rest < 0 else "all 100 given"


def closing_words(waiting: int, drafts: int) -> str:
    """What becomes of those who are still missing when the round is closed now."""
    if not drafts:
        return "close without them: they are recorded as absent"
    others = ", the others are recorded as absent" if drafts < waiting else ""
    return f"close without them: what was put aside stays to be looked at{others}"


@dataclass(frozen=True)
class Slip:
    """A typed line taken apart: the letters of a name, the row, and the letter of its order, if any."""

    letters: str
    row: str
    order: str = ""


def split(
    line: str,
    orders: Collection[str] = (),
    people: Sequence[Person] = (),
    part: Part | None = None,
    *,
    beside: bool = False,
) -> Slip:
    """The name, at either end of the line, and the rest; an order's letter comes first.

    As many words are the name's as somebody's begins with; `part` is what is answered: its letters are none,
    nor are those of a tick and a last contact before a name at the end, where they are asked `beside` it.
    """
    tokens = _NAMES_END.sub(" ", line).split()
    if tokens and tokens[0].upper() in orders:
        rest = split(" ".join(tokens[1:]), (), people, part, beside=beside)
        return replace(rest, order=tokens[0].upper())
    if not tokens:
        return Slip("", "")
    if _is_name(tokens[0]):
        count = _words_of_name(tokens, people, part)
        return Slip(" ".join(tokens[:count]), " ".join(tokens[count:]))
    if len(tokens) > 1 and _is_name(tokens[-1]) and not (beside and _is_beside(tokens[-1])):
        count = 1 if beside and _is_beside(tokens[-2]) else _words_of_name(tokens[::-1], people, part)
        return Slip(" ".join(tokens[-count:]), " ".join(tokens[:-count]))
    return Slip("", " ".join(tokens))


_NAMES_END = re.compile(r":|(?<=[^\W\d]),")
"""What people write behind a name: a colon, a comma."""


def _words_of_name(tokens: Sequence[str], people: Sequence[Person], part: Part | None) -> int:
    """How many of these words are a name: the first one, and what follows while somebody is called so."""
    run = 1
    while run < len(tokens) and _is_name(tokens[run]) and not _answers(tokens[run].casefold(), part):
        run += 1
    return next((count for count in range(run, 1, -1) if who(" ".join(tokens[:count]), people)), 1)


def _answers(word: str, part: Part | None) -> bool:
    """Whether a word that could be part of a name is what somebody answered."""
    if part is not None and part.kind == "votes":
        places = [place_of(mark) for mark in word]
        return all(place is not None and place < len(part.needs) for place in places)
    return word in _ROW_WORDS or (part is not None and part.kind == "reason" and word in REASONS)


def _is_beside(token: str) -> bool:
    return token.casefold() in {*TICKED, *CONTACTS}


def _is_name(token: str) -> bool:
    return token[0].isalpha() and token.casefold() not in {*_UNKNOWN, *SAME}


def tokens_of(row: str, count: int) -> list[str]:
    """The numbers as typed, apart by spaces, semicolons or commas; a comma inside a number stays in it."""
    parts = [part.strip(",") for part in re.split(r"[\s;/|]+", row.strip()) if part.strip(",")]
    if len(parts) != 1:
        return parts
    by_comma = [part for part in parts[0].split(",") if part]
    return by_comma if len(by_comma) == count or count > 2 else parts


def is_unknown(row: str) -> bool:
    """Whether the row says: I do not know."""
    return row.strip().casefold() in _UNKNOWN


def points(row: str, needs: Sequence[Item]) -> Read:
    """A row of points: whole numbers that add up to 100, or dk."""
    if is_unknown(row):
        return DK, ""
    tokens = tokens_of(row, len(needs))
    why = _not_whole(tokens, "points", TOTAL)
    if why:
        return None, why
    if len(tokens) != len(needs):
        return (
            None,
            f"{_want(len(needs), 'need', 'needs', 'number')}, here are {len(tokens)}; a zero is written 0.",
        )
    rest = TOTAL - sum(int(token) for token in tokens)
    if rest:
        return None, f"The points add up to {TOTAL - rest}: {rest_in_words(rest)}."
    return {need.id: int(token) for need, token in zip(needs, tokens, strict=True)}, ""


def sum_off(row: str, needs: Sequence[Item]) -> int:
    """How far a row of the right length is from 100; 0 when it is not such a row."""
    tokens = tokens_of(row, len(needs))
    if len(tokens) != len(needs) or not all(_NUMBER.fullmatch(token) for token in tokens):
        return 0
    return TOTAL - sum(int(token) for token in tokens)


def _want(asked: int, one: str, more: str, what: str) -> str:
    return f"{many(asked, f'{one} wants', f'{more} want')} {many(asked, what)}"


def marks_row(row: str, asked: Sequence[str], what: str = "needs") -> tuple[dict[str, int | str] | None, str]:
    """One row of marks: whole numbers from 0 to 10, or d, one for each of `what` is asked about."""
    if is_unknown(row):
        return dict.fromkeys(asked, DK), ""
    tokens = tokens_of(row, len(asked))
    if why := not_marks(tokens):
        return None, why
    if len(tokens) != len(asked):
        one = "company" if what == "companies" else "need"
        said = f"{_want(len(asked), one, what, 'mark')}, here are {len(tokens)}; d is: does not know."
        return None, said
    marks = [DK if is_unknown(token) else int(token) for token in tokens]
    return dict(zip(asked, marks, strict=True)), ""


def not_marks(tokens: Sequence[str]) -> str:
    """Which of these is no mark, and why; nothing when each is one."""
    return _not_whole([token for token in tokens if not is_unknown(token)], "marks", 10)


def _marks(step: Step, row: str) -> Read:
    """A row of marks as the ballot takes them: company -> need -> mark."""
    what = "companies" if step.need else "needs"
    marks, why = marks_row(row, [item.id for item in step.items], what)
    found: dict[str, dict[str, int | str]] = {}
    for (company, need), mark in zip(step.cells, (marks or {}).values(), strict=marks is not None):
        found.setdefault(company, {})[need] = mark
    return (None, why) if marks is None else (found, "")


def reads_as_slip(text: str) -> bool:
    """Whether a line asked for words is one word or none and a row of three numbers or more."""
    row = tokens_of(split(text).row.replace("%", " "), 3)
    numbers = [token for token in row if _NUMBER.fullmatch(token)]
    return len(numbers) >= 3 and all(token in numbers or is_unknown(token) for token in row)


def percent(row: str) -> Read:
    """0 to 100 with or without its sign, or dk."""
    if is_unknown(row):
        return DK, ""
    token = row.replace("%", " ").strip()
    why = _not_whole([token], "percent", 100)
    return (None, why) if why else (int(token), "")


def votes(row: str, part: Part) -> Read:
    """Letters of needs, or their numbers where there are more than 26: as many as allowed, each once."""
    ids: list[str] = []
    for token in re.split(r"[\s,;]+", row.strip()):
        for mark in [token] if token.isdigit() else token.casefold():
            number = place_of(mark)
            if number is None or number >= len(part.needs):
                return None, f"{mark} is no letter of a need on this list."
            ids.append(part.needs[number].id)
    if len(set(ids)) < len(ids):
        return None, "One vote a need: one of them has two."
    if part.most and len(ids) > part.most:
        return None, f"At most {part.most} votes a person, here are {len(ids)}."
    return ids, ""


def letter_of(place: int, count: int) -> str:
    """The mark a need carries on a list: a letter, or a number on lists that are longer than the alphabet."""
    return LETTERS[place] if count <= len(LETTERS) else str(place + 1)


def place_of(mark: str) -> int | None:
    """Which need of a list a letter or number means."""
    if re.fullmatch(r"[0-9]{1,4}", mark):
        return int(mark) - 1 if int(mark) else None
    return LETTERS.index(mark) if len(mark) == 1 and mark in LETTERS else None


def reason(row: str) -> Read:
    """The one word why somebody moved, by its letter or in full."""
    word = row.strip().casefold()
    for letter, (name, _) in REASONS.items():
        if word in (letter, name):
            return name, ""
    return None, "One letter: " + ", ".join(
        f"{letter} {words}" for letter, (_, words) in REASONS.items()
    ) + "."


def ticked(row: str) -> Read:
    """Whether the box on a slip is ticked."""
    word = row.strip().casefold()
    if word in TICKED:
        return TICKED[word], ""
    return None, "One letter: y where the box is ticked, n where it is not. Enter alone is n."


def contact(row: str) -> Read:
    """The last contact that is ticked on a slip."""
    word = row.strip().casefold()
    if word in CONTACTS:
        return CONTACTS[word], ""
    ways = ", ".join(f"{letter} {words}" for letter, words in CONTACTS.items())
    return None, f"One letter: {ways}. Enter alone where nothing is ticked."


def read(step: Step, row: str) -> Read:
    """The value of one step of a ballot, as typed."""
    part = step.part
    if part.kind in BESIDE:
        return ticked(row) if part.kind == "tick" else contact(row)
    if part.kind == "points":
        return points(row, part.needs)
    if part.kind == "marks":
        return _marks(step, row)
    if part.kind == "percent":
        return percent(row)
    return votes(row, part) if part.kind == "votes" else reason(row)


def missing(row: str) -> Missing | None:
    """Why somebody gives no answer, by two letters or more."""
    word = row.strip().casefold()
    return next((why for why in WHY if len(word) > 1 and why.startswith(word)), None)


def _not_whole(tokens: Sequence[str], what: str, most: int) -> str:
    for token in tokens:
        fraction = _FRACTION.fullmatch(token)
        if fraction:
            low = int(fraction[1])
            return f"cxw takes whole {what}: {low} or {min(most, low + 1)}?"
        if not _NUMBER.fullmatch(token):
            return f"“{token}” is no number of {what}: whole numbers from 0 to {most}, or d."
        if int(token) > most:
            return f"{token} is more than {most}: {what} go from 0 to {most}."
    return "" if tokens or what == "marks" else f"The row is empty: whole numbers from 0 to {most}, or d."
