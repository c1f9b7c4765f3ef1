"""One event loop for all that a process asks of pages: to make and to close one takes as long as many an answer."""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Coroutine
from contextvars import copy_context
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def done(work: Coroutine[Any, Any, T]) -> T:
    """Do it, and say what came of it; a thread beside the first one has a loop of its own."""
    if threading.current_thread() is not threading.main_thread():
        return asyncio.run(work)
    return _runner().run(work, context=copy_context())


@cache
def _runner() -> asyncio.Runner:
    runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
    atexit.register(runner.close)
    return runner
