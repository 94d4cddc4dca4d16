"""Corpora of any size: papers perturbed from the bundled sample, or from a file.

The generator keeps what decides speed: length, sentences, how often names recur, and how slowly new names
come. Paper number ``i`` is paper ``i`` of the originals (again from the first one when they are used up),
as it stands in the first round. In later rounds, with a random generator seeded by ``i``:

- each sentence is, with probability 0.3, exchanged for a sentence of another original;
- each number gets other digits;
- each name with an inner capital (``FlashThing``) becomes, with probability 0.2, a variant of itself
  (``FlashThing-17``), so that new entities keep coming, fewer and fewer for each paper;
- the title gets a number of its own, so that it is another paper.
"""

import json
import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kg.model import Paper
from kg.papers import SAMPLE, read

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_DIGIT = re.compile(r"(?<=\d)\d|\d(?=\.\d)")
_COINED = re.compile(r"\b[A-Z][a-z]+[A-Z]\w+\b")


@lru_cache(maxsize=2)
def originals(corpus: Path | None) -> tuple[Paper, ...]:
    """Return the papers that perturbed ones come from, in an order that mixes all topics."""
    papers = list(read([corpus] if corpus else SAMPLE))
    random.Random(1).shuffle(papers)
    return tuple(papers)


def papers(size: int, corpus: Path | None = None) -> Iterator[tuple[str, str]]:
    """Yield ``size`` different titles and abstracts; a smaller corpus is the beginning of a larger one."""
    given = originals(corpus)
    for number in range(size):
        paper = given[number % len(given)]
        if number < len(given):
            yield paper.title, paper.abstract
        else:
            yield f"{paper.title} {number}", _perturbed(paper.abstract, given, random.Random(number))


def write(file: Path, size: int, corpus: Path | None = None, *, skip: int = 0) -> Path:
    """Write papers ``skip`` to ``size`` as JSON Lines."""
    with file.open("w", encoding="utf-8") as stream:
        for number, (title, abstract) in enumerate(papers(size, corpus)):
            if number >= skip:
                stream.write(json.dumps({"title": title, "abstract": abstract}) + "\n")
    return file


def _perturbed(abstract: str, given: tuple[Paper, ...], chance: random.Random) -> str:
    sentences = _SENTENCE.split(abstract)
    for i in range(len(sentences)):
        if chance.random() < 0.3:
            sentences[i] = chance.choice(_SENTENCE.split(chance.choice(given).abstract))
    text = _DIGIT.sub(lambda _: str(chance.randrange(10)), " ".join(sentences))
    return _COINED.sub(
        lambda m: f"{m[0]}-{chance.randrange(2, 100)}" if chance.random() < 0.2 else m[0], text
    )
