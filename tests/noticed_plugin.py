"""What `tests/noticed.py` has pytest do: fastest tests first, a line for each that ran, and the lines each reaches.

Told by the surroundings: `NOTICED_TOLD` is the file for the lines about tests, `NOTICED_TESTS` one with the tests to
run, in their order; with `NOTICED_LINES` the lines of cxw that each test reaches are kept under that name, those of
the programs it starts among them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import Phase, settings

LINES = os.environ.get("NOTICED_LINES", "")
TEST = "NOTICED_TEST"
"""The test that runs, for the programs it starts: they keep their lines under its name."""
STARTED = """
[run]
data_file = {lines}
parallel = true
sigterm = true
context = ${{NOTICED_TEST}}
source = {source}
"""


def spent() -> float:
    """Seconds of the processor's time so far, those of programs that were started and have ended among them."""
    return sum(os.times()[:4])


def told(line: dict[str, Any]) -> None:
    """Keep a line for whoever asked; nothing is lost when this process is ended."""
    with Path(os.environ["NOTICED_TOLD"]).open("a", encoding="utf-8") as file:
        print(json.dumps(line), file=file, flush=True)


def pytest_configure(config: pytest.Config) -> None:
    """A failure found is enough: nobody needs it made small. Lines are kept from here on."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("noticed", settings.get_profile("cxw"), phases=phases, database=None)
    settings.load_profile("noticed")
    if LINES:
        config.noticed = _kept(config)  # type: ignore[attr-defined]


def _kept(config: pytest.Config) -> coverage.Coverage:
    source = str(config.rootpath / "cxw")
    begin = Path(f"{LINES}.rc")
    begin.write_text(STARTED.format(lines=LINES, source=source), "utf-8")
    os.environ["COVERAGE_PROCESS_START"] = str(begin)
    kept = coverage.Coverage(data_file=LINES, data_suffix=True, source=[source], config_file=False)
    kept.set_option("run:patch", ["_exit"])  # a terminal's program is a fork of this process that ends so
    kept.start()
    return kept


def pytest_unconfigure(config: pytest.Config) -> None:
    """Keep the lines."""
    if LINES:
        config.noticed.stop()  # type: ignore[attr-defined]
        config.noticed.save()  # type: ignore[attr-defined]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only the tests asked for, in the order asked for."""
    told({"collected": spent()})
    if asked := os.environ.get("NOTICED_TESTS"):
        order = {name: n for n, name in enumerate(Path(asked).read_text("utf-8").splitlines())}
        chosen = sorted((one for one in items if one.nodeid in order), key=lambda one: order[one.nodeid])
        config.hook.pytest_deselected(items=[one for one in items if one.nodeid not in order])
        items[:] = chosen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What runs now is this test's, whatever process it runs in."""
    if LINES:
        os.environ[TEST] = item.nodeid
        item.config.noticed.switch_context(item.nodeid)  # type: ignore[attr-defined]
    begun = spent()
    result = yield
    told({"test": item.nodeid, "seconds": spent() - begun, "failed": item.nodeid in _failed})
    return result


_failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Which tests fail."""
    if report.failed:
        _failed.add(report.nodeid)
