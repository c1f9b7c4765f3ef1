"""The paper desk: one line for a slip, whoever's it is, in whatever order the slips lie.

Two letters of a name, then the row. The state of a visit (whose slip, what is left) is kept here; what
to do with a value that was read is the business of `intake`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxw.desk import Ballot, Part, Person
from cxw.keyboard import acting
from cxw.keyboard.allocator import Peek
from cxw.keyboard.canvas import (
    ACCENT,
    INK,
    MARK,
    QUIET,
    STRONG,
    WARN,
    Line,
    Sheet,
    Size,
    airy,
    in_view,
    large,
    pad,
    wrap,
)
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.slips import (
    REASONS,
    Slip,
    Step,
    apart,
    letter_of,
    read,
    rest_in_words,
    split,
    standing,
    steps,
    sum_off,
    tokens_of,
    who,
    with_reason,
)
from cxw.keyboard.surface import Command, Out, Pane

MASKED_REFUSAL = "Not taken in. Type it again; or Tab says which way it is off, and Esc, then p, shows it."


_PARTS = {
    "points": "100 points",
    "marks": "marks",
    "percent": "percent, or d",
    "guess": "points, or d",
    "votes": "up to {most} letters of needs",
    "reason": "one letter",
}
_ROWS = {
    "points": "the row",
    "marks": "a company's marks",
    "percent": "a percentage",
    "guess": "a number of points",
    "votes": "up to {most} letters of needs",
    "reason": "one letter",
}


def _asked(words: Mapping[str, str], part: Part) -> str:
    return words.get(part.id, words[part.kind]).format(most=part.most)


@dataclass
class Visit:
    """One person's slip while it is typed: what is left of it."""

    person: Person
    left: list[Step]
    done: set[tuple[str, str]] = field(default_factory=set)
    again: bool = False
    order: str = ""
    """the letter on the slip, where slips have several orders"""

    @property
    def step(self) -> Step | None:
        """What is typed next."""
        return self.left[0] if self.left else None

    def after(self, now: Sequence[Step], *, unknown: bool) -> list[Step]:
        """What is left once a step was kept and the ballot misses `now`; `unknown`: the points were dk."""
        missing = [step for step in now if step.key not in self.done]
        if not self.again:
            return missing
        kept = [s for s in self.left if s.key not in self.done and not (unknown and s.part.kind == "percent")]
        known = {step.key for step in kept}
        return kept + [step for step in missing if step.key not in known]


