"""Extraction against spaCy's tokenizer (what anything on spaCy costs), a bare string scan, a stock NER."""

from pathlib import Path

from kg.lexicon import read_lexicon
from kg.mentions import extract, load_extractor
from kg.papers import read
from tests.benchmarks.corpus import write
from tests.benchmarks.measure import Row, print_rows, timed


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows."""
    papers = list(read([write(folder / "papers.jsonl", size, corpus)]))
    texts = [f"{paper.title}\n{paper.abstract}" for paper in papers]
    rows = [_tokenizer(texts)]
    rows += _scan(texts)
    rows.append(_stock_ner(texts))
    for name in dict.fromkeys(("lexicon", model)):
        extractor = load_extractor(model=name)
        list(extract(papers[:2], extractor=extractor))  # loading is not extraction
        rows.append(
            timed(f"kg extract, --model {name}", size, lambda e=extractor: list(extract(papers, extractor=e)))
        )
    print_rows(rows, "abstracts")


def _tokenizer(texts: list[str]) -> Row:
    import spacy

    nlp = spacy.blank("en")
    return timed("spaCy's English tokenizer alone", len(texts), lambda: [nlp.make_doc(t) for t in texts])


def _scan(texts: list[str]) -> list[Row]:
    try:
        import ahocorasick
    except ImportError:
        print("  (pip install pyahocorasick to see a bare string scan)")
        return []
    automaton = ahocorasick.Automaton()
    for entry in read_lexicon():
        for name in (entry.name, *entry.aliases):
            automaton.add_word(name.lower(), entry.name)
    automaton.make_automaton()
    return [
        timed(
            "Aho-Corasick scan for the lexicon, no boundaries",
            len(texts),
            lambda: [list(automaton.iter(text.lower())) for text in texts],
        )
    ]


def _stock_ner(texts: list[str]) -> Row:
    """A stock NER of spaCy's default size, untrained: weights do not change the speed."""
    import spacy

    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("ner")
    for label in ("PERSON", "ORG", "GPE", "DATE", "PRODUCT", "WORK_OF_ART"):
        recogniser.add_label(label)
    nlp.initialize()
    few = texts[:300]
    row = timed("stock spaCy NER (default architecture)", len(few), lambda: list(nlp.pipe(few)), times=1)
    return Row(row.name, row.seconds * len(texts) / len(few), len(texts))
