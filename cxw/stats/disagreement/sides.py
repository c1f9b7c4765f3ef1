"""On which side of a rival the room stands: said by counts of people, never by a middle that hides them."""

from __future__ import annotations

from typing import Literal

LeadSide = Literal["ahead", "level", "behind", "split"]
"""Where most of us put our company; `split` where too many stand on either side."""


def side_of(ahead: int, level: int, behind: int) -> LeadSide:
    """The word for so many people who put us ahead of a rival, level with it, and behind.

    Ahead (and behind, mirrored) is half of us at least, twice as many as on the other side and two more than
    there. Level is as many as on either side, with a quarter at most on the smaller one; all else is split.
    """
    everybody = ahead + level + behind
    if _most(ahead, behind, everybody):
        return "ahead"
    if _most(behind, ahead, everybody):
        return "behind"
    fewer, more = sorted((ahead, behind))
    if level >= more and 4 * fewer <= everybody:
        return "level"
    return "split"


def _most(here: int, there: int, everybody: int) -> bool:
    return 2 * here >= everybody and here >= 2 * there and here >= there + 2