class Hub(Pane):
    """The facilitator's line, and how many are taken in."""

    typed = True

    def __init__(self, ballot: Ballot, *, masked: bool, correcting: bool = False) -> None:
        self.ballot = ballot
        self.masked = masked
        self.correcting = correcting
        self.field = Field()
        self.visit: Visit | None = None
        self.asking: Asking | None = None
        self.offer_aside = False
        self.refused = False
        self.looked = False
        """whether a refused line was peeked at, so that it is put right instead of begun anew"""
        self.peeking = Peek(masked)
        self.said = ""
        self.news = ""

    def press(self, key: Key) -> Out | None:
        """Type a line; Enter ends the run with it."""
        if self.peeking.press(key):
            return None
        if self.asking is not None:
            return self.asking.press(key)
        if key.name == "enter":
            return Out("line", self.field.text)
        if self.offer_aside and key.letter == "s":
            return Out("aside", self.field.text)
        if key.name == "tab":
            self.said = self._standing()
        elif key.name == "paste" and "\n" in key.text.strip():
            return Out("lines", key.text.splitlines())
        else:
            self._type(key)
        return None

    def _type(self, key: Key) -> None:
        """A refused line that cannot be seen is begun anew by the next letter; one in sight goes on."""
        if self.refused and key.text and self.masked and not self.looked:
            self.field.put("")
        self.refused = self.looked = self.offer_aside = False
        self.said = self.news = ""
        self.field.press(key)

    def refuse(self, row: str, said: str, *, aside: bool) -> None:
        """Keep the row as it was typed, with the reason; `s` may put it aside."""
        self.field.put(row)
        self.refused, self.looked, self.offer_aside = True, False, aside
        self.said = said + (" s puts the slip aside." if aside else "")

    def escape(self) -> bool:
        """Esc takes a question back before it opens the Paused screen."""
        asked, self.asking = self.asking, None
        return asked is not None

    def commands(self) -> Sequence[Command]:
        """What stands behind Esc while slips are typed."""
        found = [*self.peeking.commands()]
        if self.visit is not None:
            found.append(Command("o", "other", "another person's slip"))
        if self.correcting:
            return (*found, Command("b", "over", "back to the screen"))
        found.append(Command("l", "laptop", "hand the laptop to whoever answers on it"))
        found.append(Command("c", "close", "close the round"))
        if self.ballot.collect is not None:
            found.append(Command("f", "collect", "take in a spreadsheet file"))
        if self.ballot.acts is not None:
            found.append(Command("w", "reword", "put a need in other words"))
        return [*found, *acting.commands(self.ballot.acts)]

    def command(self, word: str) -> Out | None:
        """Peek here; the rest is for the caller."""
        self.looked = self.looked or word == "peek"
        return self.peeking.command(word)

    def current(self) -> tuple[Step | None, str]:
        """Which step the typed line is about, and the row in it."""
        left = self._steps()
        row = self.field.text if self.visit is not None else self._slip().row
        return (left[0] if left else None), row

    def _steps(self) -> list[Step]:
        """What is left of this visit; before one, what a whole slip of the person named so far holds."""
        if self.visit is not None:
            return self.visit.left
        person = self._named() or self._somebody()
        parts = (self.ballot.parts(person.id) or self.ballot.whole(person.id)) if person else ()
        return steps(parts, self.ballot.orders.get(self._slip().order, ()))

    def _somebody(self) -> Person | None:
        """Somebody whose slip may come next: before a reason alone, a whole slip is expected."""
        reasons = None
        for person in self.ballot.people:
            if parts := self.ballot.parts(person.id):
                if parts[0].kind != "reason":
                    return person
                reasons = reasons or person
        return reasons or next(iter(self.ballot.people), None)

    def apart(self, left: Sequence[Step], row: str) -> list[str]:
        """The rows on one line; in a second round the reason may stand behind them."""
        again = self.ballot.name == "second" and not self.correcting
        return with_reason(left, row) if again else apart(left, row)

    def _slip(self) -> Slip:
        return split(self.field.text, self.ballot.orders)

    def _named(self) -> Person | None:
        """The one person the letters typed so far mean, if they mean one."""
        if self.visit is not None:
            return self.visit.person
        found = who(self._slip().letters, self.ballot.people)
        return found[0] if len(found) == 1 else None

    def _standing(self) -> str:
        step, row = self.current()
        if step is None or not row.strip():
            return "nothing is typed yet"
        row = self.apart(self._steps(), row)[0]
        off = sum_off(row, step.items) if step.part.kind == "points" else 0
        if off:
            return standing(off) if self.masked else rest_in_words(off)
        if read(step, row)[0] is not None:
            return "complete"
        return (
            f"{step.part.kind} missing"
            if len(tokens_of(row, len(step.needs))) < len(step.needs)
            else "too many"
        )

    @property
    def _open(self) -> bool:
        return not self.masked or self.peeking.open

    def draw(self, size: Size) -> list[Line]:
        """The needs in the order of the ballot, the typed line, and how many are taken in."""
        sheet = Sheet(
            size,
            self._title(),
            aside=self.ballot.segment,
            question="" if self._crowded(size) else self._question(),
            said=self.peeking.warning or self.said or self.ballot.remark,
            keys="" if self.asking else self._keys(),
        )
        if self.asking is not None:
            return sheet.lines(self.asking.body(sheet.width))
        foot = [[], *self._line(sheet.width), [], *self._count(sheet.width)]
        return sheet.lines([*self._list(sheet.width, sheet.rows - len(foot)), *foot])

    def _crowded(self, size: Size) -> bool:
        """Whether the needs want the lines of the question, which each printed ballot carries."""
        step, _ = self.current()
        return size.height < 30 and self.visit is None and step is not None and bool(step.part.needs)

    def _title(self) -> str:
        title = self.ballot.title
        return f"Put a slip right: {title[:1].lower()}{title[1:]}" if self.correcting else title

    def _question(self) -> str:
        step, _ = self.current()
        own = step is not None and (self.visit is not None or step.part.kind == "reason")
        return step.part.question if step is not None and own else self.ballot.question

    def _keys(self) -> str:
        if self.correcting and self.visit is not None:
            return "Enter puts it right   empty Enter leaves it as it is   Esc then b back to the screen"
        if self.correcting:
            return "two letters of a name, Enter   Esc then b back to the screen"
        if self.visit is not None:
            return "Enter take in   empty Enter leaves it open   Esc more keys"
        votes = self.ballot.of == "votes"
        row = "a name and letters, Enter" if votes else "a name and a row, Enter   d does not know"
        return row + "   an late: gives no answer   empty Enter closes   Esc more keys"

    def _list(self, width: int, room: int) -> list[Line]:
        step, _ = self.current()
        if step is None:
            return []
        if step.part.kind == "reason":
            return [[(MARK, f"  {letter}  "), (INK, words)] for letter, (_, words) in REASONS.items()][:room]
        items = step.items if step.part.kind == "marks" else list(step.part.needs)
        first, last = in_view(len(items), len(self._typed()) - 1, max(1, room))
        rows = [self._need(number, items[number].text, width) for number in range(first, last)]
        return airy(rows, room)

    def _need(self, number: int, text: str, width: int) -> Line:
        step, _ = self.current()
        count = len(step.items) if step else 0
        typed = self._typed()
        value = (
            typed[number] if number < len(typed) and step and step.part.kind in ("points", "marks") else ""
        )
        mark: Line = [
            (QUIET, pad(letter_of(number, count), 4, right=True) + "   "),
            (INK, pad(text, min(64, width - 20))),
        ]
        return [*mark, (ACCENT, pad(value, 6, right=True))]

    def _typed(self) -> list[str]:
        step, row = self.current()
        return tokens_of(row, len(step.needs)) if step and self._open else []

    def _line(self, width: int) -> list[Line]:
        lines: list[Line] = [[(STRONG, self._prompt())]]
        if self._open:
            lines.append(self.field.line(width))
            lines.append([(QUIET, "  " + "   ".join(text for text in (self._whose(), self._sum()) if text))])
        else:
            hidden = "what is typed is hidden" if self.visit else "what is typed after a name is hidden"
            whose = self._whose() or hidden
            lines += [[(QUIET, "▸ "), (INK, self._name_only())], [(QUIET, "  " + whose)]]
        return lines

    def _prompt(self) -> str:
        if self.visit is None:
            if self.correcting:
                return "Whose slip is put right?"
            step, _ = self.current()
            row = _asked(_ROWS, step.part) if step else "the row"
            return f"The next slip: {self._letter()}two letters of a name, then {row}"
        step = self.visit.step
        if step is None:
            return self.visit.person.name
        about = step.company.text if step.company else _asked(_PARTS, step.part)
        return f"{self.visit.person.name}: {about}"

    def _letter(self) -> str:
        """What comes first where slips are printed in several orders."""
        return f"{' or '.join(self.ballot.orders)}, " if self.ballot.orders else ""

    def _whose(self) -> str:
        """Whose slip the letters mean, said while it is typed and before it is taken in."""
        person = self._named()
        if person is None or self.visit is not None:
            return ""
        known = "" if self.ballot.parts(person.id) or self.correcting else ", taken in already"
        return person.name + known

    def _name_only(self) -> str:
        """The letters of a name of somebody here; other letters may be votes, and stay hidden."""
        if self.visit is not None:
            return ""
        text = self.field.text.lstrip()
        first, _, rest = text.partition(" ")
        if first.upper() in self.ballot.orders:
            text = rest.lstrip()
        letters = text.split(" ")[0] if text[:1].isalpha() else ""
        return letters if who(letters, self.ballot.people) else ""

    def _sum(self) -> str:
        step, row = self.current()
        if step is None or not row.strip() or step.part.kind != "points":
            return ""
        numbers = [
            int(token) for token in tokens_of(row, len(step.needs)) if token.isascii() and token.isdigit()
        ]
        given = sum(numbers[: len(step.needs)])
        return f"{given} given, {rest_in_words(100 - given)}" if numbers else ""

    def _count(self, width: int) -> list[Line]:
        if self.correcting:
            return [[(ACCENT, self.news)]]
        waiting = set(self.ballot.waiting())
        here = len({person.id for person in self.ballot.people} - {*self.ballot.missed()})
        digits = large(str(here - len(waiting)))
        texts = ["", f"of {here} taken in", self.news]
        lines: list[Line] = [
            [(ACCENT, "  " + row + "   "), (INK if n == 1 else ACCENT, text)]
            for n, (row, text) in enumerate(zip(digits, texts, strict=True))
        ]
        if not self.masked and waiting:
            names = ", ".join(person.name for person in self.ballot.people if person.id in waiting)
            first, *more = wrap(names[: 4 * width], width - 20)
            lines.append([(QUIET, f"still to come: {first}{'…' if more else ''}")])
        return lines


class Asking:
    """A question over the hub: one key, or a typed choice among people."""

    def __init__(self, text: str, ways: Sequence[tuple[str, str, str]]) -> None:
        self.text = text
        self.ways = ways
        """key, word, label"""

    def press(self, key: Key) -> Out | None:
        """The way whose key was pressed."""
        name = "enter" if key.name == "enter" else key.letter
        return next((Out("way", word) for wanted, word, _ in self.ways if wanted == name), None)

    def body(self, width: int) -> list[Line]:
        """The question and its ways."""
        lines: list[Line] = [[(WARN, text)] for text in wrap(self.text, min(width, 90))]
        lines.append([])
        for key, _, label in self.ways:
            lines += [[(MARK, "  " + pad("Enter" if key == "enter" else key, 8)), (INK, label)], []]
        return lines
