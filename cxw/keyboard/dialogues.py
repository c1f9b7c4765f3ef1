"""Small questions at any time: a note, other words for a need, a line, one of several ways, a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from cxw.day.desk import DONE, LEAVE, Acts, Ballot, Faults
from cxw.keyboard.canvas import INK, QUIET, STRONG, Line, Sheet, Size, in_view, marked, pad, wrap
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.questions.asking import Item
from cxw.text.pasting import is_several_lines, pasted_lines
from cxw.text.phrases import say
from cxw.text.saying import stopped

CANCEL = "cancel"
KEPT = "kept"
REPLACED = "a letter replaces it, ← edits it"
"""What keys do to a line that is filled in already."""


class Typed(Pane):
    """A question and one typed line."""

    typed = True
    movable = False

    def __init__(  # noqa: PLR0913 - each is said once, by name
        self,
        title: str,
        question: str,
        default: str = "",
        *,
        hint: str = "",
        enter: str = "keep",
        one: str = "",
        many: bool = False,
    ) -> None:
        """`one` names what the line is where it is no running text; `many`: a paste may be several of it."""
        self.title = title
        self.one = one
        self.many = many
        self.question = question
        self.hint = hint
        self.enter = enter
        """what Enter does, in a word"""
        self.listed: list[str] = []
        """what letters in the line stand for"""
        self.field = Field()
        self.field.propose(default)
        self.said = ""

    def press(self, key: Key) -> Out | None:
        """Enter ends with the line."""
        self.said = ""
        if key.name == "enter":
            typed = self.field.text.strip()
            return Out("line", " ".join(pasted_lines(typed)) if self.one else typed)
        if key.name == "paste" and self.one and is_several_lines(key.text):
            return self._several(key.text)
        self.field.press(key)
        return None

    def _several(self, text: str) -> Out | None:
        """A paste of several lines is each of them, or none where only one is asked for."""
        if self.many:
            return Out("line", text if self.field.selected else self.field.text + text)
        lines = len(pasted_lines(text))
        self.said = say(
            "These are {lines} lines, and this is for {one}: nothing was taken over.",
            lines=lines,
            one=self.one,
        )
        return None

    def commands(self) -> Sequence[Command]:
        """A way back without keeping anything."""
        return (Command("b", CANCEL, say("back, keeping nothing of this")),)

    def draw(self, size: Size) -> list[Line]:
        """The question, the line, a hint."""
        proposed = [say(REPLACED)] if self.field.selected else []
        keys = "   ".join([say("Enter {enter}", enter=say(self.enter)), *proposed, say("Esc more keys")])
        sheet = Sheet(size, self.title, question=self.question, said=self.said, keys=keys)
        listed: list[Line] = [[(QUIET, "  " + pad(text, sheet.width - 2))] for text in self.listed]
        return sheet.lines([[], self.field.line(sheet.width), [], [(QUIET, "  " + self.hint)], *listed])


class Choice(Pane):
    """One of several ways, each behind a letter; arrows and Enter do the same."""

    movable = False
    by_letter = "or its letter"

    def __init__(
        self, title: str, question: str, ways: Sequence[tuple[str, str]], *, leave: bool = True
    ) -> None:
        self.title = title
        self.question = question
        self.ways = list(ways)
        """word, label"""
        self.letters = letters_for_labels([label for _, label in self.ways], taken="q" if leave else "")
        self.at = 0

    def press(self, key: Key) -> Out | None:
        """A way's letter, or Enter on the one under the cursor."""
        if key.name == "enter" and self.ways:
            return Out(self.ways[self.at][0])
        step = {"up": -1, "down": 1}.get(key.name, 0)
        self.at = max(0, min(len(self.ways) - 1, self.at + step))
        wanted = [
            word
            for (word, _), letter in zip(self.ways, self.letters, strict=True)
            if letter and letter == key.letter
        ]
        return Out(wanted[0]) if wanted else None

    def draw(self, size: Size) -> list[Line]:
        """The ways, one a line, their letters before them."""
        keys = say("↑ ↓ choose   Enter take it")
        if self.by_letter:
            keys = f"{keys}   {say(self.by_letter)}"
        sheet = Sheet(size, self.title, question=self.question, keys=keys)
        labels = [wrap(label, sheet.width - 8) for _, label in self.ways]
        close = len(labels) > sheet.rows // 2 and sum(map(len, labels)) <= sheet.rows
        first, last = in_view(len(labels), self.at, max(1, sheet.rows if close else sheet.rows // 2))
        lines: list[Line] = []
        for number in range(first, last):
            here, (label, *more) = number == self.at, labels[number]
            style, cursor = marked(here)
            ink = STRONG if here else INK
            lines.append([(style, cursor + pad(self.letters[number], 4)), (ink, label)])
            lines += [[(INK, "      " + line)] for line in more]
            if not close:
                lines.append([])
        return sheet.lines(lines)


class Trouble(Choice):
    """A choice that opens out of typing: arrows and Enter alone, and the first way is safe."""

    by_letter = ""

    def __init__(self, question: str, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__(say("Not kept yet"), question, ways)
        self.letters = [""] * len(self.ways)

    def press(self, key: Key) -> Out | None:
        """A letter is the beginning of the next slip and no answer."""
        return super().press(key) if key.name in ("enter", "up", "down") else None


class Sentence(Pane):
    """One sentence that wants to be read."""

    movable = False

    def __init__(self, text: str, title: str) -> None:
        self.text = text
        self.title = title

    def press(self, key: Key) -> Out | None:
        """Enter goes on."""
        return Out(DONE) if key.name in ("enter", " ") else None

    def draw(self, size: Size) -> list[Line]:
        """The sentence, and how to go on."""
        sheet = Sheet(size, self.title, keys=say("Enter goes on"))
        lines = chain.from_iterable(wrap(part, min(90, sheet.width)) for part in self.text.splitlines())
        return sheet.lines([[], *([(INK, line)] for line in lines)])


def letters_for_labels(labels: Sequence[str], *, taken: str = "") -> list[str]:
    """A letter for each label: its first that is still free, a digit where none is."""
    used, found = set(taken), []
    for label in labels:
        own = [letter for letter in label.casefold() if letter.isascii() and letter.isalpha()]
        letter = next((letter for letter in [*own, *"123456789", "0"] if letter not in used), "")
        used.add(letter)
        found.append(letter)
    return found


def titled(what: str, acts: Acts) -> str:
    """The title of a small question: what it is about, and the segment it belongs to."""
    return f"{what} · {acts.place}" if acts.place else what


def until_kept(
    surface: Surface, pane: Typed, keep: Callable[[str], Faults], *, may_be_empty: bool = False
) -> str:
    """Ask for a line until it is KEPT, what was typed stays meanwhile. Mostly an empty one keeps nothing.

    What was typed right behind the key that opened it is meant for it.
    """
    while True:
        out = surface.run(pane, fresh=False)
        if out.word == LEAVE:
            return LEAVE
        if out.word == CANCEL or not (out.value or may_be_empty):
            return DONE
        faults = keep(out.value)
        if not faults:
            return KEPT
        pane.said = faults_as_sentence(faults)


def write_note(surface: Surface, acts: Acts | None) -> str:
    """Write something down, a need's letter before it where it is about one; DONE or LEAVE."""
    if acts is None:
        return DONE
    needs = acts.evidence.needs() if acts.evidence is not None else ()
    pane = Typed(titled(say("A note"), acts), say("What should not be forgotten? It is kept with the time."))
    if needs:
        pane.hint = say("About one need? Its letter and a colon first:  A: two left over it")
        pane.listed = [f"{letter}  {need.label}" for letter, need in zip(_NEEDS, needs, strict=False)]
    return until_kept(surface, pane, lambda text: acts.note(*_about(text, needs)))


_NEEDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _about(text: str, needs: Sequence[Item]) -> tuple[str, str | None]:
    """The words of a note and the need whose letter stands before them, if one does."""
    letter, colon, words = text.partition(":")
    place = _NEEDS.find(letter.strip().upper()) if len(letter.strip()) == 1 else -1
    if colon and words.strip() and 0 <= place < len(needs):
        return words.strip(), needs[place].id
    return text, None


def ask_other_words(surface: Surface, acts: Acts | None, needs: Sequence[Item]) -> str:
    """Put a need in other words; earlier rounds keep the old ones."""
    if acts is None or not needs:
        return DONE
    ways = [*((need.id, need.text) for need in needs), (CANCEL, say("back"))]
    out = surface.run(Choice(titled(say("Other words"), acts), say("Which need?"), ways))
    if out.word in (LEAVE, CANCEL):
        return DONE if out.word == CANCEL else LEAVE
    need = next(need for need in needs if need.id == out.word)
    return until_kept(
        surface,
        Typed(titled(say("Other words"), acts), need.text, need.text, one=say("one need")),
        lambda text: acts.reword(need.id, text),
    )


def reword_in_round(surface: Surface, ballot: Ballot) -> tuple[str, str]:
    """Other words while a round is open: how it ended, and that its slips keep the old ones."""
    acts, said = ballot.acts, []
    parts = ballot.whole(ballot.people[0].id) if ballot.people else ()
    needs = {need.id: need for need in chain.from_iterable(part.needs for part in parts)}
    if acts is None:
        return DONE, ""

    def kept(need: str, text: str) -> Faults:
        if faults := acts.reword(need, text):
            return faults
        said.append(say("The new words stand from the next round on; this one keeps the old ones."))
        return []

    word = ask_other_words(surface, replace(acts, reword=kept), list(needs.values()))
    return word, "".join(said)


def tell(surface: Surface, text: str, title: str) -> str:
    """Say one sentence: DONE, or LEAVE."""
    return surface.run(Sentence(text, title or say("Please read"))).word


def trouble(surface: Surface, text: str, ways: Mapping[str, str]) -> str:
    """Let the facilitator choose a way out; leaving is one of them only where it is listed."""
    question = f"{stopped(text)}\n{say('What was entered is kept here.')}"
    while True:
        out = surface.run(Trouble(question, list(ways.items())))
        if out.word in ways:
            return out.word


def choose_word(surface: Surface, prompt: str, ways: Mapping[str, str], title: str) -> str:
    """One of several words; empty when none was wanted, LEAVE where the day is left."""
    stay = [] if "" in ways else [("", say("stay here"))]
    out = surface.run(Choice(title or say("Please choose"), prompt, [*ways.items(), *stay], leave=False))
    return out.word if out.word in (*ways, LEAVE) else ""


def line(surface: Surface, prompt: str, default: str, title: str) -> str:
    """One typed line; empty when nothing was wanted."""
    out = surface.run(Typed(title or say("Please type"), prompt, default))
    return str(out.value) if out.word == "line" else ""


def faults_as_sentence(faults: Sequence[str]) -> str:
    """Sentences beside each other, each with a capital and a full stop."""
    return " ".join(stopped(_begun(text)) for text in faults)


def _begun(text: str) -> str:
    """With a capital, but for cxw's own name."""
    return text if text.startswith("cxw ") else text[:1].upper() + text[1:]
