"""What the findings are made of: frozen values, the same for the screens, the report and the JSON.

Three conventions hold for every type here.

- Numbers are raw: rounding happens in screens and report. `None` is "there is no such number", never zero.
- What this audience may not see is not here. A tuple named `people` is empty unless names may stand beside
  values (the facilitator's version, or a room that agreed to `attribution: names`).
- Each block has a `headline`, the finding itself as a sentence, and `sentences` that follow it.
"""

from __future__ import annotations

from cxw.findings.types.closing import Answer, Card, Class, Coverage, EvidenceFindings, EvidenceItem, Guess
from cxw.findings.types.common import (
    GroupNumber,
    NeedLine,
    NeedReading,
    NeedsFindings,
    NeedsRead,
    NeedWords,
    PersonRow,
    ShownGroup,
)
from cxw.findings.types.grid import Cell, CellSecond, CompanyLine, GridFindings, Lead, LeftOut, Side
from cxw.findings.types.swot import (
    BelievedOpportunity,
    CompanyAgain,
    CompanyScore,
    NamedNumber,
    NeedPlace,
    OwnVotes,
    SwotEntry,
    SwotFindings,
    SwotKind,
    SwotPrivate,
    SwotReading,
)
from cxw.findings.types.weights import (
    CommonGround,
    ConvictionFindings,
    GapBetween,
    Late,
    NeedMoved,
    NeedWeights,
    PairApart,
    ReasonMoved,
    SecondWeights,
    WeightsFindings,
)
from cxw.findings.types.whole import (
    Audience,
    Event,
    Finding,
    FindingKind,
    Findings,
    Flag,
    FunctionSize,
    Happening,
    HowToRead,
    NoteLine,
    Picture,
    RoundNote,
    SegmentFindings,
    Skip,
    ThresholdNote,
)

__all__ = [
    "Answer",
    "Audience",
    "BelievedOpportunity",
    "Card",
    "Cell",
    "CellSecond",
    "Class",
    "CommonGround",
    "CompanyAgain",
    "CompanyLine",
    "CompanyScore",
    "ConvictionFindings",
    "Coverage",
    "Event",
    "EvidenceFindings",
    "EvidenceItem",
    "Finding",
    "FindingKind",
    "Findings",
    "Flag",
    "FunctionSize",
    "GapBetween",
    "GridFindings",
    "GroupNumber",
    "Guess",
    "Happening",
    "HowToRead",
    "Late",
    "Lead",
    "LeftOut",
    "NamedNumber",
    "NeedLine",
    "NeedMoved",
    "NeedPlace",
    "NeedReading",
    "NeedWeights",
    "NeedWords",
    "NeedsFindings",
    "NeedsRead",
    "NoteLine",
    "OwnVotes",
    "PairApart",
    "PersonRow",
    "Picture",
    "ReasonMoved",
    "RoundNote",
    "SecondWeights",
    "SegmentFindings",
    "ShownGroup",
    "Side",
    "Skip",
    "SwotEntry",
    "SwotFindings",
    "SwotKind",
    "SwotPrivate",
    "SwotReading",
    "ThresholdNote",
    "WeightsFindings",
]
