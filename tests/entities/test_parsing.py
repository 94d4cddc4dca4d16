"""Names of models, datasets and measures fall into family, version, size and variant."""

import pytest

from kg.entities.linking import find_links
from kg.entities.parsing import NameParts, parse_name
from kg.model import Entity

PARTS = [
    ("Qwen2.5-VL-7B-Instruct", NameParts("Qwen", "2.5", ("7B",), ("VL", "Instruct"))),
    ("ViT-B/16", NameParts("ViT", "", ("B", "16"))),
    ("LLaVA-NeXT-Vicuna-7B", NameParts("LLaVA", "", ("7B",), ("NeXT", "Vicuna"))),
    ("GPT-4o-mini", NameParts("GPT", "4", ("mini",), ("o",))),
    ("GPT-4V", NameParts("GPT", "4", (), ("V",))),
    ("BLIP2", NameParts("BLIP", "2")),
    ("Llama 3.1 8B", NameParts("Llama", "3.1", ("8B",))),
    ("Mixtral 8x7B", NameParts("Mixtral", "", ("8x7B",))),
    ("VQAv2", NameParts("VQA", "2")),
    ("CC12M", NameParts("CC", "", ("12M",))),
    ("AIME 2024", NameParts("AIME", "2024")),
    ("HumanEval+", NameParts("HumanEval", "", (), ("+",))),
    ("43B GPT", NameParts("GPT", "", ("43B",))),
    ("o1-preview", NameParts("o", "1", (), ("preview",))),
    ("T5", NameParts("T5")),
    ("Mask2Former", NameParts("Mask2Former")),
    ("DETR3D", NameParts("DETR3D")),
    ("3D-LLM", NameParts("3D LLM")),
    ("Faster R-CNN", NameParts("Faster R CNN")),
    ("M-BEIR", NameParts("M BEIR")),
    ("MS COCO", NameParts("MS COCO")),
    ("", NameParts("")),
]


@pytest.mark.parametrize(("name", "expected"), PARTS, ids=[n for n, _ in PARTS])
def test_parse_name_finds_the_parts(name: str, expected: NameParts) -> None:
    """Each part of a name goes where people of the field would put it."""
    assert expected == parse_name(name)


def links(*labels: str, type_name: str = "Model") -> set[tuple[str, str, str]]:
    entities = [Entity(f"system/{i}", type_name, label) for i, label in enumerate(labels)]
    by_id = {e.id: e.label for e in entities}
    return {(by_id[k.subject], k.relation, by_id[k.object]) for k in find_links(entities)}


def test_links_lead_to_the_nearest_of_the_family() -> None:
    """A variant hangs on the nearest entity of its family that papers name."""
    expected = {("GPT-4V", "variant_of", "GPT-4"), ("GPT-4", "variant_of", "GPT")}
    assert expected == links("GPT", "GPT-4", "GPT-4V")
    assert {("GPT-4V", "variant_of", "GPT")} == links("GPT", "GPT-4V")


def test_links_order_versions() -> None:
    """The next version succeeds the one before, size by size."""
    assert {("Llama 3 8B", "successor_of", "Llama 2 8B")} == links("Llama 2 8B", "Llama 3 8B", "Llama 2 70B")
    assert ("DINOv2", "successor_of", "DINO") not in links("DINO", "DINOv2")
    assert ("DINOv2", "variant_of", "DINO") in links("DINO", "DINOv2")


@pytest.mark.parametrize(
    "labels",
    [
        ("CLIP", "MobileCLIP"),
        ("ResNet-50", "ResNet-101"),
        ("Visual Genome", "Visual"),
        ("CLIP", "CLIP-Adapter"),
        ("MMBench", "MVBench"),
    ],
)
def test_links_do_not_join_what_only_looks_alike(labels: tuple[str, str]) -> None:
    """Names that share letters but no family, and sizes among each other, are not linked."""
    assert set() == links(*labels)
