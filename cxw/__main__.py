"""The command `cxw`; answers --version before anything else is imported."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    _all_three_streams()
    _begin_lightly()
    if sys.argv[1:] == ["--version"]:
        from cxw import __version__

        _print(f"cxw {__version__}\n")
        return
    from cxw.cli import run_command

    try:
        run_command()
    finally:
        gc.freeze()  # all of it goes now: nobody need look through it once more for rubbish


def _begin_lightly() -> None:
    """Look for rubbish less often, for no plugins, and compute on one core: a fifth of a start was that.

    What is computed is small, so that a second core only waits; and one core sums in one order everywhere.
    """
    gc.set_threshold(50_000, 20, 100)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as fault:
        sys.stderr.write(f"What cxw says could not be written: {(fault.strerror or '').lower()}\n")
        os._exit(1)  # the interpreter would try to write it once more


def _all_three_streams() -> None:
    """Put nothing in the place of a stream that was closed, before a file of the session gets its number.

    What is written to it goes nowhere, and asked whether it is a terminal it says no.
    """
    for number, name, how in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            _open_nothing_as(number)
            setattr(sys, name, open(number, how, encoding="utf-8", closefd=False))  # noqa: SIM115 - for good


def _open_nothing_as(number: int) -> None:
    handle = os.open(os.devnull, os.O_RDWR)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)


if __name__ == "__main__":
    main()
