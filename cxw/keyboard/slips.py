"""What a typed line says: whose slip it is, and the row on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cxw.day.desk import Person
from cxw.day.names import split_signature, who, without_accents
from cxw.model import Missing
from cxw.questions.asking import Part, TypingStep
from cxw.questions.cards import BETWEEN
from cxw.questions.pick import CONTACT, REASONS, TICK
from cxw.questions.typed import NUMBER, UNKNOWN, is_unknown, tokens_of
from cxw.text.phrases import say

WHY: tuple[Missing, ...] = ("late", "left", "declined", "absent")
WHY_TYPED: Mapping[str, Missing] = {
    **{why: why for why in WHY},
    **dict.fromkeys(("spät", "spaet", "später", "spaeter"), "late"),
    "gegangen": "left",
    **dict.fromkeys(("abgelehnt", "verzichtet"), "declined"),
    **dict.fromkeys(("abwesend", "fehlt"), "absent"),
}
"""How it is typed that somebody gives no answer, in the languages of a desk."""
SHORTEST = 2
"""Letters of a name: one alone may be what is left of another word."""
LAPTOP = ("laptop", "rechner")
TO_LAPTOP = frozenset(word[:length] for word in LAPTOP for length in range(3, len(word) + 1))
"""That somebody answers on the laptop, by three letters or more."""
SAME = ("=", "same", "gleich")
"""In a second round: the row of the first one again."""
_ROW_WORDS = {*WHY_TYPED, *SAME, *UNKNOWN, *LAPTOP, *(name for name, _ in REASONS.values())}


def closing_words(waiting: int, drafts: int) -> str:
    """What becomes of those who are still missing when the round is closed now."""
    if not drafts:
        return say("close all the same: recorded as absent")
    if drafts == waiting:
        return say("close all the same: what was put aside stays to be looked at")
    return say(
        "close all the same: what was put aside stays to be looked at, what else is missing is recorded "
        "as absent"
    )


@dataclass(frozen=True)
class SlipLine:
    """A typed line taken apart: the letters of a name, the row, and the letter of its order, if any."""

    letters: str
    row: str
    order: str = ""
    sure: bool = True
    """whether the letters stand for a name, or for nobody's; else they may be words of an answer"""
    name_last: bool = False
    """whether the name stands behind the row"""
    by_sign: bool = False
    """whether that is sure only because a sign for nothing, or for not knowing, stands behind them"""


def split_line(
    line: str,
    orders: Collection[str] = (),
    people: Sequence[Person] = (),
    part: Part | None = None,
    *,
    beside: bool = False,
) -> SlipLine:
    """The name, at either end of the line, and the rest; an order's letter comes first.

    As many words are the name's as somebody's begins with; `part` is what is answered: its letters are none,
    nor are those of a tick and a last contact before a name at the end, where they are asked `beside` it.
    """
    tokens = _NAMES_END.sub(" ", line).split()
    if tokens and tokens[0].upper() in orders:
        rest = split_line(" ".join(tokens[1:]), (), people, part, beside=beside)
        return replace(rest, order=tokens[0].upper())
    if not tokens:
        return SlipLine("", "")
    if _is_name(tokens[0], people, part):
        count = _words_of_name(tokens, people, part)
        return SlipLine(" ".join(tokens[:count]), " ".join(tokens[count:]))
    if len(tokens) > 1 and _is_name(tokens[-1], people, part) and not (beside and _is_beside(tokens[-1])):
        count = 1 if beside and _is_beside(tokens[-2]) else _words_of_name(tokens[::-1], people, part)
        return SlipLine(" ".join(tokens[-count:]), " ".join(tokens[:-count]), name_last=True)
    return SlipLine("", " ".join(tokens))


_MOST_WORDS = 6
"""Words of a line that may be a name."""
_NAMES_END = re.compile(r":|(?<=[^\W\d]),")
"""What people write behind a name: a colon, a comma."""


