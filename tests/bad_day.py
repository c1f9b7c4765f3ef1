"""The bad day: eleven people, and everything that goes wrong in a real room, typed at a real terminal.

The facilitator's keys are those of one long day; whoever watches the wall looks at each picture of it, and
at every byte that was sent to it, for what nobody may see there.
"""

from __future__ import annotations

import datetime as dt
import re
import signal
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from terminal import DOWN, END, ENTER, ESC, HOME, WIPE, Terminal, plain

from cxw.day.set_up import SetUp, person, session
from cxw.keyboard.typist import UP
from cxw.model import Participant
from cxw.phones.door import CODE, LETTERS
from cxw.sessionfile import create

FILE = "payroll.yaml"
SEGMENTS = ("Small clinics", "Dental practices")
RIVALS = ("Ostermark", "Carries on as now")
PEOPLE = {
    "annika": ("Annika Quarnberg", "Marketing"),
    "bertil": ("Bertil Roswall", "Marketing"),
    "casimir": ("Casimir Tveit", "Marketing"),
    "egon": ("Egon Ullmark", "Sales"),
    "frauke": ("Frauke Wessel", "Sales"),
    "hedda": ("Hedda Ystad", "Service"),
    "ingmar": ("Ingmar Zetter", "Service"),
    "jorun": ("Jorun Vinge", "Service"),
    "kasper": ("Kasper Norgaard", "Management"),
    "dagny": ("Dagny Lofthus", "Marketing"),
    "gunnar": ("Gunnar Myhre", "Sales"),
}
"""The last two come when the day has begun."""
AT_NINE = list(PEOPLE)[:9]
SENIOR = "kasper"
NEEDS = ("Price", "Quality", "Brand", "Product", "Support")
SIXTH = "Innovation"
LATE_NEED = "Works with our rota"
PARKED = "asked for too late"
GONE = ("egon", "frauke", "jorun")
STAYED = [id for id in PEOPLE if id not in GONE]
MARKED = [id for id in STAYED if id != "ingmar"]
"""Who declined the points is not asked for marks."""
LATE_RIVAL = "Pellaro"
UNKNOWN = "whether price comes first for those who left us"
REWORDED = "Runs without errors"
OWNER = "Lena at the agency"
"""Who finds out what is unknown, and does what is done anyway: nobody of the room."""
ANYWAY = "answer every call within a day"

FIRST = (37, 23, 19, 13, 8)
SECOND = (43, 27, 16, 14, 0)
OTHER = (47, 21, 18, 9, 5)
WRONG = (41, 29, 17, 9, 4)
TOO_MUCH = (37, 23, 19, 13, 13)
SURE = dict(zip(PEOPLE, (83, 91, 67, 95, 74, 62, 88, 71, 79, 97, 69), strict=True))
SURE_AGAIN = dict(zip(PEOPLE, (84, 92, 68, 96, 76, 63, 74, 72, 89, 98, 66), strict=True))
SURE_THERE = dict(zip(PEOPLE, (71, 93, 64, 94, 73, 58, 87, 78, 85, 99, 65), strict=True))
SURE_IN_THE_END = dict(zip(PEOPLE, (83, 95, 62, 93, 74, 56, 88, 77, 84, 97, 63), strict=True))
GUESSES = dict(zip(PEOPLE, (33, 57, 39, 61, 52, 77, 86, 34, 46, 31, 28), strict=True))

_DOOR = rf"\d+(?:\.\d+){{3}}(?::\d+)?|\b[{LETTERS}]{{{CODE}}}\b"
"""The address through which phones come in, and its code, which is drawn by lot and may hold digits."""
KNOWN = re.compile(
    _DOOR
    + r"|\d+ of \d+ (?:taken in|are here|have)|of \d+ taken in|\d\d:\d\d|0 fails customers · 10 could|0 \(fails customers\)|to 10\b|100 points|Spread 100\b|200 customers"
    r"|\d+ answers? (?:is|are) (?:still missing|sealed)|\d+ people|\d+ answers|[1-5]  (?:Needs|Weights|Grid|Disagreement|Closing)"
)
"""Numbers of a screen that holds no answer: how many are taken in, the clock, the questions' own."""
_HALF = re.compile(rb"\x1b[^A-Za-z]*$")
"""The beginning of an escape whose end is still to come."""
_CLOCK = re.compile(_DOOR + r"|\d\d:\d\d")
"""The clock, and what phones come in by."""
SEEN = 0.4
"""Seconds after which a question is answered: before that its keys go back to the line."""
DISTINCT = 12
"""From here on a number is no count of people, and no mark."""


