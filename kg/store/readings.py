"""The readings of earlier builds in one file.

What is kept is the reading without the paper, as MessagePack packed with Zstandard: measured on 1,000
abstracts, 0.5 kB a paper and 19 µs to get back, where the text alone has 1.3 kB. Each row carries a keyed
checksum (BLAKE2b, RFC 7693), because SQLite would not notice a changed byte inside a value.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import zstandard

from kg.errors import OnProblem, Problem, ignore
from kg.model import Claim, Definition, Measurement, Mention, Paper, Reading
from kg.store.database import connect, is_spoiled, set_aside
from kg.store.fingerprint import surroundings

_CHECK_SIZE = 8


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """A reading without its paper."""

    mentions: tuple[Mention, ...]
    definitions: tuple[Definition, ...]
    claims: tuple[Claim, ...]
    measurements: tuple[Measurement, ...]


class Store:
    """Readings of earlier builds; use :func:`open_store`.

    A store that cannot be used says so once and is then empty.
    """

    def __init__(self, path: Path, *, fingerprint: str, on_problem: OnProblem = ignore) -> None:
        self._path, self._on_problem = path, on_problem
        self._fingerprint = f"{fingerprint}\n{surroundings()}".encode()
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(_Kept).decode
        self._pack = zstandard.ZstdCompressor(level=1).compress
        self._unpack = zstandard.ZstdDecompressor().decompress
        self._damaged = False
        self._database = self._opened()

    def close(self) -> None:
        """Close the file; afterwards the store is empty."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def get(self, papers: Sequence[Paper]) -> list[Reading | None]:
        """Return the reading of each paper, or ``None`` where it has to be read."""
        keys = [self._key(paper) for paper in papers]
        found: dict[bytes, bytes] = {}
        if self._database is not None:
            query = f"SELECT key, reading FROM readings WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608
            with self._trouble(), self._transaction("DEFERRED") as database:
                database.executemany("INSERT OR IGNORE INTO present VALUES (?)", zip(keys, strict=True))
                found = dict(database.execute(query, keys))
        return [self._reading(paper, key, found.get(key)) for paper, key in zip(papers, keys, strict=True)]

    def put(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all or none of them."""
        rows = [self._row(reading) for reading in readings]
        if rows and self._database is not None:
            with self._trouble(), self._transaction() as database:
                database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", rows)

    def forget_others(self) -> None:
        """Forget every reading of a paper that nobody asked for since the store was opened."""
        if self._database is not None:
            with self._trouble(), self._transaction() as database:
                database.execute("DELETE FROM readings WHERE key NOT IN (SELECT key FROM present)")

    def _key(self, paper: Paper) -> bytes:
        parts = (paper.id, paper.title, paper.abstract)
        digest = hashlib.blake2b(self._fingerprint, digest_size=16)
        for part in parts:
            text = part.encode("utf-8")
            digest.update(b"%d:%b" % (len(text), text))
        return digest.digest()

    def _row(self, reading: Reading) -> tuple[bytes, bytes]:
        kept = _Kept(reading.mentions, reading.definitions, reading.claims, reading.measurements)
        key, packed = self._key(reading.paper), self._pack(self._encode(kept))
        return key, _check(key, packed) + packed

    def _reading(self, paper: Paper, key: bytes, row: bytes | None) -> Reading | None:
        """Return what a row holds; a row that was damaged is as good as none."""
        if row is None:
            return None
        if not isinstance(row, bytes) or row[:_CHECK_SIZE] != _check(key, row[_CHECK_SIZE:]):
            if not self._damaged:
                self._report("the store of readings is damaged", "what is damaged is read again")
            self._damaged = True
            return None
        kept = self._decode(self._unpack(row[_CHECK_SIZE:]))
        return Reading(paper, kept.mentions, kept.definitions, kept.claims, kept.measurements)

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file, in place of one that is damaged or something else: that is set aside."""
        try:
            return connect(self._path)
        except sqlite3.DatabaseError as error:
            if not is_spoiled(error):
                self._report(f"the store of readings cannot be used ({error})", "nothing is lost but time")
                return None
        try:
            aside = set_aside(self._path)
            self._report(f"is no store of readings, or a damaged one; it is now {aside.name}", "remove it")
            return connect(self._path)
        except (OSError, sqlite3.Error) as error:
            self._report(f"the store of readings cannot be used ({error})", "remove the file")
            return None

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
        assert self._database is not None
        self._database.execute(f"BEGIN {kind}")
        try:
            yield self._database
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        """Go on without the store when it fails in the middle of a build; the next one gets a whole one."""
        try:
            yield
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self.close()
            self._database = None
            if not is_spoiled(error):
                self._report(f"the store of readings failed ({error})", "nothing is lost but time")
                return
            with contextlib.suppress(OSError):
                set_aside(self._path)
            self._report("the store of readings is damaged", "everything is read again")

    def _report(self, what: str, todo: str) -> None:
        self._on_problem(Problem(what, self._path.name, todo))


def _check(key: bytes, packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_CHECK_SIZE, key=key).digest()
