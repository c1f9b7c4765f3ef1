"""What must hold between the parts of a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cxw.model import Session
from cxw.sessionfile.tree import Place, Table


@dataclass(frozen=True)
class Finding:
    """One rule that does not hold, at one place."""

    place: Place
    text: str
    warning: bool = False
    needs: tuple[Place, ...] = ()
    by_seal: bool = False


def findings(session: Session, tree: Table) -> Iterator[Finding]:
    """Everything that does not hold."""
    yield from ()
