"""What all tests share: whatever was collected stays, so nobody need look again whether it is rubbish."""

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
