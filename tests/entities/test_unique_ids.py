"""Every entity has an id of its own, also where one acronym is short for things of several kinds."""

from kg.entities import resolve
from kg.model import Definition, Mention, Paper, Reading


def reading(
    number: int, text: str, *mentions: tuple[str, str], defines: tuple[str, str] | None = None
) -> Reading:
    """Return the reading of a paper that names things of given types."""
    paper = Paper(f"paper/{number}", f"Paper {number}", text)
    places = [(text.index(name), name, type_) for name, type_ in mentions]
    found = tuple(
        Mention(paper.id, "abstract", at, at + len(name), name, type_, "made", 0.9)
        for at, name, type_ in places
    )
    definitions = (Definition(*defines, "abstract", 0, len(text)),) if defines else ()
    return Reading(paper, tuple(sorted(found, key=lambda m: m.start)), definitions)


def test_ids_are_unique_across_kinds_of_one_acronym() -> None:
    """A term of two kinds keeps clear of the id of another thing that its acronym in the other kind names."""
    long, other = "quadratic mean posterior", "quick margin pruning"
    readings = [
        reading(1, f"We use {long}.", (long, "Method")),
        reading(2, f"We solve {long} (QMP).", (long, "Task"), ("QMP", "Task"), defines=("QMP", long)),
        reading(3, f"We use {long} here.", (long, "Method")),
        reading(4, "QMP is a model.", ("QMP", "Model")),
        reading(7, "QMP is a task.", ("QMP", "Task")),
        reading(5, f"By {other} (QMP).", (other, "Method"), ("QMP", "Method"), defines=("QMP", other)),
        reading(6, f"By {long} (QMP).", (long, "Method"), ("QMP", "Method"), defines=("QMP", long)),
    ]
    ids = [entity.id for entity in resolve(readings).entities]
    assert sorted(set(ids)) == ids
