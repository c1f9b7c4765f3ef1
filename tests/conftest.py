"""What all tests share: how often a property is tried, what libraries make once, and a heap nobody looks through."""

import contextlib
import gc
import getpass
import importlib
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

# As `cxw` itself begins, before anything computes: what is small makes a second core wait, and no more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import pytest
from browser import Browser, browser
from often import LONG, often

from cxw.text.phrases import speak

if TYPE_CHECKING:
    from phone_room import Phone, PhoneRoom

# Files that a test writes by hand are its own, as those of cxw are: a session that others can read is
# closed at its first save, and a sentence says so.
os.umask(0o077)

# What is compiled once is kept, as on anybody's computer, but not among what the user of this one keeps.
os.environ["XDG_CACHE_HOME"] = str(Path(tempfile.gettempdir()) / f"cxw-tests-{getpass.getuser()}")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever only hands tests out to other processes needs nothing of all this, and they wait for it."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        _made_ready()


def _made_ready() -> None:
    import typer.main
    from hypothesis import HealthCheck, settings
    from prompt_toolkit.application import application  # noqa: TID251 - only what it makes anew for each widget

    from cxw.stats.disagreement import arrays

    # How long an example takes says how busy the machine is, and no more. What everybody waits for tries the
    # same examples each time, so that it fails for a change and not by chance; the long run tries new ones.
    settings.register_profile(
        "cxw",
        max_examples=often(100),
        derandomize=not LONG,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("cxw")

    # Two libraries make the same tables anew for each widget and each command; nothing is ever changed in them.
    application.load_key_bindings = cache(application.load_key_bindings)  # type: ignore[attr-defined]
    typer.main.get_command = cache(typer.main.get_command)

    # Many tests play the same room: what its numbers say, told apart by their content, is kept for all of them.
    arrays.REMEMBERED = 20_000


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Where nothing is compiled yet each process would compile every test: the second begins at the other end.

    What one has compiled the others find. A third one begins in the middle.
    """
    config = session.config
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        paths = sorted(Path(__file__).parent.glob("test_*.py"))
        mine = {"gw1": paths[::-1], "gw2": paths[len(paths) // 2 :]}
        for path in mine.get(getattr(config, "workerinput", {}).get("workerid", ""), []):
            with contextlib.suppress(Exception, pytest.skip.Exception):  # it is said when its turn comes
                importlib.import_module(path.stem)


def pytest_collection_finish() -> None:
    """Whatever was collected stays, so nobody need look again whether it is rubbish; nor for the rest so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 1000)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """One look for rubbish at the end, for what an unclosed file has to say; all later ones have nothing to look at."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Every test begins in English, whatever the room before it spoke."""
    speak(None)


@pytest.fixture(scope="session")
def one_chromium() -> Iterator[Browser]:
    """To start it takes longer than most of what is done in it."""
    with browser() as here:
        yield here


@pytest.fixture
def chromium(one_chromium: Browser) -> Iterator[Browser]:
    """It knows nothing of the tests before this one."""
    yield one_chromium
    one_chromium.forget()


@pytest.fixture
def here(tmp_path: Path) -> "PhoneRoom":
    """A round of points that is open for phones."""
    from phone_room import room

    return room(tmp_path, "weights first")


@pytest.fixture
def victim(here: "PhoneRoom") -> "Phone":
    """Whose phone has answered there."""
    from phone_room import ROW

    phone = here.phone("p3")
    phone.send(**ROW)
    return phone
