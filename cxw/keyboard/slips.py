"""What a typed slip says: whose it is, and the row on it. Pure: a line in, a value or a sentence out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cxw.desk import Item, Part, Person, Value
from cxw.model import DK, Missing
from cxw.weights import TOTAL

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
WHY: tuple[Missing, ...] = ("late", "left", "declined", "absent")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Step:
    """What is typed in one go: a part of a ballot, and for marks one company of it."""

    part: Part
    company: Item | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells this step from the others of a ballot."""
        return self.part.id, self.company.id if self.company else ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs asked about, by id and in the order of the ballot."""
        asked = self.part.asked.get(self.company.id, ()) if self.company else ()
        return tuple(asked) or tuple(need.id for need in self.part.needs)

    @property
    def items(self) -> list[Item]:
        """The same needs with their words."""
        return [need for need in self.part.needs if need.id in self.needs]


def steps(parts: Sequence[Part], order: Sequence[str] = ()) -> list[Step]:
    """A ballot taken apart into what is typed in one go, its needs in the order of the slip."""
    found: list[Step] = []
    parts = [_ordered(part, order) for part in parts] if order else parts
    for part in parts:
        found += [Step(part, company) for company in part.companies] if part.kind == "marks" else [Step(part)]
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


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Small letters without accents, so that `as` finds Åse."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def who(letters: str, people: Sequence[Person]) -> list[Person]:
    """Whom these letters can mean: a whole name or id; else how a name begins, or initials; else later names.

    Ben is not asked after because of Eva Berg; whoever is meant stands on the screen while the row is typed.
    """
    wanted = plain(letters)
    if not wanted:
        return []
    exact = [person for person in people if wanted in (plain(person.id), plain(person.name))]
    if len(exact) == 1:
        return exact
    first = [person for person in people if _begins(wanted, person)]
    return first or [person for person in people if any(word.startswith(wanted) for word in _words(person))]


def _begins(wanted: str, person: Person) -> bool:
    initials = "".join(word[:1] for word in _words(person))
    starts = (plain(person.name), plain(person.id))
    return initials == wanted or any(word.startswith(wanted) for word in starts)


def _words(person: Person) -> list[str]:
    return [plain(word) for word in re.split(r"[\s\-]+", person.name)]


@dataclass(frozen=True)
class Slip:
    """A typed line taken apart: the letters of a name, the row, and the letter of its order, if any."""

    letters: str
    row: str
    order: str = ""


def split(line: str, orders: Collection[str] = ()) -> Slip:
    """The name's letters, at either end of the line, and the rest; an order's letter comes first."""
    tokens = line.replace(":", " ").split()
    if tokens and tokens[0].upper() in orders:
        return replace(split(" ".join(tokens[1:])), order=tokens[0].upper())
    if not tokens:
        return Slip("", "")
    if _is_name(tokens[0]):
        return Slip(tokens[0], " ".join(tokens[1:]))
    if _is_name(tokens[-1]) and len(tokens) > 1:
        return Slip(tokens[-1], " ".join(tokens[:-1]))
    return Slip("", " ".join(tokens))


def _is_name(token: str) -> bool:
    return token[0].isalpha() and token.casefold() not in _UNKNOWN


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
            f"{len(needs)} needs want {len(needs)} numbers, here are {len(tokens)}; a zero is written 0.",
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


def marks_row(row: str, needs: Sequence[str]) -> tuple[dict[str, int | str] | None, str]:
    """One company's marks: whole numbers from 0 to 10, or d, one a need."""
    if is_unknown(row):
        return dict.fromkeys(needs, DK), ""
    tokens = tokens_of(row, len(needs))
    known = [token for token in tokens if not is_unknown(token)]
    why = _not_whole(known, "marks", 10)
    if why:
        return None, why
    if len(tokens) != len(needs):
        said = f"{len(needs)} needs want {len(needs)} marks, here are {len(tokens)}; d is: does not know."
        return None, said
    marks = [DK if is_unknown(token) else int(token) for token in tokens]
    return dict(zip(needs, marks, strict=True)), ""


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


def read(step: Step, row: str) -> Read:
    """The value of one step of a ballot, as typed."""
    part = step.part
    if part.kind == "points":
        return points(row, part.needs)
    if part.kind == "marks" and step.company is not None:
        marks, why = marks_row(row, step.needs)
        return (None, why) if marks is None else ({step.company.id: marks}, "")
    if part.kind == "percent":
        return percent(row)
    return votes(row, part) if part.kind == "votes" else reason(row)


def apart(left: Sequence[Step], row: str) -> list[str]:
    """The row of this step, and what follows on the same line: a conviction, or the next companies."""
    step, count = left[0], len(left[0].needs)
    if step.part.kind == "points" and len(left) > 1 and left[1].part.kind == "percent":
        tokens = tokens_of(row.replace("%", ""), count + 1)
        if len(tokens) == count + 1:
            return [" ".join(tokens[:count]), tokens[count]]
    if step.part.kind == "marks":
        counts = [len(other.needs) for other in left if other.part.kind == "marks"]
        tokens = tokens_of(row, sum(counts))
        if len(counts) > 1 and len(tokens) == sum(counts):
            return [" ".join(tokens[sum(counts[:n]) : sum(counts[: n + 1])]) for n in range(len(counts))]
    return [row]


def with_reason(left: Sequence[Step], row: str) -> list[str]:
    """As `apart`, where a reason may be the last word of the line: only after all that goes before it."""
    numbers, _, word = row.rstrip().rpartition(" ")
    asked = [step for step in left if step.part.kind in ("points", "marks")]
    if not asked or reason(word)[0] is None or reason(numbers)[0] is not None:
        return apart(left, row)
    rows = apart(left, numbers)
    whole = len(rows) == len(asked) and all(
        is_unknown(one) or len(tokens_of(one, len(step.needs))) == len(step.needs)
        for one, step in zip(rows, asked, strict=True)
    )
    return [*rows, word] if whole else apart(left, row)


def with_conviction(step: Step, row: str) -> bool:
    """Whether a whole slip of a first round was typed: its points, and one number more."""
    tokens = tokens_of(row.replace("%", " "), len(step.needs) + 1)
    short = " ".join(tokens[:-1])
    return step.part.kind == "points" and len(tokens) > len(step.needs) and not points(short, step.items)[1]


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
