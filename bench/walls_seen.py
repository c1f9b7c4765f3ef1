"""From the Enter that reveals to the wall in a browser: of a run's own process, and of one that follows.

The page itself says when it was painted: two frames after its sentence changed, by this computer's clock.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watched import Watched

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from browser import Browser, Window, browser

SETTLED = 2.0
"""Seconds in which numbers are made ahead, as in a room that looks at a sealed wall."""
CLOCK = """
window.seen = 0;
new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => {
  if (!document.querySelector('h1').textContent.includes('sealed')) { window.seen = Date.now(); }
}))).observe(document.getElementById('wall'), { childList: true });
"""


def reveals_seen(cxw: str, file: Path, opening: str) -> tuple[float, float]:
    """Seconds from a reveal until it is painted in the own wall of a run, and in one of `show --browser`."""
    with browser() as chromium, Watched([cxw, "run", str(file), "--projector", "browser"]) as run:
        run.first(opening)
        with _followed(cxw, file) as follows:
            known = json.loads(file.with_suffix(".wall").read_text("utf-8"))
            own = f"http://127.0.0.1:{known['port']}/{known['path']}/"
            windows = [_opened(chromium, url) for url in (own, follows)]
            run.press("\r", "Nobody has seen them")
            for window in windows:
                window.until("sealed")
                window.evaluate(CLOCK)
            time.sleep(SETTLED)
            run.press("r", "Enter reveals")
            pressed = time.time()  # noqa: TID251 -- the clock that a page has too
            run.press("\r", "mean of all")
            for window in windows:
                window.wait("window.seen > 0")
            first, second = (float(window.evaluate("window.seen")) / 1000 - pressed for window in windows)
    return first, second


def _opened(chromium: Browser, url: str) -> Window:
    window = chromium.window(1920, 1080)
    window.go(url)
    return window


@contextmanager
def _followed(cxw: str, file: Path) -> Iterator[str]:
    """A browser wall that follows the file, and its address."""
    process = subprocess.Popen(
        [cxw, "show", str(file), "--browser"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        said = re.search(r"http://\S+", process.stdout.readline())
        assert said is not None, "it says where it is"
        yield said[0]
    finally:
        process.kill()
        process.wait()