def _words_of_name(tokens: Sequence[str], people: Sequence[Person], part: Part | None) -> int:
    """How many of these words are a name: the first one, and what follows while somebody is called so."""
    run = 1
    while (
        run < len(tokens)
        and _is_name(tokens[run], people, part)
        and not _answers(tokens[run].casefold(), part)
    ):
        run += 1
    return next((count for count in range(run, 1, -1) if who(" ".join(tokens[:count]), people)), 1)


def _answers(word: str, part: Part | None) -> bool:
    """Whether a word that could be part of a name is what somebody answered."""
    if part is not None and part.kind.is_word(word, part):
        return True
    return word in _ROW_WORDS and (part is None or part.kind.takes_words)


def _is_beside(token: str) -> bool:
    return token.casefold() in {*TICK.ways, *CONTACT.ways}


def _is_name(token: str, people: Sequence[Person] = (), part: Part | None = None) -> bool:
    if not token[0].isalpha() or token.casefold() in {*UNKNOWN, *SAME}:
        return False
    if part is None or not part.kind.spaceless:
        return True
    return not part.kind.is_row(token, part) or bool(who(token, people))


def is_long_enough(letters: str, people: Sequence[Person]) -> bool:
    """One letter may be what is left of another word, unless somebody is called so."""
    plain = without_accents(letters)
    called = chain.from_iterable((person.id, person.name) for person in people)
    return len(plain) >= SHORTEST or plain in map(without_accents, called)


def split_own_words(text: str, people: Sequence[Person], part: Part) -> SlipLine:
    """The name before somebody's own words, which may begin like one.

    A name is sure where a colon or a dash is behind it, where it stands alone, and before a sign for nothing.
    """
    line = text.strip()
    if _says_no_words(line, part):
        return SlipLine("", line)
    found, letters, words = split_signature(line, people)
    if found:
        return SlipLine(letters, words)
    name = line.removesuffix(":").strip()
    if _are_called(name, people):
        return SlipLine(name, "")
    tokens = line.split(maxsplit=_MOST_WORDS)
    for count in range(min(len(tokens) - 1, _MOST_WORDS), 0, -1):
        letters, rest = " ".join(tokens[:count]), line.split(maxsplit=count)[count]
        if _are_called(letters, people):
            sign = _says_no_words(rest, part)
            return SlipLine(letters, rest, sure=sign or _is_command(rest), by_sign=sign)
    first, rest = [*line.split(maxsplit=1), "", ""][:2]
    return SlipLine(first, rest)


def _are_called(letters: str, people: Sequence[Person]) -> bool:
    """Whether these are words of somebody's name, and no sign among them."""
    return all(map(without_accents, letters.split())) and bool(who(letters, people))


def cells_as_typed(cells: Sequence[str], people: Sequence[Person]) -> str:
    """A line of a table as it is typed: a name that somebody has before a colon, a | between what follows."""
    first, *more = cells
    signs = [": " if who(first, people) else f" {BETWEEN} ", *[f" {BETWEEN} "] * len(more)]
    return first + "".join(sign + cell for sign, cell in zip(signs, more, strict=False))


def _says_no_words(text: str, part: Part) -> bool:
    """Whether a line says in a sign that there is nothing, or that it is not known."""
    value, _ = TypingStep(part).read(text)
    return isinstance(value, str)


def _is_command(text: str) -> bool:
    return whole_why(text) is not None or text.casefold() in LAPTOP


def reads_as_slip(text: str) -> bool:
    """Whether a line asked for words is one word or none and a row of three numbers or more."""
    row = tokens_of(split_line(text).row.replace("%", " "), 3)
    numbers = [token for token in row if NUMBER.fullmatch(token)]
    return len(numbers) >= 3 and all(token in numbers or is_unknown(token) for token in row)


def why_no_answer(row: str) -> Missing | None:
    """Why somebody gives no answer, by two letters or more of a word for it."""
    word = row.strip().casefold().removeprefix("zu ")
    found = (why for typed, why in WHY_TYPED.items() if typed.startswith(word))
    return next(found, None) if len(word) > 1 else None


def whole_why(row: str) -> Missing | None:
    """The same by its whole word, where a few letters may be something else."""
    return WHY_TYPED.get(row.strip().casefold().removeprefix("zu "))
