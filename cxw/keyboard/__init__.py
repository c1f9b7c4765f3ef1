"""Paper and laptop: the widgets at the facilitator's keyboard, behind the protocol of `cxw.desk`."""

from cxw.keyboard.room import Room
from cxw.keyboard.typist import Typist, virtual

__all__ = ["Room", "Typist", "virtual"]
