"""One rule that does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from cxw.sessionfile.tree import Place


@dataclass(frozen=True)
class Finding:
    """A place and a sentence; `needs` are lists it relies on, so that a fault there is not said twice."""

    place: Place
    text: str
    warning: bool = False
    needs: tuple[Place, ...] = ()
    wholes: tuple[Place, ...] = ()
    """Places that must be free of any fault for this to be one of its own."""
    by_seal: bool = False
    """Whether sealing again puts it right."""
