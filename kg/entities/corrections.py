"""Corrections: decisions about identity that people own, in a TOML file that survives rebuilds.

The file is a list of tables, each with an optional ``reason`` and ``author``::

    [[same]]                         # these are one thing; the first gives its id and its name
    names = ["MS COCO", "COCO"]

    [[different]]                    # these are several things
    names = ["CLIP", "MobileCLIP"]

    [[rename]]                       # its usual name
    name = "VQA"
    to = "visual question answering"

    [[retype]]                       # its type
    name = "LoRA"
    to = "Method"

    [[drop]]                         # no entity at all
    name = "Figure"

    [[add]]                          # a thing that extraction does not know
    name = "FoxNet"
    type = "Model"
    aliases = ["Fox Network"]

Every entry may say ``type`` to speak only of things of that type. The format is TOML 1.0 (toml.io).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.entities.agreement import check_agreement
from kg.entities.decisions import Corrections, Decision
from kg.errors import CorrectionsError
from kg.lexicon import parse_tables
from kg.ontology import TYPES

#: For each action, the keys that it must have and the keys that it may have besides.
ACTIONS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "same": (frozenset({"names"}), frozenset({"type"})),
    "different": (frozenset({"names"}), frozenset({"type"})),
    "rename": (frozenset({"name", "to"}), frozenset({"type"})),
    "retype": (frozenset({"name", "to"}), frozenset({"type"})),
    "drop": (frozenset({"name"}), frozenset({"type"})),
    "add": (frozenset({"name", "type"}), frozenset({"aliases"})),
}

_ANYWHERE = frozenset({"reason", "author"})


def read_corrections(file: Path) -> Corrections:
    """Read and check a corrections file.

    Raises:
        CorrectionsError: the file cannot be read, is no TOML, holds an unknown action, key or type, or
            its entries contradict each other.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(
            "is no readable UTF-8 text", where=str(file), todo="check the path and the encoding"
        ) from error
    return parse_corrections(text, name=str(file))


def parse_corrections(text: str, *, name: str = "corrections.toml") -> Corrections:
    """Read corrections from the text of a file; ``name`` is what errors call it.

    Raises:
        CorrectionsError: as :func:`read_corrections`.
    """
    todo = "mend the line; strings need quotes, entries begin with [[same]] or the like"
    decisions = tuple(
        sorted(
            (
                _decision(action, entry, f"{name}:{line}", line)
                for action, line, entry in parse_tables(text, name=name, wrong=CorrectionsError, todo=todo)
            ),
            key=lambda d: (d.line, d.action, d.names),
        )
    )
    check_agreement(decisions)
    return Corrections(decisions)


def _decision(action: str, entry: Mapping[str, Any], where: str, line: int) -> Decision:
    if action not in ACTIONS:
        raise CorrectionsError(
            f"{action!r} is no action", where=where, todo=f"choose one of {', '.join(ACTIONS)}"
        )
    needed, allowed = ACTIONS[action]
    if missing := sorted(needed - entry.keys()):
        raise CorrectionsError(f"[[{action}]] lacks {missing[0]!r}", where=where, todo="add it")
    if unknown := sorted(entry.keys() - needed - allowed - _ANYWHERE):
        raise CorrectionsError(
            f"[[{action}]] has the unknown key {unknown[0]!r}",
            where=where,
            todo=f"it takes {', '.join(sorted(needed | allowed | _ANYWHERE))}",
        )
    names = _texts(entry, "names" if "names" in needed else "name", where)
    if "names" in needed and len(set(names)) < 2:
        raise CorrectionsError(f"[[{action}]] needs two names or more", where=where, todo="name them")
    to = _text(entry, "to", where)
    type_name = _text(entry, "type", where)
    for text in (type_name, to if action == "retype" else ""):
        if text and text not in TYPES:
            raise CorrectionsError(
                f"{text!r} is no type", where=where, todo=f"choose one of {', '.join(TYPES)}"
            )
    return Decision(
        action=action,
        names=names,
        to=to,
        type=type_name,
        aliases=_texts(entry, "aliases", where) if "aliases" in entry else (),
        reason=_text(entry, "reason", where),
        author=_text(entry, "author", where),
        where=where,
        line=line,
    )


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or (key in entry and key in {"to", "type"} and not value.strip()):
        raise CorrectionsError(f"{key!r} is no text", where=where, todo="put it in quotes")
    return value.strip()


def _texts(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry[key]
    values = [value] if key == "name" else value
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        todo = "put it in quotes" if key == "name" else 'write a list of texts: ["A", "B"]'
        raise CorrectionsError(f"{key!r} does not hold names", where=where, todo=todo)
    return tuple(v.strip() for v in values)
