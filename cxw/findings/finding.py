"""A finding of the walk through where we disagree: its sentence, its picture, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

FindingKind: TypeAlias = Literal[
    "functions", "ground", "dont-know", "lead", "cell", "moved", "categories", "camps", "room", "gap", "need"
]
ALWAYS: tuple[FindingKind, ...] = tuple(kind for kind in get_args(FindingKind) if kind != "need")
"""The largest finding of each has a place in the walk, the first of them if there are too many."""
Picture: TypeAlias = Literal[
    "dont-know",
    "weights",
    "need",
    "functions",
    "cell",
    "lead",
    "rounds",
    "categories",
    "pattern",
    "ground",
    "unknown",
]


Flag: TypeAlias = Literal["don't know", "contested"]


@dataclass(frozen=True)
class Finding:
    """One finding of the disagreement stage: a sentence and its picture."""

    kind: FindingKind
    sentence: str
    details: tuple[str, ...]
    """Further sentences for the report; the wall shows the sentence."""
    n: int
    size: float
    """Points of the 100 at stake: the rank."""
    flag: Flag | None
    picture: Picture
    need: str | None = None
    company: str | None = None
    functions: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    """The workings by name, for `w` and for JSON."""
    brief: str = ""
    """The sentence shortened for a list; empty where its first half will do."""
    all_points: bool = False
    """About all of our points, not about one need or cell: what every later conclusion rests on."""
