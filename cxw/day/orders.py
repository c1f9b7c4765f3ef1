"""The orders in which needs stand on slips: one for all, or up to three, so that no need is always the first.

Each order has a letter, which is printed on its slips; the first is the file's own. An order follows from the
session's seed, so that the paper desk knows what stood on a slip that was printed the evening before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from cxw.model import AnyRound, Segment, Session

LETTERS = "XYZ"
"""None of them is a sign of a row, and the needs of a list begin at A."""

Orders = Mapping[str, tuple[str, ...]]
"""Letter of an order -> needs by id, from the top of the slip to its foot."""


def orders(needs: Sequence[str], seed: int, count: int) -> Orders:
    """So many orders, each with another need at its head, the file's own first; no more than there are needs.

    Sorted by a checksum and not by a generator of random numbers, whose draws may change with its version.
    """
    found = [tuple(needs)]
    attempt = 0
    while len(found) < min(count, len(needs)):
        attempt += 1
        drawn = tuple(sorted(needs, key=lambda need, n=attempt: _draw(need, seed, n)))  # type: ignore[misc]
        if drawn[0] not in {order[0] for order in found}:
            found.append(drawn)
    return dict(zip(LETTERS, found, strict=False))


def orders_of_round(session: Session, segment: Segment, round: AnyRound) -> Orders:
    """The orders of the slips of a round; empty where one order serves all, as for single cells.

    Empty too where the slips were printed for another list: an old slip is never read in a new order.
    """
    if session.orders is None or _single(round) or outdated(session, segment, round):
        return {}
    return orders(round.needs, session.seed or 0, session.orders)


def outdated(session: Session, segment: Segment, round: AnyRound) -> bool:
    """Whether slips in several orders were printed for another list of needs than this round asks about."""
    printed = session.orders is not None and segment.printed
    return bool(printed) and not _single(round) and segment.printed != round.needs


def _single(round: AnyRound) -> bool:
    return bool(round.cells)


def _draw(need: str, seed: int, attempt: int) -> bytes:
    return hashlib.sha256(f"{seed} {attempt} {need}".encode()).digest()
