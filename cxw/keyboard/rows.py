"""Several rows on one line: a whole slip, the first round's row again, marks that are not all there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.keyboard.slips import SAME
from cxw.model import DK
from cxw.questions.asking import Item, Part, TypingStep, Value
from cxw.questions.marks import mark_in, not_marks
from cxw.questions.pick import REASON
from cxw.questions.typed import is_unknown, tokens_of
from cxw.text.phrases import say

Given = Mapping[str, Value]
"""Part -> value, as a ballot keeps them: marks by company."""


def split_row(left: Sequence[TypingStep], row: str) -> list[str]:
    """The row of this step, and what follows on the same line, each for the next step.

    That is a conviction, the next rows of marks, and the letters of a tick and a last contact at the end.
    """
    asked = [step for step in left if not step.kind.beside]
    ends = [step for step in left if step.kind.beside]
    if not asked:
        tokens = row.split()
        return tokens if len(tokens) <= len(ends) else [row]
    tokens = row.split()
    for count in range(len(ends), 0, -1):
        said = _said(ends, tokens[-count:])
        whole = _every(asked, asked[0].kind.apart(asked, " ".join(tokens[:-count]))) if said else []
        if whole:
            return [*whole, *said]
    return asked[0].kind.apart(asked, row)


def _said(ends: Sequence[TypingStep], tokens: Sequence[str]) -> list[str]:
    """What letters say of a tick and a last contact; where only the contact is typed there is no tick."""
    if len(ends) > len(tokens) and not ends[-1].read(tokens[-1])[1]:
        return ["n", *tokens]
    both = zip(ends, tokens, strict=False)
    return [] if any(step.read(token)[1] for step, token in both) else list(tokens)


def _every(asked: Sequence[TypingStep], rows: list[str]) -> list[str]:
    """The rows where there is one for every step; who knows nothing need not say how sure they are."""
    sure = asked[1:] and asked[1].kind.follows
    if len(rows) == 1 and sure and len(asked) == 2 and is_unknown(rows[0]):
        return [rows[0], "d"]
    return rows if len(rows) == len(asked) else []


def with_reason(left: Sequence[TypingStep], row: str) -> list[str]:
    """As `split_row`, where a reason may be the last word of the line: only after all that goes before it."""
    numbers, _, word = row.rstrip().rpartition(" ")
    asked = [step for step in left if step.kind.rows]
    if not asked or _reason(word) is None or _reason(numbers) is not None:
        return split_row(left, row)
    rows = split_row(left, numbers)
    whole = len(rows) == len(asked) and all(
        is_unknown(one) or len(tokens_of(one, step.count)) == step.count
        for one, step in zip(rows, asked, strict=True)
    )
    return [*rows, word] if whole else split_row(left, row)


def _reason(word: str) -> Value | None:
    return REASON.read(TypingStep(Part("reason", REASON, "")), word)[0]


def same_again(left: Sequence[TypingStep], row: str, before: Given) -> str | None:
    """`=` or `same` written out as the first round's row; None where that holds none."""
    sign, *rest = row.split()
    if sign.casefold() not in SAME:
        return row
    rows = [_written(step, before) for step in left if step.kind.rows]
    if not rows or None in rows:
        return None
    if len(rows) > 1:
        rows = [spelt_out(step, str(one)) for step, one in zip(left, rows, strict=False)]
    return " ".join([*map(str, rows), *rest])


def _written(step: TypingStep, values: Given) -> str | None:
    """A step's answer among values that are kept, as it is typed; None where it is not there."""
    value = values.get(step.part.id)
    if value == DK:
        return "d"
    return step.kind.written(step, value)


def spelt_out(step: TypingStep, row: str) -> str:
    """A row of marks with a d for each of them where one d stands for all."""
    return " ".join(["d"] * step.count) if is_unknown(row) else row


def typed_again(missing: Sequence[TypingStep], whole: Sequence[TypingStep], row: str, given: Given) -> bool:
    """Whether a line is a slip from its beginning, part of which is kept, and not what is missing of it.

    Where it could be either, it is the slip from its beginning only if it begins with what is kept.
    """
    from_top = split_row(whole, row)
    if not missing or any(step.read(one)[1] for step, one in zip(whole, from_top, strict=False)):
        return not missing or (not _fits(missing, row) and _as_long(whole[0], from_top[0]))
    return not _fits(missing, row) or _kept(whole[0], whole[0].read(from_top[0])[0], given)


def _fits(left: Sequence[TypingStep], row: str) -> bool:
    rows = split_row(left, row)
    return not any(step.read(one)[1] for step, one in zip(left, rows, strict=False))


def _as_long(step: TypingStep, row: str) -> bool:
    return step.count > 1 and len(tokens_of(row, step.count)) == step.count


def _kept(step: TypingStep, value: Value, given: Given) -> bool:
    kept = given.get(step.part.id)
    if not step.kind.by_company:
        return bool(value == kept)
    return all(mark_in(value, cell) == mark_in(kept, cell) for cell in step.cells)


def unreached_marks(left: Sequence[TypingStep], row: str) -> list[str]:
    """What a line of marks does not reach, in words, when it is more than one row and less than all."""
    asked = [step for step in left if step.kind.by_company]
    total = sum(step.count for step in asked)
    tokens = tokens_of(row, total)
    if not asked or not asked[0].count < len(tokens) < total or not_marks(tokens, asked[0].part.ends):
        return []
    found, reached = [], len(tokens)
    for step in asked:
        about = step.company or step.need
        behind = step.items[max(0, reached) :]
        reached -= step.count
        if about and behind:
            found.append(about.label if len(behind) == step.count else _some(about, behind))
    return found


def _some(about: Item, behind: Sequence[Item]) -> str:
    return say("{gaps} of {what}", gaps=", ".join(item.label for item in behind), what=about.label)
