"""Session files changed by hand in any way that may still be in order, and every command that must carry them.

A file that is bytes at random is refused before anything can go wrong. Here whole sessions are changed where
people change them: points moved, answers taken out, people and rounds removed, times shifted, corrections
written in, ids and words exchanged. Whatever `cxw check` accepts after that goes through the commands in this
process. `python tests/mutants.py --count 5000` says how many were accepted. What is slow is done for a share only
(`SLOW`): handouts and ballots as PDF for one file in 250, `replay --into` and `share` with real files for one in
20, the rehearsal for one in four, the facilitator's handout for every second and HTML for every third.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import datetime as dt
import json
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import adversary_rooms  # noqa: E402  the path is set above
import commands  # noqa: E402

from cxw.model import Session  # noqa: E402
from cxw.sessionfile import load  # noqa: E402
from cxw.sessionfile.reading import read_text  # noqa: E402

Tree = dict[str, Any]
SLOW = {"pdf": 250, "file": 20, "rehearse": 4, "facilitator": 2, "html": 3}
"""What is done for one file in so many only."""
PATIENCE = 60
"""Seconds of the processor's time for one file; it needs one or two, and a dozen with its PDFs."""
WORDS = (
    *(
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "Øystein Müller-Lüdenscheidt",
        "D’Souza",
        "dk",
        "us",
        " ",
    ),
    *(
        "👩‍💻 🇩🇪",
        "a",
        "",
        "“„Lieferung”",
        "x" * 200,
        "zwei\nZeilen",
        "*fett* _kursiv_ [x](y) `z` <b> & |",
        "0",
    ),
    *(
        "\u202eabc",
        "$x$ #let",
        "\\",
        "'",
        "Ł ß æ ø",
        "first",
        "row-1",
        "somebody",
        "=1+1",
        "{{ x }}",
        "12:30",
    ),
)
IDS = ("us", "dk", "a", "need", "weight", "mark", "in", "row-1", "1", "no", "first", "renamed-1", "x" * 60)


