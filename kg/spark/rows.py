"""Rows that Spark carries between the stages, and the three things that are done with them.

A row has a part (what it is), a key (what it is about) and a value: plain types as MessagePack, so that a
checkpoint never runs code when it is read. Python sees rows one partition at a time, as an iterator, through
Arrow (``DataFrame.mapInArrow``); nothing holds a partition in memory.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

#: A Spark DataFrame; its own types are loaded only where Spark runs.
Frame = Any

#: How rows lie in a DataFrame.
SCHEMA = "part string, key string, value binary"

#: Rows of one batch between Python and Spark, at most, and bytes of values, about.
_ROWS, _BYTES = 2_000, 4_000_000

_ENCODER = msgspec.msgpack.Encoder()


def pack(value: object) -> bytes:
    """Return plain types and frozen values as MessagePack."""
    return _ENCODER.encode(value)


class Row(NamedTuple):
    """One row: what it is, what it is about, and the packed rest."""

    part: str
    key: str
    value: bytes = b""

    def unpack(self, type_: Any) -> Any:
        """Return the value, which is of ``type_``."""
        return msgspec.msgpack.decode(self.value, type=type_)


#: One key with all of its rows.
Group = tuple[str, list[Row]]


def mapped(frame: Frame, work: Callable[[Iterator[Row]], Iterable[Row]]) -> Frame:
    """Send the rows of each partition through ``work``."""

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        yield from to_arrow(work(from_arrow(batches)))

    return frame.mapInArrow(run, SCHEMA)


def grouped(frame: Frame, work: Callable[[Iterator[Group]], Iterable[Row]], *, tasks: int = 0) -> Frame:
    """Bring rows of one key together and send the groups of each partition through ``work``.

    Args:
        frame: rows.
        work: takes groups sorted by key and gives rows.
        tasks: into how many partitions to shuffle; left to Spark when 0.
    """
    from pyspark.sql import functions as F  # noqa: N812

    shuffled = frame.repartition(tasks, F.col("key")) if tasks else frame.repartition(F.col("key"))

    def run(rows: Iterator[Row]) -> Iterable[Row]:
        return work((key, list(group)) for key, group in groupby(rows, key=attrgetter("key")))

    return mapped(shuffled.sortWithinPartitions("key"), run)


def answered(asked: Frame, book: Frame) -> Frame:
    """Answer questions: rows of ``asked`` (key: the question, value: who asks) by rows of ``book``.

    A question that many ask is one row in ``book``, so Spark can broadcast the book while it is small, and
    split the askers of such a question over several tasks when it is not (adaptive skew join).

    Returns:
        For each answer a row of the book's part and value, with who asked as key.
    """
    from pyspark.sql import functions as F  # noqa: N812

    questions = asked.select(F.col("key").alias("question"), F.col("value").cast("string").alias("key"))
    answers = book.select(F.col("key").alias("question"), "part", "value")
    return questions.join(answers, "question").select("part", "key", "value")


def parts(frame: Frame, *names: str) -> Frame:
    """Return the rows of some parts."""
    return frame.where(frame["part"].isin(*names))


def from_arrow(batches: Iterable[Any]) -> Iterator[Row]:
    """Yield the rows of Arrow batches."""
    for batch in batches:
        yield from map(Row, *(batch.column(i).to_pylist() for i in range(3)))


def to_arrow(rows: Iterable[Row]) -> Iterator[Any]:
    """Yield Arrow batches of rows, small ones, so that memory stays flat."""
    waiting: list[Row] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += len(row.value)
        if len(waiting) >= _ROWS or size >= _BYTES:
            yield _batch(waiting)
            waiting, size = [], 0
    if waiting:
        yield _batch(waiting)


def _batch(rows: list[Row]) -> Any:
    import pyarrow as pa

    columns = (
        pa.array(values, type_) for values, type_ in zip(zip(*rows, strict=True), _types(), strict=True)
    )
    return pa.RecordBatch.from_arrays(list(columns), names=list(Row._fields))


def _types() -> tuple[Any, Any, Any]:
    import pyarrow as pa

    return pa.string(), pa.string(), pa.binary()
