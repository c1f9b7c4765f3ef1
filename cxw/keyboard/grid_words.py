"""What a grid says of what is given in it: marks of companies, or numbers of the things themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GridWords:
    """Sentences about one sort of number."""

    keys: str
    outside: str
    halves: str
    highest: str
    half_gone: str
    every: str
    all_given: str
    missing: str
    """hidden: not how many"""
    one_missing: str
    more_missing: str


MARKS = GridWords(
    keys="arrows move   {low}-{high} mark   d don't know   Tab next empty   space next   Enter hand in",
    outside="A mark is {low} to {high}; the arrows or space go on.",
    halves="cxw takes whole marks: {whole} or {more}?",
    highest="cxw takes whole marks: {whole} is the highest.",
    half_gone="cxw takes whole marks: the half was taken out again.",
    every="Every cell has its mark.",
    all_given="all marks given: Enter hands in",
    missing="marks missing",
    one_missing="1 mark missing",
    more_missing="{number} marks missing",
)
NUMBERS = GridWords(
    keys="↑ ↓ move   {low}-{high} number   d don't know   Tab next empty   space next   Enter hand in",
    outside="A number is {low} to {high}; the arrows or space go on.",
    halves="cxw takes whole numbers: {whole} or {more}?",
    highest="cxw takes whole numbers: {whole} is the highest.",
    half_gone="cxw takes whole numbers: the half was taken out again.",
    every="Each has its number.",
    all_given="all numbers given: Enter hands in",
    missing="numbers missing",
    one_missing="1 number missing",
    more_missing="{number} numbers missing",
)
