"""Memory that a process keeps for its next document, rather than giving it back and asking for it again.

Reading a page takes and frees some MiB. The C library gives what is freed at the end of its heap back to the system,
and each page of 4 KiB that is asked for again is a fault that the system has to handle: up to 200 for a document, or
none, as it happens to lie in the heap.
"""

import contextlib
import ctypes
import gc
import sys

# Numbers of glibc's malloc.h.
_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
# So much may lie unused, and what is smaller than the second is taken from the heap: a worker keeps no more than that.
_KEPT_BYTES = 32 * 1024**2
_LARGE_BYTES = 8 * 1024**2


def keep_memory() -> None:
    """Keep freed memory, and look no more for garbage among what is loaded by now; for a process that reads many.

    Does no more than the latter where the C library is another one than glibc.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            set_option = ctypes.CDLL(None).mallopt
            set_option(_M_TRIM_THRESHOLD, _KEPT_BYTES)
            set_option(_M_MMAP_THRESHOLD, _LARGE_BYTES)
    gc.collect()
    gc.freeze()
