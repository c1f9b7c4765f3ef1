"""Every sentence in every language says the same numbers, whatever it is called with."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from often import LONGER, often

from cxw.findings import in_words
from cxw.findings.front.types import Missing, PromiseCount, SwotLine
from cxw.findings.in_words_de import count_in_words_de
from cxw.findings.languages import Wording, wording
from cxw.model import STAGES
from cxw.stats.functions import Verdict

pytestmark = LONGER
NAMES = ("Preis", "Łódź & Söhne", "D’Souza", "Größe", "Jederzeit", "Ærlig")
BOXED = ("strength", "weakness", "opportunity", "threat", "expected", "excess")
SKIPPED = ("needs", "weights", "weights second", "grid second", "closing", "rivals")
Draw = Callable[[Random], Any]


def _motives(random: Random) -> tuple[tuple[str, float], ...]:
    return tuple((one, float(random.randint(2, 40))) for one in ("agreement", "none")[: random.randint(0, 2)])


def _promised(random: Random) -> PromiseCount:
    """Promises that can be: some found out, some taken, some late, each with its day."""
    held, wrong, unclear = (random.choice((0, 2, 3)) for _ in range(3))
    left = random.choice((0, 2, 4, 6))
    owned = random.choice((0, left))
    return PromiseCount(
        questions=held + wrong + unclear + left,
        owned=owned,
        people=random.choice((None, 2, 3)),
        last=random.choice((None, dt.date(2026, 5, 8), "2026-05")),
        overdue=random.choice((0, owned)),
        known=dt.date(2026, 6, 9),
        held=held,
        wrong=wrong,
        unclear=unclear,
    )


def _swot_line(random: Random) -> SwotLine:
    needs = [random.sample(NAMES, random.randint(n < 2, len(NAMES))) for n in range(4)]
    kinds = random.sample(BOXED[:4], 2)
    return SwotLine({kinds[0]: needs[0]}, {kinds[1]: needs[1]}, needs[2], needs[3])


OWN: Mapping[str, Draw] = {
    "kind": lambda random: random.choice(BOXED),
    "motives": _motives,
    "most": lambda random: random.choice(("agreement", "none")),
    "status": lambda random: random.choice(("contradicted", "single story", "assumption")),
    "lost": lambda random: [(random.choice(BOXED), random.choice(NAMES))],
    "promised": _promised,
    "missing": lambda random: [
        Missing(random.choice(STAGES), (), begun=False),
        Missing("closing", ("Kliniken", "Größere Praxen"), begun=True),
    ],
    "sides": lambda random: [(random.randint(2, 40), 40.0, 60.0), (random.randint(2, 40), 2.0, 9.5)],
    "drawings": lambda _: [("shuffled", (20000, 9999, 101)), ("rooms", (2000, 103, 5000, 104))],
    "customers": lambda random: random.choice((None, 12, "about 14", 3)),
    "date": lambda random: random.choice((None, "2026", "2026-05", dt.date(2026, 3, 12))),
}
"""What a parameter of this name may be, where its type would allow more than is ever said."""
PLAIN: Mapping[Any, Draw] = {
    int: lambda random: random.randint(2, 40),
    float: lambda random: random.choice((2.0, 3.5, 17.0, 34.0, 60.0)),
    bool: lambda random: random.random() < 0.5,
    str: lambda random: random.choice(NAMES),
    NoneType: lambda _: None,
    dt.datetime: lambda random: dt.datetime(2026, 3, random.randint(2, 9), random.randint(8, 17), 30),
    dt.date: lambda random: dt.date(2026, random.randint(2, 12), 14),
}
"""Numbers from two on: one is an article too."""


def made(hint: Any, name: str, random: Random) -> Any:
    """A value of a type, for a parameter of this name."""
    origin, inner = get_origin(hint), get_args(hint)
    if name in OWN and hint is not int and not (origin is Literal and name != "kind"):
        return OWN[name](random)
    if hint in PLAIN:
        return PLAIN[hint](random)
    if origin is Literal:
        return random.choice(inner)
    if origin in (Union, UnionType):
        return made(random.choice(inner), "", random)
    if origin is tuple and Ellipsis not in inner:
        return tuple(made(one, "", random) for one in inner)
    if dataclasses.is_dataclass(hint):
        return hint(**{one: made(of, one, random) for one, of in hints_of(hint).items()})  # type: ignore[operator, arg-type]
    many = random.randint(1, 6 if inner[0] is dt.datetime else 3)
    if issubclass(origin, Mapping):
        return {made(inner[0], "", random): made(inner[1], "", random) for _ in range(many)}
    assert issubclass(origin, Sequence), hint
    return tuple(made(inner[0], "", random) for _ in range(many))


@cache
def hints_of(holder: Any) -> dict[str, Any]:
    """The types of what a function takes, or of a value's fields."""
    hints = get_type_hints(holder, localns={"Verdict": Verdict})
    hints.pop("return", None)
    return hints


def sentences() -> Iterator[tuple[str, str]]:
    """Every function of every subject."""
    for subject, held in get_type_hints(Wording).items():
        for name, member in vars(held).items():
            if callable(member) and not name.startswith("_"):
                yield subject, name


WORDS: dict[str, dict[str, int]] = {
    "en": {in_words.many_people(n): n for n in range(2, 100)},
    "de": {count_in_words_de(n): n for n in range(2, 100)},
}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?½?|½|[^\W\d_]+(?:-[^\W\d_]+)?")


def numbers(said: object, language: str) -> Counter[str]:
    """The numbers of a sentence, in digits or in words, without one."""
    tokens = NUMBER.findall(str(said).lower())
    found = [str(WORDS[language].get(token, token)).replace(",", ".") for token in tokens]
    return Counter(one for one in found if (one[0].isdigit() or one[0] == "½") and one != "1")


@pytest.mark.parametrize(("subject", "name"), [*sentences()])
def test_german_says_the_numbers_that_english_says(subject: str, name: str) -> None:
    hints = hints_of(getattr(get_type_hints(Wording)[subject], name))
    random = Random(name)
    for _ in range(often(600)):
        values = {one: made(of, one, random) for one, of in hints.items()}
        if name == "skipped":
            values["what"] = random.choice(SKIPPED)
        if name == "board":
            values["told"] = _swot_line(random)
        if name == "sides" and "told" in values:
            values["told"] = [
                one for one in values["told"] if one.who != "middle marks" or one.side != "split"
            ]
        english, german = (getattr(getattr(wording(one), subject), name)(**values) for one in ("en", "de"))
        assert numbers(german, "de") == numbers(english, "en"), (english, german)
