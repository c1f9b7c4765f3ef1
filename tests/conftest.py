"""What all tests share: how often a property is tried, and a heap nobody need look through again."""

import gc

from hypothesis import settings
from often import often

settings.register_profile("cxw", max_examples=often(100))
settings.load_profile("cxw")


def pytest_collection_finish() -> None:
    """Whatever was collected stays, so nobody need look again whether it is rubbish."""
    gc.collect()
    gc.freeze()
