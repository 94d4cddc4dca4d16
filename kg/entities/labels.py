"""The usual name of a thing, out of the forms in which papers write it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.entities.names import clean, comparison_key, fold, is_name_shaped, singular


@dataclass(slots=True)
class Form:
    """A surface form and how often it occurs."""

    text: str
    papers: int = 0
    mentions: int = 0


def choose_label(forms: Sequence[Form], kind: str, shorts: Collection[str] = ()) -> str:
    """Return the usual short name among ``forms``.

    Tasks and terms that papers write in lower case are named by their full form in lower-case singular;
    all else by the defined short form where there is one, and then by the form that most papers use.

    Args:
        forms: the surface forms of one thing; not empty.
        kind: its coarse kind.
        shorts: folded short forms that papers define.
    """
    if len(forms) == 1:
        (form,) = forms
        is_term = (kind == "task" or _is_lower(form.text)) and fold(form.text) not in shorts
        return _as_term(form.text) if is_term else _as_name(form.text)
    full, short = list[Form](), list[Form]()
    for form in forms:
        (short if fold(form.text) in shorts else full).append(form)
    terms = [f for f in full if _is_lower(f.text)]
    if terms or (kind == "task" and full):
        return _as_term(_usual(terms or full, kind).text)
    return _as_name(_usual(short or forms, kind).text)


def _usual(forms: Sequence[Form], kind: str) -> Form:
    """Return the form that most papers use; between equals the one without plural or generic head."""
    if len(forms) == 1:
        return forms[0]
    return min(
        forms,
        key=lambda f: (
            -f.papers,
            -f.mentions,
            fold(f.text) != comparison_key(f.text, kind),
            len(f.text),
            f.text,
        ),
    )


def _is_lower(text: str) -> bool:
    if not text[:1].islower():
        return False
    if text.islower():
        return " " in text or "-" in text
    words = clean(text).replace("-", " ").split()
    return (
        len(words) > 1 and all(w == w.lower() for w in words if not is_name_shaped(w)) and words[0].islower()
    )


def _as_term(text: str) -> str:
    """Write a term in lower-case singular; words that are names of their own keep their capitals."""
    words = clean(text).split()
    words = words if text.islower() else [_lower(w) for w in words]
    return " ".join([*words[:-1], singular(words[-1])])


def _lower(word: str) -> str:
    return word if any(is_name_shaped(part) for part in word.split("-")) else word.lower()


def _as_name(text: str) -> str:
    """Write a name without its plural, where the plural is an acronym's."""
    if text.isalnum() and text.isascii() and text[-1] != "s":
        return text
    *rest, last = clean(text).split()
    if last[-2:-1].isupper() and last[-1] == "s":
        last = singular(last)
    return " ".join([*rest, last])
