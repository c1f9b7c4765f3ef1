"""What the page on the session file says is what cxw reads."""

import re
from pathlib import Path

import pytest

from cxw.model import WITHOUT_A_RULE, Record, Thresholds
from cxw.sessionfile import loads
from cxw.sessionfile.meaning import meaning_at
from cxw.sessionfile.tree import LinedMapping

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "session-file.md").read_text(encoding="utf-8")
SHOWN = set(re.findall(r"`([a-z_]+)`", PAGE))


@pytest.mark.parametrize("record", Record.__subclasses__(), ids=lambda record: record.__name__)
def test_every_key_is_explained(record: type[Record]) -> None:
    keys = {field.alias or name for name, field in record.model_fields.items()}
    assert keys - SHOWN == set()


def test_every_word_that_can_stand_for_a_value_is_explained() -> None:
    words = set()
    for record in Record.__subclasses__():
        for field in record.model_fields.values():
            for choice in re.findall(r"Literal\[(.*?)\]", str(field.annotation)):
                words |= set(re.findall(r"'([a-z0-9-]+)'", choice))
    shown = set(re.findall(r"`([a-z0-9-]+)`", PAGE))
    assert words - shown == set()


def test_the_ranges_of_thresholds_are_the_ones_that_are_checked() -> None:
    top = LinedMapping(1)
    top["thresholds"] = LinedMapping(1)
    for name, field in Thresholds.model_fields.items():
        if name == "note":
            continue
        row = re.search(rf"\| `{name}` \| (\S+) \| (\S+) to (\S+) \|", PAGE)
        assert row, name
        usual, low, high = row.groups()
        meaning = meaning_at(top, ("thresholds", name))
        assert usual == "table" if field.default is None else float(usual) == field.default
        assert float(low) == meaning.low
        assert high == "`statement`" or float(high) == meaning.high


def test_every_threshold_is_used_by_a_rule_or_check_says_that_it_is_ignored() -> None:
    files = [path for path in (ROOT / "cxw").rglob("*.py") if "sessionfile" not in path.parts]
    code = "".join(path.read_text("utf-8") for path in files)
    used = set(re.findall(r"\b(?:thresholds|limits)\.(\w+)", code))
    assert set(Thresholds.model_fields) - {"note"} - used == set(WITHOUT_A_RULE)


def test_the_example_is_a_session() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    assert loads(example[1]).segments[0].rounds[0].answers["ben"] == "dk"
