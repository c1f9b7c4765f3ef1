"""Customers' texts drawn by lot, dealt to readers, and the share of them that is about a need.

A text is read by two people of different functions wherever that is possible, each by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from math import sqrt

import numpy as np

from cxw.stats.disagreement.agreement import alpha
from cxw.stats.disagreement.arrays import NoNumber
from cxw.stats.disagreement.intervals import wilson

TEXTS = 60
"""Texts drawn where there are so many: an interval about 21 points wide, and an hour's reading for ten."""
READERS = 2
"""Of each text."""
MUCH = 1.5
"""Nobody reads more than so many times an even share, though two of one function then read some text."""
_NOTHING_KEPT = 0.1
"""Below, readings say hardly more than chance, and nothing can be put right."""
READ_ALIKE = 0.6
"""Alpha. Below, people read their customers differently."""


def lot(table: bytes, texts: int, draw: int = TEXTS) -> list[int]:
    """The places of a simple random sample of a table's texts, in their order; all where there are not more.

    Seeded with the table's SHA-256, so that who has the table can draw the same texts again.
    """
    if texts <= draw:
        return list(range(texts))
    generator = np.random.Generator(np.random.PCG64(int(sha256(table).hexdigest(), 16)))
    return sorted(generator.choice(texts, draw, replace=False).tolist())


def dealt_readers(texts: int, functions: Sequence[str], seed: int) -> list[tuple[int, ...]]:
    """For each text the places of its two readers among the people, of different functions, evenly dealt.

    Readers are drawn by lot among those with the fewest texts so far. Where the people outside one function
    are so few that they would read more than `MUCH` times an even share, two of one function read a text. One
    person reads every text alone; of nobody a text has no reader.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    load = [0] * len(functions)
    most = int(np.ceil(MUCH * READERS * texts / max(len(functions), 1)))
    found = list[tuple[int, ...]]()
    for _ in range(texts):
        order = sorted(generator.permutation(len(functions)).tolist(), key=load.__getitem__)
        pair = tuple(order[:1])
        if len(order) > 1:
            others = [one for one in order[1:] if functions[one] != functions[order[0]] and load[one] < most]
            pair = (order[0], (others or order[1:])[0])
        for one in pair:
            load[one] += 1
        found.append(pair)
    return found


@dataclass(frozen=True)
class VoiceShare:
    """The share of all texts that is about one thing, 0 to 1, and between which it lies, about 95 in 100."""

    share: float
    """Of the texts read: a text of which one of two readers says so counts half."""
    low: float
    high: float
    texts: int
    misread: float
    """How many of the readings are slips, 0 to 1, as far as two readers of a text tell."""


NO_TEXTS = NoNumber("No text was read by anybody who could tell what it is about.")


def voice_share(readings: Sequence[Sequence[object]], about: object, choices: int) -> VoiceShare | NoNumber:
    """The share of texts about one thing, with Wilson's interval put right for slips of reading.

    `readings`: of each text what each of its readers said; None is whoever could not tell, and is left out,
    with the text where nobody could. `choices`: how many things it could be about, two at least. Wilson 1927
    for the readings, whose ends are then corrected as those of a test that errs (Rogan & Gladen 1978), with
    slips as often as the two readers' differences tell. Of texts drawn by lot, many fewer than there were.
    """
    told = _told(readings)
    if not told:
        return NO_TEXTS
    share = sum(sum(one == about for one in text) / len(text) for text in told) / len(told)
    misread = slips_of_reading(readings, choices)
    ends = [_put_right(end, misread, choices) for end in wilson(share * len(told), len(told))]
    return VoiceShare(share, min(ends[0], share), max(ends[1], share), len(told), misread)


def _told(readings: Sequence[Sequence[object]]) -> list[list[object]]:
    told = ([one for one in text if one is not None] for text in readings)
    return [text for text in told if text]


def slips_of_reading(readings: Sequence[Sequence[object]], choices: int) -> float:
    """How many readings are slips, 0 to 1, from how often two readers of a text agree; 0 where none has two.

    Each reader by themselves takes a text for another of `choices` things in a share e of cases, any of them
    as easily: two then agree in (1 - e)^2 + e^2 / (choices - 1), which is solved for e.
    """
    pairs = [text for text in _told(readings) if len(text) == READERS]
    if not pairs:
        return 0.0
    agree = sum(one == other for one, other in pairs) / len(pairs)
    each = 1 + 1 / (choices - 1)
    return (1 - sqrt(max(0.0, 1 - each * (1 - agree)))) / each


def _put_right(share: float, misread: float, choices: int) -> float:
    """The share that is read as this one, where so many readings are slips to any of the others."""
    stray = misread / (choices - 1)
    kept = 1 - misread - stray
    return min(1.0, max(0.0, (share - stray) / kept)) if kept > _NOTHING_KEPT else share


@dataclass(frozen=True)
class ReadersAgreement:
    """How far two readers of a text say the same."""

    alpha: float
    """Krippendorff's on the nominal scale: 1 always, 0 as often as by chance."""
    alike: float
    """Of the texts that both could tell, 0 to 1: both said the same."""
    by_chance: float
    """How many that would be were all their answers dealt to the texts by lot, 0 to 1."""


def readers_agreement(readings: Sequence[Sequence[object]]) -> ReadersAgreement | NoNumber:
    """How far two readers of a text say the same, beside what chance would give (Krippendorff 2011).

    `readings`: of each text what each of its readers said, None for whoever could not tell. Of answers that
    are dealt by lot two are the same with sum n_c (n_c - 1) / n (n - 1), of n answers n_c say c.
    """
    pairs = [text for text in _told(readings) if len(text) == READERS]
    names = {name: float(code) for code, name in enumerate(dict.fromkeys(chain.from_iterable(pairs)))}
    values = np.array([[names[one] for one in text] for text in pairs]).reshape(-1, READERS).T
    found = alpha(values, "nominal")
    if isinstance(found, NoNumber):
        return found
    counts, answers = np.unique(values, return_counts=True)[1], values.size
    by_chance = float((counts * (counts - 1)).sum()) / (answers * (answers - 1))
    return ReadersAgreement(found, float((values[0] == values[1]).mean()), by_chance)
