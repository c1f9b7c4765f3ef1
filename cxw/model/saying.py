"""A record made of what was said of its fields, or the sentences that say why it makes none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from cxw.model.words import Record

SaidRecord = TypeVar("SaidRecord", bound=Record)


def record_said(kind: type[SaidRecord], said: Mapping[str, object]) -> SaidRecord | list[str]:
    """The record that these fields make, or a sentence for each fault."""
    try:
        return kind.model_validate(said)
    except ValidationError as wrong:
        return [f"{fault['loc'][0]}: {fault['msg']}" for fault in wrong.errors()]
