"""The second stage: from papers to readings, with :func:`extract`.

A reading holds the names in a paper, what the paper does with them, and its results, each with its place in
the text. spaCy and trained models load when the first paper is read, not before.
"""

import gc
import hashlib
import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError
from kg.lexicon import Entry, read_lexicon
from kg.mentions.tables import RULES
from kg.model import Paper, Reading

__all__ = ["Extractor", "extract", "load_extractor"]

#: The models that the package ships: one that needs nothing more, and one that needs the extra ``accurate``.
SHIPPED, ACCURATE = (Path(__file__).parent.parent / "data" / name for name in ("model", "accurate"))
#: How the files of a model end.
_MODEL_FILES = frozenset((".json", ".npz", ".onnx", ".txt"))
#: Papers handed to a worker at once: enough to outweigh the pickling, few enough to keep order cheaply.
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything that a reading depends on besides the paper; plain data, so that workers can be given it.

    Attributes:
        model: ``lexicon``, ``default``, ``accurate`` or the path of a trained model.
        lexicon: the known names.
        fingerprint: a text that changes with anything that can change a reading: the lexicon, the code and
            the pattern tables of this stage, and the files of the model.
    """

    model: str
    lexicon: tuple[Entry, ...]
    fingerprint: str


def load_extractor(*, model: str = "default", lexicon: Sequence[Entry] = ()) -> Extractor:
    """Prepare extraction.

    Args:
        model: ``lexicon`` for lexicon, acronyms and rules alone, ``default`` or ``accurate`` for the trained
            models that the package ships, or the folder of a model of your own.
        lexicon: known names; the shipped ones when empty.

    Raises:
        LexiconError: a shipped lexicon file is wrong.
        ModelError: the model cannot be loaded.
    """
    folder = model_folder(model)
    if folder:
        _check(folder)
    entries = tuple(lexicon) or read_lexicon()
    return Extractor(model, entries, _fingerprint(folder, entries))


def extract(papers: Iterable[Paper], *, extractor: Extractor, jobs: int = 1) -> Iterator[Reading]:
    """Read papers, one reading each, in their order.

    Args:
        papers: what to read; consumed as the readings are asked for.
        extractor: from :func:`load_extractor`.
        jobs: number of processes; the readings do not depend on it. With more than one, a script has to
            guard its entry with ``if __name__ == "__main__"``, as for every use of ``multiprocessing``.
    """
    if jobs <= 1:
        from kg.mentions.pipeline import make_pipeline, read_papers

        nlp = make_pipeline(extractor.lexicon, extractor.fingerprint, model=model_folder(extractor.model))
        yield from read_papers(nlp, iter(papers))
        return
    yield from _extract_in_parallel(iter(papers), extractor, jobs)


def _extract_in_parallel(papers: Iterator[Paper], extractor: Extractor, jobs: int) -> Iterator[Reading]:
    """Keep every worker busy with a few chunks ahead, and give the readings back in order."""
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    given = extractor, gc.get_threshold()
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=given) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        while chunk := list(itertools.islice(papers, _CHUNK)):
            waiting.append(pool.submit(_read_chunk, chunk))
            if len(waiting) >= jobs * 3:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_WORKER: list[Extractor] = []


def _start(extractor: Extractor, threshold: tuple[int, int, int]) -> None:
    gc.set_threshold(*threshold)  # as rarely as the process that asks: it is a seventh of the time
    _WORKER[:] = [extractor]


def _read_chunk(papers: list[Paper]) -> list[Reading]:
    return list(extract(papers, extractor=_WORKER[0]))


def model_folder(model: str) -> Path | None:
    """Return the folder of a model, or nothing for ``lexicon``.

    Raises:
        ModelError: there is no such model.
    """
    folder = {"lexicon": None, "default": SHIPPED, "accurate": ACCURATE}.get(model, Path(model))
    if folder and not (folder / "model.json").is_file():
        raise ModelError(
            "there is no trained model here",
            where=str(folder),
            todo="use 'default', 'accurate', 'lexicon' or a folder that kg train wrote",
        )
    return folder


def _check(folder: Path) -> None:
    """See that a model is whole enough to begin, and that its libraries are there."""
    from kg.mentions.encoder import check_libraries
    from kg.mentions.learned import read_about

    if read_about(folder).encoder:
        check_libraries(folder)


def _files(folder: Path) -> list[Path]:
    """Return the files that decide what a model says."""
    from kg.mentions.learned import read_about

    both = {folder.resolve(), read_about(folder).networks.resolve()}
    return [file for place in both for file in place.iterdir() if file.suffix in _MODEL_FILES]


def _fingerprint(folder: Path | None, entries: tuple[Entry, ...]) -> str:
    digest = hashlib.blake2b(("trained" if folder else "rules").encode(), digest_size=16)
    files = [*Path(__file__).parent.rglob("*.py"), *RULES.glob("*.tsv")]
    for file in sorted(files) + (sorted(_files(folder)) if folder else []):
        digest.update(file.read_bytes())
    for entry in entries:
        digest.update("\t".join((entry.name, entry.type, *entry.aliases)).encode())
    return digest.hexdigest()
