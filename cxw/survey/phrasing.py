"""What a respondent reads, and whoever hands the page over: English, the key of each translation.

Customers are addressed formally, whatever the room does. No sentence names a company; the one question about
a company has a blank for it and comes after the points.
"""

from __future__ import annotations

from collections.abc import Mapping

from cxw.model import From
from cxw.survey import heads

TITLE = "What matters when you choose"
ABOUT = "This is about: {about}."
SHORT_INTRO = (
    "This takes about two minutes. There are no right answers, and nothing is sold. Please write no names, "
    "neither your own nor anybody else's."
)
LONG_INTRO = (
    "This takes about fifteen minutes. There are no right answers, and nothing is sold. Please write no "
    "names, neither your own nor anybody else's."
)
POINTS = (
    "Think of the last time you chose something like this, or looked around. How much did each of these "
    "matter to you then? Spread 100 points: what mattered more gets more, and 0 is an answer too."
)
CAN_YOU = "Can you say how much each of these mattered to you?"
CAN = "Yes, I spread 100 points"
CANNOT = "I cannot say"
TOGETHER = "Together exactly 100"
MORE = "What matters more than any of these?"
IF_NOTHING = "Leave it empty if nothing does."
OPEN: Mapping[str, str] = dict(
    zip(
        (heads.HIRED, *heads.OPEN_TEXTS),
        (
            (
                "When you choose something like this: to reach which result, when, and instead of what? "
                "One sentence."
            ),
            "When you first bought something like this: what had happened that made you look for it?",
            "What did you use before?",
            "What nearly stopped you from buying?",
            "What would make you go elsewhere? When did you last think of it?",
            "What do you tell others about it?",
        ),
        strict=True,
    )
)
USED = "Which of these have you used yourself?"
SEVERAL = "Tick all that you have used; none is an answer too."
AS_NOW = "Doing it as before, without any of the others"
MARKS = "{company}: how well does it do on each of these?"
SCALE = "0 is not at all, 10 could not be better."
MARKS_ON_PAPER = (
    "How well do they serve you? Fill in a column only for those you have used: a whole mark from 0 (not at "
    "all) to 10 (could not be better) in each box, or ? where you cannot say."
)
WHO = "You and {company}: what is true?"
WHO_ARE: Mapping[From, str] = {
    "customers": "I am a customer",
    "left": "I was a customer and have left",
    "lost-deal": "I asked for an offer and chose somebody else",
    "never-bought": "I have never bought there",
}
RATHER_NOT = "I would rather not say"
TURN_OVER = "Please turn over only when this page is done."
SHEET_ORDER = "Sheet {letter}"
THANKS = "Thank you. That was all."

HAND_OVER = "For whoever asks: a new respondent gets the device, or has the questions read out word for word."
NEW = "New respondent"
GO_ON = "Go on with respondent {number}"
STOP = "Stop here and keep what was said"
KEPT = "Answers kept in this browser: {number}"
FRESH = "Not downloaded yet: {number}"
DOWNLOAD = "Download the answers"
DELETE = "Delete all answers from this device"
SURE = "Only what you have downloaded is left then. Delete them?"
YES_DELETE = "Yes, delete them"
NO_KEEP = "No, keep them"
NOTHING_KEPT = "This browser keeps nothing once the page is closed: download after each respondent."
RESPONDENT = "Respondent {number}"
NEXT = "Next"
BACK = "Back"
READY = "Done"
HAND_BACK = "Please hand the device back."
LEFT_ONE = "1 point still to give"
LEFT = "{number} points still to give"
TOO_MANY_ONE = "1 point too many"
TOO_MANY = "{number} points too many"
ALL_GIVEN = "All 100 points are given"
WHOLE = "Whole numbers from 0 to 100, please."
NOT_YET = "Please spread exactly 100 points, or tick that you cannot say."
MARK_EACH = "Please give each a mark, or choose that you cannot say."
PICK_ONE = "Please choose one."
FEWER = "5 fewer: {need}"
FURTHER = "5 more: {need}"

PAGE = {
    name.casefold(): words
    for name, words in globals().copy().items()
    if name.isupper() and isinstance(words, str)
}
"""Every single sentence by a short name, for the interviewer's page."""
