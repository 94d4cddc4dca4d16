"""``validate``: what we write keeps every rule, and each way to break one is found."""

from pathlib import Path
from typing import Any

import pytest
from rdf_corpus import chart, corpus, hostile

from kg.exports import write
from kg.query.validate import Finding, validate

STATEMENT = "evaluatesOn"


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("valid")
    write(corpus(), folder, formats=["turtle"], chart=chart())
    return (folder / "graph.ttl").read_text(encoding="utf-8")


def found(tmp_path: Path, text: str) -> tuple[Finding, ...]:
    (tmp_path / "edited.ttl").write_text(text, encoding="utf-8")
    return validate(tmp_path / "edited.ttl")


def test_validate_finds_nothing_in_what_we_write(tmp_path: Path, turtle: str) -> None:
    """The corpus as it was written keeps every rule, in every format."""
    assert found(tmp_path, turtle) == ()
    write(corpus(), tmp_path, formats=["nquads"], chart=chart())
    assert validate(tmp_path / "graph.nq") == ()


def test_validate_takes_hostile_text_and_own_types(tmp_path: Path) -> None:
    """Text that attacks is still text, and a type of one's own is a kind of entity."""
    write(hostile(), tmp_path, formats=["turtle"])
    assert {f.message for f in validate(tmp_path)} == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('    dcterms:title "CapSet: New Captions" ;\n', "", "Less than 1 values"),
        ('skos:prefLabel "CapSet"', 'skos:prefLabel "CapSet", "Cap Set"', "More than 1 values"),
        ("kg:confidence 0.85", "kg:confidence 8.5", "Value is not <= "),
        ("kg:confidence 0.85", 'kg:confidence "high"', "Value is not Literal with datatype xsd:decimal"),
        ("kg:papers 2", "kg:papers 0", "Value is not >= "),
        ('oa:exact "CLIP-Large"', 'oa:exact "CLIP-Small"', "the quote does not stand between"),
        ("kg:names resource:coco", "kg:namesNot resource:coco", "Less than 1 values"),
        ("oa:start 0 ", "oa:start 1 ", "the quote does not stand between start and end of its field"),
        (
            "kg:evaluatesOn resource:coco",
            "kg:evaluatesOn resource:imagenet",
            "the graph does not state the triple of this statement",
        ),
    ],
)
def test_validate_finds_what_somebody_broke(
    tmp_path: Path, turtle: str, old: str, new: str, message: str
) -> None:
    """Each edit is found as a violation."""
    assert old in turtle
    findings = found(tmp_path, turtle.replace(old, new, 1))
    assert {f.severity for f in findings if message in f.message} == {"violation"}


def test_validate_warns_of_a_relation_outside_its_range(tmp_path: Path, turtle: str) -> None:
    """A paper that evaluates on a model is odd, and no more than that."""
    edit = "\npaper:clip-0001 kg:evaluatesOn system:blip .\n"
    assert {(f.severity, f.node) for f in found(tmp_path, turtle + edit)} == {
        ("warning", "urn:x-kg:system/blip")
    }


def test_validate_command_prints_findings_and_fails(kg: Any, tmp_path: Path, turtle: str) -> None:
    """Status 0 and one line when all is well, 1 and a table when not."""
    (tmp_path / "good.ttl").write_text(turtle)
    done = kg("validate", tmp_path / "good.ttl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 violations, 0 warnings\n")
    (tmp_path / "bad.ttl").write_text(turtle.replace("kg:papers 2", "kg:papers 0", 1))
    done = kg("validate", tmp_path / "bad.ttl")
    assert (done.returncode, done.stderr) == (1, "1 violations, 0 warnings\n")
    assert "comention/" in done.stdout
