"""The command `cxw`; answers --version before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        from cxw import __version__

        sys.stdout.write(f"cxw {__version__}\n")
        return
    from cxw.cli import run

    run()


if __name__ == "__main__":
    main()
