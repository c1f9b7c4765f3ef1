"""The words of one language: labels, solutions, verbs, directions; plain text files that anybody may add to.

Words are compared without case and accents, as they are and without the endings that the file itself lists.
That is all the stemming there is: plurals and cases, never derived words. Common stemmers make one word of
"product" and "production"; a need wrongly called a category would cost more trust than one that is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product

from cxw.shipped import folder

Phrase = tuple[str, ...]
SHORTEST = 4
"""Letters that are left of a word at least when an ending is taken off."""
PART = 3
"""Letters that each part of a compound word has at least."""


@dataclass(frozen=True)
class Label:
    """A word that any company in any market could have written, and the question that makes more of it."""

    name: str
    question: str | None


@dataclass(frozen=True)
class Language:
    """Everything by which a need is read in one language."""

    called: frozenset[str]
    endings: tuple[str, ...]
    fillers: frozenset[str]
    labels: Mapping[Phrase, Label]
    solutions: frozenset[Phrase]
    directions: frozenset[str]
    measures: frozenset[str]
    openings: frozenset[Phrase]
    closings: frozenset[Phrase]
    verbs: frozenset[str]
    unsure: frozenset[str]
    """Verbs that are nouns as well."""
    markers: frozenset[str]
    """What shows that one of them is a verb."""
    having: frozenset[str]
    prefixes: frozenset[str]
    """What may stand before a verb in one word with it."""
    joins: tuple[str, ...]
    """What may stand between the parts of a compound; empty where there are no compounds."""
    last: bool
    """The verb stands at the end."""

    def forms(self, word: str) -> Phrase:
        """The word as it is and without each ending that it may have."""
        shorter = (
            word.removesuffix(ending) + instead
            for ending, _, instead in (rule.partition(">") for rule in self.endings)
            if word.endswith(ending)
        )
        return (word, *(form for form in shorter if len(form) >= SHORTEST))

    def is_filler(self, word: str) -> bool:
        """Whether a word adds nothing that a customer could do or notice."""
        return any(form in self.fillers or form in self.directions for form in self.forms(word))

    def label(self, words: Sequence[str]) -> Label | None:
        """The label that these words are."""
        found = next((self.labels[form] for form in self._forms(words) if form in self.labels), None)
        return found or (self._compound(words[0]) if len(words) == 1 and self.joins else None)

    def is_solution(self, words: Sequence[str]) -> bool:
        """Whether these words are a feature."""
        return any(form in self.solutions for form in self._forms(words))

    def _forms(self, words: Sequence[str]) -> Iterator[Phrase]:
        return product(*map(self.forms, words))

    def _compound(self, word: str) -> Label | None:
        """A word put together of a filler or label and a label, as in `Produktqualität`."""
        for at in range(PART, len(word) - PART + 1):
            end = next(
                (self.labels[(form,)] for form in self.forms(word[at:]) if (form,) in self.labels), None
            )
            if end is not None and self._starts(word[:at]):
                return end
        return None

    def _starts(self, part: str) -> bool:
        shorter = [part.removesuffix(join) for join in self.joins if part.endswith(join)]
        return any(one in self.fillers or (one,) in self.labels for one in (part, *shorter))

    def is_verb(self, word: str) -> bool:
        """Whether a word is a verb as it stands in the list, or one of its prefixes and such a verb."""
        if word in self.verbs or word in self.unsure:
            return True
        rest = (word.removeprefix(prefix) for prefix in self.prefixes if word.startswith(prefix))
        return any(verb in self.verbs or verb.removeprefix("zu") in self.verbs for verb in rest)


def plain_words(text: str) -> list[str]:
    """The words of a text without case, accents and the English genitive."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", text.casefold()))
    return re.findall(r"[^\W_]+", "".join(char for char in bare if not unicodedata.combining(char)))


@cache
def language_names() -> tuple[str, ...]:
    """The languages that have a file, English first."""
    found = sorted(path.stem for path in (folder("templates") / "words").glob("*.txt"))
    return tuple(sorted(found, key=lambda name: name != "en"))


@cache
def language(name: str) -> Language:
    """The words of one language, from its file."""
    text = (folder("templates") / "words" / f"{name}.txt").read_text("utf-8")
    parts = dict(_sections(text))
    solutions = chain.from_iterable(line.split(",") for line in parts["solutions"])
    return Language(
        called=_words(parts, "called"),
        endings=tuple(parts.get("endings", ())),
        fillers=_words(parts, "fillers"),
        labels=_labels(parts),
        solutions=frozenset(tuple(plain_words(form)) for form in solutions),
        directions=_words(parts, "directions"),
        measures=_words(parts, "measures"),
        openings=_phrases(parts, "openings"),
        closings=_phrases(parts, "closings"),
        verbs=_words(parts, "verbs"),
        unsure=_words(parts, "unsure"),
        markers=_words(parts, "markers"),
        having=_words(parts, "having"),
        prefixes=_words(parts, "prefixes"),
        joins=tuple(parts.get("joins", ())),
        last="last" in parts,
    )


def _labels(parts: Mapping[str, list[str]]) -> dict[Phrase, Label]:
    found = {}
    for line in parts["labels"]:
        name, forms, question = [part.strip() for part in (line + "||").split("|")][:3]
        label = Label(name, question or None)
        found.update({tuple(plain_words(form)): label for form in (name, *forms.split(",")) if form.strip()})
    return found


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    for section in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        title, _, rest = section.partition("]")
        lines = (line.strip() for line in rest.splitlines())
        yield title, [line for line in lines if line and not line.startswith("#")]


def _words(parts: Mapping[str, list[str]], title: str) -> frozenset[str]:
    return frozenset(plain_words(" ".join(parts.get(title, ()))))


def _phrases(parts: Mapping[str, list[str]], title: str) -> frozenset[Phrase]:
    return frozenset(tuple(plain_words(line)) for line in parts.get(title, ()))
