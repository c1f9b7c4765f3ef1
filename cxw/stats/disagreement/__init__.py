"""How far people are apart: points, camps, agreement over all needs, cells, leads.

All of it describes the room as it is; what holds for another room like it says so. Every function is pure:
arrays or plain mappings in, numbers out. Rows are sorted by their content before any draw and each method
draws with its own fixed number, so neither names nor order change a result. A number that a room cannot
give is None or a `NoNumber` with the sentence that says why, never NaN and no warning.
"""

from cxw.stats.disagreement.agreement import (
    RankAgreement,
    Scale,
    alpha,
    chi_square_tail,
    rank_agreement,
    spearman,
)
from cxw.stats.disagreement.arrays import (
    TOLERANCE,
    Matrix,
    NoNumber,
    Values,
    by_content,
    complete,
    forget_remembered,
    matrix,
    put_aside,
    recalled,
    remember,
    remembered,
    step,
)
from cxw.stats.disagreement.camps import CampSplit, Described, Histogram, Side, camps, outright
from cxw.stats.disagreement.cells import (
    CellSums,
    Flag,
    LeadSums,
    cell_name,
    cells,
    decisive,
    flagged,
    known_share,
    leads,
    rwg,
)
from cxw.stats.disagreement.chance import (
    DRAWS,
    EXACT,
    HAT,
    Labels,
    Statistic,
    deals,
    exact_p,
    p_value,
    partitions,
    ways,
)
from cxw.stats.disagreement.ground import Ground, common_ground
from cxw.stats.disagreement.intervals import Interval, holm, student, student_interval
from cxw.stats.disagreement.points import apart_by_need, points_apart
from cxw.stats.disagreement.sides import LeadSide, side_of
from cxw.stats.disagreement.welch import Dealt, Sums, least_spread, with_squares

__all__ = [
    "DRAWS",
    "EXACT",
    "HAT",
    "TOLERANCE",
    "CampSplit",
    "CellSums",
    "Dealt",
    "Described",
    "Flag",
    "Ground",
    "Histogram",
    "Interval",
    "Labels",
    "LeadSide",
    "LeadSums",
    "Matrix",
    "NoNumber",
    "RankAgreement",
    "Scale",
    "Side",
    "Statistic",
    "Sums",
    "Values",
    "alpha",
    "apart_by_need",
    "by_content",
    "camps",
    "cell_name",
    "cells",
    "chi_square_tail",
    "common_ground",
    "complete",
    "deals",
    "decisive",
    "exact_p",
    "flagged",
    "forget_remembered",
    "holm",
    "known_share",
    "leads",
    "least_spread",
    "matrix",
    "outright",
    "p_value",
    "partitions",
    "points_apart",
    "put_aside",
    "rank_agreement",
    "recalled",
    "remember",
    "remembered",
    "rwg",
    "side_of",
    "spearman",
    "step",
    "student",
    "student_interval",
    "ways",
    "with_squares",
]
