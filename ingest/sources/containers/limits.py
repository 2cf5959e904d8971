"""What one container may cost, so that none can fill the disk or keep the program busy for ever."""

from dataclasses import dataclass

from ingest.errors import UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """Limits for one file, all that is nested in it together.

    A crawl of a province has under a million documents; pages compress 5 to 20 times, many alike up to 100 times, and
    DEFLATE never more than 1,032 times. `ratio` is the bytes expanded to the bytes of the file, and is asked only
    beyond `ratio_from_bytes`, since a small container can do no harm. `layers` counts archives and compressions within
    each other: a .tar.gz in a ZIP archive is three. `nested_bytes` is the size of an archive in an archive.
    """

    members: int = 10_000_000
    expanded_bytes: int = 1024**4
    ratio: int = 300
    ratio_from_bytes: int = 256 * 1024**2
    layers: int = 4
    nested_bytes: int = 4 * 1024**3


class Budget:
    """What is left of the limits for one file of `file_bytes` bytes."""

    def __init__(self, limits: ContainerLimits, file_bytes: int) -> None:
        self.limits = limits
        self._members = 0
        self._expanded = 0
        self._most_expanded = min(limits.expanded_bytes, max(limits.ratio_from_bytes, limits.ratio * file_bytes))

    def count_member(self) -> None:
        """One more member. Raises UnreadableDocumentError (container_too_large)."""
        self._members += 1
        if self._members > self.limits.members:
            raise too_large(f"more than {self.limits.members:,} members")

    def expand(self, size: int) -> None:
        """So many more bytes came out of a compression. Raises UnreadableDocumentError (container_too_large)."""
        self._expanded += size
        self.check()

    def check(self) -> None:
        """Whether more was expanded than may be: once it is spent, no member is opened any more. Raises as `expand`."""
        if self._expanded > self._most_expanded:
            raise too_large(f"unpacked, it has more than {self._most_expanded:,} bytes, out of proportion to its size")


def too_large(message: str) -> UnreadableDocumentError:
    """The problem of a container that goes beyond a limit."""
    return UnreadableDocumentError("container_too_large", message)


def damaged(message: str) -> UnreadableDocumentError:
    """The problem of a container whose bytes contradict themselves or end too early."""
    return UnreadableDocumentError("damaged_container", message)
