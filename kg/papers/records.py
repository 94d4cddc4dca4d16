"""One record of any shape -> title, abstract and what else is known of the paper.

The shapes are those that people download: arXiv metadata snapshots (``title, abstract, update_date,
authors_parsed``), Semantic Scholar (``paperId, publicationDate, externalIds``), OpenAlex works
(``display_name, abstract_inverted_index, authorships``), the Hugging Face API (``paper.summary``),
OpenReview notes (``content.title.value``), the annotated files that ``kg evaluate`` reads, and tables
with columns of such names. Names are compared by their letters and digits alone, whatever their case.

Text is never touched apart from its outer white space: offsets count from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import Problem
from kg.papers.details import authors_of, date_of, url_of

#: More characters than any title has; more than this is some other text.
LONGEST_TITLE = 2_000
#: More characters than any abstract has; whole books are not read as one.
LONGEST_ABSTRACT = 100_000
#: Names under which a title stands, best first.
TITLES = ("title", "displayname", "papertitle", "articletitle")
#: Names under which an abstract stands, best first.
ABSTRACTS = ("abstract", "summary", "paperabstract", "abstracttext", "abstractnote")
#: OpenAlex: every word with its positions.
INVERTED = "abstractinvertedindex"
#: Names under which a reply of a web service holds its list of records.
WRAPPERS = ("data", "results", "notes", "papers", "items", "records", "works")


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as one input lists it.

    Attributes:
        title: without outer white space, never empty.
        abstract: without outer white space, never empty.
        line: the line of the input where the record begins, from 1.
        date: ISO 8601 date, month or year; empty when unknown.
        authors: names, in order.
        url: an http or https address; empty when unknown.
    """

    title: str
    abstract: str
    line: int
    date: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""


#: What a format gives for each thing that it lists.
Listed = Record | Problem


def key_of(name: str) -> str:
    """Return ``name`` as names of fields are compared: small letters and digits alone."""
    return "".join(c for c in name.casefold() if c.isalnum())


def unwrap(value: object) -> tuple[object, ...]:
    """Return the records that a decoded JSON value holds: its own, a list's, or a wrapped list's."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and not any(_flat(value).get(name) for name in TITLES):
        for name in WRAPPERS:
            if isinstance(value.get(name), list):
                return tuple(value[name])
    return (value,)


def record_of(value: object, *, where: str, line: int) -> Listed:
    """Turn a decoded record of any known shape into a :class:`Record`.

    Args:
        value: what JSON or a row of a table says.
        where: ``file:line``, for the problem.
        line: where the record begins.

    Returns:
        The record, or the problem when it has no usable title and abstract.
    """
    if not isinstance(value, Mapping):
        return Problem("is no record with a title and an abstract", where, "write JSON objects")
    fields = _flat(value)
    title = next((t for name in TITLES if (t := _text(fields.get(name)))), "")
    abstract = next((t for name in ABSTRACTS if (t := _text(fields.get(name)))), "")
    return record(
        title,
        abstract or _text(_uninverted(fields.get(INVERTED))),
        where=where,
        line=line,
        date=date_of(fields),
        authors=authors_of(fields),
        url=url_of(fields),
    )


def record(
    title: str,
    abstract: str,
    *,
    where: str,
    line: int,
    date: str = "",
    authors: tuple[str, ...] = (),
    url: str = "",
) -> Listed:
    """Check both texts and make a :class:`Record` of them, or say what is wrong with them."""
    title, abstract = title.strip(), abstract.strip()
    if not title:
        return Problem("the record has no title", where, "add one or leave the record out")
    if not abstract:
        return Problem("the record has no abstract", where, "add one or leave the record out")
    if len(title) > LONGEST_TITLE:
        return Problem(f"a text of {len(title):,} characters is no title", where, "check the record")
    if len(abstract) > LONGEST_ABSTRACT:
        return Problem(f"a text of {len(abstract):,} characters is no abstract", where, "check the record")
    if not _encodable(title + abstract):
        return Problem("the text is not valid UTF-8", where, "save the file as UTF-8")
    return Record(title, abstract, line, date, authors, url)


def _encodable(text: str) -> bool:
    """Whether no half of a surrogate pair stands in ``text``: bytes that were no UTF-8 become such."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _flat(value: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the fields by compared name, with what nests in ``paper`` and ``content`` lifted out."""
    fields = {key_of(str(name)): content for name, content in value.items()}
    for nest in ("paper", "content"):
        inner = fields.get(nest)
        if isinstance(inner, Mapping):
            lifted = {key_of(str(name)): _plain(content) for name, content in inner.items()}
            fields |= {name: content for name, content in lifted.items() if content is not None}
    return fields


def _plain(content: Any) -> Any:
    """Return the value of an OpenReview field: ``{"value": x}`` since API 2, plain ``x`` before."""
    return content["value"] if isinstance(content, Mapping) and "value" in content else content


def _text(content: Any) -> str:
    return content.strip() if isinstance(content, str) else ""


def _uninverted(index: Any) -> str:
    """Turn OpenAlex's ``{word: [positions]}`` back into text."""
    if not isinstance(index, Mapping):
        return ""
    places = [
        (place, str(word))
        for word, where in index.items()
        if isinstance(where, list)
        for place in where
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))
