"""The room of the terminal tests, and a typist who reads the screen and types what its facilitator would.

What is typed is decided by the screen alone, so that the same typist goes on after a power cut; and nobody who
has answered is ever typed in again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from terminal import DOWN, END, ENTER, HOME, Terminal

from cxw.day.set_up import SetUp, person, session
from cxw.keyboard.typist import UP
from cxw.model import Need, Session
from cxw.questions.pick import CONTACTS
from cxw.sessionfile import OpenFile, create

PEOPLE = {
    "ana": ("Ana Lima", "Marketing"),
    "ben": ("Ben Ode", "Sales"),
    "cho": ("Cho Park", "Marketing"),
    "dov": ("Dov Katz", "Sales"),
    "eva": ("Eva Berg", "Marketing"),
    "fay": ("Fay Quist", "Sales"),
}
RIVALS = ("Ostermark", "Pellaro", "Carries on as now")
SLIPS = ("al: Brand", "bo: Price", "Quality x2", "cp: Good quality", "Product", "Service", "Innovation")
WORKED_WITH = ("Price", "Quality", "Brand", "Product", "Service")
POINTS: dict[str, dict[str, tuple[int, ...]]] = {
    "first": {
        "ana": (47, 19, 17, 13, 4),
        "ben": (58, 16, 14, 9, 3),
        "cho": (22, 38, 27, 11, 2),
        "dov": (61, 21, 12, 5, 1),
        "eva": (26, 33, 31, 8, 2),
        "fay": (),
    },
    "second": {
        "ana": (57, 23, 11, 8, 1),
        "ben": (58, 16, 14, 9, 3),
        "cho": (49, 28, 15, 7, 1),
        "dov": (63, 19, 12, 4, 2),
        "eva": (29, 34, 24, 11, 2),
        "fay": (52, 37, 7, 3, 1),
    },
}
"""Most of these numbers stand on no screen unless somebody's answer is shown; () does not know."""
SURE = {"before": (83, 91, 67, 95, 74, 0), "after": (89, 93, 77, 96, 82, 0)}
GUESSES = (44, 59, 36, 68, 41, 53)
MOVED = ("agreement", "argument", "fact", "none", "wording", "agreement")
LINES = {
    "ana": "whether price comes first for those who left us",
    "ben": "who decides in a small clinic",
    "cho": "what a day without payroll costs them",
}
STORY = "Told at the counter"
ANYWAY = "answer every call the same day"
PROMISE = {"believe": "it does", "wrong_if": "fewer than 6 of 14 name it first", "owner": "Ben", "due": "+14"}

Fact = tuple[str, ...]
MORNING = dt.datetime(2026, 3, 14, 9)
FILE = "payroll.yaml"


def set_up(folder: Path, desk: Any = "paper", people: int = len(PEOPLE)) -> Path:
    """A session file with the room of these tests, or its first few people, and nothing else."""
    room = [person(name, function, []) for name, function in PEOPLE.values()][:people]
    made = SetUp("Payroll", "Acme Payroll", ["Small clinics"], dt.date(2026, 3, 14), room, RIVALS, desk=desk)
    create(folder / FILE, session(made))
    return folder / FILE


def at_the_points(folder: Path) -> Path:
    """The same room with its needs chosen: points come next."""
    path = set_up(folder)
    with OpenFile(path) as opened:
        opened.keep(choose_needs)
    return path


def choose_needs(session: Session) -> None:
    """The needs are chosen."""
    segment = session.segments[0]
    segment.needs = [Need(id=text.lower(), text=text) for text in WORKED_WITH]
    segment.chosen = [need.id for need in segment.needs]
    segment.stages.touch("needs").opened = segment.stages.touch("needs").done = MORNING


def mark(person: str, company: str, need: str, round: str) -> str:
    """What somebody marks: the functions far apart on our quality, a few don't-knows, drift in round two."""
    at = list(PEOPLE).index(person)
    if company == "Carries on as now" and (at + len(need)) % 3 == 0:
        return "d"
    if need == "Quality" and company == "Acme Payroll":
        return str((9, 1, 10, 0, 9, 2)[at] if round == "first" else 7)
    return str((at * 2 + len(need) + len(company)) % 4 + 7)


