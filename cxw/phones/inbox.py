"""What phones have sent and nobody has kept yet: each waits for its acknowledgement.

The server puts posts in from its own thread; whoever holds the open file takes all that are there, has them
on disk with one save, and only then says so to each.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from cxw.model import PersonId
from cxw.questions.asking import Value

Outcome: TypeAlias = Literal[
    "kept", "refused", "changed", "aside", "over", "taken", "released", "locked", "unsaved"
]
"""On disk; not an answer; somebody else of the function has sent one meanwhile; after the close, put aside;
nothing more is taken in; another phone has this name; this phone has it no more; nobody more comes in; not on
disk yet, to be sent again."""


@dataclass(frozen=True)
class Answered:
    """What became of a post."""

    outcome: Outcome
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """One thing that a phone has sent."""

    nonce: str
    """of the phone"""
    person: PersonId
    ballot: str = ""
    part: str = ""
    value: Value = None
    behind: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """part -> what was picked further on the same page"""
    seen: str = ""
    """which answer of the function was there when the page was made, as `AskedOfOne.seen` tells it"""
    row: str = ""
    """the same as it would be typed, for a slip that is put aside"""
    lines: tuple[str, ...] | None = None
    """lines in the person's own words; no lines at all is: that is all"""
    act: Literal["answer", "join", "deal", "back", "leave", "untick"] = "answer"
    """join: this name; deal: a card of the department `value`; back: this card, by its word;
    untick: a tick is taken back"""
    done: Future[Answered] = field(default_factory=Future, compare=False)

    def tell(self, answered: Answered) -> None:
        """Say what became of it; a phone that has gone meanwhile hears nothing."""
        if self.done.set_running_or_notify_cancel():
            self.done.set_result(answered)


class Inbox:
    """Posts in the order in which they came."""

    MOST = 2000
    """Posts that wait at most: a room sends a few each, and what is beyond is nobody's answer."""
    OF_ONE = 4
    """Posts of one phone that wait at most: a second tap, and another window of it."""

    def __init__(self) -> None:
        self._posts: deque[Post] = deque()
        self._waiting: Counter[str] = Counter()
        """by phone"""
        self._lock = threading.Lock()
        self.wake: Callable[[], object] = lambda: None
        """tells whoever works the posts off that there is one; called from the server's thread"""

    def put(self, post: Post) -> bool:
        """Have a post wait; not where too many wait already, of all phones or of this one."""
        with self._lock:
            if len(self._posts) >= self.MOST or self._waiting[post.nonce] >= self.OF_ONE:
                return False
            self._posts.append(post)
            self._waiting[post.nonce] += 1
        self.wake()
        return True

    def take_all(self) -> list[Post]:
        """All that are there."""
        with self._lock:
            found = [*self._posts]
            self._posts.clear()
            self._waiting.clear()
        return found

    def __bool__(self) -> bool:
        return bool(self._posts)
