"""How a need reads: a job, an outcome, a category or a solution, and what to ask about one of the last two.

Stage 1 challenges nothing; this is shown from stage 4 on. What cannot be told for certain is read as nothing.
"""

from cxw.text.categories.reading import GENERAL, SOLUTION, Kind, Read, language_called, read_need

__all__ = ["GENERAL", "SOLUTION", "Kind", "Read", "language_called", "read_need"]