def facts(session: Any) -> dict[Fact, object]:
    """Everything somebody typed that stands in a session with one segment."""
    segment = session.segments[0]
    words = {need.id: need.text for need in segment.needs}
    names = {company.id: company.name for company in session.companies(segment)}
    found: dict[Fact, object] = {}
    for need in segment.needs:
        said = [text for own in need.proposed.values() for text in own]
        found |= {("need", text): True for text in (need.text, *said)}
    found |= {("votes", who): {words[need] for need in votes} for who, votes in segment.votes.items()}
    for round in segment.rounds:
        found |= _round_facts(round, words, names)
    for when in ("before", "after"):
        kept = getattr(segment.conviction, when)
        found |= {("sure", when, who): value for who, value in kept.items() if value != "dk"}
    found |= {("guess", who): value for who, value in segment.coverage_guess.items()}
    found |= {
        ("looked", str(number)): True
        for number in range(sum(how != "asked" for how in segment.audit.values()))
    }
    found |= {("line", line.text): True for line in segment.unknowns}
    found |= {("tick", person.id): person.open for person in session.participants if person.open is not None}
    met = {person.id: person.last_customer_contact for person in session.participants}
    found |= {("contact", who): said for who, said in met.items() if said is not None}
    found |= {("promise", card.question): True for card in segment.research}
    found |= {("yes", card.question): True for card in segment.research if card.has_yes}
    found |= {("decided", line.text): True for line in segment.decided}
    first = {person.id: person.name.split()[0].lower() for person in session.participants}
    return {tuple(first.get(word, word) for word in fact): value for fact, value in found.items()}


def _round_facts(round: Any, words: dict[str, str], names: dict[str, str]) -> dict[Fact, object]:
    of, name = round.of, round.name
    found: dict[Fact, object] = {(of, name, "closed"): True} if round.closed else {}
    found |= {(of, name, "revealed"): True} if round.revealed else {}
    found |= {(of, name, who, "why"): why for who, why in round.reasons.items()}
    for who, row in round.answers.items():
        if of == "weights":
            found[of, name, who] = row if row == "dk" else {words[id]: n for id, n in row.items()}
        else:
            found |= {
                (of, name, who, names[c]): {words[id]: n for id, n in marks.items()}
                for c, marks in row.items()
            }
    return found


