"""Starts cxw from a memory stick, on a laptop without network and without admin rights.

The first time it installs cxw from the stick into a folder of the user's own. With words behind it, it runs
cxw with them; without, it opens a command window in which `cxw` works. Uses what every Python brings.
"""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

STICK = Path(__file__).resolve().parent
WINDOWS = sys.platform == "win32"


def main(words):
    """Install where that is needed, then run cxw or open a window for it."""
    carried = json.loads((STICK / "carried.json").read_text("utf-8"))
    refused = lacking(carried["laptops"], platform.system(), machine())
    if refused:
        return told(refused)
    home = installed(carried)
    if home is None:
        return told("cxw could not be installed; what pip said stands above")
    programs = home / ("Scripts" if WINDOWS else "bin")
    if words:
        return handed_over([str(programs / "cxw"), *words])
    return window(programs)


def machine():
    """What this Python was built for: on Windows ARM64 it may be one for x86-64."""
    built = sysconfig.get_platform()
    return built[4:].upper() if built.startswith("win-") else platform.machine()


def lacking(laptops, system, machine):
    """Why the stick has nothing for this laptop; empty when it has."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    carried = laptops.get(f"{system} {machine}")
    if carried is None or sys.implementation.name != "cpython" or sys.maxsize < 2**32:
        return f"The stick carries nothing for this Python ({system} {machine}, {sys.implementation.name})"
    if here not in carried:
        return f"This is Python {here}; for this laptop the stick carries cxw for Python {', '.join(carried)}"
    return ""


def folder():
    """Where programs of this user may lie."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "cxw"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "cxw"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "cxw"


def installed(carried):
    """The folder cxw is installed in, made when this laptop has none yet; None when that went wrong.

    A note with the folder's name is written last, at once: a set-up that was broken off is not taken for a
    whole one, and two windows opened at the same time do not build into one another.
    """
    name = f"{carried['version']}-{sys.version_info[0]}.{sys.version_info[1]}-{carried['stamp']}"
    note = folder() / f"{name}.txt"
    if note.is_file() and (folder() / note.read_text("utf-8")).is_dir():
        return folder() / note.read_text("utf-8")
    sys.stdout.write(f"Installing cxw from the stick into {folder()}, once on this laptop...\n")
    sys.stdout.flush()
    home = folder() / f"{name}-{os.getpid()}"
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, symlinks=not WINDOWS, with_pip=False)
    if subprocess.call(command(home, carried), env=plain()):
        shutil.rmtree(home, ignore_errors=True)
        return None
    ready = note.with_name(f"{home.name}.new")
    ready.write_text(home.name, encoding="utf-8")
    ready.replace(note)
    return home


def command(home, carried):
    """Pip, run from its own wheel on the stick: not every Python brings it."""
    python = home / ("Scripts/python.exe" if WINDOWS else "bin/python")
    wheels = STICK / "wheels"
    words = ["install", "--quiet", "--no-index", "--only-binary=:all:", "--find-links", str(wheels)]
    # asked for by name: such an x86-64 Python may say of itself that it needs none
    paper = [] if machine() == "ARM64" else ["typst"]
    asked = f"cxw[phones]=={carried['version']}"
    return [str(python), str(wheels / carried["pip"] / "pip"), *words, asked, *paper]


def plain():
    """The surroundings without what would lead pip or Python elsewhere."""
    kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CONFIG_FILE": os.devnull}


def window(programs):
    """A command window in which `cxw` works, in the stick's folder for workshops."""
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    workshops = STICK / "workshops"
    try:
        workshops.mkdir(exist_ok=True)
        os.chdir(workshops)
    except OSError:
        os.chdir(Path.home())
    sys.stdout.write(f"cxw is ready, in {Path.cwd()}. Try: cxw demo   Leave with: exit\n")
    sys.stdout.flush()
    if WINDOWS:
        return handed_over([os.environ.get("COMSPEC", "cmd.exe"), "/k", "title cxw"])
    return handed_over([os.environ.get("SHELL", "/bin/sh")])


def handed_over(words):
    """Go on as that program; on Windows wait for it, and leave Ctrl-C to it."""
    if not WINDOWS:
        os.execv(words[0], words)
    running = subprocess.Popen(words)
    signal.signal(signal.SIGINT, lambda number, frame: None)
    return running.wait()


def told(sentence):
    """Say why not, and end so."""
    sys.stderr.write(f"{sentence}. README.txt on the stick says what can be done.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
