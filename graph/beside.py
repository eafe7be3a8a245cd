"""Runs a module of this program in a process of its own, beside the one that asks for it.

Not by multiprocessing: inside the dashboard that would run the page that is shown once more.
"""

import os
import subprocess
import sys
from pathlib import Path

HOME = str(Path(__file__).resolve().parent.parent)


def start(module: str, *arguments: str, outlives: bool = False) -> "subprocess.Popen[bytes]":
    """``python -m module arguments``, silent. ``outlives``: a Ctrl-C in our terminal does not end it."""
    path = os.pathsep.join(filter(None, [HOME, os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], env=environment, stdin=quiet, stdout=quiet, stderr=None, start_new_session=outlives
    )