class Typist:
    """Reads a screen and knows what comes next there; whoever has answered is never typed in again."""

    def __init__(self, *, brisk: bool = False) -> None:
        self.brisk = brisk
        """types a slip in one go, where else each answer is waited for"""
        self.kept: dict[Fact, object] = {}
        """everything whose next screen was seen"""
        self.pending: dict[Fact, object] = {}
        """what has just been typed"""

    def moved(self, before: str, after: str) -> bool:
        """Whether the screen after what was typed is the next one."""
        return after != before and bool(self.place(after))

    def place(self, shown: str) -> str:
        """Where the run stands, by its screen; empty while that is not clear, or a line is half typed."""
        for name, signs in _PLACES.items():
            if all(sign in shown for sign in signs):
                typed = name in _TYPED and not re.search(r"^\s*▸\s*$", shown, re.MULTILINE)
                return "" if typed else name
        return ""

    def keys(self, shown: str) -> str:
        """What is typed at this screen; `pending` then holds what it answers."""
        self.kept |= self.pending
        self.pending = {}
        keys: str = getattr(self, "_" + self.place(shown))(shown)
        return keys

    def _say(self, value: object, *fact: str) -> None:
        assert fact not in self.kept, f"{fact} was answered already and is asked again"
        self.pending[fact] = value

    # around the day

    def _projector(self, shown: str) -> str:
        return ENTER

    def _mirrored(self, shown: str) -> str:
        return "n"

    def _handout(self, shown: str) -> str:
        return ENTER

    def _folder(self, shown: str) -> str:
        return ENTER

    def _told(self, shown: str) -> str:
        return ENTER

    # walls

    def _wall(self, shown: str) -> str:
        if "r Reveal" in shown:
            return "r"
        again = "marks" if "▸ Grid" in shown else "weights"
        if (
            "2 Second round" in shown
            and "Enter Go on" in shown
            and (again, "second", "closed") not in self.kept
        ):
            return "2"
        return ENTER

    def _armed(self, shown: str) -> str:
        of = "marks" if "▸ Grid" in shown else "weights"
        name = "second" if (of, "first", "revealed") in self.kept else "first"
        self._say(True, of, name, "revealed")
        return ENTER

    # needs

    def _slips(self, shown: str) -> str:
        for slip in SLIPS:
            words = re.sub(r"^\w\w: | x2$", "", slip)
            if not re.search(rf"(×2|  )  {words}$", shown, re.MULTILINE):
                self._say(True, "need", words)
                return slip + ENTER
        return ENTER

    def _all_in(self, shown: str) -> str:
        return ENTER

    def _twins(self, shown: str) -> str:
        return ENTER if "Good quality" in shown else "n"

    def _how_many(self, shown: str) -> str:
        return ENTER

    def _board(self, shown: str) -> str:
        if "5 chosen" in shown:
            return ENTER
        if "votes" not in shown.replace("b vote", ""):
            return "b"
        rows = re.findall(r"^[ ▸]+(\d? ) +[a-z]  (.+?)  ", shown, re.MULTILINE)
        at = next(n for n, (number, text) in enumerate(rows) if not number.strip() and text in WORKED_WITH)
        return HOME + DOWN * at + " "

    def _competitors(self, shown: str) -> str:
        return ENTER

    # ballots

    def _hub(self, shown: str) -> str:
        if "Enter clears it" in shown:
            return ENTER
        title = shown.strip().split("\n")[0]
        line = re.search(r"^\s*▸\s*$", shown, re.MULTILINE)
        assert line
        prompt = shown[: line.start()].rstrip().split("\n")[-1].strip()
        if prompt.startswith("The next slip"):
            return self._next_slip(title, shown)
        name, _, what = prompt.partition(": ")
        who = next(id for id, (full, _) in PEOPLE.items() if full == name)
        return self._row(title, who, what, re.findall(r"^ +([a-z])   (\S.*)$", shown, re.MULTILINE)) + ENTER

    def _next_slip(self, title: str, shown: str) -> str:
        waiting = re.search(r"still to come: ([^,…\n]+)", shown)
        if waiting is None:
            if "round" in title:
                self._say(True, *_round(title), "closed")
            return ENTER
        who = next(id for id, (full, _) in PEOPLE.items() if full == waiting[1].strip())
        if not self.brisk:
            return who + ENTER
        needs = re.findall(r"^ +([a-z])   (\S.*)$", shown, re.MULTILINE)
        return f"{who} {self._whole(title, who, needs)}{ENTER}"

    def _whole(self, title: str, who: str, needs: list[tuple[str, str]]) -> str:
        if title.startswith("Marks, first"):
            rows = [self._row(title, who, company, needs) for company in ("Acme Payroll", *RIVALS)]
            return " ".join(rows)
        first = {"Votes": "letters", "Points": "100 points"}.get(re.split(r"\W", title)[0], "percent")
        if title.startswith("Marks"):
            return ""
        row = self._row(title, who, first, needs)
        sure = (
            " " + self._row(title, who, "percent", needs) if "Points, first" in title and row != "d" else ""
        )
        return row + sure

    def _row(self, title: str, who: str, what: str, needs: list[tuple[str, str]]) -> str:
        at = list(PEOPLE).index(who)
        if "letters" in what:
            mine = {text for _, text in needs} & {*WORKED_WITH[:3], "Product" if at % 2 else "Innovation"}
            self._say(mine, "votes", who)
            return "".join(letter for letter, text in needs if text in mine)
        if what.startswith("100 points"):
            return self._points(_round(title)[1], who, needs)
        if what.startswith(("percent", "points, or d")):
            return self._percent(title, who, at)
        if what.startswith(("the box", "last contact")):
            return self._beside(what, who, at)
        if what.startswith("one letter"):
            self._say(MOVED[at], *_round(title), who, "why")
            return MOVED[at]
        name = _round(title)[1]
        marks = {text: mark(who, what, text, name) for _, text in needs}
        self._say({text: "dk" if m == "d" else int(m) for text, m in marks.items()}, "marks", name, who, what)
        return " ".join(marks.values())

    def _beside(self, what: str, who: str, at: int) -> str:
        if what.startswith("the box"):
            self._say(at % 2 == 0, "tick", who)
            return "yn"[at % 2]
        self._say(CONTACTS["wqlr"[at % 4]], "contact", who)
        return "wqlr"[at % 4]

    def _points(self, name: str, who: str, needs: list[tuple[str, str]]) -> str:
        row = POINTS[name][who]
        told = {text: n for (_, text), n in zip(needs, row, strict=True)} if row else "dk"
        self._say(told, "weights", name, who)
        return " ".join(map(str, row)) or "d"

    def _percent(self, title: str, who: str, at: int) -> str:
        if title.startswith("The guess"):
            self._say(GUESSES[at], "guess", who)
            return str(GUESSES[at])
        when = "before" if title.startswith("Points") else "after"
        if POINTS["first"][who]:  # of whoever does not know, not knowing is kept
            self._say(SURE[when][at], "sure", when, who)
        return str(SURE[when][at])

    # closing

    def _pointed_at(self, shown: str) -> str:
        row = re.search(r"^ *▸ (.*)$", shown, re.MULTILINE)
        assert row
        return row[1]

    def _claims(self, shown: str) -> str:
        row = self._pointed_at(shown)
        if row.startswith("Go on"):
            return ENTER
        if not row.endswith("not yet looked"):
            return DOWN
        looked = sum(fact[0] == "looked" for fact in self.kept)
        if looked == 0:
            return "i"
        self._say(True, "looked", str(looked))
        return "a"

    def _evidence(self, shown: str) -> str:
        self._say(True, "looked", "0")
        fields = ("front", STORY, "today", "1", "today", "", "")
        return DOWN + "".join(field + DOWN for field in fields) + ENTER

    def _unknowns(self, shown: str) -> str:
        for who, text in LINES.items():
            if text not in shown:
                self._say(True, "line", text)
                return f"{who}: {text}{ENTER}"
        return ENTER

    def _promises(self, shown: str) -> str:
        row = self._pointed_at(shown)
        if row.startswith("Go on"):
            return ENTER
        if "proposed: " in shown:
            self._say(True, "yes", LINES["ana"])
            return END + UP + "y"
        return END if "promised" in row or "→" in row else ENTER

    def _promise(self, shown: str) -> str:
        self._say(True, "promise", LINES["ana"])
        fields = ("", PROMISE["believe"], PROMISE["wrong_if"], "", "", PROMISE["owner"], PROMISE["due"])
        return "".join(field + DOWN for field in fields) + ENTER

    def _decided(self, shown: str) -> str:
        return "c" if "nothing is decided" in shown else ENTER

    def _decision(self, shown: str) -> str:
        self._say(True, "decided", ANYWAY)
        return ANYWAY + DOWN + PROMISE["owner"] + DOWN * 2 + ENTER


