"""One writer at a time: a lock beside the file that is written. The system takes it back when its holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import StoreError


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Hold ``path.lock`` while writing ``path``. Raises StoreError at once where another process or thread holds it."""
    lock = path.with_name(path.name + ".lock")
    handle = _take(lock, path)
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there, and another writer may have it open by now
            os.close(handle)
            with suppress(PermissionError, FileNotFoundError):
                lock.unlink()
        else:
            lock.unlink(missing_ok=True)
            os.close(handle)


def _take(lock: Path, path: Path) -> int:
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise StoreError(f"{path}：另一个程序正在写这个图库；请等它结束后再试") from error
        # Between opening and locking, the holder before us may have removed the file: then the lock is worth nothing.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
