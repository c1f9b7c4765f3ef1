"""Definitions of lenses: ours are whole in every language, and a stranger's file runs or says what is wrong where."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import NEW, Said, cxw  # noqa: F401  a command in an empty folder
from test_docs import ROOT

from cxw.day.lenses import OPENS, in_language, opens_later
from cxw.model import LensDefinition, LensDetail, LensQuestion, WeightsRound
from cxw.sessionfile import load
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.sessionfile.lens_rules import worded_places
from cxw.text.phrases import phrases

PAGE = (ROOT / "docs" / "lenses.md").read_text("utf-8")
GERMAN = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
"""The stranger's lens, as the page has it."""


def test_ours_are_in_order_in_english_german_french_and_spanish() -> None:
    assert len(shipped_lenses()) == len([*(ROOT / "templates" / "lenses").glob("*.yaml")]) == 9
    for name, lens in shipped_lenses().items():
        assert lens.lens == name
        for place, worded in worded_places(lens):
            assert isinstance(worded, dict)
            assert {"en", "de", "fr", "es"} <= {*worded}, (name, place)
            spoken_to = re.search(r"\b(Sie|Ihnen|Ihren?)\b", worded["de"])
            assert bool(spoken_to) == ("du" in worded), (name, place)


def test_ours_say_what_to_say_at_every_part_and_at_the_findings() -> None:
    for name, lens in shipped_lenses().items():
        questions = [lens.question(part) for part in lens.parts()]
        for told in (lens.tell, *(asked.tell for asked in questions if asked is not None)):
            assert isinstance(told, dict), name
            assert {"en", "de"} == {*told}, name
            assert not re.search(r"\b(Sie|Ihr|Ihnen|Ihren?|du|ihr|euch)\b", told["de"]), "no way to address"


def test_the_page_tells_of_every_lens_and_every_key() -> None:
    for name, lens in shipped_lenses().items():
        assert f"| `{name}` | {lens.minutes} | {OPENS[lens.after]} |" in PAGE
    shown = set(re.findall(r"`([a-z-]+)`", PAGE))
    for record in (LensDefinition, LensQuestion, LensDetail):
        assert {field.alias or key for key, field in record.model_fields.items()} <= shown


def test_a_strangers_german_lens_is_chosen_from_one_file_and_listed(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "drop-first.yaml").write_text(GERMAN, "utf-8")
    code, out, _ = cxw(*NEW, "--lens", "drop-first.yaml", "--lens", "voices", "--language", "de")
    assert code == 0
    assert "Zusatzfragen des Tages: Was fällt zuerst, 10 Minuten; Was Kunden uns gesagt haben" in out
    assert load(tmp_path / "day.yaml").lenses == ["drop-first.yaml", "voices"]
    assert cxw("check", "day.yaml")[0] == 0
    code, out, _ = cxw("lenses", "day.yaml")
    assert code == 0
    assert "drop-first.yaml: Was fällt zuerst (10 Minuten, sobald Punkte gezeigt sind; für diesen Tag" in out


FAULTS = [
    ("after: weights", "after: lunch", 5, "cannot be lunch: write one of nothing, needs, sealed, weights or"),
    ("shape: pick", "shape: dance", 10, "cannot be dance: write one of words, points, marks, percent, pick"),
    ("shape: pick", "shap: pick", 10, "`shap` is not a key here: did you mean `shape`?"),
    ("minutes: 10\n", "", 1, "this lens has no `minutes`: write `minutes:` and a whole number from 1 to 120"),
    ("about: needs", "about: rumours", 6, "write one of needs, functions, moments, sentences, customers or"),
    ("after: weights", "after: nothing", 5, "needs are chosen in the first stage: write `after: needs`"),
    ("nie: Nie}", "dk: Nie}", 12, "`dk` is kept for something else (not knowing is always offered)"),
    (
        "of: {sofort: Sofort, notfalls: Wenn es sein muss, nie: Nie}",
        "note: x",
        12,
        "`note` is not a key here",
    ),
    ("name: Was fällt zuerst", "name: 12", 2, "is text, and 12 reads as a number: put it in quotes, '12'"),
    ("name: Was fällt zuerst", "name: {it: Cosa}", 2, "`it` cannot stand here: there is en, de, du, fr, es"),
    ("name: Was fällt zuerst", f"name: {'a' * 41}", 2, "`name` has 41 letters and 40 fit: write fewer"),
    ("by: person", "by: function", 9, ""),
    ("most: 5", "private: true", 7, ""),
    (
        "lens: drop-first",
        "lens: Drop First",
        1,
        "cannot be an id: use small letters, digits and hyphens, like",
    ),
    ("sentence: Am", "tell: ''\nsentence: Am", 14, "`tell` is an empty text: write words"),
    ("shape: pick", f"shape: pick\n  tell: {'a' * 201}", 11, "`tell` has 201 letters and 200 fit: write"),
    ("shape: pick", "shape: marks", 12, "`of` says what is picked, and marks picks nothing: take it out"),
    ("lens: drop-first", "lens: &a drop-first", 1, "a name with & or * stands for other text"),
    (
        "sentence: Am",
        "sentence: \u202eAm",
        14,
        "a character that turns the direction of writing was taken out",
    ),
]


