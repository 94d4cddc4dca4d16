"""Date, authors and address of a paper, from the fields under which the usual sources keep them.

None of them is needed: what is missing or makes no sense is left empty.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

#: Fields with a date, best first: when a paper came out says more than when a record was touched.
DATES = (
    "publicationdate",
    "publishedat",
    "published",
    "date",
    "pdate",
    "cdate",
    "versions",
    "updatedate",
    "publicationyear",
    "year",
)
_ISO = re.compile(r"(?:1[89]|20|21)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?![\d-])")
_ARXIV_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")


def date_of(fields: Mapping[str, Any]) -> str:
    """Return the first date that makes sense, as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; else nothing."""
    return next((date for name in DATES if (date := _date(fields.get(name)))), "")


def authors_of(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the authors in order."""
    parsed = fields.get("authorsparsed")
    if isinstance(parsed, list):  # arXiv: [["Doe", "Jane", "Jr."], ...]
        names = (_arxiv_name(parts) for parts in parsed if isinstance(parts, list))
        return tuple(name for name in names if name)
    for field in ("authors", "authorships", "author", "creators"):
        content = fields.get(field)
        if isinstance(content, str):
            return _split_names(content)
        if isinstance(content, list):
            return tuple(name for item in content if (name := _name(item)))
    return ()


def url_of(fields: Mapping[str, Any]) -> str:
    """Return an address of the paper: as given, or made from its arXiv, DOI or OpenReview id."""
    return next((url for make in _ADDRESSES if (url := _checked(make(fields)))), "")


def _date(content: Any) -> str:
    match content:
        case [{"created": str(created)}, *_]:  # arXiv: the first version
            return _mail_date(created)
        case bool() | None:
            return ""
        case int() if content > 10**11:  # OpenReview: milliseconds since 1970
            return _epoch_date(content)
        case str() | int() | float():
            found = _ISO.match(str(content).strip())
            return found[0] if found else ""
        case _:
            return ""


def _mail_date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return ""


def _epoch_date(milliseconds: int) -> str:
    try:
        return datetime.fromtimestamp(milliseconds // 1000, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def _name(item: Any) -> str:
    """Return the name in ``"Jane Doe"``, ``{"name": ...}`` or ``{"author": {"display_name": ...}}``."""
    match item:
        case str():
            return " ".join(item.split())
        case {"name": str(name)} | {"display_name": str(name)} | {"author": {"display_name": str(name)}}:
            return " ".join(name.split())
        case _:
            return ""


def _arxiv_name(parts: Iterable[Any]) -> str:
    last, first, *rest = [*(str(p).strip() for p in parts if isinstance(p, str)), "", ""]
    return " ".join(part for part in (first, last, *rest) if part)


def _split_names(text: str) -> tuple[str, ...]:
    """Split ``A, B and C`` at commas, or at semicolons where there are any: ``Doe, J.; Roe, R.``."""
    parts = text.split(";") if ";" in text else re.split(r",\s*(?:and\s+)?|\s+and\s+", text)
    return tuple(name for part in parts if (name := " ".join(part.split())))


def _checked(url: str) -> str:
    """Return ``url`` if it is a web address and nothing else: it may become a link in a page."""
    return url if len(url) <= 2_000 and _URL.fullmatch(url) else ""


def _given(fields: Mapping[str, Any]) -> str:
    return next((u for n in ("url", "link", "paperurl", "urlabs") if (u := _string(fields.get(n)))), "")


def _arxiv(fields: Mapping[str, Any]) -> str:
    external = fields.get("externalids")
    candidates = [external.get("ArXiv") if isinstance(external, Mapping) else None]
    candidates += [fields.get("arxivid"), fields.get("id")]
    found = next((c for c in map(_string, candidates) if _ARXIV_ID.fullmatch(c)), "")
    return f"https://arxiv.org/abs/{found}" if found else ""


def _doi(fields: Mapping[str, Any]) -> str:
    external = fields.get("externalids")
    doi = _string(fields.get("doi")) or (
        _string(external.get("DOI")) if isinstance(external, Mapping) else ""
    )
    return f"https://doi.org/{doi}" if doi.startswith("10.") else doi


def _openreview(fields: Mapping[str, Any]) -> str:
    forum = _string(fields.get("forum"))
    return f"https://openreview.net/forum?id={forum}" if forum else ""


def _own_id(fields: Mapping[str, Any]) -> str:
    """OpenAlex and others use an address as the id."""
    return _string(fields.get("id"))


def _string(content: Any) -> str:
    return content.strip() if isinstance(content, str) else ""


#: Ways to an address, best first.
_ADDRESSES: tuple[Callable[[Mapping[str, Any]], str], ...] = (_given, _arxiv, _openreview, _doi, _own_id)
