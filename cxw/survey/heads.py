"""The heads of the columns of customers' answers: in the kit's own table and in exports of survey tools.

A row is one respondent. Whoever reads answers back reads these constants, so that a table of the kit needs
no mapping. Ids of needs and companies are those of the session file; they hold no underscore, so that a head
is taken apart at its underscores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from cxw.model import From

WHO = "who"
"""Column of who answers: one of `WHO_ANSWERS`, empty where somebody would rather not say."""
WHO_ANSWERS: tuple[From, ...] = get_args(From)
"""customers, left, lost-deal, never-bought: the words that evidence uses too."""
ORDER = "order"
"""Column of the order in which the needs stood: ids with a space between, from the top. From paper it may be
the letter in the sheet's corner (X, Y, Z), empty where nobody knows."""
POINTS = "p_"
"""Before a need's id: its points of 100, whole numbers. A row has all of them, or `dk` in each (asked, cannot
say), or none (not asked, or stopped before)."""
MARKS = "m_"
"""Before COMPANY_NEED: a mark, a whole number from 0 to 10, `dk` (cannot say), or empty: not asked, as people
are asked only about companies that they have used."""
MORE = "t_more"
"""Column of what matters more than any of these needs: the missing need, in the respondent's words."""
HIRED = "t_hired"
"""Column of what they would have reached with it, when, and instead of what: where the day has that lens."""
OPEN_TEXTS = ("t_first", "t_before", "t_stopped", "t_leave", "t_tell")
"""Columns of the open questions of the long form: why they first bought, what they used before, what nearly
stopped them, what would make them leave, what they tell others. Free words, possibly with line breaks."""

LIMESURVEY_POINTS = "points"
"""LimeSurvey exports points as `points[CODE]`, with `limesurvey_codes` for the needs."""
ASKS_FIRST = "say"
"""Question before the points, in LimeSurvey, Qualtrics and XLSForm: 1 spreads points, 2 cannot say."""
CAN, CANNOT = "1", "2"
LIMESURVEY_MARKS = "m"
"""LimeSurvey exports marks as `mCOMPANY[NEED]`, both as codes, answered by `0` to `10` or `dk`."""
LIMESURVEY_WHO = {"customers": "cust", "left": "left", "lost-deal": "lost", "never-bought": "never"}
"""Answer codes of `who` there, which hold five letters at most; `skip` is: would rather not say."""
NOT_SAID = "skip"
LIMESURVEY_LONGEST = 20
"""Letters of a code at most; that of marks has a letter more before it."""
LIMESURVEY_TAKEN = {"other", "time", "comment"}
"""Codes that LimeSurvey keeps for itself."""

QUALTRICS_POINTS = "points"
"""Qualtrics exports points as `points_1`, `points_2`...: numbers count the needs in the order of the kit's
table, and row 2 of the export has their words."""
QUALTRICS_MARKS = "marks"
"""Marks come as `marks1_1`: company and need by their place in the kit's table; `who`, `used` and texts as in
the table. Choices count from 1, those of `who` in the order of `WHO_ANSWERS`, then: would rather not say."""
QUALTRICS_DK = 99
"""The recode value of a mark that somebody cannot say."""

USED = "used"
"""Which companies somebody has used, where a tool asks it; in the kit's table a row of marks says it."""

_GUARDED = re.compile(r"'*[=+\-@|%\t\r]")


def point_head(need: str) -> str:
    """The column of a need's points: `p_price`."""
    return f"{POINTS}{need}"


def mark_head(company: str, need: str) -> str:
    """The column of a company's mark on a need: `m_us_price`."""
    return f"{MARKS}{company}_{need}"


def text_heads(*, long: bool, hired: bool = False) -> tuple[str, ...]:
    """The columns of free words, in the short form and the long one; `hired`: with that lens's question."""
    first = (MORE, HIRED) if hired else (MORE,)
    return (*first, *OPEN_TEXTS) if long else first


def answer_heads(needs: Sequence[str], companies: Sequence[str], texts: Sequence[str]) -> list[str]:
    """All columns of the kit's table; `companies` is empty in the short form, `texts` are those of words."""
    heads = [WHO, ORDER, *map(point_head, needs)]
    for company in companies:
        heads += [mark_head(company, need) for need in needs]
    return [*heads, *texts]


def limesurvey_codes(ids: Sequence[str]) -> dict[str, str]:
    """The code of each id in LimeSurvey, which takes letters and digits only: id -> code, each once.

    Ids that would have one code get a number behind it, in their order.
    """
    codes: dict[str, str] = {}
    for id in ids:
        short = re.sub("[^a-z0-9]", "", id)[: LIMESURVEY_LONGEST - 1]
        code, number = short, 1
        while code in {*codes.values(), *LIMESURVEY_TAKEN}:
            number += 1
            code = f"{short[: LIMESURVEY_LONGEST - 1 - len(str(number))]}{number}"
        codes[id] = code
    return codes


def guarded(text: str) -> str:
    """Free words as a cell that no spreadsheet takes for a formula: an apostrophe before `=`, `+`, `-`..."""
    return f"'{text}" if _GUARDED.match(text) else text