@pytest.mark.parametrize(("before", "after", "line", "sentence"), FAULTS)
def test_what_is_wrong_in_a_lens_is_said_at_its_line(
    before: str, after: str, line: int, sentence: str
) -> None:
    assert before in GERMAN
    reading = read_lens(GERMAN.replace(before, after), "own.yaml")
    if not sentence:
        assert reading.good()
    else:
        assert f"own.yaml:{line}: " in str(reading.problems[0])
        assert sentence in reading.problems[0].text


def test_what_cannot_go_together_is_said_for_every_pair() -> None:
    private = GERMAN.replace("most: 5", "private: true").replace("by: person", "by: function")
    assert "a card of a function is read out" in read_lens(private, "x").problems[0].text
    judged = GERMAN.replace("sentence:", "judge: {shape: pick, ask: Stimmt das?, of: needs}\nsentence:")
    assert "cannot be judged" in read_lens(judged.replace("most: 5", "private: true"), "x").problems[0].text
    gathered = judged.replace("about: needs", "about: moments")
    assert (
        "moments are named by whoever speaks first: write `shape: words`"
        in read_lens(gathered, "x").problems[0].text
    )


@given(st.lists(st.tuples(st.integers(0, 15), st.text(max_size=12)), min_size=1, max_size=3))
def test_whatever_a_file_holds_it_is_read_or_refused_in_sentences(changes: list[tuple[int, str]]) -> None:
    lines = GERMAN.splitlines()
    for at, text in changes:
        lines[at % len(lines)] = lines[at % len(lines)][: at + 3] + text
    reading = read_lens("\n".join(lines), "own.yaml")
    assert reading.lens or reading.problems
    assert all(1 <= problem.line <= len(lines) + 12 and problem.text for problem in reading.problems)


def test_check_names_a_lens_that_is_not_there_is_faulty_or_too_many(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    assert cxw(*NEW, "--lens", "voices", "--lens", "promises")[0] == 0
    text = (tmp_path / "day.yaml").read_text("utf-8")
    line = text.splitlines().index("lenses: [voices, promises]") + 1

    def checked(lenses: str) -> str:
        (tmp_path / "day.yaml").write_text(text.replace("[voices, promises]", lenses), "utf-8")
        code, out, _ = cxw("check", "day.yaml")
        assert code == 1
        return out

    assert f"day.yaml:{line}: there is no lens vocies: ours are voices, promises" in checked("[vocies]")
    assert f"day.yaml:{line}: 3 lenses: a day has time for two" in checked("[voices, promises, worth]")
    assert f"day.yaml:{line}: 4 lenses: a day has" in checked("[voices, promises, worth, ourselves]")
    assert f"day.yaml:{line}: voices stands twice in this list" in checked("[voices, voices]")
    (tmp_path / "own.yaml").write_text(GERMAN.replace("shape: pick", "shape: dance"), "utf-8")
    assert "own.yaml:10: `shape` cannot be dance" in checked("[own.yaml]")
    code, out, _ = cxw("lenses")
    assert (code, "own.yaml:10: `shape` cannot be dance" in out) == (1, True)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--lens", "own"), "there is no lens own: ours are voices, promises"),
        (("--lens", "worth", "--lens", "worth"), "--lens worth is given twice"),
        (("--lens", "worth", "--lens", "hired", "--lens", "moments"), "a day has time for two"),
        (
            tuple(w for name in ("worth", "ourselves", "hired", "voices") for w in ("--lens", name)),
            "4 lenses: a day has time for two, and for a third of 5 minutes or less",
        ),
    ],
)
def test_new_refuses_what_is_no_lens_and_writes_nothing(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
    given: tuple[str, ...],
    sentence: str,
) -> None:
    code, _, said = cxw(*NEW, *given)
    assert (code, sentence in said) == (1, True)
    assert not (tmp_path / "day.yaml").exists()


def test_a_third_lens_of_five_minutes_or_less_is_taken(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    code, out, _ = cxw(*NEW, "--lens", "voices", "--lens", "ourselves", "--lens", "promises")
    assert (code, "The customer or the mirror, 3 minutes within the points" in out) == (0, True)
    assert load(tmp_path / "day.yaml").lenses == ["voices", "ourselves", "promises"]
    assert cxw("check", "day.yaml")[0] == 0


def test_a_room_reads_its_own_language_then_english_then_what_there_is() -> None:
    words = shipped_lenses()["ourselves"].say.ask
    assert in_language(words, phrases("de", "du")).startswith("Du selbst")
    assert in_language(words, phrases("de")).startswith("Sie selbst")
    assert in_language({"de": "Ja", "es": "Sí"}, phrases("en")) == "Ja"
    assert in_language("Was fällt zuerst", phrases("en")) == "Was fällt zuerst"


def test_a_lens_opens_when_its_stage_is_done_and_ourselves_only_between_seal_and_reveal() -> None:
    lenses, clinics = shipped_lenses(), load(ROOT / "workshops" / "essay.yaml").segments[0]
    points = clinics.rounds_of("weights")[-1]
    assert isinstance(points, WeightsRound)
    assert opens_later(clinics, lenses["drivers"]) == opens_later(clinics, lenses["promises"]) == ""
    assert opens_later(clinics, lenses["ourselves"])
    points.revealed = None
    assert opens_later(clinics, lenses["ourselves"]) == ""
    points.closed = None
    assert opens_later(clinics, lenses["ourselves"]) == OPENS["sealed"]
    clinics.chosen = []
    assert opens_later(clinics, lenses["hired"]) == "once needs are chosen"
