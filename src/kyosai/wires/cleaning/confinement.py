"""囲い — what the cleaning process gives up before it opens anybody's file.

No network, no new file, no other process, bounded memory, time and output. What the kernel does
not grant to this user (a network namespace without root) is skipped: each limit stands alone.
"""

import os
import resource
from contextlib import suppress
from ctypes import CDLL

MEMORY = 1_500 * 1024 * 1024
MEMORY_FOR_PAGES = 800 * 1024 * 1024  # A page needs less than a photograph does.
CPU_SECONDS = 10
CPU_SECONDS_AT_FIRST = 4  # Until the first page is drawn: a bomb of one page ends here.
LARGEST_OUTPUT = 50 * 1024 * 1024
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
_NOBODY = 65534


def limit_resources() -> None:
    """Bound memory, time and output; leave no core file behind."""
    _limit(resource.RLIMIT_AS, MEMORY)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_AT_FIRST, CPU_SECONDS))
    _limit(resource.RLIMIT_FSIZE, LARGEST_OUTPUT)
    _limit(resource.RLIMIT_CORE, 0)


def allow_the_rest() -> None:
    """Give the remaining seconds, once something has come of the first."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def leave_network() -> bool:
    """Move into a network namespace with nothing in it; tell whether that was granted."""
    libc = CDLL(None)
    if libc.unshare(_NEW_NETWORK) == 0:
        return True
    return bool(libc.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def limit_memory_for_pages() -> None:
    """Bound memory more tightly: PDF is where most is hidden in little."""
    _limit(resource.RLIMIT_AS, MEMORY_FOR_PAGES)


def close_doors(*, threads: bool = False) -> None:
    """Open no file and start no process from here on; everything needed is loaded.

    The HEIC decoder works in threads, which the kernel counts as processes.
    """
    CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _limit(resource.RLIMIT_NOFILE, 3)
    if not threads:
        _limit(resource.RLIMIT_NPROC, 0)
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
        with suppress(OSError):
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)


def _limit(what: int, most: int) -> None:
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))
