"""A network of two: the laptop's end is called wlan0, and the phones' end is seen by browsers alone.

A pair of virtual ends between two network namespaces, so that an address is one as in a room: never the
machine's own, of which browsers believe more than of a laptop in a room. Made without rights of anybody; where
the machine allows no namespace, the machine's own address on its network takes its place.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from cxw.phones.network import own_addresses

LAPTOP, PHONES = "192.168.8.1", "192.168.8.20"
_MADE = f"""
ip link add wlan0 type veth peer name phone0 || exit 1
unshare -n sleep 100000 & far=$!
trap "kill $far" EXIT
while [ "$(readlink /proc/$far/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.01; done
ip link set phone0 netns $far || exit 1
ip addr add {LAPTOP}/24 dev wlan0; ip link set wlan0 up; ip link set lo up
nsenter -t $far -n sh -c "ip addr add {PHONES}/24 dev phone0; ip link set phone0 up; ip link set lo up"
echo $$ $far
cat > /dev/null
"""


class Network(Protocol):
    """Where the laptop is, and how a process comes to either end."""

    address: str
    among_phones: tuple[str, ...]
    """words before a command that is to run where the phones are"""

    def on_laptop(self) -> None:
        """Put this process where the laptop is; it must have one thread only."""


class Own:
    """The network that the machine is in."""

    among_phones: tuple[str, ...] = ()

    def __init__(self, address: str) -> None:
        self.address = address

    def on_laptop(self) -> None:
        """It is there."""


class Pair:
    """Two namespaces, each held by a process."""

    address: str = LAPTOP

    def __init__(self, near: int, far: int) -> None:
        self.near = near
        self.among_phones: tuple[str, ...] = ("nsenter", "-t", str(far), "-U", "-n", "--preserve-credentials")

    def on_laptop(self) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        for kind in ("user", "net"):
            with Path(f"/proc/{self.near}/ns/{kind}").open("rb") as space:
                if libc.setns(space.fileno(), 0):
                    raise OSError(ctypes.get_errno(), f"{kind}: {os.strerror(ctypes.get_errno())}")


@contextlib.contextmanager
def wlan() -> Iterator[Network | None]:
    """A network for phones; None where this machine has none."""
    if not (shutil.which("unshare") and shutil.which("nsenter") and shutil.which("ip")):
        yield _own()
        return
    with subprocess.Popen(
        ["unshare", "-rn", "sh", "-c", _MADE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdin is not None
        assert holder.stdout is not None
        ends = holder.stdout.readline().split()
        yield Pair(*map(int, ends)) if len(ends) == 2 else _own()
        holder.stdin.close()


def _own() -> Network | None:
    addresses = [one.address for one in own_addresses() if not one.refused]
    return Own(addresses[0]) if addresses else None
