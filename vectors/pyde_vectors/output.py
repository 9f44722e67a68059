"""Leaving a command line whose output takes nothing more, because the disk is full or nobody reads."""

import os
import sys


def drop_unwritten_output() -> None:
    """What the output did not take is gone; left where it is, Python would complain of it on its way out."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
