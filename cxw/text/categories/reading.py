"""One need read: nothing but labels is a category; direction, measure and object an outcome; a verb a job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from cxw.text.categories.language import Label, Language, Phrase, language, language_names, plain_words
from cxw.text.saying import quoted

Kind: TypeAlias = Literal["job", "outcome", "category", "solution", "unclear"]
GENERAL = (
    "What do these customers want to get done when they ask for {need}, "
    "and how would they notice that it went well?"
)
SOLUTION = "What would {need} let these customers get done, and how do they get it done today?"
JOB = 3
"""Words of a job at least: a verb, what is done, and one word of when, where or how."""
OUTCOME = 4
"""Words of an outcome at least: direction, measure, and what it is about; one more without a measure."""
LABEL, FEATURE = 6, 4
"""Words of a label and of a feature at most."""
SHORT = 3
"""Words of a need at most of which the last one is enough to make it a solution."""


@dataclass(frozen=True)
class Read:
    """How one need reads."""

    kind: Kind
    language: str | None = None
    """Whose words it was read by; None where the session said so itself or nothing fits."""
    question: str | None = None
    """What turns a category or a solution into a job or an outcome."""


@lru_cache(maxsize=1000)
def read_need(text: str, spoken: str | None = None, kind: Kind | None = None) -> Read:
    """How a need reads in the language of the room, or in any there is a list for; `kind` overrides it.

    English is tried in every room, since many rooms write their labels in English. Unclear is the answer
    wherever it cannot be told.
    """
    found = _first(text, spoken)
    if kind is None or kind == found.kind:
        return found
    return Read(kind, None, GENERAL.format(need=quoted(text)) if kind == "category" else None)


def _first(text: str, spoken: str | None) -> Read:
    for name in _tried(spoken):
        found = _Need(text, language(name)).read()
        if found is not None:
            kind, question = found
            return Read(kind, name, question)
    return Read("unclear")


def _tried(spoken: str | None) -> Sequence[str]:
    """The room's own language and English; every language where the room does not say."""
    if spoken is None:
        return language_names()
    return list(dict.fromkeys([*filter(None, [language_called(spoken)]), "en"]))


@lru_cache(maxsize=100)
def language_called(spoken: str) -> str:
    """The language that is called so, in its own words, in English or by its code; empty for none we have."""
    word = "".join(plain_words(spoken)[:1])
    return next((name for name in language_names() if word in language(name).called), "")


class _Need:
    """A need's words beside one language's lists."""

    def __init__(self, text: str, words: Language) -> None:
        self.text = text
        self.tongue = words
        self.words = plain_words(text)

    def read(self) -> tuple[Kind, str | None] | None:
        """What it is and what to ask; None where this language cannot tell."""
        if not self.words:
            return None
        label = self._label()
        if label is not None:
            return "category", label.question or GENERAL.format(need=quoted(self.text))
        if self._solution():
            return "solution", SOLUTION.format(need=quoted(self.text))
        if self._outcome():
            return "outcome", None
        return ("job", None) if self._job() else None

    def _label(self) -> Label | None:
        """The last label of a need that is made of nothing but labels and fillers."""
        found: Label | None = None
        left = self.words
        while left:
            label, size = self._longest(left)
            if not size and not self.tongue.is_filler(left[0]):
                return None
            found, left = label or found, left[size or 1 :]
        return found

    def _longest(self, words: Sequence[str]) -> tuple[Label | None, int]:
        for size in range(min(len(words), LABEL), 0, -1):
            label = self.tongue.label(words[:size])
            if label is not None:
                return label, size
        return None, 0

    def _solution(self) -> bool:
        """Whether it begins with a feature, or is short and ends with one."""
        words, is_solution = self.words, self.tongue.is_solution
        start = next((at for at, word in enumerate(words) if not self._before(word)), len(words))
        begins = any(is_solution(words[start : start + size]) for size in range(1, FEATURE + 1))
        return begins or (len(words) <= SHORT and any(is_solution(words[at:]) for at in range(len(words))))

    def _before(self, word: str) -> bool:
        """Whether a word may stand before a feature and change nothing: `a`, `simple`, `have`."""
        if self.tongue.is_solution([word]):
            return False
        return self.tongue.is_filler(word) or word in self.tongue.having or bool(self.tongue.label([word]))

    def _outcome(self) -> bool:
        """Whether it says which way something is to go, what, and of what."""
        words, directions = self.words, self.tongue.directions
        ends = [words[0], words[-1]] if self.tongue.last else words[:1]
        measured = any(word in self.tongue.measures for word in words)
        return len(words) >= OUTCOME + (not measured) and any(word in directions for word in ends)

    def _job(self) -> bool:
        """Whether a verb stands where this language puts it."""
        if len(self.words) < JOB:
            return False
        if self.tongue.last:
            return any(map(self._ends_in_verb, (self.text, self.text.split(",")[0])))
        tongue = self.tongue
        words = _without(self.words, sorted(tongue.openings, key=len, reverse=True))
        sure = words != self.words or words[0] not in tongue.unsure or words[1] in tongue.markers
        return sure and bool(words) and tongue.is_verb(words[0])

    def _ends_in_verb(self, clause: str) -> bool:
        """Whether the last word is a verb; with a capital it would be a noun."""
        words = _without(plain_words(clause)[::-1], [phrase[::-1] for phrase in self.tongue.closings])
        noun = any(word[:1].isupper() for word in clause.split()[-1:])
        return bool(words) and not noun and self.tongue.is_verb(words[0])


def _without(words: list[str], phrases: Sequence[Phrase]) -> list[str]:
    """The words without one of these phrases before them."""
    for phrase in phrases:
        if tuple(words[: len(phrase)]) == tuple(phrase):
            return words[len(phrase) :]
    return words