def bases() -> list[Tree]:
    """What is changed: every whole session there is, and rooms made at random."""
    folders = (ROOT / "workshops", ROOT / "tests" / "formats", ROOT / "tests" / "cases")
    found = [load(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    found += [adversary_rooms.generated(number) for number in range(6)]
    return [session.model_dump(by_alias=True, exclude_unset=True) for session in found]


def text(value: Any) -> str:
    """A tree as a file: flow style, which YAML reads like any other."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{json.dumps(str(key), ensure_ascii=False)}: {text(one)}" for key, one in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(text, value)) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def mutated(number: int, seed: int, files: list[Tree]) -> bytes:
    """The file of this number: one to four changes of a session."""
    dice = Random(f"{seed} {number}")
    tree = copy.deepcopy(dice.choice(files))
    for _ in range(dice.choice((1, 1, 2, 2, 3, 4))):
        # Where an earlier change took away what this one is about, it changes nothing.
        with contextlib.suppress(KeyError, AttributeError, IndexError, TypeError, ValueError):
            dice.choice(CHANGES)(tree, dice)
    return "\n".join(f"{json.dumps(key)}: {text(value)}" for key, value in tree.items()).encode()


# where something can be changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with each of its keys."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _some(tree: Tree, dice: Random, wanted: Callable[[Any], bool]) -> tuple[Any, Any] | None:
    found = [(holder, key) for holder, key in _places(tree) if wanted(holder[key])]
    return dice.choice(found) if found else None


def _rounds(tree: Tree, of: str = "") -> list[Tree]:
    return [r for s in tree["segments"] for r in s.get("rounds", []) if of in ("", r["of"])]


def _people(tree: Tree) -> list[str]:
    return [person["id"] for person in tree.get("participants", [])]


def _one(dice: Random, found: Any) -> Any:
    found = list(found)
    return dice.choice(found) if found else None


# changes of any kind


def _deletes(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: True):
        del place[0][place[1]]


def _deletes_a_part(tree: Tree, dice: Random) -> None:
    """Take out something that holds more."""
    if place := _some(tree, dice, lambda value: isinstance(value, dict | list)):
        del place[0][place[1]]


def _empties(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: isinstance(value, dict | list) and len(value) > 0):
        place[0][place[1]] = type(place[0][place[1]])()


def _turns_a_list(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: isinstance(value, list) and len(value) > 1):
        dice.shuffle(place[0][place[1]])


def _turns_a_mapping(tree: Tree, dice: Random) -> None:
    """Other keys for the same values."""
    if place := _some(tree, dice, lambda value: isinstance(value, dict) and len(value) > 1):
        held = place[0][place[1]]
        values = dice.sample(list(held.values()), len(held))
        place[0][place[1]] = dict(zip(held, values, strict=True))


def _repeats(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: isinstance(value, list) and len(value) > 0):
        held = place[0][place[1]]
        again = copy.deepcopy(dice.choice(held))
        if isinstance(again, dict) and "id" in again and dice.random() < 0.8:
            again["id"] += "-2"
        held.insert(dice.randrange(len(held) + 1), again)


def _numbers(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: isinstance(value, int) and not isinstance(value, bool)):
        place[0][place[1]] = dice.choice((0, 1, 2, 5, 10, 100, place[0][place[1]] + 1, "dk", 10_000_000))


def _words(tree: Tree, dice: Random) -> None:
    ids = {"id", "of", "name", "seal", "salt"}
    found = [
        (h, k) for h, k in _places(tree) if isinstance(h[k], str) and (k not in ids or dice.random() < 0.1)
    ]
    names = [(one, "name") for one in _named(tree)]
    holder, key = dice.choice(found + names if found else names)
    holder[key] = dice.choice(WORDS)


def _named(tree: Tree) -> list[Tree]:
    rivals = [one for segment in tree["segments"] for one in segment.get("competitors", [])]
    return [tree["company"], *tree["segments"], *tree.get("participants", []), *rivals]


def _times(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda value: isinstance(value, dt.datetime)):
        by = dt.timedelta(minutes=dice.choice((-10_000, -60, -5, -1, 1, 5, 60, 10_000)))
        others = [h[k] for h, k in _places(tree) if isinstance(h[k], dt.datetime)]
        place[0][place[1]] = dice.choice((place[0][place[1]] + by, dice.choice(others)))


def _dates(tree: Tree, dice: Random) -> None:
    if place := _some(tree, dice, lambda v: isinstance(v, dt.date) and not isinstance(v, dt.datetime)):
        place[0][place[1]] = dice.choice((dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2026, 2, 28)))


def _renames(tree: Tree, dice: Random) -> None:
    """Another id for something, wherever it stands."""
    ids = [h[k] for h, k in _places(tree) if k == "id"]
    old, new = dice.choice(ids), dice.choice(IDS)
    renamed = _under(tree, old, new)
    tree.clear()
    tree.update(renamed)


def _under(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {_under(key, old, new): _under(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_under(one, old, new) for one in value]
    if isinstance(value, str):
        return " ".join(new if word == old else word for word in value.split(" "))
    return value


# changes somebody may have meant


def _moves_points(tree: Tree, dice: Random) -> None:
    """Points of one person from one need to another."""
    round = _one(dice, _rounds(tree, "weights"))
    row = _one(dice, [row for row in (round or {}).get("answers", {}).values() if isinstance(row, dict)])
    if row and len(row) > 1:
        one, other = dice.sample(list(row), 2)
        by = dice.randint(0, row[one])
        row[one], row[other] = row[one] - by, row[other] + by


def _marks_otherwise(tree: Tree, dice: Random) -> None:
    round = _one(dice, _rounds(tree, "marks"))
    rows = _one(dice, (round or {}).get("answers", {}).values())
    row = _one(dice, (rows or {}).values())
    for need in row or {}:
        row[need] = dice.choice((0, 5, 10, "dk", row[need]))


def _does_not_know(tree: Tree, dice: Random) -> None:
    """One person, or everybody, says dk."""
    round = _one(dice, _rounds(tree))
    answers = (round or {}).get("answers", {})
    for person in dice.sample(list(answers), len(answers) if dice.random() < 0.2 else 1):
        if round["of"] == "weights":
            answers[person] = "dk"
        else:
            answers[person] = {c: dict.fromkeys(row, "dk") for c, row in answers[person].items()}


def _answers_nothing(tree: Tree, dice: Random) -> None:
    """One person's answer goes, with or without a reason."""
    round = _one(dice, _rounds(tree))
    person = _one(dice, (round or {}).get("answers", {}))
    if person is not None:
        del round["answers"][person]
        if dice.random() < 0.5:
            round.setdefault("not_answered", {})[person] = dice.choice(
                ("late", "left", "declined", "absent", "draft")
            )


def _answers_too(tree: Tree, dice: Random) -> None:
    """Somebody answers as somebody else did."""
    round, person = _one(dice, _rounds(tree)), _one(dice, _people(tree))
    answer = _one(dice, (round or {}).get("answers", {}).values())
    if answer is not None and person is not None:
        round["answers"][person] = copy.deepcopy(answer)
        if dice.random() < 0.7:
            round.get("not_answered", {}).pop(person, None)


def _leaves_out_a_company(tree: Tree, dice: Random) -> None:
    round = _one(dice, _rounds(tree, "marks"))
    rows = _one(dice, (round or {}).get("answers", {}).values())
    if rows:
        del rows[dice.choice(list(rows))]


def _takes_a_round_out(tree: Tree, dice: Random) -> None:
    segment = _one(dice, [s for s in tree["segments"] if s.get("rounds")])
    if segment:
        del segment["rounds"][dice.randrange(len(segment["rounds"]))]


def _repeats_a_round(tree: Tree, dice: Random) -> None:
    segment = _one(dice, [s for s in tree["segments"] if s.get("rounds")])
    if segment:
        again = copy.deepcopy(dice.choice(segment["rounds"]))
        again["name"] = dice.choice(("first", "second"))
        segment["rounds"].append(again)


def _opens_a_round(tree: Tree, dice: Random) -> None:
    """A round as if it had never been closed, or never shown."""
    round = _one(dice, _rounds(tree))
    for key in ("revealed",) if dice.random() < 0.4 else ("revealed", "closed", "seal"):
        (round or {}).pop(key, None)


def _renames_a_round(tree: Tree, dice: Random) -> None:
    if round := _one(dice, _rounds(tree)):
        round["name"] = dice.choice(("first", "second"))


def _corrects(tree: Tree, dice: Random) -> None:
    """A correction as one may write it by hand."""
    round = _one(dice, _rounds(tree))
    if round is None:
        return
    who = dice.choice([*_people(tree), *round.get("answers", {})] or ["nobody"])
    at = round.get("revealed", round["opened"]) + dt.timedelta(minutes=dice.randint(-3, 30))
    made = {"before": _side(round, who, dice), "after": _side(round, who, dice), "at": at, "why": "slip"}
    if dice.random() < 0.9:
        made["who"] = who
    round.setdefault("corrected", []).append({key: value for key, value in made.items() if value is not None})


def _side(round: Tree, who: str, dice: Random) -> Any:
    """One side of a correction: a part of a row, a don't-know, how sure somebody is, or nothing."""
    answer = round.get("answers", {}).get(who)
    needs = dice.sample(round["needs"], dice.randint(1, len(round["needs"]))) if round["needs"] else []
    part: Any = {need: dice.randint(0, 40) for need in needs}
    if round["of"] == "marks":
        rival = _one(dice, round["companies"]) or "us"
        part = {rival: {need: dice.choice((0, 7, 10, "dk")) for need in needs}}
    return dice.choice((part, part, answer, "dk", dice.randint(0, 100), None))


def _goes(tree: Tree, dice: Random) -> None:
    """Somebody was away, or is gone from some time on."""
    person = _one(dice, tree.get("participants", []))
    moments = [h[k] for h, k in _places(tree["segments"]) if isinstance(h[k], dt.datetime)]
    if person and moments:
        turn = {"from": dice.choice(moments)}
        if dice.random() < 0.5:
            turn["until"] = dice.choice(moments)
        person.setdefault("away", []).append(turn)


def _sits_elsewhere(tree: Tree, dice: Random) -> None:
    if person := _one(dice, tree.get("participants", [])):
        person["segments"] = dice.choice(([], [dice.choice(tree["segments"])["id"]]))


def _works_elsewhere(tree: Tree, dice: Random) -> None:
    functions = [person.get("function") for person in tree.get("participants", [])]
    if person := _one(dice, tree.get("participants", [])):
        person["function"] = dice.choice([*(f for f in functions if f), *WORDS])
        person["senior"] = dice.random() < 0.3


def _is_nowhere(tree: Tree, dice: Random) -> None:
    """Take a person out of the file, wherever they stand."""
    if person := _one(dice, _people(tree)):
        tree["participants"] = [one for one in tree["participants"] if one["id"] != person]
        for holder, key in list(_places(tree["segments"])):
            if isinstance(holder, dict) and key == person:
                holder.pop(person, None)
        for holder, key in list(_places(tree["segments"])):
            if isinstance(holder, dict) and key in ("answered", "by", "who") and person in holder[key]:
                holder[key] = [one for one in holder[key] if one != person] if key == "answered" else None
                if holder[key] is None:
                    del holder[key]


def _chooses(tree: Tree, dice: Random) -> None:
    segment = dice.choice(tree["segments"])
    ids = [need["id"] for need in segment.get("needs", [])]
    segment["chosen"] = dice.sample(ids, min(len(ids), dice.randint(0, 7)))


def _competes(tree: Tree, dice: Random) -> None:
    """A competitor more, or one gone from the list."""
    segment = dice.choice(tree["segments"])
    rivals = segment.setdefault("competitors", [])
    if rivals and dice.random() < 0.4:
        del rivals[dice.randrange(len(rivals))]
    else:
        rivals.append({"id": f"new-{len(rivals)}", "name": dice.choice(WORDS)})


def _ends(tree: Tree, dice: Random) -> None:
    """A stage that was passed over, or never left."""
    segment = dice.choice(tree["segments"])
    stage = dice.choice(("needs", "weights", "grid", "disagreement", "closing"))
    change = dice.randrange(4)
    if change == 0:
        segment.setdefault("skipped", {})[dice.choice((stage, "weights second", "grid second"))] = (
            dice.choice(WORDS)
        )
    elif change == 1:
        segment.get("stages", {}).pop(stage, None)
    elif change == 2:
        segment.get("stages", {}).get(stage, {}).pop("done", None)
    else:
        segment["skipped"] = {}


def _stops_early(tree: Tree, dice: Random) -> None:
    """The day as it stood at some moment: what came later is not there."""
    moments = sorted(h[k] for h, k in _places(tree["segments"]) if isinstance(h[k], dt.datetime))
    if not moments:
        return
    now = dice.choice(moments)
    for segment in tree["segments"]:
        segment["rounds"] = [round for round in segment.get("rounds", []) if round["opened"] <= now]
        for key in ("audit", "unknowns", "research", "coverage_guess", "no_guess"):
            segment.pop(key, None)
    for holder, key in list(_places(tree["segments"])):
        time = holder[key] if isinstance(holder, dict) and key in holder else None
        if isinstance(time, dt.datetime) and time > now and key not in ("at", "until"):
            del holder[key]


def _sure(tree: Tree, dice: Random) -> None:
    segment, person = dice.choice(tree["segments"]), _one(dice, _people(tree))
    said = segment.setdefault("conviction", {}).setdefault(dice.choice(("before", "after", "earlier")), {})
    if person and person in said and dice.random() < 0.6:
        del said[person]
    elif person:
        said[person] = dice.choice((0, 50, 100, "dk"))


def _says_of_people(tree: Tree, dice: Random) -> None:
    """What hangs on a person in a round or a stage."""
    person, round = _one(dice, _people(tree)), _one(dice, _rounds(tree))
    if not person or round is None:
        return
    key, value = dice.choice((
        ("reasons", "fact"), ("desks", dice.choice(("paper", "laptop", "spreadsheet", "replay"))),
        ("drafts", {"row": dice.choice(WORDS) or "?", "at": round["opened"]}), ("rounded", {(round["needs"] or ["x"])[0]: 1}),
        ("not_answered", "left"),
    ))  # fmt: skip
    round.setdefault(key, {})[person] = value


def _says_at_a_stage(tree: Tree, dice: Random) -> None:
    person, segment = _one(dice, _people(tree)), dice.choice(tree["segments"])
    stage = segment.setdefault("stages", {}).setdefault(
        dice.choice(("needs", "weights", "grid", "closing")), {}
    )
    if not person:
        return
    if dice.random() < 0.5:
        stage.setdefault("not_answered", {})[person] = dice.choice(("absent", "declined", "left", "late"))
    elif person not in stage.setdefault("answered", []):
        stage["answered"].append(person)
    change = dice.randrange(4)
    if change == 0:
        segment.setdefault("no_guess", {})[person] = "declined"
    elif change == 1:
        segment.setdefault("coverage_guess", {})[person] = dice.choice((0, 50, "dk"))
    elif change == 2:
        segment.setdefault("unknowns", []).append({"text": dice.choice(WORDS), "by": person})


def _sets(tree: Tree, dice: Random) -> None:
    key, values = dice.choice((
        ("attribution", ("names", "functions")), ("desk", ("laptop", "spreadsheet", "replay", "phones")), ("orders", (2, 3)),
        ("language", ("de", "xx", "en", "fr")), ("seed", (0, 10**12)), ("date", (dt.date(1, 1, 1), dt.date(2030, 1, 1))),
        ("brand", ({"colour": "#000000"}, {"logo": "nowhere.png", "paper": "letter"}, {"name": WORDS[0], "footer": WORDS[9]})),
        ("thresholds", ({"small_function": 20}, {"min_marks": 10}, {"lead": 3}, {"statement": 0.99, "contested": 0.3}, {"tier": 0.8})),
        ("plan", ({"start": "23:59", "minutes": {"needs": 0, "closing": 1440}}, {})),
        ("participants", ([],)),
    ))  # fmt: skip
    tree[key] = copy.deepcopy(dice.choice(values))


CHANGES: list[Callable[[Tree, Random], None]] = [
    *(
        _deletes,
        _deletes_a_part,
        _empties,
        _turns_a_list,
        _turns_a_mapping,
        _repeats,
        _numbers,
        _words,
        _words,
    ),
    *(
        _times,
        _dates,
        _renames,
        _moves_points,
        _moves_points,
        _marks_otherwise,
        _does_not_know,
        _answers_nothing,
    ),
    *(
        _answers_too,
        _leaves_out_a_company,
        _takes_a_round_out,
        _repeats_a_round,
        _opens_a_round,
        _renames_a_round,
    ),
    *(
        _corrects,
        _corrects,
        _goes,
        _sits_elsewhere,
        _works_elsewhere,
        _is_nowhere,
        _chooses,
        _competes,
        _ends,
    ),
    *(_stops_early, _sure, _says_of_people, _says_at_a_stage, _sets),
]


class Endless(BaseException):
    """A command that does not end; no `except Exception` on the way takes it for something else."""


@contextlib.contextmanager
def ending() -> Iterator[None]:
    """Stop what has used far more of the processor than any file needs (where the system can count it)."""

    def stop(signal: int, frame: object) -> None:
        raise Endless(f"not done after {PATIENCE} s of the processor's time")

    if not hasattr(signal, "SIGVTALRM"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def judge(data: bytes, number: int, folder: Path) -> bool:
    """Whether `check` accepts the file; if it does, every command carries it, or the error is raised."""
    reading = read_text(data, "mutant.yaml")
    if reading.faulty():
        return False
    session: Session = reading.good()
    slow = [name for name, every in SLOW.items() if number % every == 0]
    try:
        commands.carry(session, data, folder, slow)
    except Exception as fault:
        raise Broke(number) from fault
    return True


class Broke(Exception):
    """A file `check` accepts and a command does not carry; the fault itself is the cause."""


def run(first: int, count: int, seed: int, show: Callable[[str], object] = print) -> tuple[int, list[str]]:
    """Judge so many files: how many were accepted, and what broke, each kind of fault once."""
    files, accepted, broke = bases(), 0, {}
    with tempfile.TemporaryDirectory() as made:
        for number in range(first, first + count):
            data = mutated(number, seed, files)
            try:
                with ending():
                    accepted += judge(data, number, Path(made))
            except (Exception, Endless) as fault:  # noqa: BLE001  (whatever it is, it is a fault of the program)
                accepted += isinstance(fault, Broke)
                kind = _kind(fault.__cause__ or fault)
                if kind not in broke:
                    broke[kind] = f"{number}: {kind}"
                    show(
                        broke[kind]
                        + "\n"
                        + "".join(traceback.format_exception(fault.__cause__ or fault)[-6:])
                    )
    return accepted, list(broke.values())


def _kind(fault: BaseException) -> str:
    """What went wrong and where, without the names and figures of this one file."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = frames[-1] if type(fault) is not AssertionError else frames[max(-3, -len(frames))]
    words = " ".join(re.findall(r"(?<!\S)[a-z`_]+(?!\S)", str(fault)))
    return f"{type(fault).__name__} at {Path(where.filename).name}:{where.lineno}: {words}"


def main(arguments: list[str]) -> int:
    """Judge what was asked for; how many kinds of faults there were."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--count", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args(arguments)
    start = time.perf_counter()
    accepted, broke = run(told.first, told.count, told.seed)
    print(
        f"{told.count:,} files, {accepted:,} accepted, {len(broke)} kinds of faults, {time.perf_counter() - start:.0f} s"
    )
    return len(broke)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
