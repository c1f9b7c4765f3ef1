"""Rounds that were changed by hand after they were sealed, sealed again with a trace."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path

from cxw.day.rounds import Sealable, salted, seal, seal_matches
from cxw.model import Correction, LensCorrection, LensRound, Segment, Session
from cxw.sessionfile.openfile import OpenFile
from cxw.text.phrases import say

BY_HAND = "by hand"
SALTED = (
    "the file had no salt and has one now: its rounds are sealed anew, so that nobody with a handout can try "
    "out whose row gives the digits printed there; the digits of handouts made before are others"
)


_NAMED = {"first": "the first round of {of}", "second": "the second round of {of}"}


def reseal(file: OpenFile | Path, now: dt.datetime) -> list[str]:
    """Seal again what was changed by hand; one sentence a round, none when every seal holds.

    The old values are unknown, so the trace holds the time and the old seal only, and the report says so. A
    file without a salt gets one.
    Given a path, a closed round without any seal is sealed too; in an open file that would be a problem.
    """
    if isinstance(file, OpenFile):
        return _resealed(file, now)
    with OpenFile(file, unsealed_too=True) as opened:
        return [*_resealed(opened, now), *opened.notices]


def _resealed(file: OpenFile, now: dt.datetime) -> list[str]:
    said = [_sentence(segment, round) for segment, round in _broken(file.session)]
    if _bare(file.session):
        said.append(say(SALTED))
    if said:
        salt = secrets.token_hex(8)
        file.keep(lambda session: _seal_again(session, now, salt))
    return said


def _bare(session: Session) -> bool:
    """Whether something is sealed without a salt: its printed digits would let rows be tried out."""
    return session.salt is None and any(round.closed is not None for _, round in session.all_sealable())


def _seal_again(session: Session, now: dt.datetime, salt: str) -> None:
    """Seal what was changed with a trace; a file without a salt gets this one, and all its seals with it."""
    for segment, round in list(_broken(session)):
        if isinstance(round, LensRound):
            round.corrected.append(LensCorrection(at=now, why=BY_HAND, seal=round.seal))
        else:
            round.corrected.append(Correction(at=now, why=BY_HAND, seal=round.seal))
        round.seal = seal(session, segment, round)
    if session.salt is None:
        salted(session, salt)


def _broken(session: Session) -> Iterator[tuple[Segment, Sealable]]:
    for segment, round in session.all_sealable():
        if round.closed is not None and not seal_matches(session, segment, round):
            yield segment, round


def _sentence(segment: Segment, round: Sealable) -> str:
    if isinstance(round, LensRound):
        named = say("the part `{part}` of the lens {lens}", part=round.part, lens=round.of)
    else:
        named = say(_NAMED[round.name], of=say(round.of))
    what = "had no seal and has one now" if round.seal is None else "was changed by hand and is sealed again"
    return say("{segment}: {round} {what}", segment=segment.name, round=named, what=say(what))
