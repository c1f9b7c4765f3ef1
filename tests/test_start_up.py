"""Start-up stays light: what --version and --help may import is a list, and it is short."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "numpy",
    "questionary",
    "prompt_toolkit",
    "jinja2",
    "typst",
    "markdown_it",
    "starlette",
    "uvicorn",
    "pydantic",
    "yaml",
    "pyte",
    "openpyxl",
}
OURS_FOR_HELP = {
    "cxw",
    "cxw.__main__",
    "cxw.cli",
    "cxw.cli.afterwards",
    "cxw.cli.before",
    "cxw.cli.day",
    "cxw.cli.files",
    "cxw.cli.rescue",
    "cxw.cli.table_options",
    "cxw.cli.terminal",
    "cxw.errors",
}


def imported(*args: str) -> set[str]:
    """The modules a command has imported when it is over."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('\\n' + ' '.join(sys.modules)))\n"
        f"sys.argv = ['cxw', *{list(args)!r}]\n"
        "from cxw.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_version_imports_nothing_but_the_package_itself() -> None:
    modules = imported("--version")
    assert {name for name in modules if name.startswith("cxw")} == {"cxw", "cxw.__main__"}
    assert not {name for name in modules if name.split(".")[0] in HEAVY | {"typer", "rich"}}


def test_help_imports_the_command_line_and_no_heavy_library() -> None:
    modules = imported("--help")
    assert {name for name in modules if name.split(".")[0] == "cxw"} == OURS_FOR_HELP
    assert not {name for name in modules if name.split(".")[0] in HEAVY - {"markdown_it"}}