AT_LAPTOP = 3
"""How many sit at the laptop."""


class AtLaptop(Typist):
    """Types while everybody looks: nothing typed can be read back, so it goes by whose turn it is.

    `other` answers differently throughout, with as many keys; of those in `unsure` nobody knows how to weigh.
    """

    def __init__(self, *, other: bool = False, unsure: Collection[str] = ()) -> None:
        super().__init__()
        self.other = other
        self.unsure = unsure

    def moved(self, before: str, after: str) -> bool:
        """The next screen is another question, or another person's; a pane half filled in is neither."""
        return _head(after) != _head(before) and bool(self.place(after))

    def place(self, shown: str) -> str:
        """As ever; a wall stands without its keys here."""
        return super().place(shown) or ("wall" if "Team beliefs, not customer data" in shown else "")

    def _wall(self, shown: str) -> str:
        if "sealed at" in shown:
            return "r"
        again = "marks" if "▸ Grid" in shown else "weights"
        once = (again, "second", "asked")
        if once in self.kept or not {"▸ Grid", "▸ Weights"} & {
            word for word in ("▸ Grid", "▸ Weights") if word in shown
        }:
            return ENTER
        self._say(True, *once)
        return "2"

    def _armed(self, shown: str) -> str:
        return ENTER

    def _hub(self, shown: str) -> str:
        return ENTER

    def _handover(self, shown: str) -> str:
        return ENTER

    def _ballot(self, shown: str) -> str:
        title, name = re.split(r"\s{3,}", shown.strip().split("\n")[0].strip())
        at = [full for full, _ in PEOPLE.values()].index(name)
        return self._typed(shown, _round(title)[1], AT_LAPTOP - 1 - at if self.other else at) + ENTER

    def _typed(self, shown: str, round: str, at: int) -> str:
        who = list(PEOPLE)[at]
        if "Spread 100 points" in shown and who in self.unsure:
            return "".join(("kk" if at else "dk") + DOWN for at in range(len(WORKED_WITH)))
        if "Spread 100 points" in shown:
            row = [f"{n:02}" for n in POINTS[round][who] or (40, 30, 15, 10, 5)]
            return "".join(n + DOWN for n in (row[::-1] if self.other == (round == "first") else row))
        if "chance that" in shown:
            return str((SURE["after"] if "again" in shown else SURE["before"])[at] or 88)
        if "How well does each company" in shown:
            rows = len(re.findall(r"^ [ ▸] .*[·]", shown, re.MULTILINE))
            cells = shown.count("·")
            return "".join(f"{_hidden_mark(at, n, round) + self.other} " for n in range(max(rows, cells)))
        if "What moved you" in shown:
            return "fawgn"[at % 5]
        if "[·]" in shown:
            return "wqlr"[at % 4] if "My last contact" in shown else "ynnn"[at % 4]
        votes = "abc" if at == 0 else "bde"
        return votes if "letters of" in shown else str(GUESSES[at])


