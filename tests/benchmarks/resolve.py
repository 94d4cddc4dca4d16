"""How long resolution takes, and how much memory: ``python -m tests.benchmarks.resolve [FORMS]``.

Makes papers with distinct surface forms, a million unless told otherwise, as a field of that size would have
them: versions and sizes of families, terms, spelling variants, defined acronyms. Prints seconds and peak
memory of resolution alone. The aim is a million forms in 60 s and 4 GB on one core.
"""

import itertools
import resource
import sys
import time
from collections.abc import Iterator

from kg.entities import resolve
from kg.lexicon import read_lexicon
from kg.model import Definition, Mention, Paper, Reading

_PER_PAPER = 10
_HEADS = ("Net", "LM", "CLIP", "Former", "GAN", "VL", "Bench", "QA", "BERT", "Diff")
_TAILS = ("", "-2", " 7B", "-13B", "-VL", "v3", "-Instruct", " Pro", "++", "-B/16")
_WORDS = ("graph", "token", "image", "video", "prompt", "speech", "layout", "protein", "depth", "motion")
_TASKS = ("detection", "retrieval", "captioning", "segmentation", "generation", "matching")


def forms() -> Iterator[tuple[str, str]]:
    """Yield distinct surface forms with their types, without end."""
    for number in itertools.count():
        stem = "".join(chr(97 + (number // 26**k) % 26) for k in range(4)).capitalize()
        for head, tail in zip(_HEADS, _TAILS, strict=True):
            yield f"{stem}{head}{tail}", "Benchmark" if head in {"Bench", "QA"} else "Model"
        for word, task in zip(_WORDS, itertools.cycle(_TASKS), strict=False):
            yield f"{stem.lower()} {word} {task}", "Task"
        yield f"{stem.upper()} {number}", "Dataset"


def papers(count: int) -> Iterator[Reading]:
    """Yield readings that hold ``count`` distinct forms in all, a definition in each."""
    source = forms()
    for number in range(count // _PER_PAPER):
        paper_id, at, mentions = f"paper/{number:07d}", 0, []
        for text, type_name in itertools.islice(source, _PER_PAPER):
            mentions.append(Mention(paper_id, "abstract", at, at + len(text), text, type_name, "made", 0.9))
            at += len(text) + 1
        abstract = " ".join(m.text for m in mentions)
        defined = (Definition(f"D{number}X", mentions[0].text, "abstract", 0, at),)
        yield Reading(Paper(paper_id, f"Paper {number}", abstract), tuple(mentions), defined)


def main() -> None:
    """Resolve and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    readings, lexicon = list(papers(count)), read_lexicon()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, busy = time.perf_counter(), time.process_time()
    resolution = resolve(readings, lexicon=lexicon)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"forms      {count:,}")
    print(f"entities   {len(resolution.entities):,}")
    print(f"links      {len(resolution.links):,}")
    print(f"seconds    {seconds:.1f} ({busy:.1f} of the processor)")
    print(f"peak       {peak / 1e6:.2f} GB ({before / 1e6:.2f} GB before resolution)")


if __name__ == "__main__":
    main()
