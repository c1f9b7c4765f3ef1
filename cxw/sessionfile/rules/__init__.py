"""What must hold between the parts of a session: a generator of places and sentences, one module a topic."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.model import Session
from cxw.sessionfile.rules.alike import names_alike
from cxw.sessionfile.rules.board import board_rules
from cxw.sessionfile.rules.claims import claim_rules
from cxw.sessionfile.rules.lenses import lens_rules
from cxw.sessionfile.rules.names import BrokenRule, CheckedSession
from cxw.sessionfile.rules.rounds import rounds
from cxw.sessionfile.rules.settings import mentioned, observer_rules, people_rules, settings
from cxw.sessionfile.tree import LinedMapping

__all__ = ["BrokenRule", "broken_rules"]


def broken_rules(session: Session, tree: LinedMapping) -> Iterator[BrokenRule]:
    """Everything that does not hold in a session of sound shape; the tree says how it was written."""
    room = CheckedSession(session, tree)
    for rule in (
        settings,
        people_rules,
        mentioned,
        observer_rules,
        board_rules,
        rounds,
        lens_rules,
        claim_rules,
        names_alike,
    ):
        yield from rule(room)
