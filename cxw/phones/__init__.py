"""Everybody answers on their own phone: a small web server for the room, inside the run and nowhere else.

`PhoneDesk` stands on the day's side, `PhoneServer` on the phones'. What the server needs besides Python comes
with `cxw[phones]`; nothing of it is imported before somebody wants it.
"""

from cxw.phones.desk import PhoneDesk
from cxw.phones.of_the_day import OfTheDay

__all__ = ["OfTheDay", "PhoneDesk"]