def turned(row: Sequence[int], by: int) -> tuple[int, ...]:
    """The same points on other needs: functions lean to different ones."""
    return tuple(row[(place - by) % len(row)] for place in range(len(row)))


def set_up(folder: Path) -> Path:
    """The set-up of the evening before: nine people, one of them declared, two segments, paper."""
    room: list[Participant] = []
    for id in AT_NINE:
        name, function = PEOPLE[id]
        room.append(person(name, function, [one.id for one in room]))
        room[-1].senior = True if id == SENIOR else None
    made = SetUp("Payroll", "Acme Payroll", list(SEGMENTS), dt.date(2026, 3, 14), room, RIVALS, desk="paper")
    create(folder / FILE, session(made))
    return folder / FILE


class Wall:
    """What everybody sees: each picture, and every byte, looked at as it comes."""

    def __init__(self, *, names_allowed: bool) -> None:
        self.names_allowed = names_allowed
        """on one projected screen people are called by name while their slips are typed"""
        self.secret: set[str] = set()
        """values that were typed and are not revealed"""
        self.asking = False
        """whether answers come in: then no number stands there but counts"""
        self.pictures = 0
        self._written = 0

    def begins(self) -> None:
        """Another terminal shows it from here on."""
        self._written = 0

    def holds_back(self, values: Iterable[int]) -> None:
        """These are about to be typed."""
        self.secret |= {str(value) for value in values if value >= DISTINCT}

    def may_show(self, values: Iterable[int]) -> None:
        """These are about to be revealed."""
        self.secret -= {str(value) for value in values}

    def hears(self, written: bytearray) -> None:
        """Look through the bytes since the last time, and a few before them, from one whole escape on."""
        start = max(0, written.rfind(b"\x1b", 0, max(0, self._written - 40)))
        self._written = len(written)
        sent = plain(_HALF.sub(b"", bytes(written[start:])))
        assert "senior" not in sent.lower()
        self._no_secret(sent)
        assert self.names_allowed or not _named(sent), f"{_named(sent)} on the wall:\n{sent}"

    def sees(self, shown: str) -> None:
        """Look at a whole picture: no value beside a name, and none while answers come in."""
        self.pictures += 1
        self._no_secret(shown)
        if self.asking or _named(shown):
            left = re.findall(r"\d+", KNOWN.sub(" ", shown))
            assert not left, f"{left} beside {_named(shown) or 'a question'}:\n{shown}"

    def _no_secret(self, text: str) -> None:
        found = self.secret & {*re.findall(r"\d+", _CLOCK.sub(" ", text))}
        assert not found, f"{sorted(found)} is not revealed, and stands on the wall:\n{text}"


def _named(text: str) -> set[str]:
    return {word for name, _ in PEOPLE.values() for word in name.split()} & {*re.findall(r"\w+", text)}


class Watched(Terminal):
    """A terminal everybody sees: every byte is looked through, and each picture once it stands."""

    wall: Wall | None = None
    fresh = False

    def hear(self, seconds: float) -> bool:
        heard = super().hear(seconds)
        if self.wall is not None and heard:
            self.fresh = True
            self.wall.hears(self.written)
        elif self.wall is not None and self.fresh:
            self.fresh = False
            if self._at_rest():
                self.wall.sees(self.shown)
            else:
                self.fresh = True
        return heard


