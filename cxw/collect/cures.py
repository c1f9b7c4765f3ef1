"""What the command can say so that a problem of a table is none, taken from the sentence about it."""

from __future__ import annotations

from cxw.collect.layout import Columns
from cxw.errors import Problem


def with_cure(columns: Columns, problem: Problem) -> Columns:
    """The columns with what the sentence proposes."""
    return columns
