"""The encoder of the accurate model: what it cuts, what it sees, and that it decides with the networks."""

import shutil
import sys
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.lexicon import Entry
from kg.mentions import ACCURATE, SHIPPED, extract, load_extractor
from kg.mentions.encoder import Encoder, load_encoder
from kg.mentions.page import Page, make_page
from kg.mentions.stretches import LONGEST, MOST, describe_pieces, find_stretches, find_units
from kg.model import Paper

LEXICON = (Entry("ImageNet", "Dataset"), Entry("CLIP", "Model"))
PAPER = Paper(
    "p",
    "QuokkaNet: a model for image captioning",
    "We propose QuokkaNet-2.5, a new model. See https://example.org/q for code. It beats CLIP on ImageNet.",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(ACCURATE)


def texts(page: Page) -> set[str]:
    """Return the text of every stretch of a page."""
    units = find_units(page)
    return {page.text[units[i][0] : units[j][1]] for i, j in find_stretches(page, units)}


def test_stretches_are_what_may_be_a_name() -> None:
    """Names with marks in them are stretches; none crosses a sentence, an address or the title's end."""
    found = texts(make_page(PAPER))
    assert {"QuokkaNet-2.5", "QuokkaNet", "image captioning", "CLIP", "ImageNet", "new model"} <= found
    assert not any("https" in text or "code. It" in text or "\n" in text for text in found)
    assert not any(text.split()[0] in {"We", "a", "on"} for text in found)


def test_stretches_are_short_and_in_order() -> None:
    """They come by position and are at most as long as the network has seen."""
    page = make_page(Paper("p", "", "alpha " * 40))
    spans = find_stretches(page, find_units(page))
    assert sorted(spans) == spans
    assert LONGEST == max(j - i + 1 for i, j in spans)


def test_a_long_page_is_cut_to_what_the_network_can_read(encoder: Encoder) -> None:
    """Of a text without end its beginning is read; the rest is left to the other sources."""
    page = make_page(Paper("p", "A title", "word " * 5000))
    rows, edges = describe_pieces(page, find_units(page), encoder.pieces)
    assert MOST + 2 >= len(rows) >= MOST
    assert len(edges) < 5000
    assert max(end for _, end in encoder(page).stretches) < 5000


def test_encoder_sees_names_types_and_roles(encoder: Encoder) -> None:
    """It holds a coined name for an introduced model, and function words for nothing."""
    page = make_page(PAPER)
    sight = encoder(page)
    seen = sight.type_of(page, "QuokkaNet-2.5")
    assert seen is not None
    assert 1 == seen.argmax()
    at = page.text.index("QuokkaNet-2.5")
    roles = sight.roles_of([(at, at + len("QuokkaNet-2.5"))])
    assert roles is not None
    assert 0 == roles.argmax()
    assert sight.type_of(page, "of") is None
    assert sight.roles_of([(0, 1)]) is None


@pytest.mark.parametrize("text", ["", "...", "\x00\ufffd\U0001f998", "of the and"])
def test_text_without_stretches_is_seen_as_nothing(text: str, encoder: Encoder) -> None:
    """Empty and odd texts give no stretch, and no error, whatever is asked of them."""
    page = make_page(Paper("p", "", text))
    sight = encoder(page)
    assert {} == sight.stretches
    assert sight.type_of(page, "and") is None


def test_plain_words_are_no_names(encoder: Encoder) -> None:
    """Stretches of a sentence that names nothing are held for nothing."""
    page = make_page(Paper("p", "", "Many people walked home late yesterday evening because nobody called."))
    types = encoder(page).types
    assert len(types) > 20
    assert types[:, 0].min() > 0.5


def test_accurate_readings_do_not_depend_on_other_papers_or_jobs() -> None:
    """A paper reads the same alone, after others and in another process."""
    extractor = load_extractor(model="accurate", lexicon=LEXICON)
    papers = [PAPER, Paper("q", "On wombats", "We test CLIP on ImageNet and report accuracy.")]
    together = list(extract(papers, extractor=extractor))
    alone = [reading for paper in reversed(papers) for reading in extract([paper], extractor=extractor)]
    assert together == alone[::-1]
    assert together == list(extract(papers, extractor=extractor, jobs=2))
    assert {"QuokkaNet-2.5", "CLIP", "ImageNet"} <= {m.text for m in together[0].mentions}


def test_fingerprint_covers_networks_and_encoder(tmp_path: Path) -> None:
    """What was read is worthless once the encoder or the networks that it goes with change."""
    shutil.copytree(SHIPPED, tmp_path / "model")
    folder = shutil.copytree(ACCURATE, tmp_path / "accurate")
    before = load_extractor(model=str(folder), lexicon=LEXICON).fingerprint
    assert load_extractor(model="accurate", lexicon=LEXICON).fingerprint == before
    with (tmp_path / "model" / "roles.npz").open("ab") as stream:
        stream.write(b"more")
    between = load_extractor(model=str(folder), lexicon=LEXICON).fingerprint
    assert before != between
    with (folder / "encoder.onnx").open("ab") as stream:
        stream.write(b"more")
    assert between != load_extractor(model=str(folder), lexicon=LEXICON).fingerprint


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("encoder.onnx", b"\xff\xfe damaged"),
        ("vocabulary.txt", b"\xff\xfe damaged"),
        ("vocabulary.txt", b""),
        ("vocabulary.txt", b"hello\nworld\n"),
    ],
)
def test_a_damaged_encoder_is_an_error(file: str, content: bytes, tmp_path: Path) -> None:
    """A damaged file is refused with one line that names the folder."""
    folder = shutil.copytree(ACCURATE, tmp_path / "mine")
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read"):
        load_encoder(folder)


def test_a_model_without_its_parts_is_an_error(tmp_path: Path) -> None:
    """A model whose networks or whose encoder were left behind is refused, not read without them."""
    folder = shutil.copytree(ACCURATE, tmp_path / "accurate")
    with pytest.raises(ModelError, match="networks is missing"):
        load_extractor(model=str(folder), lexicon=LEXICON)
    shutil.copytree(SHIPPED, tmp_path / "model")
    (folder / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        list(extract([PAPER], extractor=load_extractor(model=str(folder), lexicon=LEXICON)))


def test_an_encoder_left_beside_another_model_is_not_asked(tmp_path: Path) -> None:
    """What ``model.json`` does not speak of plays no part."""
    folder = shutil.copytree(SHIPPED, tmp_path / "mine")
    shutil.copy(ACCURATE / "encoder.onnx", folder)
    (mine,) = extract([PAPER], extractor=load_extractor(model=str(folder), lexicon=LEXICON))
    (shipped,) = extract([PAPER], extractor=load_extractor(lexicon=LEXICON))
    assert shipped.mentions == mine.mentions


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_a_missing_library_is_named_before_any_work(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the model is refused at once, with the command that installs it."""
    monkeypatch.setitem(sys.modules, library, None)  # as Python itself marks what cannot be imported
    with pytest.raises(ModelError, match=r"pip install 'kg\[accurate\]'"):
        load_extractor(model="accurate", lexicon=LEXICON)
