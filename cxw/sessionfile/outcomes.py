"""What is said of a file that was changed, moved or refused while a day was kept in it."""

from __future__ import annotations

NOT_MADE = "{name} was not made: {why}; choose another folder"
ANOTHER = "another session, “{title}”, stands in {name} now"
LACKING = "{name} was changed outside, and what was saved is no longer in it: {lacking}"
EDITED = "{name} was changed outside; read again, what was entered last is in it"
PUT_BACK = "{name} had been put back to an earlier state; all is in it again"
UNFIT = "with what was entered last the edited file does not hold together: {why}"
NOT_THE_SAME = "{path} no longer leads to {target}, the file that was opened"
BECAME_LINK = "{path} is a link to {leads} now; it was the file itself when it was opened"
GONE = "{name} was gone from its folder and is written again"
CLOSED = "{name} could be read by others here; now only by you"
