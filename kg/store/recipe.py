"""What a build is made of, as one hash, and whether the output folder already holds what comes of it.

A build of the same papers, options, code and libraries writes the same bytes. So when ``build.json`` names
the same recipe, and every file beside it is still the one that was written, there is nothing to do.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kg.model import Paper
from kg.store.fingerprint import package

_PIECE = 1 << 20


def recipe(papers: Iterable[Paper], ingredients: Mapping[str, object]) -> str:
    """Return a hash (BLAKE2b, 32 hex digits) of everything that decides what a build writes.

    Args:
        papers: what was read, in order.
        ingredients: options and data by name; whatever :mod:`msgspec` encodes, or whose ``str`` tells all.
    """
    encode = msgspec.msgpack.Encoder(enc_hook=str, order="sorted").encode
    digest = hashlib.blake2b(package().encode(), digest_size=16)
    for paper in papers:
        digest.update(encode(paper))
    digest.update(encode(ingredients))
    return digest.hexdigest()


def file_hash(file: Path) -> str:
    """Return the BLAKE2b hash (32 hex digits) of a file."""
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def standing(record: Path, wanted: str) -> dict[str, Any] | None:
    """Return what ``record`` says if it is of the ``wanted`` recipe and all its files are as written.

    Args:
        record: a ``build.json`` with ``recipe`` and, by name, the ``hashes`` of the files beside it.
        wanted: a recipe.
    """
    try:
        known = msgspec.json.decode(record.read_bytes(), type=dict[str, Any])
        if known.get("recipe") != wanted or not known["hashes"]:
            return None
        same = all(file_hash(record.parent / name) == hash_ for name, hash_ in known["hashes"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return known if same else None
