"""Answers and people: `read_spreadsheet`, then put what it delivers `into` a session or a `new_session`.

Nothing here prints, asks or saves. Reading finds every problem first, and only a table that is good as a
whole (or, with `--partial`, what is left of it) goes any further. Gaps of up to two points are closed, and
that is kept.
"""

from cxw.collect.delivered import Delivered, Total
from cxw.collect.layout import Columns
from cxw.collect.made import new_session
from cxw.collect.reading import read_spreadsheet, segment_of
from cxw.collect.session import into
from cxw.collect.sources import Paste, Source
from cxw.collect.stated import scale_in, total_in
from cxw.collect.unknown import unknown_words

__all__ = [
    "Columns",
    "Delivered",
    "Paste",
    "Source",
    "Total",
    "into",
    "new_session",
    "read_spreadsheet",
    "scale_in",
    "segment_of",
    "total_in",
    "unknown_words",
]