class Day:
    """The facilitator, at one window or two."""

    def __init__(self, folder: Path, *, projected: bool, size: tuple[int, int] = (80, 24)) -> None:
        self.folder = folder
        self.projected = projected
        self.size = size
        self.wall = Wall(names_allowed=projected)
        self.run = self._begun()
        self.window: Watched | None = None
        if not projected:
            self.window = Watched("show", FILE, "--follow", cwd=folder, size=size)
            self.window.wall = self.wall

    def _begun(self) -> Watched:
        shows = "this" if self.projected else "window"
        run = Watched("run", FILE, "--projector", shows, cwd=self.folder, size=self.size)
        if self.projected:
            self.wall.begins()
            run.wall = self.wall
        return run

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.run.__exit__()
        if self.window is not None:
            self.window.__exit__()

    # keys

    def press(self, keys: str, seen: str) -> str:
        """Type, and wait for what comes of it, wherever its lines break; the other window is looked at too."""
        before = self.run.shown
        self.run.type(keys)
        shown = self.run.until(lambda after: after != before and seen in " ".join(after.split()))
        while self.window is not None and self.window.hear(0):
            pass
        return shown

    def seen(self, words: str) -> str:
        """Wait for a screen with these words."""
        return self.run.until(words)

    def on_to(self, *seen: str, keys: str = ENTER) -> str:
        """Press one key until one of these is on the screen: walls, and questions that want nothing."""
        shown = self.run.shown
        for _ in range(40):
            if any(words in shown for words in seen):
                return shown
            shown = self.press(keys, "")
        raise AssertionError(f"{seen} did not come; on the screen stands\n{shown}")

    def chooses(self, label: str, seen: str) -> str:
        """A way of those on the screen, by its letter."""
        found = re.search(rf"^[ ▸]+(\w) {{3}}{re.escape(label)}", self.run.shown, re.MULTILINE)
        assert found is not None, f"“{label}” is no way here:\n{self.run.shown}"
        return self.press(found[1], seen)

    def behind_esc(self, letter: str, seen: str) -> str:
        """A key that stands behind Esc while something is typed."""
        self.press(ESC, "Paused")
        return self.press(letter, seen)

    def killed(self, typed: str = "") -> None:
        """The power goes out, perhaps in the middle of a line, and the program is started again."""
        self.run.type(typed)
        self.run.hear(0.02)
        self.run.kill()
        assert self.run.ends() == -signal.SIGKILL
        self.run.__exit__()
        self.run = self._begun()
        self.seen("taken in" if self.projected else "The day goes on.")
        self.press(ENTER, "two letters of a name")

    # what everybody is asked

    def asks(self, people: int) -> None:
        """From here to the reveal answers come in: wait until the wall says so too."""
        self.on_to(f"of {people} taken in")
        if self.window is not None:
            self.window.until("taken in")
        self.wall.asking = True

    def takes_in(self, id: str, *typed: object, secret: Iterable[int] = ()) -> None:
        """One slip, in one go."""
        self.wall.holds_back([*(value for value in typed if isinstance(value, int)), *secret])
        row = " ".join(map(str, typed))
        self.is_taken_in(f"{id[:2]} {row}{ENTER}", PEOPLE[id][0])

    def is_taken_in(self, keys: str, name: str) -> None:
        """The end of a slip; on the first one the box and the last contact are typed too, each asked once."""
        asks = {f"{name}: the box, y or n": f"n{ENTER}", f"{name}: last contact, one": f"w{ENTER}"}
        taken = f"{name} is taken in"
        while (sign := self._comes_of(keys, [*asks, taken])) != taken:
            keys = asks.pop(sign)

    def _comes_of(self, keys: str, signs: Sequence[str]) -> str:
        """Type, and wait for one of these on another screen."""
        before = self.run.shown

        def found(shown: str) -> list[str]:
            return [sign for sign in signs if shown != before and sign in " ".join(shown.split())]

        self.run.type(keys)
        return found(self.run.until(lambda shown: bool(found(shown))))[0]

    def hedda_does_not_know(self) -> None:
        """On one projected screen she is asked how sure she is, as everybody is; Enter is enough."""
        if self.projected:
            self.press(f"he d{ENTER}", "Hedda Ystad: percent, or d")
            self.is_taken_in(ENTER, "Hedda Ystad")
        else:
            self.is_taken_in(f"he d{ENTER}", "Hedda Ystad")

    def closes(self, seen: str) -> None:
        """An empty Enter; before it one more where a finished slip still stands there."""
        if "Enter clears it" in self.run.shown:
            self.press(ENTER, "empty Enter closes")
        self.press(ENTER, seen)

    def revealed(self, *rows: Iterable[int]) -> None:
        """Reveal with two keys; only then may these values be seen."""
        self.press("r", "Enter reveals")
        self.wall.asking = False
        self.wall.may_show(value for row in rows for value in row)
        self.press(ENTER, "Team beliefs")

    def joins(self, id: str) -> None:
        """Somebody comes: j, a name, a function, all segments."""
        name, _ = PEOPLE[id]
        self.press("j", "are here")
        self.press("a", "What is the name?")
        self.press(name + ENTER, "Which function?")
        self.chooses(PEOPLE[id][1], "In which segments?")
        self.press(ENTER, "is on the list now")
        self.press("b", "Team beliefs")

    def leaves(self, id: str, why: str) -> None:
        """Somebody goes: found by the letters of the name."""
        self.press("f", "Whom?")
        self.press(id[:4] + ENTER, f"▸ {PEOPLE[id][0]}")
        self.press(ENTER, "was put down by mistake")
        self.chooses("leaves", "Why does")
        self.press(WIPE + why + ENTER, "are here")

    # the day

    def whole(self) -> None:
        """From the first screen to the last."""
        for part in (
            self.needs,
            self.points,
            self.second_round,
            self.other_segment,
            self.lunch,
            self.marks,
            self.late_competitor,
            self.stops,
            self.closing,
        ):
            part()

    def needs(self) -> None:
        """Needs of the first segment; somebody comes after they were chosen."""
        self.seen("What is kept")
        self.press(ENTER, "a need a line")
        for need in (*NEEDS, SIXTH):
            self.press(need + ENTER, need)
        self.press(ENTER, "Has everybody handed in?")
        self.press(ENTER, "Which needs does the room work with?")
        self.press(HOME + " " + (DOWN + " ") * 4, "5 chosen")
        self.press(ENTER, "We work with these five needs")
        self.joins("dagny")

    def points(self) -> None:
        """A don't know, a refusal, a slip put aside, a power cut, a round opened again, a slip corrected."""
        self.asks(10)
        self.hedda_does_not_know()
        self.press(f"in declined{ENTER}", "declined, not asked again")
        self.wall.holds_back(TOO_MUCH)
        self.press(f"jo {' '.join(map(str, TOO_MUCH))}{ENTER}", "puts the slip aside")
        self.press(f"s{ENTER}", "put aside for a second look")
        self.takes_in("bertil", *WRONG, SURE["bertil"])
        self.takes_in("annika", *turned(FIRST, 0), SURE["annika"])
        self.wall.holds_back(FIRST)
        self.killed("ca 37 23")
        self.on_to("of 9 taken in")
        for by, id in enumerate(("casimir", "egon", "frauke", "kasper", "dagny")):
            self.takes_in(id, *turned(FIRST, by), SURE[id])
        self.closes("still missing")
        self.run.hear(SEEN)
        self.press(DOWN + ENTER, "8 answers sealed")
        self.press("o", "taken in")
        self.takes_in("jorun", *turned(FIRST, 2), SURE["jorun"])
        self.closes("9 answers sealed")
        self.revealed(FIRST, WRONG, TOO_MUCH)
        if self.projected:
            self.press("c", "Darken the projector first")
        self.press(ENTER if self.projected else "c", "Whose slip is put right?")
        self.press(f"be {' '.join(map(str, turned(FIRST, 3)))}{ENTER}", "Bertil Roswall: percent, or d")
        self.press(ENTER, "Bertil Roswall: the rest stays as it is")
        self.behind_esc("b", "Team beliefs")

    def second_round(self) -> None:
        """Somebody comes after the reveal; a need more is parked, another gets other words."""
        self.joins("gunnar")
        self.press("a", "What has come up?")
        self.chooses("a need more", "What do these customers need?")
        self.press(LATE_NEED + ENTER, "was not chosen")
        self.chooses("park it", "why it is not worked with today")
        self.press(WIPE + PARKED + ENTER, "Team beliefs")
        self.press("2", "of 10 taken in")
        self.asks(10)
        self.behind_esc("w", "Which need?")
        self.press(DOWN + ENTER, "Quality")
        self.press(WIPE + REWORDED + ENTER, "taken in")
        for by, id in enumerate(id for id in PEOPLE if id != "ingmar"):
            self._second_slip(id, () if id == "hedda" else turned(SECOND, by))
        self.press(f"in declined{ENTER}", "declined, not asked again")
        self.closes("10 answers sealed")
        self.revealed(SECOND)

    def _second_slip(self, id: str, row: Sequence[int]) -> None:
        """Whoever moved is asked why; on one projected screen everybody is. For Gunnar it is the first ballot."""
        self.wall.holds_back(row)
        typed, name = f"{id[:2]} {' '.join(map(str, row)) or 'd'}{ENTER}", PEOPLE[id][0]
        if self.projected or id not in ("gunnar", "hedda"):
            self.press(typed, f"{name}: one letter")
            typed = f"a{ENTER}"
        self.is_taken_in(typed, name)

    def other_segment(self) -> None:
        """The second segment starts from the needs of the first; its points are the last that is done."""
        self.on_to("Where do the needs of")
        self.chooses("Start from the needs of Small clinics", "a need a line")
        self.press(ENTER, "Has everybody handed in?")
        self.asks(11)
        self.hedda_does_not_know()
        self.press(f"in declined{ENTER}", "declined, not asked again")
        for by, id in enumerate(id for id in PEOPLE if id not in ("hedda", "ingmar")):
            self.takes_in(id, *turned(OTHER, by), SURE_THERE[id])
        self.closes("10 answers sealed")
        self.revealed(OTHER)

    def lunch(self) -> None:
        """Three leave."""
        self.press("j", "of 11 are here")
        for id in GONE:
            self.leaves(id, "the ferry")
        self.press("b", "Team beliefs")

    def marks(self) -> None:
        """Marks of the first segment: seven people, three companies; in the middle the power goes out."""
        self.on_to("Who else could these customers choose?")
        self.press(ENTER, "of 7 taken in")
        self.asks(7)
        for by, id in enumerate(MARKED):
            if by == 4:
                self.killed(f"{id[:2]} 9 ")
                self.on_to("of 7 taken in")
            marks = [(by * 3 + cell * 2) % 4 + (6 if cell % 3 else 1) for cell in range(15)]
            self.takes_in(id, *marks)
        self.closes("7 answers sealed")

    def late_competitor(self) -> None:
        """Late."""
        self.press("a", "What has come up?")
        self.chooses("a competitor more", "Who else could these customers choose?")
        self.press(LATE_RIVAL + ENTER, f"{LATE_RIVAL} is in.")
        self.closes("7 answers sealed")
        self.revealed()
        self.asks(7)
        for by, id in enumerate(MARKED):
            self.takes_in(id, *((by + cell) % 5 + 3 for cell in range(5)))
        self.closes("7 answers sealed")
        self.revealed()
        self.asks(6)
        for id in STAYED:
            if id not in ("hedda", "ingmar", "gunnar"):
                self.takes_in(id, SURE_AGAIN[id])
        self.takes_in("hedda", "d")

    def stops(self) -> None:
        """The second segment goes no further than its points."""
        self.wall.asking = False
        self.closes("Team beliefs")
        self.on_to("Who else could these customers choose?")
        self.behind_esc("x", "end unfinished?")
        self.press(ENTER, "Team beliefs")
        self.press("x", "end unfinished?")
        self.press(ENTER, "The guess")

    def closing(self) -> None:
        """The guess, the count, what we do not know, who finds out: of both segments."""
        self._closing()
        self.asks(7)
        for id in STAYED:
            if id not in ("hedda", "ingmar"):
                self.takes_in(id, SURE_IN_THE_END[id])
        self.takes_in("hedda", "d")
        self.closes("The guess")
        self._closing()
        self.seen("The day is complete. What now?")
        self.run.type("l")
        assert self.run.ends() == 0
        assert self.run.clean
        if self.window is not None:
            self.window.type("q")
            assert self.window.ends() == 0

    def _closing(self) -> None:
        self.asks(7)
        for id in MARKED:
            self.takes_in(id, GUESSES[id])
        self.wall.asking = False
        self.wall.may_show(GUESSES.values())
        self.closes("Evidence")
        self.press(END + ENTER, "Team beliefs")
        self.on_to("that is all")
        self.press(UNKNOWN + ENTER, UNKNOWN)
        self.on_to("What to find out \u00b7")
        self.press(" ", "\u25cf")
        self.press(ENTER, "We are wrong if")
        fields = ("", "", "fewer than half of them say so", "", "", OWNER, "+14")
        self.press("".join(field + DOWN for field in fields) + ENTER, "What to find out \u00b7")
        self.press(END + UP + "y", OWNER)
        self.press(END + ENTER, "What do we do anyway")
        self._decides()
        self.press(END + ENTER, "Team beliefs")
        self.on_to("How sure are we now?", "The day is complete. What now?")

    def _decides(self) -> None:
        """What is done anyway, with its owner and its day."""
        self.press("c", "What do we do anyway, who does it")
        self.press(
            "".join(field + DOWN for field in (ANYWAY, OWNER, "+14")) + ENTER, "this is what we do anyway"
        )
