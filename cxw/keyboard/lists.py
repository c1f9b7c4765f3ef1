"""Lines typed in one by one or pasted in bulk: needs, what we do not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day import names
from cxw.day.desk import DONE, LEAVE, Acts, Faults, Person, Proposals, Unknowns
from cxw.day.needs import ProposedNeed
from cxw.keyboard import acting
from cxw.keyboard.all_in import AllIn
from cxw.keyboard.canvas import ACCENT, INK, QUIET, Line, Sheet, Size, pad, spaced_rows
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.pasted import cells_as_lines, counted_lines, here_already, same_words, signed_lines
from cxw.keyboard.signed_line import SignedLine
from cxw.keyboard.spreadsheet import take_spreadsheet
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.text.pasting import ends_its_line, is_several_lines
from cxw.text.phrases import say
from cxw.text.spoken import say_many


class LinesPane(Pane):
    """A list that grows by the line typed under it."""

    typed = True
    asks = True
    hides = False
    """whether the room may not read the lines now"""

    def __init__(self, title: str, segment: str, question: str, rows: Callable[[int], list[Line]]) -> None:
        self.title = title
        self.segment = segment
        self.question = question
        self.rows = rows
        self.hint = ""
        self.keys = say("Enter take in   empty Enter: that is all   Esc more keys")
        self.extra: list[Command] = []
        self.field = Field()
        self.signed: SignedLine | None = None
        """where lines may be signed: what was left in the line"""
        self.waiting: list[str] = []
        """pasted lines that are still to be looked at"""
        self.up = 0
        """how far the list is scrolled back"""
        self.said = ""
        self.remark = ""
        """what the facilitator must know or say before any line is typed"""

    def press(self, key: Key) -> Out | None:
        """Type; Enter ends the run with the line, a paste with all of its lines."""
        if key.name == "paste" and (is_several_lines(key.text) or ends_its_line(key.text)):
            return self._pasted(key.text)
        if key.name == "enter":
            return self._entered()
        if key.name in ("pageup", "pagedown"):
            self.up = max(0, self.up + (5 if key.name == "pageup" else -5))
            return None
        if key.name == "tab":
            return Out("tab")
        self.said = ""
        (self.signed or self.field).press(key)
        return None

    def _pasted(self, text: str) -> Out:
        if self.signed is not None and self.signed.is_apart(text):
            self.signed.left()
            return Out("behind", text)
        return Out("lines", text if self.field.selected else self.field.text + text)

    def _entered(self) -> Out | None:
        if self.signed is not None and self.signed.asks():
            self.said = say(ONE_LINE)
            return None
        return Out("lines", self.field.text)

    def escape(self) -> bool:
        """Esc opens the Paused screen; what stands in the line was left."""
        if self.signed is not None:
            self.signed.left()
        return False

    def commands(self) -> Sequence[Command]:
        """What stands behind Esc while lines are typed."""
        return self.extra

    def draw(self, size: Size) -> list[Line]:
        """The newest lines of the list, and the one being typed."""
        sheet = Sheet(size, self.title, self.segment, self.question, self.told(), self.keys)
        foot: list[Line] = [[], self.typed_line(sheet.width), [(QUIET, "  " + self.hint)]]
        if self.waiting:
            foot.append([(QUIET, f"  {_more_follow(len(self.waiting))}")])
        room = sheet.rows - len(foot)
        return sheet.lines([*self._window(self.listed(sheet.width), room), *foot])

    def told(self) -> str:
        """What is said of what was typed last, or before anything is."""
        return self.said or self.remark

    def typed_line(self, width: int) -> Line:
        """The line that is being typed."""
        return self.field.line(width)

    def listed(self, width: int) -> list[Line]:
        """The lines that are in."""
        return self.rows(width)

    def _window(self, rows: list[Line], room: int) -> list[Line]:
        if len(rows) <= room:
            body = spaced_rows(rows, room)
            return [*body, *([[]] * (room - len(body)))]
        self.up = min(self.up, len(rows) - room)
        last = len(rows) - self.up
        return rows[max(0, last - room) : last]


ONE_LINE = (
    "Letters stood in the line before the rest of it came: Enter once more takes all of it as one line."
)
PASTED_BEHIND = "The pasted lines wait behind this one: Enter takes this one in first, or empty it."


def _more_follow(count: int) -> str:
    return say_many(count, "one more pasted line follows", "{number} more pasted lines follow")


class ListRunner:
    """Runs a list: each line goes to `keep`; one that is refused stays in the line with the reason."""

    def __init__(
        self, surface: Surface, pane: LinesPane, keep: Callable[[str], Faults], acts: Acts | None
    ) -> None:
        self.surface = surface
        self.pane = pane
        self.keep = keep
        self.acts = acts
        self.fresh = True
        self.read: Callable[[str], list[str]] = cells_as_lines
        """what was typed or pasted as lines"""
        self.known: Callable[[], Sequence[str]] = list
        """the words that are in the list"""
        self.twice = ""
        """what becomes of a line whose words are in the list already"""
        pane.extra += acting.commands(acts)

    def next(self) -> Out:
        """The next thing that is not a line: `end`, `tab`, a command or LEAVE."""
        while True:
            out = self.surface.run(self.pane, fresh=self.fresh)
            self.fresh = False
            if out.word in acting.WORDS:
                if acting.act(self.surface, self.acts, out.word, self.pane) == LEAVE:
                    return Out(LEAVE)
            elif out.word == "behind":
                self.pane.waiting += self.read(out.value)
                self.pane.said = say(PASTED_BEHIND)
            elif out.word != "lines":
                return out
            elif not self._take(self.read(out.value)):
                return Out("end")

    def _take(self, lines: Sequence[str]) -> bool:
        """Whether there was a line at all."""
        if not lines and not self.pane.waiting:
            return False
        self.pane.field.put("")
        queue, already = [*lines, *self.pane.waiting], list[str]()
        while queue:
            before = list(self.known())
            faults = self.keep(queue[0])
            if faults:
                self.pane.field.put(queue[0])
                self.pane.said = faults_as_sentence(faults)
                if self.pane.signed is not None:
                    self.pane.signed.left()
                break
            already += self._same(before, queue.pop(0))
        self.pane.waiting = queue[1:]
        self.pane.said = " ".join(
            text for text in (here_already(already, self.twice), self.pane.said) if text
        )
        return True

    def _same(self, before: Sequence[str], line: str) -> list[str]:
        """The words of a line that was taken, where the list had them before it."""
        added = [*self.known()[len(before) :]] or [line]
        return [words for words in added if any(same_words(words, old) for old in before)]


def proposals(surface: Surface, ask: Proposals) -> str:
    """Take needs in until the facilitator says that everybody has handed in."""

    def rows(width: int) -> list[Line]:
        lines = ask.lines()
        return [_proposed(line, width) for line in lines]

    pane = LinesPane(ask.title, ask.segment, ask.question, rows)
    pane.hint = say("a need a line;  Quality x3  for three slips;  an: Quality  for whose it is")
    pane.signed = SignedLine(pane.field, ask.people, surface.clock)
    entry = ListRunner(surface, pane, ask.bulk, ask.acts)
    entry.read = lambda text: counted_lines(text, ask.people)
    entry.known = lambda: [line.text for line in ask.lines()]
    entry.twice = say("kept as a slip of its own; the board asks whether the two are one")
    return _until_all(entry, ask)


def _proposed(line: ProposedNeed, width: int) -> Line:
    """A need with how many slips say it, where it is more than one."""
    slips = f"×{line.slips}" if line.slips > 1 else ""
    ink = QUIET if line.parked else INK
    return [(ACCENT, pad(slips, 6, right=True) + "  "), (ink, pad(line.text, width - 10))]


def unknowns(surface: Surface, ask: Unknowns, made: type[LinesPane] = LinesPane) -> str:
    """Take in what we do not know, in the room's words; or what a lens asks for, which is sealed."""

    def rows(width: int) -> list[Line]:
        return [[(ACCENT, "  ?  "), (INK, pad(text, width - 6))] for text in ask.lines()]

    def keep(text: str) -> Faults:
        by, words, why = whose_line(text, ask.people, ask.observers)
        if why or (by is None and any(same_words(words, line) for line in ask.lines())):
            return [why] if why else []
        return ask.add(words, by)

    pane = made(ask.title, ask.segment, ask.question, rows)
    pane.remark = ask.remark
    pane.hint = say("a line for each;  an: or  an -  before it keeps whose line it is")
    if not ask.lens and asked_in_notes(ask):
        pane.keys = say(
            "Enter take in   Tab a question from the notes   empty Enter: that is all   Esc more keys"
        )
    pane.signed = SignedLine(pane.field, ask.people, surface.clock)
    entry = ListRunner(surface, pane, keep, ask.acts)
    entry.read = lambda text: signed_lines(text, ask.people)
    entry.known = lambda: [] if pane.hides else ask.lines()
    entry.twice = say("kept once, and beside it where somebody signed it")
    if ask.can_collect:
        pane.extra.append(Command("f", "collect", say("take in a spreadsheet file")))
    return _until_all(entry, ask)


