"""What makes two records one paper: the letters and digits of the title, and the id made from them.

Titles of the same paper differ between sources in case, spacing, dashes and typography, and hardly ever
in letters. A title of fewer than four words ("Editorial", "Visual Prompting") may belong to several
papers; there the abstract counts too.
"""

import hashlib
import re
import unicodedata

#: Below this many words a title alone does not identify a paper.
ENOUGH_WORDS = 4
_SLUG_WORDS = 6
_SLUG_LENGTH = 48
_NOT_LETTERS = re.compile(r"[\W_]+")


def paper_id(title: str, abstract: str) -> str:
    """Return ``paper/<first words of the title>-<8 hex digits>``, the same wherever the paper is listed.

    The digits are BLAKE2b (RFC 7693) of the comparison key of the title, and of the abstract's key too
    when the title has fewer than :data:`ENOUGH_WORDS` words.
    """
    words = _NOT_LETTERS.sub(" ", _folded(title)).split()
    key = "".join(words)
    if len(words) < ENOUGH_WORDS:
        key = f"{key}\n{comparison_key(abstract)}"
    digest = hashlib.blake2b(key.encode("utf-8"), digest_size=4).hexdigest()
    return f"paper/{_slug(words)}-{digest}"


def comparison_key(text: str) -> str:
    """Return the letters and digits of ``text``, compatibility-composed (NFKC) and case-folded."""
    return _NOT_LETTERS.sub("", _folded(text))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _slug(words: list[str]) -> str:
    """Join the first words, reduced to ASCII because the id is part of an address."""
    plain = (
        unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode("ascii")
        for word in words[:_SLUG_WORDS]
    )
    slug = "-".join(cleaned for word in plain if (cleaned := _NOT_LETTERS.sub("", word)))
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
    return slug or "p"
