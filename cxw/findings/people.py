"""What findings of several subjects are made of: groups that show, needs in words, people by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownGroup:
    """One function that may be shown, or several put together as "others"."""

    name: str
    n: int
    """How many of it were in the room, with or without numbers: don't-knows are told of the room only."""
    functions: tuple[str, ...]
    """The functions in it: one, or those in "others"; people without a function add none."""
    others: bool = False


@dataclass(frozen=True)
class GroupNumber:
    """What one shown group says about one need or one cell."""

    name: str
    n: int
    """How many of it were in the room."""
    mean: float | None
    """Of points; None for marks, where functions are shown by their median alone."""
    median: float | None
    """Of marks; None for points, where functions are shown by their mean alone."""
    others: bool = False


@dataclass(frozen=True)
class PersonRow:
    """One person's answer under their name; only where names may be shown."""

    name: str
    function: str | None
    values: tuple[tuple[str, float | None], ...]
    """Need (or COMPANY NEED) and value in the round's order; None is "don't know"."""
    dont_know: bool = False
    """The whole row was "don't know"."""

    def value(self, key: str) -> float | None:
        """The value under this key, None where it is unknown or was not asked."""
        return dict(self.values).get(key)


@dataclass(frozen=True)
class NeedWords:
    """A need in the words it had when it was asked about."""

    id: str
    text: str
    short: str
    """The short words, or the text where there are none."""
    now: str | None = None
    """Today's words, where they were changed since."""
