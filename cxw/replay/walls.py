"""Walls as a replay shows them: Enter goes on, and nothing can be kept."""

from __future__ import annotations

from dataclasses import replace

from cxw.day import desk as d
from cxw.text.phrases import say

REFUSAL = (
    "This is a replay: it changes nothing, so nothing is kept here. `cxw run FILE` goes on with the day, or "
    "enters a finished one again: evidence, notes and slips are kept there."
)


def shown_again(wall: d.Wall) -> d.Wall:
    """The screen as it is replayed: Enter goes on everywhere, and nothing can be kept."""
    sealed = d.REVEAL in wall.keys
    keys = {d.NEXT: say("Reveal") if sealed else wall.keys.get(d.NEXT, say("Go on"))}
    keys |= {word: wall.keys[word] for word in (d.BACK, d.REVEAL) if word in wall.keys}
    back = [say("← back")] if d.BACK in keys else []
    goes_on = say("Enter reveals" if sealed else "Enter goes on")
    hint = "   ".join([say("Replay"), goes_on, *back, say("b dark"), say("Esc, then q leaves")])
    return replace(wall, keys=keys, acts=None, asks=None, hint=hint, refusal=say(REFUSAL))
