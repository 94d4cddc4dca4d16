"""Ids that depend on content alone: BLAKE2b (RFC 7693) of the parts, 16 hexadecimal digits."""

from hashlib import blake2b

#: Stands between the parts, so that ``("a", "bc")`` and ``("ab", "c")`` differ.
_BETWEEN = "\x1f"


def statement_id(subject: str, relation: str, object_: str) -> str:
    """Return the id of a statement; the same in every graph that states it."""
    return f"statement/{_hash(subject, relation, object_)}"


def co_mention_id(a: str, b: str) -> str:
    """Return the id of the co-mention of two entities, ``a < b``."""
    return f"comention/{_hash(a, b)}"


def result_id(*parts: str) -> str:
    """Return the id of a reported number from everything that tells it from another."""
    return f"result/{_hash(*parts)}"


def _hash(*parts: str) -> str:
    return blake2b(_BETWEEN.join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
