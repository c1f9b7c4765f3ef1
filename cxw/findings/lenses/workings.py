"""The workings behind a lens's walls: its own parts, when they were asked and how they are sealed."""

from __future__ import annotations

from collections.abc import Mapping

from cxw.findings.lenses.types import LensFindings, LensPartFindings
from cxw.findings.number_rows import Rows, moments, sealed, so_many
from cxw.model import LensPart
from cxw.text.phrases import say

PARTS: Mapping[LensPart, str] = {"guess": "the guess", "say": "first question", "judge": "second question"}


def lens_workings(lenses: tuple[LensFindings, ...], name: str) -> Rows:
    """The seals of one lens's revealed parts; nothing of a lens of which none is revealed."""
    for lens in (one for one in lenses if one.of == name):
        yield say("Parts and seals: {lens}", lens=lens.title)
        for part in lens.parts:
            facts = part.facts
            asked = (("opened", facts.opened), ("closed", facts.closed), ("revealed", facts.revealed))
            yield f"  {say(PARTS[part.part])}: {sealed(facts.seal)}; {moments(asked)}"
            yield f"    {'; '.join(_counted(part))}"


def _counted(part: LensPartFindings) -> Rows:
    yield (
        so_many(part.answered, "answer", "answers")
        if part.by == "person"
        else so_many(part.answered, "card", "cards")
    )
    done = ((part.facts.corrections, "corrected"), (part.facts.by_hand, "changed by hand"))
    yield from (f"{n} {say(what)}" for n, what in done if n)
