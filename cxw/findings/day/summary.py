"""The walk on one page: each finding in few words, and what none of them tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cxw.findings.finding import Finding
from cxw.findings.languages import Wording
from cxw.findings.points.types import WeightsFindings
from cxw.findings.points.words import Untold
from cxw.findings.types import Summary

if TYPE_CHECKING:  # the words and types need no numpy
    from cxw.stats.functions import Verdict

UNTOLD: dict[Verdict, Untold] = {
    "difference": "why functions differ",
    "undecided": "whether functions differ",
    "none found": "that functions agree",
}
"""What the test of functions leaves open, by what it says; said once, so not where the list says it."""


def summary(walk: Sequence[Finding], weights: WeightsFindings | None, said: Wording) -> Summary | None:
    """The findings of the walk as a list; None without any."""
    if not walk:
        return None
    lines = tuple(finding.brief or said.needs.finding_in_brief(finding.sentence) for finding in walk)
    return Summary(lines, said.points.not_concluded([*_untold(walk, weights), "what customers want"]))


def _untold(walk: Sequence[Finding], weights: WeightsFindings | None) -> Iterator[Untold]:
    if weights is None:
        return
    tested = weights.tested
    if tested is not None and not (tested.verdict == "undecided" and _of(walk, "functions")):
        yield UNTOLD[tested.verdict]
    if weights.tiers is not None and not weights.tiers.settled and len(weights.needs) > 1:
        yield "which need comes first"


def _of(walk: Sequence[Finding], kind: str) -> bool:
    return any(finding.kind == kind for finding in walk)
