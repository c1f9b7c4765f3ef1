"""How many changed an answer that was asked twice, where nothing else of the second time may be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cxw.day.record import THREE
from cxw.model import PersonId

Twice = tuple[Collection[PersonId], Collection[PersonId]]
"""People of the first time, and of the second."""


@dataclass(frozen=True)
class SoManyChanged:
    """How many gave another answer the second time, as it may be told."""

    people: int | None
    """None: at most two."""
    least: bool = False
    """Whether more may have done so."""


def so_many_changed(changed: int, there: Twice, knew: Twice) -> SoManyChanged | None:
    """As much as holds whoever of those present did not know; None where that is nothing.

    Everybody sees who is there both times, and reads how many gave no number. That three changed theirs, or
    that fewer than three can be compared, would say of people by name whether they had given one.
    """
    without = sum(len(here) - len(number) for here, number in zip(there, knew, strict=True))
    surely = len(set(there[0]) & set(there[1])) - without
    if surely < THREE:
        return None
    if changed < THREE:
        return SoManyChanged(None)
    if without and changed >= surely:
        return SoManyChanged(surely, least=True)
    return SoManyChanged(changed)
