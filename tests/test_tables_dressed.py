"""Tables from a hidden truth, dressed at random: what is stored is the truth, or nothing is and a sentence says why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from dressed_tables import ENCODINGS, Dressing, as_file, dressing, table
from hidden_truth import HiddenTruth, as_session, differences, hidden
from trapped_tables import set_trap

from cxw.collect import Columns, into, new_session, read_spreadsheet
from cxw.errors import CxwError

NOW = dt.datetime(2026, 3, 14, 9, 50)
TABLES = 5000


def dressed_table(seed: int, trapped: bool) -> tuple[HiddenTruth, Dressing, str, bytes]:
    """A truth, how it is dressed, and the file that came of it."""
    rng = Random(seed)
    while True:
        encoding = rng.choice(("utf-8", "utf-8", *ENCODINGS))
        truth = hidden(rng, rng.choice(("weights", "marks")), central=encoding in ("utf-8", "cp1250"))
        dressed = dressing(rng, truth, encoding)
        rows = table(rng, truth, dressed)
        if trapped:
            set_trap(rng, rows, truth, dressed)
        try:
            return truth, dressed, *as_file(rows, dressed)
        except UnicodeEncodeError:
            continue


def asked_for(truth: HiddenTruth, dressed: Dressing) -> Columns:
    """What only whoever has the table knows of it."""
    one = len(truth.companies) == 1
    company = truth.companies[0] if one or (truth.companies and not dressed.into) else None
    return Columns(of=truth.of, company=company or (None if dressed.into else "Bright Beans"))


def outcome(path: Path, truth: HiddenTruth, dressed: Dressing) -> tuple[str, str]:
    """`stored`, `refused` or `wrong`, and what was said."""
    columns = asked_for(truth, dressed)
    session = as_session(truth) if dressed.into else None
    try:
        delivered = read_spreadsheet(path, columns, session)
        if not delivered.good:
            assert delivered.problems
            return "refused", str(delivered.faults[0])
        if session is None:
            session = new_session(delivered, "T", columns.company or "", NOW, 1)
        else:
            into(session, delivered, NOW)
    except CxwError as why:
        return "refused", str(why)
    wrong = differences(truth, session)
    return ("wrong", "; ".join(wrong[:3])) if wrong else ("stored", "")
