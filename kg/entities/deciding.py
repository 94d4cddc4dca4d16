"""Write decisions into a corrections file, keeping every character that a person wrote there."""

import json
from collections.abc import Iterable
from pathlib import Path

from kg.entities.corrections import parse_corrections
from kg.entities.decisions import Corrections, Decision
from kg.errors import CorrectionsError
from kg.files import write_text


def write_decisions(file: Path, decisions: Iterable[Decision]) -> Corrections:
    """Append decisions to a corrections file, whole or not at all; the file is made if it is missing.

    Args:
        file: the corrections file.
        decisions: what to add, in this order.

    Returns:
        Everything that the file holds now.

    Raises:
        CorrectionsError: the file cannot be read, or would contradict itself; then it stays as it was.
        OutputError: the file cannot be written.
    """
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(
            "is no readable UTF-8 text", where=str(file), todo="check the path and the encoding"
        ) from error
    if before and not before.endswith("\n"):
        before += "\n"
    text = "\n".join([*([before] if before else []), *map(to_toml, decisions)])
    corrections = parse_corrections(text, name=str(file))
    write_text(file, text)
    return corrections


def to_toml(decision: Decision) -> str:
    """Return a decision as a table of a corrections file."""
    lines = [f"[[{decision.action}]]"]
    if decision.action in {"same", "different"}:
        lines.append(f"names = [{', '.join(map(_quote, decision.names))}]")
    else:
        lines.append(f"name = {_quote(decision.names[0])}")
    values = {"to": decision.to, "type": decision.type}
    lines += [f"{key} = {_quote(value)}" for key, value in values.items() if value]
    if decision.aliases:
        lines.append(f"aliases = [{', '.join(map(_quote, decision.aliases))}]")
    notes = {"reason": decision.reason, "author": decision.author}
    lines += [f"{key} = {_quote(value)}" for key, value in notes.items() if value]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """Return a TOML basic string; JSON escapes as TOML does, apart from the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
