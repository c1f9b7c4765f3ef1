"""What all tests share: how often a property is tried, and a heap nobody need look through again."""

import gc
import os

from hypothesis import settings
from often import often

# Files that a test writes by hand are its own, as those of cxw are: a session that others can read is
# closed at its first save, and a sentence says so.
os.umask(0o077)

settings.register_profile("cxw", max_examples=often(100))
settings.load_profile("cxw")


def pytest_collection_finish() -> None:
    """Whatever was collected stays, so nobody need look again whether it is rubbish."""
    gc.collect()
    gc.freeze()
