"""Definitions of lenses: ours, and a consultant's own beside the session, read with every fault at its line.

A session keeps which lenses were chosen: one of ours by its short word, one of somebody's own by its file as
seen from the session's folder. What was asked on a day stands in the session itself, so that it is read
without any definition.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from cxw.day.lens_places import lens_of_key
from cxw.day.lenses import has_time_for
from cxw.errors import CxwError, FaultyFile, Problem, more_than_remarks
from cxw.model import SHORT_LENS, LensDefinition, Session
from cxw.sessionfile.disk import contents
from cxw.sessionfile.lens_rules import definition_faults
from cxw.sessionfile.parsing import Say, Unreadable, readable_text, tree_of
from cxw.sessionfile.platform import this_platform
from cxw.sessionfile.reading import decoded
from cxw.sessionfile.rules.names import meant
from cxw.sessionfile.shape import shaped
from cxw.sessionfile.tree import LinedMapping, line_at
from cxw.shipped import folder

ORDER = ("voices", "promises", "ourselves", "drivers", "moments", "vision", "seats", "hired", "worth")
"""Ours, in the order of what they are worth to a room."""
TIME_FOR = f"a day has time for two, and for a third of {SHORT_LENS} minutes or less"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class LensReading:
    """What a definition's file held, and everything there is to say about it."""

    lens: LensDefinition | None
    problems: tuple[Problem, ...]

    def good(self) -> LensDefinition:
        """The definition; FaultyFile with every problem when there is one."""
        faults = more_than_remarks(self.problems)
        if self.lens is None or faults:
            raise FaultyFile(self.problems)
        return self.lens


def read_lens(data: str | bytes, path: str) -> LensReading:
    """The definition in a text, with its problems in the order of lines; never raises."""
    said: list[Problem] = []

    def tell(line: int, text: str, warning: bool = False) -> None:
        said.append(Problem(path, line, text, warning))

    lens: LensDefinition | None = None
    try:
        tree = _tree(readable_text(decoded(data), tell), tell)
        lens = shaped(tree, tell, LensDefinition)
        if lens is not None:
            for place, text, warning in definition_faults(lens):
                tell(line_at(tree, place), text, warning)
    except Unreadable as end:
        lens, said = None, [Problem(path, end.line, end.text)]
    return LensReading(lens, tuple(sorted(dict.fromkeys(said), key=lambda problem: problem.line)))


def _tree(text: str, say: Say) -> LinedMapping:
    begins = "a lens is one mapping: it begins with `lens: a-short-word` and `name: ...`"
    if not text.strip():
        raise Unreadable(1, f"the file is empty: {begins}")
    tree, _ = tree_of(text, say)
    if not isinstance(tree, LinedMapping):
        raise Unreadable(1, begins)
    return tree


def read_lens_file(path: Path) -> LensReading:
    """The definition in a file; CxwError in one sentence where there is none to read."""
    return read_lens(contents(path, this_platform()), str(path))


@cache
def shipped_lenses() -> dict[str, LensDefinition]:
    """Ours, by their short words, in the order of what they are worth."""
    files = {path.stem: path for path in (folder("templates") / "lenses").glob("*.yaml")}
    return {name: read_lens_file(files[name]).good() for name in ORDER if name in files}


def own_lens_files(beside: Path) -> list[Path]:
    """The files of a folder that say they are a lens, by name."""
    found = (path for path in sorted(beside.iterdir()) if path.suffix in _ENDINGS and path.is_file())
    return [path for path in found if _says_lens(path)]


