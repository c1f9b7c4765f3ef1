"""How phones come in: a code for the camera, the address and the code to type, and that paper is as good."""

from __future__ import annotations

from cxw.day.ticks import language_asked
from cxw.model import Session
from cxw.phones.code import code_of, with_quiet_zone
from cxw.pictures.charts import Code, LabelledWords
from cxw.wall.page import Page


def joining_page(session: Session, door: str, inside: int = 0, all: int = 0) -> Page:
    """The wall for whoever answers on a phone; `door` is what the code says, then how many have come in."""
    say = language_asked(session)
    address, _, code = door.removeprefix("HTTP://").rpartition("/")
    paper = say("Paper is on the table for everybody; nobody minds which.")
    counted = say("{inside} of {all} are in. Paper is on the table for everybody.", inside=inside, all=all)
    words = (
        LabelledWords(
            say("The same Wi-Fi as this laptop; switch VPN off. Then scan this, or type:"), address
        ),
        LabelledWords(say("The code:"), f"{code[:3]} {code[3:]}"),
        LabelledWords(say("Stay connected although there is no internet."), ""),
        LabelledWords(counted if inside else paper, ""),
    )
    modules = with_quiet_zone(code_of(door))
    headline = say("Answer on your own phone, or on paper.")
    return Page(headline, (Code(modules, words),), least=(len(modules) + 1) // 2)
