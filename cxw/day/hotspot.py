"""A Wi-Fi of the facilitator's own, for rooms whose network lets no phone reach the laptop."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cxw.text.phrases import say

LONGEST_NAME, LEAST, MOST = 32, 8, 63
"""Bytes of a name, and letters of a password, as Wi-Fi has them."""


@dataclass(frozen=True)
class Hotspot:
    """What phones need to join it."""

    name: str
    password: str = ""
    """empty where anybody may join"""


def wrong_name(name: str) -> str:
    """Why no Wi-Fi is called so; empty where one may be."""
    if not name.strip():
        return say("Its name, as phones show it.")
    if len(name.encode()) > LONGEST_NAME:
        return say("A Wi-Fi's name is at most {most} letters long, fewer with umlauts.", most=LONGEST_NAME)
    return ""


def wrong_password(password: str) -> str:
    """Why this is no password of a Wi-Fi; empty where it is one, or there is none."""
    if not password or re.fullmatch(r"[0-9A-Fa-f]{64}", password):
        return ""
    if not all(" " <= letter <= "~" for letter in password):
        return say("A Wi-Fi's password has letters, digits and signs without accents or umlauts.")
    if not LEAST <= len(password) <= MOST:
        return say(
            "A Wi-Fi's password has {least} to {most} letters, digits or signs.", least=LEAST, most=MOST
        )
    return ""


def wifi(hotspot: Hotspot) -> str:
    """What makes a phone join it by a code.

    No quotes around what could be read as a number in base 16: the cameras of today take them for part of it.
    """
    kind = "WPA" if hotspot.password else "nopass"
    return f"WIFI:T:{kind};S:{_escaped(hotspot.name)};P:{_escaped(hotspot.password)};;"


def _escaped(text: str) -> str:
    """Signs that end a part stand behind a backslash."""
    return re.sub(r'([\\;,:"])', r"\\\1", text)
