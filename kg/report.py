"""What a build is asked for, what it tells while it runs, and what it has done in the end."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: What is called as work goes on: the stage, how much is done and, where it is known, how much there is.
OnProgress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for.

    Attributes:
        inputs: files, folders, globs or ``-``; none for the bundled sample.
        output: the folder to write.
        formats: names of :data:`kg.exports.FORMATS`; none for the default ones.
        model: ``default``, ``accurate``, ``lexicon`` or the folder of a model that was trained.
        lexicons: lexicon files that add to the shipped ones or override them.
        corrections: decisions of people; none for ``corrections.toml`` in the output folder, if it exists.
        min_confidence: statements below it are left out.
        base: what the IRIs of RDF formats begin with; empty for the default.
        jobs: processes that extract, and then write; 0 for one per core.
        cache: whether readings are kept in the output folder for the next build.
    """

    inputs: tuple[str, ...] = ()
    output: Path = Path("output")
    formats: tuple[str, ...] = ()
    model: str = "default"
    lexicons: tuple[Path, ...] = ()
    corrections: Path | None = None
    min_confidence: float = 0.0
    base: str = ""
    jobs: int = 0
    cache: bool = True

    @property
    def processes(self) -> int:
        """How many processes may work at once."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        counts: papers, duplicates, mentions, entities per type, statements per relation and so on.
        files: each written file with its size in bytes.
        seconds: wall-clock seconds per stage.
        unchanged: whether the files of the last build are already those of this one.
    """

    counts: dict[str, Any]
    files: dict[str, int]
    seconds: dict[str, float]
    unchanged: bool = False


@dataclass(slots=True)
class Clock:
    """Measures the stages, and tells of them as they begin.

    Attributes:
        on_progress: is called with the name of each stage.
        seconds: wall-clock seconds per stage, in their order.
    """

    on_progress: OnProgress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what the block does as the stage ``name``."""
        self.on_progress(name, 0, None)
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)
