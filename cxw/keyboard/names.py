"""Other names at any screen: the segment, our company, a competitor, a need."""

from __future__ import annotations

from cxw.day.desk import AGAIN, DONE, LEAVE, Acts, Faults, MovedOn
from cxw.day.naming import Called, NamesToChange
from cxw.keyboard.dialogues import CANCEL, KEPT, Choice, Typed, titled, until_kept
from cxw.keyboard.slips import reads_as_slip
from cxw.keyboard.surface import Surface
from cxw.text.phrases import say

TITLE = "Other names"


def change_name(surface: Surface, acts: Acts | None) -> str:
    """Choose what is called otherwise, and type its name; it is then asked anew. KEPT, DONE or LEAVE."""
    if acts is None or acts.names is None:
        return DONE
    before = list(acts.names.called())
    ways = [*((one.key, f"{one.what}: {one.name}") for one in before), (CANCEL, say("back"))]
    out = surface.run(Choice(titled(say(TITLE), acts), say("What is called otherwise from now on?"), ways))
    chosen = next((one for one in before if one.key == out.word), None)
    if chosen is None:
        return LEAVE if out.word == LEAVE else DONE
    word = _named(surface, acts.names, chosen)
    if word == KEPT and surface.moves and list(acts.names.called()) != before:
        raise MovedOn(AGAIN)
    return word


def _named(surface: Surface, names: NamesToChange, one: Called) -> str:
    def keep(text: str) -> Faults:
        if reads_as_slip(text):
            return [say("this reads like a slip, not like a name: nothing was kept")]
        return names.rename(one.key, text)

    old = (
        say("the rounds so far keep the old words")
        if one.key.startswith("need ")
        else say("the file keeps the old name")
    )
    return until_kept(
        surface,
        Typed(say(TITLE), say("{name}: what is it called now?", name=one.name), one.name, hint=old),
        keep,
    )
