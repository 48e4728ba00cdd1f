"""What keeps this process's memory and files to itself (attacks.md, row 32)."""

import ctypes
import os
import resource
import sys

PR_SET_DUMPABLE = 4
OWNER_ONLY = 0o077


def close_off() -> None:
    """No core dump, no reading by other processes of this user, files for the owner alone."""
    os.umask(OWNER_ONLY)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
