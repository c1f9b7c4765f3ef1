"""Fills a memory stick: cxw and all it needs for laptops that have no network and no admin rights.

Every wheel's own list of what it needs is read for the platform it will run on, so that what only Windows
needs is there too. At the end pip itself is asked, once a platform and Python, whether it could install from
the stick alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LAUNCHERS = {"cxw.cmd": "\r\n", "cxw.command": "\n", "cxw.sh": "\n", "start.py": "\n", "README.txt": "\r\n"}
"""What lies on top of the stick, with the line ends its readers want."""


EXTRA = "phones"
"""What cxw is installed with on a borrowed laptop: no network there would give it later."""


@dataclass(frozen=True)
class Target:
    """One kind of laptop."""

    name: str
    tags: tuple[str, ...]
    """The newest builds this laptop takes; pip knows which older ones follow from them."""
    system: str
    machine: str
    pythons: tuple[str, ...] = PYTHONS

    def markers(self, python: str) -> dict[str, str]:
        """What a wheel may ask of the laptop, to say what it needs there."""
        return {
            "sys_platform": {"Windows": "win32", "Darwin": "darwin"}.get(self.system, "linux"),
            "platform_system": self.system,
            "platform_machine": self.machine,
            "os_name": "nt" if self.system == "Windows" else "posix",
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
        }


TARGETS = (
    Target("Windows x86-64", ("win_amd64",), "Windows", "AMD64"),
    Target("Windows ARM64", ("win_arm64",), "Windows", "ARM64", ("3.12", "3.13", "3.14")),
    Target("macOS arm64", ("macosx_11_0_arm64",), "Darwin", "arm64"),
    Target("macOS x86-64", ("macosx_10_15_x86_64",), "Darwin", "x86_64"),
    Target(
        "Linux x86-64",
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        "Linux",
        "x86_64",
    ),
)
"""PyYAML has no build for Python 3.11 on Windows ARM64, and typst none for Windows ARM64 at all."""


class Stick:
    """The folder that is copied to the stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.pins = pins((ROOT / "constraints.txt").read_text("utf-8"))

    def fill(self) -> None:
        """Put everything in; workshops that lie there already stay."""
        shutil.rmtree(self.wheels, ignore_errors=True)
        self.wheels.mkdir(parents=True)
        pip("wheel", "--no-deps", "--wheel-dir", self.wheels, ROOT)
        self._fetch(["pip"], "--only-binary=:all:")
        for target in TARGETS:
            for python in target.pythons:
                told(f"{target.name}, Python {python}")
                self._carry(target, python)
        write_texts(self.folder, carried(self.wheels))

    def check(self) -> None:
        """Ask pip for each platform whether it could install from here: no network, nothing built."""
        for target in TARGETS:
            for python in target.pythons:
                told(f"checked: {target.name}, Python {python}, {len(self._check(target, python))} packages")

    def _check(self, target: Target, python: str) -> list[str]:
        names = self.needed(target.markers(python))
        every = [f"{name}=={self.pins[name]}" for name in names]
        # pip reads markers for the machine it runs on: there typst is needed, on Windows ARM64 it is not
        alone = ["--no-deps"] if target.machine == "ARM64" else []
        with tempfile.TemporaryDirectory() as nowhere:
            pip(
                *("install", "--dry-run", "--no-index", "--find-links", self.wheels, "--target", nowhere),
                *(*alone, *only(target, python), f"cxw[{EXTRA}]=={version(self.wheels)}", *every),
            )
        return names

    def _carry(self, target: Target, python: str) -> None:
        while unknown := [n for n in self.needed(target.markers(python)) if not self._of(n)]:
            self._fetch(unknown, *only(target, python))
        self._fetch(self.needed(target.markers(python)), *only(target, python))

    def _fetch(self, names: list[str], *how: str) -> None:
        if lacking := [name for name in names if name not in self.pins]:
            sys.exit(f"constraints.txt pins no version of {', '.join(lacking)}: add a line for each")
        pins = [f"{name}=={self.pins[name]}" for name in names]
        pip("download", "--no-deps", "--dest", self.wheels, "--find-links", self.wheels, *how, *pins)

    def needed(self, markers: dict[str, str]) -> list[str]:
        """What cxw needs on such a laptop, and what that needs, as far as the wheels here tell."""
        found: set[str] = set()
        ahead = ["cxw"]
        while ahead:
            name = ahead.pop()
            asked = {**markers, "extra": EXTRA if name == "cxw" else ""}
            for wheel in self._of(name)[:1]:
                new = {n for n in needs(wheel, asked) if n not in found}
                found |= new
                ahead += new
        return sorted(found)

    def _of(self, name: str) -> list[Path]:
        return [wheel for wheel in self.wheels.glob("*.whl") if parse_wheel_filename(wheel.name)[0] == name]


def needs(wheel: Path, markers: dict[str, str]) -> list[str]:
    """The names a wheel says it needs on a laptop of this kind."""
    with zipfile.ZipFile(wheel) as packed:
        inside = next(name for name in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        said = HeaderParser().parsestr(packed.read(inside).decode("utf-8"))
    wanted = [Requirement(line) for line in said.get_all("Requires-Dist") or []]
    return [canonicalize_name(w.name) for w in wanted if w.marker is None or w.marker.evaluate(markers)]


def pins(text: str) -> dict[str, str]:
    """The versions of constraints.txt."""
    lines = (line.partition("==") for line in text.splitlines() if "==" in line)
    return {canonicalize_name(name): version for name, _, version in lines}


def only(target: Target, python: str) -> list[str]:
    """Tell pip to look for this laptop's builds and never to build anything itself."""
    tags = [word for tag in target.tags for word in ("--platform", tag)]
    return ["--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags]


def version(wheels: Path) -> str:
    """The version of cxw on this stick."""
    return str(parse_wheel_filename(next(wheels.glob("cxw-*.whl")).name)[1])


def carried(wheels: Path) -> dict[str, object]:
    """What the stick carries, for `start.py` to read on the borrowed laptop."""
    own = next(wheels.glob("cxw-*.whl"))
    return {
        "version": version(wheels),
        "stamp": hashlib.sha256(own.read_bytes()).hexdigest()[:8],
        "pip": next(wheels.glob("pip-*.whl")).name,
        "laptops": {f"{target.system} {target.machine}": list(target.pythons) for target in TARGETS},
    }


def write_texts(folder: Path, what: dict[str, object]) -> None:
    """The launchers, with the line ends and the rights they need, and the list of what is carried."""
    for name, end in LAUNCHERS.items():
        text = (HERE / name).read_text("utf-8")
        (folder / name).write_bytes(text.replace("\n", end).encode())
        if name in {"cxw.command", "cxw.sh"}:
            (folder / name).chmod(0o755)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    (folder / "carried.json").write_text(json.dumps(what, indent=2) + "\n", encoding="utf-8", newline="\n")


def pip(*words: str | Path) -> None:
    """Run pip; what it says is shown only when it could not."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nThe stick is not whole: pip {words[0]} ended with the above")


def told(line: str) -> None:
    """Say at once how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fill the stick and check it."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist" / "stick")
    folder = asked.parse_args().folder
    stick = Stick(folder)
    stick.fill()
    stick.check()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    told(f"{folder} is whole, {size:.0f} MB: copy what is in it to the stick")


if __name__ == "__main__":
    main()
