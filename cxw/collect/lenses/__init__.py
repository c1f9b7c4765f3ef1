"""Answers to one open part of a lens from a table: `read_lens_table`, then put what it delivers `lens_into`.

Nothing here prints, asks or saves. Every problem is found first, and only a table that is good as a whole
(or, with `--partial`, what is left of it) goes any further. Whoever leaves something out is not taken in.
"""

from cxw.collect.lenses.asked import AskedInLens
from cxw.collect.lenses.delivered import DeliveredLens, lens_into
from cxw.collect.lenses.open_part import open_part_of
from cxw.collect.lenses.reading import read_lens_table

__all__ = ["AskedInLens", "DeliveredLens", "lens_into", "open_part_of", "read_lens_table"]
