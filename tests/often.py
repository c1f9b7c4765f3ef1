"""How many examples a property is tried with: a fifth in `make test`, all of them in `make soak`."""

from __future__ import annotations

import os

LONG = "CXW_LONG" in os.environ
"""set by `make soak`"""


def often(examples: int) -> int:
    """So many in the long run, a fifth of them in the one that everybody waits for."""
    return examples if LONG else max(6, examples // 5)