def _says_lens(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(20_000)
    except OSError:
        return False
    return any(line.startswith(b"lens:") for line in start.splitlines())


def chosen_lens(choice: str, beside: Path) -> LensReading:
    """The lens that a session's word for it means: one of ours, or a file as seen from its folder.

    CxwError in one sentence where there is none.
    """
    if choice in shipped_lenses():
        return LensReading(shipped_lenses()[choice], ())
    path = beside / choice
    if path.suffix not in _ENDINGS:
        path = beside / f"{choice}.yaml"
    if not path.is_file():
        ours = ", ".join(shipped_lenses())
        raise CxwError(f"there is no lens {choice}: ours are {ours}; one of your own is its .yaml file")
    return read_lens_file(path)


def lens_choice_problems(session: Session, path: Path) -> Iterator[Problem]:
    """What is wrong with the lenses that a session chose: none of its own name, or a faulty file.

    And, as a warning, which lens is skipped that nobody knows.
    """
    for choice in session.lenses:
        yield from _choice(choice, path).problems
    yield from _no_time(session, path)
    yield from _unknown_skipped(session, path)


def _no_time(session: Session, path: Path) -> Iterator[Problem]:
    """More lenses than a day has time for."""
    lenses, _ = usable_lenses(session, path)
    if not has_time_for(lenses):
        said = f"{len(lenses)} lenses: {TIME_FOR}, take some out"
        yield Problem(str(path), _line_naming(path, "", "lenses:"), said)


def _unknown_skipped(session: Session, path: Path) -> Iterator[Problem]:
    lenses, wrong = usable_lenses(session, path)
    if wrong:
        return  # the one that cannot be read may be meant
    known = {*shipped_lenses(), *(lens.lens for lens in lenses)}
    for segment in session.segments:
        for what in segment.skipped:
            name, asked = lens_of_key(what), {round.of for round in segment.lenses}
            if name and name not in known | asked:
                said = f"`{what}` is skipped, and there is no such lens{meant(name, known)}"
                yield Problem(str(path), _line_naming(path, f"{what}:", "segments:"), said, warning=True)


def _choice(choice: str, path: Path) -> LensReading:
    """The lens that a session's file names; of none that is the problem, at the line that names it."""
    try:
        return chosen_lens(choice, path.parent)
    except CxwError as why:
        return LensReading(None, (Problem(str(path), _line_naming(path, choice, "lenses:"), str(why)),))


def lenses_of(session: Session, path: Path) -> list[LensDefinition]:
    """The lenses chosen for a session; FaultyFile or CxwError says what keeps one from being used."""
    return with_following([chosen_lens(choice, path.parent).good() for choice in session.lenses])


def with_following(lenses: Sequence[LensDefinition]) -> list[LensDefinition]:
    """Lenses, each with those of ours that follow it right behind; each once."""
    found = dict[str, LensDefinition]()
    for lens in lenses:
        behind = (shipped_lenses()[name] for name in lens.then if name in shipped_lenses())
        found |= {one.lens: one for one in (lens, *behind) if one.lens not in found}
    return list(found.values())


def usable_lenses(session: Session, path: Path) -> tuple[list[LensDefinition], list[Problem]]:
    """The lenses chosen for a session, and of each that cannot be used the first thing that is wrong."""
    found, wrong = list[LensDefinition](), list[Problem]()
    for choice in session.lenses:
        read = _choice(choice, path)
        faults = more_than_remarks(read.problems)
        if read.lens is None or faults:
            wrong += faults[:1]
        else:
            found.append(read.lens)
    return with_following(found), wrong


def _line_naming(path: Path, word: str, behind: str) -> int:
    """Where a session's file has a word from the line on that begins so; 1 where that cannot be said."""
    lines = contents(path, this_platform()).splitlines()
    start = next((n for n, line in enumerate(lines, 1) if line.startswith(behind.encode())), 1)
    return next((n for n in range(start, len(lines) + 1) if word.encode() in lines[n - 1]), start)


def lenses_asked(session: Session, beside: Path) -> list[LensDefinition]:
    """The lenses of a day that was held whose definitions are there to be read, as they were opened."""
    rounds = sorted(
        chain.from_iterable(segment.lenses for segment in session.segments), key=lambda one: one.opened
    )
    found = dict[str, LensDefinition]()
    for choice in (*(round.of for round in rounds), *session.lenses):
        with contextlib.suppress(CxwError):
            lens = chosen_lens(choice, beside).good()
            found.setdefault(lens.lens, lens)
    return list(found.values())
