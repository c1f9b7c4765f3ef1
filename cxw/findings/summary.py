"""The walk on one page: each finding in few words, and what none of them tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.types import Finding, WeightsFindings
from cxw.findings.types.whole import Summary
from cxw.findings.wording.languages import PointsSentences
from cxw.findings.wording.points import Untold, Verdict

UNTOLD: dict[Verdict, Untold] = {
    "difference": "why functions differ",
    "undecided": "whether functions differ",
    "none found": "that functions agree",
}
"""What the test of functions leaves open, by what it says; said once, so not where the list says it."""


def summary(
    walk: Sequence[Finding], weights: WeightsFindings | None, said: PointsSentences
) -> Summary | None:
    """The findings of the walk as a list; None without any."""
    if not walk:
        return None
    lines = tuple(finding.brief or said.finding_in_brief(finding.sentence) for finding in walk)
    return Summary(lines, said.not_concluded([*_untold(walk, weights), "what customers want"]))


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