def asked_in_notes(ask: Unknowns) -> list[str]:
    """The notes of the day that are questions and are no lines yet."""
    if ask.acts is None or ask.acts.evidence is None:
        return []
    known = {line.casefold() for line in ask.lines()}
    texts = [" ".join(note.text.split()) for note in ask.acts.evidence.notes()]
    return [text for text in texts if text.endswith("?") and text.casefold() not in known]


def _from_notes(pane: LinesPane, ask: Unknowns) -> None:
    """Put the next question of the notes into the line, where it can be changed before Enter keeps it."""
    asked = asked_in_notes(ask)
    here = asked.index(pane.field.text) + 1 if pane.field.text in asked else 0
    if asked:
        pane.field.propose(asked[here % len(asked)])


def whose_line(
    text: str, people: Sequence[Person], observers: Sequence[Person] = ()
) -> tuple[str | None, str, str]:
    """Whose line it is (a name, then a colon or a dash), the words, and why it cannot be told."""
    if why := names.watching(text, people, observers):
        return None, "", why
    found, letters, words = names.split_signature(text, people)
    if len(found) > 1:
        return None, "", names.can_be_several(letters, found)
    if not found:
        return None, text.strip(), ""
    return found[0].id, words, names.two_signatures(words, people)


def _until_all(entry: ListRunner, ask: Proposals | Unknowns) -> str:
    """Lines until the end is confirmed; whoever has not handed in is recorded so.

    Where nobody is waited for, lines are added to what stands, and the end needs no confirming.
    """
    while True:
        out = entry.next()
        if out.word == LEAVE:
            return LEAVE
        if out.word == "tab" and isinstance(ask, Unknowns) and not ask.lens:
            _from_notes(entry.pane, ask)
        if out.word == "collect":
            took = take_spreadsheet(entry.surface, ask, everybody=entry.surface.projected)
            entry.pane.said = took.news or took.said
            if took.word == LEAVE:
                return LEAVE
        if out.word != "end":
            continue
        word = _all_in(entry.surface, ask) if ask.waiting() else DONE
        if word != "on":
            return word
        entry.fresh = True


def _all_in(surface: Surface, ask: Proposals | Unknowns) -> str:
    pane = AllIn(ask.people, len(ask.waiting()))
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        fresh = False
        if out.word in (LEAVE, "on"):
            return out.word
        faults: Faults = []
        for person, why in pane.absent.items():
            if person in ask.waiting():
                faults += ask.miss(person, why)
        for person in list(ask.waiting()):
            faults += ask.answered(person)
        if not faults:
            return DONE
        pane.said = faults_as_sentence(faults)
