"""Tables from a hidden truth, dressed at random: what is stored is the truth, or nothing is and a sentence says why.

Of five tables four are dressed only in ways that a table is promised to be understood in; of the fifth no more is
asked than that nothing of it is stored wrongly.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from dressed_tables import ENCODINGS, Dressing, as_file, dressing, table
from hidden_truth import HiddenTruth, as_session, differences, hidden
from often import LONG
from trapped_tables import set_trap

from cxw.collect import Columns, into, new_session, read_spreadsheet, unknown_words
from cxw.collect.look import dry_look
from cxw.errors import CxwError, FaultyFile
from cxw.model import Session

pytestmark = [pytest.mark.soak] if LONG else []
NOW = dt.datetime(2026, 3, 14, 9, 50)
TABLES, PARTS = (5_000, 10) if LONG else (100, 2)


def dressed_table(seed: int) -> tuple[HiddenTruth, Dressing, str, bytes]:
    """A truth, how it is dressed, and the file that came of it."""
    rng = Random(seed)
    while True:
        encoding = rng.choice(("utf-8", "utf-8", "utf-8", *ENCODINGS))
        truth = hidden(rng, rng.choice(("weights", "marks")), central=encoding in ("utf-8", "cp1250"))
        dressed = dressing(rng, truth, encoding)
        rows = table(rng, truth, dressed)
        if seed % 5 == 4:
            set_trap(rng, rows, truth, dressed)
        try:
            return truth, dressed, *as_file(rows, dressed)
        except UnicodeEncodeError:
            continue


def asked_for(truth: HiddenTruth, dressed: Dressing) -> Columns:
    """What the command has to say of any table: what it holds, and whose the marks or the customers are."""
    if dressed.into:
        return Columns(of=truth.of, company=truth.companies[0] if len(truth.companies) == 1 else None)
    return Columns(of=truth.of, company=(truth.companies or ["Bright Beans"])[0])


def put_right(columns: Columns, truth: HiddenTruth, dressed: Dressing) -> Columns:
    """What was proposed, as somebody who knows the table would say it: its scale, its total, its words."""
    known = replace(columns, unknown=unknown_words([dressed.dont_know]), blank=dressed.blank_zero)
    if dressed.layout == "turned":
        known = replace(known, layout="turned")
    if truth.of == "marks":
        return replace(known, scale=truth.scale)
    return replace(known, total=1 if dressed.of_one else truth.total, sure=dressed.sure or columns.sure)


def stored(path: Path, columns: Columns, session: Session | None) -> Session:
    """The session that holds what a table delivers; FaultyFile where it is not good."""
    delivered = read_spreadsheet(path, columns, session)
    if session is None:
        return new_session(delivered, "T", columns.company or "", NOW, 1)
    into(session, delivered, NOW)
    return session


def outcome(path: Path, truth: HiddenTruth, dressed: Dressing) -> tuple[str, str]:
    """`stored`, `refused` or `wrong`, and what was said."""
    columns = asked_for(truth, dressed)
    session = as_session(truth) if dressed.into else None
    try:
        proposed = dry_look(path, columns, session, (truth.of,)).columns
        wrong = differences(truth, stored(path, put_right(proposed, truth, dressed), session))
    except FaultyFile as why:
        return "refused", str(next(problem for problem in why.problems if not problem.warning))
    except CxwError as why:
        return "refused", str(why)
    return ("wrong", "; ".join(wrong[:3])) if wrong else ("stored", "")


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_stored_is_the_truth(part: int, tmp_path: Path) -> None:
    promised, taken = 0, 0
    for seed in range(part, TABLES, PARTS):
        truth, dressed, name, content = dressed_table(seed)
        path = tmp_path / name
        path.write_bytes(content)
        came, said = outcome(path, truth, dressed)
        assert came != "wrong", (seed, dressed, said)
        assert came == "stored" or said, (seed, dressed)
        promised += not dressed.traps
        taken += not dressed.traps and came == "stored"
    assert taken >= 0.9 * promised, f"{taken} of {promised}"
