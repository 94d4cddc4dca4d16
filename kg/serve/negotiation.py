"""Content negotiation by the ``Accept`` header (RFC 9110 section 12.5.1)."""

from collections.abc import Sequence


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of ``offered`` that ``accept`` likes best.

    Args:
        accept: the header; empty means that anything will do.
        offered: media types, best first; the order decides between equals.

    Returns:
        A member of ``offered``, or None when none is acceptable.
    """
    ranges = [_parse(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, best_quality = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, ranges)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def _parse(part: str) -> tuple[str, float]:
    """Return a media range and its quality; a quality that is no number counts as 0."""
    media_range, *parameters = (piece.strip().casefold() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media_range, quality if quality == quality else 0.0  # noqa: PLR0124 -- not a number


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that fits ``media_type``, 0 when none does."""
    main = media_type.partition("/")[0]
    for pattern in (media_type, f"{main}/*", "*/*"):
        fitting = [quality for media_range, quality in ranges if media_range == pattern]
        if fitting:
            return max(fitting)
    return 0.0