def _hidden_mark(at: int, cell: int, round: str) -> int:
    """0 to 8, far apart in the first cell and alike elsewhere."""
    return (8, 0, 7, 1, 8, 0)[at] if cell == 0 and round == "first" else 4 + (at + cell) % 3


def _head(shown: str) -> str:
    return "\n".join(re.sub(r"\d+", "", line) for line in shown.split("\n")[:6])


def _round(title: str) -> tuple[str, str]:
    return "marks" if title.startswith("Marks") else "weights", "second" if "second" in title else "first"


_PLACES = {
    "projector": ("What does the projector show?", "arrow keys"),
    "mirrored": ("Can the room read this word too?",),
    "armed": ("Enter reveals",),
    "wall": ("Esc pause",),
    "slips": ("a need a line;", "Enter take in"),
    "all_in": ("Has everybody handed in?", "Enter yes"),
    "twins": ("Needs that read alike", "n two needs"),
    "how_many": ("Blind votes", "Enter vote"),
    "board": ("Which needs does the room work with?", "Enter these"),
    "competitors": ("Who else could these customers choose?", "empty Enter goes on"),
    "hub": ("taken in", "Esc more keys"),
    "handover": ("Hand the laptop to",),
    "ballot": ("Enter hand in",),
    "claims": ("Evidence ·", "o leave open", "↑ ↓"),
    "evidence": ("Keep this (Enter)", "Quote"),
    "unknowns": ("What we do not know is...", "empty Enter: that is all"),
    "promises": ("What to find out ·", "a promise from these"),
    "promise": ("Keep this (Enter)", "We are wrong if"),
    "decided": ("Decided, not evidenced ·", "End, Enter go on"),
    "decision": ("Keep this (Enter)", "What do we do anyway, who"),
    "folder": ("Where?",),
    "handout": ("The day is complete. What now?",),
    "told": ("Enter goes on",),
}
"""Where a run can stand: what its screen says there."""
_TYPED = ("slips", "all_in", "hub", "unknowns", "competitors")
"""Where a line is typed: the next keys belong to a line that is empty again."""


def begin(terminal: Terminal, typist: Typist) -> str:
    """Wait for the first screen."""
    return terminal.until(lambda shown: bool(typist.place(shown)))


def go_on(terminal: Terminal, typist: Typist, shown: str) -> str:
    """Type what comes next at this screen and wait for the one after it, or for the end of the command."""
    terminal.type(typist.keys(shown))
    return terminal.until(lambda after: terminal.over or typist.moved(shown, after))


def go_on_to(terminal: Terminal, typist: Typist, wanted: Callable[[str], bool]) -> str:
    """Type until the screen is this one; its text."""
    shown = begin(terminal, typist)
    while not wanted(shown):
        shown = go_on(terminal, typist, shown)
    return shown
