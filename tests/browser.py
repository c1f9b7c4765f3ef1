"""A headless Chromium spoken to over two pipes: real pages, real scripts, real sizes; nothing is installed for it."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
PATIENCE = 20.0
"""Seconds that a page may take on a busy machine."""


def wait_a_moment() -> None:
    time.sleep(0.03)


class Browser:
    """One process; each `window` is a browser of its own, with cookies of its own."""

    def __init__(self, before: Sequence[str] = ()) -> None:
        """`before`: words that put a command somewhere else, as into another network."""
        self.folder = tempfile.mkdtemp(prefix="cxw-browser-")
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # Numbers beyond three and four that nothing has: moving one pipe must close no other.
        ends = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in (to_read, to_write)]
        flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            "--no-first-run",
        ]
        told = " ".join(
            [
                f"exec 3<&{ends[0]} 4>&{ends[1]};",
                "exec",
                *before,
                CHROMIUM,
                *flags,
                f"--user-data-dir={self.folder}",
                "about:blank",
            ]
        )
        self.process = subprocess.Popen(
            ["bash", "-c", told],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.windows: list[Window] = []
        """that were opened since it was last told to forget"""
        self._wiped: list[tuple[str, str]] = []
        """browsers and their window, as Chromium calls them, that know nothing any more: to open one takes a second"""
        self.asked: list[tuple[str, str]] = []
        """the window and the address of every request that left it, as the browser itself tells"""
        for one in (to_read, to_write, *ends):
            os.close(one)
        self._ids = itertools.count(1)
        self.meanwhile: Callable[[], object] = wait_a_moment
        """done again and again while a page is waited for"""
        self._rest = b""

    def call(self, method: str, session: str = "", **params: Any) -> Any:
        """One command and what came of it."""
        id = next(self._ids)
        words: dict[str, Any] = {"id": id, "method": method, "params": params}
        if session:
            words["sessionId"] = session
        os.write(self._write, json.dumps(words).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("method") == "Network.requestWillBeSent":
                self.asked.append((found["sessionId"], found["params"]["request"]["url"]))
            if found.get("id") == id:
                assert "error" not in found, found["error"]
                return found["result"]

    def _next(self) -> Any:
        while b"\0" not in self._rest:
            more = os.read(self._read, 1 << 16)
            assert more, "the browser has gone"
            self._rest += more
        one, _, self._rest = self._rest.partition(b"\0")
        return json.loads(one)

    def window(self, width: int = 390, height: int = 844, **more: Any) -> Window:
        """A browser that knows nothing, with a window of this size."""
        if self._wiped:
            window = self._attached(*self._wiped.pop(), width, height, more)
            window.call("Page.resetNavigationHistory")
            return window
        return self.tab(self.call("Target.createBrowserContext")["browserContextId"], width, height, **more)

    def tab(self, context: str, width: int = 390, height: int = 844, **more: Any) -> Window:
        """One more window of a browser that is there, with its cookies and all that it has kept."""
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        return self._attached(context, target, width, height, more)

    def _attached(self, context: str, target: str, width: int, height: int, more: dict[str, Any]) -> Window:
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.windows.append(Window(self, session, width, height, of=(context, target), **more))
        return self.windows[-1]

    def forget(self) -> None:
        """Empty every window of all that it has kept: it would go on asking a server that is no more."""
        one_each = {window.context: window for window in self.windows if not window.closed}
        for window in self.windows:
            if not window.closed and window is not one_each[window.context]:
                window.close()
        for context in {window.context for window in self.windows} - one_each.keys():
            self.call("Target.disposeBrowserContext", browserContextId=context)
        for window in one_each.values():
            window.wipe()
            self._wiped.append((window.context, window.target))
        self.windows.clear()
        self.asked.clear()
        self.meanwhile = wait_a_moment

    def close(self) -> None:
        with contextlib.suppress(OSError, AssertionError):
            self.call("Browser.close")
        self.process.wait(PATIENCE)
        for one in (self._read, self._write):
            os.close(one)
        shutil.rmtree(self.folder, ignore_errors=True)


class Window:
    """One phone as somebody holds it."""

    def __init__(
        self,
        browser: Browser,
        session: str,
        width: int,
        height: int,
        *,
        script: bool = True,
        dark: bool = False,
        text: float = 1.0,
        of: tuple[str, str] = ("", ""),
    ) -> None:
        """`of`: the browser and the window as Chromium calls them."""
        self.browser, self.session = browser, session
        self.context, self.target = of
        self.closed = False
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True
        )
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        if dark:
            self.call(
                "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}]
            )
        self.call("Network.enable")
        self.text_size = text

    def call(self, method: str, **params: Any) -> Any:
        return self.browser.call(method, self.session, **params)

    def evaluate(self, expression: str) -> Any:
        """What an expression says on the page; our own question, also where the page's scripts are off."""
        said = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    @property
    def asked(self) -> list[str]:
        """The addresses of all that this window has asked for by now."""
        self.evaluate("0")
        return [address for session, address in self.browser.asked if session == self.session]

    def key(self, name: str, code: int) -> None:
        """One key pressed and let go."""
        text = {"Enter": "\r", " ": " "}.get(name)
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **more
            )

    def go(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait(
            "document.readyState === 'complete' && location.href !== 'about:blank' && !!document.querySelector('h1')"
        )
        if self.text_size != 1.0:
            self.evaluate(f"document.documentElement.style.fontSize = '{self.text_size * 100}%'")

    def back(self) -> None:
        """The way back of the browser itself, also where the page's scripts are off."""
        seen = self.call("Page.getNavigationHistory")
        self.call("Page.navigateToHistoryEntry", entryId=seen["entries"][seen["currentIndex"] - 1]["id"])

    def wait(self, expression: str) -> None:
        """Until this is true on the page."""
        until = time.monotonic() + PATIENCE
        while not self._true(expression):
            if time.monotonic() > until:
                raise AssertionError(f"never: {expression}; there stands: {self.heading}")
            self.browser.meanwhile()

    def _true(self, expression: str) -> bool:
        try:
            return bool(self.evaluate(expression))
        except AssertionError:
            return False  # between two pages there is nothing to ask

    @property
    def heading(self) -> str:
        return str(self.evaluate("(document.querySelector('h1') || {}).textContent || ''"))

    def until(self, words: str) -> None:
        """Until a page with these words in its heading stands there."""
        self.wait(f"document.querySelector('h1').textContent.includes({json.dumps(words)})")

    def type(self, selector: str, text: str) -> None:
        """Type over what a field holds."""
        self.evaluate(f"(e => {{ e.focus(); e.select(); }})(document.querySelector({json.dumps(selector)}))")
        self.call("Input.insertText", text=text)

    def press(self, selector: str) -> None:
        """Press what stands there, as a finger does: where it is on the glass, once nothing moves any more."""
        self.wait("document.readyState === 'complete'")
        place = self.evaluate(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height / 2]; }})(document.querySelector({json.dumps(selector)}))"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1
            )

    def offline(self, off: bool) -> None:
        self.call(
            "Network.emulateNetworkConditions",
            offline=off,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    def close(self) -> None:
        """Close this window; what the browser has kept stays."""
        self.closed = True
        self.browser.call("Target.closeTarget", targetId=self.target)

    def wipe(self) -> None:
        """Nothing is kept, nothing is made believe any more, and nothing stands there."""
        self.offline(False)
        self.call("Page.navigate", url="about:blank")
        self.call("Storage.clearDataForOrigin", origin="*", storageTypes="all")
        self.call("Network.clearBrowserCache")
        self.browser.call("Storage.clearCookies", browserContextId=self.context)
        self.browser.call("Target.detachFromTarget", sessionId=self.session)

    def picture(self) -> bytes:
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])


@contextlib.contextmanager
def browser(before: Sequence[str] = ()) -> Iterator[Browser]:
    here = Browser(before)
    try:
        yield here
    finally:
        here.close()
