"""A rehearsal in which invented people answer on phones: over real HTTP, and on a copy as ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import session
from test_files_written import said as printed

from cxw.errors import CxwError
from cxw.model import Segment
from cxw.phones.network import own_addresses
from cxw.sessionfile import create, load, problems_of

ADDRESSES = [one.address for one in own_addresses() if not one.refused]
if not ADDRESSES:
    pytest.skip("no network here that a phone could be in", allow_module_level=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = session(6)
    for person, name in zip(made.participants, ("Bärbel Groß", "Øyvind Łoś", "Zoë D’Souza"), strict=False):
        person.name = name
    create(tmp_path / "tag.yaml", made)
    return tmp_path / "tag.yaml"


def test_invented_phones_answer_over_the_network_and_as_many_answer_as_without(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    told = printed("rehearse", path, "--phones", 4, "--network", ADDRESSES[0], "--keep", capsys=capsys)
    assert "4 phones answered " in told
    assert f"at HTTP://{ADDRESSES[0]}:" in told
    printed("rehearse", path, "--keep", capsys=capsys)
    by_phone = load(path.with_name("tag.rehearsal.yaml"))
    by_hand = load(path.with_name("tag.rehearsal-2.yaml"))
    assert {person.id for person in by_phone.participants if person.desk == "phones"} == {
        "p0",
        "p1",
        "p2",
        "p3",
    }
    assert [sorted(r.answers) for r in by_phone.all_rounds()] == [
        sorted(r.answers) for r in by_hand.all_rounds()
    ]
    for one, other in zip(by_phone.segments, by_hand.segments, strict=True):
        assert one.coverage_guess == other.coverage_guess
        assert {who for who, _ in spoken(one)} == {who for who, _ in spoken(other)}
    assert not [
        problem for problem in problems_of(path.with_name("tag.rehearsal.yaml")) if not problem.warning
    ]
    assert path.read_bytes() == before


def spoken(segment: Segment) -> list[tuple[str, str]]:
    """Who said which need, or which line of what we do not know."""
    needs = [(who, words) for need in segment.needs for who, all in need.proposed.items() for words in all]
    return [*needs, *((line.by, line.text) for line in segment.unknowns if line.by)]


def test_nothing_of_it_stays_but_the_copy_that_was_asked_for(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed("rehearse", path, "--phones", 2, "--network", ADDRESSES[0], capsys=capsys)
    assert "2 phones answered " in told
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]


def test_a_network_that_no_phone_reaches_is_said_before_anything_is_made(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CxwError, match="only this laptop reaches it"):
        printed("rehearse", path, "--phones", 2, "--network", "127.0.0.1", capsys=capsys)
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]
