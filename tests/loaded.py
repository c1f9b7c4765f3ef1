"""All of cxw, loaded before the first of many processes forks: none of them has to do it again."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import typer.main

import cxw
from cxw.cli import app


@cache
def load_everything() -> None:
    """Every module and every command; a process that asks for them finds them there."""
    for module in pkgutil.walk_packages(cxw.__path__, "cxw."):
        importlib.import_module(module.name)
    typer.main.get_command(app)  # kept, as `conftest` and whoever serves processes see to
