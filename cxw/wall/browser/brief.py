"""What a wall says large is one thing; a long sentence's brackets stand smaller, or in its picture."""

from __future__ import annotations

import re

LONG = 140
"""Characters that are read at a glance from the last row; up to here a sentence stands as it is."""
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
QUOTED = re.compile("[“„]")


def brief(sentence: str) -> tuple[str, str]:
    """A sentence without what it has in brackets, where it is long, and of whom it does not speak.

    Brackets behind what is named count people, as the picture does; those before it leave rivals out.
    """
    if len(sentence) <= LONG:
        return sentence, ""
    named = QUOTED.search(sentence)
    before = sentence[: named.start()] if named else ""
    left_out = "; ".join(found[1] for found in BRACKETS.finditer(before))
    aside = f"{left_out[:1].upper()}{left_out[1:]}." if left_out else ""
    return BRACKETS.sub("", sentence), aside
