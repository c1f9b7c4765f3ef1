"""When we end, as people type it: 12, 12.30, noon, in 90 minutes."""

from __future__ import annotations

import datetime as dt
import re

from cxw.text.phrases import say

_NAMED = {"noon": "12:00", "midday": "12:00", "mittag": "12:00", "mittags": "12:00"}
_BEFORE = r"(?:we\s+)?(?:(?:must\s+)?end\s+)?(?:at|by|until|till|um|bis|gegen|ca\.?)\s+"
_AFTER = r"\s*(?:o['’]?clock|uhr|h|hrs?)"
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:\s*[:.h,]\s*([0-5]\d))?\s*([ap]\.?m\.?)?")
_HALF = re.compile(r"half\s+past\s+(\d{1,2})")
_HALB = re.compile(r"halb\s+(\d{1,2}|[a-zäöüß]+)")
_TO_TWELVE = (
    *("eins", "zwei", "drei", "vier", "fünf", "sechs"),
    *("sieben", "acht", "neun", "zehn", "elf", "zwölf"),
)
"""`halb eins` is half an hour before one."""
_HOUR = r"(?:h|hrs?|hours?|stunden?|std\.?)"
_SO_MANY = r"\d{1,2}(?:[.,]\d{1,2})?|an?|one|two|three|half\s+an?"
_SO_VIELE = r"einer?|zwei|drei|(?:einer\s+)?halben?|eineinhalb|anderthalb"
_HOURS = rf"(?P<hours>{_SO_MANY}|{_SO_VIELE})\s*{_HOUR}"
_MINUTES = r"(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes?|minuten|['’′])?"
_IN = re.compile(rf"(?:in|\+)\s*(?:{_HOURS}\s*(?:and\s+|und\s+)?)?(?:{_MINUTES})?")
_LASTING = re.compile(rf"{_HOURS}|\d{{1,3}}\s*(?:min|mins|minutes?|minuten)")
_HALF_AN_HOUR = re.compile(r"^half|halbe")
_SAID = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}
_SAID |= {"eine": 1.0, "einer": 1.0, "zwei": 2.0, "drei": 3.0, "eineinhalb": 1.5, "anderthalb": 1.5}
PAST = "{end} is past: it is {now} now. Type a later time, like in 90 minutes."
HOW = "type it as 12:00, noon or in 90 minutes"


def end_typed(text: str, now: dt.datetime) -> dt.datetime | str:
    """The moment a line names, on the day of `now` and after it; or a sentence that says why it is none.

    An hour of the morning that is over is one of the afternoon, as on a clock with hands.
    """
    said = " ".join(text.casefold().split())
    if _LASTING.fullmatch(said):
        said = f"in {said}"
    if said.startswith(("in", "+")) and (lasting := _IN.fullmatch(said)):
        return _after(lasting, now, text)
    said = re.sub(r"(?<=\d)\s*uhr\s*(?=\d)", ":", re.sub(rf"^{_BEFORE}", "", said))
    if half := _HALF.fullmatch(said):
        said = f"{half[1]}:30"
    said = _half_before(said) or said
    said = _NAMED.get(said, said)
    read = _CLOCK.fullmatch(re.sub(rf"{_AFTER}$", "", said))
    if read is None:
        return say("“{text}” is no time of day: {how}.", text=text, how=say(HOW))
    return _today(read, now, text)


def _half_before(said: str) -> str:
    """`halb eins` and `halb 1` as 12:30; empty where it is something else."""
    halb = _HALB.fullmatch(re.sub(rf"{_AFTER}$", "", said))
    if halb is None or not (halb[1].isdigit() or halb[1] in _TO_TWELVE):
        return ""
    hour = int(halb[1]) if halb[1].isdigit() else _TO_TWELVE.index(halb[1]) + 1
    return f"{hour - 1 or 12}:30"


def _after(lasting: re.Match[str], now: dt.datetime, text: str) -> dt.datetime | str:
    hours, minutes = lasting["hours"], lasting["minutes"]
    worth = 0.0
    if hours:
        worth = 0.5 if _HALF_AN_HOUR.search(hours) else _SAID.get(hours) or float(hours.replace(",", "."))
    total = round(worth * 60) + int(minutes or 0)
    if total <= 0:
        return say("“{text}” is no time from now: {how}.", text=text, how=say(HOW))
    end = now + dt.timedelta(minutes=total)
    if end.date() != now.date():
        return say("“{text}” from now is after midnight: {how}.", text=text, how=say(HOW))
    return end.replace(second=0, microsecond=0)


def _today(read: re.Match[str], now: dt.datetime, text: str) -> dt.datetime | str:
    hour, minute, half = int(read[1]), int(read[2] or 0), (read[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return say("“{text}” is no time of day: {how}.", text=text, how=say(HOW))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    by_hands = not half and 1 <= hour < 12 and not read[1].startswith("0")
    if end <= now and by_hands:
        end += dt.timedelta(hours=12)
    if end <= now:
        return say(PAST, end=f"{end:%H:%M}", now=f"{now:%H:%M}")
    return end
