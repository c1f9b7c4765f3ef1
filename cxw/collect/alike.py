"""What texts have in common, up to a sign that parts it from what is each text's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cxw.day.spellings import folded

CODE_BEFORE = re.compile(r"\w+(?:\[\w+\])*\.\s+")
"""A question's code before its words: `G1Q2[SQ001]. `"""
_OPENS_TO = {"[": "]", "(": ")", "{": "}"}
_BEFORE = re.compile(
    r".*(?:[\[({:|/»>_]\s*|\s[-–—]\s*|[.?!]\s+|[.?!:]\s?[-–—]\s*|(?:\S+\s+){3}.*\S[-–—]|\s\S{3,}-"
    r"|\b(?:points?|weights?|marks?|ratings?|scores?|needs?|importance"
    r"|grid|grp|group|punkte|gewichte?|noten?)-)",
    re.DOTALL | re.IGNORECASE,
)
_AFTER = re.compile(r"(?:\s*[\])}:|/_?]|\s+[-–—(\[{]).*", re.DOTALL)


def without_shared(texts: Sequence[str]) -> tuple[list[str], str]:
    """Each text without the beginning and end that all have, up to a sign; and what was shared."""
    rest = list(texts)
    if len(rest) < 2:
        return rest, ""
    codes = [CODE_BEFORE.match(text) for text in rest]
    if all(codes):
        rest = [text[match.end() :] for text, match in zip(rest, codes, strict=True) if match]
    before = _matched(_BEFORE, common_beginning(rest))
    cut = [text[len(before) :] for text in rest]
    after = _ending(cut, before)
    cut = [text[: len(text) - len(after)].strip() for text in cut]
    good = all(re.search(r"[^\W\d_]", text) for text in cut) and len(set(map(folded, cut))) == len(cut)
    if not good:
        return rest, ""
    return cut, " … ".join(filter(None, (before.strip(), after.strip())))


def _ending(texts: Sequence[str], before: str) -> str:
    """What all texts end with from a sign on; a bracket only where it closes one that was taken away."""
    shared = common_beginning([text[::-1] for text in texts])[::-1]
    sign = _AFTER.search(shared)
    found = sign[0] if sign else ""
    if found[:1] in _OPENS_TO.values() and _OPENS_TO.get(before.strip()[-1:]) != found[:1]:
        return ""
    return found


def common_beginning(texts: Sequence[str]) -> str:
    """The longest beginning that all texts have."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in alike)


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""
