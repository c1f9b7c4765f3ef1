"""Part one of the first page: whether our departments see different customers, said only beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cxw.findings.front.types import FrontPart

if TYPE_CHECKING:  # the words need no numpy
    from cxw.findings.points.types import WeightsFindings
    from cxw.findings.view import AudienceView


def departments(view: AudienceView, weights: WeightsFindings | None) -> FrontPart | None:
    """Its finding, and what must stand beside it; None where no number of points may be shown."""
    if weights is None or weights.withheld:
        return None
    if weights.apart is None:
        return FrontPart(view.wording.parts.gave_points(weights.given, weights.answered).removesuffix("."))
    return FrontPart(_title(view, weights), tuple(_beside(view, weights)))


def _title(view: AudienceView, weights: WeightsFindings) -> str:
    said = view.wording.parts
    shown = [group for group in weights.groups if not group.others]
    if weights.tested is None or len(shown) < 2:
        return said.so_far_apart(weights.apart or 0.0)
    if weights.tested.verdict == "difference":
        return _differ(view, weights)
    if weights.ground:
        needs = [weights.need(need).short for need in weights.ground.needs]
        return said.share_needs(
            needs, len(shown), weights.ground.even, everybody=len(shown) == len(weights.groups)
        )
    undecided = weights.tested.verdict == "undecided"
    return said.too_few_to_tell() if undecided else said.none_told_apart()


def _differ(view: AudienceView, weights: WeightsFindings) -> str:
    """`Three different customers` only where every two are told apart, each with needs of its own."""
    said, pairs = view.wording.parts, weights.pairs
    beyond = [pair for pair in pairs if pair.beyond_chance]
    own = {frozenset(one.needs) for one in weights.pattern}
    every = len(weights.groups) > 1 and not any(group.others for group in weights.groups)
    if every and len(beyond) == len(pairs) and len(own) == len(weights.groups):
        return said.see_customers(len(weights.groups))
    if beyond:
        return said.two_see_customers(beyond[0].names, beyond[0].apart)
    return said.differ_somewhere()


def _beside(view: AudienceView, weights: WeightsFindings) -> Iterator[str]:
    """What keeps the picture from saying more; then who gave points and who does not know."""
    said = view.wording.parts
    verdict = weights.tested.verdict if weights.tested else None
    if weights.ground and verdict == "undecided":
        yield f"{said.too_few_to_tell()}."
    if weights.tested and verdict != "difference":
        yield weights.tested.caution
    if weights.given and weights.answered:
        yield said.gave_points(weights.given, weights.answered)
    yield from _hidden(view, weights)
    if weights.ground and verdict == "difference":
        yield weights.ground.sentence


def _hidden(view: AudienceView, weights: WeightsFindings) -> Iterator[str]:
    """Why no department stands beside the room."""
    functions = {person.function for person in view.session.asked()} - {None}
    if len(functions) == 1:
        yield view.wording.parts.one_department(*map(str, functions))
    elif functions and all(group.others for group in weights.groups):
        yield view.wording.parts.none_shows()
