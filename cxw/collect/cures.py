"""What the command can say so that a problem of a table is none, taken from the sentence about it.

A sentence that names an option was filled in with its value: it is taken from there, not found out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from cxw.collect import answers, judging, whole
from cxw.collect.layout import NO_HEADING, NO_USE, Columns
from cxw.collect.stated import scale_in
from cxw.collect.unknown import unknown_words
from cxw.drawing import MORE
from cxw.errors import Problem
from cxw.text.phrases import Said

Blanks: TypeAlias = Mapping[str, object]
"""What a sentence was filled in with."""


def with_cure(columns: Columns, problem: Problem) -> Columns:
    """The columns with what the sentence proposes, where the command does not say that already."""
    said = problem.text
    cure = _CURES.get(said.english) if isinstance(said, Said) else None
    return columns if cure is None or not isinstance(said, Said) else cure(columns, said.blanks)


def _scale(columns: Columns, said: Blanks) -> Columns:
    return replace(columns, scale=scale_in(str(said["scale"]))) if columns.scale is None else columns


def _total(columns: Columns, said: Blanks) -> Columns:
    return replace(columns, total=int(str(said["here"]))) if columns.total is None else columns


def _unknown(columns: Columns, said: Blanks) -> Columns:
    words = str(said["option"] if "option" in said else said["codes"]).strip("'")
    return replace(columns, unknown=columns.unknown | unknown_words([words]))


def _ignore(columns: Columns, said: Blanks) -> Columns:
    """Leave out the column that the sentence names; where its name is cut, all that begin so."""
    name = f"column {said['number']}" if "number" in said else str(said["name"])
    pattern = name[:-1].rstrip() + "*" if name.endswith(MORE) else name
    return columns if pattern in columns.ignore else replace(columns, ignore=(*columns.ignore, pattern))


def _blank(columns: Columns, said: Blanks) -> Columns:
    return replace(columns, blank=True)


_CURES: Mapping[str, Callable[[Columns, Blanks], Columns]] = {
    whole.WHICH_SCALE: _scale,
    whole.WHICH_SCALE_OR_CODE: _scale,
    whole.GO_FURTHER: _scale,
    whole.CODE: _unknown,
    whole.SAYS_UNKNOWN: _unknown,
    whole.SAYS_UNKNOWN_1: _unknown,
    whole.ONE_ADDS_UP_TO: _total,
    **dict.fromkeys(whole.ADD_UP_TO, _total),
    whole.BLANKS_MAKE_IT: _blank,
    judging.MAKES_IT: _blank,
    NO_HEADING: _ignore,
    NO_USE: _ignore,
    answers.HOLDS_WORDS: _ignore,
    answers.WHICH_COMPANY: _ignore,
    answers.NO_NEED_COLUMN: _ignore,
}
