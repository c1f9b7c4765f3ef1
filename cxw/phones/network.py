"""Which of this machine's addresses phones can reach, and why the others are refused."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = "only this laptop reaches it"
_LINK = "it was made up because no network gave one: phones get none there either"
_CONTAINER = "it leads to programs on this laptop, to no phone"
_VPN = "it leads into a VPN, where no phone of the room is: switch the VPN off"
_WORLD = "everybody on the internet may reach it"

_CONTAINERS = re.compile(
    r"docker|br-[0-9a-f]{6,}|veth|cni|flannel|lxc|lxd|virbr|vmnet|vboxnet|podman|kube|vethernet|hyper-v"
    r"|virtualbox|vmware|wsl|bridge100",
    re.IGNORECASE,
)
_VPNS = re.compile(
    r"tun\d|tap\d|tap-|wg\d|utun|ppp\d|ipsec|tailscale|zt[0-9a-z]{6,}|zerotier|wireguard|openvpn|nordlynx"
    r"|cisco anyconnect|globalprotect|fortinet|pangp|juniper",
    re.IGNORECASE,
)
_CARRIER = ipaddress.ip_network("100.64.0.0/10")


@dataclass(frozen=True)
class OwnAddress:
    """One address of this machine."""

    name: str
    """of its network, as the system calls it"""
    address: str
    refused: str = ""
    """why no phone of the room reaches it; empty where they may"""

    @property
    def in_vpn(self) -> bool:
        """Whether it leads into a VPN."""
        return self.refused == _VPN


def own_addresses() -> list[OwnAddress]:
    """All addresses of this machine that a code can hold, those phones may reach first."""
    import ifaddr  # noqa: TID251 - the phones' own

    try:
        adapters = [*ifaddr.get_adapters()]
    except OSError:
        return []
    found = [
        (str(adapter.nice_name), str(ip.ip))
        for adapter in adapters
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]
    return judged(found)


def judged(found: Iterable[tuple[str, str]]) -> list[OwnAddress]:
    """Names and addresses with what speaks against each."""
    every = [OwnAddress(name, address, why_refused(name, address)) for name, address in found]
    return sorted(every, key=lambda one: bool(one.refused))


def why_refused(name: str, address: str) -> str:
    """Why phones of the room do not reach an address; empty where they may."""
    ip = ipaddress.IPv4Address(address)
    if ip.is_loopback:
        return _LOCAL
    if ip.is_link_local:
        return _LINK
    if _CONTAINERS.match(name) or re.search(r"\((wsl|hyper-v|default switch)", name, re.IGNORECASE):
        return _CONTAINER
    if _VPNS.match(name) or ip in _CARRIER:
        return _VPN
    return _WORLD if ip.is_global else ""
