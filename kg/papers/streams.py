"""A file as it lies there -> its bytes, unpacked, in one pass, with the hash of what was read.

gzip (RFC 1952), Zstandard (RFC 8878), xz and bzip2 are known by their first bytes, never by a suffix.
Everything streams: a file of any size needs the memory of one buffer and one line.
"""

import bz2
import contextlib
import gzip
import hashlib
import io
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

import zstandard

from kg.papers.inputs import Source

#: How many bytes are looked at to tell formats apart.
HEAD = 1 << 16
#: The longest line that is held in memory, in bytes.
LONGEST_LINE = 1 << 26

#: What reading a damaged compressed file raises.
DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class _Full(io.RawIOBase):
    """Gives as many bytes as are asked for, whatever the size of the pieces beneath, and hashes them."""

    def __init__(self, beneath: IO[bytes] | Any) -> None:
        self.beneath = beneath
        self.hash = hashlib.blake2b(digest_size=16)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view, filled = memoryview(buffer).cast("B"), 0
        while filled < len(view) and (piece := self.beneath.read(len(view) - filled)):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self.hash.update(view[:filled])
        return filled


class Stream:
    """The unpacked bytes of an open file.

    Attributes:
        content: the bytes.
        head: the first 64 KiB of them, or all that there are.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = _Full(raw)
        packed = io.BufferedReader(self._raw, HEAD)
        unpack = next((u for magic, u in _UNPACKERS.items() if packed.peek().startswith(magic)), None)
        self._packed = packed
        content = io.BufferedReader(_Full(unpack(packed)), HEAD) if unpack else packed
        self.content: IO[bytes] = content
        self.head = content.peek()

    def digest(self) -> str:
        """Return the BLAKE2b hash (32 hex digits) of the file as it lies there, reading what is left."""
        while self._packed.read(HEAD):
            pass
        return self._raw.hash.hexdigest()


@contextlib.contextmanager
def open_stream(source: Source) -> Iterator[IO[bytes]]:
    """Open a source; standard input stays open afterwards.

    Raises:
        OSError: it cannot be opened.
    """
    if source.path is None:
        yield sys.stdin.buffer
    else:
        with source.path.open("rb", buffering=0) as raw:
            yield raw


def lines(stream: IO[bytes], *, first: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number; ``None`` in place of one that is longer than memory allows."""
    number = first - 1
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield number, None


class _Zstandard:
    """Reads Zstandard frames and, unlike the library's own reader, notices that the last one is cut off."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._left = b""

    def read(self, size: int) -> bytes:
        while not self._left:
            packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame, self._begun = zstandard.ZstdDecompressor().decompressobj(), False
            packed = packed or self._packed.read(HEAD)
            if not packed:
                if self._begun:
                    raise EOFError("the last frame is cut off")
                return b""
            self._begun = True
            self._left = self._frame.decompress(packed)
        piece, self._left = self._left[:size], self._left[size:]
        return piece


def _gunzip(packed: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=packed)


#: First bytes -> what unpacks the rest.
_UNPACKERS: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": _gunzip,
    b"\x28\xb5\x2f\xfd": _Zstandard,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}
