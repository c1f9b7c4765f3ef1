"""Who may come in by phone: the address, the code on the wall, and which phone answers for whom.

`NAME.door` lies beside the session, for its owner alone, and is on disk before the first cookie is given: a
run that was killed and started again knows the same phones. Nothing of it stands in the session file. Whoever
deletes it has everybody join again.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from cxw.day.hotspot import Hotspot
from cxw.errors import CxwError, SaveError
from cxw.model import PersonId
from cxw.sessionfile import PRIVATE, FilePlatform, name_while_writing, patiently, this_platform

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a code: without 0 and O, 1 and I, which nobody tells apart on a wall."""
CODE = 6


@dataclass(frozen=True)
class Door:
    """The facts; a change is another door."""

    secret: str
    code: str
    address: str = ""
    port: int = 0
    locked: bool = False
    """whether no further phone comes in"""
    phones: Mapping[PersonId, str] = field(default_factory=lambda: MappingProxyType({}))
    """person -> the nonce of the phone that answers for them: whoever is in here is taken"""
    own: bool | None = None
    """whether the network is the facilitator's own, as they say themselves; None while nobody has"""
    hotspot: Hotspot | None = None
    """the Wi-Fi that a second code on the wall lets phones join; its password stands nowhere else"""
    before: Mapping[PersonId, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """person -> what they had answered, on paper or on another phone, before this phone had their name:
    anybody can pick a name, so none of it is shown there"""

    def at(self, address: str, port: int) -> Door:
        """At this address; where it is another one than before there is another code.

        Another address is another network, of which nobody has said whose it is.
        """
        if (address, port) == (self.address, self.port):
            return self
        own = self.own if address == self.address else None
        return replace(self, address=address, port=port, code=new_code(), own=own)

    def joined(self, person: PersonId, nonce: str, before: Iterable[str] | None = None) -> Door:
        """With this phone answering for somebody, who has answered this `before`, and for nobody else.

        Where it knows a secret of theirs, or taps twice, nothing changes of that (None). In the order of
        people: that in which phones came in would tell who holds which card.
        """
        others = {one: known for one, known in self.phones.items() if known != nonce}
        phones = dict(sorted({**others, person: nonce}.items()))
        if before is None or self.phones.get(person) == nonce:
            return replace(self, phones=phones)
        return replace(self, phones=phones, before={**self.before, person: tuple(sorted(before))})

    def free(self, people: Iterable[PersonId]) -> list[PersonId]:
        """Those for whom no phone answers."""
        return [person for person in people if person not in self.phones]

    def released(self, person: PersonId) -> Door:
        """With a name that can be picked again; what its phone carries is worth nothing any more."""
        return replace(self, phones={one: nonce for one, nonce in self.phones.items() if one != person})

    def emptied(self) -> Door:
        """With every name to be picked again, as on another network, to which no phone takes its cookie."""
        return replace(self, phones={})

    def whose(self, nonce: str) -> PersonId:
        """For whom a phone answers; nobody while it has not picked a name, or was released."""
        return self._answers_for.get(nonce, "")

    @cached_property
    def _answers_for(self) -> Mapping[str, PersonId]:
        """The other way round: looked up with each request of each phone."""
        return {nonce: person for person, nonce in self.phones.items()}

    def sealed_nonce(self, nonce: str, person: PersonId = "") -> str:
        """What only this door can say of a phone, and of the name it picked."""
        told = f"{person}.{nonce}".encode()
        return hmac.new(bytes.fromhex(self.secret), told, hashlib.sha256).hexdigest()

    def word(self, person: PersonId) -> str:
        """What brings a card back on another phone: known to this door and to whoever was told it."""
        told = hmac.new(bytes.fromhex(self.secret), f"word.{person}".encode(), hashlib.sha256).digest()
        return "".join(LETTERS[byte % len(LETTERS)] for byte in told[:CODE])

    def cookie(self, nonce: str) -> str:
        """What a phone carries."""
        return f"{nonce}.{self.sealed_nonce(nonce, self.whose(nonce))}"

    def let_in(self, cookie: str) -> str:
        """The nonce of a phone that this door let in; empty for everything else.

        A token for a name stands only as long as the name is that phone's; without one it stands for having
        known the code.
        """
        nonce, _, token = cookie.partition(".")
        if not nonce or not token.isascii():
            return ""
        known = (self.sealed_nonce(nonce, self.whose(nonce)), self.sealed_nonce(nonce))
        return nonce if any(hmac.compare_digest(token, one) for one in known) else ""


def new_code() -> str:
    """Six characters that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def new_nonce() -> str:
    """For a phone that has just come in."""
    return secrets.token_hex(12)


def door_file(path: Path) -> Path:
    """Where the door of a session is kept."""
    return path.with_suffix(".door")


def cookie_name(path: Path) -> str:
    """Of this session alone: cookies know no ports, and two runs may share an address."""
    return f"cxw-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]}"


def open_door(path: Path) -> Door:
    """The door as it was kept; a new one where there is none, or what stands there is no door.

    CxwError where the disk does not give it now: a new one in its place would know none of the phones.
    """
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        if kept := _kept(path):
            return _read(json.loads(kept))
    return Door(secret=secrets.token_hex(32), code=new_code())


def _kept(path: Path) -> str:
    try:
        return door_file(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except OSError as fault:
        raise CxwError(
            f"{door_file(path).name} cannot be read just now ({fault.strerror or fault}): start again, or "
            "move that file away and have everybody come in anew"
        ) from None


def known_address(path: Path) -> str:
    """The address that phones know already; empty where they know none, or nobody can say."""
    with contextlib.suppress(CxwError):
        return open_door(path).address
    return ""


def _read(found: dict[str, object]) -> Door:
    phones, before = found["phones"], found.get("before", {})
    if not isinstance(phones, dict) or not isinstance(before, dict):
        raise TypeError("both are mappings")
    kept = Door(
        secret=str(found["secret"]),
        code=str(found["code"]),
        address=str(found["address"]),
        port=int(str(found["port"])),
        locked=found["locked"] is True,
        phones={str(person): str(nonce) for person, nonce in phones.items()},
        own=own if isinstance(own := found.get("own"), bool) else None,
        hotspot=_hotspot(found.get("hotspot")),
        before={str(person): tuple(map(str, asked)) for person, asked in before.items()},
    )
    if len(bytes.fromhex(kept.secret)) < 32 or len(kept.code) != CODE or {*kept.code} - {*LETTERS}:
        raise ValueError("this is no door of ours")
    return kept


def _hotspot(found: object) -> Hotspot | None:
    if not isinstance(found, dict):
        return None
    return Hotspot(str(found["name"]), str(found["password"]))


def keep_door(path: Path, door: Door, platform: FilePlatform | None = None) -> None:
    """Have it on disk, for its owner alone; SaveError where the disk refuses."""
    disk = platform or this_platform()
    target = door_file(path)
    beside = name_while_writing(target, disk)
    plain = asdict(replace(door, phones={}, before={}))
    words = json.dumps({**plain, "phones": {**door.phones}, "before": {**door.before}}, indent=1)
    try:
        disk.write(beside, (words + "\n").encode(), PRIVATE)
        patiently(disk, lambda: disk.replace(beside, target))
        disk.flush_folder(target.parent)
    except OSError as fault:
        with contextlib.suppress(OSError):
            disk.remove(beside)
        raise SaveError(f"{target.name} was not saved: {fault.strerror or fault}") from None
