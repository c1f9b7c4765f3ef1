"""Mutates session files and reads each: no traceback, no crash, no hang, no more than 500 MB.

`python tests/fuzz.py --count 20000 --seed 1`. Batches run in processes of their own, so that a crash of the
parser ends a batch and not the run; what broke is written to a folder and named. A file that is in order after
its mutation must also come back the same from being written.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cxw.sessionfile import dumps  # noqa: E402  the path is set above
from cxw.sessionfile.reading import read_text  # noqa: E402

MOST_MB = 500
SECONDS_A_FILE = 10
BATCH = 250

TOKENS = [
    b"dk", b"null", b"~", b"true", b"no", b"0", b"-1", b"100", b"101", b"1e999", b"9" * 30, b"2026-02-30", b"2026-03-14",
    b"2026-03-14T10:00:00", b"12:30", b"''", b'""', b"{}", b"[]", b"{", b"}", b"[", b"]", b":", b",", b"- ", b"? ", b"&a",
    b"*a", b"!!python/name:os.system", b"!", b"|", b">", b"%YAML 1.1", b"---", b"...", b"#", b"\t", b"\r", b"\x00", b"\x1b",
    b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xc2\x85", b"\\", b'"\\x"', b'"\\ud800"',
    b"<<", b"=", b"note:", b"id:", b"of: marks", b"of: weights", b"name: second", b"segments:", b"answers:", b"cxw: 2", b"us",
]  # fmt: skip


def bases() -> list[bytes]:
    """What is mutated: every session file there is."""
    folders = (ROOT / "workshops", ROOT / "tests" / "formats", ROOT / "tests" / "broken")
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob("*.yaml"))]


def towers() -> list[bytes]:
    """Files that are deep, wide or long."""
    deep = 150_000
    people = b"".join(b"- {id: p%d, name: P}\n" % n for n in range(3000))
    head = b"cxw: 1\ntitle: x\ncompany: {id: us, name: x}\nsegments: [{id: a, name: b}]\n"
    return [
        b"[" * deep,
        b"{" * deep,
        b"{a: " * deep,
        b"note: " + b"[" * deep + b"]" * deep,
        b"- " * deep,
        b"? " * deep,
        b"".join(b" " * n + b"a:\n" for n in range(1500)),
        b"&a " * deep,
        b"a: *a\n" * 1000,
        b'"' + b"\\x1b" * deep,
        b"#\n" * deep,
        b"key" * deep + b": 1\n",
        head + b"participants:\n" + people + people,
        head + b"".join(b"k%d: 1\n" % n for n in range(50_000)),
        head + b"note: " + "e\u0301".encode() * deep + b"\n",
        head + b"note: e" + "\u0301".encode() * deep + b"\n",
        head + b"evidence: [" + b"{}, " * 20_000 + b"]\n",
        head + b"participants: [" + b"1, " * 100_000 + b"]\n",
    ]


def _bytes(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    change = dice.randrange(3)
    if change == 0:
        return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    if change == 1:
        return data[:at] + data[at + dice.randrange(1, 9) :]
    return data[:at] + bytes(dice.randrange(256) for _ in range(dice.randrange(1, 5))) + data[at:]


def _lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    change = dice.randrange(5)
    if change == 0:
        del lines[one]
    elif change == 1:
        lines.insert(other, lines[one])
    elif change == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif change == 3:
        lines[one] = b" " * dice.randrange(8) + lines[one].lstrip()
    else:
        lines[one:other] = []
    return b"\n".join(lines)


def _tokens(data: bytes, dice: random.Random) -> bytes:
    words = data.split(b" ")
    at = dice.randrange(len(words))
    change = dice.randrange(3)
    if change == 0:
        words[at] = dice.choice(TOKENS)
    elif change == 1:
        words.insert(at, dice.choice(TOKENS))
    else:
        words[at] = dice.choice(words)
    return b" ".join(words)


def _structure(data: bytes, dice: random.Random) -> bytes:
    """Exchange what stands after two keys, or move a whole block under another key."""
    lines = data.split(b"\n")
    keyed = [n for n, line in enumerate(lines) if b": " in line or line.rstrip().endswith(b":")]
    if len(keyed) < 2:
        return data
    one, other = dice.sample(keyed, 2)
    key, _, _ = lines[one].partition(b":")
    _, _, value = lines[other].partition(b":")
    lines[one] = key + b":" + value
    if dice.randrange(4) == 0:
        lines[one + 1 : one + 1] = lines[other : other + dice.randrange(1, 12)]
    return b"\n".join(lines)


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [_bytes, _lines, _tokens, _tokens, _structure]


def mutated(number: int, seed: int, files: list[bytes]) -> bytes:
    """The file of this number: one to four mutations of a session file."""
    dice = random.Random(f"{seed} {number}")
    data = dice.choice(files)
    for _ in range(dice.randrange(1, 5)):
        data = dice.choice(MUTATIONS)(data, dice) or b"x"
    return data


def judge(data: bytes) -> None:
    """Read one file; AssertionError when what is said about it is not what it should be."""
    reading = read_text(data, "fuzz.yaml")
    last = data.count(b"\n") + data.count(b"\r") + 2
    for problem in reading.problems():
        assert 1 <= problem.line <= last, f"line {problem.line} of {last}"
        assert problem.text, "a problem without a sentence"
        assert "\n" not in str(problem), "a sentence of two lines"
    if not reading.faulty():
        text = dumps(reading.good(), reading.head)
        again = read_text(text, "fuzz.yaml")
        assert again.good() == reading.session, "it does not come back the same"
        assert dumps(again.good(), again.head) == text, "it is written in another way the second time"


def batch(first: int, count: int, seed: int, folder: Path) -> None:
    """Read the files of one batch; whatever is being read stands in the folder."""
    files, tall = bases(), towers() if first == 0 else []
    current = folder / f"reading-{first}.yaml"
    for number in range(first, first + count):
        data = tall[number] if number < len(tall) else mutated(number, seed, files)
        current.write_bytes(data)
        faulthandler.dump_traceback_later(SECONDS_A_FILE, exit=True)
        judge(data)
        faulthandler.cancel_dump_traceback_later()
    current.unlink()
    print(_peak())


def _peak() -> int:
    """The most memory this process ever had, in MB."""
    import resource

    status = Path("/proc/self/status")
    if status.exists():  # the other count goes on from the process that started this one
        high = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(high.split()[1]) // 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform != "darwin" else peak // (1024 * 1024)


def _run(first: int, count: int, seed: int, folder: Path) -> tuple[str, int]:
    """Run one batch in a process of its own: what broke (nothing when all is well), and its memory in MB."""
    command = [
        sys.executable,
        __file__,
        "--batch",
        str(first),
        "--count",
        str(count),
        "--seed",
        str(seed),
        "--to",
        str(folder),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=SECONDS_A_FILE * count + 60
    )
    if done.returncode:
        return f"{folder / f'reading-{first}.yaml'}: {done.stderr.strip()[-1500:]}", 0
    peak = int(done.stdout.split()[-1])
    return (f"files {first} to {first + count}: {peak} MB" if peak > MOST_MB else ""), peak


def run(count: int, seed: int) -> list[str]:
    """Read so many mutated files; what broke."""
    folder = Path(tempfile.mkdtemp(prefix="cxw-fuzz-"))
    firsts = range(0, count, BATCH)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        ends = list(pool.map(lambda first: _run(first, min(BATCH, count - first), seed, folder), firsts))
    if not any(broke for broke, _ in ends):
        folder.rmdir()
    print(f"{count:,} files, at most {max(peak for _, peak in ends)} MB")
    return [broke for broke, _ in ends if broke]


def main(arguments: list[str]) -> list[str]:
    """Run what was asked for; what broke."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--batch", type=int)
    asked.add_argument("--to", type=Path)
    told = asked.parse_args(arguments)
    if told.batch is not None:
        batch(told.batch, told.count, told.seed, told.to)
        return []
    start = time.perf_counter()
    broke = run(told.count, told.seed)
    print(f"{time.perf_counter() - start:.0f} s")
    print("\n".join(broke) or "nothing broke")
    return broke


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
