"""The browser wall served from a process of cxw: a socket of this computer alone, and the browser opened."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec

from cxw.errors import CxwError
from cxw.text.phrases import say
from cxw.wall.browser.address import HERE, WallAddress
from cxw.wall.browser.showing import Showing

LACKING = (
    "A wall in a browser needs a small web server: install it with  "
    'pip install "cxw[phones]"  and start again; `cxw show FILE --follow` is the wall in a terminal.'
)
UNSERVED = "no wall can be served to browsers here now: `cxw show FILE --follow` is one in a terminal"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def wall_lacking() -> str:
    """What is to be installed before a browser can show the wall; empty where all is there."""
    return "" if all(find_spec(name) for name in ("starlette", "uvicorn")) else say(LACKING)


@contextlib.contextmanager
def wall_served(
    showing: Showing, wanted: WallAddress, press: Callable[[str], None] = lambda word: None
) -> Iterator[WallAddress]:
    """Serve what is shown for as long as it is wanted; the address, with the port that it has."""
    if why := wall_lacking():
        raise CxwError(why)
    from cxw.phones.server import served
    from cxw.wall.browser.app import WallApp

    here = _socket(wanted.port)
    address = replace(wanted, port=here.getsockname()[1])
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(served(WallApp(showing, address, press).asgi(), here))
        except CxwError:
            here.close()
            raise CxwError(say(UNSERVED)) from None
        try:
            yield address
        finally:
            showing.end()


def _socket(port: int) -> socket.socket:
    """A socket of this computer at the port browsers know, else at a free one."""
    for wanted in dict.fromkeys((port, 0)):
        here = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share a port
            here.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            here.bind((HERE, wanted))
        except OSError:
            here.close()
            continue
        here.listen(64)
        return here
    raise CxwError(say("this computer has no port left for a browser wall: end another program"))


def browser_opened(url: str) -> bool:
    """Whether a browser was asked to open this: nothing of it reaches this terminal, nor waits for it.

    Where no screen is known of, what calls itself a browser would draw over this very terminal.
    """
    if os.name != "nt" and sys.platform != "darwin" and not any(os.environ.get(name) for name in DISPLAYS):
        return False
    none = subprocess.DEVNULL
    asked = [sys.executable, "-m", "webbrowser", url]
    try:
        subprocess.Popen(asked, stdin=none, stdout=none, stderr=none, start_new_session=True)  # noqa: S603 -- our own address
    except OSError:
        return False
    return True
