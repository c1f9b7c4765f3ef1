"""A session file read: text, tree, version, shape, rules; every problem with its line, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from cxw.errors import FaultyFile, Problem
from cxw.model import FORMAT, Session
from cxw.sessionfile.disk import contents
from cxw.sessionfile.parsing import FAST, MOST_BYTES, Unreadable, head_of, readable_text, tree_of
from cxw.sessionfile.platform import this_platform
from cxw.sessionfile.rules import BrokenRule, broken_rules
from cxw.sessionfile.shape import shaped
from cxw.sessionfile.tree import LinedMapping, Place, at, line_at
from cxw.sessionfile.versions import UPGRADES, Upgrades, refusal, upgraded, version_of
from cxw.text.phrases import say

MOST_PROBLEMS = 1000
MOST_FINDINGS = 5000


@dataclass
class FileReading:
    """What a text held: the session where nothing is wrong, and everything there is to say about it."""

    path: str
    session: Session | None = None
    head: str = ""
    version: int = FORMAT
    comments: list[int] = field(default_factory=list)
    """Lines of comments outside the head; they go at the next save."""
    said: list[Problem] = field(default_factory=list)
    unsealed: int = 0
    """How many of the problems sealing again would solve."""

    def say(self, line: int, text: str, warning: bool = False) -> None:
        """Keep a problem or a warning."""
        self.said.append(Problem(self.path, line, text, warning))

    def problems(self) -> list[Problem]:
        """Everything said, in the order of lines; each sentence once a line."""
        ordered = sorted(dict.fromkeys(self.said), key=lambda problem: problem.line)
        if len(ordered) > MOST_PROBLEMS:
            left = len(ordered) - MOST_PROBLEMS
            last = Problem(
                self.path, ordered[MOST_PROBLEMS].line, f"and {left:,} more: put these right first"
            )
            return [*ordered[:MOST_PROBLEMS], last]
        return ordered

    def faulty(self, unsealed_too: bool = False) -> bool:
        """Whether anything keeps the file from being used; a missing seal may be allowed."""
        faults = sum(not problem.warning for problem in self.said)
        return self.session is None or faults > (self.unsealed if unsealed_too else 0)

    def good(self, unsealed_too: bool = False) -> Session:
        """The session; FaultyFile with every problem when there is one."""
        if self.session is None or self.faulty(unsealed_too):
            raise FaultyFile(self.problems())
        return self.session


def read_text(data: str | bytes, path: str, upgrades: Upgrades = UPGRADES, loader: Any = FAST) -> FileReading:
    """Everything a text holds and everything there is to say about it; never raises."""
    reading = FileReading(path)
    try:
        tree = _tree(decoded(data), reading, loader)
        if tree is not None:
            _use(tree, reading, upgrades)
    except Unreadable as end:
        reading.session = None
        reading.said = [Problem(path, end.line, end.text)]
    return reading


def decoded(data: str | bytes) -> str:
    """The text of a file; Unreadable where it is too large or not written in UTF-8."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            1, f"the file has {len(data) // 1_048_576} MB, a workshop at most 32: is this the right file?"
        )
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Unreadable(line, "a letter here is not written in UTF-8: save the file as UTF-8") from None


def _tree(text: str, reading: FileReading, loader: Any) -> LinedMapping | None:
    text = readable_text(text, reading.say)
    reading.head = head_of(text)
    tree, reading.comments = tree_of(text, reading.say, loader)
    if not isinstance(tree, LinedMapping):
        raise Unreadable(1, "a session file is one mapping: it begins with `cxw: 1` and `title: ...`")
    return tree


def _use(tree: LinedMapping, reading: FileReading, upgrades: Upgrades) -> None:
    if not _dated(tree, reading, upgrades):
        return
    for line in reading.comments:
        reading.say(
            line,
            "this comment goes at the next save (a copy of the file is kept): for remarks use note:",
            True,
        )
    reading.session = shaped(tree, reading.say, Session)
    if reading.session is not None and not reading.faulty():
        _judge(tree, reading, broken_rules(reading.session, tree))


def _dated(tree: LinedMapping, reading: FileReading, upgrades: Upgrades) -> bool:
    """Bring the tree up to date; False when its format cannot be read at all."""
    number = version_of(tree)
    if number is None:
        return True
    if refused := refusal(number, upgrades):
        reading.said = []
        reading.say(tree.line_of("cxw"), refused)
        return False
    reading.version = number
    upgraded(tree, number, upgrades)
    return True


def _judge(tree: LinedMapping, reading: FileReading, found: Iterable[BrokenRule]) -> None:
    """Say what the rules found, unless it only follows from something already said."""
    faulty: set[Place] = set()
    doubtful: set[Place] = set()

    def follows(finding: BrokenRule) -> bool:
        return not (doubtful.isdisjoint(finding.needs) and faulty.isdisjoint(finding.wholes))

    for finding in islice((finding for finding in found if not follows(finding)), MOST_FINDINGS):
        reading.say(line_at(tree, finding.place), finding.text, finding.warning)
        reading.unsealed += finding.by_seal and not finding.warning
        if not finding.warning:
            faulty.update(finding.place[:n] for n in range(1, len(finding.place) + 1))
            doubtful.update([finding.place[:-2]] if finding.place[-1] == "id" else [])


def reading_of(path: Path) -> FileReading:
    """What a file holds, and everything there is to say about it; CxwError where it cannot be read at all."""
    return read_text(contents(Path(path), this_platform()), str(path))


def load(path: Path) -> Session:
    """The session in a file; FaultyFile with every problem when there is one. Warnings do not raise."""
    return reading_of(path).good()


def loads(text: str | bytes, path: str = "<text>") -> Session:
    """The session in a text; FaultyFile with every problem when there is one."""
    return read_text(text, path).good()


def head(path: Path) -> str:
    """The comment block at the head of a file, word for word."""
    return reading_of(path).head


def problems_of(path: Path) -> list[Problem]:
    """Every problem and warning of a file, in the order of its lines; none when it is in order."""
    return reading_of(path).problems()


def lines_of(path: Path, records: str) -> tuple[int, ...]:
    """On which line of a file each record of one of its lists begins, of its `evidence` for one.

    None of them where the file is no longer what it was when its session was read.
    """
    reading = FileReading(str(path))
    try:
        tree = _tree(decoded(contents(Path(path), this_platform())), reading, FAST)
    except Unreadable:
        return ()
    found = at(tree, (records,))
    return tuple(line_at(tree, (records, place)) for place in range(len(found or ())))


def about_copy(name: str, copy: str, reading: FileReading) -> str:
    """What is said of the copy that is kept before the first save loses something."""
    if reading.version != FORMAT:
        return say(OTHER_FORMAT, name=name, old=reading.version, new=FORMAT, copy=copy)
    lines = ", ".join(map(str, reading.comments))
    said = COMMENT_GOES if len(reading.comments) == 1 else COMMENTS_GO
    return say(said, name=name, lines=lines, copy=copy)


OTHER_FORMAT = "{name} had format {old} and is saved with format {new}; the old file is {copy}"
COMMENT_GOES = "the comment in {name} (line {lines}) goes with this save; the file as it was is {copy}"
COMMENTS_GO = "the comments in {name} (lines {lines}) go with this save; the file as it was is {copy}"
